"""Work shared among forked processes, which inherit what it needs instead of being sent it."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


CLAUSES_WORTH_A_PROCESS = 5000
"""Clauses below which a second process costs more than it saves."""


class _Shared:
    """What forked processes inherit; it is too large to be sent to them."""

    work: Callable[[Any], Any] | None = None


def may_fork() -> bool:
    """Tell whether this process can be forked: the system can, and no other thread runs."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def in_processes(
    work: Callable[[Part], Result], parts: Sequence[Part], workers: int
) -> Iterator[Result]:
    """Yield what ``work`` makes of each part, in the order of the parts.

    Parts and results are sent between processes, ``work`` and all that it holds is not. With one
    part, one worker, or a process that cannot be forked, the work is done here.
    """
    if workers == 1 or len(parts) == 1 or not may_fork():
        yield from map(work, parts)
        return
    _Shared.work = work
    try:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield from pool.imap(_work, parts)
    finally:
        _Shared.work = None


def _work(part: Any) -> Any:
    if _Shared.work is None:
        raise RuntimeError("no work was shared with this process")
    return _Shared.work(part)


def beside(work: Callable[[], Result], workers: int) -> Callable[[], Result]:
    """Begin some work in a process of its own; return a function that waits for its result.

    With one worker, or in a process that cannot be forked, the work is done at once.
    """
    if workers == 1 or not may_fork():
        result = work()
        return lambda: result
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def answer() -> None:
        sender.send(work())

    process = context.Process(target=answer, daemon=True)
    process.start()
    sender.close()

    def received() -> Result:
        result: Result = receiver.recv()
        process.join()
        return result

    return received
