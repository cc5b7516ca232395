"""What can be read off the explanations: lineage, phrase origins, wording changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from etl.model import Explanation, Lineage, LinkDocument, PhraseOrigin, WordingChange
from etl.trace.chains import word_chains
from etl.trace.changes import wording_changes
from etl.trace.lineage import LineageColumns, lineage_columns, lineages
from etl.trace.origins import OriginColumns, origin_columns, phrase_origins

__all__ = ["Traces", "lineages", "phrase_origins", "trace", "trace_columns", "wording_changes"]


class Traces(NamedTuple):
    """Everything that is derived from the explanations of a set of documents."""

    lineages: list[Lineage]
    phrase_origins: list[PhraseOrigin]
    wording_changes: list[WordingChange]


def trace(documents: Sequence[LinkDocument], explanations: Sequence[Explanation]) -> Traces:
    """Derive lineage, phrase origins and wording changes together, following the words once."""
    lines, origins = trace_columns(documents, explanations)
    return Traces(
        list(map(Lineage, *(column.tolist() for column in lines))),
        list(map(PhraseOrigin, *(column.tolist() for column in origins[:4]))),
        wording_changes(documents, explanations),
    )


def trace_columns(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> tuple[LineageColumns, OriginColumns]:
    """Return what :func:`lineages` and :func:`phrase_origins` return, as columns of numbers.

    A clause's rows depend on its ancestors only, so documents may be cut down to some clauses and
    all their ancestors, along all edges: the rows of these clauses stay the same.
    """
    chains = word_chains(documents, explanations)
    return lineage_columns(chains), origin_columns(chains)
