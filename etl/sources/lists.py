"""Lists that converters number "1." whatever their style is, and begin anew where they are cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.grammar.numbering import is_bracketed, letter_for, number_value, readings
from etl.grammar.opening import opens_operative
from etl.model import ParseIssue, Severity
from etl.sources.fragments import MARKS, QUOTES, Fragment, end_of

_SEMICOLON = re.compile(rf";{QUOTES}{MARKS}$")


def renumbered(fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[ParseIssue]]:
    """Return the pieces of a body with the numbers that they have in print, and what was odd."""
    lettered, letters = _lettered(fragments)
    counted, begun_anew = _counted_on(lettered)
    return counted, [*letters, *begun_anew]


def _lettered(fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[ParseIssue]]:
    """Give letters to a list that stands before paragraph 1: none of its items is an act.

    "Convinced that it has reinforced its role as regards:" has a list of its own, which a converter
    numbers like the paragraphs.
    """
    mended = list(fragments)
    issues: list[ParseIssue] = []
    start = 0
    while (run := _next_run(fragments, start)) is not None and _is_list(fragments, run):
        for place in run:
            mended[place] = _as_item(fragments[place])
        message = "a list above the first operative paragraph is numbered like it; read as letters"
        issues.append(ParseIssue("enumerators_of_other_style", message, fragments[run.start].line))
        start = run.stop
    return mended, issues


def _next_run(fragments: Sequence[Fragment], start: int) -> range | None:
    """Return the places from a number 1 on to the last that counts up from it."""
    values = [number_value(fragment.number) for fragment in fragments]
    first = next((place for place in range(start, len(values)) if values[place] == 1), None)
    if first is None:
        return None
    last, end = 1, first + 1
    for place in range(first + 1, len(values)):
        value = values[place]
        if value is not None and value != last + 1:
            break
        if value is not None:
            last, end = value, place + 1
        elif is_bracketed(fragments[place].number) and place == end:
            end = place + 1
    return range(first, end)


def _is_list(fragments: Sequence[Fragment], run: range) -> bool:
    above = fragments[run.start - 1].raw.rstrip() if run.start else ""
    acts = (number_value(fragments[place].number) is not None for place in run)
    return above.endswith((":", ",", ":”")) and not any(
        is_act and _is_act(fragments, place) for place, is_act in zip(run, acts, strict=True)
    )


def _is_act(fragments: Sequence[Fragment], place: int) -> bool:
    """Tell whether an act of the organ stands here, or below a number that stands alone."""
    text = fragments[place].text
    if not text and place + 1 < len(fragments):
        text = fragments[place + 1].raw
    return opens_operative(text)


def _as_item(fragment: Fragment) -> Fragment:
    value = number_value(fragment.number)
    if value is not None:
        number = letter_for("letter", value)
    else:
        letters = [value for style, value in readings(fragment.number) if style == "letter"]
        number = letter_for("roman", letters[0]) if letters else fragment.number
    return replace(fragment, number=number)


def _counted_on(fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[ParseIssue]]:
    """Count paragraphs on where a converter began its list anew behind what stood between.

    Without a heading above it no paragraph of resolutions is a first one again.
    """
    counted: list[Fragment] = []
    issues: list[ParseIssue] = []
    last = shift = 0
    closed = False
    for place, fragment in enumerate(fragments):
        value = number_value(fragment.number)
        if value is not None:
            if value == 1 and last and closed and _is_act(fragments, place):
                shift = last
                message = f"numbers begin anew without a heading; counted on from {last + 1}"
                issues.append(
                    ParseIssue("numbers_begun_anew", message, fragment.line, Severity.WARNING)
                )
            elif value + shift != last + 1:
                shift = 0
            last = value + shift
            fragment = replace(fragment, number=f"{last}.")  # noqa: PLW2901 -- the same piece
        closed = _SEMICOLON.search(end_of(fragment.raw)) is not None
        counted.append(fragment)
    return counted, issues
