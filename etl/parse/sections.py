"""Sections in which the numbering begins anew, and texts adopted within the body.

Most headings only group paragraphs that are numbered through. Where the numbers begin anew, a
number alone names no paragraph, and the section's own enumerator has to stand before it: "II" of
"II. Strategic heritage plan", "Rule7" of "Rule 7".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from etl.grammar.languages import opens_annex
from etl.grammar.numbering import number_value
from etl.grammar.opening import opens_clause
from etl.model import Block, BlockKind, ClauseKind, ParseIssue


class Place(NamedTuple):
    """Where a block stands: the letter of its resolution, its annex (0: none), its section."""

    division: str = ""
    annex: int = 0
    section: str = ""


@dataclass(frozen=True, slots=True)
class Enumerator:
    """The number of a heading and its style: ``roman``, ``upper``, or the word before it."""

    style: str
    value: str


_ALONE = re.compile(r"(?P<value>[IVXLC]{1,7}|[A-Z])(?:[.):]|\s*$|\s+(?=\S))")
_AFTER_WORD = re.compile(
    r"(?P<word>[^\W\d_]+)\s(?P<value>\d{1,3}(?:\s(?:bis|ter))?|[IVXLC]{1,7}|[A-Z])(?=[.:–—]|\s*$)"
)
# How a clause ends; a title does not.
_CLOSED = re.compile(r"[,;:.!?؛،：；，。][”\"’'»)\]]*(?:\s(?:and|or))?$")
# As much of a text's end as tells whether it is closed.
_END = 16
# "Guideline XXVIII" is the longest that the official files print.
_LONGEST_ENUMERATOR = 30
_QUOTES = "“\"«„‘'"


def heading_enumerator(number: str, text: str) -> Enumerator | None:
    """Return the enumerator of a heading ("II", "A.", "Rule 7"), or None if it bears none.

    Args:
        number: the number that the source sets apart, ``""`` if none.
        text: the heading's words; a capital that is its first word ("A new era") counts as an
            enumerator only with a stop after it or alone.
    """
    for printed, is_apart in ((number.strip(), True), (text.strip(_QUOTES + " "), False)):
        if found := _AFTER_WORD.match(printed):
            return Enumerator(found["word"].lower(), f"{found['word']}{found['value']}")
        found = _ALONE.match(printed)
        if found and (is_apart or found.end() == len(printed) or found.group()[-1] in ".):"):
            value = found["value"]
            # Single letters are numerals where only a numeral makes sense (I, V, X).
            is_roman = len(value) > 1 or value in "IVX"
            return Enumerator("roman" if is_roman else "upper", value)
    return None


def heading_text(block: Block) -> str:
    """Return a heading as printed, its number before it unless the text repeats the number."""
    number = block.number
    if not number or block.text.startswith(number):
        return block.text
    return f"{number} {block.text}"


def mark_adopted_texts(blocks: Sequence[Block]) -> list[Block]:
    """Give the part of an annex to a text that the body adopts and prints itself.

    "Adopts the following political declaration:" without a number, then a title: all that follows
    in the body is the declaration. A numbered paragraph may be followed by others, so what stands
    after its colon is its own.
    """
    marked: list[Block] = []
    adopted: str | None = None
    pairs = zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
    for before, block, after in pairs:
        if adopted != block.division:
            adopted = None
        if before is not None and _announces_text(before) and _is_title(block):
            adopted = block.division
        is_adopted = adopted is not None and block.part is not ClauseKind.ANNEX
        marked.append(_in_adopted_text(block, before, after) if is_adopted else block)
    return marked


def _in_adopted_text(block: Block, before: Block | None, after: Block | None) -> Block:
    """Its part; and a line without stop that stands before a numbered paragraph heads it."""
    is_heading = _is_title(block) and (
        (before is not None and _announces_text(before))
        or (after is not None and (bool(after.number) or after.kind is BlockKind.HEADING))
    )
    kind = BlockKind.HEADING if is_heading else block.kind
    return replace(block, part=ClauseKind.ANNEX, kind=kind)


def _is_title(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return heading_enumerator(block.number, block.text) is None
    return not (block.number or block.table or _is_closed(block.text))


def _announces_text(block: Block) -> bool:
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.part is ClauseKind.OPERATIVE
        and not block.number
        and not block.table
        and block.text.rstrip().endswith(":")
    )


def place_blocks(blocks: Sequence[Block]) -> list[Place]:
    """Return where each block stands; a section is named only where numbers begin anew in it."""
    annexes = _annexes(blocks)
    scopes: dict[tuple[str, int], _Scope] = {}
    for block, annex in zip(blocks, annexes, strict=True):
        scopes.setdefault((block.division, annex), _Scope()).learn(block)
    for scope in scopes.values():
        scope.decide()
    places: list[Place] = []
    here = Place()
    for block, annex in zip(blocks, annexes, strict=True):
        section = scopes[block.division, annex].section_at(block)
        if (block.division, annex, section) != here:
            here = Place(block.division, annex, section)
        places.append(here)
    return places


def _annexes(blocks: Sequence[Block]) -> list[int]:
    """Count the annexed texts; a block of no annex has 0."""
    counted: list[int] = []
    current, division, inside = 0, "", False
    for block in blocks:
        if block.division != division:
            current, division, inside = 0, block.division, False
        is_annexed = block.part is ClauseKind.ANNEX
        begins = block.kind is BlockKind.HEADING and opens_annex(block.text)
        if is_annexed and (begins or not inside):
            current += 1
        inside = is_annexed
        counted.append(current if is_annexed else 0)
    return counted


def _section_enumerator(block: Block) -> Enumerator | None:
    """The enumerator of a heading; the letter of a whole resolution (A, B) is no section.

    Nor is "“Rule 10" in an amendment that the body quotes.
    """
    if block.part is ClauseKind.OPERATIVE and block.text[:1] in _QUOTES:
        return None
    if block.division and heading_text(block).strip(". ") == block.division:
        return None
    return heading_enumerator(block.number, block.text)


@dataclass(slots=True)
class _Scope:
    """One run of numbering: the body of a resolution, or an annex.

    Attributes:
        values: the headings' enumerators by style, outermost style first (by first appearance).
        restarts: for each number that begins anew, the styles of the headings just before it.
        sectioning: the styles whose enumerators stand in labels.
        open: the enumerators of the headings that the current block stands under.
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    restarts: list[list[str]] = field(default_factory=list)
    sectioning: set[str] = field(default_factory=set)
    open: dict[str, str] = field(default_factory=dict)
    last: int = 0
    between: list[str] = field(default_factory=list)

    def learn(self, block: Block) -> None:
        """Note headings, and where the numbers begin anew; blocks are to come in order."""
        if block.kind is BlockKind.HEADING:
            enumerator = _section_enumerator(block)
            if enumerator is not None:
                self.between.append(enumerator.style)
                self.values.setdefault(enumerator.style, []).append(enumerator.value)
            return
        value = number_value(block.number)
        if value is None or block.part is ClauseKind.PREAMBULAR:
            return
        if value <= self.last and self.between:
            self.restarts.append(self.between)
        self.last, self.between = value, []

    def decide(self) -> None:
        """Choose what names a section: an enumerator that is unique, else the outermost one.

        The rules of a conference are numbered through its chapters, so "Rule7" needs no chapter.
        """
        order = list(self.values)
        for styles in self.restarts:
            unique = [s for s in styles if len(set(self.values[s])) == len(self.values[s])]
            ranked = sorted(unique or styles, key=order.index)
            self.sectioning.add(ranked[-1] if unique else ranked[0])

    def section_at(self, block: Block) -> str:
        """Return the section that a block stands in; blocks are to come in order."""
        if not self.sectioning:
            return ""
        order = list(self.values)
        if block.kind is BlockKind.HEADING:
            enumerator = _section_enumerator(block)
            if enumerator is not None:
                for style in order[order.index(enumerator.style) :]:
                    self.open.pop(style, None)
                if enumerator.style in self.sectioning:
                    self.open[enumerator.style] = enumerator.value
        return ".".join(self.open[style] for style in order if style in self.open)


