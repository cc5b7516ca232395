"""Explanations as one long row of words, each pointing to the word it was carried from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.words import all_bounds, folded
from etl.model import Explanation, LinkClause, LinkDocument

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class WordChains:
    """All words of all clauses in a row, clauses in order of adoption, symbol and position.

    Attributes:
        clauses: the clauses in that order; parents stand before their children.
        main: per clause the number of its main parent, itself if it has none.
        first: per clause the number of its first word; one more entry closes the last.
        owner: per word the number of its clause.
        start: per word where it starts in the text of its clause.
        carried_from: per word the number of the word it was carried from, itself if it is new.
    """

    clauses: Sequence[LinkClause]
    main: Numbers
    first: Numbers
    owner: Numbers
    start: Numbers
    carried_from: Numbers

    def clause_ids(self) -> Numbers:
        """Return per clause its ``clause_id``."""
        return np.array([clause.clause_id for clause in self.clauses], dtype=np.int64)


def word_chains(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> WordChains:
    """Follow the spans of ``explanations`` from word to word.

    The clauses of every child and parent in ``explanations`` must be among ``documents``.
    """
    ordered = sorted(documents, key=lambda d: (d.adopted_on, d.symbol, d.language))
    clauses = [clause for document in ordered for clause in document.clauses]
    number = {clause.clause_id: row for row, clause in enumerate(clauses)}
    words = _words(clauses)
    spans = _spans(explanations, number)
    main = np.arange(len(clauses), dtype=np.int64)
    for explanation in explanations:
        for edge in explanation.edges:
            if edge.is_main:
                main[number[edge.child_id]] = number[edge.parent_id]
    return WordChains(
        clauses,
        main,
        words.first,
        np.repeat(np.arange(len(clauses), dtype=np.int64), np.diff(words.first)),
        words.start,
        _carried_from(clauses, words, spans),
    )


class _Words(NamedTuple):
    """Per word its start and end in its text; ``first`` as in :class:`WordChains`.

    ``base`` is per clause where its text starts if all texts stood in a row, a space after each,
    and ``place`` per word where it starts in that row.
    """

    start: Numbers
    end: Numbers
    first: Numbers
    base: Numbers
    place: Numbers

    def among(self, clause: Numbers, offset: Numbers) -> Numbers:
        """Return how many words stand before these offsets in the texts of these clauses."""
        return np.searchsorted(self.place, self.base[clause] + offset)


def _words(clauses: Sequence[LinkClause]) -> _Words:
    texts = [clause.text for clause in clauses]
    starts, ends, counts = all_bounds(texts)
    first = np.array([0, *counts.cumsum()], dtype=np.int64)
    base = np.array([*accumulate((len(text) + 1 for text in texts), initial=0)], dtype=np.int64)
    return _Words(starts, ends, first, base, starts + np.repeat(base[:-1], counts))


class _Spans(NamedTuple):
    """Spans in columns; clauses by number, offsets in their texts."""

    child: Numbers
    child_start: Numbers
    child_end: Numbers
    parent: Numbers
    parent_start: Numbers
    parent_end: Numbers


def _spans(explanations: Sequence[Explanation], number: dict[int, int]) -> _Spans:
    rows = array("q")
    for explanation in explanations:
        for edge in explanation.edges:
            child, parent = number[edge.child_id], number[edge.parent_id]
            for span in edge.spans:
                rows.extend(
                    (
                        child,
                        span.child_start,
                        span.child_end,
                        parent,
                        span.parent_start,
                        span.parent_end,
                    )
                )
    return _Spans(*np.array(rows, dtype=np.int64).reshape(-1, 6).T)


def _carried_from(clauses: Sequence[LinkClause], words: _Words, spans: _Spans) -> Numbers:
    own = words.among(spans.child, spans.child_start)
    own_count = words.among(spans.child, spans.child_end) - own
    other = words.among(spans.parent, spans.parent_start)
    other_count = words.among(spans.parent, spans.parent_end) - other
    carried = np.arange(len(words.start), dtype=np.int64)
    even = own_count == other_count
    to, source = _runs(own[even], own_count[even]), _runs(other[even], other_count[even])
    carried[to] = source
    for row in np.flatnonzero(~even).tolist():
        child, parent = clauses[spans.child[row]].text, clauses[spans.parent[row]].text
        matched = _by_letters(
            _lengths(child, words, own[row], own_count[row]),
            _lengths(parent, words, other[row], other_count[row]),
        )
        carried[own[row] : own[row] + own_count[row]] = other[row] + matched
    return carried


def _runs(first: Numbers, count: Numbers) -> Numbers:
    """Return the numbers of all words of runs, given by their first words and lengths."""
    done = np.cumsum(count) - count
    return np.repeat(first - done, count) + np.arange(count.sum(), dtype=np.int64)


def _lengths(text: str, words: _Words, first: int, count: int) -> list[int]:
    run = slice(first, first + count)
    return [
        len(folded(text[start:end]))
        for start, end in zip(words.start[run].tolist(), words.end[run].tolist(), strict=True)
    ]


def _by_letters(own: Sequence[int], theirs: Sequence[int]) -> Numbers:
    """Return for each word, by the lengths of words, which of the others holds its first letter.

    "InterAmerican" and "Inter-American" are the same letters: a word comes from the word that holds
    its first letter.
    """
    starts = list(accumulate(own, initial=0))[:-1]
    return np.searchsorted(list(accumulate(theirs)), starts, side="right")
