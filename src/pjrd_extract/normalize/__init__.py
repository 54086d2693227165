"""Strings to values: numerals, quantities, periods. Knows no document."""
