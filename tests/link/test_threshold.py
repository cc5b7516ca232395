"""What is kept of a clause to tell which sources could change how it is explained."""

from __future__ import annotations

from etl.link import DEFAULT, explain
from etl.link.explanation import Linker
from etl.link.threshold import NO_PARENT
from etl.model import LinkDocument
from tests.link.texts import document

NETS = document(
    "A/RES/50/1",
    "1995-10-02",
    {
        "OP1": "Encourages States to protect the families of fishermen lost at sea in winter "
        "storms, and to equip the crews of rescue boats that search for them"
    },
    title="Fisheries",
)
LATER = document(
    "A/RES/52/1",
    "1997-10-02",
    {
        "OP1": "Encourages States to protect the families of fishermen lost at sea in winter "
        "storms, and to equip the crews of rescue boats, and invites banks to lower fees",
        "OP2": "Welcomes lighthouses",
    },
    title="Widows",
)


def thresholds(*documents: LinkDocument) -> tuple[list[int], str]:
    """Of the last document: scores by clause, and its words with those that are open in capitals."""
    explained = Linker.of(documents, DEFAULT).explain()
    scores, is_open = next(one for one in explained if one.symbol == LATER.symbol).thresholds
    words = " ".join(clause.text.replace(",", "") for clause in LATER.clauses).split()
    shown = [w.upper() if o else w.lower() for w, o in zip(words, is_open.tolist(), strict=True)]
    return scores.tolist(), " ".join(shown)


def test_without_a_parent_no_word_is_open() -> None:
    scores, words = thresholds(LATER)
    assert scores == [NO_PARENT, NO_PARENT]
    assert words == words.lower()


def test_what_the_first_parent_lacks_is_open_and_without_a_runner_up_any_like_source_counts() -> (
    None
):
    scores, words = thresholds(NETS, LATER)
    assert scores == [1, NO_PARENT]
    assert words.startswith("encourages states to protect the families of fishermen lost at sea")
    assert words.endswith("rescue boats AND INVITES BANKS TO LOWER FEES welcomes lighthouses")


def test_a_source_counts_that_is_as_like_as_the_runner_up() -> None:
    rival = document(
        "A/RES/49/1",
        "1994-10-02",
        {
            "OP1": "Encourages States to protect the families of fishermen lost at sea in winter "
            "storms, and to pay for schools in every fishing village"
        },
        title="Villages",
    )
    scores, _ = thresholds(rival, NETS, LATER)
    (edge,) = explain([rival, NETS, LATER])[-2].edges
    assert edge.margin is not None
    assert scores[0] == round((edge.score - edge.margin) * 10_000) > 0
