"""All or nothing: whatever ends a run, the next one ends in the tables of an undisturbed one.

CLAUSE_PROVENANCE_KILLS sets how many instants of a run are tried for SIGKILL (8 without it).
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from etl.db.engine import connect
from etl.db.server import EmbeddedServer
from etl.pipeline import run
from tests.cli.samples import Call, rows_of
from tests.conftest import KILLS, _database
from tests.reload.adoptions import natural_rows, write
from tests.reload.sabotage import STAGES, Saboteur, Unwatched, cancelling, end_sessions, start

pytestmark = pytest.mark.slow

SEED = 20_061_219
SMALL = ("clause_lineage", "phrase_origin", "paragraph")
"""Tables that lie on the disk that is full."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What is loaded before, and what the disturbed run is to load: new, corrected, backfilled."""
    here = tmp_path_factory.mktemp("folders")
    before = write(here / "before", 2007, 2009, 2010)
    after = write(here / "after", 2006, 2007, 2008, 2009, 2010, 2011)
    write(after, 2009, report=" and on what is still to be done")
    return before, after


@pytest.fixture(scope="module")
def expected(server_url: str, template: str, folders: tuple[Path, Path]) -> dict[str, list[str]]:
    """The tables after an undisturbed run."""
    with _database(server_url, template) as url:
        engine = connect(url)
        for folder in folders:
            run(engine, [folder], languages=["en"], jobs=1, progress=Unwatched())
        engine.dispose()
        return natural_rows(url)


@pytest.fixture
def begun(call: Call, database: str, folders: tuple[Path, Path]) -> str:
    """A database that holds what was loaded before."""
    assert call("run", folders[0], "--dsn", database).code == 0
    return database


def assert_sound_and_then_whole(
    call: Call, url: str, folder: Path, expected: dict[str, list[str]]
) -> None:
    assert call("check", "--dsn", url).code == 0
    assert rows_of(url, "select count(*) from load_run where outcome = 'running'") == [(0,)]
    assert rows_of(url, "select count(*) from resolution") in ([(3,)], [(6,)])
    assert call("run", folder, "--dsn", url).code == 0
    assert natural_rows(url) == expected


def await_first_word(run: subprocess.Popen[str]) -> None:
    """Wait until Python is up and the run has begun; nothing can happen before."""
    assert run.stderr is not None
    assert run.stderr.readline()


def test_killed_at_any_instant_it_leaves_all_or_nothing(
    call: Call,
    server_url: str,
    template: str,
    folders: tuple[Path, Path],
    expected: dict[str, list[str]],
) -> None:
    kills = int(os.environ.get(KILLS) or 8)
    chance = random.Random(SEED)
    with _database(server_url, template) as url:
        call("run", folders[0], "--dsn", url)
        undisturbed = start("run", folders[1], "--jobs", "1", "--dsn", url)
        await_first_word(undisturbed)
        begun_at = time.monotonic()
        _, said = undisturbed.communicate(timeout=300)
        assert undisturbed.returncode == 0, said
        whole = time.monotonic() - begun_at
    ends = set()
    for _ in range(kills):
        with _database(server_url, template) as url:
            call("run", folders[0], "--dsn", url)
            doomed = start("run", folders[1], "--jobs", "1", "--dsn", url)
            await_first_word(doomed)
            time.sleep(whole * chance.random())
            os.killpg(doomed.pid, signal.SIGKILL)
            doomed.communicate()
            ends.add(doomed.returncode)
            assert_sound_and_then_whole(call, url, folders[1], expected)
    assert -signal.SIGKILL in ends, f"no run was still at work when it was killed ({whole:.1f} s)"


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_lost_connection_leaves_nothing(
    call: Call, begun: str, folders: tuple[Path, Path], expected: dict[str, list[str]], stage: str
) -> None:
    saboteur = Saboteur(stage, lambda: end_sessions(begun))
    engine = connect(begun)
    before = natural_rows(begun)
    try:
        run(engine, [folders[1]], languages=["en"], jobs=1, progress=saboteur)
    except (DBAPIError, psycopg.Error):
        assert natural_rows(begun) == before
        ledger = "select outcome from load_run order by load_run_id desc limit 1"
        assert rows_of(begun, ledger) == [("refused",)]
    else:
        assert stage == "migrate", "only a connection that is not in use may be lost unnoticed"
    finally:
        engine.dispose()
    assert saboteur.is_done
    assert_sound_and_then_whole(call, begun, folders[1], expected)


