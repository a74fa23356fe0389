"""Checks of tables, item bank, outlines, texts and machine."""
