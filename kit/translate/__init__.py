"""Catalogues for translators: which texts there are, and what a change of English does to a translation."""
