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
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

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
# What a letter means to the words of its text: a gap between words, part of a word, an apostrophe,
# or that the text needs the full pattern, as all letters beyond the table do.
_GAP, _PART, _APOSTROPHE, _RARE = range(4)
# The longest ending that an apostrophe joins.
_ENDING = 2
# Letters of texts that are looked at together: some MB, however many texts there are.
_LETTERS_AT_ONCE = 1 << 20


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


class Bounds(NamedTuple):
    """Where the words of many texts stand, all in one row.

    Attributes:
        starts, ends: per word where it starts and ends in its own text.
        counts: per text how many words it has.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    counts: NDArray[np.int64]


def all_bounds(texts: Sequence[str]) -> Bounds:
    """Return what :func:`bounds` returns of each text; several times as fast for many texts."""
    letters = np.array([*accumulate(map(len, texts))], dtype=np.int64)
    cuts = np.flatnonzero(np.diff(letters // _LETTERS_AT_ONCE, prepend=0)).tolist()
    parts = [
        _bounds_at_once(texts[begin:end])
        for begin, end in zip([0, *cuts], [*cuts, len(texts)], strict=True)
    ]
    return Bounds(*map(np.concatenate, zip(*parts, strict=True)))


def _bounds_at_once(texts: Sequence[str]) -> Bounds:
    """Look at all letters together, and by themselves only at texts with rarer ones."""
    row = "\n".join(("", *texts, "")).encode("utf-32-le", "surrogatepass")
    kinds = _kinds().take(np.frombuffer(row, dtype="<u4"), mode="clip")
    in_word = kinds == _PART
    edges = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    starts, ends = _joined(edges[0::2], edges[1::2], kinds)
    base = np.array([*accumulate((len(text) + 1 for text in texts), initial=1)], dtype=np.int64)
    counts = np.diff(np.searchsorted(starts, base))
    plain = np.stack([starts, ends]) - np.repeat(base[:-1], counts)
    is_plain = np.ones(len(texts), dtype=np.bool_)
    is_plain[np.searchsorted(base, np.flatnonzero(kinds == _RARE), side="right") - 1] = False
    rare = np.flatnonzero(~is_plain)
    if not len(rare):
        return Bounds(plain[0], plain[1], counts)
    others = [bounds(texts[number]) for number in rare.tolist()]
    kept = np.repeat(is_plain, counts)
    counts[rare] = [len(starts) for starts, _ in others]
    place = np.repeat(is_plain, counts)
    whole = np.empty((2, len(place)), dtype=np.int64)
    whole[:, place] = plain[:, kept]
    whole[:, ~place] = np.concatenate(others, axis=1)
    return Bounds(whole[0], whole[1], counts)


def _joined(
    starts: NDArray[np.int64], ends: NDArray[np.int64], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Join words with the short endings that come after an apostrophe."""
    is_between = (starts[1:] == ends[:-1] + 1) & (kinds[ends[:-1]] == _APOSTROPHE)
    joined: list[int] = []
    for word in np.flatnonzero(is_between & (ends[1:] - starts[1:] <= _ENDING)).tolist():
        if not joined or joined[-1] != word - 1:  # an ending takes no other
            joined.append(word)
    return np.delete(starts, [word + 1 for word in joined]), np.delete(ends, joined)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return by code point what it means to the words of its text; the last one for all beyond."""
    kinds = np.where(_IN_PLAINEST_WORD, np.uint8(_PART), np.uint8(_GAP))
    letters = "".join(map(chr, range(len(kinds))))
    kinds[[ord(letter) for letter in _NOT_PLAIN.findall(letters)]] = _RARE
    kinds[[ord(letter) for letter in "'\u2019"]] = _APOSTROPHE
    kinds[-1] = _RARE
    return kinds


def printed(text: str) -> list[str]:
    """Return the words of ``text`` in order, as they are printed."""
    plain = _parted_by_marks(text)
    if plain is not None:
        return plain.translate(_ASCII_GAPS).split()
    words: list[str] = _pattern(text).findall(text)
    return words


def _parted_by_marks(text: str) -> str | None:
    """Return a text whose words end at every mark, in ASCII; None if its words are not so plain.

    Most texts are. Their words are found twice as fast.
    """
    if not text.isascii():
        for mark in _COMMON_MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return None
    return None if any(sign in text for sign in _JOINING_ASCII) else text


def forms(text: str) -> list[str]:
    """Return the words of ``text`` in order, in the form in which words are compared."""
    return [*map(folded, printed(text))]


def wording(text: str) -> tuple[int, str]:
    """Return how many words ``text`` has, and their :func:`identity` in comparable form."""
    words = printed(text)
    return len(words), printed_identity(words)


def extent(text: str) -> tuple[int, int]:
    """Return where the first word of ``text`` starts and its last one ends; it must have words."""
    if _pattern(text) is _WORD:
        starts, ends = bounds(text)
        return starts[0], ends[-1]
    start, end = 0, len(text)
    while not text[start].isalnum():
        start += 1
    while not text[end - 1].isalnum():
        end -= 1
    return start, end


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
        return _folded_ascii(word)
    composed = unicodedata.normalize("NFKC", word).casefold()
    return unicodedata.normalize("NFKC", _REMOVED.sub("", composed))


def _folded_ascii(letters: str) -> str:
    return letters.replace("'", "").replace("`", "").lower()


def identity(words: Sequence[str]) -> str:
    """Return what two texts share if and only if they are the same words.

    Spaces do not count, so that "InterAmerican", "Inter-American" and "Inter American" are one.
    """
    return "".join(words)


def printed_identity(words: Sequence[str]) -> str:
    """Return the :func:`identity` of words as printed, without making each comparable if it can."""
    letters = identity(words)
    return _folded_ascii(letters) if letters.isascii() else identity([*map(folded, words)])


def _pattern(text: str) -> re.Pattern[str]:
    """Return the simplest pattern that finds the words of ``text``."""
    # The few such characters of ASCII are sought faster one by one.
    rare = "_" in text or "`" in text if text.isascii() else _NOT_PLAIN.search(text)
    if rare:
        return _WORD
    return _PLAIN_WORD if "'" in text or "\u2019" in text else _PLAINEST_WORD
