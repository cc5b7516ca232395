"""Every figure that linking decides by, in one place, each with its origin.

The figures were set by reading wrong links of the reference sets as classes, and kept where each
set, judged with what was learnt from the others only, agreed; ``docs/accuracy.md`` tells how far
they can move before links change. Evidence is a sum of the weights of words, so 1.0 is about one
word that stands in a single clause of its document.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """What counts as carried over, and how much of it makes a parent."""

    # How telling a word is.

    least_weight: float = 0.03
    """Weight of a word that stands everywhere; at zero, formulas would consist of nothing."""

    opening_emphasis: float = 0.5
    """What the first word of a clause weighs more, falling to nothing at ``opening_words``. Without
    it, notes on the reports of three bodies are told apart by their sessions."""

    opening_words: int = 16
    """Length of an opening with the body it names: "Takes note with appreciation of the report of
    the Special Rapporteur of the Human Rights Council"."""

    name_weight: float = 0.4
    """Factor for the later words of a long name: a treaty's title is one choice, not twenty. At 1,
    clauses that name one treaty take each other for parents."""

    reference_weight: float = 0.15
    """Factor for dates, ordinals and numbers, which the next year changes. At 1, lists of
    resolutions are linked across subjects by the years in them."""

    # What two texts have in common.

    gap_cost: float = 0.5
    """Evidence lost per weight of the longer unmatched gap inside a passage. Higher tears passages
    apart; at zero any two long texts share one."""

    least_passage: float = 1.8
    """Evidence below which shared words are taken for chance ("of the", "in this regard"). From 2.5
    on, short passages that a reader marks as kept are lost."""

    emphasis: float = 0.6
    """Share of the better covered of the two texts in the score, so that a fragment whole inside a
    long clause is seen; the rest is the other's."""

    small_evidence: float = 3.0
    """Evidence at which a score is halved: two words alike prove less than twenty."""

    small_evidence_elsewhere: float = 5.0
    """The same outside the series, where titles and formulas are alike without being borrowed."""

    filled_in_share: float = 0.8
    """Factor outside the series for a clause whose remaining words name its own document's subject:
    "Decides to include in the provisional agenda of its next session the item entitled “…”" is a
    form filled in. Of 22 such links with a score below 0.44, two thirds were forms that hundreds
    use; below 0.7, templates are lost that were copied and edited for the new subject."""

    ample_evidence: float = 13.0
    """Evidence from one member of the series at which the amount alone scores a half: a long clause
    may be rewritten but for some passages. Above 18, such rewritings are called new; below 10,
    unrelated clauses on one subject are linked."""

    # Who gets the words.

    claimed_share: float = 0.35
    """What words of a parent count for a clause if another of its document carries them already."""

    least_score: float = 0.35
    """Score below which a parent is not accepted: about a third of both texts."""

    least_score_between: float = 0.25
    """Score from which a clause of the nearest resolution is accepted if it stands between the
    parents of the clauses around the child: notes on a body's latest meeting, rows of a table. Of
    some 120 links of the corpus that this adds one in ten was read as wrong, of 22 that scored 0.15
    to 0.2 every other one."""

    least_common_between: float = 0.1
    """Share of both texts that such a clause must have, however long it is. Of 11 links of the
    corpus with less 5 were read as wrong, of 20 with 0.1 to 0.2 one."""

    least_lent: float = 10.0
    """Evidence from which a clause without a parent is accepted for one whose words another clause
    carries on: the source stays whole and lends a limb. Of 21 more links of the corpus from 9 on, 4
    were read as wrong and 5 as debatable, of 35 above it 2 and 5."""

    least_common: float = 0.25
    """Share of both texts that must be in common where the words alone prove less: of a source that
    lends a limb to a clause (judged by the amount alone, every third link added is no more than
    names and formulas), and of an older source of the series for the amount to count, which must
    then make up with the share for two least scores. Of 47 links of the corpus that the latter
    takes away 28 were read as wrong, 12 as debatable."""

    most_between: int = 3
    """Clauses without a parent in a row, and clauses between the parents around them, up to which
    their place tells. Without a bound, every other link added is wrong."""

    nearness: float = 0.12
    """How much better an older source must score before it is preferred to the nearest one, and how
    much more of the child a further parent must carry than all others before it is the main one."""

    lead_of_returned: float = 0.2
    """How much better an older source must score to be asked for words that a nearer one, like
    enough to be a parent, has as well: the formula came back after a year with another. At 0.12, a
    quarter of the links that change more are "Noting" and "Recalling" in turns; at 0.3, a report's
    second reading of one topic goes on from that of another."""

    least_fresh: float = 4.0
    """Evidence of words that the nearest source does not have, below which no older one is asked
    (half the words, for clauses too short to have so much)."""

    least_further_evidence: float = 5.0
    """Evidence that a further parent must add from words not yet explained: some five telling
    words. Without it, stock phrases become second parents."""

    least_further_run: int = 10
    """Words in a row that a further parent must give if it adds little else. All five such
    parents of the sets read that gave 7 to 9 are wrong; of 26 of the corpus 15 are, 4 are sound."""

    ample_further_evidence: float = 8.0
    """Evidence from which ``least_run`` is enough for it. At 10, most of 17 more that the corpus
    loses are sound."""

    least_further_elsewhere: float = 10.0
    """The same for a further parent from outside the series."""

    least_further_passage: float = 3.5
    """Evidence below which a passage does not count towards a further parent."""

    least_run: int = 7
    """Words in a row that a further parent must give, and any parent outside the series that has
    not all the words. Of 23 such main parents read that gave fewer, 19 were formulas and lists of
    resolutions with years in common, and so were half of 24 further parents. From 10 on, parents
    that a reader marks are lost."""

    copied_run: int = 12
    """Words in a row that were copied for certain, though another clause may carry them: a parent
    may stay whole and lend a limb to a second clause. Without it, such limbs are called new."""

    whole_parent: float = 0.85
    """Share of a parent from which a child has it whole, so that it is not one part of a split; of
    both texts, from which they are copies. Below 0.8, halves of a split are called copies."""

    # Which documents are one series.

    least_alike: int = 3
    """Clauses repeated whole from one document below which it is not taken for a predecessor."""

    alike_share: float = 0.34
    """Share of a document's clauses repeated whole from which the other is its predecessor, where
    neither a declaration nor a title names one."""

    # What is compared at all: a matter of speed, judged by comparing everything.

    near_candidates: int = 6
    """Clauses of the latest member of the series compared word by word with each clause."""

    far_candidates: int = 6
    """Wordings of all earlier documents compared word by word with each clause, by share of pairs;
    half as many by weight of pairs, and half as many of the series."""

    common_pair: int = 1000
    """Wordings with one pair of words from which the pair is looked up only if a clause has little
    else ("of the", "human rights")."""

    least_pairs: float = 2.0
    """Weight of shared word pairs below which a wording of another document is not compared."""

    least_pair_share: float = 0.3
    """Share of the pairs of both texts below which it is not compared either, unless …"""

    ample_pairs: float = 6.0
    """… the pairs shared weigh at least this much (a passage for a further parent), or it is one of
    the clause's own series. Of 464 parents found outside it, none had less of both."""


DEFAULT = Parameters()
