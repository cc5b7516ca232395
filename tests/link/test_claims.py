from __future__ import annotations

import pytest

from etl.link.align import Run, weighed
from etl.link.claims import Claims

SOURCE = weighed("abcd", [1.0, 2.0, 3.0, 4.0])


def test_nothing_is_carried_on_before_anybody_has_it() -> None:
    assert Claims().share(1, SOURCE, [Run(0, 0, 4)]) == 0.0


def test_the_share_carried_on_is_told_by_weight_and_only_of_the_same_source() -> None:
    claims = Claims()
    claims.add(1, SOURCE, [Run(5, 0, 2)])
    claims.add(1, SOURCE, [Run(0, 1, 2)])
    assert claims.share(1, SOURCE, [Run(0, 2, 2)]) == pytest.approx(3 / 7)
    assert claims.share(1, SOURCE, [Run(0, 0, 1), Run(4, 3, 1)]) == pytest.approx(1 / 5)
    assert claims.share(2, SOURCE, [Run(0, 0, 4)]) == 0.0
    assert claims.share(1, SOURCE, []) == 0.0
