"""Bad input: each kind is refused by name, place and next step, and leaves what was there."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from etl.db.server import EmbeddedServer
from tests.cli.samples import Call, contents, resolution, rows_of

WHOLE = resolution(902, "refugees")


@pytest.mark.parametrize(
    ("content", "place", "reason", "next_step"),
    [
        pytest.param(b"", "bad.txt, line 1", "empty", "convert", id="empty"),
        pytest.param(
            b"\x7fELF\x02\x01\x00\x00\x00", "bad.txt, line 1", "binary", "convert", id="binary"
        ),
        pytest.param(WHOLE.encode("utf-16"), "bad.txt, line 1", "UTF-16", "iconv", id="UTF-16"),
        pytest.param(
            WHOLE.replace("free", "libérés").encode("latin-1"),
            "bad.txt, line 7",
            "Latin-1",
            "iconv",
            id="Latin-1",
        ),
        pytest.param(
            b"Dear delegate,\nthank you for your letter.\n", "bad.txt", "", "", id="no resolution"
        ),
        pytest.param(
            WHOLE.partition("report to the General Assembly")[0].encode(),
            "bad.txt, line",
            "breaks off",
            "half a resolution is not loaded",
            id="cut off in mid-sentence",
        ),
    ],
)
def test_a_bad_file_is_rejected_by_name_place_and_next_step_and_the_rest_is_loaded(
    call: Call,
    loaded: str,
    tmp_path: Path,
    content: bytes,
    place: str,
    reason: str,
    next_step: str,
) -> None:
    before = rows_of(loaded, "select * from paragraph order by 1")
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(content)
    (folder / "good.txt").write_text(resolution(903, "workers"), encoding="utf-8")
    called = call("run", folder, "--dsn", loaded)
    assert called.code == 4
    error, hint = called.err[called.err.index("error: ") :].splitlines()[:2]
    assert error.startswith(f"error: {place}")
    assert reason in error
    assert hint.startswith("  ")
    assert next_step in hint
    after = rows_of(loaded, "select * from paragraph order by 1")
    assert after[: len(before)] == before
    assert len(after) == len(before) + 5
    told = rows_of(loaded, "select status, reason from source_document where path = 'bad.txt'")
    assert told[0][0] == "rejected"
    assert told[0][1] in error


def test_of_two_texts_with_one_symbol_one_is_kept_and_the_other_reported(
    call: Call, loaded: str, tmp_path: Path
) -> None:
    folder = tmp_path / "twice"
    folder.mkdir()
    for name, whom in (("a.txt", "refugees"), ("b.txt", "workers")):
        (folder / name).write_text(resolution(902, whom), encoding="utf-8")
    before = rows_of(loaded, "select * from paragraph order by 1")
    called = call("run", folder, "--dsn", loaded)
    assert called.code == 4
    error, hint = called.err[called.err.index("error: ") :].splitlines()[:2]
    assert "a.txt" in error
    assert "b.txt" in error
    assert "A/RES/62/902" in error
    assert "keep one of the two files" in hint
    assert rows_of(loaded, "select * from paragraph order by 1")[: len(before)] == before
    statuses = "select status from source_document where symbol = 'A/RES/62/902' order by 1"
    assert rows_of(loaded, statuses) == [("loaded",), ("superseded",)]


@pytest.mark.parametrize("alone", [True, False])
def test_a_resolution_without_a_date_is_loaded_without_lineage_and_says_so(
    call: Call, database: str, tmp_path: Path, alone: bool
) -> None:
    undated = WHOLE.replace(" on 18 December 2007", "").replace("\n18 December 2007", "")
    (tmp_path / "undated.txt").write_text(undated, encoding="utf-8")
    if not alone:
        (tmp_path / "dated.txt").write_text(resolution(903, "refugees"), encoding="utf-8")
    called = call("run", tmp_path, "--dsn", database)
    assert called.code == 0
    assert "warning: undated.txt: no date of adoption is printed" in called.err
    assert "add the line that bears the date" in called.err
    assert rows_of(database, "select adopted_on from resolution where symbol = 'A/RES/62/902'") == [
        (None,)
    ]
    assert rows_of(database, "select count(*) from clause_edge") == [(0,)]
    assert call("check", "--dsn", database).code == 0


@pytest.mark.parametrize("words", [["empty"], ["missing"], ["only_pictures"]])
def test_a_folder_without_any_document_is_refused(
    call: Call, loaded: str, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "only_pictures").mkdir()
    (tmp_path / "only_pictures" / "flag.png").write_bytes(b"\x89PNG")
    before = contents(loaded)
    called = call("run", tmp_path / words[0], "--dsn", loaded)
    assert (called.code, called.out) == (1, "")
    assert f"error: {tmp_path / words[0]}: no " in called.err
    assert called.err.splitlines()[-1].startswith("  ")
    assert contents(loaded) == before
    entered = rows_of(loaded, "select outcome, message from load_run order by load_run_id")
    assert [outcome for outcome, _ in entered] == ["done", "refused"]
    assert entered[1][1] in called.err


def test_a_path_that_the_system_does_not_take_is_refused(call: Call, database: str) -> None:
    called = call("run", "x" * 5000, "--dsn", database)
    assert called.code == 1
    assert "x: cannot be looked at: File name too long" in called.err


def test_a_name_that_is_no_text_is_rejected_and_the_rest_is_loaded(
    call: Call, database: str, tmp_path: Path
) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    try:
        Path(odd).write_text(WHOLE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    (tmp_path / "good.txt").write_text(WHOLE, encoding="utf-8")
    called = call("run", tmp_path, "--dsn", database)
    assert called.code == 4
    assert "error: caf\\xe9.txt: its name is not UTF-8" in called.err
    assert rows_of(database, "select symbol from resolution") == [("A/RES/62/902",)]
    missing = call("run", odd.replace("caf", "no"), "--dsn", database)
    assert missing.code == 1
    assert "no\\udce9.txt: no such file or folder" in missing.err


def test_a_file_that_cannot_be_read_is_rejected_and_the_rest_is_loaded(
    call: Call, loaded: str, tmp_path: Path
) -> None:
    folder = tmp_path / "unreadable"
    folder.mkdir()
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "good.txt").write_text(resolution(903), encoding="utf-8")
    called = call("run", folder, "--dsn", loaded)
    assert called.code == 4
    assert "error: gone.txt: cannot be read: No such file or directory" in called.err
    assert rows_of(loaded, "select status from source_document where path = 'gone.txt'") == [
        ("rejected",)
    ]
    assert rows_of(loaded, "select count(*) from resolution") == [(2,)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_rejected(call: Call, loaded: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(WHOLE, encoding="utf-8")
    secret.chmod(0)
    called = call("run", secret, "--dsn", loaded)
    assert called.code == 4
    assert "secret.txt: the file cannot be read: Permission denied" in called.err


def test_a_server_that_is_down_is_named_and_the_next_step_too(call: Call) -> None:
    called = call("check", "--dsn", "postgresql://reader:secret@127.0.0.1:1/x")
    assert called.code == 1
    assert "error: cannot reach database x on 127.0.0.1, port 1" in called.err
    assert "check that the server is up" in called.err
    assert "secret" not in called.err


def test_a_wrong_password_is_refused_and_never_printed(call: Call, tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "home", settings={"fsync": "off"})
    with server.running() as url:
        with psycopg.connect(url) as session:
            session.execute("create role guarded login password 'the right one'")
            (place,) = session.execute("show hba_file").fetchone() or ("",)
            rules = Path(place).read_text(encoding="utf-8")
            rules = "local all guarded scram-sha-256\n" + rules
            Path(place).write_text(rules, encoding="utf-8")
            session.execute("select pg_reload_conf()")
        wrong = make_url(url).set(username="guarded", password="hunter2")
        called = call("check", "--dsn", wrong.render_as_string(hide_password=False))
    server.remove()
    assert called.code == 1
    assert 'password authentication failed for user "guarded"' in called.err
    assert "check the user name (guarded) and the password" in called.err
    assert "hunter2" not in called.err


def test_a_url_that_is_none_is_refused_without_being_repeated(call: Call) -> None:
    called = call("check", "--dsn", "mysql://reader:secret@host/x")
    assert called.code == 1
    assert "postgresql://" in called.err
    assert "secret" not in called.err


def test_a_database_of_a_newer_version_is_refused_untouched(
    call: Call, loaded: str, tmp_path: Path
) -> None:
    with psycopg.connect(loaded) as session:
        session.execute("update alembic_version set version_num = '9999'")
    before = contents(loaded)
    for words in (["run", tmp_path / "sound"], ["rebuild"], ["check"], ["show", "A/RES/62/901"]):
        called = call(*words, "--dsn", loaded)
        assert called.code == 1
        assert "newer version" in called.err
        assert called.err.splitlines()[-1].startswith("  ")
    assert contents(loaded) == before


def test_a_database_that_nothing_was_loaded_into_says_what_to_do(
    call: Call, empty_database: str
) -> None:
    for words in (["check"], ["show", "A/RES/62/901"]):
        called = call(*words, "--dsn", empty_database)
        assert called.code == 1
        assert "clause-provenance run" in called.err


def test_control_characters_of_a_file_never_reach_the_terminal(
    call: Call, database: str, tmp_path: Path
) -> None:
    (tmp_path / "a\x1b[2J.txt").write_text("\x1b]0;owned\x07 no resolution", encoding="utf-8")
    (tmp_path / "b.txt").write_text(resolution().replace("Protection", "\x1b[31mProtection"))
    called = call("run", tmp_path, "--dsn", database)
    shown = call("show", "A/RES/62/901", "--dsn", database)
    for text in (called.out, called.err, shown.out, shown.err):
        assert "\x1b" not in text
        assert "\x07" not in text
