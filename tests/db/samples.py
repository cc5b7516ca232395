"""Small resolutions that state only what a test is about, and ways to store them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text

from etl.load import (
    DONE,
    FileItem,
    LoadResult,
    accepted,
    begin_run,
    finish_loading,
    finish_run,
    load_resolutions,
)
from etl.load.standing import File
from etl.model import (
    Citation,
    Clause,
    ClauseKind,
    Footnote,
    Metadata,
    NoteReference,
    ParseIssue,
    Resolution,
    Severity,
    SourceFormat,
)

KINDS = {"P": ClauseKind.PREAMBULAR, "O": ClauseKind.OPERATIVE, "A": ClauseKind.ANNEX}

CONTENT = """
    select symbol, language, label, position, kind, text, word_count, paragraph.adopted_on,
        (select label from paragraph as chapeau where chapeau.paragraph_id = paragraph.parent_paragraph_id)
    from paragraph join resolution using (resolution_id)
    order by symbol collate "C", language, position
"""
"""What is stored of every clause, and under which clause."""


def clause(label: str, words: str, **facts: Any) -> Clause:
    """A clause; ``OP3(a)`` stands under ``OP3``."""
    chapeau = label.rpartition("(")[0] or None
    return Clause(label, KINDS[label[0]], words, **{"parent_label": chapeau, **facts})


def resolution(
    symbol: str = "A/RES/61/165",
    adopted_on: date | None = date(2006, 12, 19),
    clauses: Sequence[Clause] = (),
    source_format: SourceFormat = SourceFormat.MARKDOWN,
    **facts: Any,
) -> Resolution:
    """A resolution on the protection of migrants with one clause, unless other facts are given."""
    metadata = Metadata(
        symbol=symbol,
        language=facts.pop("language", "en"),
        title=facts.pop("title", "Protection of migrants"),
        organ=facts.pop("organ", "General Assembly"),
        session=facts.pop("session", "61"),
        adopted_on=adopted_on,
        **facts.pop("metadata", {}),
    )
    return Resolution(
        source_format=source_format,
        metadata=metadata,
        symbol=symbol,
        language=metadata.language or "",
        clauses=tuple(clauses) or (clause("OP1", "Decides to remain seized of the matter."),),
        **facts,
    )


def annotated() -> Resolution:
    """A resolution with something in every table that belongs to clauses."""
    return resolution(
        clauses=[
            clause("PP1", "Recalling resolution 60/169,", references=(NoteReference("1", 27),)),
            clause("OP1", "Urges States:", opening_phrase="Urges"),
            clause("OP1(a)", "To act;", number="(a)"),
        ],
        footnotes=(Footnote("1", "Ibid.", "A/RES/60/169, in full."),),
        citations=(
            Citation("A/RES/60/169", "resolution 60/169", label="PP1"),
            Citation("A/RES/60/169", "A/RES/60/169", mark="1"),
        ),
        previous_symbol="A/RES/60/169",
        issues=(ParseIssue("dead_link", "a link leads nowhere", 3, Severity.WARNING),),
    )


def item(read: Resolution, path: str = "", content: str | None = None) -> FileItem:
    """The file of a resolution; its digest follows from its content."""
    path = path or read.symbol.replace("/", "_") + "." + read.source_format.value
    return accepted(path, digest(repr(read) if content is None else content), read)


def digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def load(
    connection: Connection, *items: FileItem, present: Sequence[File] = (), batch: int = 100
) -> LoadResult:
    """One whole run over some files."""
    run_id = begin_run(connection, program_version="test", parameters={})
    result = LoadResult()
    for start in range(0, len(items), batch):
        result += load_resolutions(connection, run_id, items[start : start + batch], present)
    finish_loading(connection)
    finish_run(connection, run_id, outcome=DONE, counts=result.counts)
    return result


def rows(connection: Connection, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with closing(connection.execute(text(query), parameters)) as found:
        return [tuple(row) for row in found]


def every_row(
    connection: Connection, *, without: Sequence[str] = ("load_run",)
) -> dict[str, list[Any]]:
    """All rows of all tables with their physical version: equal only if nothing was written."""
    names = rows(
        connection, "select tablename from pg_tables where schemaname = 'public' order by 1"
    )
    return {
        name: rows(connection, f"select xmin::text, {name}::text from {name} order by 2")
        for (name,) in names
        if name not in without
    }
