"""Bulletins as tidy tables: the columns in one place, the rows as plain Python, and the files that hold them."""
