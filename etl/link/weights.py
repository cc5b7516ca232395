"""How telling each word of a clause is: rare within its own document, in itself and in its pairs.

"Migrants" says little in a resolution on migrants, "Avena" much; "human rights" is made of two
words that are rarer than the pair is telling. Only the clause's own document is counted, so no
weight depends on what else is loaded. Three things are known of all resolutions besides: the
opening says what is done and to whom, so of formula clauses that differ in nothing else the body
named there decides; the later words of a long proper name (treaty, committee, office) follow from
its first; dates, ordinals and numbers change with the year.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from etl.link.parameters import Parameters

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


def tellings(
    clauses: Sequence[Numbers],
    names: Sequence[Sequence[int]],
    references: NDArray[np.bool_],
    parameters: Parameters,
) -> list[Weights]:
    """Weigh the words of a document.

    Args:
        clauses: the words of each clause of one document, as numbers of a vocabulary.
        names: per clause the places of the later words of names (:func:`later_of_names`).
        references: per word of the vocabulary whether it is a date, ordinal or number.

    Returns:
        One weight for each word of each clause: half from the word's own rarity among the clauses,
        half from the mean rarity of the pairs it stands in (together in ``least_weight``..1), less
        within names and for references, more at the opening of the clause.
    """
    lengths = np.array([len(words) for words in clauses])
    if not lengths.sum():
        return [np.empty(0) for _ in clauses]
    words = np.concatenate(clauses)
    owner = np.repeat(np.arange(len(clauses)), lengths)
    single = _word_rarity(words, owner, len(clauses))
    weights = np.maximum(
        (single + _pair_rarity(words, owner, single, len(clauses))) / 2, parameters.least_weight
    )
    first = np.cumsum(lengths) - lengths
    later = [f + place for f, later in zip(first, names, strict=True) for place in later]
    weights[np.array(later, dtype=np.int64)] *= parameters.name_weight
    place = np.arange(len(words)) - np.repeat(first, lengths)
    opening = np.maximum(0.0, 1 - place / parameters.opening_words)
    weights *= 1 + parameters.opening_emphasis * opening
    weights[references[words]] *= parameters.reference_weight
    return np.split(weights, np.cumsum(lengths)[:-1])


def _word_rarity(words: Numbers, owner: Numbers, clauses: int) -> Weights:
    """Return what :func:`_rarity` returns; words are numbers small enough to count in a table."""
    held = np.sort(words * clauses + owner)
    once = np.flatnonzero(np.diff(held, prepend=-1))
    holding = np.bincount(held[once] // clauses)
    rarity: Weights = 1 - np.log(holding[words]) / np.log(clauses + 1)
    return rarity


def _rarity(units: Numbers, owner: Numbers, clauses: int) -> Weights:
    """Return per unit 1 if it stands in one clause only, down to nearly 0 if in all of them."""
    local = np.unique(units, return_inverse=True)[1]
    held = np.sort(local * clauses + owner)
    once = np.flatnonzero(np.diff(held, prepend=-1))
    holding = np.bincount(held[once] // clauses)
    rarity: Weights = (1 - np.log(holding) / np.log(clauses + 1))[local]
    return rarity


def _pair_rarity(words: Numbers, owner: Numbers, single: Weights, clauses: int) -> Weights:
    """Return per word the mean rarity of the pairs with its neighbours, its own if it has none."""
    within = owner[1:] == owner[:-1]
    total, count = np.zeros(len(words)), np.zeros(len(words))
    places = np.flatnonzero(within)
    if len(places):
        pairs = words[places] * (words.max() + 1) + words[places + 1]
        rarity = _rarity(pairs, owner[places], clauses)
        for side in (places, places + 1):
            total[side] += rarity
            count[side] += 1
    return np.where(count > 0, total / np.maximum(count, 1), single)


# A name goes on across this many words in small letters ("Convention on the Rights of the Child"),
# and its first words are as telling as any others.
_SMALL_WORDS_IN_NAME = 2
_TELLING_WORDS_OF_NAME = 3


def later_of_names(capitals: Sequence[int]) -> list[int]:
    """Return the places of all but the first words of each name, from those of its capitals.

    The first word of a clause has a capital in any case and begins no name.
    """
    later: list[int] = []
    first = last = -1 - _SMALL_WORDS_IN_NAME
    for place in capitals:
        if place == 0:
            continue
        if place - last > _SMALL_WORDS_IN_NAME + 1:
            first = place
        else:
            later.extend(range(max(last + 1, first + _TELLING_WORDS_OF_NAME), place + 1))
        last = place
    return later
