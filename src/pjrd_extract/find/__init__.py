"""Text to spans with values: quantities, periods, people, metrics. Knows no bulletin."""
