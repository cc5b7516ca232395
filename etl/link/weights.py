"""How telling each word of a clause is: rare within its own document, in itself and in its pairs.

"Migrants" says little in a resolution on migrants, "Avena" much; "human rights" is made of two
words that are rarer than the pair is telling. Only the clause's own document is counted, so no
weight depends on what else is loaded. Three things are known of all resolutions besides: the
opening says what is done and to whom, so of formula clauses that differ in nothing else the body
named there decides; the later words of a long proper name (treaty, committee, office) follow from
its first; dates, ordinals and numbers change with the year.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.link.parameters import Parameters

Numbers = NDArray[np.int64]
Integers = NDArray[np.integer[Any]]
Weights = NDArray[np.float64]
Flags = NDArray[np.bool_]


def tellings(
    words: Integers, lengths: Numbers, later: Flags, references: Flags, parameters: Parameters
) -> Weights:
    """Weigh the words of a document.

    Args:
        words: the words of all clauses in a row, each as a number of its own.
        lengths: per clause the number of its words.
        later: per word whether it is one of the later words of a name (:func:`later_of_names`).
        references: per word whether it is a date, ordinal or number.

    Returns:
        Per word its weight: half from the word's own rarity among the clauses, half from the mean
        rarity of the pairs it stands in (together in ``least_weight``..1), less within names and
        for references, more at the opening of the clause.
    """
    if not len(words):
        return np.empty(0)
    clause = np.repeat(np.arange(len(lengths)), lengths)
    rarity = _rarity(len(lengths))
    number, holding = _holding(words, clause)
    single = rarity[holding][number]
    pair = _pair_rarity(number, clause, single, rarity)
    weights: Weights = np.maximum((single + pair) / 2, parameters.least_weight)
    weights[later] *= parameters.name_weight
    place = np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    opening = np.maximum(0.0, 1 - place / parameters.opening_words)
    weights *= 1 + parameters.opening_emphasis * opening
    weights[references] *= parameters.reference_weight
    return weights


def _holding(units: Integers, clause: Numbers) -> tuple[Numbers, Numbers]:
    """Number the distinct units; return per unit its number, and per number the clauses with it.

    Args:
        clause: per unit its clause; ascends.
    """
    # Each with its place in one number: such are sorted in half the time, and equal units stay in
    # order of their clauses.
    bits = len(units).bit_length()
    packed = np.sort((units.astype(np.int64) << bits) | np.arange(len(units)))
    order = packed & ((1 << bits) - 1)
    ascending, of = packed >> bits, clause[order]
    is_new, is_first = np.ones((2, len(units)), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_new[1:])
    np.logical_or(is_new[1:], of[1:] != of[:-1], out=is_first[1:])
    numbered = np.cumsum(is_new) - 1
    number = np.empty_like(numbered)
    number[order] = numbered
    return number, np.bincount(numbered[is_first])


def _rarity(clauses: int) -> Weights:
    """Return by number of clauses with it how rare a unit is among so many.

    It is 1 for what stands in one clause only, down to nearly 0 for what stands in all.
    """
    holding = np.maximum(1, np.arange(clauses + 1))
    rarity: Weights = 1 - np.log(holding) / np.log(clauses + 1)
    return rarity


def _pair_rarity(number: Numbers, clause: Numbers, single: Weights, rarity: Weights) -> Weights:
    """Return per word the mean rarity of the pairs with its neighbours, its own if it has none."""
    is_left = clause[1:] == clause[:-1]
    left = np.flatnonzero(is_left)
    if not len(left):
        return single
    pairs = number[left] * (number.max() + 1) + number[left + 1]
    numbered, holding = _holding(pairs, clause[left])
    # Of the pair before each word, and of the one after the last.
    before, count = np.zeros((2, len(number) + 1))
    before[left + 1] = rarity[holding][numbered]
    count[1:-1] = is_left
    count = count[:-1] + count[1:]
    return np.where(count > 0, (before[:-1] + before[1:]) / np.maximum(count, 1), single)


# A name goes on across this many words in small letters ("Convention on the Rights of the Child"),
# and its first words are as telling as any others.
_SMALL_WORDS_IN_NAME = 2
_TELLING_WORDS_OF_NAME = 3


def later_of_names(is_capital: Flags, lengths: Numbers) -> Flags:
    """Tell per word whether it is one of the later words of a name.

    The first word of a clause has a capital in any case and begins no name.

    Args:
        is_capital: per word whether it begins with one; the words of all clauses in a row.
        lengths: per clause the number of its words.
    """
    clause = np.repeat(np.arange(len(lengths)), lengths)
    begins_clause = np.diff(clause, prepend=-1) > 0
    places = np.flatnonzero(is_capital & ~begins_clause)
    is_first = np.diff(places, prepend=-1 - _SMALL_WORDS_IN_NAME) > _SMALL_WORDS_IN_NAME + 1
    is_first |= np.diff(clause[places], prepend=-1) > 0
    is_last = np.append(is_first[1:], True)[: len(places)]
    first, stop = places[is_first] + _TELLING_WORDS_OF_NAME, places[is_last] + 1
    is_long = first < stop
    steps = np.zeros(len(is_capital) + 1, dtype=np.int64)
    steps[first[is_long]], steps[stop[is_long]] = 1, -1
    return np.cumsum(steps[:-1]) > 0
