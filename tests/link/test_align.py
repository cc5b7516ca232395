from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etl.link.align import Run, Weighed, align, align_rest, joined, share_run
from etl.link.parameters import DEFAULT

CODES = st.text("abcdef", max_size=30)


def even(code: str, weight: float = 1.0) -> Weighed:
    """A clause whose words all weigh the same."""
    return Weighed(code, [weight * place for place in range(len(code) + 1)])


@given(CODES, CODES)
def test_words_of_a_run_are_the_same_in_both_texts_and_used_once(child: str, parent: str) -> None:
    found = align(even(child), even(parent), DEFAULT)
    for start, other, length in found.runs:
        assert child[start : start + length] == parent[other : other + length]
    own = [run.child + step for run in found.runs for step in range(run.length)]
    theirs = [run.parent + step for run in found.runs for step in range(run.length)]
    assert own == sorted(set(own))
    assert len(theirs) == len(set(theirs))


@given(CODES.filter(bool))
def test_a_text_covers_itself(code: str) -> None:
    found = align(even(code), even(code), DEFAULT)
    assert found.runs == (Run(0, 0, len(code)),)
    assert (found.child_coverage, found.parent_coverage) == (1.0, 1.0)


@given(CODES, CODES)
def test_coverage_is_the_share_of_weight_in_runs(child: str, parent: str) -> None:
    found = align(even(child), even(parent), DEFAULT)
    carried = sum(run.length for run in found.runs)
    assert found.evidence == carried
    assert found.child_coverage == (carried / len(child) if carried else 0)
    assert found.parent_coverage == (carried / len(parent) if carried else 0)


@given(st.text("ab", max_size=30), st.text("ab", max_size=30), st.integers(1, 9))
def test_a_shared_run_is_one_that_all_runs_of_the_child_would_show(
    child: str, parent: str, words: int
) -> None:
    runs = (child[first : first + words] for first in range(len(child) - words + 1))
    assert share_run(child, parent, words) == any(run in parent for run in runs)


def test_a_passage_that_moved_within_the_clause_is_found() -> None:
    found = align(even("abcdefgh12345"), even("12345abcdefgh"), DEFAULT)
    assert found.runs == (Run(0, 5, 8), Run(8, 0, 5))


def test_words_that_meet_by_chance_across_wide_gaps_are_no_passage() -> None:
    found = align(even("aXXXXXXbYYYYYYc"), even("aUUUUUUbVVVVVVc"), DEFAULT)
    assert found.runs == ()


def test_the_rest_is_sought_in_words_that_nobody_explains() -> None:
    found = align_rest(even("abcdefgh"), even("abcdefgh"), [Run(0, 0, 4)], DEFAULT)
    assert found.runs == (Run(4, 4, 4),)


def test_words_of_one_spelling_are_carried_over_between_runs() -> None:
    one = "the inter american court of".split()
    other = "the interamerican court of".split()
    runs = [Run(0, 0, 1), Run(3, 2, 2)]
    assert joined(one, other, runs) == [(0, 1, 0, 1), (1, 3, 1, 2), (3, 5, 2, 4)]
    other = "the international court of".split()
    assert joined(one, other, runs) == [(0, 1, 0, 1), (3, 5, 2, 4)]
