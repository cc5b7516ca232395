"""What changed between a clause and its parent, as a person would mark it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.grammar.opening import opening_phrase
from etl.link.words import offsets
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
    if child == parent:
        return
    opening = _opening_end(child), _opening_end(parent)
    for position, run in enumerate(changed_runs(edge.spans, child, parent), start=1):
        old, new = parent[run.parent_start : run.parent_end], child[run.child_start : run.child_end]
        in_opening = run.child_end <= opening[0] and run.parent_end <= opening[1]
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
            change_class=change_class(old, new, in_opening=in_opening),
        )


# A preposition may follow the opening phrase and change with it ("concern at" → "Condemns").
_PREPOSITION = len(" upon")


def _opening_end(text: str) -> int:
    return len(opening_phrase(text) or "") + _PREPOSITION


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
    within_words = _joined(runs, child, parent)
    return _joined([_whole_words(run, child, parent) for run in within_words], child, parent)


def _whole_words(run: _Run, child: str, parent: str) -> _Run:
    """Widen a run to the ends of the words it cuts; "sixty-second" is one word.

    What surrounds a run is the same in both texts, so both sides widen alike.
    """
    before = after = 0
    while _cuts(child, run.child_start - before) or _cuts(parent, run.parent_start - before):
        before += 1
    while _cuts(child, run.child_end + after) or _cuts(parent, run.parent_end + after):
        after += 1
    return _Run(
        run.parent_start - before,
        run.parent_end + after,
        run.child_start - before,
        run.child_end + after,
    )


def _cuts(text: str, at: int) -> bool:
    """Tell whether a cut at this offset goes through a word, hyphens and apostrophes included."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if after in _WITHIN_WORDS:
        return before.isalnum() and text[at + 1 : at + 2].isalnum()
    return before in _WITHIN_WORDS and after.isalnum() and text[max(at - 2, 0)].isalnum()


_WITHIN_WORDS = "-\u2010\u2011'’"


def _joined(runs: Sequence[_Run], child: str, parent: str) -> list[_Run]:
    """Join runs that touch, cut one word, or have nothing but space between them."""
    joined: list[_Run] = []
    for run in runs:
        if joined and _belong_together(joined[-1], run, child, parent):
            last = joined.pop()
            joined.append(_Run(last.parent_start, run.parent_end, last.child_start, run.child_end))
        else:
            joined.append(run)
    return joined


def _belong_together(last: _Run, run: _Run, child: str, parent: str) -> bool:
    between = child[last.child_end : run.child_start]
    if not between.strip():
        return True
    one_word = all(letter.isalnum() or letter in _WITHIN_WORDS for letter in between)
    cut_after = _cuts(child, last.child_end) or _cuts(parent, last.parent_end)
    cut_before = _cuts(child, run.child_start) or _cuts(parent, run.parent_start)
    return one_word and cut_after and cut_before


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


def _trimmed(run: _Run, child: str, parent: str) -> Iterator[_Run]:
    """Take what both sides share off the ends of a changed run, without cutting a word.

    Words too few to count as carried over ("and the") may still be the same on both sides.
    """
    own, theirs = child[run.child_start : run.child_end], parent[run.parent_start : run.parent_end]
    if own == theirs:
        return
    head = _shared_head(own, theirs)
    tail = _shared_head(own[head:][::-1], theirs[head:][::-1])
    yield _Run(
        run.parent_start + head, run.parent_end - tail, run.child_start + head, run.child_end - tail
    )


def _shared_head(one: str, other: str) -> int:
    """Return the length of the longest common beginning that cuts no word of either."""
    shortest = min(len(one), len(other))
    length = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    while length and any(
        length < len(text) and text[length - 1].isalnum() and text[length].isalnum()
        for text in (one, other)
    ):
        length -= 1
    return length


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
