"""The clauses of one language, made ready to be compared: ordered, numbered, weighed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed, weighed
from etl.link.outline import LATER_OF_NAME, REFERENCE, Outline, word_numbers
from etl.link.parameters import Parameters
from etl.link.weights import Weights, tellings
from etl.link.words import bounds
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
        self._weights: dict[int, Weights] = {}
        self._weighed: dict[int, Weighed] = {}
        self.is_asked = np.array(
            [asked is None or self.documents[n].symbol in asked for n in self.document_of], bool
        )
        self._number_words()
        self._number_wordings()

    def _number_words(self) -> None:
        lengths = _together([one.lengths for one in self.documents])
        self.first_word = np.concatenate(([0], np.cumsum(lengths)))
        self._first_words: list[int] = self.first_word.tolist()
        digests = _together([one.words for one in self.documents])
        known = distinct(digests[np.repeat(self.is_asked, lengths)])
        self.strange = len(known)
        if self.strange >= _CODES:
            raise OverflowError(f"more than {_CODES} distinct words in one language")
        self.words = places_in(known, digests)

    def _number_wordings(self) -> None:
        digests = _together([one.wordings for one in self.documents])
        _, first, number = np.unique(digests, return_index=True, return_inverse=True)
        order = np.argsort(first)
        by_appearance = np.empty_like(order)
        by_appearance[order] = np.arange(len(order))
        self.wording_of: list[int] = by_appearance[number].tolist()
        self.rows_of: list[list[int]] = [[] for _ in order]
        for row, wording in enumerate(self.wording_of):
            self.rows_of[wording].append(row)
        self._first_rows = [rows[0] for rows in self.rows_of]

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
        return self._codes[document][self._place_in(document, row)]

    def has_words(self, row: int) -> bool:
        """Tell whether there is anything to compare in a row."""
        return bool(self.first_word[row] < self.first_word[row + 1])

    def bounds(self, row: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return where the words of a row start in its text, and where they end."""
        return bounds(self.clause(row).text)

    def numbers(self, row: int) -> Numbers:
        """Return the words of a row as their numbers in ``words``."""
        return self.words[self.first_word[row] : self.first_word[row + 1]]

    def words_of(self, document: int) -> slice:
        """Return where the words of a document stand in ``words``."""
        first, stop = self.first_row[document], self.first_row[document + 1]
        return slice(int(self.first_word[first]), int(self.first_word[stop]))

    def weights_of(self, document: int) -> Weights:
        """Return the weights of the words of a document, its clauses in a row."""
        if document not in self._weights:
            self._weights[document] = self._weigh(document)
        return self._weights[document]

    def weights(self, row: int) -> Weights:
        """Return the weights of the words of a row in their document."""
        document = self.document_of[row]
        return self.weights_of(document)[self._place_in(document, row)]

    def weighed(self, row: int) -> Weighed:
        """Return the words of a row with the running sums of their weights in their document."""
        if row not in self._weighed:
            self._weighed[row] = weighed(self.code(row), self.weights(row).tolist())
        return self._weighed[row]

    def _place_in(self, document: int, row: int) -> slice:
        """Return where the words of a row stand among those of its document."""
        before = self._first_words[self.first_row[document]]
        return slice(self._first_words[row] - before, self._first_words[row + 1] - before)

    def having(self, document: int, words: Sequence[str]) -> frozenset[str]:
        """Return those of some comparable words that a document has, one character each."""
        is_one = np.isin(self.documents[document].words, word_numbers(words))
        return frozenset(_characters(self.words[self.words_of(document)][is_one]))

    def wordings_before(self, row: int) -> int:
        """Return how many wordings first appear before ``row``; they have the lowest numbers."""
        return bisect_left(self._first_rows, row)

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


def places_in(known: Numbers, values: Numbers) -> Numbers:
    """Return per value its place in ``known``, which ascends; ``len(known)`` if it is not there."""
    places = np.searchsorted(known, values)
    if len(known):
        places[known.take(places, mode="clip") != values] = len(known)
    return places


def distinct(values: Numbers) -> Numbers:
    """Return the distinct values in ascending order, by sorting (twice as fast as hashing)."""
    ascending = np.sort(values)
    if not len(ascending):
        return ascending
    return ascending[np.concatenate(([True], ascending[1:] != ascending[:-1]))]


def distinct_counts(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct values in ascending order and how often each occurs."""
    ascending = np.sort(values)
    starts = np.flatnonzero(np.diff(ascending, prepend=-1))
    return ascending[starts], np.diff(np.append(starts, len(ascending)))


def _characters(words: Numbers) -> str:
    return (words + _FIRST_CODE).astype("<u4").tobytes().decode("utf-32-le")


def _together(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([*parts, np.empty(0, dtype=np.int64)])
