"""``pjrd-extract convert --engine ray``: the conversion on a cluster."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from pjrd_extract.cli.reading import STANDARD_INPUT, reading_options

if TYPE_CHECKING:
    from pjrd_extract.batch.convert import Summary
    from pjrd_extract.cli.progress import Progress

__all__ = ["add_cluster_options", "check_engine", "convert_with_ray"]


def add_cluster_options(command: argparse.ArgumentParser) -> None:
    """The options ``--engine`` and ``--ray-address``."""
    command.add_argument(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="what does the work: this machine, or a Ray cluster (docs/cluster.md)",
    )
    command.add_argument(
        "--ray-address", metavar="HOST:PORT", help="the cluster; auto: this machine's; default: one of this machine"
    )


def check_engine(arguments: argparse.Namespace) -> None:
    """Refuses options that don't go with the engine, as wrong usage."""
    refuse = arguments.parser.error
    if arguments.engine == "local":
        if arguments.ray_address is not None:
            refuse("--ray-address needs --engine ray")
        return
    if unknown := set(arguments.format.split(",")) - {"json", "parquet"}:
        refuse(f"--engine ray writes json and parquet, not {', '.join(sorted(unknown))}")
    if arguments.output == "-":
        refuse("--engine ray writes into a folder, not to -")
    if arguments.explain:
        refuse("--engine ray has no --explain")
    if arguments.headers != "en":
        refuse("--engine ray writes no CSV for --headers")
    if STANDARD_INPUT in arguments.files:
        refuse("--engine ray reads no standard input")
    if arguments.jobs == 0:
        refuse("--engine ray needs at least one of --jobs")


def convert_with_ray(arguments: argparse.Namespace, progress: Progress) -> Summary:
    """Converts as the ``arguments`` of ``convert`` say."""
    from pjrd_extract.cluster.convert import convert_on_cluster

    if arguments.ray_address is None:
        # Ray's way to say, when it is imported, that a cluster listens on the loopback interface alone.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    names = ("jobs", "timeout", "include", "exclude", "reference_date", "force", "rules", "corrections", "retry_failed")
    return convert_on_cluster(
        arguments.files,
        arguments.output,
        address=arguments.ray_address,
        formats=arguments.format.split(","),
        reading=reading_options(arguments),
        on_begin=progress.begin,
        on_result=progress.result,
        **{name: getattr(arguments, name) for name in names},
    )
