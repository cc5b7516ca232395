"""Markdown from OCR: pieces of pages as paragraphs, marks raised with <sup>, links to nowhere.

``markdown_pieces`` takes the Markdown apart; here its pieces are sorted into body, notes and page
furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from etl.grammar.dates import parse_date
from etl.grammar.marks import lift_marks
from etl.grammar.numbering import BARE_ENUMERATOR, is_bracketed, split_enumerator
from etl.grammar.organs import Organ, find_formula
from etl.grammar.raised_marks import RAISED
from etl.model import (
    Block,
    BlockKind,
    ClauseKind,
    Document,
    Note,
    ParseIssue,
    SourceFormat,
)
from etl.sources.blocks import (
    begins_act,
    divide,
    no_resolution,
    second_resolution,
    to_blocks,
)
from etl.sources.closing import BehindClosing
from etl.sources.enumerators import as_printed
from etl.sources.fragments import Fragment, Gap, ends_sentence, is_closed
from etl.sources.front_matter import (
    CLOSING_MEETING,
    find_title,
    read_front_matter,
    stated_adoption,
    text_after_closing,
)
from etl.sources.furniture import ANNEX_LINE, DATE_LINE, RULE, STRAY_FIELD, is_header, page_number
from etl.sources.hyphens import lost_hyphens, mend_words, vocabulary_of
from etl.sources.joining import adopts_text, join_fragments
from etl.sources.lists import renumbered
from etl.sources.markdown_pieces import GLUE, NOTE, Piece, clean, fold, make_pieces
from etl.sources.note_block import opens_note

_PLAIN_NOTE = re.compile(r"^(?P<mark>\d{1,3})\s+(?P<text>\S.*)$", re.DOTALL)
# Italics over more than an opening phrase or a title.
_WHOLE_IN_ITALICS = re.compile(rf"^{GLUE}[^{GLUE}]{{80,}}{GLUE}$")


def read(text: str) -> Document:
    """Read Markdown made by OCR into blocks.

    Raises:
        DocumentRejected: if no organ's enacting formula stands in the text, or two resolutions do.
    """
    text, other_style = as_printed(text)
    vocabulary = vocabulary_of(text)
    made = make_pieces(text, vocabulary)
    before, formula, organ, pieces_after = _split_at_formula(made.pieces)
    sorter = _Sorter(find_title(before, organ)[1], stated_adoption(before))
    for piece in pieces_after:
        sorter.take(piece)
    behind = sorter.behind
    front = read_front_matter(before, behind.closing, [*sorter.furniture, *behind.left], organ)
    fragments, begun_anew = renumbered(sorter.body)
    body = join_fragments(fragments, vocabulary)
    paragraphs = [*body, *join_fragments(sorter.annex, vocabulary, annexed=True)]
    lost = lost_hyphens(text)
    texts = [mend_words(paragraph, lost) for paragraph in paragraphs]
    lifted = lift_marks(texts, {note.mark for note in sorter.notes})
    return Document(
        source_format=SourceFormat.MARKDOWN,
        metadata=front.metadata,
        blocks=divide([formula, *to_blocks(paragraphs, lifted, len(body))], before),
        notes=tuple(sorter.notes),
        links=tuple(made.links),
        issues=(
            *front.issues,
            *other_style,
            *begun_anew,
            *sorter.issues,
            *text_after_closing(behind.left),
            *(issue for paragraph in paragraphs for issue in paragraph.issues),
            *made.issues,
        ),
    )


def _split_at_formula(
    pieces: Sequence[Piece],
) -> tuple[list[tuple[int, str]], Block, Organ, list[Piece]]:
    before: list[tuple[int, str]] = []
    for index, piece in enumerate(pieces):
        # A line may end within the formula.
        # "*The General Assembly*," has its comma outside of the italics.
        runs = (run.strip() for run in re.sub(rf"{GLUE}+(?=,)", "", piece.text).split(GLUE))
        lines = ([run] if find_formula(run) else run.split("\n") for run in runs)
        parts = [part.strip() for part in chain.from_iterable(lines) if part.strip()]
        for place, part in enumerate(parts):
            behind = "".join(parts[place + 1 :]) or _text_after(pieces, index)
            found = find_formula(part) or (
                find_formula(part, alone=True) if begins_act(behind) else None
            )
            if found:
                organ, end = found
                formula = Block(
                    BlockKind.PARAGRAPH,
                    clean(part[:end]),
                    line=piece.line,
                    part=ClauseKind.PREAMBULAR,
                )
                rest = (part[end:] + " ".join(parts[place + 1 :])).strip()
                after = [Piece(rest, piece.line, emphasised=True)] if re.search(r"\w", rest) else []
                return before, formula, organ, [*after, *pieces[index + 1 :]]
            before.append((piece.line, RAISED.sub("", part).strip()))
    raise no_resolution(before)


def _text_after(pieces: Sequence[Piece], index: int) -> str:
    """The next piece's text, its number before it."""
    if index + 1 == len(pieces):
        return ""
    return f"{pieces[index + 1].number} {clean(pieces[index + 1].text)}".strip()


