"""Plain text converted from Word or PDF: lines sorted into body, footnotes and page furniture.

The two layouts share their faults: notes and running headers stand in mid-sentence, the header may
stand behind the body, marks are glued to words. They differ in what a line is: a paragraph (Word)
or a line of print (PDF); see :class:`Layout`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from etl.grammar.marks import lift_marks
from etl.grammar.organs import Organ, find_formula
from etl.grammar.raised_marks import MARK_START, RAISED, raise_bracketed, raise_written
from etl.model import (
    Block,
    BlockKind,
    ClauseKind,
    Document,
    ParseIssue,
    SourceFormat,
)
from etl.sources.blocks import (
    Lifted,
    begins_act,
    divide,
    no_resolution,
    to_blocks,
)
from etl.sources.columns import in_reading_order
from etl.sources.displaced import last_lines_behind
from etl.sources.enumerators import as_printed
from etl.sources.fragments import Paragraph
from etl.sources.front_matter import (
    find_title,
    read_front_matter,
    stated_adoption,
    text_after_closing,
)
from etl.sources.hyphens import lost_hyphens, mend_words, vocabulary_of
from etl.sources.interleaved import require_sentences
from etl.sources.joining import join_fragments
from etl.sources.line_sorter import LineSorter
from etl.sources.lines import Line, split_lines


@dataclass(frozen=True, slots=True)
class Layout:
    """What a line is in a text layout. ``wrapped``: a line of print, not a paragraph."""

    source_format: SourceFormat
    wrapped: bool


def read_plain_text(text: str, layout: Layout) -> Document:
    """Read a text layout into blocks.

    Raises:
        DocumentRejected: no organ's enacting formula stands in the text, two resolutions do, or the
            lines of columns run into each other.
    """
    ordered = in_reading_order(text)
    text, other_style = as_printed(ordered.text)
    lines = split_lines(raise_bracketed(raise_written(text)), ordered.numbers)
    formula, organ = _find_formula(lines)
    before = [
        (line.number, RAISED.sub("", line.text)) for line in lines[:formula] if not line.blank
    ]
    title = find_title(before, organ)[1]
    sorter = LineSorter(layout.wrapped, lines[formula + 1 :], title, stated_adoption(before))
    sorter.sort()
    if layout.wrapped:
        require_sentences([*sorter.body, *sorter.annex])
    behind = sorter.behind
    front = read_front_matter(before, behind.closing, [*sorter.furniture, *behind.left], organ)
    blocks, odd = _blocks(sorter, text)
    return Document(
        source_format=layout.source_format,
        metadata=front.metadata,
        blocks=divide([_formula_block(lines[formula]), *blocks], before),
        notes=tuple(sorter.notes.notes),
        issues=(
            *front.issues,
            *ordered.issues,
            *(replace(one, line=ordered.line_of(one.line)) for one in other_style),
            *sorter.issues,
            *text_after_closing(behind.left),
            *odd,
        ),
    )


def _blocks(sorter: LineSorter, text: str) -> tuple[list[Block], list[ParseIssue]]:
    """Put the paragraphs together from their lines, and take the footnote marks out of them."""
    vocabulary, lost = vocabulary_of(text), lost_hyphens(text)
    in_order, displaced = last_lines_behind(sorter.body, sorter.width)
    body = join_fragments(in_order, vocabulary)
    paragraphs = [*body, *join_fragments(sorter.annex, vocabulary, annexed=True)]
    texts = [mend_words(paragraph, lost) for paragraph in paragraphs]
    rows = {place for place, paragraph in enumerate(paragraphs) if paragraph.table}
    lifted = lift_marks(texts, {note.mark for note in sorter.notes.notes}, rows)
    issues = displaced + [issue for paragraph in paragraphs for issue in paragraph.issues]
    issues += _lifting_issues(paragraphs, texts, lifted)
    return to_blocks(paragraphs, lifted, len(body)), issues


def _formula_block(line: Line) -> Block:
    return Block(BlockKind.PARAGRAPH, line.text, line=line.number, part=ClauseKind.PREAMBULAR)


def _find_formula(lines: Sequence[Line]) -> tuple[int, Organ]:
    worded = [index for index, line in enumerate(lines) if not line.blank]
    for index, following in zip_longest(worded, worded[1:]):
        text = lines[index].text
        found = find_formula(text)
        if found is None and following is not None and begins_act(lines[following].text):
            found = find_formula(text, alone=True)
        if found:
            return index, found[0]
    raise no_resolution((line.number, line.text) for line in lines)


def _lifting_issues(
    paragraphs: Sequence[Paragraph], texts: Sequence[str], lifted: Sequence[Lifted]
) -> list[ParseIssue]:
    """Marks that stood in brackets, or where only the series of marks told them from numbers."""
    issues = []
    for paragraph, before, (text, references) in zip(paragraphs, texts, lifted, strict=True):
        shift, last = 0, -1
        for reference in references:
            start = reference.char_offset + shift
            spaced = before[start] == " "
            raised = before[start + spaced] == MARK_START
            glued = reference.char_offset > 0 and text[reference.char_offset - 1].isdigit()
            shift += len(reference.mark) + spaced + (len("[]") if raised else 0)
            beside = reference.char_offset == last
            last = reference.char_offset
            if raised or spaced or glued or beside:
                code, place = _odd_place(raised=raised, spaced=spaced, beside=beside)
                message = f"footnote mark {reference.mark} was {place}; taken out of the text"
                issues.append(ParseIssue(code, message, paragraph.line))
    return issues


def _odd_place(*, raised: bool, spaced: bool, beside: bool) -> tuple[str, str]:
    if raised:
        return "mark_in_brackets", "set in brackets or raised"
    if spaced:
        return "mark_set_off", "set off by a space"
    if beside:
        return "marks_run_together", "glued to the one before it"
    return "mark_glued_to_number", "glued to a number"
