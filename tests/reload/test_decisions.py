"""Human judgement survives: taken in, applied at every run, superseded, stale, never invented."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.corrections import correct
from etl.db.engine import connect
from etl.db.resources import folder
from etl.decisions import (
    COLUMNS,
    Address,
    Decision,
    DecisionKind,
    corrections,
    digest,
    parse_decisions,
    rulings,
    standing,
)
from etl.errors import DecisionRefused
from etl.judgement import read_rulings
from etl.model import Clause, ClauseKind, Metadata, NoteReference, Resolution, Ruling, SourceFormat
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, symbol, write

STATUS = "select kind, decided_by, status from report.decisions order by decided_at, kind desc"
CHILD, PARENT, OTHER = (("en", symbol(year), "OP1") for year in (2008, 2007, 2006))
DAY = datetime(2025, 1, 1, tzinfo=UTC)


def decide(
    kind: str,
    *,
    day: int = 0,
    child: Address = CHILD,
    parent: Address | None = PARENT,
    words: str = "child",
    parent_words: str = "parent",
    correction: str = "",
) -> Decision:
    kind_ = DecisionKind(kind)
    alone = kind_.is_correction
    return Decision(
        clause=child,
        kind=kind_,
        text_sha256=digest(words)[:16],
        decided_by=f"judge {day}",
        decided_at=DAY + timedelta(days=day),
        reason="because",
        parent=None if alone else parent,
        parent_text_sha256=None if alone else digest(parent_words),
        correction=correction if alone else None,
    )


def table(path: Path, *decisions: Decision) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in decisions:
            parent = one.parent or ("", "", "")
            row = [*one.clause, one.kind.value, *parent[1:], one.correction or "", one.text_sha256,
                   one.parent_text_sha256 or "", one.decided_by, one.decided_at.isoformat(),
                   one.reason]  # fmt: skip
            writer.writerow(row)
    return path


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


def texts(url: str) -> dict[Address, str]:
    rows = rows_of(
        url,
        "select language, symbol, label, text from paragraph join resolution using (resolution_id)",
    )
    return {(language, symbol_, label): text for language, symbol_, label, text in rows}


def test_decisions_are_kept_applied_superseded_and_stale_as_texts_change(
    call: Call, database: str, tmp_path: Path
) -> None:
    documents = write(tmp_path / "in", 2006, 2007, 2008)
    call("run", documents, "--dsn", database)
    now = texts(database)
    seen: dict[str, Any] = {"words": now[CHILD], "parent_words": now[PARENT]}
    file = table(tmp_path / "decisions.csv", decide("main_parent", **seen))
    assert call("run", documents, "--dsn", database, "--decisions", file).code == 0
    assert rows_of(database, STATUS) == [("main_parent", "judge 0", "applied")]
    before = natural_rows(database)
    call("run", documents, "--dsn", database)
    call("rebuild", "--dsn", database)
    call("run", documents, "--dsn", database, "--decisions", tmp_path)
    assert natural_rows(database) == before
    table(file, decide("main_parent", **seen), decide("unsure", day=1, **seen))
    call("run", documents, "--dsn", database, "--decisions", file)
    assert rows_of(database, STATUS) == [
        ("main_parent", "judge 0", "superseded"),
        ("unsure", "judge 1", "applied"),
    ]
    write(documents, 2007, more=" and of their families")
    call("run", documents, "--dsn", database)
    assert rows_of(database, STATUS)[1] == ("unsure", "judge 1", "stale")
    (documents / "2007.txt").unlink()
    call("run", documents, "--dsn", database, "--prune")
    assert rows_of(database, STATUS)[1] == ("unsure", "judge 1", "not loaded")


@pytest.mark.parametrize("first", [PARENT, OTHER])
def test_a_word_comes_from_the_main_one_of_two_decided_parents_that_spell_it_in_two(
    call: Call, database: str, tmp_path: Path, first: Address
) -> None:
    """All three spell the same, and what words they share is too little for a passage."""
    documents = write(tmp_path / "in", 2006, 2007, 2008)
    spelt = {
        2006: "Urges inter-American anti-corruption",
        2007: "Urges inter American anti corruption",
        2008: "Urges interAmerican anticorruption",
    }
    for year, words in spelt.items():
        file = documents / f"{year}.txt"
        printed = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"Calls upon States.*migrants", words, printed), encoding="utf-8")
    call("run", documents, "--dsn", database)
    now = texts(database)
    assert now[CHILD] == f"{spelt[2008]};"
    decisions = [
        decide(
            "main_parent" if parent is first else "further_parent",
            day=day,
            parent=parent,
            words=now[CHILD],
            parent_words=now[parent],
        )
        for day, parent in enumerate((PARENT, OTHER))
    ]
    file = table(tmp_path / "decisions.csv", *decisions)
    assert call("run", documents, "--dsn", database, "--decisions", file).code == 0
    carried = (
        "select is_main, spans from clause_edge"
        " inner join paragraph on child_paragraph_id = paragraph_id"
        f" where address = '{CHILD[1]}#OP1' order by is_main"
    )
    whole = [0, len(spelt[2008]), 0, len(now[first]) - 1]
    assert rows_of(database, carried) == [(False, []), (True, whole)]
    assert call("check", "--dsn", database, "--against-rebuild").code == 0


def test_corrections_change_what_is_stored_until_they_are_taken_back(
    call: Call, database: str, empty_database: str, tmp_path: Path
) -> None:
    documents = write(tmp_path / "in", 2007, 2008)
    call("run", documents, "--dsn", database)
    printed = natural_rows(database)
    now = texts(database)
    words = now[CHILD]
    right = words.replace("effectively", "efficiently")
    file = tmp_path / "decisions.csv"
    said = decide("text", words=words, correction=right)
    relabel = decide("label", words=now["en", symbol(2008), "OP3"], correction="OP4",
                     child=("en", symbol(2008), "OP3"))  # fmt: skip
    called = call("run", documents, "--dsn", database, "--decisions", table(file, said, relabel))
    assert "1 document was read by other rules or with other corrections" in called.err
    assert texts(database)[CHILD] == right
    assert ("en", symbol(2008), "OP4") in texts(database)
    assert rows_of(database, STATUS) == [("text", "judge 0", "applied"),
                                         ("label", "judge 0", "applied")]  # fmt: skip
    assert rows_of(database, "select printed_text from clause_correction order by 1") == sorted(
        [(words,), (now["en", symbol(2008), "OP3"],)]
    )
    codes = "select count(*) from parse_issue where code = 'corrected_by_decision'"
    assert rows_of(database, codes) == [(2,)]
    assert call("check", "--dsn", database).code == 0
    call("run", documents, "--dsn", empty_database, "--decisions", file)
    assert natural_rows(database) == natural_rows(empty_database)
    back = [
        decide("text", words=words, day=1),
        decide("label", words=words, day=1, child=relabel.clause),
    ]
    call("run", documents, "--dsn", database, "--decisions", table(file, said, relabel, *back))
    after = natural_rows(database)
    for name in set(printed) - {"decision", "source_document", "parse_issue"}:
        assert after[name] == printed[name], name


def test_a_correction_about_a_text_that_changed_is_stale_and_reported(
    call: Call, database: str, tmp_path: Path
) -> None:
    documents = write(tmp_path / "in", 2008)
    call("run", documents, "--dsn", database)
    words = texts(database)[CHILD]
    file = table(tmp_path / "x.csv", decide("text", words=words, correction="Calls upon all;"))
    call("run", documents, "--dsn", database, "--decisions", file)
    write(documents, 2008, more=" everywhere")
    call("run", documents, "--dsn", database)
    assert "everywhere" in texts(database)[CHILD]
    assert rows_of(database, STATUS) == [("text", "judge 0", "stale")]
    codes = "select code from parse_issue where code like 'correct%'"
    assert rows_of(database, codes) == [("correction_not_applied",)]


def test_a_refused_file_of_decisions_changes_nothing(
    call: Call, database: str, tmp_path: Path
) -> None:
    documents = write(tmp_path / "in", 2008)
    call("run", documents, "--dsn", database)
    before = natural_rows(database)
    write(documents, 2007)
    (tmp_path / "bad.csv").write_text("kind,symbol\n", encoding="utf-8")
    called = call("run", documents, "--dsn", database, "--decisions", tmp_path / "bad.csv")
    assert called.code == 1
    assert "bad.csv, line 1: column language is missing" in called.err
    assert natural_rows(database) == before


def test_the_view_and_the_program_agree_on_what_is_applied(
    call: Call, database: str, tmp_path: Path
) -> None:
    documents = write(tmp_path / "in", 2006, 2007, 2008)
    call("run", documents, "--dsn", database)
    now = texts(database)
    seen: dict[str, Any] = {"words": now[CHILD], "parent_words": now[PARENT]}
    other: dict[str, Any] = {"words": now[CHILD], "parent_words": now[OTHER], "parent": OTHER}
    every = [
        decide("main_parent", day=0, **seen),
        decide("main_parent", day=1, **other),
        decide("not_parent", day=2, **seen),
        decide("further_parent", day=3, child=PARENT, parent=OTHER, words=now[PARENT],
               parent_words="nothing like it"),
        decide("further_parent", day=4, child=("en", "A/RES/1/1", "OP1"), parent=OTHER),
    ]  # fmt: skip
    call("run", documents, "--dsn", database, "--decisions", table(tmp_path / "x.csv", *every))
    assert [status for _, _, status in rows_of(database, STATUS)] == [
        "superseded",
        "applied",
        "applied",
        "stale",
        "not loaded",
    ]
    engine = connect(database)
    with engine.connect() as connection:
        (ruling,) = read_rulings(connection)
    engine.dispose()
    key = "select paragraph_id from paragraph join resolution using (resolution_id) where symbol"
    ((child,),) = rows_of(database, f"{key} = '{CHILD[1]}' and label = 'OP1'")
    ((main,),) = rows_of(database, f"{key} = '{OTHER[1]}' and label = 'OP1'")
    ((denied,),) = rows_of(database, f"{key} = '{PARENT[1]}' and label = 'OP1'")
    assert ruling == Ruling(child, (main,), frozenset({denied}), has_main=True)


def test_only_one_place_writes_decisions_and_it_only_adds() -> None:
    """Code: one COPY in etl/judgement.py, and no statement under sql/ that writes the table."""
    root = folder("sql").parent
    for path in folder("sql").rglob("*.sql"):
        text = path.read_text(encoding="utf-8").lower()
        for verb in ("insert into decision", "update decision", "delete from decision"):
            assert verb not in text, path
    uses = []
    for path in (root / "etl").rglob("*.py"):
        if path.parent.name == "db":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                arguments = [arg.id for arg in node.args if isinstance(arg, ast.Name)]
                attributes = [arg.attr for arg in node.args if isinstance(arg, ast.Attribute)]
                if path.name == "judgement.py" and "decision" in arguments:
                    uses.append(ast.unparse(node.func))
                assert "decision" not in attributes, path
    assert uses == ["copy_rows"]
