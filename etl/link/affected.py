"""Which documents must be explained anew when others came, changed or went.

A document is explained by what it finds in the nearest of its series, by clauses of the same words,
and by the search of all earlier wordings for the words that the nearest does not explain. It stays
as it is while none of these meets a document that changed, before or after the change, or where
what the search finds otherwise is of no account (``etl.link.threshold``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Collected
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.align import align
from etl.link.collection import Collection, Numbers
from etl.link.comparison import Candidate, Source
from etl.link.explanation import Explained
from etl.link.outline import Outline
from etl.link.pair_index import NOTHING_WANTED, PairIndex, Wanted
from etl.link.parameters import Parameters
from etl.link.series import SeriesFinder, Sources, nearest_row
from etl.link.threshold import Thresholds, is_of_account
from etl.model import LinkClause


class Known(NamedTuple):
    """A document as it was linked last.

    Attributes:
        sought_bits: a bit for each word, see ``etl.link.explanation.Explained.sought``.
        open_bits: a bit for each word, see ``etl.link.threshold.Thresholds.is_open``.
        least_scores: two bytes for each clause, see ``etl.link.threshold.Thresholds.scores``.
        rulings: what people decided about its clauses, in words that are the same for the same.
    """

    outline: Outline
    sought_bits: bytes
    open_bits: bytes
    least_scores: bytes
    rulings: str = ""

    @classmethod
    def of(cls, own: Outline, explained: Explained, rulings: str = "") -> Known:
        """Return what is to be known of a document from now on."""
        scores, is_open = explained.thresholds
        return cls(
            own, _bits(explained.sought), _bits(is_open), scores.astype("<u2").tobytes(), rulings
        )

    @property
    def sought(self) -> NDArray[np.bool_]:
        """Per word whether all earlier documents were searched for it."""
        return _flags(self.sought_bits, len(self.outline.words))

    @property
    def thresholds(self) -> Thresholds:
        """What another source must have to change how it is explained."""
        scores = np.frombuffer(self.least_scores, dtype="<u2")
        return Thresholds(scores, _flags(self.open_bits, len(self.outline.words)))


def _bits(flags: NDArray[np.bool_]) -> bytes:
    return np.packbits(flags).tobytes()


def _flags(bits: bytes, count: int) -> NDArray[np.bool_]:
    return np.unpackbits(np.frombuffer(bits, dtype=np.uint8), count=count).astype(np.bool_)


def affected(
    before: Mapping[str, Known],
    after: Mapping[str, Outline],
    touched: Iterable[str],
    parameters: Parameters,
) -> frozenset[str]:
    """Return the symbols of ``after`` that must be explained anew.

    Args:
        before: the documents of one language as they were linked last, by symbol.
        after: the documents as they are.
        touched: symbols of documents that were loaded anew, whatever changed in them.
        parameters: the figures to decide by.
    """
    changed = before.keys() ^ after.keys() | set(touched)
    anew = changed & after.keys()
    later = _later(before, after, changed)
    if not later:
        return frozenset(anew)
    union = _Union(before, after, later, changed, parameters)
    sources = {symbol: union.sources(symbol) for symbol in later}
    met = {symbol for symbol in later if union.meets(symbol, sources[symbol])}
    reached = union.reached({symbol: sources[symbol] for symbol in later - met}, before)
    otherwise = _found_otherwise(before, after, changed, reached, parameters)
    return frozenset(anew | met).union(otherwise)


def _later(
    before: Mapping[str, Known], after: Mapping[str, Outline], changed: Collected[str]
) -> frozenset[str]:
    """Return the documents, unchanged themselves, that are later than one that changed."""
    versions = [before[symbol].outline for symbol in changed if symbol in before]
    versions += [after[symbol] for symbol in changed if symbol in after]
    first = min((version.adopted_on for version in versions), default=date.max)
    return frozenset(
        symbol
        for symbol, document in after.items()
        if symbol not in changed and document.adopted_on > first
    )


def _found_otherwise(
    before: Mapping[str, Known],
    after: Mapping[str, Outline],
    changed: Collected[str],
    reached: Mapping[str, frozenset[int]],
    parameters: Parameters,
) -> Iterator[str]:
    """Yield those documents whose search finds something of account only before or only after.

    Args:
        reached: by symbol the clauses whose search may find others.
    """
    if not reached:
        return
    unsure = frozenset(reached)
    old = _World([one.outline for one in before.values()], unsure, changed, parameters)
    new = _World(list(after.values()), unsure, changed, parameters)
    for symbol in unsure:
        known = before[symbol]
        was = old.found(symbol, reached[symbol], known.sought)
        found = new.found(symbol, reached[symbol], known.sought)
        if old.loses(symbol, was, found, known) or new.loses(symbol, found, was, known):
            yield symbol


class _Union:
    """All documents as they were before a change together with those that it brought.

    What a document finds here and in no version of one that changed, it finds before the change and
    after it: to leave out what is not the nearest, or not among the best, leaves those.
    """

    def __init__(
        self,
        before: Mapping[str, Known],
        after: Mapping[str, Outline],
        later: frozenset[str],
        changed: Collected[str],
        parameters: Parameters,
    ) -> None:
        gone = [before[symbol].outline for symbol in changed if symbol in before]
        self._parameters = parameters
        self._collection = Collection([*after.values(), *gone], _no_texts, parameters, later)
        self._finder = SeriesFinder(self._collection, parameters)
        self._index = PairIndex(self._collection)
        documents = self._collection.documents
        self._number = {document.symbol: n for n, document in enumerate(documents)}
        self._changed = {n for n, document in enumerate(documents) if document.symbol in changed}
        old = {n for n in self._changed if any(documents[n] is one for one in gone)}
        self._wordings = self._collection.wordings_in(self._changed)
        self._concerned = frozenset(self._wordings.tolist())
        self._postings = self._index.postings_of(self._wordings)
        # By document its wordings that one of them has.
        self._held: dict[int, set[int]] = defaultdict(set)
        for wording in self._concerned:
            for row in self._collection.rows_of[wording]:
                self._held[self._collection.document_of[row]].add(wording)
        # The day of each of these wordings in the union, before the change, and after it.
        self._first_days = [
            np.array([self._first_day(one, without) for one in self._wordings], dtype=np.int64)
            for without in (set(), self._changed - old, old)
        ]
        self._late: dict[int, list[Numbers]] = {}

    def _first_day(self, wording: int, without: Collected[int]) -> int:
        """Return the first day of a wording if some documents were not; the last of all if none."""
        collection = self._collection
        documents = (collection.document_of[row] for row in collection.rows_of[wording])
        return next(
            (collection.days[one] for one in documents if one not in without), date.max.toordinal()
        )

    def sources(self, symbol: str) -> Sources:
        """Return where the sources of a document stand among all versions."""
        return self._finder.sources(self._number[symbol])

    def meets(self, symbol: str, sources: Sources) -> bool:
        """Tell whether a document, itself unchanged, meets one that changed without a search.

        It does if that is the nearest of its series, or has the nearest clause of the same words.
        Others of the series, and what it cites, bring it nothing but what the search finds there.
        """
        if not self._changed.isdisjoint(sources.members[:1]):
            return True
        return self._has_same_words(self._number[symbol], sources)

    def _has_same_words(self, document: int, sources: Sources) -> bool:
        """Tell whether a clause has its nearest like in a document that changed."""
        collection = self._collection
        for row in collection.rows(document):
            wording = collection.wording_of[row]
            if wording in self._concerned:
                near = nearest_row(collection, wording, sources, collection.position(row))
                if near is not None and collection.document_of[near] in self._changed:
                    return True
        return False

    def reached(
        self, sources: Mapping[str, Sources], known: Mapping[str, Known]
    ) -> dict[str, frozenset[int]]:
        """Return the clauses, by position, whose search may find others before or after.

        Args:
            sources: where the sources of documents stand that meet none that changed otherwise.
            known: those documents, and others, as they were linked last.
        """
        of_day: dict[int, list[int]] = defaultdict(list)
        sources_of = {self._number[symbol]: own for symbol, own in sources.items()}
        for number in sorted(sources_of):
            of_day[self._collection.days[number]].append(number)
        found: dict[str, set[int]] = defaultdict(set)
        for day, numbers in of_day.items():
            wanted = [self._wanted(number, known) for number in numbers]
            own = {number: sources_of[number] for number in numbers}
            for row in self._reached_on(day, _joined(wanted), own):
                document = self._collection.documents[self._collection.document_of[row]]
                found[document.symbol].add(self._collection.position(row))
        return {symbol: frozenset(positions) for symbol, positions in found.items()}

    def _wanted(self, number: int, known: Mapping[str, Known]) -> Wanted:
        sought = known[self._collection.documents[number].symbol].sought
        if not sought.any():
            return NOTHING_WANTED
        return self._index.wanted(number, self._collection.weights_of(number) * sought)

    def _reached_on(self, day: int, wanted: Wanted, sources: Mapping[int, Sources]) -> set[int]:
        """Return the rows, of documents of one day, whose search may find others."""
        first = next(iter(sources.values())).before
        earlier = self._collection.wordings_before(first)
        most = self._parameters.common_pair
        # Common pairs are not looked up; which are common can change with every document.
        counts = self._index.counts(wanted.pairs, earlier, most)
        many = np.flatnonzero(counts > most)
        old, new = (
            counts[many] - self._index.counts_among(wanted.pairs[many], postings)
            for postings in self._not_yet(day)
        )
        rows = set(wanted.rows[many[(old > most) != (new > most)]].tolist())
        counts[many] = new
        is_own = partial(self._is_own, sources)
        found = self._index.reaches(
            wanted, counts, earlier, is_own, self._postings, self._parameters
        )
        return rows.union(found.tolist())

    def _is_own(
        self, sources: Mapping[int, Sources], rows: Numbers, wordings: Numbers
    ) -> NDArray[np.bool_]:
        """Tell which wordings of documents that changed stand in the series of a row's document."""
        document_of = self._collection.document_of
        documents = np.array([document_of[row] for row in rows.tolist()], dtype=np.int64)
        own = [
            (number, wording)
            for number in set(documents.tolist())
            for member in sources[number].members
            for wording in self._held.get(member, ())
        ]
        step = len(self._collection.rows_of)
        keys = np.array([number * step + wording for number, wording in own], dtype=np.int64)
        return np.isin(documents * step + wordings, keys)

    def _not_yet(self, day: int) -> list[Numbers]:
        """Return the parts of the index that are none yet on a day before the change, and after."""
        if day not in self._late:
            union, *worlds = self._first_days
            late = [self._wordings[(union < day) & (day <= days)] for days in worlds]
            self._late[day] = [self._index.postings_among(self._postings, one) for one in late]
        return self._late[day]


