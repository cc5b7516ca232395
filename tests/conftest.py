"""What every test may ask for: a server, databases on it, the command line, reference data."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import make_url

from etl.cli import main
from etl.db.engine import connect
from etl.db.migrate import migrate
from etl.db.server import EmbeddedServer
from tests.cli.samples import Call, Called

# A PostgreSQL of your own to test on, with a role that may create databases and roles.
TEST_DSN = "CLAUSE_PROVENANCE_TEST_DSN"
# The folder of the reference data that is no part of the project: gold/, seeds/, corpus/.
REFERENCE = "CLAUSE_PROVENANCE_REFERENCE"
# How many instants of a run are tried for SIGKILL.
KILLS = "CLAUSE_PROVENANCE_KILLS"

# Nothing here is to outlive the tests, so nothing waits for the disk.
UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
# Linux's file system in memory. A test's database is some 300 files, made and dropped: a file
# system on disk may take half a second for them (ext4 looks long for a file number that was not
# in use a minute ago), this one a fiftieth of it.
MEMORY = Path("/dev/shm")
# Bytes that have to be free there: several times what the databases of a test take.
ROOM = 2**30

# So many processes are ever worth their servers.
MOST_PROCESSES = 8

# A shell lets what it starts in the background ignore Ctrl-C, and so would the programs tested.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("project", print_blob=True, deadline=None)
settings.load_profile("project")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many processes share the tests where nobody says: one per processor, each with a server.

    A server of your own has one (0 is none besides pytest itself): roles, which some tests make
    and drop, belong to the whole server.
    """
    return 0 if os.environ.get(TEST_DSN) else min(os.cpu_count() or 1, MOST_PROCESSES)


def pytest_report_header() -> list[str]:
    server = "a server of your own" if os.environ.get(TEST_DSN) else "the embedded server"
    reference = os.environ.get(REFERENCE) or f"none ({REFERENCE} is unset): its tests are SKIPPED"
    return [f"database: {server}", f"reference data: {reference}"]


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _database(server_url: str, template: str | None = None) -> Iterator[str]:
    """Make a database, empty or as a copy of ``template``, give its URL, and drop it afterwards."""
    name = f"clause_provenance_test_{uuid4().hex}"
    origin = sql.SQL("template0 encoding 'UTF8'") if template is None else sql.Identifier(template)
    with psycopg.connect(server_url, autocommit=True) as session:
        session.execute(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(name), origin
            )
        )
        try:
            yield _named(server_url, name)
        finally:
            session.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for a server, so that they can be run alone on another one."""
    for item in items:
        if "server_url" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in set(os.environ) - {TEST_DSN, REFERENCE, KILLS}:
        if name.startswith("CLAUSE_PROVENANCE_"):
            monkeypatch.delenv(name)


def _place_for_server() -> Path | None:
    """The file system in memory where there is one with room, else None: the usual place."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free > ROOM else None


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """URL of the server's maintenance database, with a role that may create databases."""
    given = os.environ.get(TEST_DSN)
    if given:
        yield make_url(given).set(drivername="postgresql").render_as_string(hide_password=False)
        return
    with tempfile.TemporaryDirectory(prefix="clause-", dir=_place_for_server()) as folder:
        Path(folder).chmod(0o711)  # root's server runs as another account, which passes through
        server = EmbeddedServer(Path(folder, "home"), settings=UNSAFE_BUT_FAST)
        try:
            with server.running() as url:
                yield _named(url, "postgres")
        finally:
            server.remove()


@pytest.fixture(scope="session")
def template(server_url: str) -> Iterator[str]:
    """Name of a migrated database that the others are copied from."""
    with _database(server_url) as url:
        engine = connect(url)
        migrate(engine)
        engine.dispose()  # a template with a session on it cannot be copied
        yield make_url(url).database or ""


@pytest.fixture
def empty_database(server_url: str) -> Iterator[str]:
    """URL of a database of the test's own, with nothing in it."""
    with _database(server_url) as url:
        yield url


@pytest.fixture
def database(server_url: str, template: str) -> Iterator[str]:
    """URL of a database of the test's own, migrated and without rows."""
    with _database(server_url, template) as url:
        yield url


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command line within this process."""

    def called(*words: object) -> Called:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return called


@pytest.fixture(scope="session")
def reference_folder() -> Path:
    """The reference data that is no part of the project; the test is skipped without it."""
    folder = os.environ.get(REFERENCE, "")
    if not folder or not Path(folder).is_dir():
        pytest.skip(f"needs the reference data: set {REFERENCE} to its folder (is: {folder!r})")
    return Path(folder)
