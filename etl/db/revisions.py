"""Which revision the tables are at, told without loading Alembic, which most runs do not need."""

from __future__ import annotations

from sqlalchemy import Connection

from etl.db.resources import folder
from etl.db.statements import execute


def known_revisions() -> tuple[str, ...]:
    """Return the revisions of this version, ascending: each file is named for its own."""
    files = (folder("migrations") / "versions").glob("[0-9]*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def stored_revision(connection: Connection) -> str | None:
    """Return the revision of the database, None if it has no tables yet."""
    if not execute(connection, "migrate/has_revision").scalar_one():
        return None
    revision: str | None = execute(connection, "migrate/select_revision").scalar_one_or_none()
    return revision
