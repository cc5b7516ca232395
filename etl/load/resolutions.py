"""Storing a batch of files: the resolutions that count, whole, and every file's standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import Connection, Table

from etl.db import tables
from etl.db.rows import (
    NOTHING,
    Difference,
    Row,
    copy_rows,
    delete_rows,
    read_rows,
    reserve_ids,
    store_difference,
)
from etl.db.statements import execute
from etl.load import keyed
from etl.load.content import Content
from etl.load.documents import (
    forget_documents,
    known_documents,
    store_documents,
    store_issues,
)
from etl.load.items import FileItem
from etl.load.keyed import Keyed, kept_ids
from etl.load.shared import forget_unused, keys_of
from etl.load.standing import File, Key, Standing, item_file, standing

_RESOLUTION = (
    "resolution_id",
    "symbol",
    "language",
    "organ",
    "session",
    "title",
    "adopted_on",
    "plenary_meeting",
    "agenda_item",
    "committee_report",
    "previous_symbol",
    "committee_id",
    "agenda_item_id",
)

# Tables whose rows belong to a resolution by its key, in an order in which they may be filled.
_PARTS: tuple[tuple[Table, tuple[str, ...], Callable[[Keyed], Iterator[Row]]], ...] = (
    (tables.heading, keyed.HEADING, Keyed.headings),
    (tables.draft, keyed.DRAFT, Keyed.drafts),
    (tables.procedural_step, keyed.PROCEDURAL_STEP, Keyed.steps),
    (tables.sponsor, keyed.SPONSOR, Keyed.sponsors),
    (tables.resolution_subject, keyed.RESOLUTION_SUBJECT, Keyed.subject_rows),
    (tables.adoption, keyed.ADOPTION, Keyed.adoptions),
    (tables.vote, keyed.VOTE, Keyed.votes),
)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a batch did.

    Attributes:
        statuses: per file of the batch its status, reason and line; a later batch may bring a
            better source and so supersede a file that this one loaded.
        resolution_ids: resolutions whose rows were written or replaced.
        clauses: clauses added, removed, and moved within their document.
        rows: rows touched in all tables; falsy where nothing changed.
    """

    statuses: Mapping[File, tuple[str, str | None, int | None]] = field(default_factory=dict)
    resolution_ids: frozenset[int] = frozenset()
    clauses: Difference = NOTHING
    rows: Difference = NOTHING

    @property
    def counts(self) -> Counter[str]:
        """Files by status."""
        return Counter(status for status, _, _ in self.statuses.values())

    def __add__(self, other: LoadResult) -> LoadResult:
        return LoadResult(
            {**self.statuses, **other.statuses},
            self.resolution_ids | other.resolution_ids,
            self.clauses + other.clauses,
            self.rows + other.rows,
        )


def load_resolutions(
    connection: Connection,
    run_id: int,
    items: Sequence[FileItem],
    present: Collection[File] = (),
    about_to_replace: Callable[[Collection[int]], object] = bool,
) -> LoadResult:
    """Store a batch of files within the caller's transaction.

    The best source of each resolution counts, whatever the order of batches; a document that
    changed is replaced whole, and clauses whose label and text stay keep their keys. Call
    :func:`finish_loading` after the last batch.

    Args:
        connection: an open transaction that holds the run's entry.
        run_id: see :func:`etl.load.ledger.begin_run`.
        items: files read; none twice.
        present: every file that this run found, read or not.
        about_to_replace: is told which stored resolutions are, while all is as it was.
    """
    known = known_documents(connection, items)
    placed = standing(known, items, present)
    rows = forget_documents(connection, placed.gone)
    ids, stored_ids = _resolution_ids(connection, placed)
    winners = {ids[key]: item for key, item in placed.winners.items()}
    resolutions = {key: item.content for key, item in winners.items() if item.content}
    about_to_replace(stored_ids & resolutions.keys())
    rows += _store_resolutions(connection, resolutions, stored_ids)
    touched, row_ids = store_documents(connection, run_id, known, placed.rows, ids)
    loaded = {item_file(item): key for key, item in winners.items()}
    rows += touched + store_issues(connection, items, row_ids, loaded)
    contents = _contents(connection, resolutions, stored_ids)
    new = [part for part in contents if part.resolution_id not in stored_ids]
    replaced = [part for part in contents if part.resolution_id in stored_ids]
    rows += _copy_new(connection, new)
    clauses = Difference(added=sum(len(part.paragraph_ids) for part in new))
    if replaced:
        changed_rows, changed_clauses = _replace(connection, replaced)
        rows += changed_rows
        clauses += changed_clauses
    read = {item_file(item) for item in items}
    statuses = {
        row.file: (row.status, row.reason, row.line) for row in placed.rows if row.file in read
    }
    return LoadResult(statuses, frozenset(resolutions), clauses, rows)


