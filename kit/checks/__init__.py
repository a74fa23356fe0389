"""Checks of tables, item bank and machine."""
