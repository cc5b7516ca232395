"""What the tables refuse, tried: alembic compares the names of checks only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from etl.trace.change_class import CLASSES
from tests.db.samples import annotated, item, load, resolution, rows

EDGE = """
    insert into clause_edge (child_paragraph_id, parent_paragraph_id, child_adopted_on,
        parent_adopted_on, is_main, relation, is_moved, score, child_coverage, parent_coverage,
        margin, runner_up_paragraph_id, reason, spans)
    values (:child, :parent, {child_on}, {parent_on}, {main}, {relation}, false, {score}, 1, 1,
        {margin}, {runner_up}, '', '{{}}')
"""
PLAIN = {
    "child_on": "'2007-12-18'",
    "parent_on": "'2006-12-19'",
    "main": "true",
    "relation": "'identical'",
    "score": "1",
    "margin": "null",
    "runner_up": "null",
}


@pytest.fixture
def ids(connection: Connection) -> dict[str, int]:
    """Keys of clauses of 61/165 and 62/156, by address."""
    load(
        connection,
        item(annotated()),
        item(resolution("A/RES/62/156", date(2007, 12, 18))),
        item(resolution("A/RES/1/1", None)),
    )
    found = rows(
        connection,
        "select symbol || '#' || label, paragraph_id from paragraph join resolution using (resolution_id)",
    )
    return dict(found)


def edge(connection: Connection, child: int, parent: int, **facts: str) -> None:
    connection.execute(text(EDGE.format(**PLAIN | facts)), {"child": child, "parent": parent})


def refused(connection: Connection, name: str, change: Callable[[], object]) -> None:
    def changed() -> None:
        with connection.begin_nested():
            change()

    with pytest.raises(IntegrityError) as error:
        changed()
    assert name in str(error.value)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("parent_is_earlier", {"child_on": "'2006-12-19'", "parent_on": "'2007-12-18'"}),
        ("or of another day", {"child_on": "'2008-01-01'"}),
        ("or of another day", {"parent_on": "'2001-01-01'"}),
        ("relation_is_known", {"relation": "'similar'"}),
        ("scores_are_shares", {"score": "1.01"}),
        ("scores_are_shares", {"score": "'NaN'"}),
        ("margin_has_runner_up", {"margin": "0.5"}),
        ("runner_up_is_another", {"margin": "0.5", "runner_up": ":parent"}),
    ],
)
def test_an_edge_must_be_sound(
    connection: Connection, ids: dict[str, int], name: str, facts: dict[str, str]
) -> None:
    child, parent = ids["A/RES/62/156#OP1"], ids["A/RES/61/165#OP1"]
    if name == "parent_is_earlier":
        child, parent = parent, child
    refused(connection, name, lambda: edge(connection, child, parent, **facts))
    if name != "parent_is_earlier":
        edge(connection, child, parent)


def test_two_clauses_of_one_day_are_not_linked(connection: Connection, ids: dict[str, int]) -> None:
    day = "'2006-12-19'"
    child, parent = ids["A/RES/61/165#OP1"], ids["A/RES/61/165#PP1"]
    refused(
        connection,
        "parent_is_earlier",
        lambda: edge(connection, child, parent, child_on=day, parent_on=day),
    )


def test_an_undated_clause_takes_no_part_in_edges(
    connection: Connection, ids: dict[str, int]
) -> None:
    child, parent = ids["A/RES/62/156#OP1"], ids["A/RES/1/1#OP1"]
    refused(connection, "or of another day", lambda: edge(connection, child, parent))


def test_a_clause_has_at_most_one_main_parent(connection: Connection, ids: dict[str, int]) -> None:
    child = ids["A/RES/62/156#OP1"]
    edge(connection, child, ids["A/RES/61/165#OP1"])
    edge(connection, child, ids["A/RES/61/165#PP1"], main="false")
    refused(
        connection,
        "uq_clause_edge_one_main_parent",
        lambda: edge(connection, child, ids["A/RES/61/165#OP1(a)"]),
    )


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        (
            "parent_stands_in_same_resolution",
            "update paragraph set parent_paragraph_id = :other where paragraph_id = :clause",
        ),
        (
            "is_not_its_own_chapeau",
            "update paragraph set parent_paragraph_id = paragraph_id where paragraph_id = :clause",
        ),
        (
            "uq_paragraph_resolution_id_label",
            (
                "update paragraph set label = 'PP1', "
                "address = split_part(address, '#', 1) || '#PP1' where paragraph_id = :clause"
            ),
        ),
        (
            "uq_paragraph_resolution_id_position",
            "update paragraph set position = 1 where paragraph_id = :clause",
        ),
        ("kind_is_known", "update paragraph set kind = 'title' where paragraph_id = :clause"),
        (
            "resolution_id_adopted_on",
            "update paragraph set adopted_on = '1999-01-01' where paragraph_id = :clause",
        ),
        (
            "uq_resolution_symbol_language",
            "update resolution set symbol = 'A/RES/61/165' where symbol = 'A/RES/62/156'",
        ),
        (
            "run_is_not_empty",
            "insert into phrase_origin values (:clause, 3, 3, :clause, 0)",
        ),
        (
            "root_has_depth_zero",
            "insert into clause_lineage values (:clause, :other, 0, 1, :clause)",
        ),
        (
            "stands_in_clause_or_footnote",
            "insert into citation (cited_symbol, cited_text) values ('A/1', 'A/1')",
        ),
        (
            "has_reason_unless_loaded",
            "update source_document set status = 'rejected'",
        ),
        (
            "is_identified_unless_rejected",
            "update source_document set symbol = null",
        ),
        (
            "uq_source_document_resolution_id_loaded",
            "update source_document set resolution_id = (select min(resolution_id) from resolution)",
        ),
        ("status_is_known", "update source_document set status = 'lost'"),
        ("finished_unless_running", "update load_run set finished_at = null"),
    ],
)
def test_the_tables_refuse_what_cannot_be(
    connection: Connection, ids: dict[str, int], name: str, statement: str
) -> None:
    parameters = {"clause": ids["A/RES/61/165#OP1"], "other": ids["A/RES/62/156#OP1"]}
    used = {key: value for key, value in parameters.items() if f":{key}" in statement}
    refused(connection, name, lambda: connection.execute(text(statement), used))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("texts_fill_their_offsets", "'replace', 0, 3, 0, 4, 'Urges', 'Asks'"),
        ("offsets_are_half_open", "'insert', 4, 3, 0, 4, '', 'Asks'"),
        ("operation_is_what_happened", "'delete', 0, 5, 0, 4, 'Urges', 'Asks'"),
        ("operation_is_what_happened", "'replace', 0, 4, 0, 4, 'Asks', 'Asks'"),
    ],
)
def test_a_wording_change_must_be_sound(
    connection: Connection, ids: dict[str, int], name: str, facts: str
) -> None:
    child, parent = ids["A/RES/62/156#OP1"], ids["A/RES/61/165#OP1"]
    edge(connection, child, parent)
    change = text(
        f"insert into wording_change values ({child}, {parent}, 1, {facts}, 'substantive')"
    )
    refused(connection, name, lambda: connection.execute(change))


def test_a_wording_change_has_a_class_that_is_known(
    connection: Connection, ids: dict[str, int]
) -> None:
    child, parent = ids["A/RES/62/156#OP1"], ids["A/RES/61/165#OP1"]
    edge(connection, child, parent)
    place = f"{child}, {parent}, :position, 'replace', 0, 5, 0, 4, 'Urges', 'Asks'"
    change = text(f"insert into wording_change values ({place}, :change_class)")
    for position, name in enumerate(CLASSES, start=1):
        connection.execute(change, {"position": position, "change_class": name})
    unknown = {"position": 0, "change_class": "stylistic"}
    refused(connection, "class_is_known", lambda: connection.execute(change, unknown))


def test_deleting_a_resolution_takes_along_what_hangs_on_it(
    connection: Connection, ids: dict[str, int]
) -> None:
    edge(connection, ids["A/RES/62/156#OP1"], ids["A/RES/61/165#OP1"])
    connection.execute(text("delete from resolution where symbol = 'A/RES/61/165'"))
    for table in ("footnote", "footnote_reference", "citation", "clause_edge"):
        assert rows(connection, f"select * from {table}") == []
    kept = rows(connection, "select label from paragraph join resolution using (resolution_id)")
    assert kept == [("OP1",), ("OP1",)]


@pytest.mark.parametrize("place", ["child", "parent", "runner_up"])
def test_an_edge_goes_with_each_clause_that_it_names(
    connection: Connection, ids: dict[str, int], place: str
) -> None:
    named = {
        "child": ids["A/RES/62/156#OP1"],
        "parent": ids["A/RES/61/165#OP1"],
        "runner_up": ids["A/RES/61/165#PP1"],
    }
    edge(
        connection, named["child"], named["parent"], margin="0.1", runner_up=str(named["runner_up"])
    )
    gone = {"clause": named[place]}
    connection.execute(text("delete from paragraph where parent_paragraph_id = :clause"), gone)
    assert len(rows(connection, "select * from clause_edge")) == 1
    connection.execute(text("delete from paragraph where paragraph_id = :clause"), gone)
    assert rows(connection, "select * from clause_edge") == []


@pytest.mark.parametrize("place", ["child", "parent", "runner_up"])
def test_an_edge_names_stored_clauses_only(
    connection: Connection, ids: dict[str, int], place: str
) -> None:
    child, parent = ids["A/RES/62/156#OP1"], ids["A/RES/61/165#OP1"]
    named = {"child": child, "parent": parent, "runner_up": ids["A/RES/61/165#PP1"]}
    unknown = max(ids.values()) + 1

    def link(child: int, parent: int, runner_up: int) -> None:
        edge(connection, child, parent, margin="0.1", runner_up=str(runner_up))

    refused(connection, "which is not stored", lambda: link(**named | {place: unknown}))
    link(**named)
    changed = text(f"update clause_edge set {place}_paragraph_id = {unknown}")
    refused(connection, "which is not stored", lambda: connection.execute(changed))


def test_the_days_of_an_edge_follow_those_of_its_clauses(
    connection: Connection, ids: dict[str, int]
) -> None:
    edge(connection, ids["A/RES/62/156#OP1"], ids["A/RES/61/165#OP1"])
    later = "update resolution set adopted_on = adopted_on + 400 where adopted_on is not null"
    connection.execute(text(later))
    assert rows(connection, "select child_adopted_on, parent_adopted_on from clause_edge") == [
        (date(2009, 1, 21), date(2008, 1, 23))
    ]
    reversed_ = "update resolution set adopted_on = '2030-01-01' where symbol = 'A/RES/61/165'"
    refused(connection, "parent_is_earlier", lambda: connection.execute(text(reversed_)))
    undated = "update resolution set adopted_on = null where symbol = 'A/RES/62/156'"
    refused(connection, "child_adopted_on", lambda: connection.execute(text(undated)))


def test_a_clause_keeps_its_key(connection: Connection, ids: dict[str, int]) -> None:
    other = text("update paragraph set paragraph_id = paragraph_id + 1000 where label = 'OP1'")
    refused(connection, "keeps its key", lambda: connection.execute(other))


def test_no_lineage_is_left_of_an_emptied_table(
    connection: Connection, ids: dict[str, int]
) -> None:
    edge(connection, ids["A/RES/62/156#OP1"], ids["A/RES/61/165#OP1"])
    connection.execute(
        text("insert into clause_lineage values (:key, :key, 0, 1, :key)"),
        {"key": ids["A/RES/61/165#OP1"]},
    )
    connection.execute(text("truncate paragraph cascade"))
    for table in ("clause_edge", "clause_lineage"):
        assert rows(connection, f"select * from {table}") == []


def test_clauses_may_change_places_within_a_transaction(
    connection: Connection, ids: dict[str, int]
) -> None:
    connection.execute(text("set constraints all deferred"))
    exchange = "update paragraph set position = 4 - position, "
    renamed = "label = label || 'x', address = address || 'x'"
    connection.execute(text(exchange + renamed))
    connection.execute(text("update paragraph set position = 4 - position"))
    connection.execute(text("set constraints all immediate"))
    assert rows(connection, "select label from paragraph where position = 1 order by 1") == [
        ("OP1x",),
        ("OP1x",),
        ("PP1x",),
    ]
