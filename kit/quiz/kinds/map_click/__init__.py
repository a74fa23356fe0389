"""A state on a map."""
