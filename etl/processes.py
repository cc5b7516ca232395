"""Work shared among forked processes, which inherit what it needs instead of being sent it.

A process may be killed, most often because memory ran out: if it is one of those that share the
work, the run is refused at once instead of waiting for ever; if it is the one that shares it out,
the others end with it instead of staying.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from etl.errors import ProcessLost

Part = TypeVar("Part")
Result = TypeVar("Result")


CLAUSES_WORTH_A_PROCESS = 5000
"""Clauses below which a second process costs more than it saves."""

_STOPS = (signal.SIGINT, signal.SIGTERM)
"""Signals by which a run is told to stop."""


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

    Raises:
        ProcessLost: one of the processes was killed.
    """
    if workers == 1 or len(parts) == 1 or not may_fork():
        yield from map(work, parts)
        return
    _Shared.work = work
    context = multiprocessing.get_context("fork")
    try:
        yield from results_of(ProcessPoolExecutor(workers, context, begin_sharing), _work, parts)
    finally:
        _Shared.work = None


def _work(part: Any) -> Any:
    if _Shared.work is None:
        raise RuntimeError("no work was shared with this process")
    return _Shared.work(part)


def results_of(
    pool: ProcessPoolExecutor,
    work: Callable[[Part], Result],
    parts: Iterable[Part],
    *,
    parts_at_once: int = 1,
) -> Iterator[Result]:
    """Yield what a pool that has not begun makes of each part, in the order of the parts.

    Whatever goes wrong, none of its processes works on.

    Raises:
        ProcessLost: one of the processes was killed.
    """
    others = set(multiprocessing.active_children())
    # As long as anybody could write, we among them, the pool's own thread waits for the rest of a
    # result, and we for it; but one that was just sending its result leaves only a part of it.
    writer = pool._result_queue._writer  # type: ignore[attr-defined]  # noqa: SLF001 -- no word for it
    receiver, sender = multiprocessing.Pipe(duplex=False)
    watch: threading.Thread | None = None

    def watch_no_more() -> None:
        # To close it would tell nobody: forked processes have it open, too.
        sender.send(None)
        if watch is not None:
            watch.join()

    try:
        with stops_held():
            results = pool.map(work, parts, chunksize=parts_at_once)
        own = set(multiprocessing.active_children()) - others
        watch = threading.Thread(target=_end_all_with_one, args=(own, writer, receiver))
        watch.start()
        yield from results
    except BaseException as error:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        # Two who close it at once would close it twice.
        watch_no_more()
        writer.close()
        if isinstance(error, BrokenExecutor | EOFError | ConnectionResetError):
            raise _lost() from error
        raise
    finally:
        watch_no_more()
        sender.close()
        receiver.close()
        pool.shutdown(cancel_futures=True)


def _end_all_with_one(processes: Collection[BaseProcess], writer: Any, done: Connection) -> None:
    """Wait until all is done; should one of the processes end before, end the others."""
    sentinels = [process.sentinel for process in processes]
    if done not in multiprocessing.connection.wait([done, *sentinels]):
        for process in processes:
            process.kill()
        writer.close()


@contextmanager
def stops_held() -> Iterator[None]:
    """Hold back being told to stop while a process forks, which would swallow it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_sharing() -> None:
    """Begin a process that shares the work of another one."""
    # Ctrl-C reaches every process of a terminal; only the first one is to speak of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """Wait for the process that shares the work out to end, and end too."""
    first = multiprocessing.parent_process()
    if first is not None:
        multiprocessing.connection.wait([first.sentinel])
        signal.raise_signal(signal.SIGKILL)


def _lost() -> ProcessLost:
    return ProcessLost(
        "a process of this run was killed, as happens when memory runs out",
        hint="nothing was changed; run the same command again, with --jobs 1 if it recurs",
    )


def beside(work: Callable[[], Result], workers: int, *, niceness: int = 0) -> Callable[[], Result]:
    """Begin some work in a process of its own; return a function that waits for its result.

    With one worker, or in a process that cannot be forked, the work is done at once. The function
    raises ProcessLost if the process was killed.

    Args:
        work: what to do.
        workers: processes that may share the work of this program.
        niceness: how far it stands behind others that want the same processor, as in nice(1).
            With every 5 it gets a third of the time, so that what is wanted first is there first.
    """
    if workers == 1 or not may_fork():
        result = work()
        return lambda: result
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def answer() -> None:
        begin_sharing()
        os.nice(niceness)
        sender.send(work())

    process = context.Process(target=answer, daemon=True)
    with stops_held():
        process.start()
    sender.close()

    def received() -> Result:
        try:
            result: Result = receiver.recv()
        except EOFError:
            raise _lost() from None
        process.join()
        return result

    return received
