"""A likeness is a share, however often a word came down."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.link import explain
from etl.model import ClauseKind, LinkClause, LinkDocument
from etl.trace import trace

PHRASES = st.lists(
    st.sampled_from(
        [
            "the human rights of all migrants",
            "the report of the Special Rapporteur",
            "access to justice and remedies",
            "and again",
        ]
    ),
    min_size=1,
    max_size=5,
).map(lambda phrases: "Calls upon States to respect " + " and ".join(phrases))


def document(year: int, texts: list[str]) -> LinkDocument:
    clauses = tuple(
        LinkClause(year * 10 + place, f"OP{place + 1}", ClauseKind.OPERATIVE, place + 1, text)
        for place, text in enumerate(texts)
    )
    symbol, before = f"A/RES/{year}/1", f"A/RES/{year - 1}/1"
    return LinkDocument(
        symbol,
        "en",
        date(1945 + year, 12, 1),
        "Migrants",
        "General Assembly",
        before,
        frozenset({before}),
        clauses,
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PHRASES, min_size=1, max_size=3), min_size=2, max_size=4))
def test_the_likeness_to_the_root_lies_between_nothing_and_one(years: list[list[str]]) -> None:
    documents = [document(61 + place, texts) for place, texts in enumerate(years)]
    for lineage in trace(documents, explain(documents)).lineages:
        assert 0 <= lineage.root_similarity <= 1
