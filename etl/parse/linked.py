"""What the hyperlinks of a source say about the resolutions that its text cites by number.

"Resolution 42/9" may be one of the General Assembly or of the Human Rights Council; the link under
the number tells which. The number printed wins over that of the link: a link that shows another
number is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote

from etl.grammar.organs import ORGANS, PART_LETTER, SYMBOL_ADDRESS, Organ
from etl.model import Link

_PREFIXES = sorted(
    ((organ.symbol_template.partition("{")[0].lower(), organ) for organ in ORGANS),
    key=lambda pair: -len(pair[0]),
)
_LETTER = re.compile(rf"\s{PART_LETTER}$|(?<=\d)\s[A-Z](?=\s\()")


def organs_of_numbers(links: Sequence[Link]) -> dict[str, Organ]:
    """Return the organ that each linked number belongs to, those left out that two links share.

    Keys are numbers without the letter of a part: "2200 (XXI)" for "2200 A (XXI)".
    """
    told: dict[str, set[str]] = {}
    organs: dict[str, Organ] = {}
    for link in links:
        number = without_letter(link.text)
        organ = _organ_of_target(link.target, number)
        if organ is not None:
            told.setdefault(number, set()).add(organ.name)
            organs[number] = organ
    return {number: organs[number] for number, names in told.items() if len(names) == 1}


def linked_symbol(number: str, organs: Mapping[str, Organ]) -> str | None:
    """Return the symbol of a number as printed ("2200 A (XXI)"), None if no link tells it."""
    organ = organs.get(without_letter(number))
    return organ.symbol_template.format(number=number) if organ else None


@lru_cache(maxsize=1 << 14)
def without_letter(number: str) -> str:
    """Return a resolution's number without the letter of one of its parts."""
    return _LETTER.sub("", " ".join(number.replace("‑", "-").split()))


# Resolutions of one series link the same documents year after year.
@lru_cache(maxsize=1 << 14)
def _organ_of_target(target: str, number: str) -> Organ | None:
    found = SYMBOL_ADDRESS.search(target)
    if found is None:
        return None
    path = unquote(found["path"])
    organ = next((organ for prefix, organ in _PREFIXES if path.lower().startswith(prefix)), None)
    if organ is None or re.fullmatch(organ.number_pattern, number) is None:
        return None
    there = re.findall(r"\d+", path)
    return organ if all(digits in there for digits in re.findall(r"\d+", number)) else None
