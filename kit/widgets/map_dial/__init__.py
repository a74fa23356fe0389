"""The dial: the map of members from 1967 to today."""