def finish_loading(connection: Connection) -> int:
    """Settle what only the last batch shows; return how many rows were touched.

    Citations find what was loaded after them; what resolutions share and none names any more goes.
    """
    resolved = execute(connection, "load/resolve_citations").rowcount
    return resolved + forget_unused(connection)


def _resolution_ids(
    connection: Connection, placed: Standing
) -> tuple[dict[Key, int], frozenset[int]]:
    """Keys of all resolutions concerned, new ones reserved; and those that are stored already."""
    symbols = sorted({row.symbol for row in placed.rows if row.symbol is not None})
    found = execute(connection, "load/select_resolution_ids", symbols=symbols)
    ids = {(symbol, language): key for symbol, language, key in found}
    stored = frozenset(ids.values())
    new = sorted(key for key in placed.winners if key not in ids)
    ids.update(zip(new, reserve_ids(connection, tables.resolution, len(new)), strict=True))
    return ids, stored


def _store_resolutions(
    connection: Connection, resolutions: Mapping[int, Content], stored_ids: frozenset[int]
) -> Difference:
    contents = resolutions.values()
    committees = keys_of(
        connection, tables.committee, ((one.committee,) for one in contents if one.committee)
    )
    agenda = keys_of(
        connection, tables.agenda_item, (one.agenda_item for one in contents if one.agenda_item)
    )
    wanted = [
        (
            key,
            one.symbol,
            one.language,
            *one.described,
            committees[one.committee,] if one.committee else None,
            agenda[one.agenda_item] if one.agenda_item else None,
        )
        for key, one in resolutions.items()
    ]
    replaced = sorted(stored_ids & resolutions.keys())
    stored = (
        read_rows(connection, tables.resolution, _RESOLUTION, ("resolution_id", replaced))
        if replaced
        else []
    )
    dates = {row[0]: row[6] for row in stored}
    redated = [row[0] for row in wanted if row[0] in dates and dates[row[0]] != row[6]]
    if redated:
        execute(connection, "load/delete_edges_of_redated_resolutions", resolution_ids=redated)
    return store_difference(
        connection, tables.resolution, _RESOLUTION, stored, wanted, in_place=True
    )


def _contents(
    connection: Connection, resolutions: Mapping[int, Content], stored_ids: frozenset[int]
) -> list[Keyed]:
    contents = resolutions.values()
    names = set().union(*(one.state_names for one in contents))
    states = keys_of(connection, tables.state, ((name,) for name in names))
    subjects = keys_of(
        connection, tables.subject, (subject for one in contents for subject in one.subjects)
    )
    replaced = sorted(stored_ids & resolutions.keys())
    paragraphs = _identities(connection, tables.paragraph, ("label", "text"), replaced)
    footnotes = _identities(connection, tables.footnote, ("mark", "text"), replaced)
    kept_paragraphs, kept_footnotes = [], []
    for key, one in resolutions.items():
        clauses, notes = one.identities
        kept_paragraphs.append(kept_ids(clauses, paragraphs.get(key, [])))
        kept_footnotes.append(kept_ids(notes, footnotes.get(key, [])))
    paragraph_ids = _filled(connection, tables.paragraph, kept_paragraphs)
    footnote_ids = _filled(connection, tables.footnote, kept_footnotes)
    by_name = {name: key for (name,), key in states.items()}
    return [
        Keyed(key, one, clause_ids, note_ids, by_name, subjects)
        for (key, one), clause_ids, note_ids in zip(
            resolutions.items(), paragraph_ids, footnote_ids, strict=True
        )
    ]


