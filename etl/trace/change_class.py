"""The class of one change: typographic, reference, grammatical, opening phrase, substantive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from etl.link.references import is_reference, only_references_differ
from etl.link.words import forms, identity

# Words that only tie a clause to its neighbours or serve grammar; any may come, go or be exchanged.
GRAMMATICAL = frozenset(
    "a an the also further again once more moreover furthermore likewise and or nor as well to of "
    "in on at by for from with within into that which who whom whose its his her hers their theirs "
    "it he she they them this these those such both each any is are was were be been being has "
    "have had having do does other".split()
)
# Endings that change with number, person, tense or part of speech, longest first.
ENDINGS = (
    "ations",
    "ation",
    "ating",
    "ated",
    "ates",
    "ate",
    "ings",
    "ing",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "y",
    "e",
    "",
)
# What must be left of a word without its ending for it to count as the same word.
_LEAST_STEM = 4


# Few changes are made often: "and" for a comma, one session for the next.
@lru_cache(maxsize=1 << 14)
def change_class(old: str, new: str, *, in_opening: bool) -> str:
    """Return the class of a change from ``old`` to ``new``.

    ``typographic`` if the words are the same; ``reference`` if only dates, ordinals, numbers and
    symbols differ; ``grammatical`` if only small words differ or endings of words;
    ``opening_phrase`` if it lies within the words that open the clause ("Urges" → "Encourages");
    else ``substantive``. The first that fits is taken.

    Args:
        in_opening: whether the change lies within the opening phrase of both texts.
    """
    old_words, new_words = forms(old), forms(new)
    if identity(old_words) == identity(new_words):
        return "typographic"
    if any(map(is_reference, (*old_words, *new_words))):
        if only_references_differ(old_words, new_words):
            return "reference"
    elif _is_grammatical(old_words, new_words):
        return "grammatical"
    return "opening_phrase" if in_opening else "substantive"


def _is_grammatical(old: Sequence[str], new: Sequence[str]) -> bool:
    rest_old = [word for word in old if word not in GRAMMATICAL]
    rest_new = [word for word in new if word not in GRAMMATICAL]
    return len(rest_old) == len(rest_new) and all(
        _same_stem(a, b) for a, b in zip(rest_old, rest_new, strict=True)
    )


def _same_stem(one: str, other: str) -> bool:
    return one == other or bool(_stems(one) & _stems(other))


def _stems(word: str) -> set[str]:
    return {
        word.removesuffix(ending)
        for ending in ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM
    }
