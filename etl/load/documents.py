"""Rows of files: what each holds, where it stands among its rivals, and what was odd in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from etl.db.rows import (
    Difference,
    Row,
    copy_rows,
    delete_rows,
    read_rows,
    reserve_ids,
    store_difference,
    update_rows,
)
from etl.db.statements import execute
from etl.db.tables import parse_issue, source_document
from etl.load.items import FileItem
from etl.load.standing import LOADED, File, Key, SourceRow, item_file

_COLUMNS = (
    "source_document_id",
    "path",
    "sha256",
    "format",
    "precedence",
    "symbol",
    "language",
    "status",
    "reason",
    "line",
    "text_key",
    "extract_sha256",
    "resolution_id",
    "load_run_id",
)
_ISSUE = ("source_document_id", "position", "resolution_id", "severity", "code", "line", "message")


def known_documents(connection: Connection, items: Sequence[FileItem]) -> list[SourceRow]:
    """Return the stored rows of the files of ``items`` and of their rival sources."""
    rows = execute(
        connection,
        "load/select_known_documents",
        paths=sorted({item.path for item in items}),
        symbols=sorted({item.content.symbol for item in items if item.content}),
    )
    return [SourceRow(*row) for row in rows]


def store_documents(
    connection: Connection,
    run_id: int,
    known: Sequence[SourceRow],
    rows: Sequence[SourceRow],
    resolution_ids: Mapping[Key, int],
) -> tuple[Difference, dict[File, int]]:
    """Write what changed between ``known`` rows and ``rows``; return the key of every file."""
    before = {row.row_id: row for row in known}
    new_ids = iter(
        reserve_ids(connection, source_document, sum(row.row_id is None for row in rows))
    )
    keyed = [(next(new_ids) if row.row_id is None else row.row_id, row) for row in rows]
    changed = [(key, row) for key, row in keyed if row.row_id and before[row.row_id] != row]
    new = [(key, row) for key, row in keyed if row.row_id is None]
    # One source per resolution is loaded at any moment: the old one steps back first.
    changed.sort(key=lambda pair: pair[1].status == LOADED)
    written = [_stored(key, row, resolution_ids, run_id) for key, row in changed]
    update_rows(connection, source_document, _COLUMNS, written)
    if new:
        added = [_stored(key, row, resolution_ids, run_id) for key, row in new]
        copy_rows(connection, source_document, _COLUMNS, added)
    if changed:
        keys = [key for key, _ in changed]
        execute(connection, "load/align_issues", source_document_ids=keys)
    touched = Difference(added=len(new), changed=len(changed))
    return touched, {row.file: key for key, row in keyed}


def forget_documents(connection: Connection, row_ids: Sequence[int]) -> Difference:
    """Remove rows of files that later content replaced."""
    delete_rows(connection, source_document, [(row_id,) for row_id in row_ids])
    return Difference(removed=len(row_ids))


def store_issues(
    connection: Connection,
    items: Sequence[FileItem],
    row_ids: Mapping[File, int],
    loaded: Mapping[File, int],
) -> Difference:
    """Write the issues of files that were read; ``loaded`` names the resolutions that count."""
    keys = [row_ids[item_file(item)] for item in items]
    stored = read_rows(connection, parse_issue, _ISSUE, ("source_document_id", keys))
    wanted = [
        (row_ids[item_file(item)], position, loaded.get(item_file(item)), *issue)
        for item in items
        for position, issue in enumerate(item.issues, start=1)
    ]
    return store_difference(connection, parse_issue, _ISSUE, stored, wanted)


def _stored(key: int, row: SourceRow, resolution_ids: Mapping[Key, int], run_id: int) -> Row:
    return (
        key,
        row.path,
        row.sha256,
        row.source_format,
        row.precedence,
        row.symbol,
        row.language,
        row.status,
        row.reason,
        row.line,
        row.text_key,
        row.extract_sha256,
        resolution_ids.get(row.key) if row.key else None,
        run_id,
    )
