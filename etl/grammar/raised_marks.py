"""Footnote marks that a source raises, in whatever way, or sets in brackets."""

from __future__ import annotations

import re

# A mark raised by the source's own markup stands in the text between these until it is lifted.
MARK_START, MARK_END = "\ue000", "\ue001"
RAISED = re.compile(rf"{MARK_START}(?P<mark>[^{MARK_END}]*){MARK_END}")
# "[3]", in Markdown also "\[3\]"; "(3)" only where nothing parts it from a word or stop.
_IN_BRACKETS = re.compile(
    r"\\?\[(?P<mark>\d{1,3})\\?\](?!\()|(?:(?<=[^\W\d_])|(?<=[,;:.)”’\"])|(?<=\b(?:19|20)\d\d))\((?P<round>\d{1,3})\)(?!\w)"
)
_NOTE_IN_BRACKETS = re.compile(
    r"^[ \t\f]*(?:\\?\[(?P<mark>\d{1,3})\\?\]|\((?P<round>\d{1,3})\))[ \t]+(?=\S)", re.MULTILINE
)
# The ways in which converters write a raised number: HTML, TeX, Pandoc's Markdown, links to notes
# of word processors, and letters of Unicode that are raised themselves (no powers of units).
_DIGITS = r"(?P<mark>\d{1,3}|\*{1,3})"
_WRITTEN_RAISED = re.compile(
    "|".join(
        form.replace(_DIGITS, _DIGITS.replace("mark", f"mark{place}"))
        for place, form in enumerate(
            (
                (
                    r"(?:\$|\\\() ?(?:\{\})? ?\^ ?\{? ?(?:\\(?:text|mathrm)\{)?"
                    rf"{_DIGITS} ?\}}{{0,2}} ?(?:\$|\\\))"
                ),
                rf"<sup[^<>]{{0,40}}>\s?{_DIGITS}\s?</sup>",
                rf"\\textsuperscript\{{{_DIGITS}\}}",
                rf"\[(?:\\?\[)?\^?{_DIGITS}(?:\\?\])?\]\(#\w*(?:f(?:t|oot)?n|note)[^()\s]*\)",
                rf"(?:(?<=[^\s\[])|(?<=\f)|^)\^{_DIGITS}(?:\^|(?!\w))",
            )
        )
    ),
    re.MULTILINE,
)
_RAISED_LETTERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_IN_RAISED_LETTERS = re.compile(r"(?<!\bm)(?<!\b[ckm]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")

# Letters that the notes at a page's foot take at most.
_LONGEST_NOTES = 4000


def raise_written(text: str) -> str:
    """Write marks that are raised in some way of writing ("^3^", "³", "[3](#_ftn3)") as raised."""
    text = _WRITTEN_RAISED.sub(
        lambda found: f"{MARK_START}{next(filter(None, found.groups()))}{MARK_END}", text
    )
    return _IN_RAISED_LETTERS.sub(
        lambda found: f"{MARK_START}{found.group().translate(_RAISED_LETTERS)}{MARK_END}", text
    )


def raise_bracketed(text: str) -> str:
    """Write marks that stand in brackets ("Rights,[3]") as raised ones, those of notes included.

    A number in brackets is a mark if a note bears it too: a line that begins with it, below, or on
    the page that the sentence with the mark begins on.
    """
    notes = {_bracketed(found): found.start() for found in _NOTE_IN_BRACKETS.finditer(text)}
    called = {
        _bracketed(found)
        for found in _IN_BRACKETS.finditer(text)
        if _is_called(found, notes.get(_bracketed(found)))
    }

    def raised(found: re.Match[str]) -> str:
        bracket, mark = _bracketed(found)
        return f"{MARK_START}{mark}{MARK_END}" if (bracket, mark) in called else found.group()

    text = _NOTE_IN_BRACKETS.sub(
        lambda found: f"{raised(found)} " if _bracketed(found) in called else found.group(), text
    )
    return _IN_BRACKETS.sub(raised, text)


def _is_called(found: re.Match[str], note: int | None) -> bool:
    """Tell a mark from the number before its note, which begins at ``note``."""
    if note is None:
        return False
    behind = found["mark"] and note + len("[100] ") < found.start() < note + _LONGEST_NOTES
    return found.start() < note or bool(behind)


def _bracketed(found: re.Match[str]) -> tuple[str, str]:
    """Return the kind of bracket and the mark within."""
    return ("square", found["mark"]) if found["mark"] else ("round", found["round"])
