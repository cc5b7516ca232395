"""Printed numbers and letters of paragraphs, and the depth that each stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from etl.grammar.languages import ALPHABETS

_NUMBER = r"\d{1,3}\s?\."
_BRACKETED = r"\(\s?(?:[a-z]{1,2}|[ivxl]{1,6}|[A-Z]|\d{1,2})\s?\)"
ENUMERATOR = re.compile(
    rf"\s*(?P<enumerator>{_NUMBER}(?![\d/])|{_BRACKETED}(?!\s*(?:of|and|or|to)\b))\s*"
)
_SUB_PARAGRAPH = re.compile(r"\([\w ]{1,8}\)|[^\W\d_]{1,4}\)")
# Arabic draws a letter out so that it fills its brackets.
_LENGTHENING = "\N{ARABIC TATWEEL}"
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
BARE_ENUMERATOR = re.compile(rf"\s*(?P<enumerator>{_NUMBER}|{_BRACKETED})\s*$")

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

# Costs of reading a series of letters in one way rather than another; only their order matters:
# a successor is free, a colon promises a deeper level, a gap is a lost letter, a restart an error.
_COST_DEEPER_WITHOUT_COLON = 1.0
_COST_SAME_LEVEL_AFTER_COLON = 1.5
_COST_GAP = 2.0
_COST_DEEPER_NOT_FIRST = 5.0
_COST_OUT_OF_ORDER = 6.0
# "(b)" after "(vi)": the "(a)" that stood above the romans is lost.
_COST_OTHER_STYLE = 5.5
_COST_LOST_NUMBER = 0.9
_COST_LOST_LETTER = 1.0
_COST_CONTINUATION = 2.5
_COST_UNLIKE_A_CLAUSE = 2.0
_LARGEST_GAP = 3
_BEAM = 24
_NUMBER_STYLE = "number"

LISTS = ("letter", "roman", "upper")
"""The styles of lists, outermost first."""

Level = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """An enumerator with its depth (0 = directly under the paragraph) and whether it follows on."""

    depth: int
    style: str
    value: int
    in_order: bool


def split_enumerator(text: str) -> tuple[str, str]:
    """Split a printed number or letter off the beginning of ``text``.

    Returns:
        The enumerator without inner spaces (``"4."``, ``"(a)"``; empty if none) and the rest.
    """
    matched = ENUMERATOR.match(text)
    if matched is None:
        return "", text
    return re.sub(r"\s", "", matched["enumerator"]), text[matched.end() :]


@lru_cache(maxsize=4096)
def number_value(enumerator: str) -> int | None:
    """Return the value of a paragraph number ("4." → 4), None for letters and other styles."""
    digits = enumerator.strip().removesuffix(".").strip()
    return int(digits) if digits.isascii() and digits.isdigit() else None


@lru_cache(maxsize=4096)
def is_bracketed(enumerator: str) -> bool:
    """Tell whether an enumerator is of the sub-paragraph form "(a)", in any script, or "a)"."""
    return _SUB_PARAGRAPH.fullmatch(enumerator) is not None


def bracketed(enumerator: str) -> str:
    """Return a sub-paragraph's enumerator as labels have it: "a)" and "( a )" become "(a)"."""
    return f"({''.join(enumerator.strip('(). ').split())})"


def decimal_number(enumerator: str) -> str | None:
    """Return a number of several places ("3.10" → "3.10"), None for other enumerators."""
    digits = enumerator.strip().removesuffix(".")
    return digits if _DECIMAL.fullmatch(digits) else None


def letter_for(style: str, value: int) -> str:
    """Return the bracketed enumerator of a style and value: ("letter", 27) → "(aa)"."""
    if style == "roman":
        return f"({_to_roman(value)})"
    if style == "digit":
        return f"({value})"
    letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    return f"({letter.upper() if style == 'upper' else letter})"


