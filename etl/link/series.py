"""Which resolutions belong to one recurring subject, and where a resolution's sources stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from etl.link.collection import Collection
from etl.link.parameters import Parameters
from etl.link.references import is_reference
from etl.link.words import forms

_ADOPTION_LINE = re.compile(r"^Resolution adopted by .*? on \d{1,2} \w+ \d{4}\s*")

# Shorter beginnings ("Human rights questions: …") are headings that many subjects share.
_WORDS_BEFORE_THEME = 6

OTHERS = 1_000_000
"""The tier of every document outside the series."""


class Sources(NamedTuple):
    """Where the sources of one document stand.

    Attributes:
        before: number of the first row that is not strictly earlier.
        members: earlier documents of the series, nearest first; their place is their tier.
        cited: other earlier documents that the document cites, latest first.
    """

    before: int
    members: tuple[int, ...]
    cited: tuple[int, ...]

    def tier(self, document: int) -> int:
        """Return how far back a document is asked, 0 first."""
        return self.members.index(document) if document in self.members else OTHERS


class SeriesFinder:
    """Finds the earlier members of each document's series.

    A document belongs to the series of an earlier one that it calls its predecessor or that has the
    same title (numbers left out); if there is none, of those that it repeats for a good part.
    """

    def __init__(self, collection: Collection, parameters: Parameters) -> None:
        self._collection = collection
        self._parameters = parameters
        self._by_symbol: dict[str, list[int]] = defaultdict(list)
        self._by_subject: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(collection.documents):
            self._by_symbol[document.symbol].append(number)
            self._by_subject[subject(document.title)].append(number)

    def sources(self, document: int) -> Sources:
        """Return where the sources of ``document`` stand."""
        own = self._collection.documents[document]
        first = bisect_left(self._collection.days, self._collection.days[document])
        declared = {
            number
            for number in self._by_symbol.get(own.previous_symbol or "", ())
            if number < first
        }
        series = declared | set(self._same_title(document, first))
        series = series or set(self._alike(document, first))
        members = sorted(series, key=lambda n: (n not in declared, -self._collection.days[n], n))
        cited = {
            number
            for symbol in own.cited_symbols
            for number in self._by_symbol.get(symbol, ())
            if number < first and number not in series
        }
        latest_first = sorted(cited, key=lambda n: (-self._collection.days[n], n))
        return Sources(self._collection.first_row[first], tuple(members), tuple(latest_first))

    def subject_words(self, document: int) -> frozenset[str]:
        """Return the words of a document's recurring subject, one character each."""
        title = self._collection.documents[document].title
        return self._collection.having(document, subject(title).split())

    def row(self, place: tuple[str, int]) -> int | None:
        """Return the row of a clause by symbol and position, None if it is not loaded."""
        symbol, position = place
        for document in self._by_symbol.get(symbol, ()):
            rows = self._collection.rows(document)
            if position <= len(rows):
                return rows[position - 1]
        return None

    def _same_title(self, document: int, first: int) -> Iterator[int]:
        own = subject(self._collection.documents[document].title)
        yield from (n for n in self._by_subject.get(own, ()) if own and n < first)

    def _alike(self, document: int, first: int) -> Iterator[int]:
        """Yield the earlier documents that have a good part of the document's clauses whole."""
        collection = self._collection
        held: Counter[int] = Counter()
        rows, before = collection.rows(document), collection.first_row[first]
        for wording in {collection.wording_of[row] for row in rows}:
            holding = collection.rows_of[wording]
            if holding[0] < before:
                earlier = holding[: bisect_left(holding, before)]
                held.update({*map(collection.document_of.__getitem__, earlier)})
        least = max(self._parameters.least_alike, len(rows) * self._parameters.alike_share)
        yield from (number for number, count in held.items() if count >= least)


@lru_cache(maxsize=1 << 14)
def subject(title: str) -> str:
    """Return the title as a recurring subject.

    The adoption line, numbers, ordinals and case are left out ("on the work of its fifty-third
    session"), and so is a theme after a colon where enough
    stands before it: "Implementation of the Convention …: situations of risk".
    """
    words = _wordy(_ADOPTION_LINE.sub("", title))
    before_colon = _wordy(_ADOPTION_LINE.sub("", title).partition(":")[0])
    return " ".join(before_colon if len(before_colon) >= _WORDS_BEFORE_THEME else words)


def _wordy(title: str) -> list[str]:
    return [word for word in forms(title) if not is_reference(word)]


def nearest_row(
    collection: Collection, wording: int, sources: Sources, position: int
) -> int | None:
    """Return the nearest strictly earlier occurrence of a wording, None if there is none.

    Members of the series come first, nearest first, then cited documents, latest first, then the
    latest of all others; on one day the first by symbol; within a document the clause whose
    position is nearest, then the first.
    """
    rows = collection.rows_of[wording]
    rows = rows[: bisect_left(rows, sources.before)]
    if len(rows) <= 1:  # as of most wordings
        return rows[0] if rows else None
    for document in (*sources.members, *sources.cited):
        found = _within(rows, collection.rows(document))
        if found:
            return min(found, key=lambda row: (_distance(collection, row, position), row))
    day = collection.days[collection.document_of[rows[-1]]]
    document = min(
        collection.document_of[row]
        for row in rows
        if collection.days[collection.document_of[row]] == day
    )
    found = _within(rows, collection.rows(document))
    return min(found, key=lambda row: (_distance(collection, row, position), row))


def _within(rows: list[int], document: range) -> list[int]:
    return rows[bisect_left(rows, document.start) : bisect_left(rows, document.stop)]


def _distance(collection: Collection, row: int, position: int) -> int:
    return abs(collection.position(row) - position)
