"""Whether what is stored is what a rebuild would store: derived anew, compared, undone."""

from __future__ import annotations

from sqlalchemy import Engine

from etl.db import tables
from etl.db.table_copies import TableDifference, compare_with_copy, keep_copy
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
            keep_copy(connection, table)
        derive_anew(connection, stages, jobs)
        with stages.stage("compare"):
            differences = tuple(compare_with_copy(connection, table) for table in DERIVED)
        connection.rollback()
    return differences
