"""What a source may lose for good, and whether a careful reader can still tell what stood there."""

from __future__ import annotations

from collections.abc import Sequence

from .faults import Faults
from .truth import TrueClause


def lose_marks(clauses: Sequence[TrueClause], faults: Faults) -> tuple[TrueClause, ...]:
    """Drop some marks for good; a note may keep standing without one."""
    kept = []
    for clause in clauses:
        gone = {m for m in clause.marks if faults.strike("mark_lost", f"{clause.label} mark {m}")}
        kept.append(clause.without(frozenset(gone)))
    return tuple(kept)


def lose_notes(
    notes: Sequence[tuple[str, str]], faults: Faults
) -> tuple[tuple[str, str], ...]:
    """Drop some notes for good; the marks stay."""
    return tuple(note for note in notes if not faults.strike("note_lost", f"note {note[0]}"))


def lost_numbers(clauses: Sequence[TrueClause], faults: Faults) -> frozenset[int]:
    """Clauses whose printed number is lost, never where the neighbours leave it open."""
    lost: set[int] = set()
    for index, clause in enumerate(clauses):
        if not clause.number or index - 1 in lost:
            continue
        if is_determined(clauses, index) and faults.strike("number_lost", clause.label):
            lost.add(index)
    return frozenset(lost)


def is_determined(clauses: Sequence[TrueClause], index: int) -> bool:
    """Whether the numbers around it say what the number of this clause was.

    A last paragraph on its level is open where it could as well be the next sub-paragraph.
    """
    clause = clauses[index]
    before = clauses[index - 1] if index else None
    after = clauses[index + 1] if index + 1 < len(clauses) else None
    if before is None or not before.number:
        return after is not None and after.depth == 0
    if after is None:
        return before.depth == 0 and clause.depth == 0
    if clause.depth < before.depth:
        return after.depth == clause.depth
    if after.depth > clause.depth:
        return before.depth == clause.depth and clause.text.endswith(":")
    if before.depth < clause.depth:
        return after.depth == clause.depth
    return clause.depth - after.depth < 2
