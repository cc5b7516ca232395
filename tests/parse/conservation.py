"""The words of a document and of the resolution made of it, to be compared.

The rule: every word of a document's blocks stands in exactly one clause or heading, in order, its
printed number before it. Left out is the enacting formula alone ("The General Assembly,"), and a
number that a heading bears twice ("A." set apart and again in its text) counts once.
"""

from __future__ import annotations

import re

from etl.grammar.languages import is_formula_alone
from etl.model import BlockKind, Document, Resolution


def words_of_document(document: Document) -> list[str]:
    """The words of the blocks in order, numbers included."""
    return [
        word
        for block in document.blocks
        if not is_formula_alone(block.text)
        for word in _words(
            block.text
            if block.kind is BlockKind.HEADING and block.text.startswith(block.number)
            else f"{block.number} {block.text}"
        )
    ]


def words_of_resolution(resolution: Resolution) -> list[str]:
    """The words of headings and clauses in the order in which they are printed."""
    headings = list(resolution.headings)
    found: list[str] = []
    for position, clause in enumerate(resolution.clauses):
        while headings and headings[0].before <= position:
            found += _words(headings.pop(0).text)
        found += _words(f"{clause.number or ''} {clause.text}")
    for heading in headings:
        found += _words(heading.text)
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
