from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from etl.db.rows import Difference
from etl.load import link_documents
from etl.model import Edge, Explanation, LinkDocument, Relation, Span
from etl.trace.retrace import retrace
from etl.trace.store import TraceDifference
from etl.trace.stored import read_explanations
from tests.db.samples import clause, every_row, item, load, resolution, rows

YEARS = {
    "A/RES/61/165": (date(2006, 12, 19), "Urges States to protect migrants."),
    "A/RES/62/156": (date(2007, 12, 18), "Urges States to protect all migrants."),
    "A/RES/63/184": (date(2008, 12, 18), "Calls upon States to protect all migrants."),
}


def story(connection: Connection) -> list[LinkDocument]:
    """Three years of one clause, and an undated resolution."""
    files = [
        item(resolution(symbol, day, [clause("OP1", words)]))
        for symbol, (day, words) in YEARS.items()
    ]
    load(connection, *files, item(resolution("A/RES/1/1", None)))
    return link_documents(connection)


def common(child: str, parent: str) -> tuple[Span, ...]:
    """Spans of words shared at the start and at the end; enough for these texts."""
    own, other = child.split(" "), parent.split(" ")
    same = next(n for n in range(len(own) + 1) if own[-1 - n :][:1] != other[-1 - n :][:1])
    tail = len(" ".join(own[len(own) - same :]))
    head = next(
        n
        for n in range(len(own) + 1)
        if n + same >= min(len(own), len(other)) or own[n] != other[n]
    )
    start = len(" ".join(own[:head]))
    spans = [Span(0, start, 0, start)] if head else []
    last = Span(len(child) - tail, len(child) - 1, len(parent) - tail, len(parent) - 1)
    return (*spans, last)


def edge(child: LinkDocument, parent: LinkDocument, **facts: object) -> Edge:
    own, other = child.clauses[0], parent.clauses[0]
    found = Edge(
        child_id=own.clause_id,
        parent_id=other.clause_id,
        is_main=True,
        relation=Relation.REWORDED,
        is_moved=False,
        score=0.1 + 0.2,
        child_coverage=1 / 3,
        parent_coverage=0.8,
        margin=None,
        runner_up_id=None,
        reason="shares its words",
        spans=common(own.text, other.text),
    )
    return found._replace(**facts)  # type: ignore[arg-type]


def explained(documents: Iterable[LinkDocument], edges: Iterable[Edge]) -> list[Explanation]:
    """One explanation per clause, with those of the edges that are its own."""
    by_child: dict[int, list[Edge]] = {}
    for one in edges:
        by_child.setdefault(one.child_id, []).append(one)
    return [
        Explanation(one.clause_id, tuple(by_child.get(one.clause_id, ())))
        for document in documents
        for one in document.clauses
    ]


def store(
    connection: Connection, documents: Sequence[LinkDocument], edges: Iterable[Edge]
) -> TraceDifference:
    """Trace and store everything that is loaded."""
    return retrace(connection, documents, explained(documents, edges), everything=True)


@pytest.fixture
def documents(connection: Connection) -> list[LinkDocument]:
    return story(connection)


def test_a_trace_is_stored_whole(connection: Connection, documents: list[LinkDocument]) -> None:
    first, second, third = documents
    done = store(connection, documents, [edge(second, first), edge(third, second)])
    assert (done.edges.added, done.lineages.added, done.roots_moved) == (2, 4, {})
    addressed = "(select symbol from paragraph join resolution using (resolution_id) where paragraph_id = {})"
    child, root = (
        addressed.format("clause_lineage.paragraph_id"),
        addressed.format("root_paragraph_id"),
    )
    assert rows(connection, f"select {child}, {root}, depth from clause_lineage order by 1") == [
        ("A/RES/1/1", "A/RES/1/1", 0),
        ("A/RES/61/165", "A/RES/61/165", 0),
        ("A/RES/62/156", "A/RES/61/165", 1),
        ("A/RES/63/184", "A/RES/61/165", 2),
    ]
    assert rows(connection, "select score, child_coverage, reason from clause_edge limit 1") == [
        (0.1 + 0.2, 1 / 3, "shares its words")
    ]
    assert rows(
        connection,
        "select old_text, new_text from wording_change order by child_paragraph_id, position",
    ) == [("", "all "), ("Urges", "Calls upon")]


