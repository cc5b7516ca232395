"""Alembic at work with this installation's revisions; loaded only where tables have to change."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from etl.db.resources import folder


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration of this installation, at work on ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest revision within the caller's transaction."""
    command.upgrade(configuration(connection), "head")
