"""Resolutions as a converter from Word gives them (the way of 61/165).

One paragraph a line behind a tab, notes after the closing lines, the masthead after them all with
its cells glued together, and the codes of the document service left in.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from .faults import Faults
from .losses import lose_marks, lose_notes, lost_numbers
from .pages import set_off_marks, visible, wrapped
from .truth import Rendering, TrueClause, TrueHeader, TrueResolution, printed_date
from .typography import BLANKS, typeset_oddly

RULE = "_______________"
FAULTS = {
    "word_text": (
        "mark_set_off",
        "mark_lost",
        "note_lost",
        "note_block_lost",
        "number_lost",
        "all_numbers_lost",
        "number_alone",
        "number_without_tab",
        "tab_lost",
        "nested_tab",
        "header_first",
        "header_lost",
        "header_apart",
        "codes_lost",
        "rule_before_notes",
        "note_tab",
        "blank_between",
        "trailing_blank",
        "wrapped",
        "running_header",
        "note_block_inside",
        "stray_code",
        "title_without_tab",
        *BLANKS,
    ),
}


def render(
    truth: TrueResolution, layout: str, seed: int, probabilities: Mapping[str, float]
) -> Rendering:
    """The resolution in the Word layout, with faults as likely as given."""
    rng = random.Random(seed)
    faults = Faults(rng, probabilities)
    clauses = lose_marks(truth.clauses, faults)
    notes = lose_notes(truth.notes, faults)
    if notes and faults.strike("note_block_lost"):
        notes = ()
    has_header = not faults.strike("header_lost")
    first = has_header and faults.strike("header_first")
    head = _masthead(truth.header, faults) if has_header else []
    out = [*(head if first else ()), *_opening(truth.header, faults)]
    body = _Body(truth, clauses, notes, faults)
    out += body.rows()
    out += ["", *([] if truth.first_annexed else _closing(truth.header)), *body.notes_left()]
    out += _codes(truth.header, faults)
    out += head if not first else []
    out += _furniture(truth.header, faults)
    shown = {"symbol", "title", "plenary_meeting", "adopted_on", "committee_report"}
    if has_header:
        shown |= {"session", "agenda_item"}
    return Rendering(
        layout,
        seed,
        typeset_oddly("\n".join(out) + "\n", faults),
        clauses,
        notes,
        truth.header,
        frozenset(shown),
        tuple(faults.drawn),
    )


def _opening(header: TrueHeader, faults: Faults) -> list[str]:
    gap = " " if faults.strike("title_without_tab") else "\t"
    return [
        "[DU1]",
        f"Resolution adopted by the General Assembly on {printed_date(header.adopted_on)}",
        f"[{header.committee_report}]",
        f"{header.number}.{gap}{header.title}",
        "",
        "",
        "\tThe General Assembly,",
    ]


def _closing(header: TrueHeader) -> list[str]:
    return [f"{header.plenary_meeting} plenary meeting", printed_date(header.adopted_on)]


class _Body:
    """The paragraphs, and the notes that were not printed between them."""

    def __init__(
        self,
        truth: TrueResolution,
        clauses: Sequence[TrueClause],
        notes: Sequence[tuple[str, str]],
        faults: Faults,
    ) -> None:
        self.truth, self.clauses, self.faults = truth, clauses, faults
        self.gone = lost_numbers(clauses, faults)
        self.tab = "" if faults.strike("tab_lost") else "\t"
        self.width = 76 if faults.strike("wrapped") else 100_000
        self.left = dict(notes)
        self.cited: list[str] = []
        self.seen: set[str] = set()

    def rows(self) -> list[str]:
        """Every paragraph in order, with the headings before it."""
        blank = [""] if self.faults.strike("blank_between") else []
        out: list[str] = []
        for index, clause in enumerate(self.clauses):
            label = clause.label
            closing = self.truth.closing_rows(label)
            out += ["", *closing, ""] if closing else []
            out += [*self.truth.heading_rows(label), *self._paragraph(index, clause), *blank]
        return out

    def notes_left(self) -> list[str]:
        """The notes after the closing lines."""
        out = [RULE] if self.left and self.faults.strike("rule_before_notes") else []
        return out + self._printed(list(self.left))

    def _printed(self, marks: Sequence[str]) -> list[str]:
        out = []
        for mark in marks:
            gap = "\t" if self.faults.strike("note_tab", f"note {mark}") else " "
            out.append(f"{mark}{gap}{self.left.pop(mark)}")
        return out

    def _paragraph(self, index: int, clause: TrueClause) -> list[str]:
        faults, label = self.faults, clause.label
        text = set_off_marks(clause, faults, self.seen)
        self.cited += clause.marks
        depth = clause.depth if faults.strike("nested_tab", label) else 1
        indent = self.tab * max(depth, 1)
        rows = [indent + text]
        if clause.number and index not in self.gone:
            alone = index - 1 not in self.gone and faults.strike("number_alone", label)
            gap = " " if faults.strike("number_without_tab", label) else "\t"
            rows = [f"{indent}{clause.number}{gap}{text}"]
            if alone:
                rows = [indent + clause.number, indent + text]
        rows[-1:] = wrapped(rows[-1], self.width)
        rows = self._interrupted(rows, label)
        if faults.strike("trailing_blank", label):
            rows[-1] += " "
        if clause.marks and faults.strike("stray_code", label):
            rows += [f"{int(clause.marks[-1]) - 1}F", ""]
        return [visible(row) for row in rows]

    def _interrupted(self, rows: list[str], label: str) -> list[str]:
        """Break a paragraph over a page in mid-sentence, with what stood there between.

        Only before a small letter, where nobody would take the rest for a paragraph.
        """
        words = rows[-1].split(" ")
        places = [
            i
            for i in range(3, len(words))
            if words[i][:1].islower() and words[i - 1][-1:].isalpha()
        ]
        between = self._between(label) if places else []
        if not between:
            return rows
        place = self.faults.rng.choice(places)
        return [*rows[:-1], " ".join(words[:place]), *between, " ".join(words[place:])]

    def _between(self, label: str) -> list[str]:
        faults, symbol = self.faults, self.truth.header.symbol
        reached = max(map(int, self.cited), default=0)
        notes = [mark for mark in self.left if int(mark) <= reached]
        if notes and faults.strike("note_block_inside", label):
            return ["", RULE, *self._printed(notes), ""]
        if not faults.strike("running_header", label):
            return []
        page = str(faults.rng.randint(2, 9))
        return faults.rng.choice(
            ([symbol, "", page], [page, "", symbol], ["", symbol, ""], ["", page, ""])
        )


def _codes(header: TrueHeader, faults: Faults) -> list[str]:
    if faults.strike("codes_lost"):
        return []
    job = f"<<ODS JOB NO>>N{header.job_number.replace('-', '')}E<<ODS JOB NO>>"
    return [
        f"[DU1]{job}",
        f"<<ODS DOC SYMBOL1>>{header.symbol}<<ODS DOC SYMBOL1>>",
        "<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>",
        RULE,
        "",
        "-" * 60,
        "",
        "-" * 15,
        "",
        "-" * 60,
        "",
        "4",
        "    ",
        "",
        "4",
        "",
    ]


def _masthead(header: TrueHeader, faults: Faults) -> list[str]:
    issued, agenda = printed_date(header.distributed_on), f"Agenda item {header.agenda_item}"
    if faults.strike("header_apart"):
        return [
            "United Nations",
            header.symbol,
            "General Assembly",
            "Distr.: General",
            issued,
            header.session,
            agenda,
            "",
        ]
    return [
        f"United Nations{header.symbol}General AssemblyDistr.: General",
        f"{issued}{header.session}",
        agenda,
        "",
    ]


def _furniture(header: TrueHeader, faults: Faults) -> list[str]:
    if faults.strike("codes_lost"):
        return []
    return [header.job_number, "", header.symbol, "", header.symbol, "", "2", "", "3"]
