"""What a corrected, a better, a rejected or a renamed document does to the rows that are there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Engine, text

from etl.load import compare_files, rejected
from etl.model import (
    Heading,
    NoteReference,
    ParseIssue,
    SourceFormat,
)
from tests.db.samples import CONTENT, annotated, clause, digest, item, load, resolution, rows


def test_a_corrected_document_keeps_the_keys_of_clauses_that_stay(connection: Connection) -> None:
    load(connection, item(annotated(), "x.md", "1"), item(resolution("A/RES/1/1"), "other.md"))
    keys = dict(rows(connection, "select label || text, paragraph_id from paragraph"))
    notes = rows(connection, "select footnote_id from footnote")
    corrected = replace(
        annotated(),
        clauses=(
            clause("PP1", "Recalling resolution 60/169,", references=(NoteReference("1", 27),)),
            clause("OP1", "Calls upon States:"),
            clause("OP2", "Urges States also:"),
            clause("OP1(a)", "To act;"),
        ),
        headings=(Heading("I. New", 1),),
        issues=(),
    )
    result = load(connection, item(corrected, "x.md", "2"))
    after = dict(rows(connection, "select label || text, paragraph_id from paragraph"))
    assert after["PP1Recalling resolution 60/169,"] == keys["PP1Recalling resolution 60/169,"]
    assert after["OP1(a)To act;"] == keys["OP1(a)To act;"]
    assert after["OP1Calls upon States:"] not in keys.values()
    assert (result.clauses.added, result.clauses.removed, result.clauses.changed) == (2, 1, 1)
    assert [row[2] for row in rows(connection, CONTENT)] == ["OP1", "PP1", "OP1", "OP2", "OP1(a)"]
    assert rows(connection, "select footnote_id from footnote") == notes
    assert rows(connection, "select count(*) from citation") == [(2,)]
    assert rows(connection, "select text from heading") == [("I. New",)]
    assert rows(connection, "select * from parse_issue") == []
    assert rows(connection, "select path, sha256, status from source_document order by 1") == [
        ("other.md", item(resolution("A/RES/1/1")).sha256, "loaded"),
        ("x.md", digest("2"), "loaded"),
    ]


def test_a_correction_touches_no_other_document(engine: Engine) -> None:
    others = [item(replace(annotated(), symbol=f"A/RES/1/{number}")) for number in range(3)]
    with engine.begin() as connection:
        load(connection, item(annotated(), "x.md", "1"), *others)
    query = """
        select paragraph.xmin::text, paragraph::text from paragraph
        join resolution using (resolution_id) where symbol like 'A/RES/1/%' order by 2
    """
    with engine.begin() as connection:
        before = rows(connection, query)
        load(connection, item(resolution(), "x.md", "2"))
        assert rows(connection, query) == before


def test_clauses_may_change_places(connection: Connection) -> None:
    names = ["PP1", "PP2", "PP3", "OP1"]
    clauses = [clause(name, f"Text of {name}") for name in names]
    load(connection, item(resolution(clauses=clauses), "x.md"))
    keys = dict(rows(connection, "select label, paragraph_id from paragraph"))
    load(connection, item(resolution(clauses=clauses[::-1]), "x.md"))
    assert dict(rows(connection, "select label, paragraph_id from paragraph")) == keys
    assert [row[2] for row in rows(connection, CONTENT)] == names[::-1]


def test_a_corrected_date_goes_with_the_clauses_and_drops_links(connection: Connection) -> None:
    load(
        connection, item(resolution(), "x.md"), item(resolution("A/RES/62/156", date(2007, 12, 18)))
    )
    connection.execute(
        text(
            "insert into clause_edge select child.paragraph_id, parent.paragraph_id, child.adopted_on,"
            " parent.adopted_on, true, 'identical', false, 1, 1, 1, null, null, '', '{}'"
            " from paragraph as child, paragraph as parent"
            " where child.adopted_on > parent.adopted_on"
        )
    )
    for day in (date(2009, 1, 1), None, date(2006, 12, 19)):
        load(connection, item(resolution(adopted_on=day), "x.md"))
        assert rows(connection, "select * from clause_edge") == []
        assert {row[7] for row in rows(connection, CONTENT)} == {day, date(2007, 12, 18)}


def test_a_better_source_replaces_a_worse_one_and_its_issues(connection: Connection) -> None:
    worse = replace(annotated(), source_format=SourceFormat.PDF_TEXT)
    better = replace(
        annotated(),
        source_format=SourceFormat.AKOMA_NTOSO,
        issues=(ParseIssue("odd", "is odd"),),
    )
    load(connection, item(worse, "a.txt"))
    before = rows(connection, CONTENT)
    load(connection, item(better, "b.xml"))
    assert rows(connection, CONTENT) == before
    assert rows(
        connection,
        "select path, status, reason, code, parse_issue.resolution_id is null from source_document "
        "left join parse_issue using (source_document_id) order by path",
    ) == [
        (
            "a.txt",
            "superseded",
            "b.xml is the better source of A/RES/61/165 (en)",
            "dead_link",
            True,
        ),
        ("b.xml", "loaded", None, "odd", False),
    ]


def test_a_rejected_file_is_a_row_with_its_reason_and_issues(connection: Connection) -> None:
    issue = ParseIssue("cut_off", "ends in mid-sentence \0", 9)
    result = load(
        connection, rejected("x.md", digest("x"), None, "cut off \0", line=9, issues=(issue,))
    )
    assert result.counts == {"rejected": 1}
    assert rows(connection, "select path, status, reason, line, symbol from source_document") == [
        ("x.md", "rejected", "cut off \ufffd", 9, None)
    ]
    assert rows(connection, "select resolution_id, code, line from parse_issue") == [
        (None, "cut_off", 9)
    ]


def test_an_unreadable_file_is_a_row_without_a_digest(connection: Connection) -> None:
    for _ in range(2):
        load(connection, rejected("x.md", None, None, "permission denied"))
    assert rows(connection, "select path, sha256, status from source_document") == [
        ("x.md", None, "rejected")
    ]


def test_only_new_and_changed_files_need_to_be_read(connection: Connection) -> None:
    load(
        connection,
        item(annotated(), "same.md", "same"),
        item(resolution("A/RES/1/1"), "changed.md", "old"),
        item(resolution("A/RES/1/2"), "gone.md", "gone"),
        rejected("bad.md", digest("bad"), None, "empty"),
        rejected("closed.md", None, None, "permission denied"),
        rejected("french.md", digest("fr"), None, "is French", language="fr"),
        rejected("russian.md", digest("ru"), None, "is Russian", language="ru"),
    )
    found = {
        ("same.md", digest("same")),
        ("changed.md", digest("new")),
        ("bad.md", digest("bad")),
        ("closed.md", None),
        ("french.md", digest("fr")),
        ("russian.md", digest("ru")),
        ("new.md", digest("new")),
    }
    comparison = compare_files(connection, found, languages={"en", "fr"})
    assert {path for path, _ in comparison.to_read} == {
        "changed.md", "closed.md", "french.md", "new.md",
    }  # fmt: skip
    assert comparison.unchanged == {("same.md", digest("same"))}
    assert {path for path, _ in comparison.rejected} == {"bad.md", "russian.md"}
    assert comparison.vanished == {("gone.md", digest("gone"))}


def test_a_superseded_source_is_read_again_when_the_loaded_one_changes(
    connection: Connection,
) -> None:
    winner, loser = sorted("ab", key=digest)
    load(connection, item(resolution(), "w.md", winner), item(resolution(), "l.md", loser))
    found = {("w.md", digest("new")), ("l.md", digest(loser))}
    assert compare_files(connection, found).to_read == found
    unchanged = {("w.md", digest(winner)), ("l.md", digest(loser))}
    assert compare_files(connection, unchanged).to_read == frozenset()


def test_another_symbol_is_another_resolution_so_addresses_never_change(
    connection: Connection,
) -> None:
    """A resolution's row is found by symbol and language, and so keeps both as long as it lives."""
    load(connection, item(resolution("A/RES/61/165"), path="one.md", content="1"))
    before = dict(rows(connection, "select symbol, resolution_id from resolution"))
    load(connection, item(resolution("A/RES/61/166"), path="one.md", content="2"))
    after = dict(rows(connection, "select symbol, resolution_id from resolution"))
    assert after["A/RES/61/166"] not in before.values()
    assert rows(connection, "select address from paragraph where address like '%/166#%'") == [
        ("A/RES/61/166#OP1",)
    ]
    assert rows(
        connection,
        "select count(*) from paragraph inner join resolution using (resolution_id) "
        "where address <> symbol || '#' || label",
    ) == [(0,)]
