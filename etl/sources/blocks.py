"""Paragraphs with their marks lifted, handed over as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.grammar.organs import ORGANS
from etl.model import Block, BlockKind, ClauseKind, NoteReference, ParseIssue, Severity
from etl.sources.fragments import Paragraph, is_closed

Lifted = tuple[str, tuple[NoteReference, ...]]

NOT_A_RESOLUTION = (
    f"this is no resolution: nothing begins with an organ's formula such as “The {ORGANS[1].name},”"
)

# First halves that the Editorial Manual hyphenates before a capital; a capital glued to one lost
# its hyphen at a line end ("InterAmerican"), like any word that the document hyphenates elsewhere.
_HYPHENATED_FIRST = frozenset(
    """
    Inter Non Pan Anti Trans Sub Mid Pro Euro Afro Post Pre Secretary Under Vice High Director Self
""".split()
)
_TWO_IN_ONE = re.compile(r"\b(?P<first>[A-Z][a-z]+)(?P<second>[A-Z][a-z]{2,})\b")


def mend_words(paragraph: Paragraph, vocabulary: frozenset[str]) -> str:
    """Return a paragraph's text without soft hyphens and with hyphens lost at line ends.

    Args:
        paragraph: what was repaired is added to its issues.
        vocabulary: the document's words in lower case, hyphenated ones whole.
    """

    def mend(found: re.Match[str]) -> str:
        hyphenated = f"{found['first']}-{found['second']}"
        if found["first"] not in _HYPHENATED_FIRST and hyphenated.lower() not in vocabulary:
            return found.group()
        message = f"a hyphen lost at a line end was put back: “{hyphenated}”"
        paragraph.issues.append(
            ParseIssue("hyphen_restored", message, paragraph.line, Severity.WARNING)
        )
        return hyphenated

    return _TWO_IN_ONE.sub(mend, paragraph.text.replace("\u00ad", ""))


def to_blocks(
    paragraphs: Sequence[Paragraph], lifted: Sequence[Lifted], body_count: int
) -> list[Block]:
    """Make blocks of paragraphs; those from ``body_count`` on stand in an annex."""
    blocks = []
    for index, (paragraph, (text, references)) in enumerate(zip(paragraphs, lifted, strict=True)):
        in_annex = index >= body_count
        heading = paragraph.heading or (in_annex and not paragraph.number and not is_closed(text))
        blocks.append(
            Block(
                BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
                text.rstrip(),
                references,
                paragraph.line,
                paragraph.number,
                part=ClauseKind.ANNEX if in_annex else None,
            )
        )
    return blocks
