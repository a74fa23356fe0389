"""A few words, in any accepted form."""
