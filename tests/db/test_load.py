from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from etl.load import link_documents, rejected
from etl.load.items import FileItem, measure
from etl.model import (
    Adoption,
    Footnote,
    Heading,
    LinkClause,
    LinkDocument,
    ParseIssue,
    Resolution,
    SourceFormat,
    SponsorStep,
    Subject,
    VoteCast,
)
from tests.db.samples import CONTENT, annotated, digest, every_row, item, load, resolution, rows


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
