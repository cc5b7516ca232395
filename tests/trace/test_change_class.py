"""Classes of changes: each rule on its rows, and all of them on changes read by eye."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from etl.grammar.figures import states_a_figure
from etl.trace.change_class import change_class
from etl.trace.changes import Run, class_of_run

# Changes drawn by lot (fixed seeds) from the official files of sessions 74 to 80 and from the five
# seeds, each read and classed by eye before the program's own class was looked at. The 210 of the
# development half are spread over relations, subjects and the classes given at the time; the rules
# were mended on them (from 92 % on one half of it and 90 % on the other). The 62 of the check half
# were drawn afterwards, spread over relations, and nothing was mended on them.
REFERENCE = Path(__file__).parent / "change_classes.jsonl"
LEAST_RIGHT = 0.95


@pytest.mark.parametrize("half", ["development", "check"])
def test_nearly_all_changes_read_by_eye_are_classed_as_read(
    half: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.loads(line) for line in REFERENCE.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["half"] == half]
    assert len(rows) > 60
    confused: Counter[tuple[str, str]] = Counter()
    for row in rows:
        parent = row["parent_before"] + row["old"] + row["after"]
        child = row["child_before"] + row["new"] + row["after"]
        starts = len(row["parent_before"]), len(row["child_before"])
        run = Run(starts[0], starts[0] + len(row["old"]), starts[1], starts[1] + len(row["new"]))
        found = class_of_run(run, child, parent, "en")
        if found != row["change_class"]:
            confused[row["change_class"], found] += 1
    right = 1 - confused.total() / len(rows)
    with capsys.disabled():
        sys.stdout.write(f"\nclasses of changes, {half} half: {right:.1%} of {len(rows)} right\n")
    assert right >= LEAST_RIGHT, confused


@pytest.mark.parametrize(
    ("before", "text", "after", "is_figure"),
    [
        ("in the amount of ", "30,709,100", " dollars", True),
        ("representing some ", "3.5", " per cent", True),
        ("concern that only ", "103", " Member States", True),
        ("the ", "three", " global programmes", True),
        ("by resolution ", "74/148", " of 18 December", False),
        ("of ", "18", " December 2019", False),
        ("from ", "16 to 18", " December 2024", False),
        ("ended 30 June ", "2019", " shall be", False),
        ("in paragraphs ", "29", " and 30 above", False),
        ("resolution ", "2650 (2022)", " of", False),
        ("at its ", "seventy-third", " session", False),
        ("comprising GC(69)/", "RES/9", " A", False),
        ("and ", "one", " of the", False),
        ("segment from ", "10.30", " a.m. to 5 p.m.", False),
        ("Council resolution ", "2663", " (2022)", False),
        ("another ", "2663", " States", True),
        ("of 24 December ", "2107", ", 73/276", False),
        ("", "twenty", "-sixth session", False),
    ],
)
def test_figures_are_told_from_references(
    before: str, text: str, after: str, is_figure: bool
) -> None:
    assert states_a_figure(text, before=before, after=after) == is_figure


def test_an_item_more_of_a_list_is_a_change_of_references() -> None:
    before = "its first cycle, in 2010, and its second cycle, in 2014,"
    assert change_class("", " and its third cycle, in 2019,", before=before) == "reference"
    assert change_class("", " and its third cycle, in 2019,") == "substantive"
    assert change_class("", " and its first report, of 2019,", before=before) == "substantive"


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("fr", " et", ",", "grammatical"),
        ("fr", "les rapports", "le rapport", "grammatical"),
        ("fr", "immigration", "migration", "substantive"),
        ("es", "también ", "", "grammatical"),
        ("es", "protección", "promoción", "substantive"),
        ("xx", "and", "or", "substantive"),
        ("xx", "21/3", "22/4", "reference"),
        ("ru", "2019", "2021", "reference"),
    ],
)
def test_grammar_is_that_of_the_language(language: str, old: str, new: str, expected: str) -> None:
    assert change_class(old, new, language=language) == expected


# Read off the links of the seeds and of the reference sets, and classed by reading.
@pytest.mark.parametrize(
    ("old", "new", "in_opening", "expected"),
    [
        ("InterAmerican", "Inter-American", False, "typographic"),
        (";", ",", False, "typographic"),
        ("", ",", False, "typographic"),
        ("States parties", "States Parties", False, "typographic"),
        ("workers'", "workers’", False, "typographic"),
        ("Requests", "requests", True, "typographic"),
        ("60/169", "61/165", False, "reference"),
        ("16 December 2005", "19 December 2006", False, "reference"),
        ("third and fourth", "fifth and sixth", False, "reference"),
        ("eightieth", "eighty-first", False, "reference"),
        ("2021,", "2022, and", False, "reference"),
        ("sixty-second session", "sixty-third session", False, "reference"),
        ("seventy-fifth session", "seventy-fifth and seventy-sixth sessions", False, "reference"),
        (" of 1 April 2022", "", False, "reference"),
        ("the ", "", False, "grammatical"),
        ("Also ", "", True, "grammatical"),
        ("", "Further ", True, "grammatical"),
        (" and", ",", False, "grammatical"),
        ("his", "his or her", False, "grammatical"),
        ("of", "for", False, "grammatical"),
        ("report", "reports", False, "grammatical"),
        ("integrating", "integration", False, "grammatical"),
        ("undermine", "undermines", False, "grammatical"),
        ("Urges", "Encourages", True, "opening_phrase"),
        ("Welcomes", "Notes", True, "opening_phrase"),
        ("Strongly condemns", "Condemns", True, "opening_phrase"),
        ("Takes note with interest of", "Takes note of", True, "opening_phrase"),
        ("Noting the thirteenth", "Looking forward to the fourteenth", True, "opening_phrase"),
        ("Notes the report and urges", "Urges", True, "substantive"),
        ("Expresses serious concern at", "Condemns", True, "opening_phrase"),
        ("immigration", "migration", False, "substantive"),
        ("excessive", "disproportionate", False, "substantive"),
        ("", "all ", False, "substantive"),
        ("", "children, ", False, "substantive"),
        ("outcomes", "outcome documents", False, "substantive"),
        ("ratification", "entry into effect", False, "substantive"),
        ("Urges", "Encourages", False, "substantive"),
        ("Human Rights Council resolution 46/18", "the report", False, "substantive"),
        (" without the required travel documents", "", False, "substantive"),
    ],
)  # fmt: skip
def test_changes_are_classed_as_a_reader_classes_them(
    old: str, new: str, in_opening: bool, expected: str
) -> None:
    before = "" if in_opening else "Recalling further, where it stands in mid-sentence, that "
    parent, child = f"{before}{old} the rest", f"{before}{new} the rest"
    run = Run(len(before), len(before) + len(old), len(before), len(before) + len(new))
    assert class_of_run(run, child, parent, "en") == expected
