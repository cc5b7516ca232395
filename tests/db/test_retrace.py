"""Tracing anew, part by part, ends where tracing everything at once does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from etl.db.rows import copy_columns
from etl.db.tables import clause_lineage
from etl.link import explain
from etl.load import link_documents
from etl.model import Clause, Edge, Explanation, LinkDocument
from etl.trace.retrace import retrace
from tests.db.samples import item, load, resolution, rows
from tests.link.test_laws import resolutions
from tests.link.texts import seeds

# Every table by what its rows are known by, whatever their keys.
TABLES = {
    "clause_edge": """
        select child.address, parent.address, runner_up.address, edge.child_adopted_on,
            edge.parent_adopted_on, edge.is_main, edge.relation, edge.is_moved, edge.score,
            edge.child_coverage, edge.parent_coverage, edge.margin, edge.reason, edge.spans
        from clause_edge as edge
        inner join place as child on child.paragraph_id = child_paragraph_id
        inner join place as parent on parent.paragraph_id = parent_paragraph_id
        left join place as runner_up on runner_up.paragraph_id = runner_up_paragraph_id""",
    "clause_lineage": """
        select own.address, root.address, depth, root_similarity, earliest.address
        from clause_lineage as line
        inner join place as own on own.paragraph_id = line.paragraph_id
        inner join place as root on root.paragraph_id = root_paragraph_id
        inner join place as earliest on earliest.paragraph_id = earliest_similar_paragraph_id""",
    "phrase_origin": """
        select own.address, char_start, char_end, origin.address, word_count
        from phrase_origin as run
        inner join place as own on own.paragraph_id = run.paragraph_id
        inner join place as origin on origin.paragraph_id = origin_paragraph_id""",
    "wording_change": """
        select child.address, parent.address, change.position, operation, parent_start,
            parent_end, child_start, child_end, old_text, new_text, change_class
        from wording_change as change
        inner join place as child on child.paragraph_id = child_paragraph_id
        inner join place as parent on parent.paragraph_id = parent_paragraph_id""",
}
PLACE = """
    with place as (
        select paragraph_id, symbol || ' ' || language || ' ' || label as address
        from paragraph inner join resolution using (resolution_id)
    )
"""


def tables(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of lineage by natural key."""
    return {
        name: sorted(rows(connection, PLACE + query), key=repr) for name, query in TABLES.items()
    }


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    """Try something and take it back."""
    trial = connection.begin_nested()
    yield
    trial.rollback()


def loaded(connection: Connection, documents: Sequence[LinkDocument]) -> list[LinkDocument]:
    """Load documents, and an undated one that takes no part."""
    files = [
        item(
            resolution(
                one.symbol,
                one.adopted_on,
                [Clause(c.label, c.kind, c.text) for c in one.clauses],
                language=one.language,
                title=one.title,
            )
        )
        for one in documents
    ]
    load(connection, *files, item(resolution("A/RES/1/1", None)))
    return link_documents(connection)


def everything_at_once(
    connection: Connection, documents: Sequence[LinkDocument], known: Mapping[int, Explanation]
) -> dict[str, list[tuple[Any, ...]]]:
    """What the tables hold when all that is loaded is traced into empty ones."""
    with undone(connection):
        for name in TABLES:
            connection.execute(text(f"delete from {name}"))
        retrace(connection, documents, of_documents(documents, known), everything=True)
        return tables(connection)


def of_documents(
    documents: Sequence[LinkDocument], known: Mapping[int, Explanation]
) -> list[Explanation]:
    return [known[clause.clause_id] for document in documents for clause in document.clauses]


def orphans(known: Mapping[int, Explanation], gone: set[int]) -> dict[int, Explanation]:
    """New explanations of the clauses whose parents or runners-up are gone."""
    return {
        key: Explanation(key, left(one.edges, gone))
        for key, one in known.items()
        if gone & {named for edge in one.edges for named in (edge.parent_id, edge.runner_up_id)}
    }


