"""Running text of an Akoma Ntoso element as a reader sees it: words, marks, notes, links.

What the United Nations' files do, and what is done about it:

* Files are indented, also within a paragraph that is set in runs (``<span>73/279</span>`` newline
  ``<span> B``). White space that holds a line break and stands alone between two elements was put
  there by the indenter and joins nothing; any other white space is part of the text.
* One link is often cut into runs ("2334", " ", "(2016)"): neighbours with one target are one link.
* A footnote stands at its anchor (``authorialNote``); where it is cited again there is only a
  raised digit (``sup``). In French ``n<sup>o</sup>`` is text, in tables a raised letter is the mark
  of a note printed below the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element

from etl.grammar.organs import SYMBOL_ADDRESS
from etl.model import Link, Note, NoteReference, ParseIssue, Severity

# Stands for a mark while text is put together; XML 1.0 forbids this character in documents.
_MARK = "\x01"
_MARKS_AFTER_SPACE = re.compile(rf"\s+({_MARK}(?:\s*{_MARK})*)")
_RAISED_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,–-]\s*\d{1,3})*")
# A raised digit after these is a power or an index ("50 km²"), not a mark.
_BEFORE_POWERS = re.compile(r"(?:(?:^|[\s\d(])[ckm]?m|CO|\b10)$")
_LARGEST_RANGE = 40
# Marks of direction and spaces without width, which files leave at the ends of paragraphs.
_UNSEEN = " \u200b\u200e\u200f\u2060\ufeff"
# Elements that are texts of their own where one opens a paragraph.
_BLOCKS = (
    "docNumber docTitle docType heading subheading num p table list blockList decoration "
    "paragraph point item crossHeading content container"
).split()
_SECOND_SYMBOL = re.compile(r"[-–‑](?=[AES]/)")
# A number that flat files leave in the text: "(a)" in any script, and, where a tab tells it from
# text, "1.", "a)" (French, Spanish, Russian), "1 -" (Arabic) or a bullet.
_LIFTED = re.compile(
    r"\s*(?P<number>(?:\d{1,3}(?:\.|\s?[-–])|[^\W\d_]{1,4}\)|[•●▪■–—*-])(?=\s*\t)"
    r"|\((?:[^\W\d_]{1,4}|\d{1,2})\)|•)(?P<gap>\s+)(?!(?:and|or|of|to)\b)"
)


class HoldsBlocksError(Exception):
    """The element opens with a text of its own, so it is no running text itself."""


@dataclass(frozen=True, slots=True)
class Names:
    """Qualified names of the inline elements in one version of the vocabulary."""

    span: str
    link: str
    note: str
    raised: str
    paragraph: str
    breaks: frozenset[str]
    blocks: frozenset[str]


@lru_cache(maxsize=8)
def names_in(namespace: str) -> Names:
    """Return the names of the inline elements in ``namespace``."""

    def full(local: str) -> str:
        return f"{{{namespace}}}{local}"

    return Names(
        span=full("span"),
        link=full("a"),
        note=full("authorialNote"),
        raised=full("sup"),
        paragraph=full("p"),
        breaks=frozenset(map(full, ("eol", "br", "td", "th", "p"))),
        blocks=frozenset(map(full, _BLOCKS)),
    )


class Run(NamedTuple):
    """Text put together from the runs of one element, folded to one line."""

    text: str
    references: tuple[NoteReference, ...] = ()
    emphasis_end: int = 0
    number: str = ""


@dataclass(slots=True)
class TextReader:
    """Reads running text and collects the notes, links and issues met on the way."""

    names: Names
    letters: frozenset[str] = frozenset()
    notes: list[Note] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    _links: list[tuple[str, list[str], int]] = field(default_factory=list)
    _link_end: tuple[list[str] | None, int] = (None, 0)
    _used: set[str] = field(default_factory=set)
    _marks: list[str] = field(default_factory=list)
    _in_note: bool = False

    def read(self, element: _Element) -> Run:
        """Return the whole text of ``element``."""
        parts: list[str] = []
        self._marks = []
        self._fill(element, parts)
        return Run(*_fold_around_marks("".join(parts), self._marks))

    def read_paragraph(self, element: _Element, *, lift_number: bool) -> Run:
        """Return the text of ``element``; with ``lift_number`` a printed "(a)" is set apart.

        Raises:
            HoldsBlocksError: nothing was read, since the element only holds others.
        """
        parts: list[str] = []
        self._marks = []
        emphasised = self._fill(element, parts, 0)
        raw = "".join(parts)
        number, cut = "", 0
        lifted = _LIFTED.match(raw) if lift_number else None
        if lifted and raw[lifted.end() :].strip(_MARK):
            number, cut = lifted["number"], lifted.end()
            raw = raw[cut:]
        text, references = _fold_around_marks(raw, self._marks)
        emphasis_end = 0
        if emphasised:
            opening = "".join(parts[:emphasised])[cut:].replace(_MARK, "")
            emphasis_end = min(len(fold_short(opening)), len(text))
        return Run(text, references, emphasis_end, number)

    def read_row(self, row: _Element) -> Run:
        """Return a table row as one line, its filled cells set off by " | "."""
        parts: list[str] = []
        self._marks = []
        for cell in row:
            filled: list[str] = []
            self._fill(cell, filled)
            if any(not part.isspace() for part in filled):
                if parts:
                    parts.append(" | ")
                parts.extend(filled)
        return Run(*_fold_around_marks("".join(parts), self._marks))

    def links(self) -> tuple[Link, ...]:
        """Return the links met so far, runs of one link joined; records those that disagree."""
        return tuple(self._checked(*link) for link in self._links)

    def add_note(self, element: _Element) -> str:
        """Take over a footnote and return its mark."""
        body: list[str] = []
        marks, self._marks, self._in_note = self._marks, [], True
        self._fill(element, body)
        self._marks, self._in_note = marks, False
        return self.enter_note(
            element.get("marker") or "", fold("".join(body)), element.sourceline or 0
        )

    def enter_note(self, printed: str, text: str, line: int) -> str:
        """Enter a note under its printed mark, or under one of its own where that is taken."""
        mark, count = printed or "*", 1
        while mark in self._used:
            count += 1
            mark = f"{printed or '*'} ({count})"
        if mark != printed:
            self.issues.append(
                ParseIssue(
                    "mark_used_twice",
                    f"note {printed or 'without mark'} entered as {mark}",
                    line,
                    Severity.WARNING,
                )
            )
        self._used.add(mark)
        self.notes.append(Note(mark, text, line))
        return mark

    def _fill(self, element: _Element, parts: list[str], lead: int = -1) -> int:
        """Append the text of ``element`` to ``parts``.

        Args:
            lead: 0 where a paragraph begins: then its emphasised opening is sought.

        Returns:
            How many parts open the paragraph in emphasis.
        """
        names = self.names
        text = element.text
        if text and ("\n" not in text or not text.isspace()):
            parts.append(text)
            if lead == 0 and (text.isspace() or _LIFTED.fullmatch(text)):
                lead = 1
        begun = lead
        for child in element:
            tag = child.tag
            if tag == names.span:
                opens = lead == len(parts) and _is_emphasised(child)
                if len(child):
                    self._fill(child, parts)
                elif text := child.text:
                    parts.append(text)
                if opens:
                    lead = len(parts)
            elif begun == len(parts) and tag in names.blocks:
                raise HoldsBlocksError
            else:
                self._append(child, tag, parts)
            tail = child.tail
            if tail and ("\n" not in tail or not tail.isspace()):
                parts.append(tail)
        return lead if lead > begun else 0

    def _append(self, child: _Element, tag: object, parts: list[str]) -> None:
        names = self.names
        if tag == names.link:
            self._link(child, parts)
        elif tag == names.note and not self._in_note:
            mark = self.add_note(child)
            parts.append(_MARK)
            self._marks.append(mark)
        elif tag == names.raised:
            self._raised(child, parts)
        elif tag in names.breaks or tag in names.blocks:
            parts.append(" ")
            self._fill(child, parts)
            parts.append(" ")
        else:
            self._fill(child, parts)

    def _link(self, child: _Element, parts: list[str]) -> None:
        start, target = len(parts), child.get("href") or ""
        if len(child):
            self._fill(child, parts)
        elif (text := child.text) and ("\n" not in text or not text.isspace()):
            parts.append(text)
        before, end = self._link_end
        if before is parts and end == start and self._links[-1][0] == target:
            self._links[-1][1].extend(parts[start:])
        else:
            self._links.append((target, parts[start:], child.sourceline or 0))
        self._link_end = (parts, len(parts))

    def _raised(self, child: _Element, parts: list[str]) -> None:
        held: list[str] = []
        self._fill(child, held)
        text = "".join(held).strip()
        marks = [] if self._in_note or not text else self._marks_of(text, parts)
        if not marks:
            parts.extend(held)
        for mark in marks:
            parts.append(_MARK)
            self._marks.append(mark)

    def _marks_of(self, text: str, parts: list[str]) -> list[str]:
        before = "".join(parts[-2:])
        if text in self.letters:
            return [text] if before and not before.isspace() else []
        if not _RAISED_NUMBERS.fullmatch(text) or _BEFORE_POWERS.search(before):
            return []
        marks: list[str] = []
        for item in text.split(","):
            first, _, last = item.replace("–", "-").partition("-")
            low, high = int(first), int(last or first)
            marks.extend(str(value) for value in range(low, min(high, low + _LARGEST_RANGE) + 1))
        return marks

    def _checked(self, target: str, visible: list[str], line: int) -> Link:
        text = fold("".join(visible))
        if text not in target:
            if _is_local(target):
                self._report("link_to_local_drive", f"{text!r} points to {target!r}", line)
            elif _disagree(target, text):
                self._report("link_disagrees", f"{text!r} points to {target!r}", line)
        return Link(target, text)

    def _report(self, code: str, message: str, line: int) -> None:
        self.issues.append(ParseIssue(code, message, line, Severity.WARNING))


def fold(text: str) -> str:
    """Fold white space, no-break spaces too, to single spaces; cut invisible marks off the ends."""
    text = text.strip()
    # The usual case is told apart in a third of the time that splitting takes.
    if text.isprintable() and "  " not in text:
        return text
    return " ".join(text.split()).strip(_UNSEEN)


# Numbers and opening phrases: the 100,000 clauses of sessions 74 to 80 show some 2,000.
@lru_cache(maxsize=8192)
def fold_short(text: str) -> str:
    """Fold white space in a text that is short and met again and again."""
    return fold(text)


def _fold_around_marks(raw: str, marks: list[str]) -> tuple[str, tuple[NoteReference, ...]]:
    """Fold ``raw`` and take out the places of ``marks``; a mark belongs to the word before it."""
    if not marks:
        return fold(raw), ()
    attached = _MARKS_AFTER_SPACE.sub(lambda found: re.sub(r"\s", "", found[1]) + " ", raw)
    first, *rest = fold(attached).split(_MARK)
    references, kept, length = [], [first], len(first)
    for mark, piece in zip(marks, rest, strict=True):
        references.append(NoteReference(mark, length))
        follows = piece if length else piece.lstrip()
        kept.append(follows)
        length += len(follows)
    return "".join(kept), tuple(references)


def _is_emphasised(span: _Element) -> bool:
    style = span.get("class") or ""
    return "italic" in style or "bold" in style


def _is_local(target: str) -> bool:
    return re.match(r"(?i)file:|[a-z]:[\\/]|\\\\|\.{1,2}[\\/]", target) is not None


def _disagree(target: str, text: str) -> bool:
    """Tell whether the printed numbers of a reference are not those of the link's target.

    A document of two organs ("A/56/1026-S/2002/932") is linked under either symbol; an address
    that does not consist of a symbol cannot be compared.
    """
    if SYMBOL_ADDRESS.search(target) is None:
        return False
    there = re.findall(r"\d+", target)
    return not any(
        all(number in there for number in re.findall(r"\d+", symbol))
        for symbol in _SECOND_SYMBOL.split(text)
    )
