"""Markdown from OCR: pieces of pages as paragraphs, marks raised with <sup>, links to nowhere.

The Markdown itself is read by markdown-it (CommonMark); what OCR makes of a page is mended here.
Rules that OCR output trips over are off: four spaces are no code, a line under a text no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.token import Token

from etl.grammar.marks import MARK_END, MARK_START, RAISED, lift_marks, raise_bracketed
from etl.grammar.numbering import BARE_ENUMERATOR, is_bracketed, split_enumerator
from etl.grammar.opening import opens_clause
from etl.grammar.organs import Organ, find_formula
from etl.model import (
    Block,
    BlockKind,
    ClauseKind,
    Document,
    Link,
    Note,
    ParseIssue,
    SourceFormat,
)
from etl.sources.blocks import mend_words, no_resolution, to_blocks, vocabulary_of
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
from etl.sources.note_block import opens_note

# Stands where emphasis begins or ends between two characters with no space between: OCR glues
# headings that way ("**…2021***[on the report…").
_GLUE = "\ue002"
_NOTE = re.compile(
    rf"^\W*?{MARK_START}(?P<mark>\d{{1,3}}|\*+){MARK_END}\s*(?P<text>\S.*)$", re.DOTALL
)
_PLAIN_NOTE = re.compile(r"^(?P<mark>\d{1,3})\s+(?P<text>\S.*)$", re.DOTALL)
# Some programs set each page, or the whole document, between fences of code.
_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})\w*\s*$", re.MULTILINE)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Italics over more than an opening phrase or a title.
_WHOLE_IN_ITALICS = re.compile(rf"^{_GLUE}[^{_GLUE}]{{80,}}{_GLUE}$")
_EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")
# Emphasis that OCR opened or closed at the wrong place stays in the text as asterisks.
_STRAY_ASTERISKS = re.compile(r"\*\*+|(?<=\s)\*(?=\s)|^\*(?=[A-Z])|(?<=[,;:.])\*$")
_PARSER = (
    MarkdownIt("commonmark")
    .enable("table")
    .disable(["code", "lheading", "html_block", "reference"])
)


@dataclass(slots=True)
class _Piece:
    """A paragraph or row of the Markdown with its marks between MARK_START and MARK_END."""

    text: str
    line: int
    number: str = ""
    heading: bool = False
    emphasised: bool = False
    after_rule: bool = False
    table: int = 0


def read(text: str) -> Document:
    """Read Markdown made by OCR into blocks.

    Raises:
        DocumentRejected: if no organ's enacting formula stands in the text.
    """
    made = _PieceMaker()
    made.make(_PARSER.parse(_raise_marks(text)))
    before, formula, organ, pieces_after = _split_at_formula(made.pieces)
    sorter = _Sorter(find_title(before, organ)[1])
    for piece in pieces_after:
        sorter.take(piece)
    elsewhere = [*sorter.furniture, *sorter.left]
    front = read_front_matter(before, sorter.closing, elsewhere, organ)
    vocabulary = vocabulary_of(text)
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
            *sorter.issues,
            *text_after_closing(sorter.left),
            *(issue for paragraph in paragraphs for issue in paragraph.issues),
            *made.dead,
        ),
    )


def _raise_marks(text: str) -> str:
    """Write the ways in which OCR shows raised marks in one way, line by line."""
    text = raise_bracketed(dedent(_FENCE.sub("", text)))
    text = re.sub(
        r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}", lambda hit: f"<sup>{hit.group().translate(_RAISED)}</sup>", text
    )
    text = re.sub(r"\$\s*\^\{?\s*(\d{1,3}|\*+)\s*\}?\s*\$", r"<sup>\1</sup>", text)
    text = re.sub(r"\[\^(\d{1,3})\]:?", r"<sup>\1</sup>", text)
    return re.sub(r"(?<=\S)\^(\d{1,3})\^", r"<sup>\1</sup>", text)


@dataclass(slots=True)
class _PieceMaker:
    """Walks the tokens of the Markdown once and makes a piece of each paragraph and row."""

    pieces: list[_Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    dead: list[ParseIssue] = field(default_factory=list)
    number: str = ""
    line: int = 0
    heading: bool = False
    after_rule: bool = False
    tables: int = 0
    cells: list[str] | None = None

    def make(self, tokens: Sequence[Token]) -> None:
        """Make pieces of all tokens, in order."""
        for token, after in zip(tokens, [*tokens[1:], None], strict=True):
            self.line = token.map[0] + 1 if token.map else self.line
            if token.type == "inline":
                self._take_text(token)
            elif token.type == "list_item_open":
                self._begin_item(token, after)
            elif token.type == "tr_close":
                self._end_row()
            else:
                self._notice(token.type)

    def _notice(self, kind: str) -> None:
        """Keep in mind what a token says of the text that follows."""
        if kind == "hr":
            self.after_rule = True
        elif kind in ("heading_open", "heading_close"):
            self.heading = kind == "heading_open"
        elif kind == "table_open":
            self.tables += 1
        elif kind == "tr_open":
            self.cells = []

    def _begin_item(self, token: Token, after: Token | None) -> None:
        self.number = f"{token.info}." if token.info else ""
        if self.number and after is not None and after.type == "list_item_close":
            self._add(_Piece("", self.line))

    def _take_text(self, token: Token) -> None:
        text, linked = _inline_text(token.children or [])
        self.links.extend(linked)
        self.dead.extend(_dead_links(linked, self.line))
        if self.cells is not None:
            self.cells.append(text.strip())
            return
        line = self.line
        for part in _parted(text):
            if part.strip():
                begins_so = part.lstrip().startswith(_GLUE)
                self._add(_Piece(part.strip(), line, heading=self.heading, emphasised=begins_so))
            line += part.count("\n") + 1

    def _end_row(self) -> None:
        """A row is one line, its filled cells set off by " | "."""
        text = " | ".join(filter(None, self.cells or ()))
        self.cells = None
        if text:
            self._add(_Piece(text, self.line, table=self.tables))

    def _add(self, piece: _Piece) -> None:
        piece.number, piece.after_rule = self.number, self.after_rule
        self.number, self.after_rule = "", False
        self.pieces.append(piece)


def _dead_links(links: Sequence[Link], line: int) -> list[ParseIssue]:
    """Links of OCR that lead nowhere ("[73/195](#)"); their words are kept."""
    return [
        ParseIssue(
            "dead_link", f"the link on “{link.text}” leads nowhere; its words were kept", line
        )
        for link in links
        if link.target in ("", "#")
    ]


def _parted(text: str) -> list[str]:
    """Several notes, items or clauses may stand in one paragraph, each on a line of its own."""
    if _NOTE.match(text):
        return re.split(rf"\n(?={MARK_START})", text)
    parts: list[str] = []
    for line in text.split("\n"):
        if parts and not (is_closed(parts[-1].replace(_GLUE, "")) and _begins_clause(line)):
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return parts


def _begins_clause(line: str) -> bool:
    """Tell whether a line begins with a letter, in italics as a clause does, or closes the text."""
    plain = _clean(line)
    number, _ = split_enumerator(plain.lstrip("-*• "))
    opens = line.startswith(_GLUE) and opens_clause(plain)
    return opens or is_bracketed(number) or CLOSING_MEETING.match(plain) is not None


def _inline_text(children: Sequence[Token]) -> tuple[str, list[Link]]:
    """Return a paragraph's text and its links."""
    links: list[Link] = []
    written: list[str] = []
    raised_from: int | None = None
    link_from, target = 0, ""
    for child in children:
        tag = child.content.lower().replace(" ", "") if child.type == "html_inline" else ""
        if tag.startswith("<sup"):
            raised_from = len(written)
        elif tag.startswith("</sup") and raised_from is not None:
            written[raised_from:] = [_raised("".join(written[raised_from:]))]
            raised_from = None
        elif child.type in ("softbreak", "hardbreak") or tag.startswith("<br"):
            written.append("\n")
        elif child.type == "link_open":
            target, link_from = str(child.attrs.get("href", "")), len(written)
        elif child.type == "link_close":
            links.append(Link(target, "".join(written[link_from:])))
        elif child.type in _EMPHASIS:
            written.append(_GLUE)
        elif child.type in ("text", "code_inline"):
            written.append(child.content)
    return _STRAY_ASTERISKS.sub(_GLUE, "".join(written)), links


