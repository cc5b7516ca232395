"""The lexicon of opening phrases, and the view that ranks what changed by it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, text

from etl.db.lexicon import lexicon_rows, store_lexicon
from etl.grammar.opening import opening_phrase
from etl.load import link_documents
from etl.model import Relation
from etl.publish import publish
from tests.db.samples import clause, item, load, resolution, rows
from tests.db.test_trace_store import store
from tests.db.test_views import edge


def test_the_table_is_kept_equal_to_the_file(connection: Connection) -> None:
    assert store_lexicon(connection).added == len(lexicon_rows())
    connection.execute(text("update opening_phrase set strength = 99 where phrase = 'urges'"))
    connection.execute(text("delete from opening_phrase where phrase = 'invites'"))
    changed = store_lexicon(connection)
    assert (changed.added, changed.removed, changed.changed) == (1, 0, 1)
    assert not store_lexicon(connection)


def test_publishing_brings_the_lexicon(connection: Connection) -> None:
    publish(connection)
    assert rows(connection, "select count(*) from opening_phrase") == [(len(lexicon_rows()),)]


def test_every_place_on_a_scale_says_where_it_comes_from() -> None:
    for language, phrase, _, _, strength, note in lexicon_rows():
        assert strength is None or note, (language, phrase)


def test_forms_of_one_phrase_have_one_strength() -> None:
    strengths: dict[str, set[int]] = {}
    for _, _, verb, kind, strength, _ in lexicon_rows():
        strengths.setdefault(f"{kind} {verb}", set()).add(strength)
    assert {verb for verb, found in strengths.items() if len(found) > 1} == set()


def test_ranked_phrases_are_phrases_of_the_grammar() -> None:
    """What the parser would never find as a phrase could not be ranked."""
    unfound = [
        phrase
        for language, phrase, _, kind, _, _ in lexicon_rows()
        if language == "en"
        and kind == "request"
        and opening_phrase(f"{phrase[0].upper()}{phrase[1:]} the States", len(phrase)) is None
    ]
    assert unfound == []


CHANGES = [
    # Stronger and weaker requests, whatever the form and the words of order.
    ("Encourages", "Also urges", "strengthened", "request"),
    ("Calls once again upon", "Invites", "weakened", "request"),
    ("Urging", "Demands", "strengthened", "request"),
    ("Further requests", "Also, in this regard, calls upon", "weakened", "request"),
    ("Strongly urges", "Urges", "weakened", "request"),
    ("Strongly encourages", "Calls upon", "strengthened", "request"),
    ("Requests", "Reiterates its request", None, None),
    ("Calls upon", "Recommends", "same strength", "request"),
    # How something is received, how concern is put.
    ("Takes note", "Welcomes", "strengthened", "reception"),
    ("Welcoming", "Noting with appreciation", "weakened", "reception"),
    ("Concerned", "Expressing grave concern", "strengthened", "concern"),
    ("Strongly condemns", "Deplores", "weakened", "concern"),
    # Only the form or a word of order changed: no row.
    ("Requests", "Also requests", None, None),
    ("Recognizing", "Recognizes further", None, None),
    ("Takes note also", "Taking note", None, None),
    # On different scales or on none.
    ("Welcomes", "Encourages", "other", None),
    ("Recalls", "Reaffirms", "other", None),
    ("Ponders", "Urges", "other", None),
]


def test_changes_of_openings_are_ranked(connection: Connection) -> None:
    labels = [f"OP{number}" for number in range(1, len(CHANGES) + 1)]

    def year(symbol: str, adopted_on: date, side: int) -> None:
        clauses = [
            clause(label, f"{row[side]} States to act.", opening_phrase=row[side])
            for label, row in zip(labels, CHANGES, strict=True)
        ]
        load(connection, item(resolution(symbol, adopted_on, clauses)))

    year("A/RES/61/165", date(2006, 12, 19), 0)
    year("A/RES/62/156", date(2007, 12, 18), 1)
    documents = {document.symbol: document for document in link_documents(connection)}
    one, two = documents["A/RES/61/165"], documents["A/RES/62/156"]
    edges = [edge((two, label), (one, label), Relation.REWORDED) for label in labels]
    store(connection, list(documents.values()), edges)
    publish(connection)
    found = {
        (old, new): (direction, kind)
        for old, new, direction, kind in rows(
            connection,
            "select old_opening_phrase, new_opening_phrase, direction, kind "
            "from report.opening_phrase_changes",
        )
    }
    for old, new, direction, kind in CHANGES:
        assert found.get((old, new), (None, None)) == (direction, kind), (old, new)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("calls upon", "requests"),
        ("requests", "urges"),
        ("urges", "demands"),
        ("concerned", "deplores"),
        ("deplores", "condemns"),
        ("condemns", "alarmed"),
        ("alarmed", "shocked"),
        ("takes note", "welcomes"),
    ],
)
def test_the_scales_keep_the_order_of_their_source(weaker: str, stronger: str) -> None:
    strengths = {row[1]: row[4] for row in lexicon_rows()}
    assert strengths[weaker] < strengths[stronger]
