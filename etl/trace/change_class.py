"""The class of one change: typographic, reference, opening phrase, grammatical, substantive."""

from __future__ import annotations

from collections.abc import Sequence

from etl.link.references import only_references_differ
from etl.link.words import forms, identity

# Words that only tie a clause to its neighbours or to grammar; the rules of issue classes as data.
_GRAMMATICAL = frozenset(
    "a an the also further again and or as well to of in on at by for that which his her its their "
    "this these those such both is are was were be been has have had other".split()
)


def change_class(old: str, new: str, *, at_start: bool) -> str:
    """Return the class of a change from ``old`` to ``new``.

    Args:
        at_start: whether the change stands at the very start of the clause.
    """
    old_words, new_words = forms(old), forms(new)
    if identity(old_words) == identity(new_words):
        return "typographic"
    if at_start:
        return "opening_phrase"
    if only_references_differ(old_words, new_words) and _refers(old_words, new_words):
        return "reference"
    if _is_grammatical(old_words, new_words):
        return "grammatical"
    return "substantive"


def _refers(old: Sequence[str], new: Sequence[str]) -> bool:
    return not _is_grammatical(old, new)


def _is_grammatical(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether only small words come and go, or words keep their stem."""
    rest_old = [word for word in old if word not in _GRAMMATICAL]
    rest_new = [word for word in new if word not in _GRAMMATICAL]
    if len(rest_old) != len(rest_new):
        return False
    return all(_stem(a) == _stem(b) for a, b in zip(rest_old, rest_new, strict=True))


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
