"""Each invariant holds on sound data, and finds its fault when one is planted."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, text

from etl.check import check, checks
from etl.load import link_documents
from etl.model import SourceFormat
from etl.trace.store import store_series
from tests.db.samples import annotated, clause, item, load, resolution, rows
from tests.db.test_trace_store import YEARS, edge, store

# What spoils which invariant; constraints that would refuse it are switched off.
FAULTS = {
    "lineage_covers_every_clause": "delete from clause_lineage where depth = 2",
    "main_parents_never_loop": """
        insert into clause_edge
        select parent_paragraph_id, child_paragraph_id, child_adopted_on, parent_adopted_on,
            true, relation, false, 1, 1, 1, null, null, '', spans
        from clause_edge where parent_paragraph_id = :first""",
    "roots_and_depths_follow_main_parents": "update clause_lineage set depth = 3 where depth = 2",
    "one_main_parent_per_linked_clause": "update clause_edge set is_main = false",
    "parents_are_of_the_same_language": "update resolution set language = 'fr' where adopted_on < '2007-01-01'",
    "identical_clauses_have_the_same_words": "update clause_edge set relation = 'identical'",
    "earliest_similar_is_no_later_than_the_clause": """
        update clause_lineage set earliest_similar_paragraph_id = :third where paragraph_id = :first""",
    "phrase_origins_are_kept_by_identical_clauses": """
        update clause_edge set relation = 'identical';
        delete from phrase_origin where char_start > 0;
        update phrase_origin set origin_paragraph_id = paragraph_id, word_count = 1""",
    "phrase_origins_tile_the_text": "update phrase_origin set char_end = char_end - 1 where char_start = 0",
    "phrase_origins_are_no_later_than_the_clause": """
        update phrase_origin set origin_paragraph_id = :third where paragraph_id = :first""",
    "wording_changes_make_the_clause": "update wording_change set new_text = upper(new_text)",
    "wording_changes_ascend": "update wording_change set position = position + 1",
    "positions_are_dense": "update paragraph set position = position + 1",
    "clauses_carry_their_address": "update resolution set symbol = 'A/RES/1/99' where symbol = 'A/RES/62/156'",
    "clauses_carry_their_resolutions_date": "update paragraph set adopted_on = '1999-01-01'",
    "chapeaux_stand_before_their_paragraphs": """
        update paragraph set position = position + 9 where label = 'OP1'""",
    "footnote_marks_stand_within_the_text": "update footnote_reference set char_offset = 99",
    "footnote_marks_match_their_notes": "update footnote set mark = '2'",
    "every_resolution_has_one_loaded_source": """
        update source_document set status = 'superseded', reason = '' where status = 'loaded'""",
    "every_source_is_accounted_for": "update source_document set resolution_id = null",
    "the_best_source_is_loaded": "update source_document set precedence = 5 - precedence",
    "issues_name_the_loaded_resolution": "update parse_issue set resolution_id = null",
    "dated_resolutions_stand_in_one_series": "update series set language = 'fr'",
    "members_stand_between_their_neighbours": "update series_member set succeeding_position = null",
    "series_are_in_order_of_adoption": "update series_member set position = position * 10",
    "citations_are_resolved": "update citation set resolution_id = null",
}  # fmt: skip


# One clause through three years; A/RES/61/165 itself is the annotated sample.
STORY = [
    ("A/RES/61/200", *YEARS["A/RES/61/165"]),
    ("A/RES/62/156", *YEARS["A/RES/62/156"]),
    ("A/RES/63/184", *YEARS["A/RES/63/184"]),
]


@pytest.fixture
def sound(connection: Connection) -> Connection:
    files = [item(resolution(symbol, day, [clause("OP1", words)])) for symbol, day, words in STORY]
    cited = resolution("A/RES/60/169", date(2005, 12, 16))
    worse = resolution("A/RES/60/169", date(2005, 12, 16), source_format=SourceFormat.PDF_TEXT)
    undated = item(resolution("A/RES/1/1", None))
    load(connection, *files, item(annotated()), item(cited), item(worse), undated)
    documents = link_documents(connection)
    by_symbol = {document.symbol: document for document in documents}
    first, second, third = (by_symbol[symbol] for symbol, _, _ in STORY)
    store(connection, documents, [edge(second, first), edge(third, second)])
    store_series(connection, documents)
    return connection


def test_nothing_is_wrong_with_sound_data(sound: Connection) -> None:
    assert check(sound) == ()


def test_nothing_is_wrong_with_an_empty_database(connection: Connection) -> None:
    assert check(connection) == ()


def test_every_invariant_has_a_fault_to_find() -> None:
    assert sorted(FAULTS) == sorted(name for name, _ in checks())


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_an_invariant_finds_its_fault(sound: Connection, name: str) -> None:
    symbols = dict(zip(("first", "second", "third"), (story[0] for story in STORY), strict=True))
    keys = {
        role: rows(
            sound,
            "select paragraph_id from paragraph join resolution using (resolution_id) "
            "where symbol = :symbol",
            symbol=symbol,
        )[0][0]
        for role, symbol in symbols.items()
    }
    sound.execute(text("set local session_replication_role = replica"))
    for table, constraint in rows(
        sound,
        "select conrelid::regclass::text, conname from pg_constraint "
        "where contype in ('c', 'f') and connamespace = 'public'::regnamespace "
        "or conname in ('uq_paragraph_resolution_id_position')",
    ):
        sound.execute(text(f"alter table {table} drop constraint {constraint}"))
    sound.execute(text("drop index uq_clause_edge_one_main_parent"))
    sound.execute(text("drop index uq_source_document_resolution_id_loaded"))
    for statement in FAULTS[name].split(";"):
        used = {role: key for role, key in keys.items() if f":{role}" in statement}
        sound.execute(text(statement), used)
    (finding,) = [finding for finding in check(sound) if finding.check == name]
    assert finding.count >= 1
    assert finding.examples
    assert finding.fact.endswith(".")
