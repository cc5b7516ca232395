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
NARROWEST_BESIDE_MARGIN = 24
"""The same for phrases beside their margin: some four words."""
LEAST_OPENING = 12
"""Columns that "Taking note …" needs; with fewer an opening says nothing."""


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
    """One clause in the list of its resolution. ``parent`` and ``root`` are addresses or None.

    ``fate`` is what became of it in the next loaded resolution of the series, and ``next`` the
    address of the clause there that carries it on; None where no later member is loaded.
    """

    label: str
    opening: str
    relation: Relation | None = None
    parent: str | None = None
    root: str | None = None
    is_moved: bool = False
    fate: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ResolutionSheet:
    """A resolution as ``show SYMBOL`` lists it, with the loaded members of its series around it.

    ``not_loaded`` are members known to lie between ``predecessor`` and it.
    """

    symbol: str
    title: str | None
    adopted_on: date | None
    clauses: tuple[ClauseLine, ...]
    predecessor: str | None = None
    successor: str | None = None
    not_loaded: tuple[str, ...] = ()


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
class Phrase:
    """A run of a clause's words with the clause that first had them (itself where new)."""

    char_start: int
    char_end: int
    text: str
    origin: str
    adopted_on: date | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Within which bounds a line begins at its root, by what of the root's series is loaded.

    ``lacking`` is the latest earlier member that is loaded, ``not_loaded`` are members known to
    lie between, and ``is_exact`` tells that none can.
    """

    root: str
    lacking: str | None
    not_loaded: tuple[str, ...]
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A clause's line: ``steps`` from the root to the clause asked for, ``later`` what follows."""

    steps: tuple[Step, ...]
    later: tuple[Step, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    bounds: Bounds | None = None


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
        if story.bounds and step is story.steps[0]:
            yield from _wrapped(Text(printable(_bounds_sentence(story.bounds))), width)
    if len({phrase.origin for phrase in story.phrases}) > 1:
        yield Text()
        yield Text("Where its words were first seen:", "bold" if colour else "")
        yield from phrase_lines(story.phrases, f"{asked.symbol}#{asked.label}", width=width)
    if story.later:
        yield Text()
        yield Text("What came of it:", "bold" if colour else "")
        for step in story.later:
            yield _step_heading(step, first=False, colour=False)


def phrase_lines(phrases: Sequence[Phrase], own: str, *, width: int) -> Iterator[Text]:
    """A clause's phrases in reading order, the year and clause each stems from in the margin.

    ``own`` is the clause's address; what is new in it bears its year and the word "new".
    """
    margins = [
        (_year(one.adopted_on), "new" if one.origin == own else printable(one.origin))
        for one in phrases
    ]
    broad = max(len(place) for _, place in margins)
    room = max(width - len(INDENT) - len("2023  ") - broad - len("  "), NARROWEST_BESIDE_MARGIN)
    for (year, place), phrase in zip(margins, phrases, strict=True):
        words = Text(printable(phrase.text.strip()))
        for number, line in enumerate(words.wrap(Console(width=room), room)):
            margin = f"{year}  {place.ljust(broad)}" if number == 0 else " " * (6 + broad)
            yield Text(f"{INDENT}{margin}  {line.plain.rstrip()}")


def _bounds_sentence(bounds: Bounds) -> str:
    missing = ", ".join(bounds.not_loaded)
    if bounds.is_exact:
        return f"(new there: {bounds.lacking}, which comes before, has not got it)"
    if bounds.lacking and missing:
        return f"(not in {bounds.lacking}; known to lie between and not loaded: {missing})"
    if missing:
        return f"(known to lie before and not loaded: {missing})"
    if bounds.lacking:
        return f"(not in {bounds.lacking}; others may lie between)"
    return "(nothing earlier of its series is loaded)"


def sheet_lines(sheet: ResolutionSheet, *, width: int, colour: bool) -> Iterator[Text]:
    """A resolution's clauses: label, relation to the parent, parent, root, fate, opening.

    Addresses within the neighbours in the series are told by ``#`` and label alone. Where the
    width leaves no room for it, the opening is left out.
    """
    facts = [sheet.symbol, _day(sheet.adopted_on), counted(len(sheet.clauses), "clause")]
    yield Text(printable("  ".join(facts)), "bold" if colour else "")
    if sheet.title:
        yield from _wrapped(Text(printable(sheet.title)), width)
    yield from _neighbour_lines(sheet, width)
    yield Text()
    rows = [("clause", "relation", "parent", "root, if earlier", "fate", "opening")]
    rows += [_sheet_row(line, sheet) for line in sheet.clauses]
    shown = [column for column in range(5) if any(row[column] for row in rows[1:])]
    widths = {column: max(len(row[column]) for row in rows) for column in shown}
    room = width - sum(widths.values()) - 2 * len(widths)
    for number, row in enumerate(rows):
        cells = "  ".join(row[column].ljust(widths[column]) for column in shown)
        opening = _clipped(row[5], room) if room >= LEAST_OPENING else ""
        line = Text(f"{cells}  {opening}".rstrip())
        if colour and number == 0:
            line.stylize("bold")
        yield line


def _neighbour_lines(sheet: ResolutionSheet, width: int) -> Iterator[Text]:
    said = []
    if sheet.predecessor:
        said.append(f"follows {sheet.predecessor} (parent #… is a clause of it)")
    if sheet.not_loaded:
        said.append(f"known to lie between and not loaded: {', '.join(sheet.not_loaded)}"
                    if sheet.predecessor else f"before it, not loaded: "
                    f"{', '.join(sheet.not_loaded)}")  # fmt: skip
    if sheet.successor:
        said.append(f"followed by {sheet.successor} (fate #… is a clause of it)")
    for sentence in said:
        yield from _wrapped(Text(printable(sentence)), width)


def _sheet_row(line: ClauseLine, sheet: ResolutionSheet) -> tuple[str, str, str, str, str, str]:
    relation = str(line.relation) if line.relation else "new"
    if line.is_moved:
        relation += ", moved"
    fate = " ".join(part for part in (line.fate, _near(line.next, sheet.successor)) if part)
    root = line.root if line.root and line.parent and line.root != line.parent else ""
    cells = (line.label, _near(line.parent, sheet.predecessor), root, fate, line.opening)
    label, parent, root, fate, opening = map(printable, cells)
    return label, relation, parent, root, fate, opening


def _near(address: str | None, neighbour: str | None) -> str:
    """An address, without the symbol where that is the neighbour's."""
    if address is None:
        return ""
    if neighbour and address.startswith(f"{neighbour}#"):
        return address.removeprefix(neighbour)
    return address


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


def _year(day: date | None) -> str:
    return f"{day.year:04}" if day else "    "


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no date"


def _years(steps: Sequence[Step]) -> str:
    years = [step.adopted_on.year for step in steps if step.adopted_on]
    if not years:
        return "no known year"
    return str(years[0]) if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
