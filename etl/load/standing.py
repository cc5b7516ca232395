"""Which source of a resolution counts: deciding only, no database.

The better format wins (see :data:`etl.load.items.PRECEDENCE`); among equally good sources the
smaller digest, then the smaller path. That is arbitrary but total: whatever order files arrive in,
the same one is loaded. Equally good sources that say the same are no matter for anybody; only of
those that differ in their words a person has to hear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from etl.load.items import PRECEDENCE, FileItem

LOADED, SUPERSEDED, REJECTED = "loaded", "superseded", "rejected"
Key = tuple[str, str]
"""Symbol and language: what a resolution is known by."""
File = tuple[str, str | None]
"""Path and digest: what a file is known by."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of ``source_document``, stored or to be; ``row_id`` is None until it has one."""

    row_id: int | None
    path: str
    sha256: str | None
    source_format: str | None
    precedence: int | None
    symbol: str | None
    language: str | None
    status: str
    reason: str | None
    line: int | None
    text_key: UUID | None = None
    extract_sha256: str | None = None

    @property
    def file(self) -> File:
        """What the file is known by."""
        return self.path, self.sha256

    @property
    def key(self) -> Key | None:
        """What the resolution in it is known by; None if that could not be told."""
        if self.symbol is None or self.language is None:
            return None
        return self.symbol, self.language

    @property
    def rank(self) -> tuple[int, str, str]:
        """Where it stands among rival sources, the smallest first."""
        return self.precedence or 0, self.sha256 or "", self.path


@dataclass(frozen=True, slots=True)
class Standing:
    """Where every file concerned stands after a batch.

    Attributes:
        rows: the rows as they shall be, those of unconcerned files left out.
        gone: keys of rows that later content of the same file replaced.
        winners: per resolution whose source is among the batch, the item that counts.
    """

    rows: tuple[SourceRow, ...]
    gone: tuple[int, ...]
    winners: Mapping[Key, FileItem]


def standing(
    known: Iterable[SourceRow], items: Sequence[FileItem], present: Collection[File]
) -> Standing:
    """Decide where each file of a batch stands among those already known.

    ``known`` must hold every row with the path, or with the symbol and language, of an item.
    ``present`` are the files this run found: other content under the same path, no longer found
    and of the same resolution (or rejected), is an earlier state of the file and is replaced.
    """
    found = {item_file(item) for item in items} | set(present)
    rows = {row.file: row for row in known}
    gone: list[int] = []
    for item in sorted(items, key=lambda item: (item.path, item.sha256 or "")):
        earlier = _earlier_states(item, rows.values(), found)
        row_id = next((row.row_id for row in earlier), None)
        for row in earlier:
            del rows[row.file]
        gone += [row.row_id for row in earlier[1:] if row.row_id is not None]
        same = rows.get(item_file(item))
        if same is not None:
            gone += [] if row_id is None else [row_id]
            row_id = same.row_id
        rows[item_file(item)] = _row(item, row_id, same)
    read = {item_file(item): item for item in items if item.content is not None}
    return _ranked(rows, gone, read)


def item_file(item: FileItem) -> File:
    """Return what the file of ``item`` is known by."""
    return item.path, item.sha256


def _earlier_states(
    item: FileItem, rows: Iterable[SourceRow], found: Collection[File]
) -> list[SourceRow]:
    key = _key(item)
    earlier = [
        row
        for row in rows
        if row.path == item.path
        and row.file not in found
        and (row.status == REJECTED or (key is not None and row.key == key))
    ]
    return sorted(earlier, key=lambda row: (row.status == REJECTED, row.row_id or 0))


def _key(item: FileItem) -> Key | None:
    return (item.content.symbol, item.content.language) if item.content else None


def _row(item: FileItem, row_id: int | None, same: SourceRow | None) -> SourceRow:
    """The row of an item, its standing among other sources still open."""
    symbol, language = _key(item) or (None, item.language)
    was_loaded = same is not None and same.status == LOADED
    return SourceRow(
        row_id=row_id,
        path=item.path,
        sha256=item.sha256,
        source_format=item.source_format,
        precedence=PRECEDENCE[item.source_format] if item.source_format else None,
        symbol=symbol,
        language=language,
        status=REJECTED if item.reason else LOADED if was_loaded else SUPERSEDED,
        reason=item.reason,
        line=item.line or None,
        text_key=item.text_key,
        extract_sha256=item.extract_sha256,
    )


def _ranked(
    rows: Mapping[File, SourceRow], gone: list[int], read: Mapping[File, FileItem]
) -> Standing:
    sources: dict[Key, list[SourceRow]] = defaultdict(list)
    decided: list[SourceRow] = []
    for row in rows.values():
        if row.status == REJECTED or row.key is None:
            decided.append(row)
        else:
            sources[row.key].append(row)
    winners: dict[Key, FileItem] = {}
    for key, rivals in sources.items():
        # A superseded file that was not read now cannot be loaded now.
        able = [row for row in rivals if row.file in read or row.status == LOADED]
        if not able:
            decided += rivals
            continue
        winner = min(able, key=lambda row: row.rank)
        if winner.file in read:
            winners[key] = read[winner.file]
        decided += [_placed(row, winner) for row in rivals]
    return Standing(tuple(sorted(decided, key=_order)), tuple(gone), winners)


def _order(row: SourceRow) -> tuple[str, str]:
    return row.path, row.sha256 or ""


def _placed(row: SourceRow, winner: SourceRow) -> SourceRow:
    if row.file == winner.file:
        return replace(row, status=LOADED, reason=None)
    return replace(row, status=SUPERSEDED, reason=_why(row, winner), extract_sha256=None)


def _why(row: SourceRow, winner: SourceRow) -> str:
    if row.sha256 == winner.sha256:
        return f"exact duplicate of {winner.path}"
    if row.precedence == winner.precedence:
        if row.text_key is not None and row.text_key == winner.text_key:
            return f"same text as {winner.path}"
        return (
            f"{row.path} and {winner.path} both hold {row.symbol} ({row.language}) in "
            f"{winner.source_format} and differ; the file with the smaller digest was kept, "
            f"{winner.path}"
        )
    return f"{winner.path} is the better source of {row.symbol} ({row.language})"
