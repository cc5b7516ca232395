from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import make_url, text

from etl.db.engine import connect
from etl.errors import DatabaseUnavailable

SECRET = "geheim%40%2F"


@contextmanager
def server_that_says(severity_and_words: bytes) -> Iterator[int]:
    """A port where PostgreSQL's protocol answers every login with an error; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                session, _ = listener.accept()
            except OSError:
                return
            with session:
                greeting = session.recv(4096)
                while greeting[4:8] in {b"\x04\xd2\x16\x2f", b"\x04\xd2\x16\x30"}:  # SSL, GSS
                    session.sendall(b"N")
                    greeting = session.recv(4096)
                session.sendall(
                    b"E"
                    + (len(severity_and_words) + 5).to_bytes(4, "big")
                    + severity_and_words
                    + b"\0"
                )

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def refused(dsn: str) -> DatabaseUnavailable:
    with pytest.raises(DatabaseUnavailable) as error:
        connect(dsn)
    said = f"{error.value} {error.value.hint}"
    assert "geheim" not in said
    assert error.value.hint
    return error.value


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_is_reached_by_any_postgresql_url(database: str, scheme: str) -> None:
    url = make_url(database).set(drivername=scheme).render_as_string(hide_password=False)
    engine = connect(url)
    with engine.connect() as connection:
        assert connection.execute(text("show application_name")).scalar_one() == "clause-provenance"
    engine.dispose()


def test_a_server_that_is_down_is_named_with_host_port_and_database() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = refused(f"postgresql://ada:{SECRET}@127.0.0.1:{port}/clauses")
    assert f"database clauses on 127.0.0.1, port {port}" in str(error)
    assert "is up" in error.hint


def test_a_wrong_password_is_told_without_telling_it() -> None:
    words = b'SFATAL\0C28P01\0Mpassword authentication failed for user "ada" (geheim@/)\0'
    with server_that_says(words) as port:
        error = refused(f"postgresql://ada:{SECRET}@127.0.0.1:{port}/clauses")
    assert "password authentication failed" in str(error)
    assert "ada" in error.hint


def test_a_missing_database_is_named(database: str) -> None:
    url = make_url(database).set(database="no_such_database")
    error = refused(url.render_as_string(hide_password=False))
    assert "no_such_database" in str(error)
    assert error.hint == "create it first: createdb no_such_database"


@pytest.mark.parametrize(
    "dsn",
    [
        f"ada:{SECRET}@host/clauses",
        f"mysql://ada:{SECRET}@host/clauses",
        f"postgresql://ada:{SECRET}@host:port/clauses",
        "",
    ],
)
def test_what_is_no_postgresql_url_is_refused(dsn: str) -> None:
    assert "postgresql://" in refused(dsn).hint


def test_a_host_that_does_not_exist_is_told() -> None:
    assert "no-such-host.invalid" in str(refused(f"postgresql://a:{SECRET}@no-such-host.invalid/x"))


def test_an_at_sign_in_a_password_is_told_without_the_password() -> None:
    error = refused("postgresql://u:s3cret@tail@127.0.0.1:1/x")
    assert "%40" in error.hint
    assert "s3cret" not in str(error)
    assert "tail" not in str(error)
