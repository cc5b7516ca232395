"""Changed runs are whole words, as a person would mark them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Span
from etl.trace.changes import changed_runs


def spans_of_common_ends(child: str, parent: str) -> list[Span]:
    """Return what the two texts share at their beginning and end, whole words or not."""
    shortest = min(len(child), len(parent))
    head = next((at for at in range(shortest) if child[at] != parent[at]), shortest)
    rest = shortest - head
    tail = next((at for at in range(rest) if child[-1 - at] != parent[-1 - at]), rest)
    spans = [Span(0, head, 0, head)] if head else []
    if tail:
        spans.append(Span(len(child) - tail, len(child), len(parent) - tail, len(parent)))
    return spans


@pytest.mark.parametrize(
    ("parent", "child", "marked"),
    [
        ("at its sixty-first session", "at its sixty-second session", "sixty-first|sixty-second"),
        ("their immigration status", "their migration status", "immigration|migration"),
        ("non-governmental bodies", "governmental bodies", "non-governmental|governmental"),
        ("Requests States", "Also requests States", "Requests|Also requests"),
    ],
)
def test_a_change_within_a_word_marks_the_word(parent: str, child: str, marked: str) -> None:
    [run] = changed_runs(spans_of_common_ends(child, parent), child, parent)
    old, new = parent[run.parent_start : run.parent_end], child[run.child_start : run.child_end]
    assert f"{old.strip()}|{new.strip()}" == marked


WORDS = st.lists(
    st.sampled_from("sixty-first sixty-second migrant migrants’ non-State and all, the of".split()),
    max_size=12,
).map(" ".join)


@given(WORDS, WORDS)
def test_applying_the_changes_to_the_parent_gives_the_child(parent: str, child: str) -> None:
    runs = changed_runs(spans_of_common_ends(child, parent), child, parent)
    built, done = "", 0
    for run in runs:
        built += parent[done : run.parent_start] + child[run.child_start : run.child_end]
        done = run.parent_end
    assert built + parent[done:] == child
