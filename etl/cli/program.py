"""The program from its arguments to its exit code: what is caught, and what is said of it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence

import psycopg
from sqlalchemy.exc import DBAPIError

from etl.cli.arguments import PROGRAM, parse
from etl.cli.commands import COMMANDS
from etl.cli.terminal import report_error, speak
from etl.errors import AnotherRun, ProvenanceError

DONE = 0
REFUSED = 1
ANOTHER_RUN = 5
INTERRUPTED = 130
"""128 + SIGINT, what a shell reports of any program stopped by Ctrl-C."""
READER_LEFT = 141
"""128 + SIGPIPE, what a shell reports of any program whose reader went away."""
TOLD_TO_STOP = 143
"""128 + SIGTERM, what a shell reports of any program that a scheduler or a shutdown stopped."""


class _ToldToStop(KeyboardInterrupt):
    """Somebody sent SIGTERM: the run is undone as it is by Ctrl-C."""


def run_command(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        with _heeding_sigterm():
            return _run(argv)
    except (ProvenanceError, DBAPIError, psycopg.Error) as error:  # COPY goes past SQLAlchemy
        report_error(error if isinstance(error, ProvenanceError) else _database_refused(error))
        return ANOTHER_RUN if isinstance(error, AnotherRun) else REFUSED
    except KeyboardInterrupt as stop:
        told = isinstance(stop, _ToldToStop)
        speak(f"{'told to stop' if told else 'interrupted'}: nothing was changed")
        return TOLD_TO_STOP if told else INTERRUPTED
    except BrokenPipeError:
        _leave_stdout()
        return READER_LEFT
    except OSError as error:
        report_error(_system_refused(error))
        _leave_stdout()
        return REFUSED


def _run(argv: Sequence[str] | None) -> int:
    arguments = parse(argv, COMMANDS)
    code: int = arguments.command(arguments)
    sys.stdout.flush()
    return code


@contextlib.contextmanager
def _heeding_sigterm() -> Iterator[None]:
    """Let SIGTERM undo the run meanwhile, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(_number: int, _frame: object) -> None:
    raise _ToldToStop


def _die_of_sigterm() -> None:
    """Let a forked worker die at once: one that only notes the signal may wait for ever."""
    if signal.getsignal(signal.SIGTERM) is _stop:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


os.register_at_fork(after_in_child=_die_of_sigterm)


def _leave_stdout() -> None:
    """Python flushes stdout once more at exit; let that go nowhere instead of complaining."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _system_refused(error: OSError) -> ProvenanceError:
    """A full disk, too many files or processes: a run is undone unless only its report was lost."""
    named = f"{error.filename}: " if error.filename else ""
    return ProvenanceError(
        f"the system refused: {named}{error.strerror or error}",
        hint=f"see what was done: {PROGRAM} runs",
    )


def _database_refused(error: BaseException) -> ProvenanceError:
    """A lost connection, a missing right, a full disk: what the server said, without the query."""
    error = getattr(error, "orig", None) or error
    said = str(error).strip().splitlines() or [type(error).__name__]
    return ProvenanceError(
        f"the database refused: {said[0]}",
        hint="nothing was changed; mend what it names, then run the same command again",
    )
