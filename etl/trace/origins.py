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
    Clauses come in order of adoption, runs in order of the text.
    """
    return phrase_origins_of(word_chains(documents, explanations))


def phrase_origins_of(chains: WordChains) -> list[PhraseOrigin]:
    """Return what :func:`phrase_origins` returns, from chains made already."""
    origin = chains.owner[_origins(chains.carried_from)]
    breaks = np.flatnonzero(
        (np.diff(origin, prepend=-1) != 0) | (np.diff(chains.owner, prepend=-1) != 0)
    )
    runs: list[list[tuple[int, int]]] = [[] for _ in chains.clauses]
    ids = [clause.clause_id for clause in chains.clauses]
    word = (breaks - chains.first[chains.owner[breaks]]).tolist()
    owners, origins = chains.owner[breaks].tolist(), origin[breaks].tolist()
    for place, owner, source in zip(word, owners, origins, strict=True):
        start = chains.places[owner][0][place] if place else 0
        runs[owner].append((start, ids[source]))
    found = []
    for own, clause in enumerate(chains.clauses):
        own_runs = runs[own] or ([(0, ids[own])] if clause.text else [])
        ends = [start for start, _ in own_runs[1:]] + [len(clause.text)]
        found += [
            PhraseOrigin(ids[own], start, end, source)
            for (start, source), end in zip(own_runs, ends, strict=False)
        ]
    return found


def _origins(carried_from: Numbers) -> Numbers:
    """Follow every word to where it is new, halving the way that is left with each step."""
    origin = carried_from
    while True:
        further = origin[origin]
        if np.array_equal(further, origin):
            return origin
        origin = further
