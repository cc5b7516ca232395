"""Which resolutions treat one recurring subject, in order, and how each of them is known to.

Two facts make a series: a resolution calls another its predecessor ("the most recent of which is
…"), or both have one subject in their titles (``etl.link.series.subject``, the rule that linking
looks by) and one organ. A renamed subject goes on where its first resolution under the new title
declares the last under the old one; a rhythm of two or three years makes no difference. Where
title and declaration disagree the title is believed: numbers are misprinted (A/RES/80/190 on the
rights of the child names 78/178, on social inclusion, for 78/187). A predecessor that is cited but
not loaded is a member too, so that what is missing can be seen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from etl.link.outline import Outline
from etl.link.series import subject
from etl.model import LinkDocument

Titled = LinkDocument | Outline
"""Any form of a dated document with its symbol, title and predecessor."""


class Reason(StrEnum):
    """How a member is known to belong to its series; the first that holds, in this order."""

    DECLARED = "declared predecessor"
    """It names a member as its predecessor."""
    PART = "part of declared predecessor"
    """The one it names and the member are told apart by a part letter only (74/92 B, 74/92 A–B)."""
    TITLE = "same title"
    """An earlier member has its subject and organ."""
    NAMED = "named as predecessor"
    """A later member names it; nothing else is known of one that is not loaded."""
    FIRST = "first of its title"
    """No earlier one of its subject is loaded or named."""


@dataclass(frozen=True, slots=True)
class Member:
    """A resolution of a series; ``adopted_on`` is None for one that is only named."""

    symbol: str
    adopted_on: date | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Series:
    """The resolutions on one recurring subject in one language, in order of adoption.

    Attributes:
        title, organ: those of the latest member.
        first: symbol of the earliest member that is dated and loaded: what the series is known by.
        members: one that is only named stands before the earliest that names it.
    """

    language: str
    title: str
    organ: str
    first: str
    members: tuple[Member, ...]


def neighbours(members: Sequence[Member]) -> list[tuple[int | None, int | None]]:
    """Return, per member, the positions of the latest earlier and the first later loaded one.

    Positions count from 1. Members of one day do not precede each other; one that is only named
    stands between those around it.
    """
    dated = [(at, one.adopted_on) for at, one in enumerate(members, start=1) if one.adopted_on]
    found = []
    for own, member in enumerate(members, start=1):
        day = member.adopted_on
        before = [at for at, other in dated if at < own and (day is None or other < day)]
        after = [at for at, other in dated if at > own and (day is None or other > day)]
        found.append((max(before, default=None), min(after, default=None)))
    return found


def find_series(documents: Iterable[Titled]) -> list[Series]:
    """Return the series of dated resolutions; each of them stands in exactly one.

    The result does not depend on the order of ``documents``; series come in order of language,
    day and symbol of their first members.
    """
    by_language: dict[str, list[Titled]] = defaultdict(list)
    for document in documents:
        by_language[document.language].append(document)
    return [
        series
        for language in sorted(by_language)
        for series in _series_of_language(sorted(by_language[language], key=_order))
    ]


class _Declared(NamedTuple):
    symbol: str
    reason: Reason


def _order(document: Titled) -> tuple[date, str]:
    return document.adopted_on, document.symbol


def _series_of_language(ordered: Sequence[Titled]) -> Iterable[Series]:
    earlier = _earlier_namesakes(ordered)
    declared = _declared(ordered, earlier)
    groups = _Groups()
    for document in ordered:
        groups.join(document.symbol, document.symbol)
        for other in (declared.get(document.symbol), earlier.get(document.symbol)):
            if other is not None:
                groups.join(document.symbol, other.symbol)
    members: dict[str, list[Titled]] = defaultdict(list)
    for document in ordered:
        members[groups.head(document.symbol)].append(document)
    for dated in members.values():
        yield _one_series(dated, declared, earlier)


def _one_series(
    dated: Sequence[Titled],
    declared: Mapping[str, _Declared],
    earlier: Mapping[str, Titled],
) -> Series:
    own = {document.symbol for document in dated}
    named: dict[str, date] = {}
    for document in dated:  # in order of adoption, so the first to name one is the earliest
        if document.symbol in declared:
            named.setdefault(declared[document.symbol].symbol, document.adopted_on)
    rows = [(day, False, Member(symbol, None, Reason.NAMED)) for symbol, day in named.items()
            if symbol not in own]  # fmt: skip
    for document in dated:
        if document.symbol in declared:
            reason = declared[document.symbol].reason
        elif document.symbol in earlier:
            reason = Reason.TITLE
        else:
            reason = Reason.NAMED if document.symbol in named else Reason.FIRST
        member = Member(document.symbol, document.adopted_on, reason)
        rows.append((document.adopted_on, True, member))
    rows.sort(key=lambda row: (row[0], row[1], row[2].symbol))
    latest = dated[-1]
    return Series(
        language=latest.language,
        title=latest.title,
        organ=latest.organ,
        first=dated[0].symbol,
        members=tuple(member for _, _, member in rows),
    )


def _earlier_namesakes(ordered: Sequence[Titled]) -> dict[str, Titled]:
    """Return, per symbol, the first resolution of its subject and organ, where that is another."""
    first: dict[tuple[str, str], Titled] = {}
    found: dict[str, Titled] = {}
    for document in ordered:
        recurring = subject(document.title)
        namesake = first.setdefault((document.organ, recurring), document)
        if recurring and namesake is not document:
            found[document.symbol] = namesake
    return found


def _declared(ordered: Sequence[Titled], earlier: Mapping[str, Titled]) -> dict[str, _Declared]:
    """Return, per symbol, the predecessor that is declared, where it can be one.

    It cannot if it was not adopted earlier, or if it has another subject while an earlier
    resolution (``earlier``) has the same.
    """
    loaded = {document.symbol: document for document in ordered}
    parts: dict[str, list[Titled]] = defaultdict(list)
    for document in ordered:
        parts[_Part.of(document.symbol).number].append(document)
    found: dict[str, _Declared] = {}
    for document in ordered:
        symbol = document.previous_symbol
        if not symbol or symbol == document.symbol:
            continue
        known = loaded.get(symbol)
        meant = known or _part_meant(document, symbol, parts[_Part.of(symbol).number])
        if meant is None:
            found[document.symbol] = _Declared(symbol, Reason.DECLARED)
        elif meant.adopted_on < document.adopted_on and (
            document.symbol not in earlier or subject(meant.title) == subject(document.title)
        ):
            reason = Reason.DECLARED if known else Reason.PART
            found[document.symbol] = _Declared(meant.symbol, reason)
    return found


_LETTERED = re.compile(
    r"(?P<number>.*\d)\s?(?P<first>[A-Z])(?:\s?[-\u2013]\s?(?P<last>[A-Z]))?(?P<session>\s\(.*\))?"
)


class _Part(NamedTuple):
    """A symbol without its part letters, and the letters ("" for none, "AB" for A–B)."""

    number: str
    letters: str

    @classmethod
    def of(cls, symbol: str) -> _Part:
        matched = _LETTERED.fullmatch(symbol)
        if matched is None:
            return cls(symbol, "")
        first, last = matched["first"], matched["last"] or matched["first"]
        letters = "".join(map(chr, range(ord(first), ord(last) + 1)))
        return cls(matched["number"] + (matched["session"] or ""), letters)


def _part_meant(document: Titled, symbol: str, parts: Sequence[Titled]) -> Titled | None:
    """Return the loaded resolution of which ``symbol`` names a part or the whole, if one is meant.

    Where a number is named without a letter and has several parts, the part with the letter of the
    document that names it is meant, else the one with its subject.
    """
    wanted = _Part.of(symbol).letters
    earlier = [part for part in parts if part.adopted_on < document.adopted_on]
    fitting = [
        part
        for part in earlier
        for letters in [_Part.of(part.symbol).letters]
        if not wanted or not letters or set(wanted) & set(letters)
    ]
    own = _Part.of(document.symbol).letters
    for meant in (
        fitting if len(fitting) == 1 else [],
        [part for part in fitting if own and _Part.of(part.symbol).letters == own],
        [part for part in fitting if subject(part.title) == subject(document.title)],
    ):
        if meant:
            return meant[0]
    return None


class _Groups:
    """Symbols in groups that are joined pair by pair."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def head(self, symbol: str) -> str:
        """Return the symbol that stands for the group."""
        above = self._above.setdefault(symbol, symbol)
        while above != symbol:
            self._above[symbol] = symbol = self._above[above]
            above = self._above[symbol]
        return symbol

    def join(self, one: str, other: str) -> None:
        """Make the groups of both one."""
        self._above[self.head(one)] = self.head(other)
