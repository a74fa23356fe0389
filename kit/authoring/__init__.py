"""A lesson of one's own, from another article: a folder to begin with."""
