"""The command line: the only place that prints, reads the environment and chooses exit codes."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from etl.collector import collector_at_rest


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; see ``clause-provenance --help`` for the codes."""
    with collector_at_rest():
        from etl.cli.program import run_command  # noqa: PLC0415
    # What was imported stays to the end: looking for cycles in it, at the latest when the process
    # ends, takes a fifth of the time of a run with nothing new.
    gc.freeze()
    return run_command(argv)
