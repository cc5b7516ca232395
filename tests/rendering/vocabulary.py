"""Words and phrases of resolutions, read from ``vocabulary.toml``, and how sessions are counted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_TABLES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
)
WORDS: dict[str, list[str]] = _TABLES["words"]
NOTES: dict[str, list[str]] = _TABLES["notes"]
IBID_NOTES: dict[str, list[str]] = _TABLES["ibid_notes"]
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
UNITS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
TENS = ("", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)


def phrases(name: str) -> list[str]:
    """One of the lists of phrases by its name in the file."""
    found: list[str] = _TABLES[name]
    return found


def ordinal(number: int) -> str:
    """A number below a hundred as a session is counted, ``sixty-first``."""
    tens, unit = divmod(number, 10)
    if tens == 1:
        return TEENS[unit]
    if tens == 0:
        return UNITS[unit]
    return f"{TENS[tens]}y-{UNITS[unit]}" if unit else f"{TENS[tens]}ieth"
