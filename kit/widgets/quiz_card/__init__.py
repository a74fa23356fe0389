"""The quiz card: one widget for one item or a whole quiz."""
