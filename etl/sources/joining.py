"""Which pieces make up which paragraph.

Page breaks, footnote blocks and line ends cut paragraphs; OCR sets every piece as a paragraph of
its own; numbers drift behind the first line of their paragraph. Whether the next piece begins a
paragraph or goes on with the last one is decided here for all layouts, from what the layout shows
and from how resolutions are drafted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.grammar.languages import is_formula_alone
from etl.grammar.numbering import is_bracketed, number_value, readings
from etl.grammar.opening import (
    first_words,
    opens_clause,
    opens_frequently,
    opens_operative,
    opens_preambular,
)
from etl.model import ParseIssue, Severity
from etl.sources.fragments import (
    CLOSED_BY_COMMA,
    MARKS,
    QUOTES,
    Fragment,
    Gap,
    Paragraph,
    end_of,
    is_closed,
    join,
)
from etl.sources.headings import goes_on, is_heading, may_be_title, title_goes_on

_CLOSED_BY_COLON = re.compile(rf":{MARKS}$")
_CLOSED_BY_SEMICOLON = re.compile(rf";{QUOTES}{MARKS}(?:(?:and|or)\s*)?$")
# Evidence that a capital after a comma begins a paragraph, where lines are all the layout shows;
# one certain sign or two lesser ones are enough.
_NEEDED = 2.0
_SHORT_LINE, _INDENT, _OPENING, _BLANK = 1.25, 1.0, 1.0, 1.25
# A list of names goes on: "the Development, Production," / "Stockpiling and Use of".
_NAMES = re.compile(r"\b[A-Z][a-z]+, (?:[A-Z][a-z]+ ?){1,2},$")
_FURTHER_ACT = re.compile(r"and (?:also |further )?(?P<verb>[a-z]+s)\b")
_AND = re.compile(r"and\s+\w")
_BULLET = re.compile(r"^[•●▪◦‣]\s+(?=\S)")
_SECOND = 2
_ADOPTS = re.compile(r"(?:Adopts|Approves|Proclaims)\b[^.;]*:$")
# Lines within which the second item of a list follows the first.
_LONGEST_ITEM = 200
# Numbers may jump this far where some in between were lost.
_LARGEST_LOSS = 4


def join_fragments(
    fragments: Sequence[Fragment],
    vocabulary: frozenset[str] = frozenset(),
    *,
    annexed: bool = False,
) -> list[Paragraph]:
    """Put the paragraphs of a body together from its pieces, in order.

    Args:
        fragments: the pieces as the layout shows them.
        vocabulary: the document's words in lower case, to mend words cut at line ends.
        annexed: the pieces are those of annexes, where titles stand between paragraphs of any form.
    """
    joiner = _Joiner(fragments, vocabulary, annexed=annexed)
    for index in range(len(fragments)):
        joiner.take(index)
    return joiner.paragraphs


@dataclass(slots=True)
class _Joiner:
    fragments: Sequence[Fragment]
    vocabulary: frozenset[str]
    paragraphs: list[Paragraph] = field(default_factory=list)
    pending: list[Fragment] = field(default_factory=list)
    last_number: int = 0
    annexed: bool = False
    due: bool = False

    def take(self, index: int) -> None:
        """Take the next piece: a number alone, the rest of a paragraph, or the start of one."""
        fragment = self.fragments[index]
        current = self.paragraphs[-1] if self.paragraphs else None
        if not fragment.text:
            self._take_bare_number(fragment, current, self._after(index))
            return
        is_row = fragment.table > 0
        if current is not None and current.heading and title_goes_on(fragment):
            self._extend(current, fragment)
            return
        heading = fragment.heading or (
            not is_row and is_heading(self.fragments, index, current, annexed=self.annexed)
        )
        if (
            current is None
            or heading
            or is_row
            or current.stands_alone
            or is_formula_alone(current.text)
            or self._takes_pending(current)
            or self._begins_paragraph(index, current)
        ):
            self._start(fragment, heading=heading)
        else:
            self._extend(current, fragment)

    def _takes_pending(self, current: Paragraph) -> bool:
        """Tell whether the next of the numbers that stood alone is this paragraph's.

        Several may stand above each other, each for one of the paragraphs that follow.
        """
        return self.due or (bool(self.pending) and is_closed(current.text))

    def _wait(self, bare: Fragment) -> None:
        self.pending.append(bare)
        self.due = True

    def _after(self, index: int) -> Fragment | None:
        return self.fragments[index + 1] if index + 1 < len(self.fragments) else None

    def _start(self, fragment: Fragment, *, heading: bool) -> None:
        self.due = False
        bare = self.pending.pop(0) if self.pending and not fragment.number else None
        lost, self.pending = (self.pending, []) if fragment.number else ([], self.pending)
        number = fragment.number or (bare.number if bare else "")
        paragraph = Paragraph(
            _BULLET.sub("", fragment.text),
            fragment.line,
            number,
            emphasised=fragment.emphasised,
            heading=heading,
            table=fragment.table,
        )
        for other in lost:
            message = f"{other.number} stands alone on its line, without a text of its own"
            paragraph.issues.append(
                ParseIssue("number_without_text", message, other.line, Severity.WARNING)
            )
        if bare is not None:
            message = f"{bare.number} stands alone on its line; joined to the paragraph after it"
            paragraph.issues.append(ParseIssue("number_on_its_own_line", message, bare.line))
        self.last_number = number_value(number) or self.last_number
        if is_formula_alone(fragment.text):
            self.last_number = 0
        self.annexed |= not number and adopts_text(paragraph.text)
        self.paragraphs.append(paragraph)

    def _extend(self, current: Paragraph, fragment: Fragment) -> None:
        if fragment.gap is not Gap.LINE:
            message = "a paragraph cut by a page break or footnotes was joined"
            current.issues.append(
                ParseIssue("paragraph_joined_across_break", message, fragment.line)
            )
        current.text = join(current.text, fragment.raw or fragment.text, self.vocabulary)
        current.pieces += 1

    def _take_bare_number(
        self, bare: Fragment, current: Paragraph | None, following: Fragment | None
    ) -> None:
        if current is None or current.stands_alone or self._is_title_above(current, following):
            self._wait(bare)
        elif self._drifted_from(current, bare, following):
            message = f"{bare.number} stands after the first line of its paragraph; put before it"
            current.number = bare.number
            current.issues.append(ParseIssue("number_displaced", message, bare.line, Severity.INFO))
            self.last_number = number_value(bare.number) or self.last_number
        elif is_closed(current.text):
            self._wait(bare)
        else:
            self._extend(current, bare)

    def _is_title_above(self, current: Paragraph, following: Fragment | None) -> bool:
        """Tell whether a number alone stands below a title, and not behind a paragraph's line."""
        if is_closed(current.text) or following is None or goes_on(following):
            return False
        begins = opens_operative(following.text) and not opens_clause(current.text)
        return (begins or self.annexed) and may_be_title(current)

    def _drifted_from(self, current: Paragraph, bare: Fragment, following: Fragment | None) -> bool:
        """Tell whether a number alone belongs to the paragraph before it."""
        if current.number or current.text[:1].islower():
            return False
        follows = following is not None and opens_operative(following.text)
        if follows and is_closed(current.text) and not opens_operative(current.text):
            return False
        value = number_value(bare.number)
        expected = value == self.last_number + 1
        if not self._is_ended(current.text):
            whole = is_closed(current.text) and current.pieces > 1
            lists = value is None and whole and not goes_on(following)
            return not lists and (value is None or expected or current.pieces == 1)
        if goes_on(following) and current.pieces == 1:
            return value is None or expected
        return expected and not CLOSED_BY_COMMA.search(end_of(current.text))

    def _is_ended(self, text: str) -> bool:
        """Tell whether a clause may end here: in the operative part a comma ends none."""
        operative = self.last_number > 0 or opens_operative(text)
        return is_closed(text) and not (operative and CLOSED_BY_COMMA.search(end_of(text)))

    def _begins_paragraph(self, index: int, current: Paragraph) -> bool:
        fragment = self.fragments[index]
        closed = is_closed(current.text)
        if fragment.number:
            return self._number_begins(fragment, current, closed=closed)
        numbered_below = closed and self._has_its_number_next(index, current)
        adopted = closed and not current.number and adopts_text(current.text)
        if numbered_below or adopted or _BULLET.match(fragment.text):
            return True
        start = re.sub(r"^[\s“\"‘'«(\[*_]+", "", fragment.text)
        if start[:1].islower():
            return _goes_on_behind_list(fragment, current)
        if not closed:
            below_title = self.annexed and _stands_below_title(fragment, current)
            return below_title or _opens_in_spite(fragment, current)
        if CLOSED_BY_COMMA.search(end_of(current.text)):
            return self._evidence(fragment) >= _NEEDED
        announces = _CLOSED_BY_COLON.search(end_of(current.text)) is not None and (
            current.text.count("“") <= current.text.count("”")
        )
        return (
            (announces and self._second_comes_next(index))
            or (self.annexed and fragment.after_short_line)
            or _begins_after_stop(fragment, current)
        )

    def _second_comes_next(self, index: int) -> bool:
        """Tell whether the next letter is a second one, so that its first must be here."""
        following = range(index + 1, min(index + _LONGEST_ITEM, len(self.fragments)))
        later = (self.fragments[place].number for place in following)
        return any(value == _SECOND for _, value in readings(next(filter(None, later), "")))

    def _evidence(self, fragment: Fragment) -> float:
        """Add up what speaks for a new paragraph where a comma ends the last one."""
        text = fragment.text
        certain = opens_frequently(text) or (fragment.emphasised and opens_clause(text))
        own_paragraph = fragment.gap is Gap.PARAGRAPH
        in_preamble = self.last_number == 0
        words = first_words(text, 2)
        names = fragment.gap is Gap.LINE and _NAMES.search(end_of(self.paragraphs[-1].text))
        participle = (
            in_preamble and opens_preambular(text) and words[-1].islower() and names is None
        )
        return (
            _SHORT_LINE * fragment.after_short_line
            + _INDENT * fragment.indented
            + _OPENING * opens_clause(text)
            + _BLANK * own_paragraph
            + _NEEDED * (own_paragraph and fragment.emphasised)
            + _NEEDED * (certain or participle)
        )

    def _number_begins(self, fragment: Fragment, current: Paragraph, *, closed: bool) -> bool:
        value = number_value(fragment.number)
        capital = fragment.text[:1].isupper() or not fragment.text[:1].isalpha()
        if is_bracketed(fragment.number):
            return closed or (fragment.gap is Gap.PARAGRAPH and bool(current.number))
        if value is None or not capital:
            return False
        expected = self.last_number < value <= self.last_number + _LARGEST_LOSS or value == 1
        if closed:
            return expected or fragment.gap is not Gap.LINE or opens_operative(fragment.text)
        titled = self.annexed and may_be_title(current)
        return expected and (titled or opens_operative(fragment.text))

    def _has_its_number_next(self, index: int, current: Paragraph) -> bool:
        """Tell whether this is the first line of a paragraph and the next line its number."""
        fragment, bare = self.fragments[index], self._after(index)
        if bare is None or bare.text or fragment.text[:1].islower():
            return False
        if self._is_ended(fragment.text) and not goes_on(self._after(index + 1)):
            return False
        if is_bracketed(bare.number):
            return not CLOSED_BY_COMMA.search(end_of(current.text))
        return number_value(bare.number) == self.last_number + 1


