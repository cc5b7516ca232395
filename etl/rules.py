"""By which rules rows were made: digests of the code that reads documents, and that links clauses.

A stored document is read anew when the code that reads, or what people corrected in it, is another
than the one that its row is stamped with; everything is linked anew when the code that links is.
The program's version says nothing of this: most versions change neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from etl.decisions import Decision

READING = (
    "errors",
    "model",
    "grammar",
    "sources",
    "parse",
    "decisions",
    "corrections",
    "reading",
    "load/items",
    "load/content",
    "link/words",
)
"""Modules and packages that decide what is read out of a file, named from ``etl`` on."""
LINKING = (
    "model",
    "errors",
    "processes",
    "grammar",
    "link",
    "trace",
    "audit",
    "derivation",
    "load/outlines",
    "db/rows",
)
"""Modules and packages that decide how clauses are linked and traced."""

_LIBRARIES_OF_READING = ("lxml", "markdown-it-py")
_LIBRARIES_OF_LINKING = ("numpy", "rapidfuzz", "scipy")

_PACKAGE = Path(__file__).resolve().parent
# Half of a SHA-256 tells two states of the code apart with certainty enough, and fits a line.
_DIGITS = 32


@cache
def reading_rules() -> str:
    """Return the digest of the rules that documents are read by, hexadecimal."""
    return _digest(READING, _LIBRARIES_OF_READING)


@cache
def linking_rules() -> str:
    """Return the digest of the rules that clauses are linked and traced by, hexadecimal."""
    return _digest(LINKING, _LIBRARIES_OF_LINKING)


def stamp(corrections: Sequence[Decision]) -> str:
    """Return what a document's row is stamped with: the rules, and the corrections of it."""
    if not corrections:
        return reading_rules()
    return sha256("\n".join((reading_rules(), *map(repr, corrections))).encode()).hexdigest()[
        :_DIGITS
    ]


def files_of(names: Sequence[str]) -> Iterator[Path]:
    """Yield the files of modules and packages, named from ``etl`` on, in order."""
    for name in sorted(names):
        place = _PACKAGE / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def _digest(names: Sequence[str], libraries: Sequence[str]) -> str:
    made = sha256(unicodedata.unidata_version.encode())
    for library in libraries:
        made.update(f"\0{library} {version(library)}".encode())
    for path in files_of(names):
        made.update(b"\0" + path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        made.update(path.read_bytes())
    return made.hexdigest()[:_DIGITS]
