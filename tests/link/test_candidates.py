from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from etl.link.align import Weighed, align
from etl.link.candidates import Worded, similar_rows
from etl.link.parameters import DEFAULT

CODES = st.lists(st.text("abcdefghijkl", min_size=1, max_size=12), min_size=1, max_size=8)


def weighed(code: str) -> Weighed:
    """A clause whose first words weigh most."""
    sums = [0.0]
    for place in range(len(code)):
        sums.append(sums[-1] + 1 / (1 + place))
    return Weighed(code, sums)


def worded(clauses: list[Weighed]) -> Worded:
    words = [ord(word) for clause in clauses for word in clause.code]
    weights = [weight for clause in clauses for weight in np.diff(clause.sums)]
    lengths = [len(clause.code) for clause in clauses]
    return Worded(np.array(words), np.array(weights), np.array(lengths))


def slow_shared(one: Weighed, other: Weighed) -> float:
    """What the words of a clause weigh that another has, too."""
    return sum(
        one.sums[place + 1] - one.sums[place]
        for place, word in enumerate(one.code)
        if word in other.code
    )


@given(CODES, CODES)
def test_clauses_are_compared_in_order_of_the_words_they_share(
    children: list[str], earlier: list[str]
) -> None:
    own, theirs = [weighed(code) for code in children], [weighed(code) for code in earlier]
    found = similar_rows(worded(own), worded(theirs), DEFAULT)
    for child, similar in zip(own, found, strict=True):
        most = [
            slow_shared(child, one) / child.sums[-1] + slow_shared(one, child) / one.sums[-1]
            if min(slow_shared(child, one), slow_shared(one, child)) >= DEFAULT.least_passage
            else 0.0
            for one in theirs
        ]
        expected = sorted((one for one in most if one), reverse=True)[: DEFAULT.near_candidates]
        assert [round(one, 6) for _, one in similar] == [round(one, 6) for one in expected]
        assert all(abs(most[place] - one) < 1e-9 for place, one in similar)


@given(CODES, CODES)
def test_what_two_clauses_share_is_never_underestimated(
    children: list[str], earlier: list[str]
) -> None:
    own, theirs = [weighed(code) for code in children], [weighed(code) for code in earlier]
    for child, similar in zip(own, similar_rows(worded(own), worded(theirs), DEFAULT), strict=True):
        for place, most in similar:
            found = align(child, theirs[place], DEFAULT)
            assert found.child_coverage + found.parent_coverage <= most + 1e-9
