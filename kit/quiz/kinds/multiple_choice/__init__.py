"""Multiple choice: one or more options are right."""
