"""Numbers and letters that a converter, or a scanner, writes in another way than they are printed.

The United Nations print "1." and "(a)". Lists of word processors come out as "1)", "a)" or "a.",
and scanners read "l." and "1O.". A line that begins so may be text ("v. Jordan"), so only what
counts up through the document is written as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from etl.grammar.numbering import bracketed, letter_for, readings
from etl.grammar.opening import opens_operative
from etl.grammar.roman_marks import count_roman_marks
from etl.model import ParseIssue, Severity

_INDENT = r"^[ \t\f]*(?:[-*•][ \t]+)?"
_AFTER = r"(?=[ \t]+\S|[ \t]*$)"
_LISTED = re.compile(
    rf"{_INDENT}(?P<printed>(?:[a-z]{{1,2}}|[ivxl]{{1,6}})\\?[.)]|\(?\d{{1,3}}\\?\)){_AFTER}"
)
_USUAL_NUMBER = re.compile(rf"{_INDENT}(?P<printed>\d{{1,3}})[ \t]?\\?\.{_AFTER}")
# Letters that scanners read for digits.
_SCANNED = str.maketrans("lI|OoSB", "1110058")
_WITHOUT_STOP = re.compile(rf"{_INDENT}(?P<printed>\d{{1,3}})[ \t]+(?P<rest>[*_]*[A-Z].*)")
_MISREAD = re.compile(
    rf"{_INDENT}(?P<printed>(?=\d*[lI|OoSB])[\dlI|OoSB]{{1,3}}\\?[.,])[ \t]+(?P<rest>\S.*)"
)
# So many letters of a list may be lost between two that stand.
_LARGEST_LOSS = 2
_SECOND = 2


class _Found(NamedTuple):
    """What stands at the beginning of a line for a number or letter; ``line`` is its index."""

    line: int
    start: int
    end: int
    printed: str


def as_printed(text: str) -> tuple[str, list[ParseIssue]]:
    """Return a text with its numbers and letters in the style of resolutions, and what was odd.

    Lines stay lines.
    """
    text, romans = count_roman_marks(text)
    lines = text.split("\n")
    misread = _misread_numbers(lines)
    if not any(map(_USUAL_NUMBER.match, lines)):
        misread = _numbers_without_stop(lines)
    _write(lines, misread)
    listed = _listed(lines)
    first = [(one, lines[one.line][one.start : one.end]) for one in listed[:1]]
    _write(lines, listed)
    issues = [
        ParseIssue(
            "number_misread",
            f"a number that was misread, or lost its stop; taken for {one.printed}",
            one.line + 1,
            Severity.WARNING,
        )
        for one in misread
    ]
    if romans:
        message = f"footnote marks i to {letter_for('roman', romans)[1:-1]} are read as numbers"
        issues.append(ParseIssue("marks_of_other_style", message))
    issues += [
        ParseIssue(
            "enumerators_of_other_style",
            f"“{was}” is {one.printed} in the style of resolutions; read so on {len(listed)} lines",
            one.line + 1,
        )
        for one, was in first
    ]
    return "\n".join(lines), issues


def _write(lines: list[str], found: Sequence[_Found]) -> None:
    for index, start, end, printed in found:
        lines[index] = f"{lines[index][:start]}{printed}{lines[index][end:]}"


def _listed(lines: Sequence[str]) -> list[_Found]:
    """Numbers and letters of other styles that count up."""
    numbered = any(_USUAL_NUMBER.match(line) for line in lines)
    found = []
    for index, line in enumerate(lines):
        hit = _LISTED.match(line)
        if hit is None:
            continue
        usual = bracketed(hit["printed"].replace("\\", ""))
        if usual[1:-1].isdigit() and not numbered:
            usual = f"{usual[1:-1]}."
        if usual != hit["printed"]:
            found.append(_Found(index, *hit.span("printed"), usual))
    series = _counting_up([bracketed(one.printed) for one in found])
    return [one for one, counts in zip(found, series, strict=True) if counts]


def _counting_up(enumerators: Sequence[str]) -> list[bool]:
    """Tell of each enumerator whether it is one of a list: a first with a second, or a next one."""
    last_second = {
        style: place
        for place, enumerator in enumerate(enumerators)
        for style, value in readings(enumerator)
        if value == _SECOND
    }
    reached: dict[str, int] = {}
    counts = []
    for place, enumerator in enumerate(enumerators):
        taken = [
            (style, value)
            for style, value in readings(enumerator)
            if (
                last_second.get(style, -1) > place
                if value == 1
                else _follows(reached.get(style), value)
            )
        ]
        reached.update(taken)
        counts.append(bool(taken))
    return counts


def _follows(reached: int | None, value: int) -> bool:
    return reached is not None and reached < value <= reached + 1 + _LARGEST_LOSS


def _misread_numbers(lines: Sequence[str]) -> list[_Found]:
    """Numbers with letters for digits, where the next number is due and a clause opens."""
    found = []
    last = 0
    for index, line in enumerate(lines):
        if usual := _USUAL_NUMBER.match(line):
            last = int(usual["printed"])
        elif (hit := _MISREAD.match(line)) and opens_operative(hit["rest"].lstrip("*_ ")):
            value = hit["printed"].rstrip("\\.,").translate(_SCANNED)
            if int(value) == last + 1:
                last += 1
                found.append(_Found(index, *hit.span("printed"), f"{value}."))
    return found


def _numbers_without_stop(lines: Sequence[str]) -> list[_Found]:
    """Numbers without a stop, for texts that show none with one: the next, where a clause opens."""
    found: list[_Found] = []
    for index, line in enumerate(lines):
        hit = _WITHOUT_STOP.match(line)
        if (
            hit
            and opens_operative(hit["rest"].lstrip("*_"))
            and int(hit["printed"]) == len(found) + 1
        ):
            found.append(_Found(index, *hit.span("printed"), f"{hit['printed']}."))
    return found if len(found) > 1 else []
