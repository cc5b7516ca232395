"""Opening phrases found by their form are those that the official files set in italics."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from etl.grammar.opening import opening_phrase
from etl.model import ClauseKind
from tests.corpus.conftest import Parsed

pytestmark = pytest.mark.slow

# Longer italics are a whole sentence or a heading.
LONGEST_PHRASE = 60


def test_the_form_finds_the_phrase_in_italics_in_99_of_100_clauses(
    corpus: list[Parsed], capsys: pytest.CaptureFixture[str]
) -> None:
    seen, others = 0, Counter[tuple[str, str | None]]()
    for parsed in corpus:
        texts = {
            clause.text
            for clause in parsed.resolution.clauses
            if clause.kind is not ClauseKind.ANNEX
        }
        for block in parsed.document.blocks:
            if block.text in texts and 0 < block.emphasis_end <= LONGEST_PHRASE:
                seen += 1
                italic = block.text[: block.emphasis_end].strip().rstrip(",;:")
                if (found := opening_phrase(block.text)) != italic:
                    others[italic, found] += 1
    with capsys.disabled():
        share = 1 - others.total() / seen
        sys.stdout.write(f"\nopening phrases: {share:.2%} of {seen} found by form\n")
    assert seen > 90_000
    assert others.total() < seen / 100, others.most_common(20)
