"""Rule data: the words of the language, each with examples and counterexamples, in ``data/*.toml``."""

from pjrd_extract.rules.load import Rules

__all__ = ["Rules"]
