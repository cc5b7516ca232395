"""Corrected labels and texts, put into a resolution between reading it and storing it.

What a person corrected replaces what the source says, and everything that is read off a text is
read off the corrected one; each correction, and each that is stale, is a parse issue.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from etl.decisions import Decision, DecisionKind, digest
from etl.grammar.opening import opening_phrase
from etl.grammar.organs import organ_of_symbol
from etl.model import Citation, Clause, NoteReference, ParseIssue, Resolution, Severity
from etl.parse.citations import cited
from etl.parse.predecessor import declared_predecessor


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that stands in a clause; ``label`` is the clause's now, the others its own."""

    decision: Decision
    label: str
    printed_label: str
    printed_text: str


def correct(
    resolution: Resolution, corrections: Sequence[Decision]
) -> tuple[Resolution, tuple[Applied, ...]]:
    """Return the resolution with its corrections, and which of them were applied.

    One is not applied, and an issue says so, where the clause is not there, where its text is
    another than the one that was judged, or where the label is another clause's.
    """
    if not corrections:
        return resolution, ()
    printed = {clause.label: clause for clause in resolution.clauses}
    fresh = [one for one in corrections if _is_fresh(one, printed)]
    labels = {
        one.clause[2]: one.correction or "" for one in fresh if one.kind is DecisionKind.LABEL
    }
    labels = _without_collisions(labels, printed.keys())
    texts = {one.clause[2]: one.correction or "" for one in fresh if one.kind is DecisionKind.TEXT}
    clauses = tuple(_corrected(clause, labels, texts) for clause in resolution.clauses)
    applied = _applied(fresh, labels, printed)
    standing = {one.decision for one in applied}
    issues = tuple(_issue(one, one in standing, printed) for one in corrections)
    if not applied:
        return replace(resolution, issues=(*resolution.issues, *issues)), ()
    organ = organ_of_symbol(resolution.symbol)
    organ_name = organ.name if organ else resolution.metadata.organ or ""
    return (
        replace(
            resolution,
            clauses=clauses,
            citations=_citations(resolution, labels, texts, organ_name),
            previous_symbol=(
                declared_predecessor(clauses, organ_name) if texts else resolution.previous_symbol
            ),
            issues=(*resolution.issues, *issues),
        ),
        applied,
    )


def _applied(
    fresh: Sequence[Decision], labels: dict[str, str], printed: dict[str, Clause]
) -> tuple[Applied, ...]:
    return tuple(
        Applied(
            one,
            labels.get(one.clause[2], one.clause[2]),
            one.clause[2],
            printed[one.clause[2]].text,
        )
        for one in fresh
        if one.kind is DecisionKind.TEXT or one.clause[2] in labels
    )


def _is_fresh(decision: Decision, printed: dict[str, Clause]) -> bool:
    clause = printed.get(decision.clause[2])
    return clause is not None and digest(clause.text).startswith(decision.text_sha256)


def _without_collisions(labels: dict[str, str], names: Collection[str]) -> dict[str, str]:
    """Leave out new labels that another clause would have too; a swap of two is no collision."""
    kept = dict(labels)
    while True:
        final = [kept.get(name, name) for name in names]
        clashing = {old for old, new in kept.items() if final.count(new) > 1}
        if not clashing:
            return kept
        kept = {old: new for old, new in kept.items() if old not in clashing}


def _corrected(clause: Clause, labels: dict[str, str], texts: dict[str, str]) -> Clause:
    parent = clause.parent_label
    changed = replace(
        clause,
        label=labels.get(clause.label, clause.label),
        parent_label=labels.get(parent, parent) if parent is not None else None,
    )
    text = texts.get(clause.label)
    if text is None:
        return changed
    return replace(
        changed,
        text=text,
        opening_phrase=opening_phrase(text, 0),
        references=_moved(clause, text),
    )


def _moved(clause: Clause, text: str) -> tuple[NoteReference, ...]:
    """Footnote marks as they stand in the corrected text; those in changed words at their end."""
    start = _alike(clause.text, text)
    room = min(len(clause.text), len(text)) - start
    end = len(clause.text) - min(_alike(clause.text[::-1], text[::-1]), room)
    shift = len(text) - len(clause.text)
    return tuple(
        mark
        if mark.char_offset <= start
        else replace(mark, char_offset=max(mark.char_offset, end) + shift)
        for mark in clause.references
    )


def _alike(one: str, other: str) -> int:
    """Characters that two texts share at their beginnings."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _citations(
    resolution: Resolution, labels: dict[str, str], texts: dict[str, str], organ: str
) -> tuple[Citation, ...]:
    """Citations of corrected texts are found anew; the others keep what the source's links told."""
    kept = [one for one in resolution.citations if one.label is None or one.label not in texts]
    new = [
        Citation(symbol, words, label=label)
        for label, text in sorted(texts.items())
        for symbol, words in cited(text, organ)
    ]
    return tuple(
        replace(one, label=labels.get(one.label, one.label)) if one.label is not None else one
        for one in (*kept, *new)
    )


def _issue(decision: Decision, is_applied: bool, printed: dict[str, Clause]) -> ParseIssue:  # noqa: FBT001
    clause = printed.get(decision.clause[2])
    what = f"the {decision.kind} of {decision.clause[2]}"
    who = f"{decision.decided_by} on {decision.decided_at.date().isoformat()}"
    if is_applied:
        said = f"{what} was corrected by decision of {who}: {decision.reason}"
        return ParseIssue("corrected_by_decision", said, clause.line if clause else 0)
    if clause is None:
        why = "no such clause was found"
    elif not _is_fresh(decision, printed):
        why = "the source says something else now than when it was judged"
    else:
        why = f"another clause is {decision.correction}"
    said = f"{what} was not corrected as {who} decided: {why}"
    return ParseIssue(
        "correction_not_applied", said, clause.line if clause else 0, Severity.WARNING
    )