def test_runs_of_one_origin_count_their_words(
    connection: Connection, documents: list[LinkDocument]
) -> None:
    first, second, third = documents
    store(connection, documents, [edge(second, first), edge(third, second)])
    origin = addressed_origin()
    assert rows(connection, origin, symbol="A/RES/63/184") == [
        ("Calls upon ", "A/RES/63/184", 2),
        ("States to protect ", "A/RES/61/165", 3),
        ("all ", "A/RES/62/156", 1),
        ("migrants.", "A/RES/61/165", 1),
    ]
    assert rows(connection, origin, symbol="A/RES/1/1") == [
        ("Decides to remain seized of the matter.", "A/RES/1/1", 7)
    ]


def addressed_origin() -> str:
    return """
        select substr(paragraph.text, char_start + 1, char_end - char_start), origin.symbol,
            phrase_origin.word_count
        from phrase_origin join paragraph using (paragraph_id)
        join resolution on resolution.resolution_id = paragraph.resolution_id
        join paragraph as source on source.paragraph_id = origin_paragraph_id
        join resolution as origin on origin.resolution_id = source.resolution_id
        where resolution.symbol = :symbol order by char_start
    """


def test_storing_the_same_again_touches_no_row(engine: Engine) -> None:
    with engine.begin() as connection:
        documents = story(connection)
        first, second, third = documents
        found = [edge(second, first), edge(third, second)]
        assert store(connection, documents, found)
    with engine.begin() as connection:
        before = every_row(connection)
        assert not store(connection, documents, found)
        assert every_row(connection) == before


def test_a_new_explanation_replaces_what_differs_and_says_whose_root_moved(
    connection: Connection, documents: list[LinkDocument]
) -> None:
    first, second, third = documents
    store(connection, documents, [edge(second, first), edge(third, second)])
    done = store(connection, documents, [edge(third, second)])
    assert (done.edges.removed, done.edges.added, done.edges.changed) == (1, 0, 0)
    assert done.roots_moved.keys() == {second.clauses[0].clause_id, third.clauses[0].clause_id}
    assert rows(connection, "select count(*) from wording_change") == [(1,)]


def test_the_main_parent_may_change_hands(
    connection: Connection, documents: list[LinkDocument]
) -> None:
    first, second, third = documents
    main, other = edge(third, second), edge(third, first, is_main=False, spans=())
    store(connection, documents, [main, other])
    changed = [main._replace(is_main=False), other._replace(is_main=True)]
    store(connection, documents, changed)
    assert rows(connection, "select parent_paragraph_id from clause_edge where is_main") == [
        (first.clauses[0].clause_id,)
    ]


def test_only_what_rests_on_the_clauses_explained_anew_is_touched(engine: Engine) -> None:
    with engine.begin() as connection:
        documents = story(connection)
        first, second, third = documents
        store(connection, documents, [edge(second, first), edge(third, second)])
    with engine.begin() as connection:
        before = every_row(connection)
        anew = explained([second], [])
        done = retrace(connection, [second], anew, everything=False)
        after = every_row(connection)
    assert (done.edges, done.changes) == (Difference(removed=1), Difference())
    assert (done.lineages, done.origins) == (
        Difference(changed=2),
        Difference(removed=4, changed=2),
    )
    keys = {one.clauses[0].clause_id: one for one in documents}
    assert done.roots_moved == {
        child: (first.clauses[0].clause_id, second.clauses[0].clause_id)
        for child, one in keys.items()
        if one is not first
    }
    standing = [
        row for row in before["clause_lineage"] if f"({first.clauses[0].clause_id}," in row[1]
    ]
    assert standing[0] in after["clause_lineage"]
    assert set(after["wording_change"]) < set(before["wording_change"])


