"""Words that only refer: dates, years, ordinals, numbers, symbols, editions of an event.

A clause whose other words are all those of its parent is ``updated``, not ``reworded``.
"""

from __future__ import annotations

import re
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
_CONJUNCTIONS: Final = frozenset(word for own in REFERENCE_WORDS for word in own.conjunctions)
# Letters that belong to a number: "CD/1299", "A/C.3/77/L.2", "78/250 B".
_SYMBOL: Final = re.compile(
    r"\b[A-Z][\w.-]*(?:/[\w.()-]*\d[\w.()-]*)+|\b\d+/\d+ [A-Z](?:(?:,| and| to) [A-Z])*\b"
)


@cache
def is_reference(word: str) -> bool:
    """Tell whether a comparable word is (part of) a date, ordinal, number or symbol."""
    return word in _REFERRING or any(map(str.isdigit, word))


LETTERS_AROUND: Final = 24
"""How many letters around a change are looked at to tell what a number in it means."""

LETTERS_BEFORE: Final = 160
"""How many letters before it are looked at to tell whether it repeats the item of a list there."""


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
    return (
        only_references_differ(_words(old), _words(new)) or is_item_of_list(old, new, before=before)
    ) and not _states_a_figure(old, new, before, after)


_DIGIT: Final = re.compile(r"\d")
# Letters of a conjunction with a comma and spaces.
_LONGEST_JOINT: Final = 6


def _words(text: str) -> list[str]:
    """Return the comparable words of a text, each symbol in it as one number."""
    return forms(_SYMBOL.sub("0", text) if "/" in text else text)


def _states_a_figure(old: str, new: str, before: str, after: str) -> bool:
    near = before[-LETTERS_AROUND:]
    return any(states_a_figure(text, before=near, after=after) for text in (old, new))


def is_item_of_list(old: str, new: str, *, before: str) -> bool:
    """Tell whether a list of references has an item more, or less, worded as the one before it.

    An item has a number: a year, a symbol, a day.

    "Section II of its resolution 72/18" → "section II of its resolution 72/18 and section II of its
    resolution 73/275".

    Args:
        old: the words that went, as printed.
        new: the words that came.
        before: some words before the change.
    """
    item, other = (new, old) if len(new) > len(old) else (old, new)
    # Two looks that tell most changes at once.
    if len(other) > _LONGEST_JOINT or _DIGIT.search(item) is None:
        return False
    if not are_conjunctions(forms(other)):
        return False
    words = _words(item)
    own = [_singular(word) for word in content_words(words)]
    if not own:
        return False
    # The item before it may have a word or two besides, as a first one has its title.
    known = content_words(_words(before))[-2 * len(own) :]
    return {*own} <= {_singular(word) for word in known}


def are_conjunctions(words: Iterable[str]) -> bool:
    """Tell whether all words join the last item of a list to the others."""
    return all(word in _CONJUNCTIONS for word in words)


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
