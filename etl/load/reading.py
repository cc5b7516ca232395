"""Reading back what is stored: which files are known, and dated resolutions for linking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection

from etl.db.statements import execute
from etl.load.standing import LOADED, REJECTED, SUPERSEDED, File, Key
from etl.model import ClauseKind, LinkClause, LinkDocument

_NO_EXTRACTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The files found beside those known.

    Attributes:
        to_read: new and changed files; those that could not be read; those whose data extract is
            new or changed, or whose language is asked for only now; and sources that may have to
            stand in for one that changed.
        unchanged: files whose row stays as it is; nothing needs to be read of them.
        rejected: files that were rejected and have the same bytes still: reading them again would
            only tell the same once more.
        vanished: known files that were not found (or not under one of the folders given).
    """

    to_read: frozenset[File] = frozenset()
    unchanged: frozenset[File] = frozenset()
    rejected: frozenset[File] = frozenset()
    vanished: frozenset[File] = frozenset()


def compare_files(
    connection: Connection,
    found: Iterable[File],
    languages: Collection[str] = (),
    extracts: Mapping[str, str] = _NO_EXTRACTS,
) -> Comparison:
    """Tell which files must be read.

    Args:
        connection: an open transaction.
        found: path relative to the given folder and SHA-256 of every file; no SHA-256 where it
            cannot be read.
        languages: those asked for.
        extracts: SHA-256 of the data extracts found, by symbol. One that is not found any more
            leaves its resolution as it is, as a file that is not found does.
    """
    here = frozenset(found)
    known: dict[File, str] = {}
    sources: dict[Key, list[File]] = defaultdict(list)
    rejected: set[File] = set()
    to_read: set[File] = set()
    for path, sha256, symbol, language, status, extract in execute(connection, "load/select_files"):
        file = path, sha256
        known[file] = status
        if status == REJECTED and sha256 is not None and language not in languages:
            rejected.add(file)
        elif status != REJECTED:
            sources[symbol, language].append(file)
        if status == LOADED and extracts.get(symbol, extract) != extract:
            to_read.add(file)
    paths = {path for path, _ in here}
    changed = {file for file in known if file not in here and file[0] in paths}
    to_read |= {file for file in here if known.get(file, REJECTED) == REJECTED} - rejected
    for files in sources.values():
        if any(file in changed and known[file] == LOADED for file in files):
            to_read |= {file for file in files if known[file] == SUPERSEDED}
    return Comparison(
        to_read=here & to_read,
        unchanged=here - to_read - rejected,
        rejected=here & rejected,
        vanished=frozenset(known) - here - changed,
    )


def link_documents(
    connection: Connection, resolution_ids: Collection[int] | None = None
) -> list[LinkDocument]:
    """Return dated resolutions as linking sees them, in order of adoption and symbol.

    ``clause_id`` is ``paragraph_id``. Undated resolutions take no part in lineage.

    Args:
        connection: an open transaction.
        resolution_ids: those to return; all if None.
    """
    wanted = None if resolution_ids is None else list(resolution_ids)
    clauses: dict[int, list[LinkClause]] = defaultdict(list)
    kinds = {kind.value: kind for kind in ClauseKind}
    for resolution_id, key, label, kind, position, text, parent_label in execute(
        connection, "load/select_clauses", resolution_ids=wanted
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
        for row in execute(connection, "load/select_dated_resolutions", resolution_ids=wanted)
    ]
