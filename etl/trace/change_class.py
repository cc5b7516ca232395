"""The class of one change: typographic, reference, grammatical, opening phrase, substantive.

The words and endings of each language lie in :mod:`etl.grammar.function_words`, what tells a figure
from a reference in :mod:`etl.grammar.figures`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from etl.grammar.figures import is_part_number
from etl.grammar.function_words import GRAMMARS, NO_GRAMMAR, Grammar
from etl.link.references import (
    LETTERS_AROUND,
    content_words,
    is_item_of_list,
    is_reference,
    only_references_change,
)
from etl.link.words import forms, identity

CLASSES = ("typographic", "reference", "grammatical", "opening_phrase", "substantive")
"""From the least to the most telling; the class of a link is that of its most telling change."""

# What must be left of a word without its ending for it to count as the same word.
_LEAST_STEM = 4
# The letter of a list's item is set by who sets the list: "(a)", "(ii)".
_ITEM = re.compile(r"\([a-z]{1,4}\)")
# The longest text whose class is worth keeping: longer ones hardly come twice.
_SHORT = 60


def change_class(
    old: str, new: str, *, language: str = "en", before: str = "", after: str = ""
) -> str:
    """Return the class of a change from ``old`` to ``new`` outside of the opening phrase.

    ``typographic`` if the words are the same; ``reference`` if only dates, ordinals, numbers and
    symbols differ that point at something, or a list of them has an item more in the words of the
    one before it, or one less; ``grammatical`` if only words of grammar differ or
    endings of words; else ``substantive``, which a figure (a sum, a count) is as well. The first
    that fits is taken.

    Args:
        old: the words that went, as printed.
        new: the words that came.
        language: ISO 639-1 code; in a language without known grammar nothing is ``grammatical``.
        before: some words before the change, which tell "paragraph 12" from "another 12".
        after: some words after it.
    """
    if is_item_of_list(old, new, before=before) and only_references_change(
        old, new, before=before, after=after
    ):
        return "reference"
    near = before[-LETTERS_AROUND:]
    if len(old) + len(new) > _SHORT:
        return _class(old, new, language, near, after)
    if _UNTOLD.search(f"{old} {new}"):
        return _class_kept(old, new, language, near, after)
    return _class_kept(old, new, language, "", "")


# What only its neighbours explain: a number that is neither a year nor part of a symbol, a Roman
# numeral. Most changes hold none, and are then the same wherever they stand.
_UNTOLD = re.compile(r"(?<![\d/])(?!(?:19|20)\d\d\b)\d+(?![\d/])|\b[IVXLC]+\b")


def _class(old: str, new: str, language: str, before: str, after: str) -> str:
    grammar = GRAMMARS.get(language, NO_GRAMMAR)
    shorter, longer = (old, new) if len(old) < len(new) else (new, old)
    if _says_more(shorter, longer, grammar):
        return "substantive"
    if "(" in old or "(" in new:
        old, new = _ITEM.sub("", old), _ITEM.sub("", new)
    old_words, new_words = forms(old), forms(new)
    if _unaccented(identity(old_words)) == _unaccented(identity(new_words)):
        return "typographic"
    if not is_part_number(old, new, before=before) and (
        _has_own_word(old_words, new_words, grammar) or _has_own_word(new_words, old_words, grammar)
    ):
        return "substantive"
    if only_references_change(old, new, before=before, after=after):
        return "reference"
    if any(map(is_reference, (*old_words, *new_words))):
        return "substantive"
    return "grammatical" if _is_grammatical(old_words, new_words, grammar) else "substantive"


# The same few changes are made everywhere: "and" for a comma, one session for the next.
_class_kept = lru_cache(maxsize=1 << 14)(_class)


# "Sessions" may come and go with their number; longer words say something.
_LONG_WORD = re.compile(r"[^\W\d_]{9,}")


def _says_more(shorter: str, longer: str, grammar: Grammar) -> bool:
    """Tell early that one side has more long words of content than the other has words at all."""
    allowed = shorter.count(" ") + 1 if shorter else 0
    if allowed * _LEAST_PER_WORD > len(longer):
        return False
    of_grammar = _of_grammar(grammar)
    found: set[str] = set()
    for match in _LONG_WORD.finditer(longer):
        word = match.group().lower()
        if word not in of_grammar and not is_reference(word):
            found.add(word)
            if len(found) > allowed:
                return True
    return False


# A long word and a space.
_LEAST_PER_WORD = 10


def _has_own_word(words: Sequence[str], others: Sequence[str], grammar: Grammar) -> bool:
    """Tell early that a word of content is there that no other can be another form of.

    Forms of a word have a stem in common, or all but an "s".
    """
    beginnings = {word[:_LEAST_STEM] for word in others}
    own = [
        word for word in words if len(word) > _LEAST_STEM and word[:_LEAST_STEM] not in beginnings
    ]
    return bool(own) and any(word not in _of_grammar(grammar) for word in content_words(own))


@lru_cache
def _of_grammar(grammar: Grammar) -> frozenset[str]:
    return grammar.words | _of_phrases(grammar)


@lru_cache
def _of_phrases(grammar: Grammar) -> frozenset[str]:
    return frozenset(
        word for phrase in grammar.phrases for word in phrase if word not in grammar.words
    )


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _is_grammatical(old: Sequence[str], new: Sequence[str], grammar: Grammar) -> bool:
    rest_old, rest_new = _content(old, grammar), _content(new, grammar)
    return len(rest_old) == len(rest_new) and all(
        _same_stem(a, b, grammar.endings) for a, b in zip(rest_old, rest_new, strict=True)
    )


def _content(words: Sequence[str], grammar: Grammar) -> list[str]:
    """Return the words without those of grammar, phrases of them included."""
    if _of_phrases(grammar).isdisjoint(words):
        return [word for word in words if word not in grammar.words]
    rest: list[str] = []
    at = 0
    while at < len(words):
        phrase = next((p for p in grammar.phrases if tuple(words[at : at + len(p)]) == p), ())
        if not phrase and words[at] not in grammar.words:
            rest.append(words[at])
        at += len(phrase) or 1
    return rest


def _same_stem(one: str, other: str, endings: Sequence[str]) -> bool:
    return one == other or bool(_stems(one, endings) & _stems(other, endings))


def _stems(word: str, endings: Sequence[str]) -> set[str]:
    return {
        word.removesuffix(ending)
        for ending in endings
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM
    }
