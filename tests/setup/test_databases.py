"""The fixtures themselves: what a test gets when it asks for a database."""

import psycopg
import pytest


def test_the_server_is_postgresql_15_or_newer(server_url: str) -> None:
    with psycopg.connect(server_url) as session:
        assert session.info.server_version >= 150_000


def test_an_empty_database_has_no_tables(empty_database: str) -> None:
    with psycopg.connect(empty_database) as session:
        found = session.execute("select from pg_class where relnamespace = 'public'::regnamespace")
        assert found.rowcount == 0


@pytest.mark.parametrize("turn", [1, 2])
def test_a_migrated_database_has_tables_and_no_traces_of_other_tests(
    database: str, turn: int
) -> None:
    with psycopg.connect(database) as session:
        assert session.execute("select from resolution").rowcount == 0
        assert session.execute("select to_regclass('left_behind')").fetchone() == (None,)
        session.execute("create table left_behind ()")
