"""Numbers that a source left in the text of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.grammar.numbering import number_value
from etl.grammar.opening import opens_operative
from etl.model import Block, BlockKind, ClauseKind, NoteReference, ParseIssue

# A left-to-right mark, or a tab that was folded, may stand between number and text; "232 .Notes".
_STRAY = re.compile(
    r"(?P<number>\d{1,3})(?:(?P<stop>\s?\.)[\s\u200e\u200f]*|[\s\u200e\u200f]+)(?=[^\W\d_])"
)


def lift_stray_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[ParseIssue]]:
    """Set apart the number of an operative paragraph that its text begins with.

    Only a number that follows on from the one before is the paragraph's own: "5." after
    paragraph 4, not the "3." of a quoted amendment.
    """
    lifted: list[Block] = []
    issues: list[ParseIssue] = []
    last = 0
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and block.part is ClauseKind.OPERATIVE:
            found = None if block.number or block.table else _STRAY.match(block.text)
            if found and last and _is_own_number(found, block.text, last):
                block = _without_number(block, found)  # noqa: PLW2901 -- the same paragraph
                message = f"the number {block.number} stood in the text of the paragraph"
                issues.append(ParseIssue("number_lifted", message, block.line))
            last = number_value(block.number) or last
        lifted.append(block)
    return lifted, issues


def _is_own_number(found: re.Match[str], text: str, last: int) -> bool:
    """A number without its stop ("3 Calls upon") needs a verb of request after it."""
    follows = number_value(found["number"]) == last + 1
    return follows and (bool(found["stop"]) or opens_operative(text[found.end() :]))


def _without_number(block: Block, found: re.Match[str]) -> Block:
    cut = found.end()
    references = tuple(
        NoteReference(reference.mark, max(0, reference.char_offset - cut))
        for reference in block.references
    )
    return replace(
        block,
        text=block.text[cut:],
        number=found["number"] + (found["stop"] or "").strip(),
        references=references,
        emphasis_end=max(0, block.emphasis_end - cut),
    )
