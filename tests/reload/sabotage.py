"""Ways to disturb a run at a known place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql


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
