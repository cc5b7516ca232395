"""One run at a time: whoever comes second waits, or leaves and says so."""

from __future__ import annotations

import math
from collections.abc import Callable

from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from etl.db.statements import execute, run_script
from etl.errors import AnotherRun


def take_turn(
    connection: Connection, wait: float | None, announce: Callable[[str], object]
) -> None:
    """Hold the lock of runs until the transaction ends, however it ends: with the client too.

    Args:
        connection: an open transaction that has done nothing yet.
        wait: seconds to wait for another run; None waits for as long as it takes.
        announce: is told that there is another run.

    Raises:
        AnotherRun: it did not end in time.
    """
    run_script(connection, "run/notice_dead_clients")
    if execute(connection, "run/try_turn").scalar_one():
        return
    other = _describe(connection)
    if wait == 0:
        raise AnotherRun(f"another run is at work{other}", hint="try again later, or --wait for it")
    announce(f"another run is at work{other}: waiting for it to end")
    patience = "0" if wait is None else f"{max(1, math.ceil(wait * 1000))}ms"
    execute(connection, "run/set_patience", patience=patience)
    try:
        execute(connection, "run/wait_for_other_runs")
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            raise AnotherRun(
                f"another run is still at work after {wait:g} s{other}",
                hint="try again later, or wait longer: --wait",
            ) from None
        raise
    execute(connection, "run/set_patience", patience="0")


def _describe(connection: Connection) -> str:
    found = execute(connection, "run/select_run_at_work").first()
    if found is None:
        return ""
    since = f" since {found.xact_start:%Y-%m-%d %H:%M:%S %Z}" if found.xact_start else ""
    return f" (server process {found.pid}{since})"
