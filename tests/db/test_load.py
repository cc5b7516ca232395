from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from etl.load import compare_files, link_documents, rejected
from etl.load.items import FileItem, measure
from etl.model import (
    Adoption,
    Footnote,
    Heading,
    LinkClause,
    LinkDocument,
    NoteReference,
    ParseIssue,
    Resolution,
    SourceFormat,
    SponsorStep,
    Subject,
    VoteCast,
)
from tests.db.samples import annotated, clause, digest, every_row, item, load, resolution, rows

CONTENT = """
    select symbol, language, label, position, kind, text, word_count, paragraph.adopted_on,
        (select label from paragraph as chapeau where chapeau.paragraph_id = paragraph.parent_paragraph_id)
    from paragraph join resolution using (resolution_id)
    order by symbol collate "C", language, position
"""


def documented() -> Resolution:
    """A resolution with everything that analysts group by."""
    return resolution(
        metadata={
            "committee": "Third Committee",
            "agenda_item": "72 (b)",
            "agenda_item_name": "Human rights questions",
            "draft_symbol": "A/C.3/61/L.33",
            "steps": (
                SponsorStep("draft", "A/C.3/61/L.33", ("Mexico", "Chile"), date(2006, 11, 2)),
                SponsorStep("additional sponsors", by=("Peru",)),
            ),
            "subjects": (Subject("UNBIS", "MIGRANTS"), Subject("SDGO", "10", "http://sdg/10")),
            "adoption": Adoption(
                "recorded vote",
                1,
                1,
                0,
                (VoteCast("Mexico", "in_favour"), VoteCast("Utopia", "against")),
            ),
        },
        headings=(Heading("I. General", 0), Heading("Annex", 1)),
    )


def test_every_fact_of_a_resolution_is_stored(connection: Connection) -> None:
    load(connection, item(annotated()))
    assert [row[2:] for row in rows(connection, CONTENT)] == [
        ("PP1", 1, "preambular", "Recalling resolution 60/169,", 4, date(2006, 12, 19), None),
        ("OP1", 2, "operative", "Urges States:", 2, date(2006, 12, 19), None),
        ("OP1(a)", 3, "operative", "To act;", 2, date(2006, 12, 19), "OP1"),
    ]
    assert rows(
        connection,
        "select label, r.mark, char_offset, f.text, text_expanded from footnote_reference r "
        "join footnote f using (footnote_id) join paragraph using (paragraph_id)",
    ) == [("PP1", "1", 27, "Ibid.", "A/RES/60/169, in full.")]
    assert rows(
        connection,
        "select label, mark, cited_symbol, cited_text from citation "
        "left join paragraph using (paragraph_id) left join footnote using (footnote_id) order by 1",
    ) == [
        ("PP1", None, "A/RES/60/169", "resolution 60/169"),
        (None, "1", "A/RES/60/169", "A/RES/60/169"),
    ]
    assert rows(connection, "select code, severity, line, message from parse_issue") == [
        ("dead_link", "warning", 3, "a link leads nowhere")
    ]


def test_what_analysts_group_by_is_stored_once_and_shared(connection: Connection) -> None:
    second = replace(documented(), symbol="A/RES/61/166")
    load(connection, item(documented()), item(second))
    assert rows(connection, "select name from state order by 1") == [
        ("Chile",), ("Mexico",), ("Peru",), ("Utopia",),
    ]  # fmt: skip
    assert rows(
        connection,
        """
        select resolution.symbol, committee.name, agenda_item.item, agenda_item.name, draft.symbol,
            string_agg(distinct outcome || ': ' || state.name, ', '),
            string_agg(distinct term, ', '), max(adoption.in_favour), count(distinct vote.state_id)
        from resolution
        join committee using (committee_id) join agenda_item using (agenda_item_id)
        join draft using (resolution_id)
        join procedural_step as step using (resolution_id)
        join sponsor on sponsor.resolution_id = step.resolution_id and step_position = step.position
        join state using (state_id)
        join resolution_subject on resolution_subject.resolution_id = resolution.resolution_id
        join subject using (subject_id)
        join adoption on adoption.resolution_id = resolution.resolution_id
        join vote on vote.resolution_id = resolution.resolution_id
        group by 1, 2, 3, 4, 5 order by 1
        """,
    ) == [
        (symbol, "Third Committee", "72 (b)", "Human rights questions", "A/C.3/61/L.33",
         "additional sponsors: Peru, draft: Chile, draft: Mexico", "10, MIGRANTS", 1, 2)
        for symbol in ("A/RES/61/165", "A/RES/61/166")
    ]  # fmt: skip
    assert rows(connection, "select distinct ordinal, position, text from heading order by 1") == [
        (1, 1, "I. General"),
        (2, 2, "Annex"),
    ]


