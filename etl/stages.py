"""The stages of a run as they pass: announced, and timed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Whoever wants to know how far a run is."""

    def begin(self, stage: str, total: int = 0) -> None:
        """A stage begins; ``total`` is the number of its steps, 0 where they are not counted."""

    def advance(self, steps: int = 1) -> None:
        """Some more steps of the stage are done."""


class Stages:
    """Announces each stage and keeps its time."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[None]:
        """One stage of the line; a stage met again adds to its time."""
        self.progress.begin(name, total)
        begun = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun
