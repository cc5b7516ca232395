"""What changed between a clause and its parent, as a person would mark it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from etl.link.words import forms, identity, offsets
from etl.model import Edge, Explanation, LinkDocument, Span, WordingChange
from etl.trace.change_class import change_class


class _Run(NamedTuple):
    parent_start: int
    parent_end: int
    child_start: int
    child_end: int


def wording_changes(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> list[WordingChange]:
    """Return every changed run between each clause and each of its parents.

    Replacing, in the parent's text, each run's ``parent_start:parent_end`` by ``new_text`` gives
    the child's text, character for character. Runs are whole words with the punctuation between
    them, or the punctuation and space between two words that both texts share.
    """
    texts = {clause.clause_id: clause.text for d in documents for clause in d.clauses}
    return [
        change
        for explanation in explanations
        for edge in explanation.edges
        for change in edge_changes(edge, texts[edge.child_id], texts[edge.parent_id])
    ]


def edge_changes(edge: Edge, child: str, parent: str) -> Iterator[WordingChange]:
    """Yield the changed runs of one link in order."""
    for position, run in enumerate(changed_runs(edge.spans, child, parent), start=1):
        old, new = parent[run.parent_start : run.parent_end], child[run.child_start : run.child_end]
        yield WordingChange(
            child_id=edge.child_id,
            parent_id=edge.parent_id,
            position=position,
            operation="replace" if old and new else "insert" if new else "delete",
            parent_start=run.parent_start,
            parent_end=run.parent_end,
            child_start=run.child_start,
            child_end=run.child_end,
            old_text=old,
            new_text=new,
            change_class=change_class(old, new, at_start=not _has_words(child[: run.child_start])),
        )


def changed_runs(spans: Sequence[Span], child: str, parent: str) -> list[_Run]:
    """Return where the two texts differ, spans that changed places counting as changed."""
    runs: list[_Run] = []
    in_child = in_parent = 0
    end = Span(len(child), len(child), len(parent), len(parent))
    for span in (*in_order(spans), end):
        gap = _Run(in_parent, span.parent_start, in_child, span.child_start)
        runs += _trimmed(gap, child, parent)
        runs += _within(span, child, parent)
        in_child, in_parent = span.child_end, span.parent_end
    # Words too few to be taken as carried over ("and the") may still be the same on both sides.
    return [
        run
        for run in runs
        if parent[run.parent_start : run.parent_end] != child[run.child_start : run.child_end]
    ]


def in_order(spans: Sequence[Span]) -> list[Span]:
    """Return the longest chain of spans that ascends in both texts (``spans`` ascend in one)."""
    best: list[int] = []
    before: list[int] = []
    for row, span in enumerate(spans):
        fits = [
            (best[other], other)
            for other in range(row)
            if spans[other].parent_end <= span.parent_start
        ]
        length, previous = max(fits, key=lambda fit: (fit[0], -fit[1]), default=(0, -1))
        best.append(length + span.child_end - span.child_start)
        before.append(previous)
    row = max(range(len(spans)), key=lambda row: (best[row], -row), default=-1)
    chain = []
    while row >= 0:
        chain.append(spans[row])
        row = before[row]
    return chain[::-1]


def _trimmed(run: _Run, child: str, parent: str) -> Iterable[_Run]:
    """Take the punctuation and space that both sides share off the ends of a changed run."""
    parent_start, parent_end, child_start, child_end = run
    while (
        parent_start < parent_end
        and child_start < child_end
        and parent[parent_start] == child[child_start]
        and not parent[parent_start].isalnum()
    ):
        parent_start, child_start = parent_start + 1, child_start + 1
    while (
        parent_start < parent_end
        and child_start < child_end
        and parent[parent_end - 1] == child[child_end - 1]
        and not parent[parent_end - 1].isalnum()
    ):
        parent_end, child_end = parent_end - 1, child_end - 1
    if parent_start < parent_end or child_start < child_end:
        yield _Run(parent_start, parent_end, child_start, child_end)


def _within(span: Span, child: str, parent: str) -> Iterator[_Run]:
    """Yield where words carried over are printed differently: case, hyphens, punctuation."""
    if child[span.child_start : span.child_end] == parent[span.parent_start : span.parent_end]:
        return
    own, theirs = (
        _pieces(child, span.child_start, span.child_end),
        _pieces(parent, span.parent_start, span.parent_end),
    )
    if len(own) != len(theirs):
        yield _Run(span.parent_start, span.parent_end, span.child_start, span.child_end)
        return
    for (child_start, child_end), (parent_start, parent_end) in zip(own, theirs, strict=True):
        if child[child_start:child_end] != parent[parent_start:parent_end]:
            yield _Run(parent_start, parent_end, child_start, child_end)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return words and the stretches between them, in order, as offsets in ``text``."""
    pieces = []
    done = start
    for word_start, word_end in offsets(text[start:end]):
        pieces += [(done, start + word_start), (start + word_start, start + word_end)]
        done = start + word_end
    return pieces


def _has_words(text: str) -> bool:
    return bool(identity(forms(text)))
