"""The ledger of runs: one row per run, written with what the run changed or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from etl.db.statements import execute

DONE, DONE_WITH_REJECTIONS, REFUSED = "done", "done_with_rejections", "refused"


def begin_run(
    connection: Connection, *, program_version: str, parameters: Mapping[str, Any]
) -> int:
    """Enter a run and return its key; ``parameters`` are what decides the result, by name.

    Called first in the run's transaction. For a refused run, whose transaction is rolled back,
    call it and :func:`finish_run` again in a transaction of their own.
    """
    entered = execute(
        connection,
        "load/insert_run",
        program_version=program_version,
        parameters=json.dumps(parameters, sort_keys=True, default=str),
    )
    return int(entered.scalar_one())


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
