"""Renders what is known of clauses for reading: lists, stories, and the marks of change.

Pure: takes what :mod:`etl.story` read, answers with lines for a terminal or a pipe. Where there is
colour, words taken out are red and struck through, words put in green and underlined; where there
is none they stand as ``[-old-]`` and ``{+new+}``, the marks of ``wdiff`` and ``git diff
--word-diff``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from etl.model import Relation, WordingChange

INDENT = "    "
NARROWEST = 40
"""Columns below which wrapped clauses stop being readable; a narrower terminal gets this."""


class State(StrEnum):
    """What happened to a run of words between parent and child."""

    KEPT = "kept"
    OLD = "old"
    NEW = "new"


STYLES = {State.KEPT: "", State.OLD: "red strike", State.NEW: "green underline"}
MARKS = {State.KEPT: "{}", State.OLD: "[-{}-]", State.NEW: "{{+{}+}}"}


class Piece(NamedTuple):
    """A run of text with one state."""

    state: State
    text: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause in the list of its resolution. ``parent`` and ``root`` are addresses or None."""

    label: str
    opening: str
    relation: Relation | None = None
    parent: str | None = None
    root: str | None = None
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class ResolutionSheet:
    """A resolution as ``show SYMBOL`` lists it."""

    symbol: str
    title: str | None
    adopted_on: date | None
    clauses: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One clause of a line. ``changes`` lead from the step before to ``text``.

    ``others`` are the addresses of further parents, those that are not the main one.
    """

    symbol: str
    label: str
    adopted_on: date | None
    text: str
    relation: Relation | None = None
    is_moved: bool = False
    changes: tuple[WordingChange, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A clause's line: ``steps`` from the root to the clause asked for, ``later`` what follows."""

    steps: tuple[Step, ...]
    later: tuple[Step, ...] = ()


def printable(text: str) -> str:
    r"""The text with every control and format character written out, so a terminal cannot obey it.

    White space becomes a blank; what Unicode calls Cc, Cf, Cs, Zl or Zp (escape codes,
    bidirectional overrides, lone surrogates) becomes ``\x1b`` or ``\u202e``. Soft hyphens and
    the joiners that scripts need (U+200C, U+200D) stay.
    """
    return "".join(_printable_character(character) for character in text)


def _printable_character(character: str) -> str:
    if character in "\t\n\r\u2028\u2029":
        return " "
    if character in "\u00ad\u200c\u200d" or unicodedata.category(character) not in {
        "Cc",
        "Cf",
        "Cs",
    }:
        return character
    return character.encode("unicode_escape").decode("ascii")


def change_pieces(new: str, changes: Sequence[WordingChange]) -> list[Piece]:
    """Cut a child's text into what was kept, taken out and put in, in reading order.

    ``changes`` must ascend in the child and carry offsets into ``new``. Blanks and punctuation at
    which the two sides of a change begin or end alike count as kept; kept words are those of the
    child, so pieces kept and new always join to ``new`` exactly.
    """
    pieces: list[Piece] = []
    at = 0
    for change in changes:
        put_in = new[change.child_start : change.child_end]
        before, after = _alike_at_ends(change.old_text, put_in)
        start, end = change.child_start + before, change.child_end - after
        pieces.append(Piece(State.KEPT, new[at:start]))
        pieces.append(Piece(State.OLD, change.old_text[before : len(change.old_text) - after]))
        pieces.append(Piece(State.NEW, new[start:end]))
        at = end
    pieces.append(Piece(State.KEPT, new[at:]))
    return [piece for piece in pieces if piece.text]


def _alike_at_ends(old: str, new: str) -> tuple[int, int]:
    """How many blanks and punctuation marks both texts begin with, and end with."""
    shortest = min(len(old), len(new))
    before = after = 0
    while before < shortest and old[before] == new[before] and not old[before].isalnum():
        before += 1
    while (
        after < shortest - before
        and old[-1 - after] == new[-1 - after]
        and not old[-1 - after].isalnum()
    ):
        after += 1
    return before, after


