"""What the header, title and closing lines of a resolution's text say of it.

Works on lines in any order: converted texts carry the header before, after or nowhere. Whatever is
not printed stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import NamedTuple

from etl.grammar.dates import DATE, parse_date, parse_session
from etl.grammar.organs import SYMBOL, Organ, organ_of_symbol, session_of_symbol
from etl.model import Metadata, ParseIssue, Severity
from etl.sources.fragments import join

LANGUAGE_OF_TEXTS = "en"
"""Converted text is read in English alone: how it is drafted is known to the grammar by words."""

CLOSING_MEETING = re.compile(
    r"^\W*(?P<meeting>\d{1,5}(?:st|nd|rd|th))\s+(?:(?:resumed|closed)\s+)?(?P<plenary>plenary\s+)?"
    r"meeting\b"
)
_ADOPTED = re.compile(
    r"adopted\s+by\s+the\s+[A-Z][\w ]+?\s+(?:at\s+its\s+(?P<meeting>\d{1,5}(?:st|nd|rd|th))"
    r"\s+(?:plenary\s+)?meeting,?\s+)?on\s+(?P<date>\d{1,2}\s+\w+\s+\d{4})",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\[\s*(?P<how>on the report of the|without reference to a)\s+"
    r"(?P<who>[^(\]]+?(?:\s\([^()\]]*Committee\))?)\s*"
    r"\((?P<document>[^\]]+)\)\s*\]"
)
DIVISION_LINE = re.compile(r"^[A-Z]$")
"""The letter alone above each of several resolutions under one symbol."""
_AGENDA_ITEM = re.compile(
    r"Agenda\s+items?\s+(?P<item>\d{1,3}(?:\s*\([a-z]{1,2}\))*(?:(?:,|\s+and)\s+(?:\d{1,3}\s*)?(?:\([a-z]{1,2}\))*(?<=[\d)]))*)"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata, and what was odd about the lines that it was read off."""

    metadata: Metadata
    issues: tuple[ParseIssue, ...]


def read_front_matter(
    before: Sequence[tuple[int, str]],
    closing: Sequence[tuple[int, str]],
    elsewhere: Sequence[tuple[int, str]],
    organ: Organ,
) -> FrontMatter:
    """Read metadata off the lines around a body.

    Args:
        before: (line number, text) of the lines before the enacting formula.
        closing: the lines just after the body (meeting and date).
        elsewhere: page headers and header blocks from any place.
        organ: the organ named by the enacting formula.
    """
    issues: list[ParseIssue] = []
    number, title, title_line = find_title(before, organ)
    everything = " \n ".join(text for _, text in [*before, *elsewhere])
    printed = _printed_symbols(everything, organ)
    symbol = _symbol(number, printed, organ, title_line, issues)
    head = " ".join(text for _, text in [*before, *elsewhere])
    source = _source_of(head)
    agenda_item = _AGENDA_ITEM.search(everything)
    meeting = _closing_meeting(closing)
    adopted = _ADOPTED.search(head)
    _note_misplaced_header(before, elsewhere, issues)
    metadata = Metadata(
        symbol=symbol,
        language=LANGUAGE_OF_TEXTS,
        title=title,
        organ=organ.name,
        session=parse_session(everything) or (session_of_symbol(symbol) if symbol else None),
        adopted_on=_adoption_date(adopted, closing, issues),
        plenary_meeting=meeting or (adopted["meeting"] if adopted else None),
        agenda_item=_fold(agenda_item["item"]) if agenda_item else None,
        committee=source.committee,
        committee_report=source.report,
        draft_symbol=source.draft,
    )
    return FrontMatter(metadata, tuple(issues))


def _closing_meeting(closing: Sequence[tuple[int, str]]) -> str | None:
    found = (CLOSING_MEETING.search(text) for _, text in closing)
    return next((one["meeting"] for one in found if one), None)


class _Source(NamedTuple):
    """The committee and the report, or the draft, that a resolution was adopted on."""

    committee: str | None = None
    report: str | None = None
    draft: str | None = None


def _source_of(head: str) -> _Source:
    found = _SOURCE.search(head)
    if found is None:
        return _Source()
    document = _fold(found["document"])
    if found["how"].startswith("on the report"):
        return _Source(_fold(found["who"]), document)
    return _Source(draft=document)


def stated_adoption(before: Sequence[tuple[int, str]]) -> date | None:
    """Return the date of adoption that the lines before the formula state, or None."""
    found = _ADOPTED.search(" ".join(text for _, text in before))
    return parse_date(found["date"]) if found else None


