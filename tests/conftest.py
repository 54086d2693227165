from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="rewrite tests/fixtures/expected from the output; refused where CI is set",
    )
    parser.addoption(
        "--update-misses",
        action="store_true",
        help="rewrite what the cases of tests/cases/find/metrics-*.jsonl say is not met yet; refused where CI is set",
    )


def pytest_configure(config: pytest.Config) -> None:
    for option in ("--update-expected", "--update-misses"):
        if config.getoption(option) and os.environ.get("CI"):
            raise pytest.UsageError(f"{option} would make every expectation true: it is refused where CI is set")
