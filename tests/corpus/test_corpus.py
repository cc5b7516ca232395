"""What must be true of every resolution of the corpus once it is parsed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from etl.model import ClauseKind
from etl.sources.member_states import MEMBER_STATES
from etl.sources.sponsors import BODIES
from tests.corpus.conftest import Parsed
from tests.parse.conservation import words_of_document, words_of_resolution

pytestmark = pytest.mark.slow

# Files, clauses and footnotes by session: files as the archive lists them, the rest as read.
COUNTS: dict[str, tuple[int, int, int]] = {
    "74": (313, 13_465, 2_882),
    "75": (338, 14_562, 3_002),
    "76": (310, 14_359, 3_043),
    "77": (343, 14_946, 3_320),
    "78": (329, 14_825, 3_216),
    "79": (336, 17_232, 3_401),
    "80": (263, 13_697, 3_148),
    "ES-10": (3, 114, 10),
    "ES-11": (9, 191, 15),
    "S-32": (1, 101, 6),
}
OFFICES = {f"{office} of the Committee" for office in ("Chair", "Vice-Chair", "Rapporteur")}
# A/RES/77/230, PP4: one sentence that recalls 55 resolutions.
LONGEST_CLAUSE = 477


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
    assert issues["numbering_out_of_order"] == 0


def test_what_is_printed_under_one_number_is_split_into_its_items(corpus: list[Parsed]) -> None:
    words = [len(c.text.split()) for one in corpus for c in one.resolution.clauses]
    assert max(words) == LONGEST_CLAUSE
    # The longest paragraph of the corpus has 3,169 words: a chapeau and the items (a) to (qq).
    longest = next(one.resolution for one in corpus if one.resolution.symbol == "A/RES/78/181")
    second = [c.label for c in longest.clauses if c.label == "OP2" or c.label.startswith("OP2(")]
    assert len(second) == 1 + len("abcdefghijklmnopqrstuvwxyz") + len("abcdefghijklmnopq")


def test_every_sponsor_is_a_state_or_a_body_that_is_known(corpus: list[Parsed]) -> None:
    names = {name for one in corpus for step in one.document.metadata.steps for name in step.by}
    assert names - {*MEMBER_STATES, *BODIES, *OFFICES} == set()


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
