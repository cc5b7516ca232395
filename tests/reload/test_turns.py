"""One run at a time, readers meanwhile, and locks that end with whoever held them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from etl.db.engine import connect
from etl.pipeline import run
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import write
from tests.reload.sabotage import STAGES, Saboteur, start

pytestmark = pytest.mark.slow

LOCK = "select pg_advisory_xact_lock(hashtextextended('clause-provenance run', 0))"
HELD = """
    select count(*) from pg_locks inner join pg_database on pg_database.oid = pg_locks.database
    where locktype = 'advisory' and granted and datname = current_database()
"""


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    engine = connect(database)
    yield engine
    engine.dispose()


@contextmanager
def another_run(url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(url) as session:
        session.execute(LOCK)
        yield session


@pytest.mark.parametrize(
    ("wait", "said"), [("0", "another run is at work"), ("0.3", "still at work after 0.3 s")]
)
@pytest.mark.parametrize("command", [["run"], ["rebuild"], ["check", "--against-rebuild"]])
def test_who_will_not_wait_leaves_with_a_code_of_its_own(
    call: Call, database: str, tmp_path: Path, command: list[str], wait: str, said: str
) -> None:
    folder = write(tmp_path / "in", 2007)
    assert call("run", folder, "--dsn", database).code == 0
    words = [*command, *([folder] if command == ["run"] else [])]
    with another_run(database) as other:
        called = call(*words, "--wait", wait, "--dsn", database)
        pid = other.info.backend_pid
    assert called.code == 5
    assert called.out == ""
    assert said in called.err
    assert f"(server process {pid}" in called.err
    assert call(*words, "--wait", wait, "--dsn", database).code == 0


def test_the_one_who_left_stands_in_the_ledger(call: Call, database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007)
    with another_run(database):
        call("run", folder, "--wait", "0", "--dsn", database)
    ((outcome, message),) = rows_of(database, "select outcome, message from load_run")
    assert outcome == "refused"
    assert message.startswith("another run is at work")


def test_who_waits_says_so_and_runs_when_the_other_has_ended(database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007)
    with another_run(database) as other:
        second = start("run", folder, "--dsn", database)
        assert second.stderr is not None
        heard = ""
        while "waiting for it to end" not in heard:
            line = second.stderr.readline()
            assert line, f"it ended instead of waiting: {heard}"
            heard += line
        assert second.poll() is None
        other.rollback()
        out, _ = second.communicate(timeout=120)
    assert second.returncode == 0
    assert "1 loaded" in out


def test_two_at_once_end_as_one_after_the_other(database: str, tmp_path: Path) -> None:
    folders = [write(tmp_path / str(year), year) for year in (2007, 2008)]
    both = [start("run", folder, "--dsn", database) for folder in folders]
    for one in both:
        _, said = one.communicate(timeout=120)
        assert one.returncode == 0, said
    assert rows_of(database, "select count(*) from resolution") == [(2,)]
    assert rows_of(database, "select count(*) from clause_edge where is_main") == [(5,)]


def test_the_lock_of_a_dead_run_does_not_stay(call: Call, database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007)
    call("run", folder, "--dsn", database)
    with psycopg.connect(database) as blocker:  # lets the run come as far as its transaction
        blocker.execute("lock table state in access exclusive mode")
        write(folder, 2008)
        doomed = start("run", folder, "--dsn", database)
        deadline = time.monotonic() + 60
        while rows_of(database, HELD) == [(0,)]:
            assert time.monotonic() < deadline
            assert doomed.poll() is None
            time.sleep(0.05)
        os.kill(doomed.pid, signal.SIGKILL)
        doomed.communicate()
    assert call("run", folder, "--wait", "30", "--dsn", database).code == 0
    assert rows_of(database, "select count(*) from resolution") == [(2,)]


@pytest.mark.parametrize("stamp", ["the views stay", "the views are new"])
def test_readers_read_every_view_at_every_moment_of_a_run(
    call: Call, database: str, engine: Engine, tmp_path: Path, stamp: str
) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    assert call("run", folder, "--dsn", database).code == 0
    if stamp == "the views are new":
        with psycopg.connect(database) as session:
            session.execute("comment on schema report is 'older views'")
    write(folder, 2009)
    read = []
    with psycopg.connect(database, autocommit=True) as reader:
        views = [name for (name,) in reader.execute(
            "select viewname::text from pg_views where schemaname = 'report' order by 1")]  # fmt: skip
        reader.execute("set lock_timeout = '200ms'")

        def read_all() -> None:
            for view in views:
                reader.execute(f"select * from report.{view} limit 1".encode())
            counted = reader.execute("select count(*) from report.clause").fetchone()
            assert counted == (10,)
            read.append(len(views))

        for stage in STAGES[1:]:
            saboteur = Saboteur(stage, read_all)
            with pytest.raises(Undo):
                run(
                    engine,
                    [folder],
                    languages=["en"],
                    jobs=1,
                    progress=Both(saboteur, Saboteur("count", undo)),
                )
            assert saboteur.is_done, stage
    assert len(read) == len(STAGES) - 1
    assert read[0] > 10


class Undo(Exception):
    """Ends a run at its last stage, so that the next one has the same to do."""


def undo() -> None:
    raise Undo


class Both:
    """Two kinds of progress, one after the other."""

    def __init__(self, *parts: Saboteur) -> None:
        self.parts = parts

    def begin(self, stage: str, total: int = 0) -> None:
        for part in self.parts:
            part.begin(stage, total)

    def advance(self, steps: int = 1) -> None:
        pass
