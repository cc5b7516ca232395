"""Python's collector of cycles at rest, while work goes on that leaves none behind."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Do without the collector of cycles, here and in processes forked meanwhile.

    Documents, explanations and rows hold no cycles, but there are so many of them that looking for
    cycles takes a third of the time of linking, and makes forked processes copy what they share
    (measured on the General Assembly, sessions 74 to 80).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
