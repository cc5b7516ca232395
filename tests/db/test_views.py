"""What the views answer, on three years of one small resolution."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from etl.load import link_documents, rejected
from etl.model import Adoption, Edge, LinkDocument, Relation, Span, VoteCast
from etl.publish import publish
from etl.trace.store import store_series
from tests.db.samples import clause, digest, item, load, resolution, rows
from tests.db.test_trace_store import store

SEIZED = "Decides to remain seized of the matter."


@pytest.fixture
def history(connection: Connection) -> Connection:
    """61/165, 62/156 and 66/172, the last naming 65/212, which is not loaded; and a namesake."""
    first = resolution(
        "A/RES/61/165",
        date(2006, 12, 19),
        [
            clause(
                "OP1", "Urges States to act at its sixty-first session.", opening_phrase="Urges"
            ),
            clause("OP2", "Welcomes the report."),
            clause("OP3", SEIZED),
            clause("OP4", "Notes the old."),
        ],
    )
    second = resolution(
        "A/RES/62/156",
        date(2007, 12, 18),
        [
            clause("PP1", SEIZED),
            clause(
                "OP1",
                "Requests States to act at its sixty-second session.",
                opening_phrase="Requests",
            ),
        ],
        previous_symbol="A/RES/61/165",
    )
    third = resolution(
        "A/RES/66/172",
        date(2011, 12, 19),
        [
            clause("PP1", SEIZED),
            clause(
                "OP1",
                "Requests States to act at its sixty-sixth session.",
                opening_phrase="Requests",
            ),
            clause("OP2", "Welcomes the report."),
        ],
        previous_symbol="A/RES/65/212",
    )
    load(
        connection,
        *map(item, (first, second, third)),
        item(resolution("S/RES/1 (1946)", date(1946, 1, 25), [clause("OP1", SEIZED)],
                        title="Another", organ="Security Council")),
        rejected("x.md", digest("x"), None, "it is empty"),
    )  # fmt: skip
    documents = {document.symbol: document for document in link_documents(connection)}
    one, two, three = (documents[f"A/RES/{number}"] for number in ("61/165", "62/156", "66/172"))
    edges = [
        edge((two, "OP1"), (one, "OP1"), Relation.REWORDED, spans(two, "OP1", one, "OP1")),
        edge((two, "PP1"), (one, "OP3"), Relation.IDENTICAL, is_moved=True),
        edge((three, "PP1"), (two, "PP1"), Relation.IDENTICAL),
        edge((three, "OP1"), (two, "OP1"), Relation.UPDATED, spans(three, "OP1", two, "OP1")),
        edge((three, "OP2"), (one, "OP2"), Relation.IDENTICAL),
    ]
    store_series(connection, list(documents.values()))
    store(connection, list(documents.values()), edges)
    publish(connection)
    return connection


Place = tuple[LinkDocument, str]


def words_of(document: LinkDocument, label: str) -> tuple[int, str]:
    (found,) = [one for one in document.clauses if one.label == label]
    return found.clause_id, found.text


def spans(child: LinkDocument, own: str, parent: LinkDocument, other: str) -> tuple[Span, ...]:
    """Where "States … its" and "session" stand in both texts, and the opening if it is the same."""
    new, old = words_of(child, own)[1], words_of(parent, other)[1]
    found = []
    shared = ["States to act at its", "session"]
    if new.split()[0] == old.split()[0]:
        shared[0] = f"{new.split()[0]} {shared[0]}"
    for words in shared:
        start, begin = new.index(words), old.index(words)
        found.append(Span(start, start + len(words), begin, begin + len(words)))
    return tuple(found)


def edge(
    child: Place,
    parent: Place,
    relation: Relation,
    runs: tuple[Span, ...] = (),
    *,
    is_moved: bool = False,
) -> Edge:
    child_id, own = words_of(*child)
    parent_id, other = words_of(*parent)
    whole = (Span(0, len(own) - 1, 0, len(other) - 1),)
    return Edge(
        child_id=child_id, parent_id=parent_id, is_main=True, relation=relation, is_moved=is_moved,
        score=0.9, child_coverage=0.9, parent_coverage=0.8, margin=None, runner_up_id=None,
        reason="", spans=runs or whole,
    )  # fmt: skip


def facts(connection: Connection, query: str) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in rows(connection, query)}


def test_first_appearance_comes_with_its_bounds(history: Connection) -> None:
    found = facts(
        history,
        "select address, first_address, lacking_symbol, not_loaded_symbols, is_exact, generations "
        "from report.first_appearance",
    )
    assert found["A/RES/66/172#OP1"] == (
        "A/RES/61/165#OP1", None, [], False, 2,
    )  # fmt: skip
    assert found["A/RES/62/156#PP1"][0] == "A/RES/61/165#OP3"
    assert len(found) == 10


def test_the_first_wording_is_that_of_exactly_these_words(history: Connection) -> None:
    found = facts(
        history,
        "select address, first_address, lacking_symbol, not_loaded_symbols, is_exact "
        "from report.first_wording",
    )
    assert found["A/RES/66/172#PP1"] == ("S/RES/1 (1946)#OP1", None, [], False)
    assert found["A/RES/62/156#OP1"] == ("A/RES/62/156#OP1", "A/RES/61/165", [], True)
    assert found["A/RES/66/172#OP1"] == (
        "A/RES/66/172#OP1", "A/RES/62/156", ["A/RES/65/212"], False,
    )  # fmt: skip
    assert found["A/RES/66/172#OP2"][0] == "A/RES/61/165#OP2"
    assert len(found) == 10


@pytest.mark.parametrize(
    ("session", "declared", "complete"),
    [("61", None, True), ("62", None, True), ("63", None, False), ("63", "A/RES/61/165", True),
     (None, None, False), ("ES-10", None, False)],
)  # fmt: skip
def test_a_date_is_exact_only_where_no_member_can_be_missing(
    connection: Connection, session: str | None, declared: str | None, complete: bool
) -> None:
    """Nothing lies between sessions that adjoin, nor before what a resolution says it follows."""
    later = resolution(
        "A/RES/63/184", date(2008, 12, 18), session=session, previous_symbol=declared
    )
    load(connection, item(resolution()), item(later))
    store_series(connection, link_documents(connection))
    publish(connection)
    assert rows(
        connection,
        "select predecessor_symbol, is_complete from report.resolution_predecessor "
        "where symbol = 'A/RES/63/184'",
    ) == [("A/RES/61/165", complete)]


def test_a_resolution_after_a_gap_says_what_is_missing(history: Connection) -> None:
    found = facts(
        history,
        "select symbol, predecessor_symbol, known_by, not_loaded_symbols "
        "from report.resolution_predecessor",
    )
    assert found == {
        "A/RES/61/165": (None, None, []),
        "A/RES/62/156": ("A/RES/61/165", "declared predecessor", []),
        "A/RES/66/172": ("A/RES/62/156", "declared predecessor", ["A/RES/65/212"]),
        "S/RES/1 (1946)": (None, None, []),
    }


def test_wording_changes_are_marked(history: Connection) -> None:
    found = facts(
        history,
        "select address, marked_text, old_text_marked, new_text_marked, changed_words, "
        "only_references_changed, opening_phrase_changed from report.wording_changes",
    )
    assert found["A/RES/62/156#OP1"] == (
        "[-Urges-]{+Requests+} States to act at its [-sixty-first-]{+sixty-second+} session.",
        "[-Urges-] States to act at its [-sixty-first-] session.",
        "{+Requests+} States to act at its {+sixty-second+} session.",
        4,
        False,
        True,
    )
    assert found["A/RES/66/172#OP1"][3:] == (2, True, False)
    assert found["A/RES/66/172#PP1"] == (SEIZED, SEIZED, SEIZED, 0, False, False)
    assert len(found) == 5


def test_taking_the_marks_away_gives_both_texts_back(history: Connection) -> None:
    for marked, old, new in rows(
        history, "select marked_text, old_text, new_text from report.wording_changes"
    ):
        assert re.sub(r"\{\+.*?\+\}", "", marked).replace("[-", "").replace("-]", "") == old
        assert re.sub(r"\[-.*?-\]", "", marked).replace("{+", "").replace("+}", "") == new


def test_a_history_is_read_in_order_of_adoption(history: Connection) -> None:
    assert rows(
        history,
        "select address, generation, relation from report.clause_history "
        "where root_address = 'A/RES/61/165#OP3' order by adopted_on",
    ) == [
        ("A/RES/61/165#OP3", 0, None),
        ("A/RES/62/156#PP1", 1, "identical"),
        ("A/RES/66/172#PP1", 2, "identical"),
    ]


def test_every_clause_has_a_fate(history: Connection) -> None:
    found = facts(
        history,
        "select address, fate, next_address, brought_back_address from report.clause_fate",
    )
    assert found == {
        "A/RES/61/165#OP1": ("reworded", "A/RES/62/156#OP1", None),
        "A/RES/61/165#OP2": ("brought back later", None, "A/RES/66/172#OP2"),
        "A/RES/61/165#OP3": ("moved", "A/RES/62/156#PP1", None),
        "A/RES/61/165#OP4": ("dropped", None, None),
        "A/RES/62/156#PP1": ("kept", "A/RES/66/172#PP1", None),
        "A/RES/62/156#OP1": ("updated", "A/RES/66/172#OP1", None),
        "A/RES/66/172#PP1": ("last loaded", None, None),
        "A/RES/66/172#OP1": ("last loaded", None, None),
        "A/RES/66/172#OP2": ("last loaded", None, None),
        "S/RES/1 (1946)#OP1": ("last loaded", None, None),
    }


def test_composition_counts_words_and_clauses_by_origin(history: Connection) -> None:
    found = rows(
        history,
        "select origin_symbol, is_own, words, clauses from report.resolution_composition "
        "where symbol = 'A/RES/66/172' order by 1",
    )
    total = rows(
        history,
        "select sum(word_count), count(*) from report.clause where symbol = 'A/RES/66/172'",
    )
    assert found == [
        ("A/RES/61/165", False, 16, 3),
        ("A/RES/62/156", False, 1, 0),
        ("A/RES/66/172", True, 2, 0),
    ]
    assert [(sum(row[2] for row in found), sum(row[3] for row in found))] == total


@pytest.mark.parametrize(
    "view",
    [
        "clause",
        "clause_fate",
        "clause_history",
        "clause_reach",
        "first_appearance",
        "first_wording",
        "opening_phrase_changes",
        "resolution_composition",
        "wording_changes",
    ],
)
def test_a_series_is_asked_for_by_its_title(history: Connection, view: str) -> None:
    assert rows(
        history,
        f"select view.title is not distinct from resolution.title, count(*) > 0 "
        f"from report.{view} as view inner join resolution using (symbol, language) group by 1",
    ) == [(True, True)]


def test_openings_that_changed_are_listed(history: Connection) -> None:
    assert rows(
        history,
        "select address, old_opening_phrase, new_opening_phrase, direction, old_strength > new_strength "
        "from report.opening_phrase_changes",
    ) == [("A/RES/62/156#OP1", "Urges", "Requests", "weakened", True)]


def test_the_most_telling_change_is_the_class_of_a_link(history: Connection) -> None:
    assert facts(history, "select address, change_class from report.wording_changes") == {
        "A/RES/62/156#OP1": ("opening_phrase",),
        "A/RES/62/156#PP1": (None,),
        "A/RES/66/172#OP1": ("reference",),
        "A/RES/66/172#OP2": (None,),
        "A/RES/66/172#PP1": (None,),
    }


def test_reach_tells_boilerplate_apart(history: Connection) -> None:
    found = facts(history, "select address, documents, series, organs from report.clause_reach")
    assert found["A/RES/66/172#PP1"] == (4, 2, 2)
    assert found["A/RES/61/165#OP4"] == (1, 1, 1)


def test_data_quality_counts_what_was_read_and_what_is_missing(history: Connection) -> None:
    found = {row[:2]: row[2] for row in rows(history, "select * from report.data_quality")}
    assert found["documents", "loaded"] == 4
    assert found["rejected files", "x.md: it is empty"] == 1
    assert found["cited predecessors not loaded", "A/RES/65/212"] == 1
    assert found["clauses", "operative"] == 8


def test_the_ledger_lists_runs(history: Connection) -> None:
    assert rows(history, "select outcome, counts from report.load_history") == [
        ("done", {"loaded": 4, "rejected": 1})
    ]


@pytest.mark.parametrize(("listed", "missing"), [((), 3), (("Malta",), 2)])
def test_votes_that_are_counted_and_not_listed_are_told(
    connection: Connection, listed: tuple[str, ...], missing: int
) -> None:
    votes = tuple(VoteCast(state, "in_favour") for state in listed)
    adoption = Adoption("recorded vote", 2, 1, 0, votes)
    load(connection, item(resolution(metadata={"adoption": adoption})))
    publish(connection)
    query = "select detail, number from report.data_quality where measure like 'votes counted%'"
    assert rows(connection, query) == [("A/RES/61/165", missing)]