def recognise_headings(blocks: Sequence[Block]) -> tuple[list[Block], list[ParseIssue]]:
    """Make headings of paragraphs that are one.

    "II" or "Article 2" alone, the title below it, and a line that is set in bold from end to end:
    many files give such lines no style of their own.
    """
    mended: list[Block] = []
    issues: list[ParseIssue] = []
    below_enumerator = False
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        is_line = block.kind is BlockKind.PARAGRAPH and not block.table
        is_enumerator = is_line and not block.number and _is_enumerator_alone(block.text)
        is_title = is_line and _is_title_line(mended, block, after, below=below_enumerator)
        if is_enumerator or is_title:
            message = f"read as a heading: {block.text[:60]!r}"
            issues.append(ParseIssue("heading_recognised", message, block.line))
            mended.append(replace(block, kind=BlockKind.HEADING))
        else:
            mended.append(block)
        below_enumerator = is_enumerator or (
            block.kind is BlockKind.HEADING and _is_enumerator_alone(block.text)
        )
    return mended, issues


def _is_title_line(
    before: Sequence[Block], block: Block, after: Block | None, *, below: bool
) -> bool:
    if _is_closed(block.text):
        return False
    if block.number:
        return heading_enumerator(block.number, "") is not None
    is_bold = bool(block.emphasis_end) and block.emphasis_end >= len(block.text)
    return below or is_bold or _stands_between_paragraphs(before, block, after)


def _stands_between_paragraphs(before: Sequence[Block], block: Block, after: Block | None) -> bool:
    """A plain line after a closed paragraph and before a numbered one, and neither's form."""
    return (
        block.part is ClauseKind.OPERATIVE
        and after is not None
        and number_value(after.number) is not None
        and bool(before)
        and before[-1].text.endswith((";", "."))
        and not opens_clause(block.text)
    )


def _is_closed(text: str) -> bool:
    return _CLOSED.search(text[-_END:]) is not None


def _is_enumerator_alone(text: str) -> bool:
    if len(text) > _LONGEST_ENUMERATOR:
        return False
    found = _AFTER_WORD.fullmatch(text.rstrip(".")) or _ALONE.fullmatch(text)
    return found is not None and not text.endswith(")")
