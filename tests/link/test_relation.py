"""What a parent is to its only child of another wording: updated or reworded."""

from __future__ import annotations

import pytest

from etl.link.align import Run
from etl.link.relation import plain_relation
from etl.link.words import forms
from etl.model import Relation

# Parent and child as printed in resolutions of the General Assembly, shortened.
UPDATED = [
    # 74/166, 75/190: an ordinal more, and one "and" for another.
    ("the outcome of its first and second universal periodic reviews",
     "the outcome of its first, second and third universal periodic reviews"),
    # 76/178, 77/228: "both … and its" goes with the longer list.
    ("in the context of both its first and its second universal periodic reviews",
     "in the context of its first, second and third universal periodic reviews"),
    # 75/167, 77/202: a resolution more.
    ("its resolutions 71/175 of 19 December 2016 and 73/153 of 17 December 2018 on marriage",
     "its resolutions 71/175 of 19 December 2016, 73/153 of 17 December 2018 and 75/167 on marriage"),
    # 79/41, 80/43: the plural that a longer list forces.
    ("its resolution 78/47 of 4 December 2023 on ammunition",
     "its resolutions 78/47 of 4 December 2023 and 79/54 of 2 December 2024 on ammunition"),
    # 78/43, 79/42: a Security Council resolution is a number before its year.
    ("Council resolution 2325 (2016) of 15 December 2016 on the spread",
     "Council resolutions 2325 (2016) of 15 December 2016 and 2663 (2022) on the spread"),
    ("a plenary segment from 10.30 a.m. to 5.30 p.m. will comprise",
     "a plenary segment from 10.45 a.m. to 5.30 p.m. will comprise"),
    ("pursuant to section IX of its resolution 73/279 A on the budget",
     "pursuant to section XIII of its resolution 74/263 on the budget"),
    # 74/256, 75/247: an item more in the words of the one before it, and the "and" with it.
    ("its resolution 64/263, section II of its resolution 72/18 and section II of its resolution 73/275,",
     ("its resolution 64/263, section II of its resolution 72/18, section II of its resolution 73/275 "
     "and section II of its resolution 74/256,")),
    # 79/183, 80/222
    ("from its first cycle, in 2010, its second cycle, in 2014, and its third cycle, in 2019, with",
     ("from its first cycle, in 2010, its second cycle, in 2014, its third cycle, in 2019, and its "
     "fourth cycle, in 2025, with")),
    # An item less.
    ("paragraph 40 of its resolution 71/323 and paragraph 40 of its resolution 72/313 on the work",
     "paragraph 40 of its resolution 71/323 on the work"),
    # 78/250, 79/306: a letter that belongs to the number.
    ("the latest of which was resolution 77/312 of 30 June 2023",
     "the latest of which was resolution 78/250 B of 28 June 2024"),
    # 76/51, 77/68
    ("the report of the Special Coordinator of 1995 (CD/1299) and the mandate contained therein",
     "the report of the Special Coordinator of 1995 and the mandate contained therein"),
]  # fmt: skip
REWORDED = [
    # 74/166, 75/190: how many is substance.
    ("the findings that 10.9 million people are undernourished",
     "the findings that 10.4 million people are undernourished"),
    ("the amount of 1,159,870,100 dollars for the period ended 30 June 2023",
     "the amount of 1,260,098,600 dollars for the period ended 30 June 2024"),
    ("concern that only 93 Member States have paid", "concern that only 99 Member States have paid"),
    ("to report every two years on the matter", "to report every three years on the matter"),
    # 76/172, 78/217: a plural that no list forces.
    ("concern about the impact of financial crises on migrants",
     "concern about the impacts of financial crises on migrants"),
    ("Also requests the report at its seventy-fifth session on the matter",
     "Requests the report at its seventy-sixth session on the matter"),
    # An item in other words.
    ("Recalling its resolution 71/323 of 8 September 2017 on the work",
     "Recalling its resolution 71/323 of 8 September 2017 and the report of 2018 on the work"),
    # 74/171, 80/225: a preposition is no item.
    ("the plan for the documentation of the Fourteenth Congress",
     "the plan for the documentation for the Fifteenth Congress"),
    # An "and" that no list has instead.
    ("to review and to report by resolution 74/2", "to review, to report by resolution 75/3"),
]  # fmt: skip


def related(parent: str, child: str) -> Relation:
    """The relation where the longest common sequence of words is carried over."""
    return plain_relation(child, parent, common_runs(forms(child), forms(parent)))


def common_runs(child: list[str], parent: list[str]) -> list[Run]:
    """A longest common subsequence, word by word."""
    lengths = [[0] * (len(parent) + 1) for _ in range(len(child) + 1)]
    for own in reversed(range(len(child))):
        for other in reversed(range(len(parent))):
            lengths[own][other] = (
                lengths[own + 1][other + 1] + 1
                if child[own] == parent[other]
                else max(lengths[own + 1][other], lengths[own][other + 1])
            )
    runs = []
    own = other = 0
    while own < len(child) and other < len(parent):
        if child[own] == parent[other]:
            runs.append(Run(own, other, 1))
            own, other = own + 1, other + 1
        elif lengths[own + 1][other] >= lengths[own][other + 1]:
            own += 1
        else:
            other += 1
    return runs


@pytest.mark.parametrize(("parent", "child"), UPDATED)
def test_a_clause_is_updated_if_only_what_it_refers_to_changed(parent: str, child: str) -> None:
    assert related(parent, child) is Relation.UPDATED


@pytest.mark.parametrize(("parent", "child"), REWORDED)
def test_a_clause_is_reworded_if_a_figure_or_any_other_word_changed(
    parent: str, child: str
) -> None:
    assert related(parent, child) is Relation.REWORDED
