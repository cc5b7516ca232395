"""Hyphens that converters put in or lose at line ends, and the words that show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from etl.grammar.dates import ORDINALS
from etl.model import ParseIssue, Severity
from etl.sources.fragments import Paragraph

# First halves that the Editorial Manual hyphenates before a capital; a capital glued to one lost
# its hyphen at a line end ("InterAmerican"), like any word that the document hyphenates elsewhere.
_HYPHENATED_FIRST = frozenset(
    """
    Inter Non Pan Anti Trans Sub Mid Pro Euro Afro Post Pre Secretary Under Vice High Director Self
""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of other compounds: with a hyphen at a line's end such a word may have one of its own.
_COMPOUNDING = frozenset(
    """
    All Co Cross Far Fact First Follow Full Fund Gender Half Hard Head High In Ill Large Later Left
    Life Long Low Middle More Multi Near New No Old On One Open Over Own Peace People Policy Re Rule
    Second Semi Short Single So Socio Small South State Ten Third Three Time Two Up Value Well Wide
    Work World Young
""".split()
)
_PARTED = re.compile(
    r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})[-\u2010][ \t]*\n[ \t]*(?P<second>[^\W\d_]{2,})"
)
# So many words at line ends that stand whole elsewhere tell that a text is hyphenated.
_HYPHENATES = 3


# A word with its hyphens, letters and digits ("COVID-19").
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# A word with a capital between one without and another one with.
_IN_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}(?= [A-Z])|(?<=[A-Z][a-z]{3} )[A-Z][a-z]{4,}")
_UNHYPHENATED = re.compile(r"(?<![\w-])[^\W_]{5,}(?![\w-])")
_TWO_IN_ONE = re.compile(
    rf"(?P<first>(?i:{'|'.join(sorted(_HYPHENATED_FIRST))}))(?P<second>[A-Z][a-z]{{2,}})"
)
# Printed in one word by others than the United Nations ("co-operation").
_GROWN_TOGETHER = frozenset({"co", "re"})
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "|".join(word for word, value in ORDINALS.items() if value < len("1234567890"))
# What the Editorial Manual prints with a hyphen throughout,
_ALWAYS_HYPHENATED = re.compile(
    rf"(?P<first>{_TENS})(?:{_UNITS}|one|two|three|four|five|six|seven|eight|nine)"
    r"|(?P<well>well)being|(?P<follow>follow)up|(?P<span>long|short|medium)term|(?P<so>so)called"
    r"|(?P<above>above)mentioned|(?P<sub>sub)(?:items?|paragraphs?)"
    r"|(?P<re>re)(?:elect|establish|educat|emer|examin|enact|emphasi)[^\W\d_]*"
    r"|(?P<non>non)(?!etheless)[^\W\d_]{6,}"
)
# and with the rest of the word, should that stand in the document by itself.
_HYPHENATED_PART = re.compile(
    r"self(?P<second>[^\W\d_]{4,})|(?!inter)(?P<first>[^\W\d_]{3,})(?:based|related|responsive|sensitive|oriented)"
)


def vocabulary_of(text: str) -> frozenset[str]:
    """Return the words of a document in lower case, hyphenated ones whole.

    Resolutions are printed without hyphenation. Where a conversion has it after all, as words show
    that stand whole elsewhere in the document, those of which neither half is a word of its own are
    whole words as well.
    """
    lowered = text.lower()
    parted = {(found["first"], found["second"]) for found in _PARTED.finditer(lowered)}
    words = frozenset(_WORD.findall(_PARTED.sub(" ", lowered)))
    vocabulary = words | frozenset(_WORD.findall(lowered))
    proved = sum(
        first + second in words and f"{first}-{second}" not in words for first, second in parted
    )
    if proved < _HYPHENATES:
        return vocabulary
    return vocabulary | {
        first + second
        for first, second in parted
        if first.capitalize() not in _HYPHENATED_FIRST | _COMPOUNDING
        and not (first in words and second in words)
    }


def lost_hyphens(text: str) -> dict[str, str]:
    """Return the words that lost their hyphen at a line's end, in lower case, as they are printed.

    Some converters take a hyphen at a line's end for one of hyphenation ("high-" / "level" becomes
    "highlevel"). A word is taken for one of these if it stands with its hyphen elsewhere in the
    document, at least as often, or if it is always printed with one. A name stands for itself
    ("Global Counterterrorism Forum").
    """
    lowered = text.lower()
    words = Counter(_TOKEN.findall(lowered))
    lost = {}
    for printed, count in words.items():
        first, hyphen, second = printed.partition("-")
        whole = first + second
        if hyphen and first not in _GROWN_TOGETHER and 0 < words[whole] <= count:
            lost[whole] = printed
    for word in words.keys() - lost.keys():
        if found := _ALWAYS_HYPHENATED.fullmatch(word):
            place = len(next(filter(None, found.groups())))
        elif (found := _HYPHENATED_PART.fullmatch(word)) and found[found.lastindex or 0] in words:
            place = found.end("first") if found["first"] else found.start("second")
        else:
            continue
        lost[word] = f"{word[:place]}-{word[place:]}"
    return lost | _names(text, lost)


def _names(text: str, lost: Mapping[str, str]) -> dict[str, str]:
    """The words of names that are never printed with the hyphen that they lack, as themselves."""
    if not lost:
        return {}
    printed_so = set(_TOKEN.findall(text))
    named = {found.group() for found in _IN_NAME.finditer(text)}
    return {
        name: name
        for name in named
        if name.lower() in lost and lost[name.lower()].capitalize() not in printed_so
    }


def mend_words(paragraph: Paragraph, lost: Mapping[str, str]) -> str:
    """Return a paragraph's text without soft hyphens and with hyphens lost at line ends.

    Args:
        paragraph: what was repaired is added to its issues.
        lost: words that lost their hyphen, in lower case, as they are printed; names that did not,
            as themselves.
    """

    def mend(found: re.Match[str]) -> str:
        word = found.group()
        hyphenated = lost.get(word) or lost.get(word.lower())
        if hyphenated == word:
            return word
        if hyphenated is not None:
            place = hyphenated.index("-")
        elif two := _TWO_IN_ONE.fullmatch(word):
            place = two.end("first")
        else:
            return word
        mended = f"{word[:place]}-{word[place:]}"
        message = f"a hyphen lost at a line end was put back: “{mended}”"
        paragraph.issues.append(
            ParseIssue("hyphen_restored", message, paragraph.line, Severity.WARNING)
        )
        return mended

    return _UNHYPHENATED.sub(mend, paragraph.text.replace("\u00ad", ""))
