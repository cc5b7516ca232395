"""Before a run: the tables, views and rights of this version, in a short transaction of their own.

It is short, so that readers wait for it at most a moment, and never for the run that follows, which
changes rows alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.errors import InsufficientPrivilege, LockNotAvailable
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from etl.db.migrate import migrate_within
from etl.errors import NotAllowed, ProvenanceError
from etl.publish import publish
from etl.turn import take_turn

TRIES = 6
"""Times to try against readers whose queries last: after the first, half a minute in all."""
PAUSE = 5.0
"""Seconds between two tries, and the time that readers who come meanwhile may be held up by one."""


def keep_silent(_: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may be told.

    Attributes:
        prune: remove what vanished from the folders given.
        decisions: files of people's decisions to take in, or folders of them.
        wait: seconds to wait for another run; None waits for as long as it takes.
        announce: is told what a person should hear while it happens.
    """

    prune: bool = False
    decisions: tuple[Path, ...] = ()
    wait: float | None = None
    announce: Callable[[str], None] = keep_silent


AS_USUAL = Options()
"""No wishes."""


def prepare(engine: Engine, options: Options) -> tuple[str, ...]:
    """Bring tables, views and rights to this version; return warnings.

    Raises:
        SchemaMismatch: the database belongs to a newer version of this program.
        NotAllowed: something is due that this login may not do.
        AnotherRun: see :func:`etl.turn.take_turn`.
        ProvenanceError: readers held tables or views for too long.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return _prepare(engine, options)
        except (DBAPIError, psycopg.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if isinstance(cause, InsufficientPrivilege):
                raise NotAllowed(
                    f"the tables or views of this version are not there yet, and login "
                    f"{engine.url.username or 'in use'} may not make them",
                    hint="let the database's owner do it once: clause-provenance db migrate",
                ) from None
            if not isinstance(cause, LockNotAvailable):
                raise
            if attempt == TRIES:
                raise ProvenanceError(
                    "tables or views have to change, and readers hold them",
                    hint="end the long queries, or run again when they have ended",
                ) from None
        options.announce("tables or views have to change: waiting for readers to let them go")
        time.sleep(PAUSE)
    raise AssertionError("unreachable")


def _prepare(engine: Engine, options: Options) -> tuple[str, ...]:
    with engine.begin() as connection:
        take_turn(connection, options.wait, options.announce)
        if migrate_within(connection):
            options.announce("the tables were brought to this version")
        return publish(connection).warnings
