"""Words that only refer: dates, years, ordinals, numbers, symbols, editions of an event.

A clause whose other words are all those of its parent is ``updated``, not ``reworded``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from etl.grammar.figures import is_part_number, states_a_figure
from etl.link.reference_words import REFERENCE_WORDS
from etl.link.words import forms

_REFERRING: Final = frozenset(
    word for own in REFERENCE_WORDS for word in (*own.months, *own.ordinals, *own.numbers)
)
_CARRIERS: Final = frozenset(word for own in REFERENCE_WORDS for word in own.carriers)
_LISTING: Final = frozenset(word for own in REFERENCE_WORDS for word in own.listing)


@cache
def is_reference(word: str) -> bool:
    """Tell whether a comparable word is (part of) a date, ordinal, number or symbol."""
    return word in _REFERRING or any(map(str.isdigit, word))


LETTERS_AROUND: Final = 24
"""How many letters around a change are looked at to tell what a number in it means."""


def only_references_change(old: str, new: str, *, before: str, after: str) -> bool:
    """Tell whether a change concerns references alone, no figure (a sum, a count) among them.

    The one rule by which a link is ``updated`` and a change of class ``reference``.

    Args:
        old: the words that went, as printed.
        new: the words that came.
        before: some words before the change, which tell "paragraph 12" from "another 12".
        after: some words after it.
    """
    if is_part_number(old, new, before=before):
        return True
    return only_references_differ(forms(old), forms(new)) and not any(
        states_a_figure(text, before=before, after=after) for text in (old, new)
    )


def only_references_differ(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether the words of one changed run are references on both sides.

    Prepositions of a date, "and" in a longer list and a plural that it forces may come with them; a
    run without any reference in it is a change of wording.
    """
    if not any(map(is_reference, (*old, *new))):
        return False
    rest_old, rest_new = content_words(old), content_words(new)
    return (
        rest_old == rest_new or not (rest_old or rest_new) or _plural_of_other(rest_old, rest_new)
    )


def stands_in_lists(word: str) -> bool:
    """Tell whether a word is a reference, or comes and goes with one in a list of them."""
    return is_reference(word) or word in _LISTING or word in _CARRIERS


def content_words(words: Iterable[str]) -> list[str]:
    """Return the words that neither refer nor come with what refers."""
    return [word for word in words if not stands_in_lists(word)]


def same_but_for_number(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether the words are the same in singular and plural ("report", "reports")."""
    return (
        len(old) == len(new)
        and bool(old)
        and all(_singular(a) == _singular(b) for a, b in zip(old, new, strict=True))
    )


def _plural_of_other(old: Sequence[str], new: Sequence[str]) -> bool:
    return (
        bool(old)
        and bool(new)
        and {_singular(word) for word in old} == {_singular(word) for word in new}
    )


# "its", "has" and their like are no plurals.
_SHORTEST_PLURAL: Final = 4


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) >= _SHORTEST_PLURAL else word
