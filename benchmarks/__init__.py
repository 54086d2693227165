"""Accuracy and speed, measured: `python -m benchmarks.score` and `python -m benchmarks.bench`."""