def _joined(parts: Sequence[Wanted]) -> Wanted:
    """Return what several documents want, as if they were one."""
    return Wanted(*map(np.concatenate, zip(*parts, strict=True)))


_Address = tuple[str, int]
"""A clause by symbol and position."""

_Found = Mapping[int, Mapping[_Address, int]]
"""What clauses find, by position: the addresses and rows of other clauses."""


class _World:
    """All documents as they were before a change, or as they are after it."""

    def __init__(
        self,
        outlines: Sequence[Outline],
        asked: frozenset[str],
        changed: Collected[str],
        parameters: Parameters,
    ) -> None:
        self._parameters = parameters
        self._changed = changed
        self._collection = Collection(outlines, _no_texts, parameters, asked)
        self._index = PairIndex(self._collection)
        documents = self._collection.documents
        self._number = {document.symbol: n for n, document in enumerate(documents)}
        finder = SeriesFinder(self._collection, parameters)
        self._sources = {
            number: finder.sources(number)
            for symbol, number in self._number.items()
            if symbol in asked
        }

    def found(self, symbol: str, positions: frozenset[int], sought: NDArray[np.bool_]) -> _Found:
        """Return where the search for some clauses of a document finds words."""
        collection, document = self._collection, self._number[symbol]
        sources = self._sources[document]
        rows = [collection.rows(document)[position - 1] for position in positions]
        wanted = self._index.wanted(document, collection.weights_of(document) * sought).of(rows)
        earlier = collection.wordings_before(sources.before)
        own = collection.wordings_in(sources.members)
        found = self._index.search(wanted, earlier, own, self._parameters)
        by_position = {collection.position(row): wordings for row, wordings in found.items()}
        return {
            position: dict(self._nearest(wordings, sources, position))
            for position, wordings in by_position.items()
        }

    def _nearest(
        self, wordings: Iterable[int], sources: Sources, position: int
    ) -> Iterator[tuple[_Address, int]]:
        """Yield where the nearest clauses of some wordings stand."""
        collection = self._collection
        for wording in wordings:
            row = nearest_row(collection, wording, sources, position)
            if row is not None:
                yield self._address(row), row

    def _address(self, row: int) -> _Address:
        collection = self._collection
        return collection.documents[collection.document_of[row]].symbol, collection.position(row)

    def loses(self, symbol: str, own: _Found, other: _Found, known: Known) -> bool:
        """Tell whether a document finds anything of account here that it does not find elsewhere.

        Args:
            symbol: of the document.
            own: what it finds here.
            other: what it finds there, where a clause of a document that changed is another one.
            known: the document as it was linked last.
        """
        lost = (
            (position, row)
            for position, rows in own.items()
            for address, row in rows.items()
            if address[0] in self._changed or address not in other.get(position, ())
        )
        return any(self._is_of_account(symbol, position, row, known) for position, row in lost)

    def _is_of_account(self, symbol: str, position: int, row: int, known: Known) -> bool:
        collection, document = self._collection, self._number[symbol]
        own = collection.rows(document)[position - 1]
        of = collection.document_of[row]
        source = Source(
            tier=self._sources[document].tier(of),
            cited=False,  # which decides only between equals
            day=collection.days[of],
            key=self._address(row),
            weighed=collection.weighed(row),
        )
        child = collection.weighed(own)
        alignment = align(child, source.weighed, self._parameters)
        scores, is_open = known.thresholds
        return is_of_account(
            Candidate(source, row, alignment),
            child,
            int(scores[position - 1]),
            is_open[collection.place_in_document(own)],
            self._parameters,
        )


def _no_texts(symbols: Sequence[str]) -> Mapping[str, Sequence[LinkClause]]:
    raise LookupError(f"{', '.join(symbols)}: what is affected is told without texts")
