"""Resolutions as a converter from Word gives them (the way of 61/165).

One paragraph a line behind a tab, notes after the closing lines, the masthead after them all with
its cells glued together, and the codes of the document service left in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from .faults import Faults, encoded_oddly
from .losses import lose_marks, lose_notes, lost_numbers
from .pages import set_off_marks, visible, wrapped
from .truth import Rendering, TrueClause, TrueHeader, TrueResolution, printed_date

FAULTS = {
    "word_text": (
        "mark_set_off", "mark_lost", "note_lost", "note_block_lost", "number_lost", "all_numbers_lost",
        "number_alone", "number_without_tab", "tab_lost", "nested_tab", "header_first",
        "header_lost", "header_apart", "codes_lost", "rule_before_notes", "note_tab",
        "blank_between", "trailing_blank", "hard_space", "wrapped", "running_header",
        "title_without_tab", "crlf", "byte_order_mark",
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
    out += _body(truth, clauses, faults)
    out += ["", f"{truth.header.plenary_meeting} plenary meeting",
            printed_date(truth.header.adopted_on), *_notes(notes, faults)]
    out += _codes(truth.header, faults)
    out += head if not first else []
    out += _furniture(truth.header, faults)
    shown = {"symbol", "title", "plenary_meeting", "adopted_on", "committee_report"}
    if has_header:
        shown |= {"session", "agenda_item"}
    return Rendering(layout, seed, encoded_oddly("\n".join(out) + "\n", faults), clauses, notes,
                     truth.header, frozenset(shown), tuple(faults.drawn))


def _opening(header: TrueHeader, faults: Faults) -> list[str]:
    gap = " " if faults.strike("title_without_tab") else "\t"
    return [
        "[DU1]",
        f"Resolution adopted by the General Assembly on {printed_date(header.adopted_on)}",
        f"[{header.committee_report}]", f"{header.number}.{gap}{header.title}", "", "",
        "\tThe General Assembly,",
    ]


def _body(
    truth: TrueResolution, clauses: Sequence[TrueClause], faults: Faults
) -> list[str]:
    gone = lost_numbers(clauses, faults)
    tab = "" if faults.strike("tab_lost") else "\t"
    width = 76 if faults.strike("wrapped") else 100_000
    blank = [""] if faults.strike("blank_between") else []
    seen: set[str] = set()
    out: list[str] = []
    for index, clause in enumerate(clauses):
        text = visible(set_off_marks(clause, faults, seen))
        if faults.strike("hard_space", clause.label):
            text = re.sub(r"(?<=\d) (?=[A-Z][a-z])", "\u00a0", text)
        indent = tab * (clause.depth if faults.strike("nested_tab", clause.label) else 1) or tab
        rows = [indent + text]
        if clause.number and index not in gone:
            alone = index - 1 not in gone and faults.strike("number_alone", clause.label)
            rows = _numbered(clause, indent, text, faults, alone=alone)
        rows[-1:] = wrapped(rows[-1], width)
        rows = _interrupted(rows, clause.label, truth.header, faults)
        if faults.strike("trailing_blank", clause.label):
            rows[-1] += " "
        out += [*truth.heading_rows(clause.label), *rows, *blank]
    return out


def _numbered(
    clause: TrueClause, indent: str, text: str, faults: Faults, *, alone: bool
) -> list[str]:
    if alone:
        return [indent + clause.number, indent + text]
    gap = " " if faults.strike("number_without_tab", clause.label) else "\t"
    return [f"{indent}{clause.number}{gap}{text}"]


def _interrupted(
    rows: list[str], label: str, header: TrueHeader, faults: Faults
) -> list[str]:
    """Break a paragraph over a page in mid-sentence, with the symbol and the page number between.

    Only before a small letter, where nobody would take the rest for a paragraph.
    """
    words = rows[-1].split(" ")
    places = [i for i in range(3, len(words)) if words[i][:1].islower()
              and words[i - 1][-1:].isalpha()]
    if not places or not faults.strike("running_header", label):
        return rows
    place = faults.rng.choice(places)
    page = str(faults.rng.randint(2, 9))
    furniture = faults.rng.choice(([header.symbol, "", page], [page, "", header.symbol],
                                   ["", header.symbol, ""], ["", page, ""]))
    return [*rows[:-1], " ".join(words[:place]), *furniture, " ".join(words[place:])]


def _notes(notes: Sequence[tuple[str, str]], faults: Faults) -> list[str]:
    out = ["_______________"] if notes and faults.strike("rule_before_notes") else []
    for mark, text in notes:
        gap = "\t" if faults.strike("note_tab", f"note {mark}") else " "
        out.append(f"{mark}{gap}{text}")
    return out


def _codes(header: TrueHeader, faults: Faults) -> list[str]:
    if faults.strike("codes_lost"):
        return []
    job = f"<<ODS JOB NO>>N{header.job_number.replace('-', '')}E<<ODS JOB NO>>"
    return [
        f"[DU1]{job}", f"<<ODS DOC SYMBOL1>>{header.symbol}<<ODS DOC SYMBOL1>>",
        "<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>", "_______________", "", "-" * 60, "", "-" * 15,
        "", "-" * 60, "", "4", "    ", "", "4", "",
    ]


def _masthead(header: TrueHeader, faults: Faults) -> list[str]:
    issued, agenda = printed_date(header.distributed_on), f"Agenda item {header.agenda_item}"
    if faults.strike("header_apart"):
        return ["United Nations", header.symbol, "General Assembly", "Distr.: General", issued,
                header.session, agenda, ""]
    return [
        f"United Nations{header.symbol}General AssemblyDistr.: General",
        f"{issued}{header.session}", agenda, "",
    ]


def _furniture(header: TrueHeader, faults: Faults) -> list[str]:
    if faults.strike("codes_lost"):
        return []
    return [header.job_number, "", header.symbol, "", header.symbol, "", "2", "", "3"]
