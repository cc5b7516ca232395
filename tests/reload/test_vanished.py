"""Files that vanished: reported and kept, or with --prune removed, and never others than meant."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from etl.locations import Location, Scope, find_vanished
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, symbol, text, write

SYMBOLS = "select symbol from resolution order by 1"


def test_a_vanished_file_is_reported_and_kept(call: Call, database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    call("run", folder, "--dsn", database)
    before = natural_rows(database)
    (folder / "2007.txt").unlink()
    called = call("run", folder, "--dsn", database)
    assert called.code == 0
    said = f"1 file vanished since an earlier run; kept, unless --prune is given: {folder}/2007.txt"
    assert said in called.out
    assert natural_rows(database) == before
    value = call("run", folder, "--dsn", database, "--json").object
    assert value["vanished"] == [f"{folder}/2007.txt"]
    assert value["removed"] == []


def test_pruned_tables_are_those_of_a_load_without_the_file(
    call: Call, database: str, empty_database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008, 2009)
    call("run", folder, "--dsn", database)
    (folder / "2008.txt").unlink()
    called = call("run", folder, "--dsn", database, "--prune")
    assert f"1 file vanished and removed: {folder}/2008.txt" in called.out
    call("run", folder, "--dsn", empty_database)
    assert natural_rows(database) == natural_rows(empty_database)
    assert call("check", "--dsn", database).code == 0
    value = call("run", folder, "--dsn", database, "--prune", "--json").object
    assert (value["vanished"], value["removed"], value["changed"]) == ([], [], False)


def test_pruning_the_root_moves_roots_and_the_ledger_names_what_went(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008, 2009)
    call("run", folder, "--dsn", database)
    (folder / "2007.txt").unlink()
    value = call("run", folder, "--dsn", database, "--prune", "--json").object
    assert value["changes"]["clauses"] == {"added": 0, "removed": 5, "changed": 0}
    assert value["changes"]["roots_moved"] == 10
    assert rows_of(database, "select distinct cause, cause_symbols from root_change") == [
        ("documents", [symbol(2007)])
    ]


def test_another_source_of_the_same_folder_stands_in(
    call: Call, database: str, empty_database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    (folder / "2007_again.txt").write_text(text(2007, more=", also by night"), encoding="utf-8")
    call("run", folder, "--dsn", database)
    ((loaded,),) = rows_of(
        database,
        f"select path from source_document where status = 'loaded' and symbol = '{symbol(2007)}'",
    )
    keys = rows_of(database, "select resolution_id, symbol from resolution order by 1")
    (folder / loaded).unlink()
    assert call("run", folder, "--dsn", database, "--prune").code == 0
    assert rows_of(database, "select resolution_id, symbol from resolution order by 1") == keys
    call("run", folder, "--dsn", empty_database)
    assert natural_rows(database) == natural_rows(empty_database)


def test_a_document_whose_other_source_is_not_at_hand_is_kept(
    call: Call, database: str, tmp_path: Path
) -> None:
    one, other = write(tmp_path / "one", 2007, 2008), tmp_path / "other"
    other.mkdir()
    (other / "again.txt").write_text(text(2007, more=", also by night"), encoding="utf-8")
    call("run", one, other, "--dsn", database)
    ((loaded,),) = rows_of(
        database,
        f"select path from source_document where status = 'loaded' and symbol = '{symbol(2007)}'",
    )
    folder = one if (one / loaded).exists() else other
    (folder / loaded).unlink()
    (folder / "2009.txt").write_text(text(2009), encoding="utf-8")
    called = call("run", folder, "--dsn", database, "--prune")
    assert f"another source of {symbol(2007)} is known" in called.err
    assert (symbol(2007),) in rows_of(database, SYMBOLS)
    both = call("run", one, other, "--dsn", database, "--prune")
    assert "vanished and removed" in both.out
    assert (symbol(2007),) in rows_of(database, SYMBOLS)
    assert call("check", "--dsn", database).code == 0


def test_a_run_over_one_folder_prunes_nothing_of_another(
    call: Call, database: str, tmp_path: Path
) -> None:
    one, other = write(tmp_path / "one", 2007), write(tmp_path / "other", 2008)
    call("run", one, "--dsn", database)
    value = call("run", other, "--dsn", database, "--prune", "--json").object
    assert (value["vanished"], value["removed"]) == ([], [])
    assert rows_of(database, SYMBOLS) == [(symbol(2007),), (symbol(2008),)]


def test_a_file_that_two_folders_hold_goes_only_when_both_lost_it(
    call: Call, database: str, tmp_path: Path
) -> None:
    one, other = write(tmp_path / "one", 2007, 2008), write(tmp_path / "other", 2007)
    call("run", one, other, "--dsn", database)
    (one / "2007.txt").unlink()
    call("run", one, "--dsn", database, "--prune")
    assert rows_of(database, SYMBOLS) == [(symbol(2007),), (symbol(2008),)]
    (other / "2007.txt").unlink()
    write(other, 2009)
    call("run", other, "--dsn", database, "--prune")
    assert rows_of(database, SYMBOLS) == [(symbol(2008),), (symbol(2009),)]


def test_a_folder_given_by_another_part_of_its_path_is_the_same_folder(
    call: Call, database: str, tmp_path: Path
) -> None:
    write(tmp_path / "in", 2008)
    write(tmp_path / "in" / "sub", 2007)
    call("run", tmp_path / "in", "--dsn", database)
    write(tmp_path / "in" / "sub", 2006)
    (tmp_path / "in" / "sub" / "2007.txt").unlink()
    value = call("run", tmp_path / "in" / "sub", "--dsn", database, "--prune", "--json").object
    assert value["removed"] == [f"{tmp_path}/in/sub/2007.txt"]
    assert rows_of(database, SYMBOLS) == [(symbol(2006),), (symbol(2008),)]


def test_a_folder_that_lost_all_is_taken_for_one_that_is_not_mounted(
    call: Call, database: str, tmp_path: Path
) -> None:
    one, other = write(tmp_path / "one", 2007), write(tmp_path / "other", 2008)
    call("run", one, other, "--dsn", database)
    (other / "2008.txt").unlink()
    called = call("run", one, other, "--dsn", database, "--prune")
    assert called.code == 1
    assert f"{other}: all of the 1 files found here before are gone" in called.err
    assert rows_of(database, SYMBOLS) == [(symbol(2007),), (symbol(2008),)]


def test_a_file_that_holds_another_resolution_now_takes_the_former_with_it(
    call: Call, database: str, empty_database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    call("run", folder, "--dsn", database)
    (folder / "2007.txt").write_text(text(2009), encoding="utf-8")
    assert call("run", folder, "--dsn", database, "--json").object["vanished"] == [
        f"{folder}/2007.txt"
    ]
    call("run", folder, "--dsn", database, "--prune")
    call("run", folder, "--dsn", empty_database)
    assert natural_rows(database) == natural_rows(empty_database)


def test_what_a_file_held_stays_while_it_is_broken(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    call("run", folder, "--dsn", database)
    (folder / "2007.txt").write_text("no resolution today", encoding="utf-8")
    assert call("run", folder, "--dsn", database, "--prune").code == 4
    assert rows_of(database, SYMBOLS) == [(symbol(2007),), (symbol(2008),)]


def test_members_of_an_archive_vanish_one_by_one(call: Call, database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    packed = tmp_path / "packed"
    packed.mkdir()
    shutil.make_archive(os.fspath(packed / "all"), "zip", folder)
    call("run", packed, "--dsn", database)
    (folder / "2007.txt").unlink()
    shutil.make_archive(os.fspath(packed / "all"), "zip", folder)
    value = call("run", packed, "--dsn", database, "--prune", "--json").object
    assert value["removed"] == [f"{packed}/all.zip!2007.txt"]
    assert rows_of(database, SYMBOLS) == [(symbol(2008),)]


def location(root: str, path: str, sha256: str = "a", status: str = "loaded") -> Location:
    return Location(root, 1, path, sha256, "A/RES/62/901", "en", status, 1)


@pytest.mark.parametrize(
    ("known", "given", "found", "closed", "is_gone"),
    [
        (location("/in", "x.txt"), ["/in"], {}, [], True),
        (location("/in", "x.txt"), ["/in"], {"/in/x.txt": {"a"}}, [], False),
        (location("/in", "x.txt"), ["/input"], {}, [], False),
        (location("/input", "x.txt"), ["/in"], {}, [], False),
        (location("/in", "sub/x.txt"), ["/in/sub"], {}, [], True),
        (location("/in/sub", "x.txt"), ["/in"], {}, [], True),
        (location("/in/sub", "x.txt"), ["/in"], {"/in/sub/x.txt": {"a"}}, [], False),
        (location("/in", "sub/x.txt"), ["/in"], {}, ["/in/sub"], False),
        (location("/in", "all.zip!x.txt"), ["/in"], {}, [], True),
        (location("/in", "all.zip!x.txt"), ["/in"], {}, ["/in/all.zip"], False),
        (location("/in", "all.zip!x.txt"), ["/in/all.zip"], {}, [], True),
        (location("/in", "x.txt"), ["/in"], {"/in/x.txt": {None}}, [], False),
        (location("/in", "x.txt"), ["/in"], {"/in/x.txt": {"b"}}, [], False),
        (location("/", "x.txt"), ["/"], {}, [], True),
    ],
)
def test_gone_is_what_the_run_looked_for_and_did_not_find(
    known: Location,
    given: list[str],
    found: dict[str, set[str | None]],
    closed: list[str],
    is_gone: bool,
) -> None:
    scope = Scope(
        tuple(given), {place: frozenset(some) for place, some in found.items()}, tuple(closed)
    )
    assert (find_vanished([known], scope) == [known]) is is_gone