@lru_cache(maxsize=4096)
def readings(enumerator: str) -> tuple[Level, ...]:
    """Return every (style, value) that a bracketed enumerator can mean."""
    inner = enumerator.strip("() ")
    if not inner or not is_bracketed(enumerator):
        return ()
    if inner.isdigit():
        return (("digit", int(inner)),)
    if not inner.isascii():
        return (_of_other_script(inner),)
    found: list[Level] = []
    if inner.islower() and len(set(inner)) == 1:
        found.append(("letter", (len(inner) - 1) * 26 + ord(inner[0]) - ord("a") + 1))
    elif inner.islower() and len(inner) == len("ab"):
        found.append(("letter", (ord(inner[0]) - ord("a") + 1) * 26 + ord(inner[1]) - ord("a") + 1))
    if inner.isupper() and len(inner) == 1:
        found.append(("upper", ord(inner) - ord("A") + 1))
    if (value := _from_roman(inner)) is not None:
        found.append(("roman", value))
    return tuple(found) or (("other", 1),)


def _of_other_script(inner: str) -> Level:
    inner = inner.strip(_LENGTHENING)
    for alphabet in ALPHABETS:
        if inner in alphabet:
            return alphabet[:1], alphabet.index(inner) + 1
    return "other", ord(inner[-1])


