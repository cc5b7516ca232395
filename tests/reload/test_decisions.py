"""What decisions mean: which stand, what they rule, what a correction makes of a text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.corrections import correct
from etl.decisions import (
    COLUMNS,
    Address,
    Decision,
    DecisionKind,
    corrections,
    parse_decisions,
    rulings,
    standing,
)
from etl.errors import DecisionRefused
from etl.model import Clause, ClauseKind, Metadata, NoteReference, Resolution, Ruling, SourceFormat
from tests.reload.adoptions import symbol
from tests.reload.judgements import CHILD, OTHER, PARENT, decide, table

CLAUSES = {CHILD: (1, "child"), PARENT: (2, "parent"), OTHER: (3, "other")}


@pytest.mark.parametrize(
    ("decisions", "ruled"),
    [
        ([decide("main_parent")], [Ruling(1, (2,), has_main=True)]),
        ([decide("further_parent")], [Ruling(1, (2,))]),
        ([decide("not_parent")], [Ruling(1, denied=frozenset({2}))]),
        ([decide("unsure")], []),
        ([decide("not_parent"), decide("main_parent", day=1)], [Ruling(1, (2,), has_main=True)]),
        ([decide("main_parent", day=1), decide("not_parent")], [Ruling(1, (2,), has_main=True)]),
        ([decide("main_parent"), decide("unsure", day=1)], []),
        (
            [
                decide("main_parent"),
                decide("main_parent", parent=OTHER, parent_words="other", day=1),
            ],
            [Ruling(1, (3,), has_main=True)],
        ),
        (
            [decide("main_parent"), decide("further_parent", parent=OTHER, parent_words="other")],
            [Ruling(1, (2, 3), has_main=True)],
        ),
        (
            [decide("main_parent"), decide("not_parent", parent=OTHER, parent_words="other")],
            [Ruling(1, (2,), frozenset({3}), has_main=True)],
        ),
        ([decide("main_parent", words="other words than those that stand")], []),
        ([decide("main_parent", parent_words="other words than those that stand")], []),
        ([decide("main_parent", parent=("en", "A/RES/1/1", "OP1"))], []),
        ([decide("label", correction="OP2")], []),
    ],
)
def test_linking_is_told_what_stands_about_the_texts_that_stand(
    decisions: list[Decision], ruled: list[Ruling]
) -> None:
    assert list(rulings(decisions, CLAUSES)) == ruled


@given(
    st.lists(
        st.builds(
            lambda kind, day, parent: decide(kind, day=day, parent=parent),
            st.sampled_from(["main_parent", "further_parent", "not_parent", "unsure"]),
            st.integers(0, 1000),
            st.sampled_from([PARENT, OTHER]),
        ),
        unique_by=lambda one: one.decided_at,
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_lines_decides_nothing_and_time_all(
    decisions: list[Decision], random: object
) -> None:
    shuffled = list(decisions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    kept = standing(shuffled)
    assert kept == standing(decisions) == slowly_standing(decisions)


def slowly_standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """One decision after the other is written on a slate, and wipes what is about the same."""
    slate: list[Decision] = []
    mains: dict[Address, Decision] = {}
    for one in sorted(decisions, key=lambda one: one.decided_at):
        slate = [other for other in slate if other.subject != one.subject]
        if one.kind is DecisionKind.MAIN_PARENT:
            slate = [o for o in slate if o.kind is not one.kind or o.clause != one.clause]
            mains[one.clause] = one
        slate.append(one)
    return tuple(sorted(slate, key=lambda one: (one.clause, one.kind, one.parent or one.clause)))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"kind": "perhaps"}, "line 2: kind 'perhaps' is none of main_parent"),
        ({"reason": " "}, "line 2: reason is empty"),
        ({"decided_at": "yesterday"}, "line 2: 'yesterday' is no time"),
        ({"text_sha256": "abc"}, "line 2: 'abc' is no SHA-256"),
        ({"parent_label": ""}, "names the parent"),
        ({"correction": "OP2"}, "main_parent corrects nothing"),
        ({"kind": "label"}, "a correction has no parent"),
    ],
)
def test_a_line_that_cannot_be_understood_is_refused_by_name(
    tmp_path: Path, row: dict[str, str], complaint: str
) -> None:
    path = table(tmp_path / "decisions.csv", decide("main_parent"))
    with path.open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow({**line, **row})
    with pytest.raises(DecisionRefused, match=complaint):
        parse_decisions(path.read_text(encoding="utf-8"), "decisions.csv")


def test_two_decisions_of_one_time_that_differ_are_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "decisions.csv", decide("main_parent"), decide("not_parent"))
    with pytest.raises(DecisionRefused, match="were taken at 2025-01-01"):
        parse_decisions(path.read_text(encoding="utf-8"), "decisions.csv")


def test_a_file_read_back_is_what_was_written(tmp_path: Path) -> None:
    every = (
        decide("main_parent"),
        decide("text", day=1, correction="Calls upon all, “everywhere”;"),
        decide("label", day=2, correction=""),
    )
    path = table(tmp_path / "decisions.csv", *every)
    assert parse_decisions(path.read_text(encoding="utf-8"), "x") == every


def clause(label: str, text: str, **facts: Any) -> Clause:
    return Clause(label, ClauseKind.OPERATIVE, text, **facts)


PRINTED = Resolution(
    SourceFormat.MARKDOWN,
    Metadata(symbol=symbol(2008), language="en"),
    symbol(2008),
    "en",
    (
        clause(
            "OP1", "Urges Sates: resolution 60/169 stands", references=(NoteReference("1", 11),)
        ),
        clause("OP1(a)", "To act;", parent_label="OP1"),
        clause("OP2", "Decides to remain seized."),
    ),
)


def fix(kind: str, label: str, words: str, correction: str) -> Decision:
    child = ("en", symbol(2008), label)
    return decide(kind, child=child, words=words, correction=correction)


def test_a_corrected_text_takes_its_opening_marks_and_citations_along() -> None:
    (old, *_) = PRINTED.clauses
    new = "Calls upon States, one and all: resolution 61/170 stands"
    read, applied = correct(PRINTED, [fix("text", "OP1", old.text, new)])
    assert read.clauses[0].text == new
    assert read.clauses[0].opening_phrase == "Calls upon"
    assert [new[: mark.char_offset][-3:] for mark in read.clauses[0].references] == ["170"]
    assert [one.cited_symbol for one in read.citations] == ["A/RES/61/170"]
    assert [(one.label, one.printed_text) for one in applied] == [("OP1", old.text)]
    assert [issue.code for issue in read.issues] == ["corrected_by_decision"]


def test_a_corrected_label_is_followed_by_what_stands_under_it() -> None:
    read, _ = correct(PRINTED, [fix("label", "OP1", PRINTED.clauses[0].text, "OP7")])
    assert [(one.label, one.parent_label) for one in read.clauses] == [
        ("OP7", None),
        ("OP1(a)", "OP7"),
        ("OP2", None),
    ]


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (fix("text", "OP2", "Decides to be seized.", "x"), "says something else now"),
        (fix("text", "OP9", "Decides to be seized.", "x"), "no such clause"),
        (fix("label", "OP2", "Decides to remain seized.", "OP1"), "another clause is OP1"),
    ],
)
def test_a_correction_that_does_not_fit_is_reported_and_left(decision: Decision, why: str) -> None:
    read, applied = correct(PRINTED, [decision])
    assert (read.clauses, applied) == (PRINTED.clauses, ())
    (issue,) = read.issues
    assert issue.code == "correction_not_applied"
    assert why in issue.message


def test_labels_may_be_exchanged() -> None:
    exchange = [
        fix("label", "OP1", PRINTED.clauses[0].text, "OP2"),
        fix("label", "OP2", PRINTED.clauses[2].text, "OP1"),
    ]
    read, _ = correct(PRINTED, exchange)
    assert [one.label for one in read.clauses] == ["OP2", "OP1(a)", "OP1"]


def test_an_empty_correction_lets_the_source_stand_again() -> None:
    decisions = [
        decide("text", words="child", correction="Other words."),
        decide("text", day=1, words="child", correction=""),
    ]
    assert corrections(decisions[:1]) == {(symbol(2008), "en"): (decisions[0],)}
    assert corrections(decisions) == {}
