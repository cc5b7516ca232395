"""Whether a table still holds the rows of a copy of it that was kept earlier in the transaction."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection, Table

from etl.db.statements import driver

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class TableDifference:
    """Rows of one table that differ from those of the copy kept of it.

    Attributes:
        table: its name.
        rows: how many rows the copy holds.
        missing: rows that the table has and the copy has not.
        surplus: rows that the copy has and the table has not.
        examples: a few of them, missing ones with a plus sign, surplus ones with a minus sign.
    """

    table: str
    rows: int
    missing: int = 0
    surplus: int = 0
    examples: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether table and copy hold the same rows."""
        return not (self.missing or self.surplus)


def _kept(table: Table) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"kept_{table.name}")


def keep_copy(connection: Connection, table: Table) -> None:
    """Keep a copy of a table until the transaction ends."""
    driver(connection).execute(
        sql.SQL("create temporary table {} on commit drop as table {}").format(
            sql.Identifier(f"kept_{table.name}"), sql.Identifier("public", table.name)
        )
    )


def compare_with_copy(connection: Connection, table: Table) -> TableDifference:
    """Compare a table with the copy that :func:`keep_copy` made of it, row by row."""
    session = driver(connection)
    now, before = sql.Identifier("public", table.name), _kept(table)
    found = session.execute(sql.SQL("select count(*) from {}").format(before)).fetchone()
    rows = found[0] if found else 0
    counts, examples = [], []
    for sign, has, lacks in (("+", now, before), ("-", before, now)):
        difference = sql.SQL("(table {} except all table {}) as differing").format(has, lacks)
        count = session.execute(sql.SQL("select count(*) from ") + difference).fetchone()
        counts.append(count[0] if count else 0)
        few = sql.SQL("select differing::text from {} order by 1 limit {}").format(
            difference, _EXAMPLES
        )
        examples += [f"{sign} {row[0]}" for row in session.execute(few)]
    return TableDifference(table.name, rows, counts[0], counts[1], tuple(examples))