def place(enumerators: Sequence[str], after_colon: Sequence[bool]) -> list[Placed]:
    """Find the depth of each bracketed enumerator of one paragraph.

    "(i)" after "(h)" is a letter, "(i)" under "(a)" is roman: the reading of the whole series that
    breaks the fewest rules is chosen, by a beam over the open levels.

    Args:
        enumerators: the series as printed.
        after_colon: for each, whether the text just before it ends in a colon.
    """
    beam: list[tuple[float, tuple[Level, ...], tuple[Placed, ...]]] = [(0.0, (), ())]
    for enumerator, colon in zip(enumerators, after_colon, strict=True):
        grown = [
            (cost + added, stack, (*path, placed))
            for cost, open_levels, path in beam
            for added, stack, placed in _steps(open_levels, enumerator, colon=colon)
        ]
        grown.sort(key=lambda state: (state[0], state[1]))
        beam = grown[:_BEAM] or beam
    return list(beam[0][2])


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed before a paragraph of the operative part, ``""`` where nothing is.

    ``after_colon``: the text before it ends in a colon; ``like_a_clause``: it opens with a verb of
    request; ``in_mid_sentence``: it begins with a small letter, as no item does; ``lists``: the
    styles of lists that the source may have lost the first item of; ``below_heading``: a heading
    stands above it, below which no list goes on without its letter.
    """

    enumerator: str
    after_colon: bool
    like_a_clause: bool
    in_mid_sentence: bool = False
    lists: tuple[str, ...] = LISTS
    below_heading: bool = False


def restore_lost(series: Sequence[Printed]) -> list[str]:
    """Infer the numbers and letters that a source lost from those around them.

    A paragraph without a number may be the next paragraph, the next item or the first of a list, or
    the continuation of the paragraph before; the reading of the whole part that breaks the fewest
    rules is chosen.

    Returns:
        The enumerators in order, those printed unchanged; ``""`` for a continuation.
    """
    beam: list[tuple[float, tuple[Level, ...], tuple[str, ...]]] = [(0.0, (), ())]
    for printed in series:
        grown = [
            (cost + added, stack, (*path, enumerator))
            for cost, open_levels, path in beam
            for added, stack, enumerator in _readings_of(open_levels, printed)
        ]
        grown.sort(key=lambda state: (state[0], state[1]))
        beam = grown[:_BEAM] or beam
    return list(beam[0][2])


def _readings_of(
    open_levels: tuple[Level, ...], printed: Printed
) -> Iterator[tuple[float, tuple[Level, ...], str]]:
    last = open_levels[0][1] if open_levels and open_levels[0][0] == _NUMBER_STYLE else 0
    if (value := number_value(printed.enumerator)) is not None:
        yield _cost_of_number(last, value), ((_NUMBER_STYLE, value),), printed.enumerator
    elif printed.enumerator:
        for cost, stack, _ in _steps(open_levels, printed.enumerator, colon=printed.after_colon):
            yield cost, stack, printed.enumerator
    elif printed.in_mid_sentence:
        yield 0.0, open_levels, ""
    else:
        yield from _readings_of_lost(open_levels, last, printed)


def _readings_of_lost(
    open_levels: tuple[Level, ...], last: int, printed: Printed
) -> Iterator[tuple[float, tuple[Level, ...], str]]:
    colon = _COST_SAME_LEVEL_AFTER_COLON if printed.after_colon else 0.0
    unlike = 0.0 if printed.like_a_clause else _COST_UNLIKE_A_CLAUSE
    number = ((_NUMBER_STYLE, last + 1),)
    yield _COST_LOST_NUMBER + unlike + colon, number, f"{last + 1}."
    goes_on = open_levels[:1] if printed.below_heading else open_levels
    yield _COST_CONTINUATION, goes_on, ""
    for depth, (style, value) in enumerate(goes_on):
        if style != _NUMBER_STYLE:
            stack = (*open_levels[:depth], (style, value + 1))
            yield _COST_LOST_LETTER + colon, stack, letter_for(style, value + 1)
    open_styles = {style for style, _ in open_levels}
    style = next((style for style in LISTS if style not in open_styles), "")
    if style in printed.lists:
        cost = _COST_LOST_LETTER + (0.0 if printed.after_colon else _COST_DEEPER_NOT_FIRST)
        yield cost, (*open_levels, (style, 1)), letter_for(style, 1)


def _cost_of_number(last: int, value: int) -> float:
    if value == last + 1:
        return 0.0
    in_reach = last < value <= last + 1 + _LARGEST_GAP
    return _COST_GAP * (value - last - 1) if in_reach else _COST_OUT_OF_ORDER


def _steps(
    open_levels: tuple[Level, ...], enumerator: str, *, colon: bool
) -> list[tuple[float, tuple[Level, ...], Placed]]:
    steps = []
    for style, value in readings(enumerator):
        for depth, (open_style, last) in enumerate(open_levels):
            if open_style != style:
                continue
            in_order = value == last + 1
            cost = _COST_OUT_OF_ORDER
            if in_order:
                cost = 0.0
            elif last < value <= last + _LARGEST_GAP:
                cost = _COST_GAP
            if colon and depth == len(open_levels) - 1:
                cost += _COST_SAME_LEVEL_AFTER_COLON
            stack = (*open_levels[:depth], (style, value))
            steps.append((cost, stack, Placed(depth, style, value, in_order)))
        if all(style != open_style for open_style, _ in open_levels):
            cost = 0.0 if colon else _COST_DEEPER_WITHOUT_COLON
            if value != 1:
                cost += _COST_DEEPER_NOT_FIRST
            depth = len(open_levels)
            steps.append(
                (
                    cost,
                    (*open_levels, (style, value)),
                    Placed(depth, style, value, in_order=value == 1),
                )
            )
            if open_levels and value != 1:
                stack = (*open_levels[:-1], (style, value))
                steps.append(
                    (_COST_OTHER_STYLE, stack, Placed(depth - 1, style, value, in_order=False))
                )
    return steps


def _to_roman(value: int) -> str:
    numerals = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    written = ""
    for size, numeral in numerals:
        while value >= size:
            written += numeral
            value -= size
    return written


def _from_roman(text: str) -> int | None:
    if not text or any(character not in _ROMAN for character in text):
        return None
    values = [_ROMAN[character] for character in text]
    total = sum(
        -value if any(later > value for later in values[index + 1 : index + 2]) else value
        for index, value in enumerate(values)
    )
    return total if _to_roman(total) == text else None
