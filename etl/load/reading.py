"""Reading back what is stored: which files are known, and dated resolutions for linking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.db.statements import execute
from etl.load.standing import LOADED, REJECTED, SUPERSEDED, File, Key
from etl.model import ClauseKind, LinkClause, LinkDocument


@dataclass(frozen=True, slots=True)
class Comparison:
    """The files found beside those known.

    Attributes:
        to_read: new, changed and formerly rejected files, and sources that may have to stand in
            for one that changed.
        unchanged: files whose row stays as it is; nothing needs to be read of them.
        vanished: known files that were not found (or not under one of the folders given).
    """

    to_read: frozenset[File]
    unchanged: frozenset[File]
    vanished: frozenset[File]


def compare_files(connection: Connection, found: Iterable[File]) -> Comparison:
    """Tell which of the files found (path relative to the given folder, SHA-256) must be read."""
    here = frozenset(found)
    status: dict[File, str] = {}
    sources: dict[Key, list[File]] = defaultdict(list)
    for path, sha256, symbol, language, state in execute(connection, "load/select_files"):
        status[path, sha256] = state
        sources[symbol, language].append((path, sha256))
    paths = {path for path, _ in here}
    changed = {file for file in status if file not in here and file[0] in paths}
    to_read = {file for file in here if status.get(file, REJECTED) == REJECTED}
    for files in sources.values():
        if any(file in changed and status[file] == LOADED for file in files):
            to_read |= {file for file in files if file in here and status[file] == SUPERSEDED}
    return Comparison(
        to_read=frozenset(to_read),
        unchanged=here - to_read,
        vanished=frozenset(status) - here - changed,
    )


def link_documents(connection: Connection) -> list[LinkDocument]:
    """Return every dated resolution as linking sees it, in order of adoption and symbol.

    ``clause_id`` is ``paragraph_id``. Undated resolutions take no part in lineage.
    """
    clauses: dict[int, list[LinkClause]] = defaultdict(list)
    kinds = {kind.value: kind for kind in ClauseKind}
    for resolution_id, key, label, kind, position, text, parent_label in execute(
        connection, "load/select_clauses"
    ):
        clauses[resolution_id].append(
            LinkClause(key, label, kinds[kind], position, text, parent_label)
        )
    return [
        LinkDocument(
            symbol=row.symbol,
            language=row.language,
            adopted_on=row.adopted_on,
            title=row.title,
            organ=row.organ,
            previous_symbol=row.previous_symbol,
            cited_symbols=frozenset(row.cited_symbols),
            clauses=tuple(clauses[row.resolution_id]),
        )
        for row in execute(connection, "load/select_dated_resolutions")
    ]
