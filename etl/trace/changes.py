"""What changed between a clause and its parent, as a person would mark it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from etl.grammar.opening import opening_phrase
from etl.link.references import LETTERS_AROUND, LETTERS_BEFORE
from etl.link.words import offsets
from etl.model import Edge, Explanation, LinkDocument, Span, WordingChange
from etl.trace.change_class import change_class


class Run(NamedTuple):
    """Where two texts differ: offsets in the parent's and in the child's, half-open."""

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
    languages = {clause.clause_id: d.language for d in documents for clause in d.clauses}
    return [
        change
        for explanation in explanations
        for edge in explanation.edges
        if (child := texts[edge.child_id]) != (parent := texts[edge.parent_id])
        for change in edge_changes(edge, child, parent, languages[edge.child_id])
    ]


def edge_changes(
    edge: Edge, child: str, parent: str, language: str = "en"
) -> Iterator[WordingChange]:
    """Yield the changed runs of one link in order."""
    for position, run in enumerate(changed_runs(edge.spans, child, parent), start=1):
        old, new = parent[run.parent_start : run.parent_end], child[run.child_start : run.child_end]
        operation = "replace" if old and new else "insert" if new else "delete"
        found = class_of_run(run, child, parent, language)
        yield WordingChange(
            edge.child_id, edge.parent_id, position, operation, *run, old, new, found
        )


# No opening phrase ends further on, which saves looking for most.
_FURTHEST_OPENING = 80
# A preposition may follow the opening phrase and change with it ("concern at" → "Condemns").
_PREPOSITION = re.compile(r"(?: (?:of|at|to|by|that|about|over|with|for|on|upon|in))?(?: |$)?")


def class_of_run(run: Run, child: str, parent: str, language: str) -> str:
    """Return the class of a changed run, see :func:`etl.trace.change_class.change_class`.

    Within the words that open both texts a change of content is one of the opening phrase; what
    follows them in the same run may then only be of a lesser class ("Noting the thirteenth" →
    "Looking forward to the fourteenth").
    """
    old, new = parent[run.parent_start : run.parent_end], child[run.child_start : run.child_end]
    around = {
        "language": language,
        "before": child[max(run.child_start - LETTERS_BEFORE, 0) : run.child_start],
        "after": child[run.child_end : run.child_end + LETTERS_AROUND],
    }
    found = change_class(old, new, **around)
    if found != "substantive" or max(run.child_start, run.parent_start) > _FURTHEST_OPENING:
        return found
    if run.child_start > _opening_end(child) or run.parent_start > _opening_end(parent):
        return found
    rest = change_class(
        parent[max(_opening_end(parent), run.parent_start) : run.parent_end],
        child[max(_opening_end(child), run.child_start) : run.child_end],
        **around,
    )
    return "substantive" if rest == "substantive" else "opening_phrase"


# The changes of one link come together.
@lru_cache(maxsize=64)
def _opening_end(text: str) -> int:
    """Return where the opening phrase and a preposition after it end, 0 without one."""
    phrase = opening_phrase(text)
    if phrase is None:
        return 0
    follows = _PREPOSITION.match(text, len(phrase))
    return follows.end() if follows else len(phrase)


def changed_runs(spans: Sequence[Span], child: str, parent: str) -> list[Run]:
    """Return where the two texts differ, spans that changed places counting as changed."""
    runs: list[Run] = []
    in_child = in_parent = 0
    end = Span(len(child), len(child), len(parent), len(parent))
    for span in (*in_order(spans), end):
        if child[in_child : span.child_start] != parent[in_parent : span.parent_start]:
            gap = Run(in_parent, span.parent_start, in_child, span.child_start)
            runs.append(_trimmed(gap, child, parent))
        if child[span.child_start : span.child_end] != parent[span.parent_start : span.parent_end]:
            runs += _within(span, child, parent)
        in_child, in_parent = span.child_end, span.parent_end
    within_words = _joined(runs, child, parent)
    whole = [_whole_words(run, child, parent) for run in within_words]
    return _rewritten(
        whole if whole == within_words else _joined(whole, child, parent), child, parent
    )


def _whole_words(run: Run, child: str, parent: str) -> Run:
    """Widen a run to the ends of the words it cuts; "sixty-second" is one word.

    What surrounds a run is the same in both texts, so both sides widen alike.
    """
    before = after = 0
    if _stands_free(run, child, parent):
        return run
    while _cuts(child, run.child_start - before) or _cuts(parent, run.parent_start - before):
        before += 1
    while _cuts(child, run.child_end + after) or _cuts(parent, run.parent_end + after):
        after += 1
    whole = Run(
        run.parent_start - before,
        run.parent_end + after,
        run.child_start - before,
        run.child_end + after,
    )
    if _leaves_open(parent, whole.parent_start, whole.parent_end) and _leaves_open(
        child, whole.child_start, whole.child_end
    ):
        return whole._replace(parent_end=whole.parent_end + 1, child_end=whole.child_end + 1)
    return whole


def _stands_free(run: Run, child: str, parent: str) -> bool:
    """Tell at once that a run has space or nothing around it, as most have."""
    return (
        (run.child_start == 0 or child[run.child_start - 1] == " ")
        and (run.parent_start == 0 or parent[run.parent_start - 1] == " ")
        and child[run.child_end : run.child_end + 1] in _SPACE_OR_END
        and parent[run.parent_end : run.parent_end + 1] in _SPACE_OR_END
    )


_SPACE_OR_END = frozenset({" ", ""})


def _leaves_open(text: str, start: int, end: int) -> bool:
    """Tell whether a run ends right before the bracket that closes one of its own: "2605 (2021"."""
    return text.startswith(")", end) and "(" in text[start:end] and ")" not in text[start:end]


def _cuts(text: str, at: int) -> bool:
    """Tell whether a cut at this offset goes through a word, a number or a symbol."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        return False
    if before.isalnum() and after.isalnum():
        return True
    if before.isalnum():
        return _joins(before, after, text[at + 1 : at + 2])
    return after.isalnum() and _joins(text[max(at - 2, 0)], before, after)


