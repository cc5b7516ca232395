"""What a change leaves alone: whoever is not told affected has the explanation it had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.link import DEFAULT
from etl.link.affected import Known, affected
from etl.link.explanation import Explained, Linker
from etl.link.outline import outline
from etl.link.parameters import Parameters
from etl.link.series import nearest_row
from etl.model import LinkClause, LinkDocument
from tests.link.test_laws import resolutions
from tests.link.texts import document, reference_documents, seeds

Place = tuple[str, int]
"""A clause by symbol and position."""


FEW_COMMON = replace(DEFAULT, common_pair=1)
"""With so few documents most pairs of words that are common at all become so by the change."""


def explained(
    documents: Sequence[LinkDocument], parameters: Parameters = DEFAULT
) -> dict[str, Explained]:
    return {one.symbol: one for one in Linker.of(documents, parameters).explain()}


def told(
    before: Sequence[LinkDocument],
    after: Sequence[LinkDocument],
    parameters: Parameters = DEFAULT,
) -> frozenset[str]:
    """The documents that must be explained anew after a change."""
    found = explained(before, parameters)
    known = {d.symbol: Known.of(outline(d), found[d.symbol].sought) for d in before}
    old = {document.symbol: document for document in before}
    touched = {one.symbol for one in after if old.get(one.symbol) != one}
    return affected(known, {d.symbol: outline(d) for d in after}, touched, parameters)


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


def found_by(linker: Linker, one: Known) -> tuple[list[Place | None], list[list[Place | None]]]:
    """What a document finds among all others: by name and by the same words, and by its search."""
    collection, documents = linker.collection, linker.collection.documents
    number = next(n for n, other in enumerate(documents) if other.symbol == one.outline.symbol)
    sources = linker.finder.sources(number)

    def nearest(wording: int, position: int) -> Place | None:
        row = nearest_row(collection, wording, sources, position)
        if row is None:
            return None
        return documents[collection.document_of[row]].symbol, collection.position(row)

    named: list[Place | None] = [(documents[n].symbol, 0) for n in sources.members]
    named += [(documents[n].symbol, -1) for n in sources.cited]
    for row in collection.rows(number):
        named.append(nearest(collection.wording_of[row], collection.position(row)))
    wanted = linker.index.wanted(number, collection.weights_of(number) * one.sought)
    earlier = collection.wordings_before(sources.before)
    own = collection.wordings_in(sources.members)
    searched = (
        linker.index.search(wanted, earlier, own, linker.parameters) if wanted.pairs.size else {}
    )
    return named, [
        sorted({nearest(wording, collection.position(row)) for wording in wordings}, key=str)
        for row, wordings in sorted(searched.items(), key=lambda item: collection.position(item[0]))
    ]


def told_by_all(
    before: Sequence[LinkDocument], after: Sequence[LinkDocument], parameters: Parameters
) -> frozenset[str]:
    """The slow twin: everything that every later document finds, before and after a change."""
    old, new = Linker.of(before, parameters), Linker.of(after, parameters)
    found = explained(before, parameters)
    known = {d.symbol: Known.of(outline(d), found[d.symbol].sought) for d in before}
    unchanged = {one.symbol for one in before if one in after}
    told = {one.symbol for one in after} - unchanged
    changed = {one.symbol for one in (*before, *after)} - unchanged
    for symbol in unchanged:
        places, others = found_by(new, known[symbol])
        met = {place[0] for place in chain(places, *others) if place}
        if not met.isdisjoint(changed) or found_by(old, known[symbol]) != (places, others):
            told.add(symbol)
    return frozenset(told)


@settings(max_examples=60)
@given(resolutions(), st.sampled_from([DEFAULT, FEW_COMMON]), st.data())
def test_all_are_told_that_find_something_else_and_nobody_besides(
    drawn: list[LinkDocument], parameters: Parameters, data: st.DataObject
) -> None:
    documents = [replace(one, language="en") for one in drawn]
    before = data.draw(st.lists(st.sampled_from(documents), unique_by=lambda one: one.symbol))
    after = [one for one in documents if data.draw(st.booleans())]
    assert told(before, after, parameters) == told_by_all(before, after, parameters)


@pytest.mark.parametrize("parameters", [DEFAULT, FEW_COMMON])
def test_among_strangers_all_are_told_that_find_something_else_and_nobody_besides(
    parameters: Parameters,
) -> None:
    documents = [
        replace(one, title=one.symbol, previous_symbol=None, cited_symbols=frozenset())
        for one in seeds()
    ]
    for missing in documents:
        others = [one for one in documents if one is not missing]
        for before, after in ((others, documents), (documents, others)):
            assert told(before, after, parameters) == told_by_all(before, after, parameters)


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


def test_words_that_become_common_affect_those_that_found_something_by_them() -> None:
    found = document(
        "A/RES/50/1",
        "1995-10-02",
        {"OP1": "Notes lanterns glow softly beyond the distant harbours"},
        title="Harbours",
    )
    common = document(
        "A/RES/51/1",
        "1996-10-02",
        {
            "OP1": "Welcomes that lanterns glow in every other window of the town",
            "OP2": "Stresses how stars glow softly tonight above old chimneys",
            "OP3": "Recalls songs that were heard softly beyond three rivers",
        },
        title="Windows",
    )
    later = document(
        "A/RES/52/1",
        "1997-10-02",
        {"OP1": "Requests brave fishermen to mend nets where lanterns glow softly beyond cliffs"},
        title="Nets",
    )
    others, every = [found, later], [found, common, later]
    assert told_by_all(others, every, FEW_COMMON) == {common.symbol, later.symbol}
    assert told(others, every, FEW_COMMON) == {common.symbol, later.symbol}
    assert told(every, others, FEW_COMMON) == {later.symbol}


def test_nothing_changed_affects_nobody() -> None:
    assert compared(seeds(), seeds()) == frozenset()
