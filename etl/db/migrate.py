"""Bringing a database to the tables of this program's version."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from etl.db.revisions import known_revisions, stored_revision
from etl.errors import SchemaMismatch


def migrate(engine: Engine) -> bool:
    """Create or upgrade the tables in one transaction of their own; tell whether it was needed.

    Raises:
        SchemaMismatch: see :func:`migrate_within`.
    """
    with engine.begin() as connection:
        return migrate_within(connection)


def migrate_within(connection: Connection) -> bool:
    """Create or upgrade the tables within the caller's transaction; tell whether it was needed.

    Where anything is to be changed, schema ``report`` goes first, since tables cannot change under
    views; :func:`etl.publish.publish` puts it back, in the same transaction if the caller likes.

    Raises:
        SchemaMismatch: a newer version of this program migrated the database.
    """
    if _is_current(connection):
        return False
    connection.execute(text("drop schema if exists report cascade"))
    # Loading Alembic takes longer than a run that finds nothing new.
    from etl.db.upgrade import upgrade  # noqa: PLC0415

    upgrade(connection)
    return True


def require_current(connection: Connection) -> None:
    """Make sure that the tables are those of this version, for commands that only read.

    Raises:
        SchemaMismatch: a newer version migrated the database, or an older one, or none yet.
    """
    if not _is_current(connection):
        raise SchemaMismatch(
            "the database was not yet brought to the tables of this version",
            hint="load something first: clause-provenance run seeds/",
        )


def _is_current(connection: Connection) -> bool:
    current, known = stored_revision(connection), known_revisions()
    if current is not None and current not in known:
        raise SchemaMismatch(
            f"the database was migrated by a newer version of this program (revision {current}, "
            f"the newest known here is {known[-1]})",
            hint="install that version, or name another database with --dsn",
        )
    return current == known[-1]
