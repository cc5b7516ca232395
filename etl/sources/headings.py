"""Headings among the pieces of a text, known by form and place where the layout shows none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.grammar.opening import opens_clause, opens_frequently
from etl.sources.fragments import (
    CLOSED_BY_COMMA,
    Fragment,
    Gap,
    Paragraph,
    end_of,
    is_closed,
)

_LONGEST_HEADING = 200
_LONGEST_IN_ANNEX = 80
_LONGEST_TITLE = 400
_LINES_OF_TITLE = 4
# "II", "A", "III. Follow-up and review": a numeral or letter, perhaps with a title in capitals.
_NUMBERED_HEADING = re.compile(r"^(?:[IVX]{1,5}|[A-Z])(?:\.?\s+[A-Z“\"][^;:]{2,90})?$")
_NUMERAL = re.compile(r"^(?:(?:Annex|Appendix)(?: [IVXLC]+)?|[IVX]{1,5}|[A-Z])\.?$")
# "Article 10", "“Rule 5", "Regulation 3.1", alone above what they name, as amendments quote them.
_ARTICLE = re.compile(
    r"^[“\"]?(?:Article|Rule|Regulation|Principle|Guideline|Section|Chapter|Part)\s"
    r"(?:\d{1,3}(?:\.\d{1,3})*(?:\s(?:bis|ter))?|[IVXLC]{1,6})[.:]?$"
)
# Words that no title ends in, so that what ends in one was cut off.
_DANGLING = re.compile(
    r"(?:[,–—(/-]|\b(?:a|an|and|as|at|by|for|from|in|into|its|of|on|or|other|than|that|the|their|this"
    r"|through|to|under|upon|which|with|within|paragraphs?|articles?|resolutions?|section|sections"
    r"|decisions?|are|is|be|been|has|have|shall|should|will|must|may|not|also))$"
)


def is_heading(
    fragments: Sequence[Fragment], index: int, current: Paragraph | None, *, annexed: bool
) -> bool:
    """Tell a heading by its form and place: no stop, between two clauses.

    Args:
        fragments: the pieces as the layout shows them.
        index: of the piece in question.
        current: the paragraph before it, None at the beginning.
        annexed: titles stand between paragraphs of any form.
    """
    fragment = fragments[index]
    following = fragments[index + 1] if index + 1 < len(fragments) else None
    if following is None or fragment.number:
        return False
    if current is not None and _names_section(current) and _goes_over_lines(fragments, index):
        return True
    if goes_on(following):
        return False
    if current is None:
        return _NUMERAL.match(fragment.text) is not None
    if not (current.heading or is_closed(current.text)):
        return False
    return _is_enumerator(fragment, current) or (
        not is_closed(fragment.text)
        and (
            _NUMBERED_HEADING.match(fragment.text) is not None
            or _is_title(fragments, index, current, annexed=annexed)
        )
    )


def _is_enumerator(fragment: Fragment, above: Paragraph) -> bool:
    """Tell an enumerator alone; behind a comma "Article 10" is part of a sentence."""
    if _ARTICLE.match(fragment.text):
        return above.heading or CLOSED_BY_COMMA.search(end_of(above.text)) is None
    return _NUMERAL.match(fragment.text) is not None


def _names_section(paragraph: Paragraph) -> bool:
    """Tell a heading that is an enumerator alone ("II", "Article 10"), its title to come."""
    return paragraph.heading and any(form.match(paragraph.text) for form in (_NUMERAL, _ARTICLE))


def _is_title(
    fragments: Sequence[Fragment], index: int, current: Paragraph, *, annexed: bool
) -> bool:
    """Tell a title without an enumerator: short, below one or set apart, above a clause."""
    fragment, following = fragments[index], fragments[index + 1]
    short = len(fragment.text) <= _LONGEST_HEADING and not fragment.text[:1].islower()
    drifted_next = index + len("ab") < len(fragments) and not fragments[index + len("ab")].text
    begins_next = bool(following.number) or opens_clause(following.text)
    alone = fragment.gap is Gap.PARAGRAPH and following.gap is Gap.PARAGRAPH
    if annexed and len(fragment.text) <= _LONGEST_IN_ANNEX:
        # Titles of their parts stand above each other, and above text of any form.
        alone = alone or (fragment.after_short_line and following.after_short_line)
        begins_next = _DANGLING.search(fragment.text) is None
    set_apart = alone and begins_next and not opens_clause(fragment.text)
    return short and (set_apart or (_names_section(current) and (begins_next or drifted_next)))


def _goes_over_lines(fragments: Sequence[Fragment], index: int) -> bool:
    """Tell a title of several lines of print from a clause: a clause begins below it."""
    for place, line in enumerate(fragments[index : index + _LINES_OF_TITLE]):
        opens = opens_clause(line.text) if place else opens_frequently(line.text)
        begins = bool(line.number) or opens
        if begins or is_closed(line.text) or (place and line.gap is not Gap.LINE):
            return begins and place > 0
    return False


def title_goes_on(fragment: Fragment) -> bool:
    """Tell whether the line of print above a piece, that of a title, was full."""
    is_next_line = fragment.gap is Gap.LINE and not (fragment.after_short_line or fragment.heading)
    if opens_frequently(fragment.text):
        return False
    return is_next_line and not (fragment.number or is_closed(fragment.text) or fragment.table)


def may_be_title(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph without its stop may be a title rather than cut off."""
    text = paragraph.text
    if paragraph.number or len(text) > _LONGEST_TITLE or not (text[0].isupper() or text[0] in "“‘"):
        return False
    return _DANGLING.search(text) is None


def goes_on(fragment: Fragment | None) -> bool:
    """Tell whether a piece goes on with a sentence: it begins with a small letter."""
    return fragment is not None and not fragment.number and fragment.text[:1].islower()
