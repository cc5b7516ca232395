"""What a rendering says to a careful reader: the answer that parsing it must give."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from etl.model import ClauseKind

#: A footnote mark inside a text on its way to a page: start, mark, end.
MARK = re.compile("\ue000([^\ue001]+)\ue001")


@dataclass(frozen=True)
class TrueClause:
    """A clause; ``marked`` is its text with each mark between private characters."""

    label: str
    kind: ClauseKind
    marked: str
    number: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        """The words of the clause without its marks."""
        return MARK.sub("", self.marked)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks in the order in which they are cited."""
        return tuple(MARK.findall(self.marked))

    @property
    def references(self) -> tuple[tuple[str, int], ...]:
        """Each mark with its offset in ``text``."""
        found, removed = [], 0
        for hit in MARK.finditer(self.marked):
            found.append((hit.group(1), hit.start() - removed))
            removed += len(hit.group())
        return tuple(found)

    def without(self, marks: frozenset[str]) -> TrueClause:
        """The same clause where the source lost these marks."""
        kept = MARK.sub(lambda hit: "" if hit.group(1) in marks else hit.group(), self.marked)
        return replace(self, marked=kept)


@dataclass(frozen=True)
class TrueHeader:
    """What a resolution says of itself outside its clauses."""

    number: str
    title: str
    session: str
    adopted_on: date
    plenary_meeting: str
    agenda_item: str
    agenda_name: str
    committee_report: str
    distributed_on: date
    job_number: str

    @property
    def symbol(self) -> str:
        """The symbol as the United Nations print it."""
        return f"A/RES/{self.number}"


@dataclass(frozen=True)
class TrueResolution:
    """A resolution before any source gets hold of it; ``headings`` stand before the clause."""

    header: TrueHeader
    clauses: tuple[TrueClause, ...]
    notes: tuple[tuple[str, str], ...]
    headings: dict[str, str] = field(default_factory=dict)

    def heading_rows(self, label: str) -> list[str]:
        """The number and the title of the section that begins with this clause."""
        return self.headings.get(label, "").splitlines()

    @property
    def first_annexed(self) -> str:
        """The label of the first clause after the closing lines, "" if nothing is annexed."""
        annexed = (c.label for c in self.clauses if c.kind is ClauseKind.ANNEX)
        return next(annexed, "")

    def closing_rows(self, label: str) -> list[str]:
        """The closing lines, where this clause is the first one annexed."""
        header = self.header
        if not label or label != self.first_annexed:
            return []
        return [f"{header.plenary_meeting} plenary meeting", printed_date(header.adopted_on)]


@dataclass(frozen=True)
class Rendering:
    """A resolution as one source gives it, and what a careful reader would make of that.

    ``shown`` names the facts of the header that this source states.
    """

    layout: str
    seed: int
    text: str
    clauses: tuple[TrueClause, ...]
    notes: tuple[tuple[str, str], ...]
    header: TrueHeader
    shown: frozenset[str]
    faults: tuple[str, ...]


def printed_date(day: date) -> str:
    """A date as resolutions print it, ``19 December 2006``."""
    return f"{day.day} {day:%B} {day.year}"


def with_mark(mark: str) -> str:
    """A mark as it stands in a text on its way to a page."""
    return f"\ue000{mark}\ue001"


def marked_text(text: str, references: tuple[tuple[str, int], ...]) -> str:
    """Put marks back into a text at their offsets."""
    parts, last = [], 0
    for mark, offset in references:
        parts += [text[last:offset], with_mark(mark)]
        last = offset
    return "".join([*parts, text[last:]])
