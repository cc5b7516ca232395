"""The organs that adopt resolutions, as data: their names, symbols and numbering.

Source: the United Nations Editorial Manual (document symbols and titles of resolutions). A further
organ is a further row; no code asks for one by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.grammar.languages import pattern_of_organ


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ and the ways its resolutions are named.

    Attributes:
        name: as the contract's ``resolution.organ``.
        number_pattern: regular expression of a resolution's printed number.
        symbol_template: the document symbol made of the printed number.
        symbol_pattern: regular expression of the document symbol; group ``session`` is the session.
    """

    name: str
    number_pattern: str
    symbol_template: str
    symbol_pattern: str


PART_LETTER = "(?:[A-Z]|AA|BB|CC|DD)"
"""The letter of one of several resolutions under a number: after Z come AA to DD, as in 53/77."""

# In "A/RES/78/234 A global call" it is the title's first word.
_ARTICLE = r"A\s(?!(?:and|or|to|of|on|in|by|was|is|were|are|entitled)\b)[a-z]"
# It, or the first and the last of them ("A–B").
_LETTER = rf"(?:\s?(?!{_ARTICLE}){PART_LETTER}(?:\s?[-–]\s?[A-Z])?\b)?"
_SESSION_NUMBER = rf"(?:\d{{1,3}}|ES-\d{{1,2}}|S-\d{{1,2}})/\d{{1,3}}{_LETTER}"
_OLD_ASSEMBLY = r"\d{1,4}(?:\s[A-Z])?\s\((?:S-|ES-)?[IVXLC]+\)"

ORGANS: tuple[Organ, ...] = (
    Organ(
        "Human Rights Council",
        r"(?:S-)?\d{1,3}/\d{1,3}",
        "A/HRC/RES/{number}",
        r"A/HRC/RES/(?P<session>(?:S-)?\d{1,3})/\d{1,3}",
    ),
    Organ(
        "General Assembly",
        f"(?:{_OLD_ASSEMBLY}|{_SESSION_NUMBER})",
        "A/RES/{number}",
        rf"A/RES/(?:(?P<session>ES-\d{{1,2}}|S-\d{{1,2}}|\d{{1,3}})/\d{{1,3}}{_LETTER}"
        rf"|{_OLD_ASSEMBLY})",
    ),
    Organ(
        "Security Council",
        r"\d{1,4}\s?\((?:19|20)\d{2}\)",
        "S/RES/{number}",
        r"S/RES/\d{1,4}(?:\s?\((?P<session>(?:19|20)\d{2})\))?",
    ),
    Organ(
        "Economic and Social Council",
        rf"(?:19|20)\d{{2}}/\d{{1,3}}{_LETTER}",
        "E/RES/{number}",
        rf"E/RES/(?P<session>(?:19|20)\d{{2}})/\d{{1,3}}{_LETTER}",
    ),
)

_FORMULA = rf"^\W*(?P<organ>{'|'.join(pattern_of_organ(f'The {organ.name}') for organ in ORGANS)})"
ENACTING_FORMULA = re.compile(rf"{_FORMULA}\s*,")
# Without a comma where no recital follows.
_FORMULA_ALONE = re.compile(rf"{_FORMULA}\W*$")

SYMBOL = re.compile(
    r"(?<![\w/])(?:"
    + "|".join(re.sub(r"\(\?P<session>", "(?:", organ.symbol_pattern) for organ in ORGANS)
    + r")(?:(?![\w/])|(?=[A-Z]\s?[a-z]))"
)


SYMBOL_ADDRESS = re.compile(r"(?i)//(?:www\.)?(?:undocs|docs\.un)\.org/(?:[a-z]{2}/)?(?P<path>.+)")
"""Addresses of the United Nations that consist of a document's symbol, the ``path``."""


def organ_named(name: str) -> Organ | None:
    """Return the organ of this name, perhaps in capitals or with its article, or None."""
    folded = re.sub(r"^(?:The|THE) ", "", " ".join(name.split()))
    return next((organ for organ in ORGANS if folded in (organ.name, organ.name.upper())), None)


def find_formula(text: str, *, alone: bool = False) -> tuple[Organ, int] | None:
    """Return the organ whose enacting formula begins ``text`` and where the formula ends.

    Args:
        text: a line or paragraph.
        alone: look for a formula without its comma, which has to be all of ``text``.
    """
    found = (_FORMULA_ALONE if alone else ENACTING_FORMULA).match(text)
    organ = organ_named(found["organ"]) if found else None
    return (organ, found.end()) if found and organ else None


def organ_of_symbol(symbol: str) -> Organ | None:
    """Return the organ whose resolutions carry symbols of this form, or None."""
    return next((organ for organ in ORGANS if re.fullmatch(organ.symbol_pattern, symbol)), None)


def session_of_symbol(symbol: str) -> str | None:
    """Return the session (or the year, for organs that number by year) that a symbol states."""
    for organ in ORGANS:
        if matched := re.fullmatch(organ.symbol_pattern, symbol):
            session: str | None = matched.group("session")
            return session
    return None
