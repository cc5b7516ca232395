"""Explanations as one long row of words, each pointing to the word it was carried from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from etl.link.words import folded, offsets
from etl.model import Edge, Explanation, LinkClause, LinkDocument

Numbers = NDArray[np.int64]
Places = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class WordChains:
    """All words of all clauses in a row, clauses in order of adoption.

    Attributes:
        clauses: the clauses in the order (adopted_on, symbol, position).
        places: per clause the half-open character offsets of its words.
        first: per clause the number of its first word; one more entry closes the last.
        owner: per word the number of its clause.
        carried_from: per word the number of the word it was carried from, itself if it is new.
    """

    clauses: Sequence[LinkClause]
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
    ordered = sorted(documents, key=lambda document: (document.adopted_on, document.symbol))
    clauses = [clause for document in ordered for clause in document.clauses]
    known = {text: offsets(text) for text in {clause.text for clause in clauses}}
    places = [known[clause.text] for clause in clauses]
    first = np.concatenate([[0], np.cumsum([len(place) for place in places])]).astype(np.int64)
    number = {clause.clause_id: row for row, clause in enumerate(clauses)}
    carried = np.arange(int(first[-1]), dtype=np.int64)
    for explanation in explanations:
        for edge in explanation.edges:
            child, parent = number[edge.child_id], number[edge.parent_id]
            matched = matched_words(
                edge, clauses[child].text, places[child], clauses[parent].text, places[parent]
            )
            for in_child, in_parent in matched:
                carried[first[child] + in_child] = first[parent] + in_parent
    owner = np.repeat(np.arange(len(clauses)), np.diff(first))
    return WordChains(clauses, places, first, owner, carried)


def matched_words(
    edge: Edge, child: str, child_places: Places, parent: str, parent_places: Places
) -> list[tuple[Numbers, Numbers]]:
    """Return for each span the numbers of its words in the child and those they came from.

    A span whose sides differ in their number of words ("InterAmerican" and "Inter-American") is
    matched by its letters: a word comes from the word that holds its first letter.
    """
    child_rows = {start: row for row, (start, _) in enumerate(child_places)}
    parent_rows = {start: row for row, (start, _) in enumerate(parent_places)}
    matched = []
    for span in edge.spans:
        own = _words_of(child_rows[span.child_start], span.child_end, child_places)
        theirs = _words_of(parent_rows[span.parent_start], span.parent_end, parent_places)
        if len(own) != len(theirs):
            theirs = _by_letters(own, child, child_places, theirs, parent, parent_places)
        matched.append((own, theirs))
    return matched


def _words_of(first: int, end: int, places: Places) -> Numbers:
    stop = first
    while stop < len(places) and places[stop][1] <= end:
        stop += 1
    return np.arange(first, stop, dtype=np.int64)


def _by_letters(
    own: Numbers,
    child: str,
    child_places: Places,
    theirs: Numbers,
    parent: str,
    parent_places: Places,
) -> Numbers:
    own_lengths = [len(folded(child[slice(*child_places[row])])) for row in own]
    their_ends = list(accumulate(len(folded(parent[slice(*parent_places[row])])) for row in theirs))
    starts = [0, *accumulate(own_lengths)][:-1]
    return theirs[np.searchsorted(their_ends, starts, side="right")]
