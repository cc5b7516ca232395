"""What a change leaves alone: whoever is not told affected has the explanation it had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.link import DEFAULT
from etl.link.affected import Known, affected
from etl.link.explanation import Linker
from etl.link.outline import outline
from etl.link.packing import Explained
from etl.model import LinkClause, LinkDocument
from tests.link.test_laws import resolutions
from tests.link.texts import document, reference_documents, seeds


def explained(documents: Sequence[LinkDocument]) -> dict[str, Explained]:
    return {one.symbol: one for one in Linker.of(documents, DEFAULT).explain()}


def told(before: Sequence[LinkDocument], after: Sequence[LinkDocument]) -> frozenset[str]:
    """The documents that must be explained anew after a change."""
    found = explained(before)
    known = {d.symbol: Known.of(outline(d), found[d.symbol].sought) for d in before}
    old = {document.symbol: document for document in before}
    touched = {one.symbol for one in after if old.get(one.symbol) != one}
    return affected(known, {d.symbol: outline(d) for d in after}, touched, DEFAULT)


def compared(before: Sequence[LinkDocument], after: Sequence[LinkDocument]) -> frozenset[str]:
    """Prove that the others have the explanation they had, and that these get theirs alone."""
    asked = told(before, after)
    old, new = explained(before), explained(after)
    for symbol in new.keys() - asked:
        assert old[symbol].explanations == new[symbol].explanations
        assert (old[symbol].sought == new[symbol].sought).all()
    clauses = {document.symbol: document.clauses for document in after}
    outlines = [outline(document) for document in after]

    def texts(symbols: Sequence[str]) -> dict[str, Sequence[LinkClause]]:
        return {symbol: clauses[symbol] for symbol in symbols}

    partly = Linker(outlines, texts, DEFAULT, asked).explain() if asked else []
    assert {one.symbol for one in partly} == asked
    for one in partly:
        assert one.explanations == new[one.symbol].explanations
        assert (one.sought == new[one.symbol].sought).all()
    return asked


@settings(max_examples=60)
@given(resolutions(), st.data())
def test_whoever_a_change_does_not_affect_stays_as_it_is(
    drawn: list[LinkDocument], data: st.DataObject
) -> None:
    documents = [replace(one, language="en") for one in drawn]
    before = data.draw(st.lists(st.sampled_from(documents), unique_by=lambda one: one.symbol))
    after = [one for one in documents if data.draw(st.booleans())]
    redated = data.draw(st.sampled_from(documents)).symbol
    after = [
        replace(one, adopted_on=one.adopted_on + timedelta(days=1))
        if one.symbol == redated
        else one
        for one in after
    ]
    compared(before, after)


def test_every_backfill_and_removal_among_the_seeds_is_told() -> None:
    documents = seeds()
    for missing in documents:
        others = [one for one in documents if one is not missing]
        compared(others, documents)
        compared(documents, others)


def test_every_backfill_among_the_reference_sets_is_told(reference_folder: Path) -> None:
    documents = [d for own in reference_documents(reference_folder / "gold")[1:] for d in own]
    for missing in documents[::4]:
        compared([one for one in documents if one is not missing], documents)


def test_the_latest_resolution_affects_no_other() -> None:
    *earlier, latest = sorted(seeds(), key=lambda one: one.adopted_on)
    assert compared(earlier, [*earlier, latest]) == {latest.symbol}


def test_a_resolution_on_another_subject_affects_nobody_later() -> None:
    other = document(
        "A/RES/60/7",
        "2005-11-21",
        {"OP1": "Endorses the guidelines for lighthouses along the shores of northern seas;"},
        title="Lighthouses",
    )
    assert compared(seeds(), [*seeds(), other]) == {other.symbol}


def test_a_corrected_text_affects_those_that_carry_its_words() -> None:
    old = seeds()[0]
    clauses = tuple(
        replace(one, text=one.text.replace("migrants", "people")) for one in old.clauses
    )
    corrected = replace(old, clauses=clauses)
    asked = compared(seeds(), [corrected, *seeds()[1:]])
    assert {old.symbol, seeds()[1].symbol} <= asked


def test_nothing_changed_affects_nobody() -> None:
    assert compared(seeds(), seeds()) == frozenset()
