"""A small series that is adopted year after year, and tables compared by what rows are known by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Column, Integer, Table

from etl.db.tables import metadata

TEXT = """\
Resolution adopted by the General Assembly on 18 December {year}
[on the report of the Third Committee (A/{session}/439/Add.2)]
{session}/{number}.	Protection of migrants

	The General Assembly,
	Recalling all its previous resolutions on the protection of migrants{previous},
	Reaffirming the Universal Declaration of Human Rights, which proclaims that all human beings \
are born free and equal in dignity and rights,
	1.	Calls upon States to promote and protect effectively the human rights of all migrants{more};
	2.	Requests the Secretary-General to report to the General Assembly at its {session}th session \
on the implementation of the present resolution{report};
	3.	Decides to remain seized of the matter.
76th plenary meeting
18 December {year}
"""


def symbol(year: int) -> str:
    """The symbol of the series' resolution of a year."""
    return f"A/RES/{year - 1945}/901"


def text(year: int, more: str = "", report: str = "") -> str:
    """The series' resolution of a year; ``more`` and ``report`` are words added to it."""
    return TEXT.format(
        year=year, session=year - 1945, number=901, previous="", more=more, report=report
    )


def write(folder: Path, *years: int, more: str = "", report: str = "") -> Path:
    """Write the resolutions of some years into a folder."""
    folder.mkdir(exist_ok=True)
    for year in years:
        (folder / f"{year}.txt").write_text(text(year, more, report), encoding="utf-8")
    return folder


# What a row is known by besides its own key, where its other columns do not tell it apart.
_NOT_COMPARED = {
    "source_document": {"load_run_id"},
    "decision": {"load_run_id"},
    "root_change": {"load_run_id"},
}
_LEFT_OUT = {"load_run", "root_change"}


def natural_rows(url: str, said: Callable[[str], str] = str) -> dict[str, list[str]]:
    """Every row of every public table but the ledger's, keys replaced by what they stand for.

    ``said`` may put rows in fewer words where there are many.
    """
    with psycopg.connect(url) as session:
        named: dict[str, dict[int, str]] = {}
        found = {}
        # What others are known by comes first.
        for table in sorted(metadata.sorted_tables, key=lambda one: _own_key(one) is None):
            rows = _natural(session, table, named, said)
            if table.name not in _LEFT_OUT:
                found[table.name] = sorted(rows)
        return found


def _own_key(table: Table) -> str | None:
    """The column that is a key of the table's own making."""
    name = f"{table.name}_id"
    return name if name in table.columns and not table.columns[name].foreign_keys else None


def _surrogate(column: Column[Any]) -> str:
    """The table whose own key a column holds, however many tables it is handed on by."""
    for reference in column.foreign_keys:
        if reference.column is not column and isinstance(column.type, Integer):
            return _surrogate(reference.column)
    keys = list(column.table.primary_key.columns)
    # Tables that are written much do without foreign keys; their columns are named for them.
    for table in ("paragraph", "resolution"):
        if column.name.endswith(f"{table}_id") and column.table.name != table:
            return table
    return column.table.name if [column.name] == [key.name for key in keys] else ""


def _natural(
    session: psycopg.Connection[Any],
    table: Table,
    named: dict[str, dict[int, str]],
    said: Callable[[str], str],
) -> list[str]:
    own = _own_key(table)
    columns = [column.name for column in table.columns]
    query = sql.SQL("select {} from {}").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table.name)
    )
    raw = session.execute(query).fetchall()
    rows = []
    # A clause stands under another of its own table, which is named by its label.
    labels = {}
    if table.name == "paragraph":
        key_at, label_at = columns.index("paragraph_id"), columns.index("label")
        labels = {record[key_at]: record[label_at] for record in raw}
    for record in sorted(raw, key=repr):
        cells = dict(zip(columns, record, strict=True))
        key = cells.pop(own) if own else None
        for left_out in _NOT_COMPARED.get(table.name, ()):
            cells.pop(left_out, None)
        for column in table.columns:
            other = _surrogate(column)
            if other == table.name:
                continue
            if other in named and cells.get(column.name) is not None:
                cells[column.name] = named[other][cells[column.name]]
        if table.name == "paragraph":
            cells["parent_paragraph_id"] = labels.get(cells["parent_paragraph_id"])
        row = said(repr(cells))
        rows.append(row)
        if key is not None:
            named.setdefault(table.name, {})[key] = row
    return rows
