"""Paragraphs wrapped into lines and lines broken into pages, for the layouts that have them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .faults import Faults
from .truth import MARK, TrueClause

#: A space that no line may be broken at: before a mark that the converter set off.
HARD_SPACE = "\ue002"
COMPOUND = re.compile(r"(?<=[^\W\d_]-)(?=[^\W_])")
OPENING_LIKE = re.compile(r"[A-Z]\w*(?:ing|ed|s|ous|re|ful|nt|ly)\b|Once\b|To\b")


@dataclass(frozen=True)
class Line:
    """One line of body text; ``marks`` are the notes cited on it."""

    text: str
    clause: int
    is_first: bool
    is_last: bool
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """The lines of one page and the notes at its foot."""

    lines: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...]


#: How wide letters set in a proportional face are, in average letters; others count as one.
WIDTHS = {
    **dict.fromkeys("iljtfr.,;:'’()-I/ ", 0.6),
    **dict.fromkeys("mwMW—", 1.5),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 1.3),
}


def visible(text: str) -> str:
    """The text as it is printed: marks without their private characters."""
    return MARK.sub(r"\1", text).replace(HARD_SPACE, " ")


def set_width(text: str) -> float:
    """How much of a line the text takes in a proportional face."""
    return sum(WIDTHS.get(letter, 1.0) for letter in visible(text))


def wrapped(text: str, width: int, *, at_hyphens: bool = True) -> list[str]:
    """Fill lines greedily; a compound may be broken after its hyphen, as typesetters do."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        pieces = COMPOUND.split(word) if at_hyphens else [word]
        for place, piece in enumerate(pieces):
            glue = " " if line and place == 0 else ""
            if line and set_width(line + glue + piece) > width:
                lines.append(line)
                line = piece
            else:
                line += glue + piece
    return [*lines, line] if line else lines


def set_off_marks(clause: TrueClause, faults: Faults, seen: set[str]) -> str:
    """Marks glued to the word before, or after a space where the fault strikes.

    Only a first citation is set off: a later one is a cross-reference, which converters glue.
    """

    def shown(hit: re.Match[str]) -> str:
        mark = hit.group(1)
        first = mark not in seen
        seen.add(mark)
        if first and faults.strike("mark_set_off", f"{clause.label} mark {mark}"):
            return HARD_SPACE + hit.group()
        return hit.group()

    return MARK.sub(shown, clause.marked)


def body_lines(texts: Sequence[str], faults: Faults, width: int) -> Iterator[Line]:
    """Every clause wrapped, in order."""
    for index, text in enumerate(texts):
        rows = _hyphenated(_joined_compounds(wrapped(text, width), faults), faults)
        for place, row in enumerate(rows):
            marks = tuple(MARK.findall(row))
            yield Line(visible(row), index, place == 0, place == len(rows) - 1, marks)


def _joined_compounds(rows: list[str], faults: Faults) -> list[str]:
    """Lose the hyphen at a line end, and the line break with it, between capitalised halves.

    Only such a loss can be told from a word: "InterAmerican" is none.
    """
    joined: list[str] = []
    for row in rows:
        breaks = (
            joined
            and re.search(r"\b[A-Z][a-z]{3,}-$", joined[-1])
            and re.match(r"[A-Z][a-z]{3,}", row)
        )
        if breaks and faults.strike("hyphen_lost", joined[-1][-20:] + row[:20]):
            joined[-1] = joined[-1][:-1] + row
        else:
            joined.append(row)
    return joined


def _hyphenated(rows: list[str], faults: Faults) -> list[str]:
    """Part a long word over a line end with a soft hyphen, which says that it is none."""
    for place in range(1, len(rows)):
        word = re.match(r"[a-z]{8,}", rows[place])
        if word and rows[place - 1][-1:].isalpha() and faults.strike("soft_hyphen", word.group()):
            rows[place - 1] += f" {word.group()[:4]}\u00ad"
            rows[place] = rows[place][4:]
    return rows


def paged(
    lines: Sequence[Line], notes: Sequence[tuple[str, str]], rng: random.Random, height: int
) -> list[Page]:
    """Break lines into pages, each note at the foot of the page that cites it first."""
    texts, placed = dict(notes), set[str]()
    pages: list[Page] = []
    start = 0
    while start < len(lines):
        end = min(len(lines), start + max(3, height - rng.randint(0, 12)))
        while end < len(lines) and not may_break(lines[end - 1], lines[end]):
            end += 1
        chosen = lines[start:end]
        marks = [mark for line in chosen for mark in line.marks]
        fresh = [m for m in dict.fromkeys(marks) if m in texts and m not in placed]
        placed.update(fresh)
        fresh.sort(key=int)
        pages.append(Page(tuple(chosen), tuple((m, texts[m]) for m in fresh)))
        start = end
    return pages


def may_break(before: Line, after: Line) -> bool:
    """Whether a careful reader can tell what goes on after a page break here.

    Between paragraphs always; inside one unless it stops like a paragraph and goes on like one.
    """
    if after.is_first:
        return True
    stops = before.text.rstrip(" 0123456789")[-1:] in set(",;:.")
    return not (stops and OPENING_LIKE.match(after.text))