@dataclass(slots=True)
class _Sorter:
    """Walks the pieces after the formula once and files each."""

    title: str | None
    adopted_on: date | None = None
    body: list[Fragment] = field(default_factory=list)
    annex: list[Fragment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    behind: BehindClosing = field(default_factory=BehindClosing)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    closed: bool = False
    in_annex: bool = False
    gap: Gap = Gap.PARAGRAPH

    def take(self, piece: Piece) -> None:
        """File one piece."""
        plain = clean(piece.text)
        if piece.after_rule:
            self.gap = Gap.PAGE
        if note := self._note(piece):
            self.notes.append(Note(note["mark"], clean(note["text"]), piece.line))
            self.gap = Gap.PAGE
        elif self._is_furniture(plain, in_table=piece.table > 0):
            self.furniture.append((piece.line, plain))
            self.gap = Gap.PAGE
        else:
            self._take_text(piece, plain)
            self.gap = Gap.PARAGRAPH

    def _note(self, piece: Piece) -> re.Match[str] | None:
        """Return mark and text of a note; one whose mark is not raised begins as notes do."""
        text = piece.text.replace(GLUE, "")
        if raised := NOTE.match(text):
            return raised
        behind = self.closed and not self.in_annex
        listed = f"{piece.number[:-1]} " if piece.number and behind else ""
        plain = None if piece.number and not listed else _PLAIN_NOTE.match(listed + text)
        if plain is None or DATE_LINE.match(text) or self._heads_annex(piece):
            return None
        last = max((int(note.mark) for note in self.notes if note.mark.isdigit()), default=0)
        is_next = int(plain["mark"]) == last + 1
        opens = opens_note(plain["text"]) and (is_next or not self.in_annex)
        if not opens and not (is_next and self._interrupts(plain["text"])):
            return None
        if int(plain["mark"]) <= last:
            return None
        message = f"the mark of note {plain['mark']} is not raised; known by how the note begins"
        self.issues.append(ParseIssue("note_not_raised", message, piece.line))
        return plain

    def _interrupts(self, text: str) -> bool:
        """Tell a note of unusual form: behind the closing lines, or within a sentence."""
        above = self.annex if self.in_annex else self.body
        is_open = bool(above) and not is_closed(above[-1].raw)
        return (self.closed and not self.in_annex) or (
            is_open and text[:1].isupper() and text.endswith(".")
        )

    def _is_closing_date(self, plain: str) -> bool:
        """Tell the date alone that closes what was adopted without a meeting."""
        if self.closed or not self.body or not DATE_LINE.match(plain):
            return False
        return ends_sentence(self.body[-1].raw) and parse_date(plain) == self.adopted_on

    def _heads_annex(self, piece: Piece) -> bool:
        is_behind = self.closed and not self.in_annex
        return is_behind and self.behind.is_under_title(_fragment(piece, self.gap))

    def _is_furniture(self, plain: str, *, in_table: bool) -> bool:
        alone = STRAY_FIELD.match(plain) or RULE.match(plain) or page_number(plain) is not None
        # The title of a text that is adopted, or annexed, may be that of the resolution.
        adopted = bool(self.body) and adopts_text(self.body[-1].raw)
        adopted = adopted or (self.in_annex and self.annex[-1].heading)
        title = None if adopted or (self.closed and not self.in_annex) else self.title
        return (bool(alone) and not in_table) or is_header(plain, title)

    def _take_text(self, piece: Piece, plain: str) -> None:
        fragment = _fragment(piece, self.gap)
        if CLOSING_MEETING.match(plain) or self._is_closing_date(plain):
            self.closed, self.in_annex = True, False
        if not self.closed:
            if _WHOLE_IN_ITALICS.match(piece.text):
                message = "a whole paragraph stands in italics; read as plain text"
                self.issues.append(ParseIssue("paragraph_in_italics", message, piece.line))
            self.body.append(fragment)
        elif self.in_annex:
            self.annex.append(fragment)
        elif begun := self.behind.annex_from(fragment):
            self.annex.extend(begun)
            self.in_annex = True
        elif any(find_formula(run.strip()) for run in piece.text.split(GLUE)):
            raise second_resolution(piece.line)
        else:
            for line in map(clean, piece.text.split("\n")):
                self.behind.take(_fragment(replace(piece, text=line), self.gap))


def _fragment(piece: Piece, gap: Gap) -> Fragment:
    text = fold(piece.text.replace(GLUE, ""))
    if piece.table:
        return Fragment(text, piece.line, piece.number, text, gap, table=piece.table)
    number, rest = piece.number, text
    if number and not (re.fullmatch(r"\d{1,3}\.", number) or is_bracketed(number)):
        number, rest = "", f"{number} {text}"
    elif not number:
        bare = BARE_ENUMERATOR.match(text)
        number, rest = split_enumerator(text)
        if bare:
            number, rest = re.sub(r"\s", "", bare["enumerator"]), ""
    raw = f"{piece.number} {text}" if piece.number and number else text
    emphasised = piece.emphasised or bool(
        re.match(rf"\s*\(?\s?\w{{1,4}}\s?[.)]\s*{GLUE}", piece.text)
    )
    return Fragment(
        rest,
        piece.line,
        number,
        raw,
        gap,
        emphasised=emphasised,
        heading=(piece.heading and not is_closed(rest)) or ANNEX_LINE.match(rest) is not None,
    )