def test_explanations_are_read_back_as_they_were_stored(
    connection: Connection, documents: list[LinkDocument]
) -> None:
    first, second, third = documents
    other = edge(third, first, is_main=False, margin=0.25, runner_up_id=second.clauses[0].clause_id)
    edges = [edge(second, first, is_moved=True), edge(third, second, spans=()), other]
    store(connection, documents, edges)
    found = explained(documents, edges)
    asked = [explanation.child_id for explanation in found]
    assert read_explanations(connection, asked) == found
    assert read_explanations(connection, reversed(asked[1:])) == found[:0:-1]
    assert read_explanations(connection, []) == []


@pytest.mark.parametrize("spans", ["array[1, 2, 3]", "array[1, 2, 3, null]", "null"])
def test_the_database_refuses_spans_that_are_not_whole(
    connection: Connection, documents: list[LinkDocument], spans: str
) -> None:
    first, second, _ = documents
    store(connection, documents, [edge(second, first)])
    with pytest.raises(IntegrityError):
        connection.execute(text(f"update clause_edge set spans = {spans}"))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("clause_lineage", "insert into clause_lineage values (0, 0, 0, 1, 0)"),
        ("clause_lineage", "update clause_lineage set root_paragraph_id = 0 where depth = 1"),
        ("clause_lineage", "update clause_lineage set earliest_similar_paragraph_id = 0"),
        ("phrase_origin", "insert into phrase_origin values (0, 0, 1, 0, 1)"),
        ("phrase_origin", "update phrase_origin set origin_paragraph_id = 0"),
    ],
)
def test_the_database_refuses_lineage_of_clauses_that_are_not_stored(
    connection: Connection, documents: list[LinkDocument], table: str, change: str
) -> None:
    first, second, _ = documents
    store(connection, documents, [edge(second, first)])
    with pytest.raises(IntegrityError, match=f"{table} names clause 0, which is not stored"):
        connection.execute(text(change))


@pytest.mark.parametrize(
    "change",
    [
        "insert into wording_change values (0, 0, 1, 'insert', 0, 0, 0, 1, '', 'a', 'reference')",
        "update wording_change set child_paragraph_id = 0",
    ],
)
def test_the_database_refuses_wording_changes_of_links_that_are_not_stored(
    connection: Connection, documents: list[LinkDocument], change: str
) -> None:
    first, second, _ = documents
    store(connection, documents, [edge(second, first)])
    assert rows(connection, "select count(*) from wording_change") == [(1,)]
    with pytest.raises(IntegrityError, match="names a link of clause 0 that is not stored"):
        connection.execute(text(change))


def test_wording_changes_go_with_their_link(
    connection: Connection, documents: list[LinkDocument]
) -> None:
    first, second, third = documents
    store(connection, documents, [edge(second, first), edge(third, second)])
    linked = "select child_paragraph_id, parent_paragraph_id from {}"
    assert sorted(rows(connection, linked.format("wording_change"))) == sorted(
        rows(connection, linked.format("clause_edge"))
    )
    child = third.clauses[0].clause_id
    connection.execute(text(f"delete from clause_edge where child_paragraph_id = {child}"))
    assert len(rows(connection, linked.format("clause_edge"))) == 1
    assert rows(connection, linked.format("wording_change")) == rows(
        connection, linked.format("clause_edge")
    )


def test_what_names_a_clause_goes_with_it(
    connection: Connection, documents: list[LinkDocument]
) -> None:
    first, second, third = documents
    store(connection, documents, [edge(second, first), edge(third, second)])
    connection.execute(text("delete from resolution where symbol = 'A/RES/61/165'"))
    assert rows(connection, "select paragraph_id from clause_lineage where depth > 0") == []
    own = "select count(*) from phrase_origin where origin_paragraph_id <> paragraph_id"
    assert rows(connection, own) == [(1,)]
    connection.execute(text("delete from resolution"))
    for table in ("clause_edge", "clause_lineage", "phrase_origin", "wording_change"):
        assert rows(connection, f"select count(*) from {table}") == [(0,)]
