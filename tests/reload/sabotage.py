"""Ways to disturb a run at a known place."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

STAGES = (
    "find",
    "migrate",
    "compare",
    "read and load",
    "look for what vanished",
    "resolve citations",
    "link",
    "audit",
    "trace",
    "count",
)
"""Stages of a run that loads something, in their order."""

PROGRAM = "import sys; from etl.cli import main; sys.exit(main())"


@contextmanager
def forbid(url: str, table: str) -> Iterator[None]:
    """Let every row that is written to ``table`` be refused by the server meanwhile."""
    name = sql.Identifier("sabotage")
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(
            sql.SQL(
                "create function {0}() returns trigger language plpgsql as "
                "'begin raise exception ''no row today''; end'"
            ).format(name)
        )
        session.execute(
            sql.SQL("create trigger sabotage before insert on {} execute function {}()").format(
                sql.Identifier(table), name
            )
        )
        try:
            yield
        finally:
            session.execute(sql.SQL("drop function {} cascade").format(name))


class Unwatched:
    """Progress that nobody watches."""

    def begin(self, stage: str, total: int = 0) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""


class Saboteur:
    """Progress that does something as soon as a stage begins, once."""

    def __init__(self, stage: str, deed: Callable[[], object]) -> None:
        self.stage, self.deed, self.is_done = stage, deed, False

    def begin(self, stage: str, total: int = 0) -> None:
        if stage == self.stage and not self.is_done:
            self.is_done = True
            self.deed()

    def advance(self, steps: int = 1) -> None:
        pass


def end_sessions(url: str) -> None:
    """Let the server end every session of this program on the database, as an administrator may."""
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and application_name = 'clause-provenance'"
        )


@contextmanager
def cancelling(url: str, chance: random.Random) -> Iterator[None]:
    """Cancel whatever statement of this program the server is at, again and again, meanwhile."""
    stop = threading.Event()

    def cancel() -> None:
        with psycopg.connect(url, autocommit=True) as session:
            while not stop.wait(chance.uniform(0.0, 0.05)):
                session.execute(
                    "select pg_cancel_backend(pid) from pg_stat_activity "
                    "where datname = current_database() and state = 'active' "
                    "and application_name = 'clause-provenance'"
                )

    thread = threading.Thread(target=cancel)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def start(*words: object) -> subprocess.Popen[str]:
    """Start the command line in a process, and group of processes, of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, words)],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"},
        start_new_session=True,
    )
