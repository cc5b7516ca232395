"""The ledger: what each run did, whose history it rewrote, and by which document."""

from __future__ import annotations

from pathlib import Path

from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import symbol, write
from tests.reload.sabotage import forbid


def test_a_run_tells_what_it_changed(call: Call, database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    first = call("run", folder, "--dsn", database, "--json").object
    assert first["changes"]["clauses"] == {"added": 10, "removed": 0, "changed": 0}
    assert first["changes"]["edges"]["added"] == sum(first["edges"].values())
    assert first["changes"]["roots_moved"] == 0
    write(folder, 2008, report=" and on what is still to be done by all concerned")
    second = call("run", folder, "--dsn", database, "--json").object
    assert second["changes"]["clauses"] == {"added": 0, "removed": 0, "changed": 1}
    assert second["documents"]["loaded"] == 1
    assert second["documents"]["unchanged"] == 1
    third = call("run", folder, "--dsn", database, "--json").object
    nothing = {"added": 0, "removed": 0, "changed": 0}
    assert third["changes"] == {"clauses": nothing, "edges": nothing, "roots_moved": 0}
    assert third["run"] == second["run"] + 1 == first["run"] + 2


def test_the_view_says_the_same_as_the_run(call: Call, database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    told = call("run", folder, "--dsn", database, "--json").object
    ((loaded, added, edges, moved),) = rows_of(
        database,
        "select documents_loaded, clauses_added, edges_added, roots_moved from report.load_history",
    )
    assert loaded == told["documents"]["loaded"] == 2
    assert added == told["changes"]["clauses"]["added"]
    assert edges == told["changes"]["edges"]["added"]
    assert moved == 0


def test_links_before_and_what_came_and_went_make_the_links_after(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008, 2009)
    before = call("run", folder, "--dsn", database, "--json").object
    write(folder, 2008, more=" without any distinction, everywhere and at all times")
    after = call("run", folder, "--dsn", database, "--json").object
    edges = after["changes"]["edges"]
    assert edges["added"] > 0
    assert edges["removed"] > 0
    assert sum(after["edges"].values()) == (
        sum(before["edges"].values()) + edges["added"] - edges["removed"]
    )


def test_a_backfilled_document_moves_roots_and_the_ledger_names_it(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2008, 2009)
    call("run", folder, "--dsn", database)
    write(folder, 2007)
    called = call("run", folder, "--dsn", database)
    assert "history rewritten: 10 clauses loaded before with another root now" in called.out
    moved = rows_of(
        database,
        "select address, old_root_address, new_root_address, cause, cause_symbols "
        "from report.rewritten_history order by 1",
    )
    assert len(moved) == 10
    assert (
        f"{symbol(2009)}#OP1",
        f"{symbol(2008)}#OP1",
        f"{symbol(2007)}#OP1",
        "documents",
        [symbol(2007)],
    ) in moved
    (run,) = {row[0] for row in rows_of(database, "select load_run_id from root_change")}
    shown = call("runs", run, "--dsn", database)
    assert f"10 clauses got another root by run {run}:" in shown.out
    line = f"  {symbol(2009)}#OP1: {symbol(2008)}#OP1 -> {symbol(2007)}#OP1, by {symbol(2007)}"
    assert line in shown.out.splitlines()


def test_a_corrected_root_moves_the_roots_of_those_that_no_longer_descend_from_it(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    call("run", folder, "--dsn", database)
    content = (folder / "2007.txt").read_text()
    start, end = content.index("1.\tCalls"), content.index("2.\tRequests")
    other = "1.\tWelcomes the entry into force of the Convention on rubber and coffee prices;\n\t"
    (folder / "2007.txt").write_text(content[:start] + other + content[end:])
    called = call("run", folder, "--dsn", database, "--json").object
    assert called["changes"]["roots_moved"] == 1
    assert rows_of(
        database,
        "select symbol, label, old_root_symbol, new_root_symbol, cause_symbols from root_change",
    ) == [(symbol(2008), "OP1", symbol(2007), symbol(2008), [symbol(2007)])]


def test_the_ledger_is_listed_with_refused_runs_and_why(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007)
    assert call("run", folder, "--dsn", database).code == 0
    (tmp_path / "empty").mkdir()
    refused = call("run", tmp_path / "empty", "--dsn", database)
    assert refused.code == 1
    listed = call("runs", "--dsn", database)
    assert listed.code == 0
    lines = listed.out.splitlines()
    assert lines[0].split()[:5] == ["run", "command", "began", "seconds", "outcome"]
    assert "refused" in lines[1]
    assert "done" in lines[2]
    assert "+5 -0 ~0" in lines[2]
    assert lines[3].startswith("run 2 was refused: ")
    assert lines[3].removeprefix("run 2 was refused: ") in refused.err
    value = call("runs", "--dsn", database, "--json").object
    assert [run["outcome"] for run in value["runs"]] == ["refused", "done"]
    assert value["runs"][0]["counts"] == {}
    assert value["runs"][1]["seconds"] > 0
    assert len(call("runs", "--limit", "1", "--dsn", database, "--json").object["runs"]) == 1


def test_a_run_that_is_not_there_is_refused_by_name(call: Call, database: str) -> None:
    called = call("runs", 77, "--dsn", database)
    assert called.code == 1
    assert "there is no run 77" in called.err


def test_a_run_that_broke_off_in_the_middle_is_entered_and_changes_nothing_else(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007)
    call("run", folder, "--dsn", database)
    write(folder, 2008)
    with forbid(database, "clause_edge"):
        called = call("run", folder, "--dsn", database)
    assert called.code == 1
    assert rows_of(database, "select outcome from load_run order by 1") == [
        ("done",),
        ("refused",),
    ]
    assert rows_of(database, "select count(*) from resolution") == [(1,)]
    assert call("run", folder, "--dsn", database).code == 0
    assert rows_of(database, "select count(*) from resolution") == [(2,)]


def test_a_rebuild_is_entered_as_one(call: Call, database: str, tmp_path: Path) -> None:
    call("run", write(tmp_path / "in", 2007, 2008), "--dsn", database)
    value = call("rebuild", "--dsn", database, "--json").object
    nothing = {"added": 0, "removed": 0, "changed": 0}
    assert value["changes"] == {"clauses": nothing, "edges": nothing, "roots_moved": 0}
    assert rows_of(database, "select command from load_run order by load_run_id") == [
        ("run",),
        ("rebuild",),
    ]