def text_after_closing(left: Sequence[tuple[int, str]]) -> list[ParseIssue]:
    """Tell which lines behind the closing ones were left out: none that the metadata are read off.

    Args:
        left: (line number, text) of what stands there and is no note, header or annex.
    """
    unread = [
        (line, text)
        for line, text in left
        if not any(known.search(text) for known in (_ADOPTED, _SOURCE, _AGENDA_ITEM, SYMBOL))
    ]
    if not unread:
        return []
    line, text = unread[0]
    message = f"left out behind the closing lines: “{text[:60]}”, lines of text: {len(unread)}"
    return [ParseIssue("text_after_closing", message, line, Severity.WARNING)]


def _note_misplaced_header(
    before: Sequence[tuple[int, str]],
    elsewhere: Sequence[tuple[int, str]],
    issues: list[ParseIssue],
) -> None:
    """Record a header (session, agenda item) that the conversion put behind the body."""
    ahead = " ".join(text for _, text in before)
    for line, text in elsewhere:
        header = _AGENDA_ITEM.search(text) or parse_session(text)
        if header and not _AGENDA_ITEM.search(ahead) and not parse_session(ahead):
            message = "the document's header stands after its body; read from there"
            issues.append(ParseIssue("header_after_body", message, line))
            return


def _fold(text: str) -> str:
    return " ".join(text.split())


def find_title(
    before: Sequence[tuple[int, str]], organ: Organ
) -> tuple[str | None, str | None, int]:
    """Find "61/165. Protection of migrants", the last numbered line before the formula.

    Returns:
        The number, the title, and the line they stand on; None, None and 0 if there is none.
    """
    numbered = re.compile(
        rf"^\W*(?:Resolution\s+)?(?P<number>{organ.number_pattern})\s*(?P<stop>\.?)(?:\s+(?P<title>\S.*))?$"
    )
    everything = " \n ".join(text for _, text in before)
    printed = _printed_symbols(everything, organ)
    candidates = []
    for index in range(len(before) - 1, -1, -1):
        found = numbered.match(before[index][1].strip())
        if found is None or not (found["title"] or found["stop"] or "(" in found["number"]):
            continue
        symbol = organ.symbol_template.format(number=_fold(found["number"]))
        # The title may name another resolution at a line's beginning, without a stop behind it.
        candidates.append((not found["stop"] and symbol not in printed, index, found))
    for _, index, found in sorted(candidates, key=lambda candidate: candidate[0])[:1]:
        rest = [found["title"] or "", *(_title_continuation(before[index + 1 :]))]
        # The statement of adoption mostly ends on a second line.
        whole = _ADOPTED.sub("", _fold(reduce(join, rest)))
        title = re.sub(r"(?<=[^\W\d_])(?:\d{1,2}|\*{1,3})$", "", whole.strip("*_# "))
        return _fold(found["number"]), title or None, before[index][0]
    return None, None, 0


def _title_continuation(lines: Sequence[tuple[int, str]]) -> list[str]:
    kept = []
    for _, text in lines:
        stripped = text.strip()
        if SYMBOL.fullmatch(stripped) or stripped.isdigit() or not re.search(r"\w", stripped):
            continue
        if _ADOPTED.search(stripped) or stripped.startswith("["):
            continue
        if DIVISION_LINE.match(stripped):  # what follows is the title of the first of several
            break
        kept.append(stripped)
    return kept


def _printed_symbols(text: str, organ: Organ) -> list[str]:
    found = []
    for hit in SYMBOL.finditer(text):
        symbol = _fold(hit.group())
        if organ_of_symbol(symbol) is organ and symbol not in found:
            found.append(symbol)
    return found


def _symbol(
    number: str | None,
    printed: Sequence[str],
    organ: Organ,
    line: int,
    issues: list[ParseIssue],
) -> str | None:
    if number is None:
        return printed[0] if printed else None
    symbol = organ.symbol_template.format(number=number)
    if printed and symbol not in printed:
        issues.append(
            ParseIssue(
                "symbol_disagrees",
                f"the title says {symbol}, the header {printed[0]}; the title was taken",
                line,
                Severity.WARNING,
            )
        )
    return symbol


def _adoption_date(
    adopted: re.Match[str] | None,
    closing: Sequence[tuple[int, str]],
    issues: list[ParseIssue],
) -> date | None:
    """The date of adoption, from the title or the closing lines; never that of distribution."""
    headed = parse_date(adopted["date"]) if adopted else None
    closed, closed_line = None, 0
    for line, text in closing:
        if DATE.search(text) and (closed := parse_date(text)):
            closed_line = line
            break
    if headed and closed and headed != closed:
        issues.append(
            ParseIssue(
                "adoption_dates_disagree",
                f"the title says {headed}, the closing lines {closed}; the title was taken",
                closed_line,
                Severity.WARNING,
            )
        )
    found = headed or closed
    if found is None:
        issues.append(
            ParseIssue(
                "no_adoption_date",
                "no date of adoption is printed; the resolution is "
                "loaded but takes no part in lineage",
                0,
                Severity.WARNING,
            )
        )
    return found
