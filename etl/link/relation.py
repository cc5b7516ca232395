"""What a parent is to its child: the relation, and whether the clause moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from etl.link.align import Run
from etl.link.references import (
    LETTERS_AROUND,
    LETTERS_BEFORE,
    are_conjunctions,
    only_references_change,
    same_but_for_number,
    stands_in_lists,
)
from etl.link.words import Forms, bounds, identity
from etl.model import LinkClause, Relation


class _Change(NamedTuple):
    """Words that differ between two runs: first and last place, half-open, in both texts."""

    parent: int
    parent_end: int
    child: int
    child_end: int


def plain_relation(child: str, parent: str, runs: Sequence[Run]) -> Relation:
    """Return the relation of a child to its only parent of another wording.

    It is updated if references changed, no figure among them, and nothing else but the number of
    a noun ("resolution 74/2", "resolutions 74/2 and 75/3") and the place of an "and" in a list.

    Args:
        child: its text; so that of the ``parent``.
        runs: the words they share.
    """
    is_updated = False
    new, old = Forms(child), Forms(parent)
    changes = [*_whole_lists(_changes(new, old, runs), new)]
    for change in changes:
        if _is_of_references(change, child, parent):
            is_updated = True
        elif not (_is_of_number(change, new, old) or _moves_an_and(change, changes, new, old)):
            return Relation.REWORDED
    return Relation.UPDATED if is_updated else Relation.REWORDED


def _changes(child: Forms, parent: Forms, runs: Sequence[Run]) -> Iterator[_Change]:
    in_child = in_parent = 0
    for run in (*in_order(runs), Run(len(child), len(parent), 0)):
        if run.child > in_child or run.parent > in_parent:
            yield _Change(in_parent, run.parent, in_child, run.child)
        in_child, in_parent = run.child + run.length, run.parent + run.length


def _whole_lists(changes: Iterable[_Change], child: Forms) -> Iterator[_Change]:
    """Yield as one those changes between which only references stayed.

    "First and second" → "first, second and third" loses one "and" and gets another.
    """
    last: _Change | None = None
    for change in changes:
        if last is None:
            last = change
        elif all(stands_in_lists(child[at]) for at in range(last.child_end, change.child)):
            last = _Change(last.parent, change.parent_end, last.child, change.child_end)
        else:
            yield last
            last = change
    if last is not None:
        yield last


def _is_of_references(change: _Change, child: str, parent: str) -> bool:
    start, end = _printed(child, change.child, change.child_end)
    old_start, old_end = _printed(parent, change.parent, change.parent_end)
    return only_references_change(
        parent[old_start:old_end],
        child[start:end],
        before=child[max(start - LETTERS_BEFORE, 0) : start],
        after=child[end : end + LETTERS_AROUND],
    )


def _printed(text: str, first: int, stop: int) -> tuple[int, int]:
    """Return where the words from ``first`` to ``stop`` stand, none of them cut.

    Words are compared by their parts: of "30,709,100" or "sixty-second" one may have changed.
    """
    starts, ends = bounds(text)
    if first == stop:
        at = starts[first] if first < len(starts) else len(text)
        return at, at
    start, end = starts[first], ends[stop - 1]
    around = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    head = text[around[0] : start].lstrip(_NEXT_TO_WORDS)
    tail = text[end : around[1] if around[1] >= 0 else len(text)].rstrip(_NEXT_TO_WORDS)
    return start - len(head), end + len(tail)


_NEXT_TO_WORDS = ',.;:()[]\u201c\u201d"'


def _is_of_number(change: _Change, child: Forms, parent: Forms) -> bool:
    """Tell whether the words are the same, but for singular and plural."""
    old, new = parent[change.parent : change.parent_end], child[change.child : change.child_end]
    return identity(old) == identity(new) or same_but_for_number(old, new)


def _moves_an_and(change: _Change, changes: Iterable[_Change], child: Forms, parent: Forms) -> bool:
    """Tell whether only an "and" went that another change brings, or the other way about.

    "A of 71/7 and A of 72/18" → "A of 71/7, A of 72/18 and A of 73/275".
    """
    old, new = parent[change.parent : change.parent_end], child[change.child : change.child_end]
    if not are_conjunctions((*old, *new)):
        return False
    gone = Counter(word for one in changes for word in parent[one.parent : one.parent_end])
    come = Counter(word for one in changes for word in child[one.child : one.child_end])
    return Counter(old) <= come and Counter(new) <= gone


def in_order(runs: Sequence[Run]) -> list[Run]:
    """Return the runs, longest first choice, that ascend in both texts."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.length, run.child)):
        if all((other.child < run.child) == (other.parent < run.parent) for other in kept):
            kept.append(run)
    return sorted(kept)


def is_moved(child: LinkClause, parent: LinkClause) -> bool:
    """Tell whether a clause changed its part, its section of an annex, or its level."""
    return (child.kind, _section(child.label), _level(child.label)) != (
        parent.kind,
        _section(parent.label),
        _level(parent.label),
    )


def _section(label: str) -> str:
    return label.partition(".")[0] if "." in label else ""


def _level(label: str) -> int:
    return label.count("(")
