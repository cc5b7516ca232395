"""The way to a PostgreSQL server, and what to say when it is barred."""

from __future__ import annotations

import psycopg
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, OperationalError

from etl.errors import DatabaseUnavailable

# Seconds to wait for a server before saying that it is down: a healthy one answers within one,
# also across an ocean; a scheduler wants to know soon.
_CONNECT_TIMEOUT = 10

_OLDEST_SERVER = 15
"""`nulls not distinct`, which keys of optional facts need, came with PostgreSQL 15."""

_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg")


def connect(dsn: str) -> Engine:
    """Return an engine for the database at ``dsn``, having reached it once.

    Called once per command. ``dsn`` is a URL as libpq knows it (``postgresql://…``).

    Raises:
        DatabaseUnavailable: the URL is none, or the server is down, refuses the login, lacks the
            database, or is older than PostgreSQL 15. No message holds the password.
    """
    url = _url(dsn)
    engine = create_engine(
        url,
        connect_args={
            "application_name": "clause-provenance",
            "connect_timeout": _CONNECT_TIMEOUT,
        },
    )
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            version = raw.info.server_version // 10_000 if raw is not None else 0
    except OperationalError as error:
        raise _unavailable(url, error.orig) from None
    except UnicodeError as error:  # a host that is no name
        raise _unavailable(url, error) from None
    if version < _OLDEST_SERVER:
        engine.dispose()
        raise DatabaseUnavailable(
            f"{_place(url)} runs PostgreSQL {version}, which is too old",
            hint=f"use PostgreSQL {_OLDEST_SERVER} or newer",
        )
    return engine


def _url(dsn: str) -> URL:
    try:
        url = make_url(dsn)
    except (ArgumentError, ValueError):
        # The text itself is not repeated: it may hold a password.
        raise DatabaseUnavailable(
            "the database URL cannot be read",
            hint="write it as postgresql://user@host:5432/database",
        ) from None
    if "@" in (url.host or ""):
        # What stands before it is the end of a password, which is not repeated either.
        raise DatabaseUnavailable(
            "the database URL cannot be read: its password holds an @",
            hint="write %40 for each @ of the password",
        )
    if url.drivername not in _SCHEMES:
        raise DatabaseUnavailable(
            f"{url.drivername}:// is no PostgreSQL URL",
            hint="write it as postgresql://user@host:5432/database",
        )
    return url.set(drivername="postgresql+psycopg")


def _unavailable(url: URL, cause: BaseException | None) -> DatabaseUnavailable:
    said = str(cause).strip() if isinstance(cause, psycopg.Error | UnicodeError) else ""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    reason = lines[0] if lines else "no answer"
    if url.password:
        reason = reason.replace(str(url.password), "…")
    return DatabaseUnavailable(f"cannot reach {_place(url)}: {reason}", hint=_hint(url, said))


def _place(url: URL) -> str:
    """Host, port and database of ``url``; the socket's folder where there is no host."""
    socket = url.query.get("host", "")
    host = url.host or (socket if isinstance(socket, str) else ",".join(socket)) or "local socket"
    port = url.port or url.query.get("port") or 5432
    return f"database {url.database or '(default)'} on {host}, port {port}"


def _hint(url: URL, said: str) -> str:
    # The server speaks its own language and sends no code at the door, so this only guides.
    if "password" in said:
        return (
            f"check the user name ({url.username or 'your own'}) and the password; "
            "a password file (~/.pgpass) keeps it out of command lines"
        )
    if "does not exist" in said:
        return f"create it first: createdb {url.database or ''}".rstrip()
    return "check that the server is up and that host and port are right"
