"""Bulletin to findings: one file a check."""
