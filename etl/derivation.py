"""From loaded documents to lineage: explained, audited, traced and stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection

from etl.audit import Audit, audit
from etl.db.rows import NOTHING, Difference
from etl.db.statements import execute
from etl.link import DEFAULT
from etl.link.explanation import Linker
from etl.load import link_documents
from etl.model import Explanation, LinkDocument
from etl.stages import Stages
from etl.trace import trace
from etl.trace.store import Trace, store_series, store_trace


class Derived(NamedTuple):
    """What deriving changed, and whether a sample compared with all agrees.

    ``roots_moved`` maps clauses stored before to their old and their new root.
    """

    edges: Difference = NOTHING
    roots_moved: Mapping[int, tuple[int, int]] = MappingProxyType({})
    audit: Audit = Audit()


def derive(connection: Connection, stages: Stages, jobs: int) -> Derived:
    """Link and trace all that is loaded."""
    with stages.stage("link"):
        documents = link_documents(connection)
    explanations, audited = _explain(documents, stages, jobs)
    with stages.stage("trace"):
        traced = Trace(documents, explanations, *trace(documents, explanations))
    with stages.stage("store lineage"):
        store_series(connection, documents)
        stored = store_trace(connection, traced)
        execute(connection, "run/refresh_statistics")
        return Derived(stored.edges, stored.roots_moved, audited)


def _explain(
    documents: list[LinkDocument], stages: Stages, jobs: int
) -> tuple[list[Explanation], Audit]:
    """Explain every clause, and audit a sample; what both worked with goes then."""
    by_language: dict[str, list[LinkDocument]] = defaultdict(list)
    for document in documents:
        by_language[document.language].append(document)
    found: dict[int, Explanation] = {}
    audited = Audit()
    for language in sorted(by_language):
        with stages.stage("link"):
            linker = Linker.of(by_language[language], DEFAULT)
            explained = linker.explain(jobs)
        with stages.stage("audit"):
            audited += audit(linker, explained)
        found.update((one.child_id, one) for own in explained for one in own.explanations)
    clauses = (clause for document in documents for clause in document.clauses)
    return [found[clause.clause_id] for clause in clauses], audited
