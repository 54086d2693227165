"""Bulletins and sentences composed from grammar, with the records that are in them: the tests' own ground truth."""
