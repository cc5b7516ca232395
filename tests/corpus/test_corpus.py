"""What must be true of every resolution of the corpus once it is parsed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from etl.model import ClauseKind
from tests.corpus.conftest import Parsed
from tests.parse.conservation import words_of_document, words_of_resolution

pytestmark = pytest.mark.slow

# Files, clauses and footnotes by session: files as the archive lists them, the rest as read.
COUNTS: dict[str, tuple[int, int, int]] = {
    "74": (313, 13_471, 2_877),
    "75": (338, 14_569, 2_996),
    "76": (310, 14_364, 3_041),
    "77": (343, 14_948, 3_319),
    "78": (329, 14_835, 3_214),
    "79": (336, 17_301, 3_400),
    "80": (263, 13_765, 3_147),
    "ES-10": (3, 114, 10),
    "ES-11": (9, 191, 15),
    "S-32": (1, 101, 6),
}
# Paragraph 231 of 77/248 is followed by 233.
NUMBERS_OUT_OF_ORDER = 1


def test_every_word_stands_in_exactly_one_clause_or_heading_in_order(
    corpus: list[Parsed],
) -> None:
    lost = [
        parsed.path
        for parsed in corpus
        if words_of_document(parsed.document) != words_of_resolution(parsed.resolution)
    ]
    assert lost == []


def test_every_footnote_stands_once_as_it_was_printed(corpus: list[Parsed]) -> None:
    for parsed in corpus:
        printed = sorted((note.mark, note.text) for note in parsed.document.notes)
        stored = sorted((note.mark, note.text) for note in parsed.resolution.footnotes)
        assert stored == printed, parsed.path


def test_every_session_has_its_files_clauses_and_footnotes(corpus: list[Parsed]) -> None:
    files: Counter[str] = Counter()
    clauses: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for parsed in corpus:
        session = parsed.document.metadata.session or ""
        files[session] += 1
        clauses[session] += len(parsed.resolution.clauses)
        notes[session] += len(parsed.resolution.footnotes)
    counted = {session: (files[session], clauses[session], notes[session]) for session in files}
    for session, numbers in sorted(counted.items()):
        line = f"{session:>6}: {numbers[0]:,} files, {numbers[1]:,} clauses, {numbers[2]:,} notes"
        sys.stdout.write(f"{line}\n")
    assert counted == COUNTS


def test_every_label_is_unique_and_every_parent_stands_before_its_child(
    corpus: list[Parsed],
) -> None:
    for parsed in corpus:
        seen: set[str] = set()
        for clause in parsed.resolution.clauses:
            assert clause.label not in seen, (parsed.path, clause.label)
            assert clause.parent_label is None or clause.parent_label in seen, parsed.path
            seen.add(clause.label)


def test_every_label_tells_its_kind(corpus: list[Parsed]) -> None:
    starts = {
        ClauseKind.PREAMBULAR: "PP",
        ClauseKind.OPERATIVE: "OP",
        ClauseKind.ANNEX: "AX",
    }
    for parsed in corpus:
        for clause in parsed.resolution.clauses:
            parts = clause.label.split("(")[0].split(".")
            told = [part[:2] for part in parts if part[:2] in starts.values()]
            assert told == [starts[clause.kind]], (parsed.path, clause.label)


def test_no_number_is_labelled_by_counting_repetitions(corpus: list[Parsed]) -> None:
    issues = Counter(issue.code for parsed in corpus for issue in parsed.resolution.issues)
    assert issues["number_repeated"] == 0
    assert issues["numbering_out_of_order"] == NUMBERS_OUT_OF_ORDER


def test_the_reference_clauses_equal_the_parsed_ones(
    corpus: list[Parsed], reference_folder: Path
) -> None:
    parsed = {one.resolution.symbol: one.resolution for one in corpus}
    files = sorted(reference_folder.glob("gold/series/*/clauses/*.jsonl"))
    assert files
    for file in files:
        lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        wanted = [(line["label"], line["kind"], line["text"]) for line in lines]
        resolution = parsed[lines[0]["symbol"]]
        found = [(clause.label, clause.kind.value, clause.text) for clause in resolution.clauses]
        assert found == wanted, file.name
