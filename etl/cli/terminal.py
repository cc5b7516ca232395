"""How the command line speaks: errors and progress on stderr, data on stdout."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from etl.errors import DocumentRejected, ProvenanceError
from etl.show import printable

LINES_EVERY = 100
"""Files between two progress lines where there is no terminal: a log of the General Assembly's
2,245 resolutions then has 23 lines, few enough to read and enough to see that it moves."""

_PASSWORD_IN_URL = re.compile(r"(?<=://)([^:/?#\s]*):[^\s]*@")
_PASSWORD_PARAMETER = re.compile(r"(?i)(password=)('[^']*'|[^\s&]+)")


def without_passwords(text: str) -> str:
    """The text with the password of every URL and ``password=`` setting replaced by ``***``."""
    return _PASSWORD_PARAMETER.sub(r"\1***", _PASSWORD_IN_URL.sub(r"\1:***@", text))


def speak(message: str) -> None:
    """Print one line of speech to stderr; nothing in it can command the terminal."""
    print(printable(without_passwords(message)), file=sys.stderr, flush=True)


def report_error(error: ProvenanceError) -> None:
    """Print an error as ``error: FILE, line N: what``, and the next step indented below it."""
    place = ""
    if isinstance(error, DocumentRejected) and error.path:
        place = f"{error.path}, line {error.line}: " if error.line else f"{error.path}: "
    speak(f"error: {place}{error}")
    for line in error.hint.splitlines():
        speak(f"  {line}")


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line. ASCII only: no control character reaches a terminal raw."""
    print(json.dumps(value, default=str))


def print_lines(lines: Iterator[Text], *, width: int, colour: bool) -> None:
    """Print rendered lines to stdout, with terminal codes only where ``colour`` is true."""
    console = Console(
        file=sys.stdout,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for line in lines:
        if colour:
            console.print(line, soft_wrap=True)
        else:
            print(line.plain)


class PlainProgress:
    """Progress where stderr is no terminal: a line per stage, and one per hundred files."""

    def __init__(self) -> None:
        self._stage = ""
        self._done = 0
        self._total = 0

    def begin(self, stage: str, total: int = 0) -> None:
        """A stage begins; ``total`` is the number of its steps, 0 where they are not counted."""
        self._stage, self._done, self._total = stage, 0, total
        speak(f"{stage}: {total:,} to do" if total else stage)

    def advance(self, steps: int = 1) -> None:
        """Some more steps of the stage are done."""
        before = self._done // LINES_EVERY
        self._done += steps
        if self._done // LINES_EVERY > before:
            speak(f"{self._stage}: {self._done:,} of {self._total:,}")


class BarProgress:
    """Progress on a terminal: one bar, its title the stage at work."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def begin(self, stage: str, total: int = 0) -> None:
        """A stage begins; ``total`` is the number of its steps, 0 where they are not counted."""
        self._bar.reset(self._task, description=stage, total=total or None)

    def advance(self, steps: int = 1) -> None:
        """Some more steps of the stage are done."""
        self._bar.advance(self._task, steps)


@contextlib.contextmanager
def progress() -> Iterator[PlainProgress | BarProgress]:
    """The progress that suits where stderr leads; the bar is gone when the block ends."""
    if not sys.stderr.isatty():
        yield PlainProgress()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield BarProgress(bar)
