"""Titles and sayings between quotation marks: names, though most of their words are small.

"The item entitled “Promotion and protection of human rights”" names one item with six words; the
later ones follow from the first, as in any name (``etl.link.weights``).
"""

from __future__ import annotations

import re
from typing import Final

from etl.link.weights import TELLING_WORDS_OF_NAME
from etl.link.words import printed

_PAIRS: Final = ("\u201c\u201d", "\u201e\u201c", "\u00ab\u00bb", "\u300a\u300b", '""')
"""Quotation marks of the six official languages as they open and close; quotes within are told by
single ones, which are apostrophes, too, and therefore left out."""

_OPENING: Final = "".join(opening for opening, _ in _PAIRS)
_QUOTED: Final = re.compile(
    "|".join(f"{opening}[^{opening}{closing}]*{closing}" for opening, closing in _PAIRS)
)


def later_of_titles(text: str) -> list[int]:
    """Return the places of all but the first words of what stands between quotation marks."""
    if not any(opening in text for opening in _OPENING):
        return []
    later: list[int] = []
    words = end = 0
    for title in _QUOTED.finditer(text):
        words += len(printed(text[end : title.start()]))
        first, end = words, title.end()
        words += len(printed(title.group()))
        later.extend(range(first + TELLING_WORDS_OF_NAME, words))
    return later
