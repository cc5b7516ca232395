"""Lines of a plain text as they were printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its 1-based number, its text with white space folded, and how it is set.

    ``raw`` is the line with its blanks, a tab written as three.
    """

    number: int
    text: str
    indent: int
    new_page: bool
    raw: str = ""

    @property
    def blank(self) -> bool:
        """True if the line holds nothing but white space."""
        return not self.text


# The share of lines that are no longer than a full line; the few longer ones are freaks.
_FULL_LINE_RANK = 0.9


def split_lines(text: str, numbers: Sequence[int]) -> list[Line]:
    """Split a text into its lines; a form feed marks the first line of a page.

    Args:
        text: the text.
        numbers: the 1-based number that each line has in the source.
    """
    lines = []
    for number, raw in zip(numbers, text.split("\n"), strict=True):
        expanded = raw.replace("\f", " ").expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        lines.append(Line(number, " ".join(raw.split()), indent, "\f" in raw, _spaced(raw)))
    return lines


def _spaced(raw: str) -> str:
    return raw.replace("\f", " ").replace("\t", "   ").rstrip()


def line_width(lines: Sequence[Line]) -> int:
    """Return the length of a full line in characters (0 if there are no lines)."""
    lengths = sorted(len(line.text) for line in lines if not line.blank)
    return lengths[int(len(lengths) * _FULL_LINE_RANK)] if lengths else 0


def base_indent(lines: Sequence[Line]) -> int:
    """Return the commonest indent, which is that of the body's lines."""
    indents = [line.indent for line in lines if not line.blank]
    return max(set(indents), key=lambda indent: (indents.count(indent), -indent)) if indents else 0


def worded_lines(text: str) -> Iterator[str]:
    """Yield the lines that hold words, white space folded."""
    for line in text.split("\n"):
        folded = " ".join(line.split())
        if re.search(r"\w", folded):
            yield folded