def _joins(one: str, mark: str, other: str) -> bool:
    """Tell whether a mark between two letters or digits makes one word of them."""
    if mark in _WITHIN_NUMBERS:
        return one.isdigit() and other.isdigit()
    return mark in _WITHIN_WORDS and one.isalnum() and other.isalnum()


# "sixty-second", "States’", "63/160", "non‑nuclear".
_WITHIN_WORDS = "-\u2010\u2011'’/"
# "30,709,100", "3.4".
_WITHIN_NUMBERS = ",."


def _joined(runs: Sequence[Run], child: str, parent: str) -> list[Run]:
    """Join runs that touch, cut one word, or have nothing but space between them."""
    joined: list[Run] = []
    for run in runs:
        if joined and _belong_together(joined[-1], run, child, parent):
            joined[-1] = _across(joined[-1], run)
        else:
            joined.append(run)
    return joined


def _across(one: Run, other: Run) -> Run:
    return Run(one.parent_start, other.parent_end, one.child_start, other.child_end)


def _belong_together(last: Run, run: Run, child: str, parent: str) -> bool:
    between = child[last.child_end : run.child_start]
    if " " in between:
        return between.isspace()
    if not between:
        return True
    one_word = all(
        letter.isalnum() or letter in _WITHIN_WORDS or letter in _WITHIN_NUMBERS
        for letter in between
    )
    cut_after = _cuts(child, last.child_end) or _cuts(parent, last.parent_end)
    cut_before = _cuts(child, run.child_start) or _cuts(parent, run.parent_start)
    return one_word and cut_after and cut_before


# How many words may stay in the middle of a rewritten phrase without parting it in two.
_FEW_WORDS = 2


def _rewritten(runs: Sequence[Run], child: str, parent: str) -> list[Run]:
    """Join replacements with a few shorter words between them that stayed by chance.

    "[for addressing]{to address} the [threat]{risks}" reads better as one. Dates and numbers are
    marked each for itself, and so are insertions and deletions, which rewrite nothing.
    """
    joined: list[Run] = []
    for run in runs:
        if joined and _is_one_rewriting(joined[-1], run, child, parent):
            joined[-1] = _across(joined[-1], run)
        else:
            joined.append(run)
    return joined


