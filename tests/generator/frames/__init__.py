"""Clauses with known records, one theme a file; importing a file registers its frames."""
