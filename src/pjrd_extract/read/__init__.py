"""Bytes to text: decoding, and cleaning that records its edits."""