def adopts_text(text: str) -> bool:
    """Tell whether a paragraph without number announces a text that the resolution prints."""
    return _ADOPTS.match(text) is not None


def _stands_below_title(fragment: Fragment, current: Paragraph) -> bool:
    """Tell whether a capital begins a paragraph because a title stands above it."""
    set_off = fragment.gap is Gap.PARAGRAPH or fragment.after_short_line
    return set_off and may_be_title(current)


def _goes_on_behind_list(fragment: Fragment, current: Paragraph) -> bool:
    """Tell what a paragraph says behind its list: "and stresses the importance of …".

    Set apart, it need not go on with an act: "and its request that …".
    """
    if not is_bracketed(current.number) or not _CLOSED_BY_SEMICOLON.search(end_of(current.text)):
        return False
    if fragment.gap is Gap.PARAGRAPH and _AND.match(fragment.text):
        return not current.text.rstrip().endswith(("and", "or"))
    verb = _FURTHER_ACT.match(fragment.text)
    return (
        verb is not None
        and fragment.after_short_line
        and opens_operative(verb["verb"].capitalize())
    )


def _opens_in_spite(fragment: Fragment, current: Paragraph) -> bool:
    """Tell whether a paragraph certainly begins although the one before lacks its stop."""
    certain = opens_frequently(fragment.text) or (
        fragment.emphasised and opens_clause(fragment.text)
    )
    same_setting = current.emphasised == fragment.emphasised
    return certain and (
        fragment.gap is Gap.PARAGRAPH or (fragment.gap is Gap.PAGE and same_setting)
    )


def _begins_after_stop(fragment: Fragment, current: Paragraph) -> bool:
    """A capital after ";", ":" or "." begins a paragraph unless it reads as a further sentence."""
    if fragment.gap is Gap.PARAGRAPH:
        return True
    opens = opens_clause(fragment.text)
    set_off = fragment.after_short_line or fragment.indented
    if _CLOSED_BY_SEMICOLON.search(end_of(current.text)):
        words = first_words(fragment.text, 2)
        return opens or set_off or (len(words) > 1 and words[1].islower())
    if _CLOSED_BY_COLON.search(end_of(current.text)):
        return fragment.after_short_line or (set_off and fragment.text.startswith("“"))
    return fragment.after_short_line and (fragment.indented or opens)