def _raised(text: str) -> str:
    mark = text.strip().strip("()[]")
    if re.fullmatch(r"\d{1,3}|\*{1,3}", mark):
        return f"{MARK_START}{mark}{MARK_END}"
    if re.fullmatch(r"\d{1,3}(?:\s*,\s*\d{1,3})+", mark):
        return "".join(f"{MARK_START}{part.strip()}{MARK_END}" for part in mark.split(","))
    return text


def _split_at_formula(
    pieces: Sequence[_Piece],
) -> tuple[list[tuple[int, str]], Block, Organ, list[_Piece]]:
    before: list[tuple[int, str]] = []
    for index, piece in enumerate(pieces):
        parts = [part for part in re.split(rf"[{_GLUE}\n]+", piece.text) if part.strip()]
        for place, part in enumerate(parts):
            if found := find_formula(part.strip()):
                organ, end = found
                formula = Block(
                    BlockKind.PARAGRAPH,
                    _clean(part.strip()[:end]),
                    line=piece.line,
                    part=ClauseKind.PREAMBULAR,
                )
                rest = (part.strip()[end:] + " ".join(parts[place + 1 :])).strip()
                after = (
                    [_Piece(rest, piece.line, emphasised=True)] if re.search(r"\w", rest) else []
                )
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

    def take(self, piece: _Piece) -> None:
        """File one piece."""
        plain = _clean(piece.text)
        if piece.after_rule:
            self.gap = Gap.PAGE
        if note := self._note(piece):
            self.notes.append(Note(note["mark"], _clean(note["text"]), piece.line))
            self.gap = Gap.PAGE
        elif _is_furniture(plain, self.title, in_table=piece.table > 0):
            self.furniture.append((piece.line, plain))
            self.gap = Gap.PAGE
        else:
            self._take_text(piece, plain)
            self.gap = Gap.PARAGRAPH

    def _note(self, piece: _Piece) -> re.Match[str] | None:
        """Return mark and text of a note; one whose mark is not raised begins as notes do."""
        text = piece.text.replace(_GLUE, "")
        if raised := _NOTE.match(text):
            return raised
        plain = None if piece.number else _PLAIN_NOTE.match(text)
        known = (int(note.mark) for note in self.notes if note.mark.isdigit())
        if plain is None or not opens_note(plain["text"]):
            return None
        if int(plain["mark"]) <= max(known, default=0):
            return None
        message = f"the mark of note {plain['mark']} is not raised; known by how the note begins"
        self.issues.append(ParseIssue("note_not_raised", message, piece.line))
        return plain

    def _take_text(self, piece: _Piece, plain: str) -> None:
        if CLOSING_MEETING.match(plain):
            self.closed, self.in_annex = True, False
        elif self.closed and ANNEX_LINE.match(plain):
            self.in_annex = True
        if self.in_annex:
            self.annex.append(_fragment(piece, self.gap))
        elif self.closed:
            for line in map(_clean, piece.text.split("\n")):
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


def _fragment(piece: _Piece, gap: Gap) -> Fragment:
    text = _fold(piece.text.replace(_GLUE, ""))
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
        re.match(rf"\s*\(?\s?\w{{1,4}}\s?[.)]\s*{_GLUE}", piece.text)
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


def _fold(text: str) -> str:
    return " ".join(text.split())


def _clean(text: str) -> str:
    return _fold(RAISED.sub("", text.replace(_GLUE, "")))
