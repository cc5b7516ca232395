"""Where each phrase of a clause first appeared, through as many generations as it takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from etl.model import Explanation, LinkDocument, PhraseOrigin
from etl.trace.chains import Numbers, WordChains, word_chains


def phrase_origins(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> list[PhraseOrigin]:
    """Tile every clause's text with maximal runs of words of one origin.

    The origin of a word is the earliest clause reached by following the word from clause to clause
    along the explanations; a new word's origin is the clause itself. Punctuation and space belong
    to the word before them, those at the start of the text to the first word, so that the runs of
    a clause cover its text without gap or overlap. A text without words is one run of its own.
    """
    chains = word_chains(documents, explanations)
    origin_clause = chains.owner[_origins(chains.carried_from)]
    found = []
    for row, clause in enumerate(chains.clauses):
        start, stop = int(chains.first[row]), int(chains.first[row + 1])
        if not clause.text:
            continue
        if start == stop:
            found.append(PhraseOrigin(clause.clause_id, 0, len(clause.text), clause.clause_id))
            continue
        origins = origin_clause[start:stop]
        breaks = (np.flatnonzero(origins[1:] != origins[:-1]) + 1).tolist()
        edges = [0, *(chains.places[row][word][0] for word in breaks), len(clause.text)]
        for run, word in enumerate([0, *breaks]):
            origin = chains.clauses[origins[word]].clause_id
            found.append(PhraseOrigin(clause.clause_id, edges[run], edges[run + 1], origin))
    return found


def _origins(carried_from: Numbers) -> Numbers:
    """Follow every word to where it is new, halving the way that is left with each step."""
    origin = carried_from
    while True:
        further = origin[origin]
        if np.array_equal(further, origin):
            return origin
        origin = further


__all__ = ["WordChains", "phrase_origins"]
