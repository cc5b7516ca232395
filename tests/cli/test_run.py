"""The main job as a user meets it: what it says, what it returns, what it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.samples import Call, contents, resolution, rows_of


def test_a_run_says_what_it_loaded_and_how_clauses_moved(
    call: Call, database: str, tmp_path: Path
) -> None:
    (tmp_path / "901.txt").write_text(resolution(), encoding="utf-8")
    called = call("run", tmp_path, "--dsn", database)
    assert called.code == 0
    assert "read: 1 file: 1 loaded" in called.out
    assert "A/RES/62/901  2007-12-18        5" in called.out
    assert "clause-provenance show A/RES/62/901" in called.out
    assert "read and load: 1 to do" in called.err


def test_json_is_one_object_and_nothing_else_on_stdout(
    call: Call, database: str, tmp_path: Path
) -> None:
    (tmp_path / "901.txt").write_text(resolution(), encoding="utf-8")
    (tmp_path / "bad.txt").write_text("Dear delegate, thank you.", encoding="utf-8")
    called = call("run", tmp_path, "--dsn", database, "--json")
    assert called.code == 4
    value = json.loads(called.out)
    assert value["documents"]["loaded"] == 1
    assert value["documents"]["rejected"] == 1
    assert value["clauses"] == 5
    assert [rejection["path"] for rejection in value["rejected"]] == ["bad.txt"]
    assert rows_of(database, "select outcome from load_run") == [("done_with_rejections",)]


def test_a_second_run_changes_no_row_but_the_ledger(
    call: Call, loaded: str, tmp_path: Path
) -> None:
    before = contents(loaded)
    called = call("run", tmp_path / "sound", "--dsn", loaded)
    assert called.code == 0
    assert "nothing new: the database is as it was" in called.out
    assert contents(loaded) == before
    assert rows_of(loaded, "select count(*) from load_run") == [(2,)]


def test_documents_read_by_other_rules_are_read_anew(
    call: Call, loaded: str, tmp_path: Path
) -> None:
    before = contents(loaded)
    rows_of(loaded, "update source_document set reading_rules = 'others' returning 1")
    called = call("run", tmp_path / "sound", "--dsn", loaded)
    assert "note: 1 document was read by other rules" in called.err
    assert "read: 1 file: 1 loaded" in called.out
    assert contents(loaded) == before
    again = call("run", tmp_path / "sound", "--dsn", loaded)
    assert "note" not in again.err
    assert "1 unchanged" in again.out


@pytest.mark.parametrize(
    "change",
    ["linking_rules = 'others'", "parameters = jsonb_build_object('least_passage', 9)"],
)
def test_links_made_by_other_rules_or_parameters_are_made_anew(
    call: Call, loaded: str, tmp_path: Path, change: str
) -> None:
    before = contents(loaded)
    rows_of(loaded, f"update load_run set {change}, program_version = '0.0.1' returning 1")
    called = call("run", tmp_path / "sound", "--dsn", loaded)
    assert "note: the links were made by version 0.0.1 with other rules or parameters" in called.err
    assert "\nlink\n" in called.err
    assert "read: 1 file: 1 unchanged" in called.out
    assert contents(loaded) == before
    again = call("run", tmp_path / "sound", "--dsn", loaded)
    assert "note" not in again.err
    assert "link" not in again.err


def test_documents_in_other_languages_are_left_unless_asked_for(
    call: Call, database: str, tmp_path: Path
) -> None:
    (tmp_path / "901.txt").write_text(resolution(), encoding="utf-8")
    called = call("run", tmp_path, "--dsn", database, "--language", "fr", "--json")
    assert called.code == 0
    assert called.object["documents"]["in another language"] == 1
    assert rows_of(database, "select status, reason from source_document") == [
        ("rejected", "its language is en, which was not asked for")
    ]
    assert call("run", tmp_path, "--dsn", database, "--json").object["documents"]["loaded"] == 1


def test_reading_in_several_processes_changes_nothing(
    call: Call, database: str, empty_database: str, tmp_path: Path
) -> None:
    for number in range(70):
        text = resolution(number + 100, whom=f"group {number}")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    alone = call("run", tmp_path, "--dsn", database, "--jobs", "1", "--json").object
    together = call("run", tmp_path, "--dsn", empty_database, "--jobs", "2", "--json").object
    assert alone | {"seconds": 0} == together | {"seconds": 0}
    assert alone["documents"]["loaded"] == 70
    assert contents(database) == contents(empty_database)


def test_a_rebuild_derives_the_same_rows(call: Call, loaded: str) -> None:
    before = contents(loaded)
    called = call("rebuild", "--dsn", loaded)
    assert called.code == 0
    assert contents(loaded) == before


def test_a_rebuild_says_nothing_of_files_which_it_reads_none_of(call: Call, loaded: str) -> None:
    told = call("rebuild", "--dsn", loaded).out
    assert "read:" not in told
    assert "1 resolution, " in told


def test_check_is_silent_about_a_sound_database_and_finds_a_broken_one(
    call: Call, loaded: str
) -> None:
    sound = call("check", "--dsn", loaded)
    assert (sound.code, sound.err) == (0, "")
    rows_of(loaded, "delete from clause_lineage where paragraph_id = "
            "(select min(paragraph_id) from clause_lineage) returning 1")  # fmt: skip
    broken = call("check", "--dsn", loaded, "--json")
    assert broken.code == 3
    assert "lineage_covers_every_clause" in {one["check"] for one in broken.object["findings"]}
    assert "lineage_covers_every_clause: " in call("check", "--dsn", loaded).out
