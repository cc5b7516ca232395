"""What a run did and what the database holds after it: plain data, no printing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that was not loaded, and why; ``line`` is 1-based, 0 if no single line."""

    path: str
    line: int
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionCount:
    """One loaded resolution in figures; ``relations`` counts its clauses by main relation.

    ``new`` counts the clauses without a parent; ``issues`` is what its source made us repair.
    """

    symbol: str
    language: str
    session: str | None
    adopted_on: date | None
    clauses: int
    footnotes: int
    issues: int
    relations: Mapping[str, int] = field(default_factory=dict)
    moved: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """How many things came, went, or are what they were with other content."""

    added: int = 0
    removed: int = 0
    changed: int = 0


NOTHING_CHANGED = Changed()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changed.

    Attributes:
        clauses: by what they are known by; changed ones have other words under the same label.
        edges: links; changed ones have another relation, score or place among the parents.
        roots_moved: clauses loaded before that have another root now, each in ``root_change``.
    """

    clauses: Changed = NOTHING_CHANGED
    edges: Changed = NOTHING_CHANGED
    roots_moved: int = 0


UNCHANGED = Changes()


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did.

    Attributes:
        documents: files by outcome (``loaded``, ``unchanged``, ``superseded``, ``rejected``).
        held: every resolution in the database after the run, in order of adoption.
        edges: accepted links by relation, in the whole database.
        roots: clauses that are their own root, in the whole database.
        issues: oddities of the documents loaded by this run, by code.
        seconds: wall time by stage, in the order of the stages.
        rejected: the documents of this run that were not loaded.
        changed: whether the run changed any row besides its own entry in ``load_run``.
        run_id: key of the run in the ledger.
        changes: what the run changed.
        vanished: files that lay under the paths given, are there no more, and were kept.
        removed: such files that were removed.
        warnings: sentences for the person who runs the program.
        candidate_audit: clauses compared with all earlier ones, how many of them got the same
            parents, and the recall of links (:class:`etl.audit.Audit`).
    """

    documents: Mapping[str, int]
    held: tuple[ResolutionCount, ...]
    edges: Mapping[str, int]
    roots: int
    issues: Mapping[str, int]
    seconds: Mapping[str, float]
    rejected: tuple[Rejection, ...] = ()
    changed: bool = True
    run_id: int = 0
    changes: Changes = UNCHANGED
    vanished: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    candidate_audit: Mapping[str, Any] = field(default_factory=dict)

    @property
    def clauses(self) -> int:
        """Clauses in the database."""
        return sum(resolution.clauses for resolution in self.held)

    @property
    def footnotes(self) -> int:
        """Footnotes in the database."""
        return sum(resolution.footnotes for resolution in self.held)

    @property
    def moved(self) -> int:
        """Clauses whose main parent stands in another part, section or level."""
        return sum(resolution.moved for resolution in self.held)

    def as_dict(self) -> dict[str, Any]:
        """The report as one JSON object; seconds are rounded to milliseconds."""
        rejected = [asdict(rejection) for rejection in self.rejected]
        seconds = {stage: round(time, 3) for stage, time in self.seconds.items()}
        return {
            "run": self.run_id,
            **self.counts(),
            "vanished": list(self.vanished),
            "removed": list(self.removed),
            "rejected": rejected,
            "warnings": list(self.warnings),
            "seconds": seconds,
        }

    def counts(self) -> dict[str, Any]:
        """What the ledger keeps of a run."""
        return {
            "documents": dict(self.documents),
            "changed": self.changed,
            "rewritten": self.changes.roots_moved,
            "changes": asdict(self.changes),
            "files_vanished": len(self.vanished),
            "files_removed": len(self.removed),
            "resolutions": len(self.held),
            "clauses": self.clauses,
            "footnotes": self.footnotes,
            "edges": dict(self.edges),
            "moved": self.moved,
            "roots": self.roots,
            "issues": dict(self.issues),
            "candidate_audit": dict(self.candidate_audit),
        }


def summed(counts: list[ResolutionCount], symbol: str) -> ResolutionCount:
    """Several resolutions as one line of figures under the name ``symbol``."""
    relations: Counter[str] = Counter()
    for count in counts:
        relations.update(count.relations)
    days = [count.adopted_on for count in counts if count.adopted_on]
    return ResolutionCount(
        symbol=symbol,
        language=counts[0].language,
        session=counts[0].session,
        adopted_on=max(days, default=None),
        clauses=sum(count.clauses for count in counts),
        footnotes=sum(count.footnotes for count in counts),
        issues=sum(count.issues for count in counts),
        relations=dict(relations),
        moved=sum(count.moved for count in counts),
        new=sum(count.new for count in counts),
    )
