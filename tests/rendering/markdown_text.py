"""The words of one paragraph or note as Markdown: emphasis, links, escapes, marks."""

from __future__ import annotations

import re

from .faults import Faults
from .pages import OPENING_LIKE, wrapped
from .truth import MARK, TrueClause
from .vocabulary import phrases

NUMBERED = re.compile(r"(?<![\w/.\[-])((?:[AE]/)?\d{2,3}/\d{1,3}|2200 A \(XXI\))(?![\w/.]*\w)")
OPENINGS = tuple(
    sorted((*phrases("preambular_openings"), *phrases("operative_openings")), key=len, reverse=True)
)
NOTE_ITALICS = re.compile(
    r"Ibid\.|Treaty Series|Official Records of [^(]*|Supplement No\. \S+|I\.C\.J\. Reports"
)


def broken_words(clause: TrueClause, room: int, faults: Faults) -> tuple[list[str], int]:
    """Break a clause over the page that has ``room`` words left; the rest of the room, too.

    Never where the second half would read as a paragraph of its own.
    """
    words = clause.marked.split(" ")
    left = room - len(words)
    if left >= 0 or room < 4:
        return [clause.marked], left
    for place in range(room, 3, -1):
        stops = MARK.sub("", words[place - 1])[-1:] in tuple(",;:.") if place < len(words) else True
        if not stops and not OPENING_LIKE.match(words[place]) and "\ue000" not in words[place][:1]:
            return [" ".join(words[:place]), " ".join(words[place:])], left
    return [clause.marked], left


def emphasised(clause: TrueClause, piece: str, place: int, faults: Faults) -> str:
    """Italics on the opening phrase, on the whole paragraph, or none."""
    if place:
        again = faults.strike("italics_reopened", clause.label)
        return f"*{piece}*" if again else piece
    if clause.depth and not faults.strike("sub_emphasised", clause.label):
        return piece
    if not clause.number and faults.strike("whole_italics", clause.label):
        return f"*{piece}*"
    if faults.strike("emphasis_lost", clause.label):
        return piece
    opening = next((o for o in OPENINGS if piece.startswith(o + " ")), piece.split(" ", 1)[0])
    if opening.endswith(",") or MARK.search(opening):
        return piece
    sign = "_" if faults.strike("underscores", clause.label) else "*"
    return f"{sign}{opening}{sign}{piece[len(opening) :]}"


def marked_up(text: str, where: str, faults: Faults) -> str:
    """Links that lead nowhere, escapes, inner italics, and the marks as superscripts."""

    def linked(hit: re.Match[str]) -> str:
        shown = hit.group(1)
        if faults.strike("dead_link", f"{where} {shown}"):
            return f"[{shown.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}](#)"
        return shown

    def raised(hit: re.Match[str]) -> str:
        mark = hit.group(1)
        if faults.strike("sup_lost", f"{where} mark {mark}"):
            return mark
        gap = " " if faults.strike("sup_set_off", f"{where} mark {mark}") else ""
        return f"{gap}<sup>{mark}</sup>"

    text = NUMBERED.sub(linked, text)
    if faults.strike("escaped_brackets", where):
        text = re.sub(r"(?<!\\)(?<!\])\(([A-Z]\w*)\)", r"\\(\1\\)", text)
    if not text.endswith("*") and faults.strike("inner_italics", where):
        text = re.sub(r"\binter alia\b", "*inter alia*", text)
    return MARK.sub(raised, text)


def note_paragraph(mark: str, text: str, faults: Faults) -> str:
    """One footnote with the italics that some of its words have in print."""

    def slanted(hit: re.Match[str]) -> str:
        words = hit.group()
        if faults.strike("note_italics", f"note {mark}"):
            kept = words.rstrip(" ,")
            return f"*{kept}*{words[len(kept) :]}"
        return words

    slanted_text = NOTE_ITALICS.sub(slanted, text)
    return f"<sup>{mark}</sup> {marked_up(slanted_text, f'note {mark}', faults)}"


def soft_wrapped(text: str, faults: Faults, where: str) -> str:
    """The paragraph over several source lines, none of which begins like a list or heading."""
    if not faults.strike("soft_wrapped", where):
        return text
    rows: list[str] = []
    for row in wrapped(text, 78, at_hyphens=False):
        if rows and re.match(r"\d+\\?[.)]|[-+*#>] |\(", row):
            rows[-1] += " " + row
        else:
            rows.append(row)
    return "\n".join(rows)
