"""Footnote marks in small roman numerals, as word processors number notes at a document's end.

"Rights,[iv]" and "[iv] Resolution 217 A (III)." are read as mark and note 4. A numeral is one only
where the series is there: the notes i, ii, iii in order at the end, and before them their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.grammar.numbering import letter_for
from etl.grammar.raised_marks import MARK_END, MARK_START

_NOTE = re.compile(
    r"^[ \t\f]*(?P<open>\\?\[)?(?P<numeral>[ivxlc]{1,8})(?(open)\\?\])[ \t]+(?=[\w“\"])",
    re.MULTILINE,
)
_CANDIDATE = re.compile(r"(?P<space> ?)(?P<numeral>[ivxlc]{1,8})(?![\w)])")
# A stop, or the year of a date.
_BEFORE_MARK = re.compile(r"(?:[,;:.)”’\"]|\b(?:19|20)\d\d)$")
_LONGEST_WORD = 60
_HIGHEST = 300
# Of the notes, the share whose marks have to be found; a mark may be one of so many next ones.
_MOST = 0.7
_LARGEST_LOSS = 3


def count_roman_marks(text: str) -> tuple[str, int]:
    """Return a text with its roman marks and notes raised as numbers, and the count of notes."""
    notes = _notes(text)
    if not notes:
        return text, 0
    body, end = text[: notes[0].start()], text[notes[0].start() :]
    marked = _in_brackets(body, len(notes)) if notes[0]["open"] else _glued(body, len(notes))
    if marked is None:
        return text, 0
    offset, parts, done = notes[0].start(), [], 0
    for value, note in enumerate(notes, 1):
        parts += [end[done : note.start() - offset], f"{_raised(value)} "]
        done = note.end() - offset
    return "".join([marked, *parts, end[done:]]), len(notes)


def _raised(value: int) -> str:
    return f"{MARK_START}{value}{MARK_END}"


def _numeral(value: int) -> str:
    return letter_for("roman", value)[1:-1]


def _notes(text: str) -> list[re.Match[str]]:
    """Return the last run of lines that begin with i, ii, iii and so on."""
    run: list[re.Match[str]] = []
    for found in _NOTE.finditer(text):
        if found["numeral"] == _numeral(1):
            run = [found]
        elif run and len(run) < _HIGHEST and found["numeral"] == _numeral(len(run) + 1):
            run.append(found)
    return run


def _in_brackets(body: str, count: int) -> str | None:
    values = {_numeral(value): value for value in range(1, count + 1)}
    called = set()

    def raised(found: re.Match[str]) -> str:
        value = values.get(found["numeral"])
        if value is None:
            return found.group()
        called.add(value)
        return _raised(value)

    marked = re.sub(r"\\?\[(?P<numeral>[ivxlc]{1,8})\\?\]", raised, body)
    return marked if len(called) >= _MOST * count else None


def _glued(body: str, count: int) -> str | None:
    """Raise numerals that stand behind a stop, or are glued to a word that stands without them."""
    words = set(re.findall(r"[^\W\d_]+", body))
    places = list(_places(body, count, words))
    if len({value for _, _, value in places}) < _MOST * count:
        return None
    parts, done = [], 0
    for start, end, value in places:
        parts += [body[done:start], _raised(value)]
        done = end
    return "".join([*parts, body[done:]])


def _places(body: str, count: int, words: set[str]) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and value of each mark: the next of the series, or one cited again."""
    values = {_numeral(value): value for value in range(1, count + 1)}
    reached = 0
    for found in _CANDIDATE.finditer(body):
        value = values.get(found["numeral"])
        if value is None or value > reached + _LARGEST_LOSS:
            continue
        before = body[max(0, found.start() - _LONGEST_WORD) : found.start()]
        is_certain = _BEFORE_MARK.search(before) is not None
        if not is_certain and (value != reached + 1 or not _may_be_mark(found, before, words)):
            continue
        reached = max(reached, value)
        yield found.start(), found.end(), value


def _may_be_mark(found: re.Match[str], before: str, words: set[str]) -> bool:
    """Tell a numeral glued to a word that stands without it, or one that stands by itself."""
    if found["space"]:
        return before[-1:].isalnum() and found.string[found.end() : found.end() + 1] not in (
            ".",
            ")",
        )
    stem = re.search(r"[^\W\d_]*$", before)
    return (
        stem is not None
        and len(stem.group()) > 1
        and (len(found["numeral"]) > 1 or stem.group() in words)
    )
