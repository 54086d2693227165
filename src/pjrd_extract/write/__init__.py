"""Bulletin to JSON and JSON Schema."""
