"""What a change leaves alone: whoever is not told affected has the explanation it had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.link import DEFAULT
from etl.link.affected import Known, affected
from etl.link.align import align
from etl.link.comparison import Candidate, Source, score
from etl.link.explanation import Explained, Linker
from etl.link.outline import outline
from etl.link.parameters import Parameters
from etl.link.series import OTHERS, nearest_row
from etl.link.threshold import NO_PARENT
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
    return _explained(tuple(documents), parameters)


@lru_cache(maxsize=8)  # both sides of a comparison ask for the same
def _explained(documents: tuple[LinkDocument, ...], parameters: Parameters) -> dict[str, Explained]:
    return {one.symbol: one for one in Linker.of(documents, parameters).explain()}


def told(
    before: Sequence[LinkDocument],
    after: Sequence[LinkDocument],
    parameters: Parameters = DEFAULT,
) -> frozenset[str]:
    """The documents that must be explained anew after a change."""
    found = explained(before, parameters)
    known = {d.symbol: Known.of(outline(d), found[d.symbol]) for d in before}
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
        for own, other in zip(old[symbol].thresholds, new[symbol].thresholds, strict=True):
            assert (own == other).all()
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


class Found(NamedTuple):
    """What a document finds among all others.

    Attributes:
        nearest: the nearest of its series, and per clause the nearest of the same words.
        searched: per clause what its search finds, with the row of each.
    """

    nearest: list[Place | None]
    searched: dict[int, dict[Place, int]]


def found_by(linker: Linker, one: Known) -> Found:
    """What a document finds by name, by the same words, and by its search."""
    collection, documents = linker.collection, linker.collection.documents
    number = numbered(linker, one)
    sources = linker.finder.sources(number)

    def place(row: int) -> Place:
        return documents[collection.document_of[row]].symbol, collection.position(row)

    nearest: list[Place | None] = [(documents[n].symbol, 0) for n in sources.members[:1]]
    for row in collection.rows(number):
        wording, position = collection.wording_of[row], collection.position(row)
        same = nearest_row(collection, wording, sources, position)
        nearest.append(None if same is None else place(same))
    wanted = linker.index.wanted(number, collection.weights_of(number) * one.sought)
    earlier = collection.wordings_before(sources.before)
    own = collection.wordings_in(sources.members)
    searched: dict[int, dict[Place, int]] = {}
    if wanted.pairs.size:
        for row, wordings in linker.index.search(wanted, earlier, own, linker.parameters).items():
            position = collection.position(row)
            rows = [nearest_row(collection, wording, sources, position) for wording in wordings]
            searched[position] = {place(near): near for near in rows if near is not None}
    return Found(nearest, searched)


def numbered(linker: Linker, one: Known) -> int:
    documents = linker.collection.documents
    return next(n for n, other in enumerate(documents) if other.symbol == one.outline.symbol)


def is_of_account(linker: Linker, one: Known, position: int, row: int) -> bool:
    """Whether a source could be chosen or remembered, word by word."""
    collection, parameters = linker.collection, linker.parameters
    document = numbered(linker, one)
    own = collection.rows(document)[position - 1]
    sources = linker.finder.sources(document)
    source, child = collection.weighed(row), collection.weighed(own)
    tier, day = sources.tier(collection.document_of[row]), collection.days[document]
    alignment = align(child, source, parameters)
    candidate = Candidate(Source(tier, False, day, ("", 0), source), row, alignment)
    least_scores, is_open = one.thresholds
    first = sum(one.outline.lengths[: position - 1].tolist())
    words, weights = range(len(child.code)), collection.weights(own)
    starts = range(len(child.code) - parameters.least_run + 1)
    could_be_further = sum(
        weights[n] for n in words if is_open[first + n] and child.code[n] in source.code
    ) > parameters.least_further_elsewhere - 1e-6 and any(
        all(is_open[first + start + n] for n in range(parameters.least_run))
        and child.code[start : start + parameters.least_run] in source.code
        for start in starts
    )
    most, is_own = score(candidate, 0.0, parameters), tier != OTHERS
    if not alignment.runs:
        return False
    if least_scores[position - 1] == NO_PARENT:
        return most + is_own * parameters.nearness > parameters.least_score - 0.00005
    is_like = round(most, 4) * 10_000 > least_scores[position - 1] - 0.5
    return is_own or is_like or could_be_further


def told_by_all(
    before: Sequence[LinkDocument], after: Sequence[LinkDocument], parameters: Parameters
) -> frozenset[str]:
    """The slow twin: everything that every later document finds, before and after a change."""
    old, new = Linker.of(before, parameters), Linker.of(after, parameters)
    found = explained(before, parameters)
    known = {d.symbol: Known.of(outline(d), found[d.symbol]) for d in before}
    unchanged = {one.symbol for one in before if one in after}
    told = {one.symbol for one in after} - unchanged
    changed = {one.symbol for one in (*before, *after)} - unchanged
    for symbol in unchanged:
        was, now = found_by(old, known[symbol]), found_by(new, known[symbol])
        nearest = {place[0] for place in (*was.nearest, *now.nearest) if place}
        if was.nearest != now.nearest or not nearest.isdisjoint(changed):
            told.add(symbol)
        for linker, own, other in ((old, was, now), (new, now, was)):
            for position, rows in own.searched.items():
                for place, row in rows.items():
                    is_another = place[0] in changed or place not in other.searched.get(
                        position, {}
                    )
                    if is_another and is_of_account(linker, known[symbol], position, row):
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
        {"OP1": "Lanterns glow softly beyond the distant harbours at night"},
        title="Harbours",
    )
    common = document(
        "A/RES/51/1",
        "1996-10-02",
        {
            "OP1": "Welcomes that lanterns glow in every other window of the town",
            "OP2": "Stresses how stars glow softly tonight above old chimneys",
            "OP3": "Recalls songs that were heard softly beyond three rivers",
            "OP4": "Regrets that gulls vanish beyond the distant hills",
            "OP5": "Invites all to paint distant harbours at dawn",
        },
        title="Windows",
    )
    later = document(
        "A/RES/52/1",
        "1997-10-02",
        {
            "OP1": "Requests fishermen to mend nets where lanterns glow softly beyond the "
            "distant harbours at night"
        },
        title="Nets",
    )
    others, every = [found, later], [found, common, later]
    assert told_by_all(others, every, FEW_COMMON) == {common.symbol, later.symbol}
    assert told(others, every, FEW_COMMON) == {common.symbol, later.symbol}
    assert told(every, others, FEW_COMMON) == {later.symbol}


def test_nothing_changed_affects_nobody() -> None:
    assert compared(seeds(), seeds()) == frozenset()
