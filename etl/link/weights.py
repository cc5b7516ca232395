"""How telling each word of a clause is: rare within its own document, in itself and in its pairs.

"Migrants" says little in a resolution on migrants, "Avena" much; "human rights" is made of two
words that are rarer than the pair is telling. Only the clause's own document is counted, so no
weight depends on what else is loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from etl.link.parameters import Parameters


def tellings(clauses: Sequence[Sequence[str]], parameters: Parameters) -> list[list[float]]:
    """Weigh the words of a document.

    Args:
        clauses: the words of each clause of one document.

    Returns:
        One weight in ``least_weight``..1 for each word of each clause: half from the word's own
        rarity among the clauses, half from the mean rarity of the pairs it stands in.
    """
    holding: Counter[object] = Counter()
    for words in clauses:
        holding.update({*words, *pairwise(words)})
    scale = log(len(clauses) + 1)
    rarity = {unit: 1 - log(count) / scale for unit, count in holding.items()}
    return [_clause_weights(words, rarity, parameters.least_weight) for words in clauses]


def _clause_weights(
    words: Sequence[str], rarity: dict[object, float], least: float
) -> list[float]:
    single = [rarity[word] for word in words]
    if len(words) < 2:
        return [max(least, weight) for weight in single]
    pairs = [rarity[pair] for pair in pairwise(words)]
    left, right = [pairs[0], *pairs], [*pairs, pairs[-1]]
    return [
        max(least, own / 2 + (before + after) / 4)
        for own, before, after in zip(single, left, right, strict=True)
    ]
