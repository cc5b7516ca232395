"""Symbols of documents in running text, and the one form in which each is stored.

Source of the forms: the United Nations Editorial Manual, and every symbol that has a hyperlink in
the 2,245 files of sessions 74 to 80.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# First elements: principal organs, Secretariat, treaty bodies and conferences, programmes, and
# organizations whose documents resolutions cite under symbols of the same make.
_FIRST = (
    "A E S T ST CEB JIU UN "
    "CAT CCPR CED CEDAW CERD CMW CRC CRPD HRI "
    "APLC ATT BWC CCM CCW CD NPT TPNW "
    "CAC CBD CLCS CTOC FCCC ICCD IPBES ISBA SPLOS "
    "DP ECE ESCAP ESCWA HSP ICCD PBC TD UNCTAD UNEP UNODC UNW WFP "
    "GC IDB LOS TRANS "
    "BWM COFI FIRO GB GOV LEG MEPC SOLAS WT"
).split()
_ORGAN = (
    rf"(?:{'|'.join(sorted(set(_FIRST), key=len, reverse=True))})(?:\.\d{{1,3}}|\(\d{{1,3}}\))?"
)
_HYPHEN = "[-‑–]"
_SERIES = (
    rf"(?:(?:Add|Rev|Corr|Amend|L|PV|SR|CRP|WP|Res|Dec|Circ|Sub|OzL\.Pro)\.\d+(?:{_HYPHEN}\d+)?"
    rf"|Corrigendum|Agenda|Decisions|E?S{_HYPHEN}\d+|COP\(\d+\)"
    rf"|[A-Z0-9]+(?:(?:{_HYPHEN}|\.)[A-Z0-9]+)*)"
)
# "/ Corr.1", "Add.1 /Corr.1": spaces that slipped in before the marks of later issues.
_LATER = r"(?:\s?/\s?(?=(?:Add|Amend|Corr|Rev)\.\d))"
_ROMANS = r"[IVX]+(?:(?:,\s|\sand\s|[-–])[IVX]+)*"
_PART = (
    rf"\s?\((?:[IVXLC]+|(?i:sect)\s?\.\s?\d+[A-Z]?|(?i:parts?)\s{_ROMANS}|(?i:vols?)\.\s?{_ROMANS}"
    r"|Introduction|Plan outline|Income sect\. \d+|Foreword and introduction)\)"
)
_ONE = rf"{_ORGAN}(?:(?:/|{_LATER}){_SERIES})+(?:{_PART}(?:/{_SERIES})*)?"
_SYMBOL = re.compile(rf"(?<![\w/]){_ONE}(?:{_HYPHEN}{_ONE})*(?![\w/]|\(\d)")

_IN_EVERY_SYMBOL = re.compile(r"[A-Z](?:\.\d{1,3}|\(\d{1,3}\))?\s?/")

_SPACED_SLASH = re.compile(r"\s?/\s?")
_PART_PRINTED = re.compile(r"\s?\((?P<words>[^()\d][^()]*)\)")
_STOP_IN_PART = re.compile(r"\s?\.\s?(?=[\dIVX])")


def document_symbols(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each symbol of a document begins, its normal form, and how it is printed.

    A symbol holds a number; "A/S" alone is none.
    """
    if _IN_EVERY_SYMBOL.search(text) is None:  # quicker than the whole pattern
        return
    for found in _SYMBOL.finditer(text):
        printed = found[0]
        if any(character.isdigit() for character in printed):
            yield found.start(), normal_symbol(printed), printed


def normal_symbol(printed: str) -> str:
    """Return a document symbol in one form: plain hyphens, "(Sect. 8)" set off by a space."""
    plain = _SPACED_SLASH.sub("/", printed.replace("‑", "-").replace("–", "-"))
    return _PART_PRINTED.sub(_normal_part, plain) if "(" in plain else plain


def _normal_part(found: re.Match[str]) -> str:
    words = _STOP_IN_PART.sub(". ", found["words"])
    return f" ({words[0].upper()}{words[1:]})"
