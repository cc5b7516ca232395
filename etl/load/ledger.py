"""The ledger of runs: one row per run, written with what the run changed or not at all."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from etl.db.migrate import require_current
from etl.db.statements import execute
from etl.errors import ProvenanceError

DONE, DONE_WITH_REJECTIONS, REFUSED = "done", "done_with_rejections", "refused"

# Characters of a reason: some servers repeat the row that they refuse.
_LONGEST_REASON = 500


def begin_run(
    connection: Connection,
    *,
    program_version: str,
    parameters: Mapping[str, Any],
    command: str = "run",
    linking_rules: str | None = None,
    seconds_ago: float = 0.0,
) -> int:
    """Enter a run and return its key; called first in the run's transaction.

    Args:
        connection: an open transaction.
        program_version: of this program.
        parameters: what decides the result, by name.
        command: ``run`` or ``rebuild``.
        linking_rules: digest of the code that links.
        seconds_ago: since when the run goes on.
    """
    entered = execute(
        connection,
        "load/insert_run",
        program_version=program_version,
        parameters=json.dumps(parameters, sort_keys=True, default=str),
        command=command,
        linking_rules=linking_rules,
        seconds_ago=seconds_ago,
    )
    return int(entered.scalar_one())


@contextmanager
def entered_if_refused(engine: Engine, identity: Mapping[str, Any]) -> Iterator[None]:
    """Enter a run that fails into the ledger, in a transaction of its own after it was undone.

    Where that cannot be done (no database, no tables of this version, no right) the failure alone
    is told. A run that is killed leaves no entry.

    Args:
        engine: of the run's database.
        identity: what :func:`begin_run` is told of it.
    """
    begun = time.monotonic()
    try:
        yield
    except BaseException as error:
        with suppress(ProvenanceError, SQLAlchemyError, psycopg.Error):
            engine.dispose()  # the connection that failed is of no use to anyone
            with engine.begin() as connection:
                require_current(connection)
                since = time.monotonic() - begun
                run_id = begin_run(connection, **identity, seconds_ago=since)
                said = "interrupted" if isinstance(error, KeyboardInterrupt) else _reason(error)
                finish_run(connection, run_id, outcome=REFUSED, counts={}, message=said)
        raise


def _reason(error: BaseException) -> str:
    """Why a run was refused, in one line, without the query or anything of a document's length."""
    cause = getattr(error, "orig", None) or error
    lines = str(cause).strip().splitlines() or [""]
    # A name on disk need not be text.
    said = lines[0].replace("\0", "").encode("utf-8", "backslashreplace").decode()
    said = said[:_LONGEST_REASON]
    return said if isinstance(error, ProvenanceError) else f"{type(cause).__name__}: {said}"


def finish_run(
    connection: Connection,
    run_id: int,
    *,
    outcome: str,
    counts: Mapping[str, Any],
    message: str | None = None,
) -> None:
    """Close a run with its ``outcome`` (:data:`DONE`, …) and ``counts`` (nested, by name)."""
    execute(
        connection,
        "load/finish_run",
        load_run_id=run_id,
        outcome=outcome,
        counts=json.dumps(counts, sort_keys=True),
        message=message,
    )
