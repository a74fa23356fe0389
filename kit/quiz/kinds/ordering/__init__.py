"""Options in order."""