def _is_one_rewriting(last: Run, run: Run, child: str, parent: str) -> bool:
    between = child[last.child_end : run.child_start]
    if len(between) > _shorter(last) or len(between) > _shorter(run):
        return False
    sides = (
        child[last.child_start : last.child_end],
        parent[last.parent_start : last.parent_end],
        child[run.child_start : run.child_end],
        parent[run.parent_start : run.parent_end],
    )
    return (
        between.count(" ") <= _FEW_WORDS + 1
        and not _PARTING.search(between)
        and all(any(map(str.isalpha, side)) for side in sides)
        and not any(any(map(str.isdigit, side)) for side in sides)
    )


def _shorter(run: Run) -> int:
    return min(run.parent_end - run.parent_start, run.child_end - run.child_start)


_PARTING = re.compile(r"[,;:.–—()“”]")


def in_order(spans: Sequence[Span]) -> list[Span]:
    """Return the longest chain of spans that ascends in both texts (``spans`` ascend in one)."""
    if all(one.parent_end <= other.parent_start for one, other in pairwise(spans)):
        return list(spans)
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


def _trimmed(run: Run, child: str, parent: str) -> Run:
    """Take what both sides share off the ends of a changed run, without cutting a word.

    Words too few to count as carried over ("and the") may still be the same on both sides.
    """
    own, theirs = child[run.child_start : run.child_end], parent[run.parent_start : run.parent_end]
    if not own or not theirs:
        return run
    # Most runs share neither their first letter nor their last.
    head = _shared_head(own, theirs) if own[0] == theirs[0] else 0
    tail = _shared_head(own[head:][::-1], theirs[head:][::-1]) if own[-1] == theirs[-1] else 0
    if not (head or tail):
        return run
    return Run(
        run.parent_start + head, run.parent_end - tail, run.child_start + head, run.child_end - tail
    )


def _shared_head(one: str, other: str) -> int:
    """Return the length of the longest common beginning that cuts no word of either."""
    length = _same_letters(one, other)
    while length and (_is_within_word(one, length) or _is_within_word(other, length)):
        length -= 1
    return length


def _is_within_word(text: str, at: int) -> bool:
    return at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _same_letters(one: str, other: str) -> int:
    """Return how many letters both begin with, by halving, since comparing slices is quick."""
    if one[:1] != other[:1]:
        return 0
    length, beyond = 0, min(len(one), len(other)) + 1
    while beyond - length > 1:
        middle = (length + beyond) // 2
        if one[length:middle] == other[length:middle]:
            length = middle
        else:
            beyond = middle
    return length


def _within(span: Span, child: str, parent: str) -> Iterator[Run]:
    """Yield where words carried over are printed differently: case, hyphens, punctuation."""
    whole = Run(span.parent_start, span.parent_end, span.child_start, span.child_end)
    differing = _between_spaces(whole, child, parent)
    own = _pieces(child, differing.child_start, differing.child_end)
    theirs = _pieces(parent, differing.parent_start, differing.parent_end)
    if len(own) != len(theirs):
        yield _trimmed(differing, child, parent)
        return
    for (child_start, child_end), (parent_start, parent_end) in zip(own, theirs, strict=True):
        if child[child_start:child_end] != parent[parent_start:parent_end]:
            piece = Run(parent_start, parent_end, child_start, child_end)
            yield _trimmed(piece, child, parent)


def _between_spaces(run: Run, child: str, parent: str) -> Run:
    """Narrow a run to what differs, from a space to a space."""
    own, theirs = child[run.child_start : run.child_end], parent[run.parent_start : run.parent_end]
    head = own.rfind(" ", 0, _same_letters(own, theirs)) + 1
    own, theirs = own[head:], theirs[head:]
    tail = _same_letters(own[::-1], theirs[::-1])
    at = own.find(" ", len(own) - tail) if tail else -1
    tail = len(own) - at if at >= 0 else 0
    return Run(
        run.parent_start + head, run.parent_end - tail, run.child_start + head, run.child_end - tail
    )


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return words and the stretches between them, in order, as offsets in ``text``."""
    pieces = []
    done = start
    for word_start, word_end in offsets(text[start:end]):
        pieces += [(done, start + word_start), (start + word_start, start + word_end)]
        done = start + word_end
    return [*pieces, (done, end)]
