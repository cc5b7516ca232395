"""What can be read off the explanations: lineage, phrase origins, wording changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from etl.model import Explanation, Lineage, LinkDocument, PhraseOrigin, WordingChange
from etl.trace.chains import word_chains
from etl.trace.changes import wording_changes
from etl.trace.lineage import lineages, lineages_of
from etl.trace.origins import phrase_origins, phrase_origins_of

__all__ = ["Traces", "lineages", "phrase_origins", "trace", "wording_changes"]


class Traces(NamedTuple):
    """Everything that is derived from the explanations of a set of documents."""

    lineages: list[Lineage]
    phrase_origins: list[PhraseOrigin]
    wording_changes: list[WordingChange]


def trace(documents: Sequence[LinkDocument], explanations: Sequence[Explanation]) -> Traces:
    """Derive lineage, phrase origins and wording changes together, following the words once."""
    chains = word_chains(documents, explanations)
    return Traces(
        lineages_of(chains, explanations),
        phrase_origins_of(chains),
        wording_changes(documents, explanations),
    )
