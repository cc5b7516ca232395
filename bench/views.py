"""Times every view of schema ``report``: by clause, by resolution, by series, and whole.

Start it with ``python -m bench.views URL`` on a database that holds a corpus (``db start`` prints
the URL of the embedded server). Each view is asked by every key it has for a few clauses,
resolutions and series: some drawn by lot with a fixed seed, and the worst of each kind (the longest
line, the largest resolution, the longest series). Every query is repeated; its shortest time
counts, and of the queries of one kind the slowest is shown. The whole of a view is read as a
dashboard would, every column of every row sent to the client.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

SELECTIVE_BAR = 50.0
"""Milliseconds within which a view answers on one clause, resolution or series: nobody waits."""

WHOLE_BAR = 2000.0
"""Milliseconds within which a view is read whole: as long as a dashboard may take to open."""

REPEATS = 3
DRAWN = 4
"""Clauses, resolutions and series drawn by lot for each key, besides the worst."""

KEYS = {
    "paragraph_id": "clause",
    "address": "clause",
    "root_address": "clause",
    "root_paragraph_id": "clause",
    "first_address": "clause",
    "parent_address": "clause",
    "symbol": "resolution",
    "series_id": "series",
    "title": "series",
}
"""The columns that views are asked by, and what each stands for."""

SEARCHES = {("first_wording", "first_address")}
"""Views and columns that no key leads to: which wording began at a clause is told only by looking
at all of it. ``clause_reach`` and ``first_appearance`` answer that for one clause."""

CLAUSES = """
    (select paragraph_id, address, root_paragraph_id, root_address
    from report.clause_history
    order by md5(address || %(seed)s), paragraph_id
    limit %(drawn)s)
    union all
    (select paragraph_id, address, root_paragraph_id, root_address
    from report.clause_history
    where root_paragraph_id = (
        select root_paragraph_id from clause_lineage
        group by root_paragraph_id order by count(*) desc, root_paragraph_id limit 1
    )
    order by generation desc, paragraph_id
    limit 1)
"""
RESOLUTIONS = """
    (select symbol, title from resolution order by md5(symbol || %(seed)s) limit %(drawn)s)
    union all
    (select symbol, title from resolution inner join paragraph using (resolution_id)
    group by resolution_id order by count(*) desc, resolution_id limit 1)
"""
SERIES = """
    (select series.series_id, resolution.title
    from series inner join resolution on series.series_id = resolution.resolution_id
    order by md5(resolution.symbol || %(seed)s) limit %(drawn)s)
    union all
    (select series.series_id, min(resolution.title)
    from series inner join series_member using (series_id)
    inner join resolution using (resolution_id)
    group by series.series_id order by count(*) desc, series.series_id limit 1)
"""


class Timing(NamedTuple):
    """The slowest query of one kind on one view.

    ``milliseconds`` is the shortest of its runs as the client sees it, ``busy`` the least that the
    server's process was at work for it: what is left of the time where others use the machine.
    """

    view: str
    asked_by: str
    milliseconds: float
    busy: float
    rows: int
    bar: float


def main() -> None:
    """Measure, print the table, and exit 1 where a bar is missed."""
    url = (sys.argv[1:] or [os.environ.get("CLAUSE_PROVENANCE_DSN", "")])[0]
    with psycopg.connect(url) as session:
        timings = list(measure(session))
    print("\n".join(table(timings)))
    sys.exit(any(timing.milliseconds > timing.bar for timing in timings))


def measure(session: psycopg.Connection) -> Iterator[Timing]:
    """Time every view by every key it has, and whole."""
    wanted = keys(session)
    for view, columns in views(session).items():
        for column in KEYS:
            if column in columns and wanted[column] and (view, column) not in SEARCHES:
                yield max(
                    (asked(session, view, column, value) for value in wanted[column]),
                    key=lambda timing: timing.milliseconds,
                )
        yield whole(session, view)


def views(session: psycopg.Connection) -> dict[str, list[str]]:
    """The views of schema ``report`` with their columns."""
    return dict(
        session.execute(
            "select table_name, array_agg(column_name::text) from information_schema.columns"
            " where table_schema = 'report' group by table_name order by table_name"
        ).fetchall()
    )


def keys(session: psycopg.Connection) -> dict[str, list[Any]]:
    """Values to ask by, per column."""
    lot = {"seed": "clause", "drawn": DRAWN}
    clauses = session.execute(CLAUSES, lot).fetchall()
    resolutions = session.execute(RESOLUTIONS, lot).fetchall()
    series = session.execute(SERIES, lot).fetchall()
    return {
        "paragraph_id": [row[0] for row in clauses],
        "address": [row[1] for row in clauses],
        "parent_address": [row[1] for row in clauses],
        "root_paragraph_id": [row[2] for row in clauses],
        "root_address": [row[3] for row in clauses],
        "first_address": [row[3] for row in clauses],
        "symbol": [row[0] for row in resolutions],
        "series_id": [row[0] for row in series],
        "title": [row[1] for row in series],
    }


def asked(session: psycopg.Connection, view: str, column: str, value: object) -> Timing:
    """Time a view asked by one value of one column."""
    query = sql.SQL("select * from report.{} where {} = {}").format(
        sql.Identifier(view), sql.Identifier(column), sql.Literal(value)
    )
    return Timing(view, column, *shortest(session, query), SELECTIVE_BAR)


def whole(session: psycopg.Connection, view: str) -> Timing:
    """Time a view read whole."""
    query = sql.SQL("select * from report.{}").format(sql.Identifier(view))
    return Timing(view, "whole", *shortest(session, query), WHOLE_BAR)


def shortest(session: psycopg.Connection, query: sql.Composed) -> tuple[float, float, int]:
    """The shortest of some runs, planning and sending included: time, time at work, rows."""
    times, busy, rows = [], [], 0
    for _ in range(REPEATS):
        begun, worked = time.perf_counter(), at_work(session)
        with session.cursor().copy(sql.SQL("copy ({}) to stdout").format(query)) as copy:
            rows = sum(bytes(block).count(b"\n") for block in copy)
        times.append((time.perf_counter() - begun) * 1000)
        busy.append(at_work(session) - worked)
    return min(times), min(busy), rows


def at_work(session: psycopg.Connection) -> float:
    """Milliseconds that the session's server process was on a processor; nan where not told."""
    try:
        told = Path(f"/proc/{session.info.backend_pid}/schedstat").read_text(encoding="ascii")
    except OSError:
        return math.nan
    return int(told.split()[0]) / 1e6


def table(timings: Sequence[Timing]) -> list[str]:
    """The figures as a Markdown table."""
    lines = [
        "| view | asked by | ms | of these at work | rows | bar | |",
        "| --- | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for view, asked_by, milliseconds, busy, rows, bar in timings:
        missed = "missed" if milliseconds > bar else ""
        what = f"{asked_by} ({KEYS[asked_by]})" if asked_by in KEYS else asked_by
        figures = f"{milliseconds:.1f} | {busy:.1f} | {rows:,} | {bar:.0f}"
        lines.append(f"| {view} | {what} | {figures} | {missed} |")
    return lines


if __name__ == "__main__":
    main()
