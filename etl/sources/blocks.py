"""What all texts have in common: their words, their paragraphs as blocks, and what is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from etl.errors import DocumentRejected
from etl.grammar.languages import is_formula_alone, language_of_formula
from etl.grammar.numbering import split_enumerator
from etl.grammar.opening import opens_operative
from etl.grammar.organs import ORGANS
from etl.model import Block, BlockKind, ClauseKind, NoteReference
from etl.sources.fragments import Paragraph, is_closed
from etl.sources.front_matter import DIVISION_LINE, LANGUAGE_OF_TEXTS

Lifted = tuple[str, tuple[NoteReference, ...]]


def begins_act(text: str) -> bool:
    """Tell whether a line begins the first operative paragraph, with its number or a verb."""
    number, rest = split_enumerator(text)
    return number == "1." or (not number and opens_operative(rest))


def no_resolution(lines: Iterable[tuple[int, str]]) -> DocumentRejected:
    """Return the error for a text without an enacting formula in the language that texts are in.

    Args:
        lines: number and text of each line.
    """
    for number, text in lines:
        language = language_of_formula(text)
        if language not in {None, LANGUAGE_OF_TEXTS}:
            return DocumentRejected(
                f"the text is in another language than English ({language}): “{text.strip()}”",
                line=number,
                hint="give its Akoma Ntoso XML, which is read in every official language",
            )
    return DocumentRejected(
        "this is no resolution: nothing begins with an organ's formula such as "
        f"“The {ORGANS[1].name},”",
        line=1,
        hint="check that the file holds a resolution and that its conversion kept the first page",
    )


def second_resolution(
    line: int, *, where: str = ", behind the closing lines of the first"
) -> DocumentRejected:
    """Return the error for a text in which another resolution begins; ``where`` ends the words."""
    return DocumentRejected(
        f"a second resolution begins here{where}",
        line=line,
        hint="give each resolution a file of its own",
    )


def to_blocks(
    paragraphs: Sequence[Paragraph], lifted: Sequence[Lifted], body_count: int
) -> list[Block]:
    """Make blocks of paragraphs; those from ``body_count`` on stand in an annex."""
    blocks = []
    for index, (paragraph, (text, references)) in enumerate(zip(paragraphs, lifted, strict=True)):
        in_annex = index >= body_count
        is_title = in_annex and not (paragraph.number or paragraph.table or is_closed(text))
        heading = paragraph.heading or is_title
        blocks.append(
            Block(
                BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
                text.rstrip(),
                references,
                paragraph.line,
                paragraph.number,
                part=ClauseKind.ANNEX if in_annex else None,
                table=paragraph.table,
            )
        )
    return blocks


def divide(blocks: Sequence[Block], before: Sequence[tuple[int, str]]) -> tuple[Block, ...]:
    """Give each block the letter of the resolution it belongs to, where several share a symbol.

    Args:
        blocks: the first is the enacting formula.
        before: (line number, text) of the lines before it, with the letter of the first.

    Raises:
        DocumentRejected: a second formula stands in the body without a letter above it.
    """
    letters = [(line, text) for line, text in before if DIVISION_LINE.match(text)][-1:]
    starts = {0: letters[0][1] if letters else ""}
    for index, block in enumerate(blocks[1:], 1):
        if block.part is ClauseKind.ANNEX or not is_formula_alone(block.text) or block.number:
            continue
        above = takewhile(
            lambda place: blocks[place].kind is BlockKind.HEADING, range(index - 1, 0, -1)
        )
        letter = next((place for place in above if DIVISION_LINE.match(blocks[place].text)), None)
        if letter is None or not letters:
            raise second_resolution(block.line, where="")
        starts[letter] = blocks[letter].text
    if len(starts) == 1:
        return tuple(blocks)
    heading = Block(BlockKind.HEADING, starts[0], line=letters[0][0], division=starts[0])
    divided, division = [heading], ""
    for index, block in enumerate(blocks):
        division = starts.get(index, division)
        divided.append(replace(block, division=division))
    return tuple(divided)
