"""Article to its model: one file a kind."""
