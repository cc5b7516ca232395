"""Resolutions as two PDF converters give them: text lines, with what the page lost or mixed in.

``drifting`` is the way of 62/156: no blank lines between paragraphs, numbers after the first line
or alone, notes with their mark on a line of its own, page number and symbol between. ``spaced`` is
the way of 66/172: blank lines, a trailing blank on every line, notes under a rule in mid-sentence.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from .faults import Faults
from .losses import lose_marks, lose_notes, lost_numbers
from .pages import Line, Page, body_lines, paged, set_off_marks, wrapped
from .truth import Rendering, TrueHeader, TrueResolution, printed_date
from .typography import TYPOGRAPHY, typeset_oddly

RULE = "_______________"
SHARED = (
    "mark_set_off",
    "mark_lost",
    "note_lost",
    "note_block_lost",
    "hyphen_lost",
    "number_lost",
    "running_header",
    "header_present",
    "form_feed",
    "soft_hyphen",
    "stray_code",
    "number_after_first_line",
    "number_alone",
    "number_tab",
    *TYPOGRAPHY,
)
#: Where a number drifts to. After a paragraph that lost its own, it could be taken for that one's.
DRIFTS = ("number_after_first_line", "number_alone", "number_set_apart")
FAULTS = {
    "pdf_drifting": (
        *SHARED,
        "number_set_apart",
        "indent",
        "rule_lost",
        "mark_alone",
        "page_break_invisible",
    ),
    "pdf_spaced": (
        *SHARED,
        "indent_lost",
        "trailing_blanks_lost",
        "double_blank_at_line_end",
        "blank_line_lost",
        "blank_lines_doubled",
    ),
}


def render(
    truth: TrueResolution, layout: str, seed: int, probabilities: Mapping[str, float]
) -> Rendering:
    """The resolution in one of the two PDF layouts, with faults as likely as given."""
    rng = random.Random(seed)
    faults = Faults(rng, probabilities)
    clauses = lose_marks(truth.clauses, faults)
    notes = lose_notes(truth.notes, faults)
    seen: set[str] = set()
    gone = lost_numbers(clauses, faults)
    texts = [set_off_marks(clause, faults, seen) for clause in clauses]
    page_maker = _Drifting if layout == "pdf_drifting" else _Spaced
    maker = page_maker(truth, faults, gone)
    width = rng.randint(66, 84)
    lines = list(body_lines(maker.numbered(texts), faults, width))
    pages = paged(lines, notes, rng, rng.randint(14, 50))
    pages = [_without_block(page, place, faults) for place, page in enumerate(pages, 1)]
    out = maker.document(pages)
    text = typeset_oddly("\n".join(out), faults)
    kept = tuple(note for page in pages for note in page.notes)
    shown = {"symbol", "title", "plenary_meeting", "adopted_on"}
    if maker.has_header:
        shown |= {"session", "agenda_item", "committee_report"}
    return Rendering(
        layout, seed, text, clauses, kept, truth.header, frozenset(shown), tuple(faults.drawn)
    )


def _without_block(page: Page, place: int, faults: Faults) -> Page:
    if page.notes and faults.strike("note_block_lost", f"page {place}"):
        return Page(page.lines, ())
    return page


def header_lines(header: TrueHeader) -> list[str]:
    """The masthead of a first page, as a converter reads it off from left to right."""
    return [
        f"United Nations {header.symbol}",
        "",
        "General Assembly Distr.: General",
        printed_date(header.distributed_on),
        "",
        header.session,
        f"Agenda item {header.agenda_item}",
        "",
        f"Resolution adopted by the General Assembly on {printed_date(header.adopted_on)}",
        f"[{header.committee_report}]",
        "",
    ]


def title_lines(header: TrueHeader) -> list[str]:
    """Number and title, over two lines if it is long."""
    return wrapped(f" {header.number}. {header.title}", 70)


def closing_lines(header: TrueHeader) -> list[str]:
    """Meeting and date of adoption, which end a resolution."""
    return [f"{header.plenary_meeting} plenary meeting", printed_date(header.adopted_on)]


class _Pages:
    """What both layouts share: which numbers stand in their line, and which drifted out of it."""

    drifts: tuple[str, ...] = ()

    def __init__(self, truth: TrueResolution, faults: Faults, gone: frozenset[int]) -> None:
        self.truth, self.faults, self.gone = truth, faults, gone
        self.has_header = faults.strike("header_present")
        self.apart: dict[int, str] = {}

    def numbered(self, texts: Sequence[str]) -> list[str]:
        """Texts with the numbers that stand in the line; the others are kept for later."""
        shown = []
        for index, text in enumerate(texts):
            clause = self.truth.clauses[index]
            if not clause.number or index in self.gone:
                shown.append(text)
                continue
            forms = () if index - 1 in self.gone else self.drifts
            form = next((f for f in forms if self.faults.strike(f, clause.label)), "inline")
            self.apart[index] = form
            tab = form == "inline" and self.faults.strike("number_tab", clause.label)
            gap = "\t" if tab else " "
            shown.append(f"{clause.number}{gap}{text}" if form == "inline" else text)
        return shown

    def placed(self, line: Line, indent: str) -> list[str]:
        """A line with the number that drifted off it, and the stray code after its paragraph."""
        clause = self.truth.clauses[line.clause]
        form = self.apart.get(line.clause, "") if line.is_first else ""
        out = [indent + line.text]
        if form == "number_after_first_line" and not line.is_last:
            out.append(clause.number)
        elif form in ("number_alone", "number_after_first_line"):
            out = [indent + clause.number, indent + line.text]
        elif form == "number_set_apart":
            out = [clause.number, "", line.text] + ([""] if line.is_last else [])
        if line.marks and line.is_last and self.faults.strike("stray_code", clause.label):
            out += [f"{int(line.marks[-1]) - 1}F", ""]
        return out


class _Drifting(_Pages):
    """Pages whose numbers and notes drifted (62/156)."""

    drifts = DRIFTS

    def document(self, pages: Sequence[Page]) -> list[str]:
        """All pages, from the title to the last note."""
        header = self.truth.header
        out = header_lines(header) if self.has_header else []
        out += [*title_lines(header), "The General Assembly,"]
        for place, page in enumerate(pages, 1):
            rows = [row for line in page.lines for row in self._line(line)]
            out += _fed(rows, self.faults, place)
            if place == len(pages):
                out += [] if self.truth.first_annexed else closing_lines(header)
                out += ["", RULE, *self._notes(page), " "] if page.notes else [" "]
            else:
                out += self._page_break(page, place)
        return out

    def _line(self, line: Line) -> list[str]:
        label = self.truth.clauses[line.clause].label
        if not line.is_first:
            return self.placed(line, "")
        above = [*self.truth.closing_rows(label), *self.truth.heading_rows(label)]
        return [*above, *self.placed(line, " " if self.faults.strike("indent", label) else "")]

    def _notes(self, page: Page) -> list[str]:
        out = []
        for mark, text in page.notes:
            rows = wrapped(text, 96)
            alone = self.faults.strike("mark_alone", f"note {mark}")
            out += [mark, *rows] if alone else [f"{mark} {rows[0]}", *rows[1:]]
        return out

    def _page_break(self, page: Page, place: int) -> list[str]:
        faults, where = self.faults, f"page {place}"
        bare = not page.notes
        if bare and faults.strike("page_break_invisible", where):
            return []
        if bare and page.lines[-1].is_last and not faults.strike("running_header", where):
            return [RULE]
        rule = [] if bare or faults.strike("rule_lost", where) else [RULE]
        furniture = [str(place), "", self.truth.header.symbol]
        if place % 2:
            furniture.reverse()
        return ["", *rule, *self._notes(page), "", *furniture, ""]


def _fed(rows: list[str], faults: Faults, place: int) -> list[str]:
    """The rows of a page, the first after a form feed where the converter kept it."""
    if place > 1 and faults.strike("form_feed", f"page {place}"):
        return ["\f" + rows[0], *rows[1:]]
    return rows


class _Spaced(_Pages):
    """Pages set with blank lines between paragraphs (66/172)."""

    drifts = DRIFTS[:2]

    def document(self, pages: Sequence[Page]) -> list[str]:
        """All pages, from the title to the last note."""
        header = self.truth.header
        out = header_lines(header) if self.has_header else []
        out += [*title_lines(header), "", "", " The General Assembly,", ""]
        for place, page in enumerate(pages, 1):
            out += _fed(self._body(page, place), self.faults, place)
            if place == len(pages):
                closing = [] if self.truth.first_annexed else ["", *closing_lines(header)]
                out += [*closing, "", *self._notes(page), " "]
            else:
                out += self._page_break(page, place)
        return [self._ended(row) for row in out]

    def _body(self, page: Page, place: int) -> list[str]:
        out: list[str] = []
        indents = not self.faults.strike("indent_lost", f"page {place}")
        for position, line in enumerate(page.lines):
            top = position == 0 and place > 1
            indent = ("  " if line.is_first else " ") if top else " " if line.is_first else ""
            label = self.truth.clauses[line.clause].label
            if line.is_first:
                closing, rows = self.truth.closing_rows(label), self.truth.heading_rows(label)
                out += [*closing, ""] if closing else []
                out += [f" {' '.join(rows)}", ""] if rows else []
            out += self.placed(line, indent if indents else "")
            if line.is_last and position < len(page.lines) - 1:
                lost = self.faults.strike("blank_line_lost", label)
                doubled = self.faults.strike("blank_lines_doubled")
                out += [] if lost and indents else ["", ""] if doubled else [""]
        return out

    def _notes(self, page: Page) -> list[str]:
        out = [RULE] if page.notes else []
        for mark, text in page.notes:
            out += wrapped(f"{mark} {text}", 96)
        return out

    def _page_break(self, page: Page, place: int) -> list[str]:
        faults, where = self.faults, f"page {place}"
        out = ["", *self._notes(page)] if page.notes else []
        if faults.strike("running_header", where):
            header = self.truth.header
            out += faults.rng.choice(
                (
                    [f"{place} ", header.symbol],
                    [header.symbol, f"{place}"],
                    [f"{place}/{place + 4} {header.job_number}", f"{header.title} {header.symbol}"],
                    [f"{header.job_number} {place}", header.symbol],
                )
            )
        return out

    def _ended(self, row: str) -> str:
        if not row or self.faults.strike("trailing_blanks_lost"):
            return row
        double = row.rstrip()[-1:] in ",;:" and self.faults.strike("double_blank_at_line_end")
        return row + ("  " if double else " ")
