"""Statements live in files under sql/, each with its purpose and its grain in the first two lines.

What is the same for every table (copying rows in, updating or deleting rows by key) is no file but
made from the tables themselves, in :mod:`etl.db.rows`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from psycopg import Connection as DriverConnection
from psycopg.rows import namedtuple_row
from sqlalchemy import Connection, CursorResult, text
from sqlalchemy.sql.elements import TextClause

from etl.db.resources import folder


@cache
def statement(name: str) -> TextClause:
    """Return the statement ``name`` (``load/select_known_documents``) with its ``:parameters``.

    Raises:
        FileNotFoundError: there is no such file; the installation is incomplete.
    """
    return text((folder("sql") / f"{name}.sql").read_text(encoding="utf-8"))


def execute(
    connection: Connection, name: str, **parameters: object
) -> CursorResult[*tuple[Any, ...]]:
    """Run the statement ``name`` within the caller's transaction."""
    return connection.execute(statement(name), parameters)


def driver(connection: Connection) -> DriverConnection[Any]:
    """Return the driver's connection below ``connection``, in the same transaction."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, DriverConnection):  # pragma: no cover -- connect() opens no other
        raise TypeError("the engine was not made by etl.db.engine.connect")
    return raw


def fetch_bytes(connection: Connection, name: str) -> list[Any]:
    """Return the rows of the statement ``name``, which has no parameter, with named columns.

    They come in the binary form of the protocol, which halves what columns of bytes cost.
    """
    with driver(connection).cursor(binary=True, row_factory=namedtuple_row) as cursor:
        return cursor.execute((folder("sql") / f"{name}.sql").read_bytes()).fetchall()


def run_script(connection: Connection, name: str) -> None:
    """Run the statements of the file ``name``, which holds no parameter, as the server gets them.

    Raises:
        FileNotFoundError: there is no such file; the installation is incomplete.
    """
    driver(connection).execute((folder("sql") / f"{name}.sql").read_bytes())


def files(name: str) -> tuple[Path, ...]:
    """Return the SQL files of one folder under sql/, in the order of their names."""
    return tuple(sorted((folder("sql") / name).glob("*.sql")))


def header(sql: str) -> tuple[str, str]:
    """Return purpose and grain of a statement: its first two lines, each a comment."""
    purpose, grain = (line.removeprefix("--").strip() for line in sql.splitlines()[:2])
    return purpose, grain