def test_loading_the_same_again_touches_no_row(engine: Engine) -> None:
    files = [item(annotated()), item(replace(documented(), symbol="A/RES/61/166"))]
    broken = rejected("x.md", digest("x"), None, "empty", issues=(ParseIssue("empty", "is empty"),))
    with engine.begin() as connection:
        assert load(connection, *files, broken).rows
        before = every_row(connection)
    with engine.begin() as connection:
        again = load(connection, *files, broken)
        assert not again.rows
        assert every_row(connection) == before


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


def test_citations_are_resolved_in_their_language_also_when_the_cited_comes_later(
    connection: Connection,
) -> None:
    load(connection, item(annotated()), item(resolution("A/RES/60/169", language="fr")))
    cited = "select distinct language from citation left join resolution using (resolution_id)"
    assert rows(connection, cited) == [(None,)]
    load(connection, item(resolution("A/RES/60/169", date(2005, 12, 16))))
    assert rows(connection, cited) == [("en",)]


def test_a_mark_that_two_notes_bear_leads_to_neither(connection: Connection) -> None:
    twice = replace(
        annotated(),
        footnotes=(Footnote("1", "One.", "One."), Footnote("1", "Two.", "A/RES/60/169")),
    )
    load(connection, item(twice))
    assert rows(connection, "select mark, footnote_id from footnote_reference") == [("1", None)]
    assert rows(connection, "select text from citation join footnote using (footnote_id)") == [
        ("Two.",)
    ]


def test_what_no_resolution_names_any_more_is_forgotten(connection: Connection) -> None:
    load(connection, item(documented(), "x.md"))
    load(connection, item(resolution(), "x.md"))
    for table in ("state", "subject", "committee", "agenda_item", "sponsor", "vote", "adoption"):
        assert rows(connection, f"select * from {table}") == [], table


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_order_and_grouping_gives_the_same_rows(engine: Engine, data: st.DataObject) -> None:
    files = [
        item(annotated(), "a.md"),
        item(replace(annotated(), source_format=SourceFormat.PDF_TEXT), "b.txt"),
        item(resolution(source_format=SourceFormat.MARKDOWN), "c.md"),
        item(documented(), "d.md"),
        item(resolution("A/RES/60/169", date(2005, 12, 16)), "e.md"),
        item(resolution("A/RES/60/169", None, language="fr"), "f.md"),
        rejected("g.md", digest("g"), None, "empty"),
    ]
    order = [files[place] for place in data.draw(st.permutations(range(len(files))))]
    batch = data.draw(st.integers(1, len(files)))
    with engine.connect() as connection:
        load(connection, *files)
        expected = contents(connection)
    with engine.connect() as connection:
        load(connection, *order, batch=batch)
        assert contents(connection) == expected


def contents(connection: Connection) -> list[object]:
    return [
        rows(connection, query)
        for query in (
            CONTENT,
            "select path, sha256, status, reason from source_document order by path",
            (
                "select cited_symbol, cited_text, symbol from citation "
                "left join resolution using (resolution_id) order by 1, 2, 3"
            ),
            (
                "select path, code, parse_issue.resolution_id is null from parse_issue "
                "join source_document using (source_document_id) order by 1, 2"
            ),
            "select name from state order by 1",
            "select symbol, adoption.method from adoption join resolution using (resolution_id)",
        )
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


def test_dated_resolutions_are_read_back_for_linking(connection: Connection) -> None:
    load(connection, item(resolution("A/RES/1/1", None)), item(annotated()))
    (document,) = link_documents(connection)
    keys = [key for (key,) in rows(connection, "select paragraph_id from paragraph order by 1")]
    assert document == LinkDocument(
        symbol="A/RES/61/165",
        language="en",
        adopted_on=date(2006, 12, 19),
        title="Protection of migrants",
        organ="General Assembly",
        previous_symbol="A/RES/60/169",
        cited_symbols=frozenset({"A/RES/60/169"}),
        clauses=tuple(
            LinkClause(key, one.label, one.kind, position, one.text, one.parent_label)
            for key, (position, one) in zip(
                keys[1:], enumerate(annotated().clauses, start=1), strict=True
            )
        ),
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Inter-American Court, OC-16/99", "InterAmerican Court OC 16/99", True),
        ("workers’ rights;", "WORKERS' RIGHTS.", True),
        ("migrant workers", "migrants workers", False),
    ],
)
def test_wording_is_told_by_words_not_by_typography(one: str, other: str, same: bool) -> None:
    assert (measure(one).wording_key == measure(other).wording_key) is same


def test_half_a_batch_is_never_stored(engine: Engine) -> None:
    sound: FileItem = item(annotated())
    assert sound.content is not None
    spoilt = replace(sound.content, references=((9, 1, "1", 0, None),))
    with pytest.raises(IndexError), engine.begin() as connection:
        load(connection, item(resolution("A/RES/1/1")), replace(sound, content=spoilt))
    with engine.connect() as connection:
        assert rows(connection, "select * from resolution") == []
        assert rows(connection, "select * from load_run") == []


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
