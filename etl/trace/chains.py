"""Where the words of every clause were carried from, generation by generation.

Words are followed not one by one but in stretches that were carried together: several million words
of clauses are a few hundred thousand stretches.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from etl.link.words import all_bounds, bounds, folded
from etl.model import Explanation, LinkClause, LinkDocument

Numbers = NDArray[np.int64]


class Stretches(NamedTuple):
    """Words of clauses that stand together in an ancestor, or in the clause itself.

    Attributes:
        clause: the number of the clause.
        at: the first word, counted through all clauses.
        words: how many they are.
        ancestor: the number of the clause in which they stand.
        there: their first word there, counted through all clauses.
    """

    clause: Numbers
    at: Numbers
    words: Numbers
    ancestor: Numbers
    there: Numbers

    @classmethod
    def together(cls, parts: Sequence[Stretches]) -> Self:
        """Return stretches one after the other."""
        return cls(*map(np.concatenate, zip(*parts, strict=True)))

    def where(self, chosen: Numbers | NDArray[np.bool_]) -> Stretches:
        """Return some of the stretches."""
        return Stretches(*(column[chosen] for column in self))


@dataclass(frozen=True)
class WordChains:
    """All clauses in order of adoption, symbol and position, and where their words come from.

    Attributes:
        clauses: the clauses in that order; parents stand before their children.
        main: per clause the number of its main parent, itself if it has none.
        words: where the words of each clause stand in its text.
        inherited: what clauses have from each of their ancestors; words that came down through
            several generations stand there once for each.
        origins: for every word the stretch in the clause where it is new, in order of the words.
    """

    clauses: Sequence[LinkClause]
    main: Numbers
    words: Words
    inherited: Stretches
    origins: Stretches

    def clause_ids(self) -> Numbers:
        """Return per clause its ``clause_id``."""
        return np.array([clause.clause_id for clause in self.clauses], dtype=np.int64)


def word_chains(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> WordChains:
    """Follow the spans of ``explanations`` from clause to clause.

    The clauses of every child and parent in ``explanations`` must be among ``documents``.

    Raises:
        ValueError: a word was carried from two places.
    """
    ordered = sorted(documents, key=lambda d: (d.adopted_on, d.symbol, d.language))
    clauses = [clause for document in ordered for clause in document.clauses]
    number = {clause.clause_id: row for row, clause in enumerate(clauses)}
    words = Words.of([clause.text for clause in clauses])
    carried = _carried(clauses, words, _spans(explanations, number))
    main = np.arange(len(clauses), dtype=np.int64)
    for explanation in explanations:
        for edge in explanation.edges:
            if edge.is_main:
                main[number[edge.child_id]] = number[edge.parent_id]
    return WordChains(clauses, main, words, *_followed(words, carried))


@dataclass(frozen=True)
class Words:
    """Where the words of many texts stand; texts that are the same are looked at once.

    Attributes:
        first: per text its first word, counted through all texts; one more entry closes the last.
    """

    first: Numbers
    _distinct: Numbers  # per text its number among the distinct ones
    _first: Numbers  # as first, but of the distinct texts
    _base: Numbers  # where each distinct text starts if all stood in a row, a space after each
    _place: Numbers  # where each word of the distinct texts starts in that row

    @classmethod
    def of(cls, texts: Sequence[str]) -> Words:
        """Find the words of ``texts``."""
        known: dict[str, int] = {}
        distinct = np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)
        starts, _, counts = all_bounds([*known])
        base = np.array([*accumulate((len(text) + 1 for text in known), initial=0)], dtype=np.int64)
        starts += np.repeat(base[:-1], counts)
        return cls(_sums(counts[distinct]), distinct, _sums(counts), base, starts)

    @property
    def counts(self) -> Numbers:
        """Per text how many words it has."""
        return np.diff(self.first)

    def among(self, text: Numbers, offset: Numbers) -> Numbers:
        """Return how many words stand before these offsets in these texts."""
        own = self._distinct[text]
        return np.searchsorted(self._place, self._base[own] + offset) - self._first[own]

    def starts(self, text: Numbers, at: Numbers) -> Numbers:
        """Return where these words, counted through all texts, start in these texts."""
        own = self._distinct[text]
        place: Numbers = self._place[self._first[own] + at - self.first[text]]
        return place - self._base[own]


def _sums(counts: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])


class _Spans(NamedTuple):
    """Spans in columns; clauses by number, offsets in their texts."""

    child: Numbers
    parent: Numbers
    child_start: Numbers
    child_end: Numbers
    parent_start: Numbers
    parent_end: Numbers


def _spans(explanations: Sequence[Explanation], number: dict[int, int]) -> _Spans:
    rows = array("q")
    for explanation in explanations:
        for edge in explanation.edges:
            ends = number[edge.child_id], number[edge.parent_id]
            for span in edge.spans:
                rows.extend(ends)
                rows.extend(span)
    return _Spans(*np.array(rows, dtype=np.int64).reshape(-1, 6).T)


def _carried(clauses: Sequence[LinkClause], words: Words, spans: _Spans) -> Stretches:
    """Return the words that each clause has from its parents, in order of the words."""
    own = words.among(spans.child, spans.child_start)
    count = words.among(spans.child, spans.child_end) - own
    other = words.among(spans.parent, spans.parent_start)
    other_count = words.among(spans.parent, spans.parent_end) - other
    at, there = words.first[spans.child] + own, words.first[spans.parent] + other
    whole = Stretches(spans.child, at, count, spans.parent, there)
    parts = [whole.where((count == other_count) & (count > 0))]
    for row in np.flatnonzero(count != other_count).tolist():
        matched = _by_letters(
            _lengths(clauses[spans.child[row]].text, own[row], count[row]),
            _lengths(clauses[spans.parent[row]].text, other[row], other_count[row]),
        )
        starts = np.flatnonzero(np.diff(matched, prepend=-2) != 1)
        one = np.full(len(starts), row)
        lengths = np.diff(starts, append=len(matched))
        piece = at[one] + starts, lengths, spans.parent[one], there[one] + matched[starts]
        parts.append(Stretches(spans.child[one], *piece))
    carried = Stretches.together(parts)
    carried = carried.where(np.argsort(carried.at, kind="stable"))
    if np.any(carried.at[1:] < (carried.at + carried.words)[:-1]):
        raise ValueError("a word was carried from two places")
    return carried


def _lengths(text: str, first: int, count: int) -> list[int]:
    starts, ends = (places[first : first + count] for places in bounds(text))
    return [len(folded(text[start:end])) for start, end in zip(starts, ends, strict=True)]


def _by_letters(own: Sequence[int], theirs: Sequence[int]) -> Numbers:
    """Return for each word, by the lengths of words, which of the others holds its first letter.

    "InterAmerican" and "Inter-American" are the same letters: a word comes from the word that holds
    its first letter.
    """
    starts = list(accumulate(own, initial=0))[:-1]
    return np.searchsorted(list(accumulate(theirs)), starts, side="right")


def _followed(words: Words, carried: Stretches) -> tuple[Stretches, Stretches]:
    """Follow all words; return what was inherited from whom, and where each word is new."""
    own = np.arange(len(words.counts), dtype=np.int64)
    here = Stretches(own, words.first[:-1], words.counts, own, words.first[:-1])
    none = carried.where(np.zeros(0, dtype=np.int64))  # there may be no clause at all
    inherited, origins = [none], [none]
    while len(here.clause):
        here, new = _one_generation(here, carried)
        inherited.append(here)
        origins.append(new)
    found = Stretches.together(origins)
    in_order = found.where(np.argsort(found.at, kind="stable"))
    return Stretches.together(inherited), in_order


def _one_generation(here: Stretches, carried: Stretches) -> tuple[Stretches, Stretches]:
    """Part stretches into what their ancestors have from parents, moved there, and what is new."""
    carried_end, here_end = carried.at + carried.words, here.there + here.words
    first = np.searchsorted(carried_end, here.there, side="right")
    count = np.searchsorted(carried.at, here_end) - first
    row = np.repeat(np.arange(len(count), dtype=np.int64), count)
    piece = np.arange(len(row), dtype=np.int64) + np.repeat(first - np.cumsum(count) + count, count)
    begin = np.maximum(here.there[row], carried.at[piece])
    end = np.minimum(here_end[row], carried_end[piece])
    further = Stretches(
        here.clause[row],
        here.at[row] + begin - here.there[row],
        end - begin,
        carried.ancestor[piece],
        carried.there[piece] + begin - carried.at[piece],
    )
    # What is new lies before, between and after the pieces that were carried.
    start = np.insert(end, np.cumsum(count) - count, here.there)
    stop = np.insert(begin, np.cumsum(count), here_end)
    row = np.repeat(np.arange(len(count), dtype=np.int64), count + 1)
    at = here.at[row] + start - here.there[row]
    left = Stretches(here.clause[row], at, stop - start, here.ancestor[row], start)
    return further, left.where(start < stop)
