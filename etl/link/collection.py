"""The clauses of one language, made ready to be compared: ordered, interned, weighed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed
from etl.link.parameters import Parameters
from etl.link.references import is_reference
from etl.link.weights import Weights, later_of_names, tellings
from etl.link.words import bounds, folded, printed
from etl.model import LinkClause, LinkDocument

Numbers = NDArray[np.int64]

# Words are numbered from 0 and written as one character each from here on, which leaves the
# characters below free for marks.
_FIRST_CODE = 0x10000
_CODES = 0x10FFFF - _FIRST_CODE


class Collection:
    """Clauses as rows, in order of adoption, symbol and position.

    Attributes:
        documents: in order of adoption and symbol.
        first_row: per document its first row; one more entry closes the last.
        clauses: per row the clause.
        document_of: per row the number of its document.
        text_of: per row the number of its text; rows of one text share their words.
        wording_of: per row the number of its wording; rows of one wording have the same words
            whatever their spelling with or without hyphens and spaces.
        rows_of: per wording its rows, earliest first.
    """

    def __init__(self, documents: Sequence[LinkDocument], parameters: Parameters) -> None:
        self.documents = sorted(documents, key=lambda d: (d.adopted_on, d.symbol))
        self.days = [document.adopted_on.toordinal() for document in self.documents]
        self.first_row = [0, *accumulate(len(d.clauses) for d in self.documents)]
        self.clauses: list[LinkClause] = [c for d in self.documents for c in d.clauses]
        self.document_of = [n for n, d in enumerate(self.documents) for _ in d.clauses]
        self.parameters = parameters
        self.vocabulary = Vocabulary()
        self._intern()
        self._weights: dict[int, list[Weights]] = {}
        self._weighed: dict[int, Weighed] = {}

    def _intern(self) -> None:
        texts: dict[str, int] = {}
        wordings: dict[str, int] = {}
        self.codes: list[str] = []
        self._later: list[Sequence[int]] = []
        self._wording_of_text: list[int] = []
        self.text_of = [texts.setdefault(c.text, len(texts)) for c in self.clauses]
        for text in texts:
            words = printed(text)
            code = self.vocabulary.encode(words)
            identity = self.vocabulary.identity(code)
            self.codes.append(code)
            self._later.append(later_of_names(self.vocabulary.capitals(words)))
            self._wording_of_text.append(wordings.setdefault(identity, len(wordings)))
        self.wording_of = [self._wording_of_text[text] for text in self.text_of]
        self._references = np.array([is_reference(word) for word in self.vocabulary.words], bool)
        self.rows_of: list[list[int]] = [[] for _ in wordings]
        for row, wording in enumerate(self.wording_of):
            self.rows_of[wording].append(row)
        self._first_rows = [rows[0] for rows in self.rows_of]

    def code(self, row: int) -> str:
        """Return the words of a row, one character each."""
        return self.codes[self.text_of[row]]

    def words(self, row: int) -> list[str]:
        """Return the words of a row in the form in which they are compared."""
        return self.vocabulary.decode(self.code(row))

    def bounds(self, row: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return where the words of a row start in its text, and where they end."""
        return bounds(self.clauses[row].text)

    def numbers(self, row: int) -> Numbers:
        """Return the words of a row as numbers of the vocabulary."""
        return numbers(self.code(row))

    def weights(self, row: int) -> Weights:
        """Return the weights of the words of a row in their document."""
        document = self.document_of[row]
        if document not in self._weights:
            self._weights[document] = self._weigh(document)
        return self._weights[document][row - self.first_row[document]]

    def weighed(self, row: int) -> Weighed:
        """Return the words of a row with the running sums of their weights in their document."""
        if row not in self._weighed:
            sums = np.cumsum(self.weights(row))
            self._weighed[row] = Weighed(self.code(row), [0.0, *sums.tolist()])
        return self._weighed[row]

    def wordings_before(self, row: int) -> int:
        """Return how many wordings first appear before ``row``; they have the lowest numbers."""
        return bisect_left(self._first_rows, row)

    def rows(self, document: int) -> range:
        """Return the rows of a document."""
        return range(self.first_row[document], self.first_row[document + 1])

    def _weigh(self, document: int) -> list[Weights]:
        rows = self.rows(document)
        return tellings(
            [self.numbers(row) for row in rows],
            [self._later[self.text_of[row]] for row in rows],
            self._references,
            self.parameters,
        )


class Vocabulary:
    """The distinct words of a collection, each with a number and a character of its own."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._spelling: dict[int, str] = {}
        self._characters: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._capitalised: set[str] = set()

    def encode(self, words: Sequence[str]) -> str:
        """Return printed words as one character each."""
        known = self._characters
        for word in words:
            if word not in known:
                known[word] = self._character(folded(word))
                if word[0].isupper():
                    self._capitalised.add(word)
        return "".join([known[word] for word in words])

    def capitals(self, words: Sequence[str]) -> list[int]:
        """Return the places of the printed words that begin with a capital; they are known."""
        capitalised = self._capitalised
        return [place for place, word in enumerate(words) if word in capitalised]

    def decode(self, code: str) -> list[str]:
        """Return the comparable words that :meth:`encode` wrote as ``code``."""
        return [self._spelling[ord(character)] for character in code]

    def identity(self, code: str) -> str:
        """Return the comparable words of ``code`` without the spaces between them."""
        return code.translate(self._spelling)

    def _character(self, word: str) -> str:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            if number > _CODES:
                raise OverflowError(f"more than {_CODES} distinct words in one language")
            self.words.append(word)
            self._spelling[_FIRST_CODE + number] = word
        return chr(_FIRST_CODE + number)


def distinct(values: Numbers) -> Numbers:
    """Return the distinct values in ascending order, by sorting (twice as fast as hashing)."""
    ascending = np.sort(values)
    return ascending[np.diff(ascending, prepend=-1) > 0]


def distinct_counts(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct values in ascending order and how often each occurs."""
    ascending = np.sort(values)
    starts = np.flatnonzero(np.diff(ascending, prepend=-1))
    return ascending[starts], np.diff(np.append(starts, len(ascending)))


def numbers(code: str) -> Numbers:
    """Return a code's characters as numbers of the vocabulary."""
    raw = np.frombuffer(code.encode("utf-32-le"), dtype=np.uint32)
    return raw.astype(np.int64) - _FIRST_CODE
