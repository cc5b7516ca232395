"""A document as linking compares it: the words of its clauses as numbers, without the texts.

An outline is all that must be known of a document that is only searched. It is made of the document
alone, so it can be kept: a new document is then linked without reading the others anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from etl.link.references import is_reference
from etl.link.weights import later_of_names
from etl.link.words import folded, printed, printed_identity
from etl.model import LinkDocument
from etl.processes import in_processes

Numbers = NDArray[np.int64]
Marks = NDArray[np.uint8]
Places = NDArray[np.unsignedinteger[Any]]

LATER_OF_NAME: Final = 1
"""Mark of a word that follows from the first ones of its name (``weights.later_of_names``)."""

REFERENCE: Final = 2
"""Mark of a word that is (part of) a date, ordinal, number or symbol."""

_DIGEST_BYTES: Final = 8
"""Two of the 60,000 words of the General Assembly, or two of its 60,000 wordings, have one number
with a chance of one in ten thousand million."""

_WORDS_IN_16_BITS: Final = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What linking must know of a document to search it.

    Attributes:
        cited_symbols: what it cites, in order.
        lengths: per clause the number of its words, clauses in reading order.
        wordings: per clause a number that it shares with the clauses of the same words, whatever
            their spelling with or without hyphens and spaces.
        vocabulary: the distinct words, each a number made of its comparable form, ascending.
        words: the words of all clauses in a row, each its place in ``vocabulary``.
        marks: per word ``LATER_OF_NAME`` and ``REFERENCE``.
    """

    symbol: str
    language: str
    adopted_on: date
    title: str
    organ: str
    previous_symbol: str | None
    cited_symbols: tuple[str, ...]
    lengths: Numbers
    wordings: Numbers
    vocabulary: Numbers
    words: Places
    marks: Marks


def outline(document: LinkDocument) -> Outline:
    """Return the outline of a document, which depends on nothing else."""
    return _outline(document, _PrintedWords())


def place_type(words: int) -> np.dtype[np.unsignedinteger[Any]]:
    """Return the type of the places of so many distinct words, which are stored as they are."""
    return np.dtype("<u2" if words <= _WORDS_IN_16_BITS else "<u4")


class _PrintedWords(dict[str, int]):
    """The words met so far, as printed, each with a number under which it is made comparable."""

    def __init__(self) -> None:
        self.numbers, self.marks, self.capitals = bytearray(), bytearray(), bytearray()
        self._clauses: dict[str, tuple[Numbers, bytes]] = {}

    def __missing__(self, word: str) -> int:
        form = folded(word)
        self.numbers += _digest(form)
        self.marks.append(REFERENCE if is_reference(form) else 0)
        self.capitals.append(word[0].isupper())
        self[word] = len(self)
        return self[word]

    def clause(self, text: str) -> tuple[Numbers, bytes]:
        """Return the words of a clause, and the number of its wording in bytes.

        Most clauses are repeated, in resolutions near each other.
        """
        if text not in self._clauses:
            words = printed(text)
            numbers = np.array([*map(self.__getitem__, words)], dtype=np.int64)
            self._clauses[text] = numbers, _digest(printed_identity(words))
        return self._clauses[text]


_NO_WORDS = np.empty(0, dtype=np.int64)


def _outline(document: LinkDocument, met: _PrintedWords) -> Outline:
    clauses = [met.clause(clause.text) for clause in document.clauses]
    words = np.concatenate([_NO_WORDS, *(words for words, _ in clauses)])
    lengths = np.array([len(words) for words, _ in clauses], dtype=np.int64)
    marks = np.frombuffer(met.marks, dtype=np.uint8)[words]
    is_capital = np.frombuffer(met.capitals, dtype=np.bool_)[words]
    marks[later_of_names(is_capital, lengths)] |= LATER_OF_NAME
    vocabulary, places = _places(words, np.frombuffer(met.numbers, dtype=np.int64))
    return Outline(
        symbol=document.symbol,
        language=document.language,
        adopted_on=document.adopted_on,
        title=document.title,
        organ=document.organ,
        previous_symbol=document.previous_symbol,
        cited_symbols=tuple(sorted(document.cited_symbols)),
        lengths=lengths,
        wordings=np.frombuffer(b"".join([wording for _, wording in clauses]), dtype=np.int64),
        vocabulary=vocabulary,
        words=places,
        marks=marks,
    )


def _places(words: Numbers, numbers: Numbers) -> tuple[Numbers, Places]:
    """Return the distinct numbers of some words, ascending, and per word its place among them.

    Args:
        words: as numbered when they were met; a few hundred of them are looked at instead of all.
        numbers: by that, the number of the comparable form, which several may have.
    """
    is_met = np.zeros(len(numbers), dtype=np.bool_)
    is_met[words] = True
    vocabulary, places = np.unique(numbers[is_met], return_inverse=True)
    place_of = np.empty(len(numbers), dtype=place_type(len(vocabulary)))
    place_of[is_met] = places
    return vocabulary, place_of[words]


def _digest(letters: str) -> bytes:
    encoded = letters.encode("utf-8", "surrogatepass")
    return blake2b(encoded, digest_size=_DIGEST_BYTES).digest()


def word_numbers(words: Sequence[str]) -> Numbers:
    """Return words in their comparable form as the numbers that outlines have for them."""
    return np.frombuffer(b"".join([_digest(word) for word in words]), dtype=np.int64)


def outlines(documents: Sequence[LinkDocument], workers: int = 1) -> list[Outline]:
    """Return the outlines of some documents in the order given.

    Args:
        documents: what to outline.
        workers: processes to share the work among (``etl.processes``).
    """
    step = max(_FEWEST_IN_A_PART, -(-len(documents) // (workers * _PARTS_EACH)))
    parts = [documents[first : first + step] for first in range(0, len(documents), step)]
    numbers = range(len(parts))

    # Each process goes on with a copy of its own.
    met = _PrintedWords()

    def outlined(part: int) -> list[Outline]:
        return [_outline(document, met) for document in parts[part]]

    return [one for part in in_processes(outlined, numbers, workers) for one in part]


# Below this many documents another process costs more than it saves.
_FEWEST_IN_A_PART = 50
_PARTS_EACH = 4
