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
    script = ScriptDirectory.from_config(configuration())
    head = script.get_current_head()
    current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return False
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise SchemaMismatch(
            f"the database was migrated by a newer version of this program (revision {current}, "
            f"the newest known here is {head})",
            hint="install that version, or name another database with --dsn",
        )
    connection.execute(text("drop schema if exists report cascade"))
    command.upgrade(configuration(connection), "head")
    return True
