"""Which part of the resolution each block stands in, and numbers that a source lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from etl.grammar.numbering import is_bracketed, letter_for, number_value, readings
from etl.grammar.opening import opens_operative, opens_preambular
from etl.grammar.organs import ENACTING_FORMULA
from etl.model import Block, BlockKind, ClauseKind, ParseIssue, Severity


def is_formula(block: Block) -> bool:
    """Tell whether a block is the enacting formula alone ("The General Assembly,")."""
    found = ENACTING_FORMULA.match(block.text)
    return found is not None and not block.text[found.end() :].strip(" ,.")


def assign_parts(blocks: Sequence[Block]) -> list[Block]:
    """Give every block its part; where the source does not say, the grammar does.

    The operative part begins at paragraph 1 (or at the unnumbered paragraphs in operative form just
    before the first number, where numbers were lost), else at the first paragraph that opens with a
    verb of request.
    """
    start = _operative_start(blocks)
    return [
        block
        if block.part is not None
        else replace(block, part=ClauseKind.OPERATIVE if index >= start else ClauseKind.PREAMBULAR)
        for index, block in enumerate(blocks)
    ]


def _operative_start(blocks: Sequence[Block]) -> int:
    unknown = [
        index
        for index, block in enumerate(blocks)
        if block.part is None and block.kind is BlockKind.PARAGRAPH
    ]
    for index in unknown:
        value = number_value(blocks[index].number)
        if value is not None:
            return _back_over_lost_numbers(blocks, unknown, index, value)
    return next(
        (
            index
            for index in unknown
            if not blocks[index].number
            and opens_operative(blocks[index].text)
            and not opens_preambular(blocks[index].text)
        ),
        len(blocks),
    )


def _back_over_lost_numbers(
    blocks: Sequence[Block], unknown: Sequence[int], first: int, value: int
) -> int:
    """Step back over at most ``value - 1`` paragraphs whose numbers were lost."""
    start, lost = first, value - 1
    for index in reversed([index for index in unknown if index < first]):
        if is_bracketed(blocks[index].number):
            continue
        text = blocks[index].text
        if lost <= 0 or not opens_operative(text) or opens_preambular(text):
            break
        start, lost = index, lost - 1
    return start


def infer_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[ParseIssue]]:
    """Restore numbers and letters that the source lost, where their neighbours determine them.

    Expects blocks whose part was told by the grammar, not by the source. A number is restored only
    if the numbers around leave room for exactly the paragraphs that lack one.
    """
    mended, issues = _infer_letters(list(blocks))
    return _infer_paragraph_numbers(mended, issues)


def _infer_letters(blocks: list[Block]) -> tuple[list[Block], list[ParseIssue]]:
    issues: list[ParseIssue] = []
    for index, block in enumerate(blocks):
        if block.number or block.kind is not BlockKind.PARAGRAPH or index == 0:
            continue
        before = blocks[index - 1]
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        letter = _lost_letter(before, after)
        if letter:
            blocks[index] = replace(block, number=letter)
            issues.append(_inferred(letter, block))
    return blocks, issues


def _lost_letter(before: Block, after: Block | None) -> str:
    follows_chapeau = before.text.rstrip().endswith(":")
    after_readings = readings(after.number) if after and is_bracketed(after.number) else []
    if follows_chapeau and not is_bracketed(before.number):
        return next(
            (letter_for(style, 1) for style, second in after_readings if second == 1 + 1), ""
        )
    if not is_bracketed(before.number):
        return ""
    for style, value in readings(before.number):
        if any(style == other and later == value + 2 for other, later in after_readings):
            return letter_for(style, value + 1)
    # The last of a list: its predecessor ends in a semicolon and a new paragraph follows.
    ends_list = after is not None and number_value(after.number) is not None
    if ends_list and before.text.rstrip().endswith((";", "; and", ", and")):
        style, value = readings(before.number)[0]
        return letter_for(style, value + 1)
    return ""


def _infer_paragraph_numbers(
    blocks: list[Block], issues: list[ParseIssue]
) -> tuple[list[Block], list[ParseIssue]]:
    last, waiting = 0, []
    for index, block in enumerate(blocks):
        if block.part is not ClauseKind.OPERATIVE or block.kind is not BlockKind.PARAGRAPH:
            continue
        value = number_value(block.number)
        if value is None:
            if not block.number:
                waiting.append(index)
            continue
        _fill(blocks, waiting, last, value, issues)
        last, waiting = value, []
    if last and waiting:
        _fill(blocks, waiting, last, last + 1 + len(waiting), issues)
    return blocks, issues


def _fill(
    blocks: list[Block], waiting: list[int], last: int, following: int, issues: list[ParseIssue]
) -> None:
    room = following - last - 1
    fitting = [index for index in waiting if opens_operative(blocks[index].text)]
    if len(waiting) == room:
        fitting = waiting
    if room <= 0 or len(fitting) != room:
        return
    for number, index in enumerate(fitting, last + 1):
        blocks[index] = replace(blocks[index], number=f"{number}.")
        issues.append(_inferred(f"{number}.", blocks[index]))


def _inferred(number: str, block: Block) -> ParseIssue:
    return ParseIssue(
        "number_inferred",
        f"the number of a paragraph is lost; {number} was inferred from its neighbours",
        block.line,
        Severity.WARNING,
    )
