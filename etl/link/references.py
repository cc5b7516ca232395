"""Words that only refer: dates, years, ordinals, numbers, symbols, editions of an event.

A clause whose other words are all those of its parent is ``updated``, not ``reworded``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from etl.link.reference_words import REFERENCE_WORDS

_REFERRING: Final = frozenset(
    word for own in REFERENCE_WORDS for word in (*own.months, *own.ordinals, *own.numbers)
)
_CARRIERS: Final = frozenset(word for own in REFERENCE_WORDS for word in own.carriers)
_LISTING: Final = frozenset(word for own in REFERENCE_WORDS for word in own.listing)


@cache
def is_reference(word: str) -> bool:
    """Tell whether a comparable word is (part of) a date, ordinal, number or symbol."""
    return word in _REFERRING or any(map(str.isdigit, word))


def only_references_differ(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether the words of one changed run are references on both sides.

    Prepositions of a date, "and" in a longer list and a plural that it forces may come with them;
    a run without any reference in it is a change of wording, unless it is such a plural alone.
    """
    if _same_but_for_number(old, new):
        return True
    if not any(map(is_reference, (*old, *new))):
        return False
    rest_old, rest_new = content_words(old), content_words(new)
    return (
        rest_old == rest_new or not (rest_old or rest_new) or _plural_of_other(rest_old, rest_new)
    )


def content_words(words: Iterable[str]) -> list[str]:
    """Return the words that neither refer nor come with what refers."""
    return [
        word
        for word in words
        if not is_reference(word) and word not in _LISTING and word not in _CARRIERS
    ]


def _plural_of_other(old: Sequence[str], new: Sequence[str]) -> bool:
    return (
        bool(old)
        and bool(new)
        and {_singular(word) for word in old} == {_singular(word) for word in new}
    )


def _same_but_for_number(old: Sequence[str], new: Sequence[str]) -> bool:
    return (
        len(old) == len(new)
        and bool(old)
        and all(_singular(a) == _singular(b) for a, b in zip(old, new, strict=True))
    )


# "its", "has" and their like are no plurals.
_SHORTEST_PLURAL: Final = 4


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) >= _SHORTEST_PLURAL else word
