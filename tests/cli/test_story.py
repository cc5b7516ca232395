"""show, evaluate and db on the five documents of seeds/."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl.db.server import EmbeddedServer
from etl.story import near_matches
from tests.cli.samples import Call, resolution, rows_of

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-c", "import sys; from etl.cli import main; sys.exit(main())"]
ROOT = Path(__file__).resolve().parents[2]


def test_a_clauses_story_begins_at_its_root_and_ends_at_the_clause(
    call: Call, seeds_database: str
) -> None:
    called = call("show", "A/RES/78/217", "OP1", "--dsn", seeds_database)
    assert called.code == 0
    headings = [line for line in called.out.splitlines() if line.startswith("A/RES/")][1:]
    assert [line.split("#")[0] for line in headings] == [
        "A/RES/61/165",
        "A/RES/62/156",
        "A/RES/66/172",
        "A/RES/76/172",
        "A/RES/78/217",
    ]
    assert "{+promote and protect effectively" in called.out
    assert "\x1b" not in called.out


def test_with_colour_changes_are_struck_through_and_underlined(
    call: Call, seeds_database: str
) -> None:
    called = call("show", "A/RES/78/217", "OP1", "--colour", "always", "--dsn", seeds_database)
    assert "\x1b[9;31m" in called.out
    assert "\x1b[4;32m" in called.out
    assert "{+" not in called.out


def test_no_colour_in_the_environment_is_respected(
    call: Call, seeds_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b" not in call("show", "A/RES/78/217", "OP1", "--dsn", seeds_database).out


def test_a_story_keeps_to_the_width_asked_for(call: Call, seeds_database: str) -> None:
    called = call("show", "A/RES/78/217", "OP1", "--width", "60", "--dsn", seeds_database)
    bodies = [line for line in called.out.splitlines() if line.startswith("    ")]
    assert max(map(len, bodies)) <= 60


def test_an_early_clause_is_told_with_what_came_of_it(call: Call, seeds_database: str) -> None:
    called = call("show", "A/RES/61/165", "PP1", "--dsn", seeds_database)
    assert "What came of it:" in called.out
    assert "A/RES/62/156#PP1" in called.out.partition("What came of it:")[2]


def test_a_resolution_is_listed_clause_by_clause(call: Call, seeds_database: str) -> None:
    called = call("show", "A/RES/62/156", "--dsn", seeds_database)
    assert "33 clauses" in called.out
    table = called.out.partition("\n\n")[2].splitlines()
    assert table[0].split() == ["clause", "relation", "parent", "fate", "opening"]
    listed = [line.split()[0] for line in table[1:]]
    stored = rows_of(
        seeds_database,
        "select label from paragraph join resolution using (resolution_id)"
        " where symbol = 'A/RES/62/156' order by position",
    )
    assert listed == [label for (label,) in stored]


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (["A/RES/78/271"], "A/RES/78/271 is not loaded", "did you mean A/RES/78/217"),
        (["S/PRST/1"], "S/PRST/1 is not loaded", "load it"),
        (["A/RES/78/217", "OP1x"], "A/RES/78/217 has no clause OP1x", "did you mean OP1"),
        (["A/RES/78/217", "zzz"], "A/RES/78/217 has no clause zzz", "list its clauses"),
        (["A/RES/78/217", "--language", "fr"], "is not loaded in language fr", "loaded in: en"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(
    call: Call, seeds_database: str, words: list[str], error: str, hint: str
) -> None:
    called = call("show", *words, "--dsn", seeds_database)
    assert (called.code, called.out) == (1, "")
    first, second = called.err.splitlines()
    assert first.startswith("error: ")
    assert error in first
    assert hint in second


@pytest.mark.parametrize(
    "words",
    [["a/res/66/172", "op3(a)"], [" A/RES/66/172 ", "OP3 (a)"], ["A/RES/66/172#OP3(a)"]],
)
def test_a_clause_is_found_as_people_write_its_name(
    call: Call, seeds_database: str, words: list[str]
) -> None:
    told = call("show", *words, "--dsn", seeds_database).out
    assert told == call("show", "A/RES/66/172", "OP3(a)", "--dsn", seeds_database).out
    assert told.startswith("A/RES/66/172#OP3(a) in ")


def test_the_nearest_name_comes_first() -> None:
    known = ["A/RES/76/172", "A/RES/78/217", "S/RES/1325 (2000)"]
    assert near_matches("a/res/78/127", known)[0] == "A/RES/78/217"
    assert near_matches("S/RES/1325", known)[0] == "S/RES/1325 (2000)"
    assert near_matches("Charter", known) == []


def reference(folder: Path, child: str, parent: str) -> Path:
    (folder / "links").mkdir(parents=True)
    line = {
        "child": child,
        "parents": [{"clause": parent, "relation": "identical", "main": True}],
        "root": parent,
    }
    (folder / "links" / "one.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return folder


def test_evaluate_scores_what_is_loaded(call: Call, seeds_database: str, tmp_path: Path) -> None:
    right = reference(tmp_path / "right", "A/RES/62/156#PP2", "A/RES/61/165#PP2")
    wrong = reference(tmp_path / "wrong", "A/RES/62/156#PP2", "A/RES/61/165#PP3")
    scores = call("evaluate", right, "--json", "--dsn", seeds_database).object
    assert scores["pooled"]["f1"] == scores["pooled"]["root"] == 1.0
    scores = call("evaluate", wrong, "--json", "--dsn", seeds_database).object
    assert scores["pooled"]["f1"] == scores["pooled"]["main"] == 0.0
    assert "links" in call("evaluate", right, "--dsn", seeds_database).out


def test_evaluate_says_which_sets_cannot_be_scored(
    call: Call, seeds_database: str, tmp_path: Path
) -> None:
    folder = reference(tmp_path, "A/RES/62/156#PP2", "A/RES/61/165#PP2")
    reference(tmp_path / "series" / "water", "A/RES/70/169#PP1", "A/RES/68/157#PP1")
    called = call("evaluate", folder, "--dsn", seeds_database)
    assert called.code == 0
    assert "water: not scored, its documents are not loaded" in called.out
    alone = call("evaluate", folder / "series" / "water", "--dsn", seeds_database)
    assert alone.code == 1
    assert "nothing can be scored" in alone.err


def test_evaluate_refuses_a_folder_without_reference_links(
    call: Call, seeds_database: str, tmp_path: Path
) -> None:
    called = call("evaluate", tmp_path, "--dsn", seeds_database)
    assert called.code == 1
    assert "holds no reference links" in called.err


def test_evaluate_prints_the_figures_of_the_reference(
    call: Call, seeds_database: str, reference_folder: Path
) -> None:
    called = call("evaluate", reference_folder / "gold", "--json", "--dsn", seeds_database)
    assert called.code == 0
    assert called.object["pooled"]["children"] == 103
    assert called.object["pooled"]["f1"] > 0.9


def test_psql_gets_its_arguments_and_the_database(seeds_database: str) -> None:
    words = ["db", "psql", "--dsn", seeds_database, "--", "-Atc", "select count(*) from paragraph"]
    done = subprocess.run([*PROGRAM, *words], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "354\n"


def test_the_url_of_a_server_is_printed_without_its_password(call: Call) -> None:
    called = call("db", "url", "--dsn", "postgresql://me:secret@host/x")
    assert called.out == "postgresql://me:***@host/x\n"


@pytest.mark.parametrize("verb", ["start", "stop"])
def test_somebody_elses_server_is_neither_started_nor_stopped(call: Call, verb: str) -> None:
    called = call("db", verb, "--dsn", "postgresql://host/x")
    assert called.code == 1
    assert "not ours" in called.err


def test_the_url_of_a_server_that_is_down_is_not_made_up(call: Call, tmp_path: Path) -> None:
    called = call("db", "url", "--home", tmp_path / "home")
    assert called.code == 1
    assert "clause-provenance db start" in called.err


def test_a_reader_that_leaves_early_is_no_error(seeds_database: str) -> None:
    command = [*PROGRAM, "show", "A/RES/78/217", "OP1", "--dsn", seeds_database]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_report_that_cannot_be_written_is_told_without_a_traceback(seeds_database: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "show", "A/RES/61/165", "--dsn", seeds_database],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "error: the system refused: No space left on device",
        "  see what was done: clause-provenance runs",
    ]


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[str]]:
    """The command line in a process, and group of processes, of its own, which ends with the block."""
    with subprocess.Popen(
        [*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_the_database_as_it_was(
    empty_database: str, tmp_path: Path, jobs: str
) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(resolution(number + 100), encoding="utf-8")
    with running("run", str(tmp_path), "--dsn", empty_database, "--jobs", jobs) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("read and load: 100"):
                break
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    said = [line for line in err.splitlines() if not line.startswith("read and load")]
    assert said == ["interrupted: nothing was changed"]
    held = "select (select count(*) from resolution) + (select count(*) from source_document)"
    assert rows_of(empty_database, held) == [(0,)]


def test_a_connection_lost_in_a_run_is_told_and_leaves_the_database_as_it_was(
    empty_database: str, tmp_path: Path
) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(resolution(number + 100), encoding="utf-8")
    with running("run", str(tmp_path), "--dsn", empty_database, "--jobs", "1") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("read and load: 100"):
                break
        rows_of(
            empty_database,
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and application_name = 'clause-provenance'",
        )
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    error, hint = err.splitlines()[-2:]
    assert error.startswith("error: the database refused: ")
    assert hint.startswith("  nothing was changed")
    held = "select (select count(*) from resolution) + (select count(*) from source_document)"
    assert rows_of(empty_database, held) == [(0,)]


def test_a_started_server_stays_up_for_other_clients_until_it_is_stopped(
    call: Call, tmp_path: Path
) -> None:
    home = ["--home", tmp_path / "home"]
    try:
        url = call("db", "start", *home).out.strip()
        assert call("db", "url", *home).out.strip() == url
        assert rows_of(url, "select 1") == [(1,)]
    finally:
        stopped = call("db", "stop", *home)
        EmbeddedServer(tmp_path / "home").remove()
    assert "PostgreSQL is down" in stopped.err
    assert stopped.out == ""


def documented_keys() -> set[str]:
    """What docs/show.md names in the first column of its tables."""
    rows = (ROOT / "docs" / "show.md").read_text(encoding="utf-8").splitlines()
    cells = [row.split("|")[1:3] for row in rows if row.startswith("| `")]
    first = {name for cell, _ in cells for name in re.findall(r"`(\w+)`", cell)}
    nested = {name for cell in cells for name in re.findall(r"`(\w+)`", cell[1])}
    return first | nested


def keys_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_in(one)}
    if isinstance(value, list):
        return {key for one in value for key in keys_in(one)}
    return set()


@pytest.mark.parametrize("words", [["A/RES/62/156"], ["A/RES/62/156", "OP1"]])
def test_show_prints_the_object_that_is_documented(
    call: Call, seeds_database: str, words: list[str]
) -> None:
    shown = call("show", *words, "--json", "--dsn", seeds_database).object
    assert keys_in(shown) <= documented_keys()


def test_the_phrases_of_a_clause_are_its_text(call: Call, seeds_database: str) -> None:
    shown = call("show", "A/RES/62/156", "OP1", "--json", "--dsn", seeds_database).object
    assert "".join(one["text"] for one in shown["phrases"]) == shown["steps"][-1]["text"]
    origins = {one["origin"] for one in shown["phrases"]}
    assert origins == {"A/RES/61/165#OP1", "A/RES/61/165#OP9", "A/RES/62/156#OP1"}
    assert shown["bounds"] == {
        "root": "A/RES/61/165#OP9",
        "lacking": None,
        "not_loaded": ["A/RES/60/169"],
        "is_exact": False,
    }


def test_a_resolution_is_shown_between_its_neighbours(call: Call, seeds_database: str) -> None:
    shown = call("show", "A/RES/66/172", "--json", "--dsn", seeds_database).object
    assert (shown["predecessor"], shown["successor"]) == ("A/RES/62/156", "A/RES/76/172")
    assert shown["not_loaded"] == ["A/RES/65/212"]
    fates = {one["label"]: (one["fate"], one["next"]) for one in shown["clauses"]}
    assert fates["OP1"] == ("reworded", "A/RES/76/172#OP1")
    last = call("show", "A/RES/78/217", "--json", "--dsn", seeds_database).object
    assert last["successor"] is None
    assert {one["fate"] for one in last["clauses"]} == {None}


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_a_list_of_clauses_keeps_to_the_width(call: Call, seeds_database: str, width: str) -> None:
    shown = call("show", "A/RES/62/156", "--width", width, "--dsn", seeds_database).out
    assert max(map(len, shown.splitlines())) <= int(width)


def test_the_origin_of_each_phrase_stands_in_the_margin(call: Call, seeds_database: str) -> None:
    shown = call("show", "A/RES/62/156", "OP1", "--width", "80", "--dsn", seeds_database).out
    told = shown.partition("Where its words were first seen:\n")[2].partition("\n\n")[0]
    assert told.splitlines()[:3] == [
        "    2006  A/RES/61/165#OP9  Calls upon States to",
        "    2006  A/RES/61/165#OP1  promote and protect",
        "    2007  new               effectively",
    ]
    assert max(map(len, shown.splitlines())) <= 80
    assert "(known to lie before and not loaded: A/RES/60/169)" in shown
