"""Human judgement survives: taken in, applied at every run, superseded, stale, never invented."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from etl.db.engine import connect
from etl.db.resources import folder
from etl.decisions import Address
from etl.judgement import read_rulings
from etl.model import Ruling
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, symbol, write
from tests.reload.judgements import CHILD, OTHER, PARENT, decide, table

STATUS = "select kind, decided_by, status from report.decisions order by decided_at, kind desc"


def texts(url: str) -> dict[Address, str]:
    rows = rows_of(
        url,
        "select language, symbol, label, text from paragraph join resolution using (resolution_id)",
    )
    return {(language, symbol_, label): text for language, symbol_, label, text in rows}


def loaded(call: Call, url: str, tmp_path: Path) -> tuple[Path, dict[Address, str], dict[str, Any]]:
    """Three resolutions: their folder, their texts, and what a judge saw of child and parent."""
    documents = write(tmp_path / "in", 2006, 2007, 2008)
    call("run", documents, "--dsn", url)
    now = texts(url)
    return documents, now, {"words": now[CHILD], "parent_words": now[PARENT]}


def test_decisions_are_kept_applied_superseded_and_stale_as_texts_change(
    call: Call, database: str, tmp_path: Path
) -> None:
    documents, _, seen = loaded(call, database, tmp_path)
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
        2006: "Urges co-operative anti-corruption",
        2007: "Urges co operative anti corruption",
        2008: "Urges cooperative anticorruption",
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
    documents, now, seen = loaded(call, database, tmp_path)
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
