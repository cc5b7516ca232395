"""Whether what is stored is what a rebuild would store: derived anew, compared, undone."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection, Engine, Table

from etl.db import tables
from etl.db.statements import driver
from etl.pipeline import derive_anew
from etl.preparation import Options, prepare
from etl.stages import Progress, Stages
from etl.turn import take_turn

DERIVED = (
    tables.clause_edge,
    tables.clause_lineage,
    tables.phrase_origin,
    tables.wording_change,
    tables.series,
    tables.series_member,
    tables.outline,
)
"""Tables whose rows are derived from documents that are loaded."""

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class TableDifference:
    """Rows of one table that differ from those of a rebuild.

    Attributes:
        table: its name.
        rows: how many rows it holds.
        missing: rows that a rebuild has and the database has not.
        surplus: rows that the database has and a rebuild has not.
        examples: a few of them, missing ones with a plus sign, surplus ones with a minus sign.
    """

    table: str
    rows: int
    missing: int = 0
    surplus: int = 0
    examples: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether the table is as a rebuild would make it."""
        return not (self.missing or self.surplus)


def compare_with_rebuild(
    engine: Engine, *, jobs: int, progress: Progress, options: Options
) -> tuple[TableDifference, ...]:
    """Derive everything anew in a transaction that is undone, and compare every derived table.

    A clause's key is the same in both, since documents are not read again, so that rows are equal
    if and only if they are equal by what they are known by. Other runs wait meanwhile; readers do
    not.

    Raises:
        AnotherRun: another run is at work and did not end in time.
        NotAllowed: the login lacks a right.
        SchemaMismatch: the database belongs to another version of this program.
    """
    stages = Stages(progress)
    with stages.stage("migrate"):
        prepare(engine, options)
    with engine.connect() as connection:
        take_turn(connection, options.wait, options.announce)
        for table in DERIVED:
            _keep(connection, table)
        derive_anew(connection, stages, jobs)
        with stages.stage("compare"):
            differences = tuple(_compare(connection, table) for table in DERIVED)
        connection.rollback()
    return differences


def _kept(table: Table) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"kept_{table.name}")


def _keep(connection: Connection, table: Table) -> None:
    driver(connection).execute(
        sql.SQL("create temporary table {} on commit drop as table {}").format(
            sql.Identifier(f"kept_{table.name}"), sql.Identifier("public", table.name)
        )
    )


def _compare(connection: Connection, table: Table) -> TableDifference:
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
