"""Bringing a database to the tables of this program's version."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from etl.db.resources import folder
from etl.errors import SchemaMismatch


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration of this installation, at work on ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


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
    command.upgrade(configuration(connection), "head")
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
    script = ScriptDirectory.from_config(configuration())
    head = script.get_current_head()
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise SchemaMismatch(
            f"the database was migrated by a newer version of this program (revision {current}, "
            f"the newest known here is {head})",
            hint="install that version, or name another database with --dsn",
        )
    return current == head
