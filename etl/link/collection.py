"""The clauses of one language, made ready to be compared: ordered, numbered, weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from mmap import mmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed, weighed
from etl.link.candidates import Worded
from etl.link.outline import LATER_OF_NAME, REFERENCE, Outline, Places, place_type, word_numbers
from etl.link.parameters import Parameters
from etl.link.weights import Weights, tellings
from etl.link.words import bounds, extent
from etl.model import LinkClause

Numbers = NDArray[np.int64]

Texts = Callable[[Sequence[str]], Mapping[str, Sequence[LinkClause]]]
"""Returns the clauses of documents, by symbol, in reading order."""

# Words are numbered from 0 and written as one character each from here on, which leaves the
# characters below free for marks.
_FIRST_CODE = 0x10000
_CODES = 0x10FFFF - _FIRST_CODE


class Collection:
    """Clauses as rows, in order of adoption, symbol and position.

    Only of the documents that are asked about must all words be told apart; a word of another
    document that none of them has is as good as any other such word.

    Attributes:
        documents: in order of adoption and symbol.
        first_row: per document its first row; one more entry closes the last.
        document_of: per row the number of its document.
        wording_of: per row the number of its wording, numbered in order of first appearance; rows
            of one wording have the same words whatever their spelling with or without hyphens and
            spaces.
        rows_of: per wording its rows, earliest first.
        words: the words of all rows in a row, numbered by order of their digests; those that no
            document asked about has share the number ``strange``.
        first_word: per row the place of its first word in ``words``; one more entry closes the
            last.
        lengths: per row the number of its words.
        row_of: per word its row.
        first_rows: per wording its earliest row.
        is_first: per row whether it is the earliest of its wording.
        is_asked: per row whether its document is asked about.
    """

    def __init__(
        self,
        outlines: Sequence[Outline],
        texts: Texts,
        parameters: Parameters,
        asked: frozenset[str] | None = None,
    ) -> None:
        """Order and number the words.

        Args:
            outlines: all documents that can be sources, and those asked about.
            texts: where the clauses of documents are read when they are needed.
            asked: symbols of the documents whose clauses will be explained; None means all.
        """
        self.documents = sorted(outlines, key=lambda one: (one.adopted_on, one.symbol))
        self.days = [document.adopted_on.toordinal() for document in self.documents]
        self.first_row = [0, *accumulate(len(one.lengths) for one in self.documents)]
        self.document_of = np.repeat(
            np.arange(len(self.documents)), [len(one.lengths) for one in self.documents]
        ).tolist()
        self.parameters = parameters
        self._texts = texts
        self._clauses: dict[int, Sequence[LinkClause]] = {}
        self._codes: dict[int, str] = {}
        self._has_weights: set[int] = set()
        self._weighed: dict[int, Weighed] = {}
        self._asked = np.array(
            [asked is None or one.symbol in asked for one in self.documents], dtype=np.bool_
        )
        self.is_asked = np.repeat(self._asked, [len(one.lengths) for one in self.documents])
        self._number_words()
        self._number_wordings()
        self._weights = _shared_zeros(len(self.words))

    def _number_words(self) -> None:
        self.lengths = _together([one.lengths for one in self.documents])
        self.first_word = np.concatenate(([0], np.cumsum(self.lengths)))
        self._first_words: list[int] = self.first_word.tolist()
        self.row_of = np.repeat(np.arange(len(self.lengths), dtype=np.int32), self.lengths)
        digests = _together([one.vocabulary for one in self.documents])
        sizes = [len(one.vocabulary) for one in self.documents]
        known = distinct(digests[np.repeat(self._asked, sizes)])
        self.strange = len(known)
        if self.strange >= _CODES:
            raise OverflowError(f"more than {_CODES} distinct words in one language")
        # In as few bytes as hold them: of what few documents ask for most time goes into memory.
        numbers = places_in(known, digests).astype(place_type(self.strange + 1))
        self.words = np.empty(self.first_word[-1], dtype=numbers.dtype)
        cuts = pairwise([0, *accumulate(sizes)])
        for place, (one, (start, stop)) in enumerate(zip(self.documents, cuts, strict=True)):
            # They are all in range: "clip" spares a copy.
            own = self.words[self.words_of(place)]
            np.take(numbers[start:stop], one.words, out=own, mode="clip")

    def _number_wordings(self) -> None:
        digests = _together([one.wordings for one in self.documents])
        _, first, number, count = np.unique(
            digests, return_index=True, return_inverse=True, return_counts=True
        )
        order = np.argsort(first)
        by_appearance = np.empty_like(order)
        by_appearance[order] = np.arange(len(order))
        numbered = by_appearance[number]
        self.first_rows = first[order]
        self.is_first = np.zeros(len(digests), dtype=np.bool_)
        self.is_first[self.first_rows] = True
        self.wording_of: list[int] = numbered.tolist()
        rows = np.argsort(numbered, kind="stable").tolist()
        cuts = pairwise([0, *accumulate(count[order].tolist())])
        self.rows_of: list[list[int]] = [rows[start:stop] for start, stop in cuts]

    def read_texts(self, rows: Iterable[int]) -> None:
        """Read the texts of the documents of some rows at once, where they are not yet."""
        documents = {self.document_of[row] for row in rows} - self._clauses.keys()
        if documents:
            symbols = {self.documents[number].symbol: number for number in sorted(documents)}
            for symbol, clauses in self._texts(list(symbols)).items():
                self._clauses[symbols[symbol]] = clauses

    def clause(self, row: int) -> LinkClause:
        """Return the clause of a row with its text."""
        document = self.document_of[row]
        if document not in self._clauses:
            self.read_texts([row])
        return self._clauses[document][row - self.first_row[document]]

    def position(self, row: int) -> int:
        """Return the place of a row in its document, from 1 in reading order."""
        return row - self.first_row[self.document_of[row]] + 1

    def code(self, row: int) -> str:
        """Return the words of a row, one character each."""
        document = self.document_of[row]
        if document not in self._codes:
            self._codes[document] = _characters(self.words[self.words_of(document)])
        return self._codes[document][self.place_in_document(row)]

    def has_words(self, row: int) -> bool:
        """Tell whether there is anything to compare in a row."""
        return bool(self.first_word[row] < self.first_word[row + 1])

    def bounds(self, row: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return where the words of a row start in its text, and where they end."""
        return bounds(self.clause(row).text)

    def extent(self, row: int) -> tuple[int, int]:
        """Return where the first word of a row starts in its text, and where the last one ends."""
        return extent(self.clause(row).text)

    def numbers(self, row: int) -> Places:
        """Return the words of a row as their numbers in ``words``."""
        return self.words[self.first_word[row] : self.first_word[row + 1]]

    def words_of(self, document: int) -> slice:
        """Return where the words of a document stand in ``words``."""
        first, stop = self.first_row[document], self.first_row[document + 1]
        return slice(int(self.first_word[first]), int(self.first_word[stop]))

    def weights_of(self, document: int) -> Weights:
        """Return the weights of the words of a document, its clauses in a row."""
        weights = self._weights[self.words_of(document)]
        if document not in self._has_weights:
            # No word weighs nothing, so they are all there or another process is at it, too.
            if not weights.all():
                weights[:] = self._weigh(document)
            self._has_weights.add(document)
        return weights

    def pairs(self, is_wanted: NDArray[np.bool_]) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield the places of the first words of pairs of neighbours that are both told apart.

        With each place comes a number for its pair.

        Args:
            is_wanted: per row whether its pairs are asked for.
        """
        is_first = np.repeat(is_wanted, self.lengths)
        is_first[(self.first_word[1:] - 1)[self.lengths > 0]] = False
        for part in parts_of(len(self.words)):
            words = self.words[part.start : part.stop + 1]
            is_told = words != self.strange
            left = np.flatnonzero(is_first[part][: len(words) - 1] & is_told[:-1] & is_told[1:])
            if len(left):
                numbers = words[left].astype(np.int64) * self.strange + words[left + 1]
                yield left + part.start, numbers

    def weights(self, row: int) -> Weights:
        """Return the weights of the words of a row in their document."""
        document = self.document_of[row]
        if document not in self._has_weights:
            self.weights_of(document)
        return self._weights[self._first_words[row] : self._first_words[row + 1]]

    def weighed(self, row: int) -> Weighed:
        """Return the words of a row with the running sums of their weights in their document."""
        if row not in self._weighed:
            self._weighed[row] = weighed(self.code(row), self.weights(row).tolist())
        return self._weighed[row]

    def worded(self, document: int, rows: Sequence[int]) -> Worded:
        """Return the words and weights of some rows of a document, which ascend."""
        own = self.rows(document)
        is_one = np.zeros(len(own), dtype=np.bool_)
        is_one[np.array(rows) - own.start] = True
        lengths = self.lengths[own.start : own.stop]
        is_of_one = np.repeat(is_one, lengths)
        words = self.words[self.words_of(document)][is_of_one]
        return Worded(words, self.weights_of(document)[is_of_one], lengths[is_one])

    def place_in_document(self, row: int) -> slice:
        """Return where the words of a row stand among those of its document."""
        before = self._first_words[self.first_row[self.document_of[row]]]
        return slice(self._first_words[row] - before, self._first_words[row + 1] - before)

    def having(self, document: int, words: Sequence[str]) -> frozenset[str]:
        """Return those of some comparable words that a document has, one character each."""
        own, asked = self.documents[document], distinct(word_numbers(words))
        is_one = (places_in(asked, own.vocabulary) < len(asked))[own.words]
        return frozenset(_characters(self.words[self.words_of(document)][is_one]))

    def wordings_before(self, row: int) -> int:
        """Return how many wordings first appear before ``row``; they have the lowest numbers."""
        return int(np.searchsorted(self.first_rows, row))

    def rows(self, document: int) -> range:
        """Return the rows of a document."""
        return range(self.first_row[document], self.first_row[document + 1])

    def wordings_in(self, documents: Iterable[int]) -> Numbers:
        """Return the distinct wordings of some documents, ascending."""
        rows = [row for document in documents for row in self.rows(document)]
        return distinct(np.array([self.wording_of[row] for row in rows], dtype=np.int64))

    def _weigh(self, document: int) -> Weights:
        own = self.documents[document]
        return tellings(
            own.words,
            own.lengths,
            own.marks & LATER_OF_NAME > 0,
            own.marks & REFERENCE > 0,
            self.parameters,
        )


def _shared_zeros(count: int) -> Weights:
    """Return numbers that processes forked later share: what one of them writes all see."""
    memory = mmap(-1, max(1, count) * np.dtype(np.float64).itemsize)
    return np.frombuffer(memory, dtype=np.float64, count=count)


def parts_of(length: int) -> Iterator[slice]:
    """Yield slices of a long row of numbers, one after the other.

    They are so short that all that is made of one on the way stays in the processor's cache: for
    the memory that is asked for anew each time the system takes longer than for the work.
    """
    for start in range(0, length, _IN_A_PART):
        yield slice(start, min(start + _IN_A_PART, length))


_IN_A_PART = 1 << 15


class PlaceTable:
    """Finds the places of values in ``known`` ones, which ascend.

    Values are looked up in a table by a hash of theirs, which takes a fifth of the time of halving
    intervals; only where two known values met in the table intervals are halved.
    """

    def __init__(self, known: Numbers) -> None:
        self._known = known
        self._bits = max(1, (_SLOTS_PER_VALUE * len(known)).bit_length())
        self._table = np.full(1 << self._bits, len(known), dtype=np.int32)
        slots = _slots(known, self._bits)
        self._table[slots] = np.arange(len(known))
        self._is_shared = np.bincount(slots, minlength=len(self._table)) > 1

    def places(self, values: Numbers) -> NDArray[np.int32]:
        """Return per value its place; the number of known values if it is none of them."""
        places = np.full(len(values), len(self._known), dtype=np.int32)
        for part in parts_of(len(values)) if len(self._known) else ():
            places[part] = self._looked_up(values[part])
        return places

    def _looked_up(self, values: Numbers) -> NDArray[np.int32]:
        slots = _slots(values, self._bits)
        found = self._table[slots]
        missed = np.flatnonzero(self._known.take(found, mode="clip") != values)
        found[missed] = len(self._known)
        doubtful = missed[self._is_shared[slots[missed]]]
        found[doubtful] = _halved(self._known, values[doubtful])
        return found


def places_in(known: Numbers, values: Numbers) -> NDArray[np.int32]:
    """Return per value its place in ``known``, which ascends; ``len(known)`` if it is not there."""
    return PlaceTable(known).places(values)


_SLOTS_PER_VALUE = 8
# 2 to the 64th over the golden ratio, which spreads what lies close together (Fibonacci hashing).
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def _slots(values: Numbers, bits: int) -> NDArray[np.uint64]:
    spread: NDArray[np.uint64] = (values.view(np.uint64) * _SPREAD) >> np.uint64(64 - bits)
    return spread


def _halved(known: Numbers, values: Numbers) -> Numbers:
    places = np.searchsorted(known, values)
    places[known.take(places, mode="clip") != values] = len(known)
    return places


def smallest_type(limit: int) -> np.dtype[np.signedinteger[Any]]:
    """Return the type for numbers below ``limit``; 32 bits are sorted four times as fast."""
    return np.dtype(np.int32 if limit <= 1 << 31 else np.int64)


def distinct(values: Numbers) -> Numbers:
    """Return the distinct values in ascending order, by sorting (twice as fast as hashing)."""
    ascending = np.sort(values)
    if not len(ascending):
        return ascending
    return ascending[np.concatenate(([True], ascending[1:] != ascending[:-1]))]


def distinct_counts(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct values in ascending order and how often each occurs."""
    ascending = np.sort(values)
    if not len(ascending):
        return ascending, ascending
    starts = np.flatnonzero(np.concatenate(([True], ascending[1:] != ascending[:-1])))
    return ascending[starts], np.diff(starts, append=len(ascending))


def _characters(words: Places) -> str:
    return (words.astype("<u4") + _FIRST_CODE).astype("<u4").tobytes().decode("utf-32-le")


def _together(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([*parts, np.empty(0, dtype=np.int64)])
