"""Things in groups."""
