"""Numbers that say how much or how many, as against those that only refer (dates, symbols).

"30,709,100 dollars", "47.2 per cent" and "another 12" are facts; "2024", "21 September",
"resolution 74/148", "paragraph 67" and "section XIV" point at something.
"""

from __future__ import annotations

import re

from etl.grammar.dates import MONTH

_NUMBER = re.compile(r"\d+(?:[ ,.\u00a0\u202f]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+\.\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Nouns that a number after them only identifies, alone or in a list ("paragraphs 29 and 30"); a
# month is another.
_NAMED = """
    no nos number numbers paragraph paragraphs para paras resolution resolutions decision decisions
    section sections article articles goal goals target targets table tables rule rules chapter
    chapters annex annexes item items part parts volume supplement regulation regulations rev add
    corr protocol option options indicator indicators
""".split()
_NAMED_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(_NAMED)})\.? (?:[\d/(),. –-]|and |to |or )*|\b{MONTH} |[\w/.()\[–-])$",
    re.IGNORECASE,
)
_DATE_AFTER = re.compile(
    rf"(?: {MONTH}\b|(?: and| to| or|,) \d{{1,2}} {MONTH}\b)",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(r" [ap]\.m\.")
# "Resolution 2334 (2016)".
_YEAR_AFTER = re.compile(rf" \({_YEAR.pattern}\)")
# "One" is more often a pronoun; "sixty-" belongs to an ordinal.
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|thousand|million|billion)\b(?!-)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLC]+(?: [A-Z])?")
_PART_BEFORE = re.compile(
    r"\b(?:sections?|parts?|chapters?|annex(?:es)?|volumes?|titles?) $", re.IGNORECASE
)


def states_a_figure(text: str, *, before: str, after: str) -> bool:
    """Tell whether ``text`` holds a number that says how much or how many.

    Args:
        text: a changed run as printed.
        before: what stands before it, some words.
        after: what stands after it, some words.
    """
    whole = f"{before}{text}{after}"
    start, end = len(before), len(before) + len(text)
    if _NUMBER.search(text) is None:
        counted = _COUNTED.search(whole, start)
        return counted is not None and counted.start() < end
    for number in _NUMBER.finditer(whole, start):
        if number.start() >= end:
            break
        if not _identifies(number, whole):
            return True
    return False


def _identifies(number: re.Match[str], whole: str) -> bool:
    printed = number.group()
    if _TIME_AFTER.match(whole, number.end()):
        return True
    if _GROUPED.fullmatch(printed):
        return False
    following = whole[number.end() : number.end() + 1]
    return bool(
        _YEAR.fullmatch(printed)
        or following.isalpha()
        or (following and following in "/()-–")
        or _DATE_AFTER.match(whole, number.end())
        or _YEAR_AFTER.match(whole, number.end())
        or _NAMED_BEFORE.search(whole, 0, number.start())
    )


def is_part_number(old: str, new: str, *, before: str) -> bool:
    """Tell whether Roman numerals of a section or part stand for each other."""
    return bool(_ROMAN.fullmatch(old) and _ROMAN.fullmatch(new) and _PART_BEFORE.search(before))