@pytest.mark.parametrize("seed", range(3))
def test_cancelled_statements_leave_nothing(
    call: Call, begun: str, folders: tuple[Path, Path], expected: dict[str, list[str]], seed: int
) -> None:
    refused = 0
    with cancelling(begun, random.Random(seed)):
        for _ in range(3):
            called = call("run", folders[1], "--jobs", "1", "--dsn", begun)
            refused += called.code == 1
            assert called.code in (0, 1)
            if called.code == 1:
                assert "canceling statement" in called.err
    assert_sound_and_then_whole(call, begun, folders[1], expected)


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "told to stop")],
)
def test_told_to_stop_it_says_so_and_leaves_nothing(
    call: Call,
    begun: str,
    folders: tuple[Path, Path],
    expected: dict[str, list[str]],
    number: signal.Signals,
    code: int,
    said: str,
) -> None:
    stopped = start("run", folders[1], "--jobs", "1", "--dsn", begun)
    assert stopped.stderr is not None
    for line in stopped.stderr:
        if line.startswith("compare"):
            break
    stopped.send_signal(number)
    _, heard = stopped.communicate(timeout=60)
    assert stopped.returncode == code, heard
    assert f"{said}: nothing was changed" in heard
    assert "Traceback" not in heard
    ledger = "select outcome, message from load_run order by load_run_id desc limit 1"
    assert rows_of(begun, ledger) == [("refused", "interrupted")]
    assert_sound_and_then_whole(call, begun, folders[1], expected)


@pytest.mark.parametrize("is_killed", [False, True], ids=["restarted", "killed"])
@pytest.mark.parametrize("stage", ["read and load", "trace"])
def test_a_server_that_goes_down_leaves_all_or_nothing(
    call: Call,
    tmp_path: Path,
    folders: tuple[Path, Path],
    expected: dict[str, list[str]],
    stage: str,
    is_killed: bool,
) -> None:
    server = EmbeddedServer(tmp_path / "home")
    try:
        url = server.start()
        assert call("run", folders[0], "--dsn", url).code == 0

        def restart() -> None:
            if is_killed:
                kill(server)
            else:
                server.stop()
            server.start()

        saboteur = Saboteur(stage, restart)
        engine = connect(url)
        with pytest.raises((DBAPIError, psycopg.Error)):
            run(engine, [folders[1]], languages=["en"], jobs=1, progress=saboteur)
        engine.dispose()
        assert saboteur.is_done
        assert_sound_and_then_whole(call, server.url(), folders[1], expected)
    finally:
        server.remove()


def kill(server: EmbeddedServer) -> None:
    """Kill the server, as when the machine's memory runs out, and what it leaves behind."""
    with psycopg.connect(server.url()) as session:
        first = psutil.Process(session.info.backend_pid).parent()
    assert first is not None
    processes = [first, *first.children(recursive=True)]
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=10)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 MB that the server may write to; the test is skipped without one."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("SKIPPED full disk: only root may mount a small file system")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=8m,mode=0777", "tmpfs", place],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"SKIPPED full disk: no file system may be mounted here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_leaves_nothing(
    call: Call,
    begun: str,
    folders: tuple[Path, Path],
    expected: dict[str, list[str]],
    small_disk: Path,
) -> None:
    data = small_disk / "data"
    data.mkdir()
    for parent in small_disk.parents:
        if parent.stat().st_mode & 0o011 != 0o011:
            parent.chmod(parent.stat().st_mode | 0o011)
    with psycopg.connect(begun, autocommit=True) as session:
        try:
            shutil.chown(data, "clause-provenance", "clause-provenance")
            session.execute(f"create tablespace small location '{data}'".encode())
        except (LookupError, psycopg.Error) as error:
            pytest.skip(f"SKIPPED full disk: the server cannot use the small one: {error}")
        try:
            for table in SMALL:
                # So few rows go into a page that any new ones need pages of their own.
                session.execute(f"alter table {table} set (fillfactor = 10)".encode())
                session.execute(f"alter table {table} set tablespace small".encode())
            with (small_disk / "ballast").open("wb") as ballast:
                try:
                    while ballast.write(b"\0" * 8192):
                        ballast.flush()
                except OSError:
                    pass
            before = natural_rows(begun)
            refused = call("run", folders[1], "--dsn", begun)
            assert refused.code == 1
            assert "No space left on device" in refused.err
            assert natural_rows(begun) == before
            (small_disk / "ballast").unlink()
            assert_sound_and_then_whole(call, begun, folders[1], expected)
        finally:
            for table in SMALL:
                session.execute(f"alter table {table} set tablespace pg_default".encode())
            session.execute("drop tablespace small")
