"""The review page: one HTML file with the source, its records and its metrics side by side."""
