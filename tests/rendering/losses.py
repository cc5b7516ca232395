"""What a source may lose for good, and whether a careful reader can still tell what stood there."""

from __future__ import annotations

from collections.abc import Sequence

from etl.model import ClauseKind

from .faults import Faults
from .truth import TrueClause


def lose_marks(clauses: Sequence[TrueClause], faults: Faults) -> tuple[TrueClause, ...]:
    """Drop some marks for good; a note may keep standing without one."""
    kept = []
    for clause in clauses:
        gone = {m for m in clause.marks if faults.strike("mark_lost", f"{clause.label} mark {m}")}
        kept.append(clause.without(frozenset(gone)))
    return tuple(kept)


def lose_notes(notes: Sequence[tuple[str, str]], faults: Faults) -> tuple[tuple[str, str], ...]:
    """Drop some notes for good; the marks stay."""
    return tuple(note for note in notes if not faults.strike("note_lost", f"note {note[0]}"))


def lost_numbers(clauses: Sequence[TrueClause], faults: Faults) -> frozenset[int]:
    """Clauses whose printed number is lost, never where the neighbours leave it open.

    All are lost where a converter drops automatic numbering; without sub-paragraphs, counting
    gives them back.
    """
    lost: set[int] = set()
    flat = all(c.depth == 0 and c.kind is not ClauseKind.ANNEX for c in clauses)
    if flat and faults.strike("all_numbers_lost"):
        return frozenset(index for index, clause in enumerate(clauses) if clause.number)
    for index, clause in enumerate(clauses):
        if not clause.number or clause.kind is ClauseKind.ANNEX or lost & {index - 1, index - 2}:
            continue
        if is_determined(clauses, index) and faults.strike("number_lost", clause.label):
            lost.add(index)
    return frozenset(lost)


def is_determined(clauses: Sequence[TrueClause], index: int) -> bool:
    """Whether the numbers around it say what the number of this clause was.

    A last one on its level is open where it could as well be the next one on another level, and
    so is a letter between roman numbers.
    """
    clause = clauses[index]
    before = clauses[index - 1]
    if index + 1 == len(clauses) or clauses[index + 1].kind is ClauseKind.ANNEX:
        return before.depth == 0 and clause.depth == 0
    after = clauses[index + 1]
    steps = (before.depth - clause.depth, after.depth - clause.depth)
    if not before.number:
        return steps[1] == 0
    if clause.depth == 0:
        return after.depth == 0 or (before.depth == 0 and clause.text.endswith(":"))
    if steps[0] > 0 or steps[1] > 0:
        return False
    return steps[1] == 0 or (clause.depth == 1 and steps[0] == 0)
