"""The rivals are the scores they are named for, and get the threshold that suits them best."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.baselines import (
    MEASURES,
    RULES,
    Offer,
    best_threshold,
    compare_baselines,
    latest_alike,
    most_alike_of_all,
    tf_idf_cosine,
    trigram_similarity,
    trigrams,
)
from etl.evaluate import FoundLink, score
from etl.model import EvaluatedLinks, ReferenceChild
from tests.evaluate.samples import document, reference

WORDS = st.lists(st.sampled_from("urges all States to protect migrants 2006".split()), min_size=1)


def test_trigrams_are_those_that_postgresql_shows() -> None:
    # PostgreSQL's manual, F.35 pg_trgm: show_trgm('cat') and the trigrams of 'foo|bar'.
    assert trigrams("cat") == {"  c", " ca", "at ", "cat"}
    assert trigrams("foo|bar") == {"  b", "  f", " ba", " fo", "ar ", "bar", "foo", "oo "}


def test_trigram_similarity_is_what_postgresql_computes() -> None:
    # The same manual: select similarity('word', 'two words') gives 0.36363637.
    likeness = trigram_similarity(["word", "two words"])
    assert likeness(np.array([0]), np.array([1]))[0, 0] == pytest.approx(4 / 11)


def test_tf_idf_cosine_is_what_its_formula_says() -> None:
    texts = ["urges States", "urges States", "calls upon States"]

    def weight(holding: int) -> float:
        return math.log((1 + 3) / (1 + holding)) + 1

    # "states" stands in all three; "urges" and "urges states" in two; the rest in one.
    first = [weight(3), weight(2), weight(2)]
    third = [weight(3), weight(1), weight(1), weight(1), weight(1), weight(1)]
    expected = weight(3) ** 2 / (math.hypot(*first) * math.hypot(*third))
    likeness = tf_idf_cosine(texts)(np.array([0]), np.array([1, 2]))
    assert likeness[0] == pytest.approx([1, expected])


@pytest.mark.parametrize("measure", MEASURES)
@given(texts=st.lists(WORDS, min_size=2, max_size=5))
def test_likeness_is_a_share_symmetric_and_one_for_the_same_words(
    measure: str, texts: list[list[str]]
) -> None:
    texts = [*texts, texts[0]]
    everything = np.arange(len(texts))
    found = MEASURES[measure]([" ".join(words) for words in texts])(everything, everything)
    assert found == pytest.approx(found.T)
    assert found.min() >= 0
    assert found.max() <= 1 + 1e-6
    assert found[0, -1] == pytest.approx(1)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_text_without_words_is_like_nothing_but_no_error(measure: str) -> None:
    found = MEASURES[measure](["", "…", "Urges States"])(np.array([0, 1]), np.array([2]))
    assert not found.any()


def test_the_rules_differ_where_an_older_clause_is_more_alike() -> None:
    latest_first = [Offer(0.7, "C"), Offer(0.6, "B"), Offer(0.9, "A")]
    assert most_alike_of_all(latest_first) == [Offer(0.9, "A")]
    assert latest_alike(latest_first) == [Offer(0.7, "C"), Offer(0.9, "A")]


def test_of_equally_alike_clauses_the_latest_is_the_parent() -> None:
    latest_first = [Offer(0.9, "B"), Offer(0.9, "A")]
    assert [rule(latest_first) for rule in RULES.values()] == [[Offer(0.9, "B")]] * 2


OFFERS = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.3, 0.5, 0.8]), st.sampled_from("ABC")))


@given(st.lists(st.tuples(OFFERS, st.sampled_from(["", "A", "B"])), min_size=1, max_size=6))
def test_no_threshold_does_better_than_the_best_one(
    rows: list[tuple[list[tuple[float, str]], str]],
) -> None:
    children = tuple(
        ReferenceChild(str(n), {true: "reworded"} if true else {}, true or None)
        for n, (_, true) in enumerate(rows)
    )
    one = EvaluatedLinks("one", children)
    offers = {
        str(n): latest_alike([Offer(*offer) for offer in offered])
        for n, (offered, _) in enumerate(rows)
    }

    def f1(threshold: float) -> float:
        found = {
            child: [
                FoundLink(offer.parent, "", is_main=True)
                for offer in made
                if offer.likeness >= threshold
            ][:1]
            for child, made in offers.items()
        }
        return score(one, found).f1 if any(found.values()) else 0.0

    best = best_threshold(one, offers)
    assert f1(best) == max(f1(value) for value in (0.1, 0.2, 0.3, 0.5, 0.8, 1.0))


DOCUMENTS = [
    document("A", 2006, "Urges States to protect migrants", "Decides to remain seized"),
    document("B", 2007, "Urges all States to protect migrants", "Requests a report on families"),
    document("C", 2007, "Urges all States to protect migrants", "Recalls the Charter"),
]
TRUTH = reference("one", B1="A1", B2="")


def test_every_rival_finds_the_one_true_link_and_no_other() -> None:
    found = compare_baselines([TRUTH], DOCUMENTS)
    assert [(one.measure, one.rule) for one in found] == [
        (measure, rule) for measure in MEASURES for rule in RULES
    ]
    for one in found:
        assert (one.pooled.f1, one.pooled.main, one.pooled.root) == (1, 1, 1)
        assert 0 < one.threshold <= 1


def test_documents_that_no_reference_names_and_those_of_one_day_are_no_sources() -> None:
    # C, of the same day as B, has its very words; D, earlier, is named by no reference.
    unnamed = document("D", 2006, "Urges all States to protect migrants")
    both = reference("one", B1="A1", B2="", C1="A1", C2="")
    assert compare_baselines([both], [*DOCUMENTS, unnamed])[0].pooled.f1 == 1


def test_the_order_of_documents_does_not_matter() -> None:
    assert compare_baselines([TRUTH], DOCUMENTS) == compare_baselines([TRUTH], DOCUMENTS[::-1])


def test_clauses_that_are_not_loaded_count_as_missing() -> None:
    found = compare_baselines([TRUTH], DOCUMENTS[:1])
    assert {(one.pooled.missing, one.pooled.main) for one in found} == {(2, 0.0)}
