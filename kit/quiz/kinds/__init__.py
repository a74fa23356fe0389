"""The kinds of item: one folder for each, with its Python and its script."""
