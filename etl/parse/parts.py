"""Which part of the resolution each block stands in, and numbers that a source lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from etl.grammar.languages import is_formula_alone
from etl.grammar.numbering import (
    LISTS,
    Printed,
    is_bracketed,
    number_value,
    readings,
    restore_lost,
)
from etl.grammar.opening import opens_operative, opens_preambular
from etl.model import Block, BlockKind, ClauseKind, ParseIssue, Severity

_SECOND = 2


def is_formula(block: Block) -> bool:
    """Tell whether a block is the enacting formula alone ("The General Assembly,")."""
    return is_formula_alone(block.text)


def each_resolution(blocks: Sequence[Block]) -> list[list[Block]]:
    """Part the blocks of several resolutions under one symbol."""
    return [list(part) for _, part in groupby(blocks, key=lambda block: block.division)]


def assign_parts(blocks: Sequence[Block]) -> list[Block]:
    """Give every block its part; where the source does not say, the grammar does.

    The operative part begins at paragraph 1 (or at the unnumbered paragraphs in operative form just
    before the first number, where numbers were lost), else at the first paragraph that opens with a
    verb of request. Each of its sections may begin with recitals of its own.
    """
    start = _operative_start(blocks)
    recitals = _recitals_of_sections(blocks, start)
    return [
        block
        if block.part is not None
        else replace(
            block,
            part=ClauseKind.OPERATIVE
            if index >= start and index not in recitals
            else ClauseKind.PREAMBULAR,
        )
        for index, block in enumerate(blocks)
    ]


def _recitals_of_sections(blocks: Sequence[Block], start: int) -> set[int]:
    """Find the recitals that stand below headings behind the first acts, those of each section."""
    recitals: set[int] = set()
    for index in range(start + 1, len(blocks)):
        above = blocks[index - 1]
        begins = above.kind is BlockKind.HEADING or index - 1 in recitals
        if begins and blocks[index].kind is BlockKind.PARAGRAPH and _is_recital(blocks[index]):
            recitals.add(index)
    return recitals


def mend_preambles(blocks: Sequence[Block]) -> tuple[list[Block], list[ParseIssue]]:
    """Give back to the preamble what a source coded as operative in its midst.

    Recitals that quote at length ("What are the obligations of …?") are coded so. Paragraphs
    without a number that recitals follow, with no heading between, are recitals themselves; so is
    one after recitals that has their form ("Having considered …,").
    """
    mended = list(blocks)
    held: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING or block.part is ClauseKind.ANNEX or block.table:
            held = []
        elif block.part is ClauseKind.PREAMBULAR:
            for place in held:
                mended[place] = replace(blocks[place], part=ClauseKind.PREAMBULAR)
            held = []
        elif _is_recital(block) and _follows_recital(mended, index):
            mended[index] = replace(block, part=ClauseKind.PREAMBULAR)
        elif _may_be_recital(block) and (held or _follows_recital(blocks, index)):
            held.append(index)
        else:
            held = []
    issues = [
        ParseIssue(
            "recital_given_back",
            f"coded as operative, read as a recital: {block.text[:60]!r}",
            block.line,
            Severity.WARNING,
        )
        for block, before in zip(mended, blocks, strict=True)
        if block is not before
    ]
    return mended, issues


def _is_recital(block: Block) -> bool:
    return not block.number and block.text.endswith(",") and opens_preambular(block.text)


def _may_be_recital(block: Block) -> bool:
    return number_value(block.number) is None and not opens_operative(block.text)


def _follows_recital(blocks: Sequence[Block], index: int) -> bool:
    return index > 0 and blocks[index - 1].part is ClauseKind.PREAMBULAR


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


def _adopting(blocks: Sequence[Block], unknown: Sequence[int], first: int) -> int | None:
    """Find the act without a number that adopts the text which it announces, above its titles."""
    for index in reversed([index for index in unknown if index < first]):
        text = blocks[index].text
        if blocks[index].number or text.endswith((",", ";", ".")):
            return None
        if text.endswith(":"):
            return index if opens_operative(text) else None
    return None


def _back_over_lost_numbers(
    blocks: Sequence[Block], unknown: Sequence[int], first: int, value: int
) -> int:
    """Step back over at most ``value - 1`` paragraphs whose numbers were lost."""
    start, lost = first, value - 1
    if value == 1 and (adopting := _adopting(blocks, unknown, first)) is not None:
        return adopting
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

    Expects blocks whose part was told by the grammar, not by the source.
    """
    mended = list(blocks)
    issues: list[ParseIssue] = []
    places = [
        index
        for index, block in enumerate(blocks)
        if block.part is ClauseKind.OPERATIVE
        and block.kind is BlockKind.PARAGRAPH
        and not block.table
        and not _is_lone_act(blocks, index)
    ]
    if len(places) == 1:  # a lone operative paragraph has no number to lose
        return mended, issues
    lists = _lists_that_lost_items([blocks[index].number for index in places])
    series = [
        Printed(
            enumerator=blocks[index].number,
            after_colon=index > 0 and blocks[index - 1].text.rstrip().endswith(":"),
            like_a_clause=opens_operative(blocks[index].text),
            in_mid_sentence=blocks[index].text[:1].islower(),
            lists=styles,
            below_heading=index > 0 and blocks[index - 1].kind is BlockKind.HEADING,
        )
        for index, styles in zip(places, lists, strict=True)
    ]
    for index, number in zip(places, restore_lost(series), strict=True):
        if number != blocks[index].number:
            mended[index] = replace(blocks[index], number=number)
            issues.append(_inferred(number, blocks[index]))
    return mended, issues


def _is_lone_act(blocks: Sequence[Block], index: int) -> bool:
    """Tell the only act of a section, below recitals of its own: it has no number to lose."""
    is_last = index + 1 == len(blocks) or blocks[index + 1].kind is BlockKind.HEADING
    below = blocks[index - 1].part is ClauseKind.PREAMBULAR
    return index > 0 and is_last and below and not blocks[index].number


def _lists_that_lost_items(numbers: Sequence[str]) -> list[tuple[str, ...]]:
    """Tell for each paragraph the styles of lists that its first items may be lost of.

    Where a source prints letters, a list without any has none to lose, nor one of a style that is
    printed nowhere.
    """
    printed = {number for number in numbers if is_bracketed(number)}
    if not printed:
        return [LISTS] * len(numbers)
    in_second = {
        style for number in printed for style, value in readings(number) if value == _SECOND
    }
    runs: list[bool] = []
    for number in numbers:
        if number_value(number) is not None or not runs:
            runs.append(False)
        runs[-1] |= is_bracketed(number)
    run, allowed = -1, []
    for number in numbers:
        if number_value(number) is not None or run < 0:
            run += 1
        allowed.append(tuple(s for s in LISTS if runs[run] and (s in in_second or s == LISTS[0])))
    return allowed


def _inferred(number: str, block: Block) -> ParseIssue:
    return ParseIssue(
        "number_inferred",
        f"the number of a paragraph is lost; {number} was inferred from its neighbours",
        block.line,
        Severity.WARNING,
    )