def marked_text(pieces: Sequence[Piece], *, colour: bool) -> Text:
    """Pieces as one line of text, styled where there is colour, with plain marks where not.

    A replacement often ends in the blank that follows it; marks are set inside such blanks.
    """
    line = Text()
    for state, text in pieces:
        words = printable(text)
        if colour or state is State.KEPT:
            line.append(words, STYLES[state])
            continue
        core = words.strip()
        lead = words[: len(words) - len(words.lstrip())]
        tail = words[len(lead) + len(core) :]
        line.append(lead + MARKS[state].format(core) + tail if core else words)
    return line


def story_lines(story: Story, *, width: int, colour: bool) -> Iterator[Text]:
    """A clause's story, root first: who had it, when, under which label, and what changed."""
    asked = story.steps[-1]
    yield Text(
        printable(
            f"{asked.symbol}#{asked.label} in {counted(len(story.steps), 'step')}, "
            f"{_years(story.steps)}"
        ),
        "bold" if colour else "",
    )
    for step in story.steps:
        yield Text()
        yield _step_heading(step, first=step is story.steps[0], colour=colour)
        yield from _wrapped(_step_body(step, colour=colour), width)
        for other in step.others:
            yield Text(f"{INDENT}also from {printable(other)}")
    if story.later:
        yield Text()
        yield Text("What came of it:", "bold" if colour else "")
        for step in story.later:
            yield _step_heading(step, first=False, colour=False)


def sheet_lines(sheet: ResolutionSheet, *, width: int, colour: bool) -> Iterator[Text]:
    """A resolution's clauses: label, relation to the parent, parent, root, and how each opens."""
    facts = [sheet.symbol, _day(sheet.adopted_on), counted(len(sheet.clauses), "clause")]
    yield Text(printable("  ".join(facts)), "bold" if colour else "")
    if sheet.title:
        yield from _wrapped(Text(printable(sheet.title)), width)
    yield Text()
    rows = [("clause", "relation", "parent", "root", "opening")]
    rows += [_sheet_row(line) for line in sheet.clauses]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for number, row in enumerate(rows):
        cells = "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=False))
        room = max(width - len(cells) - 2, 12)
        line = Text((cells + "  " + _clipped(row[4], room)).rstrip())
        if colour and number == 0:
            line.stylize("bold")
        yield line


def _sheet_row(line: ClauseLine) -> tuple[str, str, str, str, str]:
    relation = str(line.relation) if line.relation else "new"
    if line.is_moved:
        relation += ", moved"
    root = line.root if line.root and line.parent else ""
    cells = (line.label, relation, line.parent or "", root, line.opening)
    return (
        printable(cells[0]),
        cells[1],
        printable(cells[2]),
        printable(cells[3]),
        printable(cells[4]),
    )


def _step_heading(step: Step, *, first: bool, colour: bool) -> Text:
    words = "earliest loaded" if first else str(step.relation or "new")
    if step.is_moved:
        words += ", moved"
    line = Text(printable(f"{step.symbol}#{step.label}"), "bold" if colour else "")
    line.append(f"  {_day(step.adopted_on)}  ", "not bold")
    line.append(words, "cyan not bold" if colour else "")
    return line


def _step_body(step: Step, *, colour: bool) -> Text:
    if step.relation is Relation.IDENTICAL and not step.changes:
        return Text("(word for word as before)", "dim" if colour else "")
    return marked_text(change_pieces(step.text, step.changes), colour=colour)


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    room = max(width, NARROWEST) - len(INDENT)
    for line in text.wrap(Console(width=room), room):
        line.rstrip()
        yield Text(INDENT).append_text(line)


def _clipped(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 clause``, ``2,245 resolutions``."""
    return f"1 {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no date"


def _years(steps: Sequence[Step]) -> str:
    years = [step.adopted_on.year for step in steps if step.adopted_on]
    if not years:
        return "no known year"
    return str(years[0]) if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
