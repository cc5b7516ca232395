"""A document as linking compares it: the words of its clauses as numbers, without the texts.

An outline is all that must be known of a document that is only searched. It is made of the document
alone, so it can be kept: a new document is then linked without reading the others anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.processes import in_processes
from etl.link.references import is_reference
from etl.link.weights import later_of_names
from etl.link.words import folded, identity, printed
from etl.model import LinkDocument

Numbers = NDArray[np.int64]
Marks = NDArray[np.uint8]

LATER_OF_NAME: Final = 1
"""Mark of a word that follows from the first ones of its name (``weights.later_of_names``)."""

REFERENCE: Final = 2
"""Mark of a word that is (part of) a date, ordinal, number or symbol."""

_DIGEST_BYTES: Final = 8
"""Two of the 60,000 words of the General Assembly, or two of its 60,000 wordings, have one number
with a chance of one in ten thousand million."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What linking must know of a document to search it.

    Attributes:
        cited_symbols: what it cites, in order.
        lengths: per clause the number of its words, clauses in reading order.
        wordings: per clause a number that it shares with the clauses of the same words, whatever
            their spelling with or without hyphens and spaces.
        words: the words of all clauses in a row, each a number made of its comparable form.
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
    words: Numbers
    marks: Marks


def outline(document: LinkDocument) -> Outline:
    """Return the outline of a document, which depends on nothing else."""
    clauses = [_outlined(clause.text) for clause in document.clauses]
    words, marks = b"".join([one.words for one in clauses]), b"".join([o.marks for o in clauses])
    return Outline(
        symbol=document.symbol,
        language=document.language,
        adopted_on=document.adopted_on,
        title=document.title,
        organ=document.organ,
        previous_symbol=document.previous_symbol,
        cited_symbols=tuple(sorted(document.cited_symbols)),
        lengths=np.array([len(one.marks) for one in clauses], dtype=np.int64),
        wordings=np.array([one.wording for one in clauses], dtype=np.int64),
        words=np.frombuffer(words, dtype=np.int64),
        marks=np.frombuffer(marks, dtype=np.uint8),
    )


class _Clause(NamedTuple):
    words: bytes
    marks: bytes
    wording: int


# Most clauses that are repeated stand in resolutions near each other.
@lru_cache(maxsize=1 << 14)
def _outlined(text: str) -> _Clause:
    words = [_word(word) for word in printed(text)]
    marks = bytearray(word.mark for word in words)
    for place in later_of_names([n for n, word in enumerate(words) if word.is_capital]):
        marks[place] |= LATER_OF_NAME
    letters = identity([word.form for word in words])
    return _Clause(b"".join([word.number for word in words]), bytes(marks), _wording(letters))


class _Word(NamedTuple):
    form: str
    number: bytes
    mark: int
    is_capital: bool


@lru_cache(maxsize=1 << 18)
def _word(word: str) -> _Word:
    form = folded(word)
    mark = REFERENCE if is_reference(form) else 0
    return _Word(form, _digest(form), mark, word[0].isupper())


def _wording(letters: str) -> int:
    return int.from_bytes(_digest(letters), "little", signed=True)


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
        workers: processes to share the work among (``etl.link.processes``).
    """
    step = max(_FEWEST_IN_A_PART, -(-len(documents) // (workers * _PARTS_EACH)))
    parts = [documents[first : first + step] for first in range(0, len(documents), step)]
    numbers = range(len(parts))

    def outlined(part: int) -> list[Outline]:
        return [outline(document) for document in parts[part]]

    return [one for part in in_processes(outlined, numbers, workers) for one in part]


# Below this many documents another process costs more than it saves.
_FEWEST_IN_A_PART = 50
_PARTS_EACH = 4