def left(edges: Sequence[Edge], gone: set[int]) -> tuple[Edge, ...]:
    """The edges without those to clauses that are gone; none where the main parent is."""
    if edges[0].parent_id in gone:
        return ()
    return tuple(
        edge._replace(runner_up_id=None, margin=None) if edge.runner_up_id in gone else edge
        for edge in edges
        if edge.parent_id not in gone
    )


class Story:
    """Documents whose explanations change step by step, traced anew in part after each."""

    def __init__(self, connection: Connection, documents: Sequence[LinkDocument]) -> None:
        self.connection = connection
        self.documents = loaded(connection, documents)
        self.full = {one.child_id: one for one in explain(self.documents)}
        self.known = {key: Explanation(key) for key in self.full}

    def explain_anew(self, changed: Mapping[int, Explanation]) -> None:
        """Store explanations, together with those of all other clauses of their documents."""
        self.known |= changed
        concerned = [
            document
            for document in self.documents
            if any(clause.clause_id in changed for clause in document.clauses)
        ]
        anew = of_documents(concerned, self.known)
        retrace(self.connection, concerned, anew, everything=False)

    def vary(self, document: LinkDocument, kept: str) -> None:
        """Explain a document by all its edges, by the main ones, or not at all."""
        least = {"all": 2, "main": 1, "none": 0}[kept]
        self.explain_anew(
            {
                clause.clause_id: Explanation(
                    clause.clause_id,
                    tuple(
                        edge
                        for edge in self.full[clause.clause_id].edges
                        if least + edge.is_main > 1
                    ),
                )
                for clause in document.clauses
            }
        )

    def explain_everything(self) -> None:
        """Explain all documents by all their edges, over whatever is stored."""
        self.known = dict(self.full)
        anew = of_documents(self.documents, self.known)
        retrace(self.connection, self.documents, anew, everything=True)

    def remove(self, document: LinkDocument) -> None:
        """Take a document out; whoever came of it is explained anew."""
        self.connection.execute(
            text("delete from resolution where symbol = :symbol"), {"symbol": document.symbol}
        )
        self.documents.remove(document)
        gone = {clause.clause_id for clause in document.clauses}
        self.full |= orphans(self.full, gone)
        changed = orphans(self.known, gone)
        for key in gone:
            del self.full[key], self.known[key]
        self.explain_anew({key: one for key, one in changed.items() if key not in gone})


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(resolutions(), st.data())
def test_any_sequence_of_partial_tracing_ends_where_tracing_everything_does(
    engine: Engine, documents: list[LinkDocument], data: st.DataObject
) -> None:
    with engine.connect() as connection:
        story = Story(connection, documents)
        story.explain_anew(story.known)
        for _ in range(data.draw(st.integers(1, 8))):
            if not story.documents:
                break
            document = data.draw(st.sampled_from(story.documents))
            kept = data.draw(st.sampled_from(["all", "all", "main", "none", "removed", "else"]))
            if kept == "removed":
                story.remove(document)
            elif kept == "else":
                story.explain_everything()
            else:
                story.vary(document, kept)
            assert tables(connection) == everything_at_once(
                connection, story.documents, story.known
            )


def test_processes_make_no_difference(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.trace.retrace.CLAUSES_WORTH_A_PROCESS", 0)
    story = Story(connection, seeds())
    anew = of_documents(story.documents, story.full)
    with undone(connection):
        retrace(connection, story.documents, anew, everything=True)
        alone = tables(connection)
    retrace(connection, story.documents, anew, everything=True, workers=2)
    assert tables(connection) == alone
    assert len(alone["wording_change"]) > 100


def test_columns_are_copied_as_rows_are(connection: Connection) -> None:
    load(connection, item(resolution()))
    ((key,),) = rows(connection, "select paragraph_id from paragraph")
    names = ("paragraph_id", "root_paragraph_id", "depth", "root_similarity",
             "earliest_similar_paragraph_id")  # fmt: skip
    one_third = np.array([1 / 3])
    whole = np.array([key]), np.array([key]), np.array([0]), one_third, np.array([key])
    assert copy_columns(connection, clause_lineage, names, whole) == 1
    assert rows(connection, "select * from clause_lineage") == [(key, key, 0, 1 / 3, key)]
