"""Blocks to clauses: parts, labels, chapeaux and sub-paragraphs.

Labels follow the contract: ``PP1`` in order, ``OP1`` by printed number, ``OP3(a)(ii)`` nested,
``AX1.5(b)`` in the first annex. Where the numbering begins anew in a section, the section's numeral
stands before: ``II.OP1``. Where number and structure disagree the printed number wins and an
issue is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.grammar.numbering import is_bracketed, number_value, place
from etl.grammar.opening import opening_phrase
from etl.model import (
    Block,
    BlockKind,
    Clause,
    ClauseKind,
    Heading,
    ParseIssue,
    Severity,
)
from etl.parse.parts import assign_parts, infer_numbers, is_formula


@dataclass(frozen=True, slots=True)
class Structure:
    """The clauses and headings of a resolution in order, and what was odd about them."""

    clauses: tuple[Clause, ...]
    headings: tuple[Heading, ...]
    issues: tuple[ParseIssue, ...]


@dataclass(slots=True)
class _Group:
    """A paragraph (absent for letters without one) and what hangs on it."""

    kind: ClauseKind
    label: str
    own: Block | None = None
    members: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """Walks the blocks once; hands out every label once."""

    clauses: list[Clause] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    group: _Group | None = None
    taken: set[str] = field(default_factory=set)
    preambular: int = 0
    last_number: int = 0
    annex: int = 0
    annex_unnumbered: int = 0
    section: str = ""
    division: str = ""

    def add(self, block: Block) -> None:
        """Take the next block."""
        kind = block.part or ClauseKind.OPERATIVE
        if block.division != self.division:
            self._open_division(block.division)
        if block.kind is BlockKind.HEADING:
            self.flush()
            self._add_heading(block, kind)
        elif self.group is not None and self._hangs_on(self.group, block, kind):
            self.group.members.append(block)
        else:
            self.flush()
            own = None if is_bracketed(block.number) else block
            self.group = _Group(kind, self._unique(self._label(block, kind), block.line), own)
            if own is None:
                self.group.members.append(block)

    def _open_division(self, division: str) -> None:
        """Begin to count anew where a further resolution (A, B) stands in the same document."""
        self.flush()
        self.division = self.section = division
        self.preambular = self.last_number = 0

    def flush(self) -> None:
        """Turn the open paragraph and what hangs on it into clauses."""
        if self.group is not None:
            self._clauses_of(self.group)
            self.group = None

    def _add_heading(self, block: Block, kind: ClauseKind) -> None:
        self.headings.append(Heading(block.text, len(self.clauses), block.line))
        if numeral := _SECTION_HEADING.match(block.text):
            self.section = numeral["numeral"]
        if kind is ClauseKind.ANNEX and _ANNEX_HEADING.match(block.text):
            self.annex += 1
            self.annex_unnumbered = 0
            self.section = ""

    @staticmethod
    def _hangs_on(group: _Group, block: Block, kind: ClauseKind) -> bool:
        if group.kind is not kind:
            return False
        if is_bracketed(block.number):
            return True
        return kind is ClauseKind.OPERATIVE and not block.number

    def _label(self, block: Block, kind: ClauseKind) -> str:
        value = number_value(block.number)
        if kind is ClauseKind.PREAMBULAR:
            self.preambular += 1
            return f"PP{self.preambular}"
        if kind is ClauseKind.ANNEX:
            self.annex = max(self.annex, 1)
            if value is None:
                self.annex_unnumbered += 1
                return f"AX{self.annex}.p{self.annex_unnumbered}"
            return f"AX{self.annex}.{value}"
        if value is None:
            return f"OP{self.last_number + 1}"
        restarts = value == 1 and bool(self.section)
        if value != self.last_number + 1 and not restarts:
            self.issues.append(
                ParseIssue(
                    "numbering_out_of_order",
                    f"paragraph {value} follows paragraph "
                    f"{self.last_number}; the printed number was kept",
                    block.line,
                    Severity.WARNING,
                )
            )
        self.last_number = value
        return f"OP{value}"

    def _unique(self, label: str, line: int) -> str:
        """Return a label not handed out yet: under its section's numeral, else counted."""
        if label not in self.taken:
            self.taken.add(label)
            return label
        within = f"{self.section}.{label}" if self.section else label
        again, unique = 1, within
        while unique in self.taken:
            again += 1
            unique = f"{within}~{again}"
        self.taken.add(unique)
        message = f"{label} is printed again; labelled {unique}"
        self.issues.append(ParseIssue("number_repeated", message, line, Severity.WARNING))
        return unique

    def _clauses_of(self, group: _Group) -> None:
        text_before = ""
        if group.own is not None:
            value = number_value(group.own.number)
            number = None if value is None else str(value)
            self.clauses.append(_clause(group.own, group.kind, group.label, number, None))
            text_before = group.own.text
        colons, bracketed = [], []
        for block in group.members:
            if is_bracketed(block.number):
                bracketed.append(block.number)
                colons.append(text_before.rstrip().endswith(":"))
            text_before = block.text
        depths = iter(place(bracketed, colons))
        path: list[str] = []
        continued = 0
        for block in group.members:
            if not is_bracketed(block.number):
                continued += 1
                label = self._unique(f"{group.label}+{continued}", block.line)
                self.clauses.append(_clause(block, group.kind, label, None, group.label))
                continue
            placed = next(depths)
            path = path[: placed.depth]
            above = path[-1] if path else group.label
            label = self._unique(above + block.number, block.line)
            path.append(label)
            parent = above if above in self.taken and (path[:-1] or group.own) else None
            self.clauses.append(_clause(block, group.kind, label, block.number, parent))


# "II", "A.", "III. Follow-up and review"
_SECTION_HEADING = re.compile(r"^(?P<numeral>[IVXLC]{1,6}|[A-Z])(?:[.\s]|$)")
_ANNEX_HEADING = re.compile(r"^(?:Annex|Appendix)\b", re.IGNORECASE)


def build_clauses(blocks: Sequence[Block]) -> Structure:
    """Build the clauses of a resolution from its blocks, in order."""
    body = [block for block in blocks if not is_formula(block)]
    told_by_source = any(
        block.part in (ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE) for block in body
    )
    placed = assign_parts(body)
    builder = _Builder()
    if not told_by_source:
        placed, builder.issues = infer_numbers(placed)
    for block in placed:
        builder.add(block)
    builder.flush()
    return Structure(tuple(builder.clauses), tuple(builder.headings), tuple(builder.issues))


def _clause(
    block: Block, kind: ClauseKind, label: str, number: str | None, parent: str | None
) -> Clause:
    return Clause(
        label=label,
        kind=kind,
        text=block.text,
        number=number,
        parent_label=parent,
        opening_phrase=opening_phrase(block.text, block.emphasis_end),
        references=block.references,
        line=block.line,
    )
