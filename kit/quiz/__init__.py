"""Items, the bank and scoring: plain objects, no screen, no pandas."""
