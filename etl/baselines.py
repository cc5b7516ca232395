"""How far single likeness scores get on the reference sets: the rivals of the program's links.

Each rival gives a clause at most one parent: a strictly earlier clause, among the loaded documents
of the reference set, that is alike enough by one measure. By one rule it is the most alike of all,
by the other the most alike of the latest document that has one: in resolutions that recur the
nearest source is mostly the true one, which helps a bare score a lot. How much is enough is chosen
for each rival on the very answers it is then scored by, which no user could do: the figures
flatter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, chain, groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist
from scipy.sparse import csr_array, diags_array

from etl.evaluate import Baseline, FoundLink, pool, score, symbols_of
from etl.link.words import forms
from etl.model import EvaluatedLinks, LinkDocument

Matrix = NDArray[np.float64]
Rows = NDArray[np.int64]

Likeness = Callable[[Rows, Rows], Matrix]
"""Of some texts (rows) to some others (columns), by their places, in 0..1."""

TIED: Final = 1e-6
"""Scores closer than this are equal: single precision, in which some are computed, ends there."""


class Offer(NamedTuple):
    """A parent that a rival would accept at any threshold up to its likeness."""

    likeness: float
    parent: str


Offers = Mapping[str, Sequence[Offer]]
"""By child: the first offer that reaches the threshold is its parent."""


def compare_baselines(
    reference: Sequence[EvaluatedLinks], documents: Iterable[LinkDocument]
) -> tuple[Baseline, ...]:
    """Score every rival on the reference sets, each with the threshold of its best pooled link F1.

    Args:
        documents: the loaded documents of one language; those that no reference names are left out.
            A document of two sets is compared with the documents of both.
    """
    beside = _documents_beside(reference)
    latest_first = sorted(
        (document for document in documents if document.symbol in beside),
        key=lambda document: (-document.adopted_on.toordinal(), document.symbol),
    )
    texts = [clause.text for document in latest_first for clause in document.clauses]
    found = []
    for measure, prepare in MEASURES.items():
        offers = _offers(latest_first, prepare(texts), beside)
        for rule, decide in RULES.items():
            decided = {child: decide(made) for child, made in offers.items()}
            found.append(_scored(reference, decided, measure, rule))
    return tuple(found)


def best_threshold(reference: EvaluatedLinks, offers: Offers) -> float:
    """Return the threshold of the best link F1, the highest of equally good ones; 1 without links.

    Args:
        offers: of each child in ascending order, since of two the first wins where both suffice.
    """
    true = sum(len(child.parents) for child in reference.children)
    # What each lowering of the threshold does: one link more, or another parent for a link.
    steps: list[tuple[float, int, int]] = []
    for child in reference.children:
        right_before, links_more = 0, 1
        for likeness, parent in reversed(offers.get(child.child, ())):
            right = int(parent in child.parents)
            steps.append((likeness, links_more, right - right_before))
            right_before, links_more = right, 0
    hit = made = 0
    best, threshold = 0.0, 1.0
    for value, group in groupby(sorted(steps, reverse=True), key=itemgetter(0)):
        for _, links_more, hits_more in group:
            made += links_more
            hit += hits_more
        f1 = 2 * hit / (made + true)
        if f1 > best:
            best, threshold = f1, value
    return threshold


def _scored(
    reference: Sequence[EvaluatedLinks], offers: Offers, measure: str, rule: str
) -> Baseline:
    threshold = best_threshold(pool(reference), offers)
    links = {
        child: [
            FoundLink(offer.parent, "", is_main=True)
            for offer in made
            if offer.likeness >= threshold
        ][:1]
        for child, made in offers.items()
    }
    sets = tuple(score(one, links) for one in reference)
    return Baseline(measure, rule, threshold, sets, score(pool(reference), links))


def _documents_beside(reference: Sequence[EvaluatedLinks]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {}
    for one in reference:
        symbols = symbols_of(one)
        for symbol in symbols:
            beside.setdefault(symbol, set()).update(symbols)
    return beside


def _offers(
    latest_first: Sequence[LinkDocument], likeness: Likeness, beside: Mapping[str, set[str]]
) -> dict[str, list[Offer]]:
    """Return, per clause, the most alike clause of each earlier document, the latest first."""
    bounds = [0, *accumulate(len(document.clauses) for document in latest_first)]
    places = [np.arange(start, stop) for start, stop in pairwise(bounds)]
    offers: dict[str, list[Offer]] = {}
    for number, document in enumerate(latest_first):
        made: list[list[Offer]] = [[] for _ in document.clauses]
        for other in range(number + 1, len(latest_first)):
            earlier = latest_first[other]
            is_asked = earlier.adopted_on < document.adopted_on and earlier.clauses
            if is_asked and earlier.symbol in beside[document.symbol]:
                alike = likeness(places[number], places[other])
                for row, one in enumerate(_most_alike(document, earlier, alike)):
                    made[row].append(one)
        for clause, list_ in zip(document.clauses, made, strict=True):
            offers[f"{document.symbol}#{clause.label}"] = list_
    return offers


def _most_alike(child: LinkDocument, parent: LinkDocument, alike: Matrix) -> Iterable[Offer]:
    """Yield per clause of ``child`` the most alike of ``parent``, of equals the nearest."""
    theirs = np.array([clause.position for clause in parent.clauses])
    for clause, row in zip(child.clauses, alike, strict=True):
        distance = np.where(row >= row.max() - TIED, abs(theirs - clause.position), np.inf)
        chosen = int(distance.argmin())
        yield Offer(float(row.max()), f"{parent.symbol}#{parent.clauses[chosen].label}")


# Rules -------------------------------------------------------------------------------------------


def most_alike_of_all(latest_first: Sequence[Offer]) -> list[Offer]:
    """Keep the best offer, of equals that of the latest document."""
    best = max((offer.likeness for offer in latest_first), default=0.0)
    return [offer for offer in latest_first if offer.likeness >= best - TIED][:1]


def latest_alike(latest_first: Sequence[Offer]) -> list[Offer]:
    """Keep the offers that beat those of all later documents: the others are never the first."""
    kept: list[Offer] = []
    for offer in latest_first:
        if not kept or offer.likeness > kept[-1].likeness + TIED:
            kept.append(offer)
    return kept


RULES: Final[dict[str, Callable[[Sequence[Offer]], list[Offer]]]] = {
    "most alike": most_alike_of_all,
    "latest alike": latest_alike,
}


# Measures ----------------------------------------------------------------------------------------


def ratio(texts: Sequence[str]) -> Likeness:
    """Share of characters in common order: rapidfuzz ``fuzz.ratio`` of the folded words."""
    return _fuzzy(texts, fuzz.ratio)


def token_set_ratio(texts: Sequence[str]) -> Likeness:
    """Likeness of the sets of words: rapidfuzz ``fuzz.token_set_ratio`` of the folded words."""
    return _fuzzy(texts, fuzz.token_set_ratio)


def tf_idf_cosine(texts: Sequence[str]) -> Likeness:
    """Cosine of the counts of word 1- to 3-grams, each weighed by ln((1 + n) / (1 + df)) + 1.

    The smoothed weight and the unit length are those of scikit-learn's ``TfidfVectorizer``.
    """
    counts = _counts([list(_word_grams(forms(text))) for text in texts])
    holding = np.bincount(counts.indices, minlength=counts.shape[1])
    weighed = counts @ diags_array(np.log((1 + len(texts)) / (1 + holding)) + 1)
    length = np.sqrt(np.asarray((weighed * weighed).sum(axis=1)))
    unit = csr_array(diags_array(1 / np.where(length > 0, length, 1)) @ weighed)
    return lambda own, others: np.asarray((unit[own] @ unit[others].T).toarray())


def trigram_similarity(texts: Sequence[str]) -> Likeness:
    """Shared over all trigrams, as PostgreSQL's pg_trgm defines ``similarity``.

    A word is a run of letters and digits in small letters, with two spaces before and one behind.
    """
    held = _counts([sorted(trigrams(text)) for text in texts])
    size = np.asarray(held.sum(axis=1))

    def likeness(own: Rows, others: Rows) -> Matrix:
        shared = np.asarray((held[own] @ held[others].T).toarray())
        either = size[own][:, None] + size[others][None, :] - shared
        return np.asarray(shared / np.maximum(1, either))

    return likeness


MEASURES: Final[dict[str, Callable[[Sequence[str]], Likeness]]] = {
    "rapidfuzz ratio": ratio,
    "rapidfuzz token_set_ratio": token_set_ratio,
    "TF-IDF cosine, word 1-3-grams": tf_idf_cosine,
    "trigram similarity": trigram_similarity,
}

_TRIGRAM_WORD = re.compile(r"[^\W_]+")


def trigrams(text: str) -> set[str]:
    """Return the trigrams of a text as pg_trgm's ``show_trgm`` does."""
    padded = (f"  {word} " for word in _TRIGRAM_WORD.findall(text.lower()))
    return {word[start : start + 3] for word in padded for start in range(len(word) - 2)}


def _fuzzy(texts: Sequence[str], scorer: Callable[..., float]) -> Likeness:
    folded = [" ".join(forms(text)) for text in texts]

    def likeness(own: Rows, others: Rows) -> Matrix:
        found = cdist([folded[n] for n in own], [folded[n] for n in others], scorer=scorer)
        return np.asarray(found, dtype=np.float64) / 100

    return likeness


def _word_grams(words: Sequence[str]) -> Iterable[str]:
    return chain.from_iterable(
        (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))
        for size in (1, 2, 3)
    )


def _counts(units: Sequence[Sequence[str]]) -> csr_array:
    """Count the units of each text: texts by distinct units, each unit once in a text's row."""
    numbers: dict[str, int] = {}
    columns = [numbers.setdefault(unit, len(numbers)) for row in units for unit in row]
    rows = np.repeat(np.arange(len(units)), [len(row) for row in units])
    shape = (len(units), max(1, len(numbers)))
    counts = csr_array((np.ones(len(columns)), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    return counts
