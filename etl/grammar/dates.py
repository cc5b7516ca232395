"""Dates and ordinals as resolutions print them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = """
    January February March April May June July August September October November December
""".split()
MONTH = "(?:" + "|".join(MONTHS) + ")"
DATE = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\s+(?P<year>(?:19|20)\d{{2}})(?!\d)"
)

_UNITS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
""".split()
_TENS = """
    twenty thirty forty fifty sixty seventy eighty ninety
""".split()


def _ordinals() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_UNITS, start=1)}
    for ten, name in enumerate(_TENS, start=2):
        words[f"{name[:-1]}ieth"] = ten * 10
        for unit, ordinal in enumerate(_UNITS[:9], start=1):
            words[f"{name}-{ordinal}"] = ten * 10 + unit
    hundred = {f"hundred and {word}": value + 100 for word, value in words.items()}
    return {**words, "hundredth": 100, **hundred}


ORDINALS = _ordinals()
_ORDINAL_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True))
SESSION = re.compile(
    rf"(?P<special>(?i:emergency special|special)\s+)?(?P<ordinal>(?i:{_ORDINAL_WORDS}))"
    r"(?P<kind>\s+(?i:emergency special|special))?\s+session"
)


def parse_date(text: str) -> date | None:
    """Return the first date printed in ``text`` ("19 December 2006"), or None."""
    for found in DATE.finditer(text):
        try:
            return date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"]))
        except ValueError:
            continue
    return None


def parse_session(text: str) -> str | None:
    """Return the session printed in words as the symbol writes it: "61", "S-32", "ES-11"."""
    found = SESSION.search(text)
    if found is None:
        return None
    kind = (found["kind"] or found["special"] or "").strip().lower()
    prefix = {"": "", "special": "S-", "emergency special": "ES-"}[kind]
    return f"{prefix}{ORDINALS[found['ordinal'].lower()]}"
