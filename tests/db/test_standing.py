"""Which source counts, decided without a database; a plain dictionary stands in for the table."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.load.items import FileItem, rejected
from etl.load.standing import File, SourceRow, standing
from etl.model import Heading, Resolution, SourceFormat
from tests.db.samples import annotated, clause, digest, item, resolution

FORMATS = list(SourceFormat)


def source(
    symbol: str, source_format: SourceFormat, content: str, path: str = "", text: str = ""
) -> FileItem:
    """A file whose bytes are known by ``content`` and say ``text`` (the content if not given)."""
    words = clause("OP1", f"Decides {text or content}.")
    read = resolution(symbol, clauses=[words], source_format=source_format)
    return item(read, path or f"{symbol}.{source_format}.{content}", content)


def settle(*batches: list[FileItem]) -> dict[File, SourceRow]:
    """Let batches arrive one after the other; return what is known at the end."""
    table: dict[int, SourceRow] = {}
    for batch in batches:
        placed = standing(table.values(), batch, present=())
        for row_id in placed.gone:
            del table[row_id]
        for row in placed.rows:
            row_id = row.row_id or max(table, default=0) + 1
            table[row_id] = replace(row, row_id=row_id)
    return {row.file: row for row in table.values()}


def told(table: dict[File, SourceRow]) -> dict[File, tuple[str, str | None]]:
    return {file: (row.status, row.reason) for file, row in table.items()}


@given(
    st.lists(
        st.builds(
            source,
            st.sampled_from(["A/RES/1/1", "A/RES/1/2"]),
            st.sampled_from(FORMATS),
            st.sampled_from("abc"),
            text=st.sampled_from(["", "one", "two"]),
        ),
        unique_by=lambda one: one.path,
        max_size=8,
    ),
    st.data(),
)
def test_the_same_source_counts_in_any_order_and_grouping(
    items: list[FileItem], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(items))
    batches: list[list[FileItem]] = [[]]
    for one in shuffled:
        if data.draw(st.booleans()):
            batches.append([])
        batches[-1].append(one)
    table = settle(*batches)
    assert told(table) == told(settle(items))
    for symbol in {row.symbol for row in table.values()}:
        rivals = [row for row in table.values() if row.symbol == symbol]
        loaded = [row for row in rivals if row.status == "loaded"]
        assert len(loaded) == 1
        assert all(loaded[0].rank <= row.rank for row in rivals)


@pytest.mark.parametrize(
    ("better", "worse"),
    [(FORMATS[first], FORMATS[second]) for first in range(4) for second in range(first + 1, 4)],
)
def test_the_better_format_counts(better: SourceFormat, worse: SourceFormat) -> None:
    good, bad = source("A/RES/1/1", better, "z"), source("A/RES/1/1", worse, "a")
    table = settle([bad], [good])
    assert table[good.path, good.sha256].status == "loaded"
    assert told(table)[bad.path, bad.sha256] == (
        "superseded",
        f"{good.path} is the better source of A/RES/1/1 (en)",
    )


def test_two_different_texts_of_one_symbol_are_told_apart_by_digest_and_both_named() -> None:
    one = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "first.md")
    other = source("A/RES/1/1", SourceFormat.MARKDOWN, "b", "second.md")
    winner, loser = sorted([one, other], key=lambda found: found.sha256 or "")
    status, reason = told(settle([one, other]))[loser.path, loser.sha256]
    assert status == "superseded"
    assert reason is not None
    assert "first.md" in reason
    assert "second.md" in reason
    assert reason.endswith(f"was kept, {winner.path}")


def test_equally_good_sources_with_the_same_words_contradict_nobody() -> None:
    first, second, third = sorted("abc", key=digest)
    winner = source("A/RES/1/1", SourceFormat.AKOMA_NTOSO, first, "77/x.xml", "to act")
    same = source("A/RES/1/1", SourceFormat.AKOMA_NTOSO, second, "ES-11/x.xml", "to act")
    other = source("A/RES/1/1", SourceFormat.AKOMA_NTOSO, third, "76/x.xml", "not to act")
    for batches in permutations([[winner], [same], [other]]):
        reasons = {path: reason for (path, _), (_, reason) in told(settle(*batches)).items()}
        contradicted = reasons.pop("76/x.xml") or ""
        assert "76/x.xml and 77/x.xml both hold A/RES/1/1 (en)" in contradicted
        assert reasons == {"77/x.xml": None, "ES-11/x.xml": "same text as 77/x.xml"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (annotated(), annotated(), True),
        # What describes a resolution is not what it says.
        (annotated(), replace(annotated(), metadata=resolution().metadata), True),
        (resolution(clauses=[clause("OP1", "“Acts”")]), resolution(clauses=[clause("OP1", '"acts"')]), True),
        (resolution(clauses=[clause("OP1", "Acts")]), resolution(clauses=[clause("OP2", "Acts")]), False),
        (resolution(clauses=[clause("OP1", "Acts")]), resolution(clauses=[clause("OP1", "Asks")]), False),
        (annotated(), replace(annotated(), footnotes=(), citations=()), False),
        (annotated(), replace(annotated(), headings=(Heading("I. General", 0),)), False),
    ],
)  # fmt: skip
def test_files_say_the_same_if_their_clauses_headings_and_notes_do(
    one: Resolution, other: Resolution, same: bool
) -> None:
    assert (item(one).text_key == item(other).text_key) is same


def test_an_exact_duplicate_is_called_so() -> None:
    one = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "a.md")
    copy = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "b.md")
    assert told(settle([copy], [one])) == {
        ("a.md", digest("a")): ("loaded", None),
        ("b.md", digest("a")): ("superseded", "exact duplicate of a.md"),
    }


def test_languages_do_not_compete() -> None:
    english = item(resolution(), "en.md")
    french = item(resolution(language="fr"), "fr.md")
    assert {row.status for row in settle([english, french]).values()} == {"loaded"}


def test_a_corrected_file_takes_the_place_of_its_earlier_state() -> None:
    first = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "x.md")
    corrected = source("A/RES/1/1", SourceFormat.MARKDOWN, "b", "x.md")
    for one, other in ((first, corrected), (corrected, first)):
        table = settle([one], [other])
        assert list(table) == [(other.path, other.sha256)]
        assert table[other.path, other.sha256].row_id == 1


def test_a_file_of_the_same_name_with_another_resolution_is_another_file() -> None:
    one = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "x.md")
    other = source("A/RES/1/2", SourceFormat.MARKDOWN, "b", "x.md")
    assert {row.status for row in settle([one], [other]).values()} == {"loaded"}
    assert len(settle([one], [other])) == 2


def test_two_files_of_one_name_found_together_are_both_kept() -> None:
    one = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "x.md")
    other = source("A/RES/1/1", SourceFormat.MARKDOWN, "b", "x.md")
    assert sorted(row.status for row in settle([one, other]).values()) == ["loaded", "superseded"]


def test_a_rejected_file_that_was_repaired_is_loaded_and_its_rejection_forgotten() -> None:
    broken = rejected("x.md", digest("broken"), None, "it breaks off", line=7)
    sound = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "x.md")
    assert told(settle([broken])) == {("x.md", digest("broken")): ("rejected", "it breaks off")}
    assert told(settle([broken], [sound])) == {("x.md", digest("a")): ("loaded", None)}


def test_a_file_that_broke_is_rejected_and_what_it_held_before_stays_loaded() -> None:
    sound = source("A/RES/1/1", SourceFormat.MARKDOWN, "a", "x.md")
    broken = rejected("x.md", digest("broken"), None, "it breaks off", line=7)
    table = settle([sound], [broken])
    assert table["x.md", digest("a")].status == "loaded"
    assert table["x.md", digest("broken")].status == "rejected"


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (resolution(clauses=resolution().clauses * 2), "A/RES/61/165#OP1"),
        (replace(resolution(), clauses=()), "no clause"),
    ],
)
def test_a_resolution_that_the_tables_cannot_hold_is_rejected_whole(
    read: Resolution, reason: str
) -> None:
    one = item(read)
    assert one.content is None
    assert one.reason is not None
    assert reason in one.reason
