"""Explanations as one long row of words, each pointing to the word it was carried from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from etl.link.words import bounds, folded
from etl.model import Edge, Explanation, LinkClause, LinkDocument

Numbers = NDArray[np.int64]
# Where the words of a text start, and where they end.
Places = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True)
class WordChains:
    """All words of all clauses in a row, clauses in order of adoption, symbol and position.

    Attributes:
        clauses: the clauses in that order; parents stand before their children.
        number: per ``clause_id`` the place of the clause in ``clauses``.
        places: per clause where its words start in its text, and where they end.
        first: per clause the number of its first word; one more entry closes the last.
        owner: per word the number of its clause.
        carried_from: per word the number of the word it was carried from, itself if it is new.
    """

    clauses: Sequence[LinkClause]
    number: dict[int, int]
    places: Sequence[Places]
    first: Numbers
    owner: Numbers
    carried_from: Numbers


def word_chains(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> WordChains:
    """Follow the spans of ``explanations`` from word to word.

    The clauses of every parent named in ``explanations`` must be among ``documents``.
    """
    ordered = sorted(documents, key=lambda d: (d.adopted_on, d.symbol, d.language))
    clauses = [clause for document in ordered for clause in document.clauses]
    places = [bounds(clause.text) for clause in clauses]
    ends = list(accumulate((len(starts) for starts, _ in places), initial=0))
    number = {clause.clause_id: row for row, clause in enumerate(clauses)}
    carried = np.arange(ends[-1], dtype=np.int64)
    for explanation in explanations:
        for edge in explanation.edges:
            child, parent = number[edge.child_id], number[edge.parent_id]
            texts = clauses[child].text, clauses[parent].text
            for own, theirs in matched_words(edge, *texts, places[child], places[parent]):
                carried[ends[child] + own] = ends[parent] + theirs
    first = np.array(ends, dtype=np.int64)
    owner = np.repeat(np.arange(len(clauses)), np.diff(first))
    return WordChains(clauses, number, places, first, owner, carried)


def matched_words(
    edge: Edge, child: str, parent: str, child_places: Places, parent_places: Places
) -> list[tuple[Numbers, Numbers]]:
    """Return for each span the numbers of its words in the child and those they came from.

    A span whose sides differ in their number of words ("InterAmerican" and "Inter-American") is
    matched by its letters: a word comes from the word that holds its first letter.
    """
    matched = []
    for span in edge.spans:
        own = _words_of(span.child_start, span.child_end, child_places)
        theirs = _words_of(span.parent_start, span.parent_end, parent_places)
        if len(own) != len(theirs):
            theirs = theirs[
                _by_letters(
                    _lengths(own, child, child_places), _lengths(theirs, parent, parent_places)
                )
            ]
        matched.append((own, theirs))
    return matched


def _words_of(start: int, end: int, places: Places) -> Numbers:
    starts, _ = places
    return np.arange(bisect_left(starts, start), bisect_left(starts, end))


def _lengths(words: Numbers, text: str, places: Places) -> list[int]:
    starts, ends = places
    return [len(folded(text[starts[word] : ends[word]])) for word in words]


def _by_letters(own: Sequence[int], theirs: Sequence[int]) -> Numbers:
    """Return for each word, by the lengths of words, which of the others holds its first letter."""
    starts = list(accumulate(own, initial=0))[:-1]
    return np.searchsorted(list(accumulate(theirs)), starts, side="right")
