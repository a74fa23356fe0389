"""True or false, with a reason."""
