"""Markdown from OCR: pieces of pages as paragraphs, marks raised with <sup>, links to nowhere.

``markdown_pieces`` takes the Markdown apart; here its pieces are sorted into body, notes and page
furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from etl.grammar.marks import RAISED, lift_marks
from etl.grammar.numbering import BARE_ENUMERATOR, split_enumerator
from etl.grammar.organs import Organ, find_formula
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
    mend_words,
    no_resolution,
    second_resolution,
    to_blocks,
    vocabulary_of,
)
from etl.sources.enumerators import as_printed
from etl.sources.fragments import (
    Fragment,
    Gap,
    is_closed,
)
from etl.sources.front_matter import (
    CLOSING_MEETING,
    find_title,
    read_front_matter,
    text_after_closing,
)
from etl.sources.furniture import ANNEX_LINE, DATE_LINE, RULE, STRAY_FIELD, is_header, page_number
from etl.sources.joining import join_fragments
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
    sorter = _Sorter(find_title(before, organ)[1])
    for piece in pieces_after:
        sorter.take(piece)
    elsewhere = [*sorter.furniture, *sorter.left]
    front = read_front_matter(before, sorter.closing, elsewhere, organ)
    body = join_fragments(sorter.body, vocabulary)
    paragraphs = [*body, *join_fragments(sorter.annex, vocabulary)]
    texts = [mend_words(paragraph, vocabulary) for paragraph in paragraphs]
    lifted = lift_marks(texts, {note.mark for note in sorter.notes})
    return Document(
        source_format=SourceFormat.MARKDOWN,
        metadata=front.metadata,
        blocks=(formula, *to_blocks(paragraphs, lifted, len(body))),
        notes=tuple(sorter.notes),
        links=tuple(made.links),
        issues=(
            *front.issues,
            *other_style,
            *sorter.issues,
            *text_after_closing(sorter.left),
            *(issue for paragraph in paragraphs for issue in paragraph.issues),
            *made.dead,
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
        parts = [part for part in chain.from_iterable(lines) if part.strip()]
        for place, part in enumerate(parts):
            if found := find_formula(part.strip()):
                organ, end = found
                formula = Block(
                    BlockKind.PARAGRAPH,
                    clean(part.strip()[:end]),
                    line=piece.line,
                    part=ClauseKind.PREAMBULAR,
                )
                rest = (part.strip()[end:] + " ".join(parts[place + 1 :])).strip()
                after = [Piece(rest, piece.line, emphasised=True)] if re.search(r"\w", rest) else []
                return before, formula, organ, [*after, *pieces[index + 1 :]]
            before.append((piece.line, RAISED.sub("", part).strip()))
    raise no_resolution(before)


@dataclass(slots=True)
class _Sorter:
    """Walks the pieces after the formula once and files each.

    ``left`` is what stands behind the closing lines and is neither note nor annex.
    """

    title: str | None
    body: list[Fragment] = field(default_factory=list)
    annex: list[Fragment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    closing: list[tuple[int, str]] = field(default_factory=list)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
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
        elif _is_furniture(plain, self.title, in_table=piece.table > 0):
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
        listed = f"{piece.number[:-1]} " if piece.number and self.closed else ""
        plain = None if piece.number and not listed else _PLAIN_NOTE.match(listed + text)
        if plain is None or self.in_annex or DATE_LINE.match(text):
            return None
        last = max((int(note.mark) for note in self.notes if note.mark.isdigit()), default=0)
        is_next = int(plain["mark"]) == last + 1
        if not opens_note(plain["text"]) and not (is_next and self._interrupts(plain["text"])):
            return None
        if int(plain["mark"]) <= last:
            return None
        message = f"the mark of note {plain['mark']} is not raised; known by how the note begins"
        self.issues.append(ParseIssue("note_not_raised", message, piece.line))
        return plain

    def _interrupts(self, text: str) -> bool:
        """Tell a note of unusual form: behind the closing lines, or within a sentence."""
        is_open = bool(self.body) and not is_closed(self.body[-1].raw)
        return self.closed or (is_open and text[:1].isupper() and text.endswith("."))

    def _take_text(self, piece: Piece, plain: str) -> None:
        if CLOSING_MEETING.match(plain):
            self.closed, self.in_annex = True, False
        elif self.closed and ANNEX_LINE.match(plain):
            self.in_annex = True
        if self.in_annex:
            self.annex.append(_fragment(piece, self.gap))
        elif self.closed:
            if any(find_formula(run.strip()) for run in piece.text.split(GLUE)):
                raise second_resolution(piece.line)
            for line in map(clean, piece.text.split("\n")):
                closing = CLOSING_MEETING.match(line) or DATE_LINE.match(line)
                (self.closing if closing else self.left).append((piece.line, line))
        else:
            if _WHOLE_IN_ITALICS.match(piece.text):
                self.issues.append(
                    ParseIssue(
                        "paragraph_in_italics",
                        "a whole paragraph stands in italics; read as plain text",
                        piece.line,
                    )
                )
            self.body.append(_fragment(piece, self.gap))


def _is_furniture(plain: str, title: str | None, *, in_table: bool) -> bool:
    alone = STRAY_FIELD.match(plain) or RULE.match(plain) or page_number(plain) is not None
    return (bool(alone) and not in_table) or is_header(plain, title)


def _fragment(piece: Piece, gap: Gap) -> Fragment:
    text = fold(piece.text.replace(GLUE, ""))
    if piece.table:
        return Fragment(text, piece.line, piece.number, text, gap, table=piece.table)
    number, rest = piece.number, text
    if number and not re.fullmatch(r"\d{1,3}\.", number):
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
