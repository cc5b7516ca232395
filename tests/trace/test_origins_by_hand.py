"""Phrase origins against words whose origin a person decided by reading.

``data/origins_by_hand.jsonl`` holds clauses drawn by lot from the seeds and from two series of the
reference data, more of the reworded, merged and split ones than their share, and of each eight
words drawn by lot: number of the word, the word, and the clause that first had the phrase it stands
in (its own clause where the phrase is new). The judgements were written down from the texts of the
earlier resolutions, before any origin was computed. The texts are those of United Nations
resolutions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from etl.link import explain
from etl.link.words import bounds, forms
from etl.model import LinkDocument
from etl.trace import phrase_origins
from tests.link.texts import addresses, reference_documents, seeds

JUDGED = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "origins_by_hand.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
ENOUGH = 0.97
"""Share of words that must be right; the best published figure is 0.95."""


class Origins:
    """The runs of a set of documents by address."""

    def __init__(self, documents: Sequence[LinkDocument]) -> None:
        known = addresses(documents)
        self.texts = {known[c.clause_id]: c.text for one in documents for c in one.clauses}
        self.runs: dict[str, list[tuple[int, int, str]]] = {}
        for run in phrase_origins(documents, explain(documents)):
            place = (run.char_start, run.char_end, known[run.origin_id])
            self.runs.setdefault(known[run.clause_id], []).append(place)

    def of_word(self, clause: str, word: int) -> str:
        """The origin of a clause's word."""
        at = bounds(self.texts[clause])[0][word]
        (origin,) = [one for start, end, one in self.runs[clause] if start <= at < end]
        return origin


def missed(judged: Sequence[dict[str, Any]], origins: Origins) -> list[tuple[str, str, str, str]]:
    """The words whose origin is another than the judged one."""
    return [
        (one["clause"], word, origin, found)
        for one in judged
        for number, word, origin in one["words"]
        if (found := origins.of_word(one["clause"], number)) != origin
    ]


def words_in(judged: Sequence[dict[str, Any]]) -> int:
    return sum(len(one["words"]) for one in judged)


@pytest.fixture(scope="module")
def of_seeds() -> Origins:
    return Origins(seeds())


def test_enough_words_of_enough_clauses_are_judged() -> None:
    assert words_in(JUDGED) >= 240
    assert len({one["clause"] for one in JUDGED}) == len(JUDGED) >= 30
    origins = [origin == one["clause"] for one in JUDGED for _, _, origin in one["words"]]
    assert 0.1 < sum(origins) / len(origins) < 0.5, "some words are new, most are carried over"
    for one in JUDGED:
        starts, ends = bounds(one["text"])
        for number, word, _ in one["words"]:
            assert one["text"][starts[number] : ends[number]] == word


def test_words_of_the_seeds_stem_from_where_a_reader_finds_them(of_seeds: Origins) -> None:
    judged = [one for one in JUDGED if one["set"] == "seeds"]
    for one in judged:
        assert of_seeds.texts[one["clause"]] == one["text"]
    wrong = missed(judged, of_seeds)
    assert 1 - len(wrong) / words_in(judged) >= ENOUGH, wrong


def test_words_of_every_series_stem_from_where_a_reader_finds_them(
    of_seeds: Origins, reference_folder: Path
) -> None:
    gold = reference_folder / "gold"
    names = [path.name for path in sorted((gold / "series").iterdir())]
    found = {"seeds": of_seeds} | {
        name: Origins(documents)
        for name, documents in zip(names, reference_documents(gold)[1:], strict=True)
    }
    wrong = [miss for one in JUDGED for miss in missed([one], found[one["set"]])]
    assert 1 - len(wrong) / words_in(JUDGED) >= ENOUGH, wrong


def test_an_origin_has_every_word_of_the_run(of_seeds: Origins) -> None:
    """Words printed as one or as two, as "Inter-American" is, are looked for by their letters."""
    words = {clause: set(forms(text)) for clause, text in of_seeds.texts.items()}
    letters = {clause: "".join(forms(text)) for clause, text in of_seeds.texts.items()}
    carried = 0
    for clause, runs in of_seeds.runs.items():
        for start, end, origin in runs:
            carried += origin != clause
            for word in forms(of_seeds.texts[clause][start:end]):
                assert word in words[origin] or word in letters[origin]
    assert carried > 300
