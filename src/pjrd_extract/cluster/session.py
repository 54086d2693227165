"""A connection to a Ray cluster, and the quiet that a run wants of Ray."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from pjrd_extract.errors import MissingExtraError, PjrdError

__all__ = ["connected"]


@contextmanager
def connected(address: str | None, jobs: int | None) -> Iterator[Any]:
    """The module ``ray``, connected to the cluster at ``address`` (``host:port`` or ``auto``).

    Without one, it is the cluster that this process is connected to already, or else one that is made of this machine
    with ``jobs`` processors (default: all), without a dashboard, and ended afterwards. Ray reports nothing to anybody.
    Raises ``MissingExtraError`` without Ray, ``PjrdError`` where there is no cluster.
    """
    ray = _ray()
    with _quiet(ray):
        ours = not ray.is_initialized()
        if ours:
            try:
                _connect(ray, address, jobs)
            except (OSError, RuntimeError, ValueError) as error:
                raise PjrdError(f"no Ray cluster at {address or 'this machine'}: {error}") from error
        try:
            yield ray
        finally:
            if ours:
                ray.shutdown()


def _ray() -> ModuleType:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        raise MissingExtraError("ray", "a run on a cluster") from error
    return ray


def _connect(ray: Any, address: str | None, jobs: int | None) -> None:
    if address is not None:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        return
    ray.init(address="local", num_cpus=jobs, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)


@contextmanager
def _quiet(ray: Any) -> Iterator[None]:
    """Neither bars nor logs of Ray Data on the terminal, nor warnings that concern Ray's own code."""
    context = ray.data.DataContext.get_current()
    logger = logging.getLogger("ray.data")
    before = context.enable_progress_bars, context.max_errored_blocks, logger.level
    context.enable_progress_bars = False
    # An input whose block fails has no result, and is done again, alone.
    context.max_errored_blocks = -1
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            for kind in (DeprecationWarning, FutureWarning):
                warnings.simplefilter("ignore", kind)
            yield
    finally:
        context.enable_progress_bars, context.max_errored_blocks, level = before
        logger.setLevel(level)
