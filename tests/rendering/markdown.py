"""Resolutions as two OCR engines give them in Markdown.

``markdown_bold`` is the way of 76/172: bold headings run together, opening phrases in italics,
links that lead nowhere. ``markdown_hash`` is the way of 78/217: headings with number signs, whole
paragraphs in italics, sub-paragraphs now and then as lists.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .faults import Faults
from .losses import lose_marks, lose_notes, lost_numbers
from .markdown_text import (
    broken_words,
    emphasised,
    marked_up,
    note_paragraph,
    soft_wrapped,
)
from .truth import MARK, Rendering, TrueClause, TrueHeader, TrueResolution, printed_date
from .typography import BLANKS, typeset_oddly

#: Ends a paragraph that no blank line follows.
TIGHT = "\ue004"
SHARED = (
    "mark_lost",
    "note_lost",
    "note_block_lost",
    "number_lost",
    "all_numbers_lost",
    "list_dash",
    "whole_italics",
    "emphasis_lost",
    "sub_emphasised",
    "inner_italics",
    "dead_link",
    "escaped_brackets",
    "escaped_number",
    "sup_set_off",
    "sup_lost",
    "rule_lost",
    "note_italics",
    "notes_tight",
    "running_header",
    "job_number",
    "soft_wrapped",
    "closing_apart",
    "trailing_blanks",
    "extra_blank_lines",
    "image",
    "header_lost",
    "italics_reopened",
    "number_apart",
    "underscores",
    "sub_indent",
    "formula_plain",
    "entities",
    *BLANKS,
)
FAULTS = {
    "markdown_bold": (*SHARED, "headings_glued"),
    "markdown_hash": (*SHARED, "heading_levels"),
}


def render(
    truth: TrueResolution, layout: str, seed: int, probabilities: Mapping[str, float]
) -> Rendering:
    """The resolution in one of the two Markdown layouts, with faults as likely as given."""
    rng = random.Random(seed)
    faults = Faults(rng, probabilities)
    clauses = lose_marks(truth.clauses, faults)
    notes = lose_notes(truth.notes, faults)
    gone = lost_numbers(clauses, faults)
    has_header = not faults.strike("header_lost")
    maker = _bold_headings if layout == "markdown_bold" else _hash_headings
    out = [*maker(truth.header, faults, has_header=has_header)]
    kept: list[tuple[str, str]] = []
    for paragraph in _body(truth, clauses, gone, notes, faults, kept):
        if out and out[-1].endswith(TIGHT) and not _runs_on(out[-1], paragraph):
            out.append("")
        out += [paragraph, *([""] * _gap(paragraph, faults))]
    text = _finished(out, faults)
    shown = {"symbol", "title", "plenary_meeting", "adopted_on"}
    if has_header:
        shown |= {"session", "agenda_item", "committee_report"}
    return Rendering(
        layout,
        seed,
        text,
        clauses,
        tuple(kept),
        truth.header,
        frozenset(shown),
        tuple(faults.drawn),
    )


def _gap(paragraph: str, faults: Faults) -> int:
    if not paragraph or paragraph.endswith(TIGHT):
        return 0
    return 3 if faults.strike("extra_blank_lines") else 1


def _runs_on(before: str, paragraph: str) -> bool:
    """Whether both belong to one list, or to one block of notes, that no blank line divides."""
    alike = before.lstrip().startswith("- ") == paragraph.lstrip().startswith("- ")
    return paragraph.endswith(TIGHT) and alike


def _finished(out: Sequence[str], faults: Faults) -> str:
    text = "\n".join(out).replace(TIGHT, "")
    if faults.strike("formula_plain"):
        text = text.replace("*The General Assembly,*\n", "The General Assembly,\n")
    if faults.strike("entities"):
        text = text.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("—", "&mdash;")
    if faults.strike("trailing_blanks"):
        text = text.replace(",\n", ", \n").replace(";\n", "; \n")
    return typeset_oddly(text + "\n", faults)


def _body(
    truth: TrueResolution,
    clauses: Sequence[TrueClause],
    gone: frozenset[int],
    notes: Sequence[tuple[str, str]],
    faults: Faults,
    kept: list[tuple[str, str]],
) -> Iterator[str]:
    """The paragraphs from the first clause to the last note, with a page break now and then."""
    texts, room, page, cited = dict(notes), _page_size(faults), 1, list[str]()
    header, seen = truth.header, set[str]()
    for index, clause in enumerate(clauses):
        if clause.label == truth.first_annexed:
            yield from _closing(header, faults)
        yield from (f"**{row}**" for row in truth.heading_rows(clause.label))
        shown = replace(clause, number="") if index in gone else clause
        pieces, room = broken_words(shown, room, faults)
        for place, piece in enumerate(pieces):
            if place:
                fresh = _fresh(cited, texts, seen)
                yield from _page_break(fresh, page, header, faults, kept)
                page, cited = page + 1, []
            cited += MARK.findall(piece)
            yield from _paragraph(shown, piece, place, faults, apart=index - 1 not in gone)
        if len(pieces) > 1:
            room = _page_size(faults)
        elif room < 0 and index + 1 < len(clauses):
            fresh = _fresh(cited, texts, seen)
            yield from _page_break(fresh, page, header, faults, kept)
            page, cited, room = page + 1, [], _page_size(faults)
    if not truth.first_annexed:
        yield from _closing(header, faults)
    yield from _note_block(_fresh(cited, texts, seen), page, faults, kept)


def _page_size(faults: Faults) -> int:
    return faults.rng.randint(80, 500)


def _fresh(cited: Sequence[str], texts: Mapping[str, str], seen: set[str]) -> list[tuple[str, str]]:
    marks = [m for m in dict.fromkeys(cited) if m in texts and m not in seen]
    seen.update(marks)
    return [(mark, texts[mark]) for mark in sorted(marks, key=int)]


def _paragraph(
    clause: TrueClause, piece: str, place: int, faults: Faults, *, apart: bool
) -> Iterator[str]:
    """One piece of a clause as a Markdown paragraph; the first carries its number.

    ``apart``: whether the number may stand in a paragraph of its own.
    """
    text = emphasised(clause, piece, place, faults)
    text = marked_up(text, clause.label, faults)
    if place == 0 and clause.number:
        if clause.depth and faults.strike("list_dash", clause.label):
            indent = "  " * (clause.depth - 1)
            yield f"{indent}- {clause.number} {text}{TIGHT}"
            return
        if apart and faults.strike("number_apart", clause.label):
            yield clause.number if clause.depth else clause.number.replace(".", "\\.")
        elif not clause.depth and faults.strike("escaped_number", clause.label):
            text = f"{clause.number[:-1]}\\. {text}"
        else:
            text = f"{clause.number} {text}"
    indent = "   " if clause.depth and faults.strike("sub_indent", clause.label) else ""
    yield indent + soft_wrapped(text, faults, clause.label)


def _page_break(
    notes: list[tuple[str, str]],
    page: int,
    header: TrueHeader,
    faults: Faults,
    kept: list[tuple[str, str]],
) -> Iterator[str]:
    yield from _note_block(notes, page, faults, kept)
    if page == 1 and faults.strike("job_number"):
        yield f"{header.job_number} (E)"
        yield f"*{header.job_number.replace('-', '')}*"
        yield "Please recycle"
    if faults.strike("running_header", f"page {page}"):
        yield faults.rng.choice(
            (
                header.symbol,
                f"**{header.symbol}**",
                f"{page}/{page + 5}",
                f"{page}",
                f"{header.symbol} {header.title}",
            )
        )


def _note_block(
    notes: list[tuple[str, str]], page: int, faults: Faults, kept: list[tuple[str, str]]
) -> Iterator[str]:
    if not notes or faults.strike("note_block_lost", f"page {page}"):
        return
    kept += notes
    if not faults.strike("rule_lost", f"page {page}"):
        yield "---"
    tight = faults.strike("notes_tight", f"page {page}")
    for mark, text in notes:
        yield note_paragraph(mark, text, faults) + ("  " + TIGHT if tight else "")


def _closing(header: TrueHeader, faults: Faults) -> Iterator[str]:
    meeting, day = f"{header.plenary_meeting} plenary meeting", printed_date(header.adopted_on)
    if faults.strike("closing_apart"):
        yield from (meeting, day)
    else:
        yield f"*{meeting}  \n{day}*"


def _bold_headings(header: TrueHeader, faults: Faults, *, has_header: bool) -> Iterator[str]:
    yield from _top(faults)
    adopted = printed_date(header.adopted_on)
    title = f"{header.number}. {header.title}"
    if not has_header:
        yield from (f"**{title}**", "", "*The General Assembly,*", "")
        return
    yield from (f"**{header.session}**", "", f"Agenda item {header.agenda_item}", "")
    if faults.strike("headings_glued"):
        yield (
            f"**{header.agenda_name}****Resolution adopted by the General Assembly  \n"
            f"on {adopted}***[{header.committee_report}]***{title}***The General Assembly,*"
        )
        yield ""
        return
    yield from (
        f"**{header.agenda_name}**",
        "",
        f"**Resolution adopted by the General Assembly  \non {adopted}**",
        "",
        f"*[{header.committee_report}]*",
        "",
        f"**{title}**",
        "",
        "*The General Assembly,*",
        "",
    )


def _hash_headings(header: TrueHeader, faults: Faults, *, has_header: bool) -> Iterator[str]:
    yield from _top(faults)
    one, two, three = ("#", "##", "###")
    if faults.strike("heading_levels"):
        one, two, three = (faults.rng.choice(("#", "##", "###", "####")) for _ in range(3))
    title = f"{three} {header.number}. {header.title}"
    adopted = (
        f"{two} Resolution adopted by the General Assembly on {printed_date(header.adopted_on)}"
    )
    if not has_header:
        yield from (title, "", "*The General Assembly,*", "")
        return
    issued = printed_date(header.distributed_on)
    for heading in (
        f"{one} General Assembly",
        f"Distr.: General  \n{issued}",
        "---",
        f"{two} {header.session}",
        f"Agenda item {header.agenda_item}",
        f"**{header.agenda_name}**",
        adopted,
        f"[*{header.committee_report}*]",
        title,
        "*The General Assembly,*",
    ):
        yield from (heading, "")


def _top(faults: Faults) -> Iterator[str]:
    yield from ("", "")
    if faults.strike("image"):
        yield from ("![](images/emblem.png)", "")
