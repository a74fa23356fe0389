"""The item bank for other homes: learning platforms, card decks, spreadsheets, paper."""
