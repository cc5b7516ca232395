"""Texts as sequences of comparable words, in any language and from any source.

Sources print one wording differently: curly and straight quotes, hyphens lost at line ends,
"OC-16/99" and "OC 16/99", capitals, accents composed or not, vowel signs. None of that is wording,
so words are compared in a folded form; their offsets in the text as printed are kept apart. The
rules are those of Unicode: scripts written without spaces are taken by character.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import overload

import numpy as np

# Characters that join the letters around them into one word without being letters themselves:
# combining marks, the Arabic vowel signs and kashida, the soft hyphen and zero-width characters.
_JOINERS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u2060\ufe0f\ufeff"
)
# Scripts written without spaces between words (Thai, Lao, Myanmar, Khmer, kana, Han).
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_APOSTROPHES = "'\u2019\u2018\u02bc\u0060\u00b4\uff07"
# An apostrophe joins a short ending ("State's", "don't") and parts an elided article ("l'État").
_WORD = re.compile(
    f"[{_UNSPACED}]|"
    f"(?:[^\\W_{_UNSPACED}][{_JOINERS}]*)+"
    f"(?:[{_APOSTROPHES}][^\\W_{_UNSPACED}]{{1,2}}(?![\\w{_JOINERS}]))?"
)
# The same for texts without any of the rarer characters above, and for those without apostrophes
# besides, which are most: twice and three times as fast.
_PLAIN_WORD = re.compile(r"\w+(?:['\u2019]\w{1,2}\b)?")
_PLAINEST_WORD = re.compile(r"\w+")
_NOT_PLAIN = re.compile(
    f"[_{_JOINERS}{_UNSPACED}\u2018\u02bc\u0060\u00b4\uff07\U00010000-\U0010ffff]"
)
# Where words of ASCII letters end, and the signs in them; most clauses have such marks besides.
_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
_JOINING_ASCII = "'`_"
_COMMON_MARKS = "\u201c\u201d\u2011\u2013\u2014\u00a0\u00b0"
_SPLIT = {pattern: re.compile(f"({pattern.pattern})") for pattern in (_WORD, _PLAIN_WORD)}
# By code point what the plainest pattern takes for part of a word.
_IN_PLAINEST_WORD = np.array([chr(point).isalnum() for point in range(0x10000)])
_REMOVED = re.compile(f"[{_JOINERS}{_APOSTROPHES}]")


@lru_cache(maxsize=1 << 17)
def bounds(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return where the words of ``text`` start and where they end."""
    pattern = _pattern(text)
    if pattern is _PLAINEST_WORD:
        places = _edges_of_plainest_words(text)
        return places[0::2], places[1::2]
    places = array("q", accumulate(map(len, _SPLIT[pattern].split(text))))
    return places[0:-1:2], places[1::2]


def _edges_of_plainest_words(text: str) -> array[int]:
    """Return where each word starts and ends, without making the words: three times as fast."""
    points = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    in_word = np.zeros(len(points) + 2, dtype=np.bool_)
    in_word[1:-1] = _IN_PLAINEST_WORD[points]
    edges = np.flatnonzero(in_word[1:] != in_word[:-1])
    return array("q", edges.astype(np.int64, copy=False).tobytes())


def printed(text: str) -> list[str]:
    """Return the words of ``text`` in order, as they are printed."""
    words: list[str] = _pattern(text).findall(text)
    return words


def forms(text: str) -> list[str]:
    """Return the words of ``text`` in order, in the form in which words are compared."""
    return [*map(folded, printed(text))]


def wording(text: str) -> tuple[int, str]:
    """Return how many words ``text`` has, and their :func:`identity`; faster than by the words."""
    plain = text
    if not plain.isascii():
        for mark in _COMMON_MARKS:
            plain = plain.replace(mark, " ")
    if plain.isascii() and not any(sign in plain for sign in _JOINING_ASCII):
        words = plain.translate(_ASCII_GAPS).split()
        return len(words), identity(words).lower()
    words = forms(text)
    return len(words), identity(words)


class Forms(Sequence[str]):
    """What :func:`forms` returns, each word made when it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts, self._ends = bounds(text)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, int):
            return folded(self._text[self._starts[place] : self._ends[place]])
        stretches = zip(self._starts[place], self._ends[place], strict=True)
        return [folded(self._text[start:end]) for start, end in stretches]


def offsets(text: str) -> list[tuple[int, int]]:
    """Return where each word stands in ``text``, half-open."""
    return list(zip(*bounds(text), strict=True))


@lru_cache(maxsize=1 << 18)
def folded(word: str) -> str:
    """Return the form in which a word is compared: one case, no marks that sources drop."""
    if word.isascii():
        return word.replace("'", "").replace("`", "").lower()
    composed = unicodedata.normalize("NFKC", word).casefold()
    return unicodedata.normalize("NFKC", _REMOVED.sub("", composed))


def identity(words: Sequence[str]) -> str:
    """Return what two texts share if and only if they are the same words.

    Spaces do not count, so that "InterAmerican", "Inter-American" and "Inter American" are one.
    """
    return "".join(words)


def _pattern(text: str) -> re.Pattern[str]:
    """Return the simplest pattern that finds the words of ``text``."""
    # The few such characters of ASCII are sought faster one by one.
    rare = "_" in text or "`" in text if text.isascii() else _NOT_PLAIN.search(text)
    if rare:
        return _WORD
    return _PLAIN_WORD if "'" in text or "\u2019" in text else _PLAINEST_WORD