def _identities(
    connection: Connection, table: Table, columns: tuple[str, str], resolution_ids: Sequence[int]
) -> dict[int, list[tuple[int, Row]]]:
    """Stored keys of clauses or notes with what identifies them, by resolution."""
    found: dict[int, list[tuple[int, Row]]] = {}
    if resolution_ids:
        key = next(iter(table.primary_key.columns)).name
        names = ("resolution_id", key, *columns)
        for row in read_rows(connection, table, names, ("resolution_id", resolution_ids)):
            found.setdefault(row[0], []).append((row[1], row[2:]))
    return found


def _filled(
    connection: Connection, table: Table, kept: Sequence[Sequence[int | None]]
) -> list[list[int]]:
    missing = sum(key is None for keys in kept for key in keys)
    new = iter(reserve_ids(connection, table, missing))
    return [[next(new) if key is None else key for key in keys] for keys in kept]


def _copy_new(connection: Connection, contents: Sequence[Keyed]) -> Difference:
    def copied(table: Table, columns: Sequence[str], rows: Callable[[Keyed], Iterator[Row]]) -> int:
        every = chain.from_iterable(map(rows, contents))
        return copy_rows(connection, table, columns, every)

    if not contents:
        return Difference()
    added = copied(tables.paragraph, keyed.PARAGRAPH, Keyed.paragraphs)
    added += copied(tables.footnote, keyed.FOOTNOTE, Keyed.footnotes)
    added += copied(tables.footnote_reference, keyed.FOOTNOTE_REFERENCE, Keyed.footnote_references)
    added += copied(tables.citation, keyed.CITATION, Keyed.citations)
    added += sum(copied(*part) for part in _PARTS)
    return Difference(added=added)


def _replace(connection: Connection, contents: Sequence[Keyed]) -> tuple[Difference, Difference]:
    """Bring stored documents to their new content; return rows and clauses touched."""
    ids = [part.resolution_id for part in contents]

    def changed(
        table: Table,
        columns: Sequence[str],
        rows: Callable[[Keyed], Iterator[Row]],
        among: tuple[str, Collection[int]],
        *,
        in_place: bool = False,
    ) -> Difference:
        stored = read_rows(connection, table, columns, among)
        wanted: Iterable[Row] = chain.from_iterable(map(rows, contents))
        return store_difference(connection, table, columns, stored, wanted, in_place=in_place)

    of_resolution = ("resolution_id", ids)
    execute(connection, "load/defer_constraints")
    clauses = changed(
        tables.paragraph, keyed.PARAGRAPH, Keyed.paragraphs, of_resolution, in_place=True
    )
    touched = clauses + changed(
        tables.footnote, keyed.FOOTNOTE, Keyed.footnotes, of_resolution, in_place=True
    )
    of_clause = ("paragraph_id", [key for part in contents for key in part.paragraph_ids])
    touched += changed(
        tables.footnote_reference,
        keyed.FOOTNOTE_REFERENCE,
        Keyed.footnote_references,
        of_clause,
    )
    touched += _replace_citations(connection, contents)
    for table, columns, rows in _PARTS:
        touched += changed(table, columns, rows, of_resolution)
    execute(connection, "load/enforce_constraints")
    return touched, clauses


def _replace_citations(connection: Connection, contents: Sequence[Keyed]) -> Difference:
    """Citations have no key of their own making: equal ones keep theirs."""
    columns = ("citation_id", *keyed.CITATION)
    clause_ids = [key for part in contents for key in part.paragraph_ids]
    note_ids = [key for part in contents for key in part.footnote_ids]
    stored = read_rows(connection, tables.citation, columns, ("paragraph_id", clause_ids))
    stored += read_rows(connection, tables.citation, columns, ("footnote_id", note_ids))
    wanted = list(chain.from_iterable(part.citations() for part in contents))
    kept = kept_ids(wanted, [(row[0], row[1:]) for row in stored])
    gone = sorted({row[0] for row in stored} - set(kept))
    new = [row for row, key in zip(wanted, kept, strict=True) if key is None]
    delete_rows(connection, tables.citation, [(key,) for key in gone])
    if new:
        copy_rows(connection, tables.citation, keyed.CITATION, new)
    return Difference(added=len(new), removed=len(gone))
