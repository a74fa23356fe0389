"""Mark text: phrases in a running text, each with a category or simply marked."""
