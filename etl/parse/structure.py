"""Blocks to clauses: parts, labels, chapeaux and sub-paragraphs.

Labels follow the contract: ``PP1`` in order, ``OP1`` by printed number, ``OP3(a)(ii)`` nested,
``AX1.5(b)`` in the first annexed text, ``AX1.p2`` for its second unnumbered paragraph, ``OP3+1``
for what continues paragraph 3 without a number of its own. Where numbers begin anew in a section
its enumerator stands before (``II.OP1``, ``AX2.Rule7.1``), and so does the letter of one of several
resolutions under one symbol (``B.OP1``). Where number and structure disagree the printed number
wins and an issue is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from etl.grammar.numbering import (
    bracketed,
    decimal_number,
    is_bracketed,
    number_value,
    place,
    readings,
)
from etl.grammar.opening import opening_phrase, opens_operative
from etl.model import Block, BlockKind, Clause, ClauseKind, Heading, ParseIssue, Severity
from etl.parse.parts import (
    assign_parts,
    each_resolution,
    infer_numbers,
    is_formula,
    mend_preambles,
)
from etl.parse.sections import (
    Place,
    heading_text,
    mark_adopted_texts,
    place_blocks,
    recognise_headings,
)
from etl.parse.stray_numbers import lift_stray_numbers


@dataclass(frozen=True, slots=True)
class Structure:
    """The clauses and headings of a resolution in order, and what was odd about them."""

    clauses: tuple[Clause, ...]
    headings: tuple[Heading, ...]
    issues: tuple[ParseIssue, ...]


@dataclass(slots=True)
class _Counter:
    """How far the numbers, and the unnumbered paragraphs, of one section have come."""

    number: int = 0
    unnumbered: int = 0


class _Member(NamedTuple):
    """A block that hangs on a paragraph: an item of its list, or more of its text."""

    block: Block
    is_item: bool


@dataclass(slots=True)
class _Group:
    """A paragraph (absent for letters without one) and what hangs on it.

    ``closed`` holds the blocks that a heading has cut off from what may still follow.
    """

    kind: ClauseKind
    label: str
    place: Place
    own: Block | None = None
    members: list[_Member] = field(default_factory=list)
    continued: int = 0
    closed: list[Block] = field(default_factory=list)

    @property
    def last(self) -> Block | None:
        """The latest block of the group."""
        return self.members[-1].block if self.members else self.own


@dataclass(slots=True)
class _Builder:
    """Walks the blocks once; hands out every label once."""

    clauses: list[Clause] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    group: _Group | None = None
    after_heading: bool = False
    taken: set[str] = field(default_factory=set)
    of_clauses: set[str] = field(default_factory=set)
    chapeaux: dict[Place, str] = field(default_factory=dict)
    counters: dict[Place, _Counter] = field(default_factory=dict)
    first_numbers: Mapping[Place, int] = field(default_factory=dict)
    preambular: int = 0
    place: Place = field(default_factory=Place)
    count: _Counter = field(default_factory=_Counter)

    def add(self, block: Block, where: Place) -> None:
        """Take the next block."""
        if where is not self.place and where != self.place:
            self._enter(where)
        if block.kind is BlockKind.HEADING:
            self.flush()
            self.headings.append(Heading(heading_text(block), len(self.clauses), block.line))
            self.after_heading = True
            return
        kind = block.part or ClauseKind.OPERATIVE
        is_item = self._is_item(block)
        if self.group is None or not self._hangs_on(self.group, block, kind, is_item=is_item):
            self.flush()
            is_item = is_bracketed(block.number)
            label = self._unique(self._label(block, kind), block.line)
            self.group = _Group(kind, label, where, None if is_item else block)
        if block is not self.group.own:
            self.group.members.append(_Member(block, is_item))
        self.after_heading = False

    def _enter(self, where: Place) -> None:
        """Begin to count anew where another resolution, annex or section begins."""
        self.flush()
        if where.division != self.place.division:
            self.preambular = 0
        self.place, self.count = where, self.counters.setdefault(where, _Counter())
        self.group = None

    def flush(self) -> None:
        """Turn the open paragraph and what hangs on it into clauses; more may hang on it later."""
        if self.group is not None:
            self._clauses_of(self.group)
            own = [] if self.group.own is None else [self.group.own]
            self.group.closed += [*own, *(member.block for member in self.group.members)]
            self.group.own, self.group.members = None, []

    def _hangs_on(self, group: _Group, block: Block, kind: ClauseKind, *, is_item: bool) -> bool:
        if group.kind is not kind:
            return False
        if is_item:
            return not self.after_heading or _goes_on_after_heading(group.closed, block)
        if block.number and decimal_number(block.number):
            return False
        if kind is ClauseKind.ANNEX and not self.after_heading and not block.number:
            return _is_unfinished(group)
        if kind is not ClauseKind.OPERATIVE or number_value(block.number) is not None:
            return False
        return not self._begins_paragraph(group, block)

    def _is_item(self, block: Block) -> bool:
        """Tell whether a block is an item of a list: lettered, or numbered within a paragraph.

        "1." within a paragraph is known by the depth that the source states, or by standing after
        a colon where paragraph 12 was to come.
        """
        if is_bracketed(block.number):
            return True
        value = number_value(block.number)
        if value is None or self.group is None or self.after_heading:
            return False
        if block.level:
            return True
        if value > self.count.number or block.part is ClauseKind.PREAMBULAR:
            return False
        members = self.group.members
        if members and members[-1].is_item and number_value(members[-1].block.number):
            return True
        return _introduces(self.group.last)

    def _begins_paragraph(self, group: _Group, block: Block) -> bool:
        """Tell whether an unnumbered block is a further paragraph, not more of the one before."""
        if block.table or block.number or not opens_operative(block.text):
            return False
        if self.after_heading:
            return True
        last = group.last
        return (
            last is not None
            and last is group.own
            and not last.number
            and not last.table
            and last.text.rstrip().endswith((";", "."))
        )

    def _label(self, block: Block, kind: ClauseKind) -> str:
        value = number_value(block.number)
        if kind is ClauseKind.PREAMBULAR:
            self.preambular += 1
            return self._within(f"PP{self.preambular}", self.place.division)
        if kind is ClauseKind.ANNEX:
            number = decimal_number(block.number) or value
            self.count.number = value or self.count.number
            if number is None:
                self.count.unnumbered += 1
                number = f"p{self.count.unnumbered}"
            within = (self.place.division, f"AX{self.place.annex}", self.place.section)
            return self._within(str(number), *within)
        return self._within(
            f"OP{self._operative_number(value, block)}", self.place.division, self.place.section
        )

    def _operative_number(self, value: int | None, block: Block) -> int:
        last = self.count.number
        if value is None:
            # What stands before the printed paragraph 1 ("Resolves that, for 2020:") is no 1.
            before_first = last == 0 and self.first_numbers.get(self.place) == 1
            value = 0 if before_first else last + 1
            if before_first:
                message = "printed without a number before paragraph 1; labelled OP0"
                self.issues.append(ParseIssue("unnumbered_before_first", message, block.line))
        elif value != last + 1:
            message = f"paragraph {value} follows paragraph {last}; the printed number was kept"
            self._warn("numbering_out_of_order", message, block.line)
        self.count.number = value
        return value

    @staticmethod
    def _within(label: str, *around: str) -> str:
        return ".".join([*filter(None, around), label])

    def _unique(self, label: str, line: int) -> str:
        """Return ``label``, counted where it was handed out before."""
        again, unique = 1, label
        while unique in self.taken:
            again += 1
            unique = f"{label}~{again}"
        self.taken.add(unique)
        if unique != label:
            self._warn("number_repeated", f"{label} is printed again; labelled {unique}", line)
        return unique

    def _warn(self, code: str, message: str, line: int) -> None:
        self.issues.append(ParseIssue(code, message, line, Severity.WARNING))

    def _clauses_of(self, group: _Group) -> None:
        if group.own is not None:
            self._append(_clause(group.own, group.kind, group.label, self._chapeau_of(group)))
        base = group.label
        items: list[Block] = []
        colons: list[bool] = []
        before = group.own
        for block, is_item in group.members:
            if is_item:
                items.append(block)
                colons.append(_introduces(before))
            else:
                self._list_of(group.kind, base, items, colons)
                items, colons = [], []
                label = self._continuation_of(group, block)
                base = label if _introduces(block) else group.label
            before = block
        self._list_of(group.kind, base, items, colons)

    def _continuation_of(self, group: _Group, block: Block) -> str:
        group.continued += 1
        label = self._unique(f"{group.label}+{group.continued}", block.line)
        parent = group.label if group.label in self.of_clauses else None
        self._append(_clause(block, group.kind, label, parent))
        return label

    def _list_of(
        self, kind: ClauseKind, base: str, items: Sequence[Block], colons: Sequence[bool]
    ) -> None:
        """Add the items of a list, each under the item or paragraph that it belongs to."""
        if not items:
            return
        path: list[str] = []
        enumerators = [bracketed(block.number) for block in items]
        for block, enumerator, placed in zip(
            items, enumerators, place(enumerators, colons), strict=True
        ):
            path = path[: placed.depth]
            above = path[-1] if path else base
            label = self._unique(above + enumerator, block.line)
            if not placed.in_order and not (block is items[0] and self._is_resumed(enumerator)):
                message = f"{enumerator} does not follow on; labelled {label}"
                self._warn("letter_out_of_order", message, block.line)
            path.append(label)
            self._append(_clause(block, kind, label, above if above in self.of_clauses else None))

    def _is_resumed(self, enumerator: str) -> bool:
        """Tell whether a list goes on behind a heading, or behind text between its items."""
        group = self.group
        listed = [*group.closed, *(member.block for member in group.members)] if group else []
        return _follows_one_of(listed, enumerator)

    def _append(self, clause: Clause) -> None:
        self.clauses.append(clause)
        self.of_clauses.add(clause.label)

    def _chapeau_of(self, group: _Group) -> str | None:
        """The paragraph before paragraph 1 that ends in a colon, for those that it introduces."""
        own = group.own
        if own is None or group.kind is not ClauseKind.OPERATIVE:
            return None
        if not own.number and _introduces(own):
            if self.first_numbers.get(group.place) == 1 and group.place not in self.chapeaux:
                self.chapeaux[group.place] = group.label
            return None
        return self.chapeaux.get(group.place) if own.number else None


def _first_numbers(blocks: Sequence[Block], places: Sequence[Place]) -> dict[Place, int]:
    """The first number that is printed in each place of the operative part."""
    first: dict[Place, int] = {}
    for block, where in zip(blocks, places, strict=True):
        value = number_value(block.number)
        if value is None or block.kind is BlockKind.HEADING or block.table:
            continue
        if block.part is ClauseKind.OPERATIVE:
            first.setdefault(where, value)
    return first


def _goes_on_after_heading(before: Sequence[Block], item: Block) -> bool:
    """Tell whether an item is one of a list that headings divide: after a colon, or the next."""
    return bool(before) and (
        _introduces(before[-1]) or _follows_one_of(before, bracketed(item.number))
    )


def _follows_one_of(before: Sequence[Block], enumerator: str) -> bool:
    wanted = {(style, value - 1) for style, value in readings(enumerator)}
    lettered = (bracketed(block.number) for block in before if is_bracketed(block.number))
    return any(wanted & set(readings(number)) for number in lettered)


def _is_unfinished(group: _Group) -> bool:
    """Tell whether a numbered paragraph of an annex goes on in blocks without a number.

    They stand after a colon ("by:"); what follows them up to the next number or heading belongs to
    the paragraph too.
    """
    is_numbered = group.own is not None and number_value(group.own.number) is not None
    goes_on = any(not member.is_item for member in group.members)
    return is_numbered and (goes_on or _introduces(group.last))


def _introduces(block: Block | None) -> bool:
    """Tell whether a block announces what follows: it ends in a colon."""
    return block is not None and block.text.rstrip().endswith((":", "："))


def build_clauses(blocks: Sequence[Block]) -> Structure:
    """Build the clauses of a resolution from its blocks, in order."""
    body = [block for block in blocks if not is_formula(block)]
    told_by_source = any(
        block.part in (ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE) for block in body
    )
    placed = [block for part in each_resolution(body) for block in assign_parts(part)]
    builder = _Builder()
    if told_by_source:
        placed, headings = recognise_headings(placed)
        placed, recitals = mend_preambles(placed)
        placed, numbers = lift_stray_numbers(placed)
        builder.issues = [*headings, *recitals, *numbers]
    else:
        placed, headings = recognise_headings(mark_adopted_texts(placed))
        mended = [infer_numbers(part) for part in each_resolution(placed)]
        placed = [block for part, _ in mended for block in part]
        builder.issues = [*headings, *(issue for _, lost in mended for issue in lost)]
    placed = mark_adopted_texts(placed)
    places = place_blocks(placed)
    builder.first_numbers = _first_numbers(placed, places)
    for block, where in zip(placed, places, strict=True):
        builder.add(block, where)
    builder.flush()
    return Structure(tuple(builder.clauses), tuple(builder.headings), tuple(builder.issues))


def _clause(block: Block, kind: ClauseKind, label: str, parent: str | None) -> Clause:
    return Clause(
        label=label,
        kind=kind,
        text=block.text,
        number=_printed_number(block.number) if block.number else None,
        parent_label=parent,
        opening_phrase=opening_phrase(
            block.text, block.emphasis_end, kind=kind, is_item="(" in label
        ),
        references=block.references,
        line=block.line,
    )


@lru_cache(maxsize=4096)
def _printed_number(number: str) -> str | None:
    """A number without its stop, None for a bullet."""
    printed = number.strip().removesuffix(".")
    return printed if any(map(str.isalnum, printed)) else None
