"""The card for handing in."""
