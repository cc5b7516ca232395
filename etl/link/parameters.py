"""Every figure that linking decides by, in one place, each with its origin.

The figures were set by reading wrong links on the reference sets, each set judged with the others
only (leave one series out); ``docs/lineage.md`` says how far each can move before links change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """What counts as carried over, and how much of it makes a parent.

    Weights of words lie in 0..1 (see ``etl.link.weights``); evidence is a sum of weights, so that
    1.0 is about one word that stands in a single clause of its document.
    """

    least_weight: float = 0.03
    """Weight of a word that stands everywhere: not zero, because formula clauses consist of them."""

    opening_emphasis: float = 0.5
    """What the first word of a clause weighs more, falling to nothing at ``opening_words``."""

    opening_words: int = 16
    """Length of an opening with the body it names: "Takes note with appreciation of the report of
    the Special Rapporteur of the Human Rights Council"."""

    name_weight: float = 0.4
    """Factor for the later words of a long name: a treaty's title is one choice, not twenty."""

    reference_weight: float = 0.15
    """Factor for dates, ordinals and numbers, which the next year changes."""

    gap_cost: float = 0.5
    """Evidence lost per weight unit of the longer unmatched gap inside a passage."""

    least_passage: float = 1.8
    """Evidence below which shared words are taken for chance ("of the", "in this regard")."""

    emphasis: float = 0.6
    """Share of the better covered of the two texts in the score; the rest is the other's."""

    small_evidence: float = 3.0
    """Evidence at which a score is halved: two words alike prove less than twenty."""

    ample_evidence: float = 13.0
    """Evidence from one earlier member of the series at which the amount alone scores a half."""

    least_fresh: float = 4.0
    """Evidence of words that no nearer source has, below which an older source is not asked."""

    small_evidence_elsewhere: float = 5.0
    """The same outside the series, where titles and formulas are alike without being borrowed."""

    least_further_elsewhere: float = 10.0
    """Evidence that a further parent from outside the series must add."""

    claimed_share: float = 0.35
    """What a word of a parent still counts once another clause of the child's document carries it."""

    least_score: float = 0.36
    """Score below which the only parent is not accepted."""

    least_further_evidence: float = 5.0
    """Evidence that a further parent must add from words not yet explained."""

    least_further_passage: float = 3.5
    """Evidence below which a passage does not count for a further parent."""

    nearness: float = 0.12
    """How much better an older source must score before it is preferred to the nearest one."""

    least_alike: int = 3
    """Clauses repeated whole from one document below which it is not taken for a predecessor."""

    alike_share: float = 0.34
    """Share of a document's clauses repeated whole from which the other is its predecessor."""

    near_candidates: int = 6
    """Clauses of the latest member of the series compared word by word with each clause."""

    far_candidates: int = 6
    """Wordings of all other documents compared word by word with each clause."""

    common_pair: int = 1000
    """Wordings with one pair of words from which the pair is looked up only if a clause has
    little else ("of the", "human rights"): a matter of speed, judged by the audit."""

    least_pairs: float = 2.0
    """Weight of shared word pairs below which a wording of another document is not compared."""

    least_pair_share: float = 0.18
    """Share of the pairs of both texts below which it is not compared either, unless …"""

    ample_pairs: float = 4.0
    """… the pairs shared weigh at least this much (a passage for a further parent)."""


DEFAULT = Parameters()
