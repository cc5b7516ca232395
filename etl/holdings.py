"""What the database holds, in figures, read back for the report of a run."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.db.statements import execute
from etl.load.standing import REJECTED, File
from etl.model import Relation
from etl.run_report import ResolutionCount


@dataclass(frozen=True, slots=True)
class Holdings:
    """Resolutions in order of adoption, links by relation, and the number of roots."""

    resolutions: tuple[ResolutionCount, ...]
    edges: dict[str, int]
    roots: int


@dataclass(frozen=True, slots=True)
class FileStatus:
    """Where a file stands.

    Attributes:
        language: None where it could not be told; a rejected file that has one is a resolution
            whose language nobody asked for.
        is_contradicted: a rival of equal rank was kept and its words differ.
    """

    status: str
    reason: str
    line: int
    language: str | None
    is_contradicted: bool

    @property
    def is_in_another_language(self) -> bool:
        """Whether it is left because of its language alone."""
        return self.status == REJECTED and self.language is not None


def read_holdings(connection: Connection) -> Holdings:
    """Count what is stored."""
    resolutions = tuple(
        ResolutionCount(
            symbol=row.symbol,
            language=row.language,
            session=row.session,
            adopted_on=row.adopted_on,
            clauses=row.clauses,
            footnotes=row.footnotes,
            issues=row.issues,
            relations={relation.value: getattr(row, relation.value) for relation in Relation},
            moved=row.moved,
            new=row.new,
        )
        for row in execute(connection, "run/select_resolution_counts")
    )
    edges = {row.relation: row.edges for row in execute(connection, "run/select_edge_counts")}
    roots = int(execute(connection, "run/count_roots").scalar_one())
    return Holdings(resolutions, edges, roots)


def read_issue_counts(connection: Connection, resolution_ids: Collection[int]) -> dict[str, int]:
    """Count what was odd in the sources of some resolutions, by code."""
    rows = execute(connection, "run/select_issue_counts", resolution_ids=sorted(resolution_ids))
    return {row.code: row.issues for row in rows}


def read_file_statuses(connection: Connection, files: Collection[File]) -> dict[File, FileStatus]:
    """Tell where some files (path, SHA-256) stand, in order of path."""
    return {
        (row.path, row.sha256): FileStatus(*row[2:])
        for row in execute(connection, "run/select_file_statuses")
        if (row.path, row.sha256) in files
    }
