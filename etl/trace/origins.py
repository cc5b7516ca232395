"""Where each phrase of a clause first appeared, through as many generations as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from etl.model import Explanation, LinkDocument, PhraseOrigin
from etl.trace.chains import Numbers, WordChains, word_chains


class OriginColumns(NamedTuple):
    """Phrase origins in columns, named like the fields of :class:`etl.model.PhraseOrigin`.

    ``word_count`` is the number of words in the run.
    """

    clause_id: Numbers
    char_start: Numbers
    char_end: Numbers
    origin_id: Numbers
    word_count: Numbers


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
    columns = origin_columns(word_chains(documents, explanations))
    return list(map(PhraseOrigin, *(column.tolist() for column in columns[:4])))


def origin_columns(chains: WordChains) -> OriginColumns:
    """Return what :func:`phrase_origins` returns, from chains made already and in columns."""
    found = chains.origins
    breaks = np.flatnonzero(
        (np.diff(found.clause, prepend=-1) != 0) | (np.diff(found.ancestor, prepend=-1) != 0)
    )
    words = np.add.reduceat(found.words, breaks) if len(breaks) else found.words
    owner, source, at = (column[breaks] for column in (found.clause, found.ancestor, found.at))
    lengths = np.array([len(clause.text) for clause in chains.clauses], dtype=np.int64)
    wordless = np.flatnonzero((chains.words.counts == 0) & (lengths > 0))
    begins = at == chains.words.first[owner]
    start = np.where(begins, 0, chains.words.starts(owner, at))
    last = np.append(begins[1:], np.ones(min(1, len(begins)), dtype=np.bool_))
    end = np.where(last, lengths[owner], np.roll(start, -1))
    ids = chains.clause_ids()
    columns = (
        np.concatenate([owner, wordless]),
        np.concatenate([start, np.zeros_like(wordless)]),
        np.concatenate([end, lengths[wordless]]),
        np.concatenate([source, wordless]),
        np.concatenate([words, np.zeros_like(wordless)]),
    )
    owner, start, end, source, words = (c[np.argsort(columns[0], kind="stable")] for c in columns)
    return OriginColumns(ids[owner], start, end, ids[source], words)
