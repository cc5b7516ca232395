"""Markdown from OCR: pieces of pages as paragraphs, marks raised with <sup>, links to nowhere.

The Markdown itself is read by markdown-it (CommonMark); what OCR makes of a page is mended here.
Rules that OCR output trips over are off: four spaces are no code, a line under a text no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from etl.errors import DocumentRejected
from etl.grammar.marks import lift_marks
from etl.grammar.numbering import BARE_ENUMERATOR, split_enumerator
from etl.grammar.organs import ENACTING_FORMULA
from etl.model import (
    Block,
    BlockKind,
    ClauseKind,
    Document,
    Link,
    Note,
    NoteReference,
    ParseIssue,
    SourceFormat,
)
from etl.sources.fragments import (
    MARK_END,
    MARK_START,
    Fragment,
    Gap,
    Paragraph,
    is_closed,
    join_fragments,
)
from etl.sources.front_matter import CLOSING_MEETING, read_front_matter
from etl.sources.furniture import RULE, STRAY_FIELD, is_header, page_number

# Stands where emphasis begins or ends between two characters with no space between: OCR glues
# headings that way ("**…2021***[on the report…").
_GLUE = "\ue002"
_MARK = re.compile(rf"{MARK_START}([^{MARK_END}]*){MARK_END}")
_NOTE = re.compile(rf"^\W*?{MARK_START}(?P<mark>\d{{1,3}}|\*+){MARK_END}\s*(?P<text>\S.*)$", re.S)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ANNEX = re.compile(r"^(?:Annex(?:es)?|Appendix)(?:\s+[IVXLC]+)?$")
_DATE_LINE = re.compile(r"^\d{1,2}\s+[A-Z][a-z]+\s+(?:19|20)\d{2}$")

_PARSER = MarkdownIt("commonmark").disable(["code", "lheading", "html_block", "reference"])


@dataclass(slots=True)
class _Piece:
    """A paragraph of the Markdown with its marks between MARK_START and MARK_END."""

    text: str
    line: int
    number: str = ""
    heading: bool = False
    emphasised: bool = False
    after_rule: bool = False


@dataclass(slots=True)
class _Sorted:
    body: list[Fragment] = field(default_factory=list)
    annex: list[Fragment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    closing: list[tuple[int, str]] = field(default_factory=list)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)


def read(text: str) -> Document:
    """Read Markdown made by OCR into blocks.

    Raises:
        DocumentRejected: if no organ's enacting formula stands in the text.
    """
    links: list[Link] = []
    pieces = _pieces(_PARSER.parse(_raise_marks(text)), links)
    before, formula, organ, body = _split_at_formula(pieces)
    found = _sort(body)
    front = read_front_matter(before, found.closing, found.furniture, organ)
    vocabulary = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    blocks, issues = _blocks(found, vocabulary)
    return Document(
        source_format=SourceFormat.MARKDOWN,
        metadata=front.metadata,
        blocks=(formula, *blocks),
        notes=tuple(found.notes),
        links=tuple(links),
        issues=(*front.issues, *found.issues, *issues),
    )


def _raise_marks(text: str) -> str:
    """Write the ways in which OCR shows raised marks in one way, line by line."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}", lambda hit: f"<sup>{hit.group().translate(_RAISED)}</sup>", text)
    text = re.sub(r"\$\s*\^\{?\s*(\d{1,3}|\*+)\s*\}?\s*\$", r"<sup>\1</sup>", text)
    text = re.sub(r"\[\^(\d{1,3})\]:?", r"<sup>\1</sup>", text)
    return re.sub(r"(?<=\S)\^(\d{1,3})\^", r"<sup>\1</sup>", text)


def _pieces(tokens: Sequence[Token], links: list[Link]) -> list[_Piece]:
    pieces: list[_Piece] = []
    number, line, heading, after_rule = "", 0, False, False
    for position, token in enumerate(tokens):
        if token.map:
            line = token.map[0] + 1
        if token.type == "hr":
            after_rule = True
        elif token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "list_item_open":
            number = f"{token.info}." if token.info else ""
            if number and tokens[position + 1].type == "list_item_close":
                pieces.append(_Piece("", line, number, after_rule=after_rule))
                number, after_rule = "", False
        elif token.type == "inline":
            text, emphasised = _inline_text(token.children or [], links)
            for offset, part in enumerate(_split_notes(text)):
                if not part.strip():
                    continue
                pieces.append(_Piece(part.strip(), line + offset, number, heading, emphasised, after_rule))
                number, after_rule = "", False
    return pieces


def _split_notes(text: str) -> list[str]:
    """Several notes may stand in one paragraph, each on its line."""
    if not _NOTE.match(text):
        return [text]
    return re.split(rf"\n(?={MARK_START})", text)


def _inline_text(children: Sequence[Token], links: list[Link]) -> tuple[str, bool]:
    """Return a paragraph's text and whether it begins with emphasis."""
    written: list[str] = []
    raised: list[str] | None = None
    target, link_start = "", 0
    for child in children:
        if child.type == "html_inline":
            tag = child.content.lower().replace(" ", "")
            if tag.startswith("<sup"):
                raised = []
            elif tag.startswith("</sup") and raised is not None:
                written.append(_raised("".join(raised)))
                raised = None
            elif tag.startswith("<br"):
                written.append("\n")
        elif child.type in ("softbreak", "hardbreak"):
            written.append("\n")
        elif child.type == "link_open":
            target, link_start = str(child.attrs.get("href", "")), len(written)
        elif child.type == "link_close":
            links.append(Link(target, "".join(written[link_start:])))
        elif child.type.endswith(("em_open", "em_close", "strong_open", "strong_close")):
            written.append(_GLUE)
        elif child.type in ("text", "code_inline"):
            (raised if raised is not None else written).append(child.content)
    text = "".join(written + (raised or []))
    text = re.sub(rf"\*\*+|(?<=\s)\*(?=\s)|^\*(?=[A-Z])|(?<=[,;:.])\*$", _GLUE, text)
    emphasised = bool(re.match(rf"\s*{_GLUE}", text))
    return text, emphasised


def _raised(text: str) -> str:
    mark = text.strip().strip("()[]")
    if re.fullmatch(r"\d{1,3}|\*{1,3}", mark):
        return f"{MARK_START}{mark}{MARK_END}"
    if re.fullmatch(r"\d{1,3}(?:\s*,\s*\d{1,3})+", mark):
        return "".join(f"{MARK_START}{part.strip()}{MARK_END}" for part in mark.split(","))
    return text


def _split_at_formula(
    pieces: Sequence[_Piece],
) -> tuple[list[tuple[int, str]], Block, str, list[_Piece]]:
    before: list[tuple[int, str]] = []
    for index, piece in enumerate(pieces):
        parts = [part for part in re.split(rf"[{_GLUE}\n]+", piece.text) if part.strip()]
        for place, part in enumerate(parts):
            if found := ENACTING_FORMULA.match(part.strip()):
                organ = " ".join(found["organ"].split())
                formula = Block(BlockKind.PARAGRAPH, _clean(part[: found.end()]), line=piece.line,
                                part=ClauseKind.PREAMBULAR)
                rest = (part[found.end() :] + " ".join(parts[place + 1 :])).strip()
                after = [_Piece(rest, piece.line, emphasised=True)] if re.search(r"\w", rest) else []
                return before, formula, organ, [*after, *pieces[index + 1 :]]
            before.append((piece.line, _MARK.sub("", part).strip()))
    raise DocumentRejected(
        "this is no resolution: no paragraph begins with an organ's formula such as "
        "“The General Assembly,”",
        line=1,
        hint="check that the file holds a resolution and that OCR kept the first page",
    )


def _sort(pieces: Sequence[_Piece]) -> _Sorted:
    found = _Sorted()
    closed = in_annex = False
    gap = Gap.PARAGRAPH
    for piece in pieces:
        if piece.after_rule:
            gap = Gap.PAGE
        plain = _clean(piece.text)
        if note := _NOTE.match(piece.text.replace(_GLUE, "")):
            found.notes.append(Note(note["mark"], _clean(note["text"]), piece.line))
            gap = Gap.PAGE
            continue
        if STRAY_FIELD.match(plain) or RULE.match(plain) or is_header(plain) or page_number(plain):
            found.furniture.append((piece.line, plain))
            gap = Gap.PAGE
            continue
        lines = [_clean(part) for part in piece.text.split("\n") if part.strip()]
        if lines and CLOSING_MEETING.match(lines[0]):
            closed, in_annex = True, False
            found.closing.extend((piece.line, line) for line in lines)
            continue
        if closed and not in_annex and _ANNEX.match(plain):
            in_annex = True
        if in_annex:
            found.annex.append(_fragment(piece, gap))
        elif closed:
            place = found.closing if _DATE_LINE.match(plain) else found.furniture
            place.append((piece.line, plain))
        else:
            found.body.append(_fragment(piece, gap))
        gap = Gap.PARAGRAPH
    return found


def _fragment(piece: _Piece, gap: Gap) -> Fragment:
    text = _fold(piece.text.replace(_GLUE, ""))
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
    return Fragment(rest, piece.line, number, raw, gap, emphasised=emphasised,
                    heading=piece.heading and not is_closed(rest))


def _fold(text: str) -> str:
    return " ".join(text.split())


def _clean(text: str) -> str:
    return _fold(_MARK.sub("", text.replace(_GLUE, "")))


def _blocks(
    found: _Sorted, vocabulary: frozenset[str]
) -> tuple[list[Block], list[ParseIssue]]:
    body = join_fragments(found.body, vocabulary)
    annex = join_fragments(found.annex, vocabulary)
    paragraphs = [*body, *annex]
    issues = [issue for paragraph in paragraphs for issue in paragraph.issues]
    lifted = [_lift(paragraph) for paragraph in paragraphs]
    lifted = _lift_flattened(lifted, found.notes)
    blocks = []
    for index, (paragraph, (text, references)) in enumerate(zip(paragraphs, lifted, strict=True)):
        in_annex = index >= len(body)
        heading = paragraph.heading or (
            in_annex and not paragraph.number and not is_closed(text)
        )
        blocks.append(
            Block(
                BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
                text, references, paragraph.line, paragraph.number,
                part=ClauseKind.ANNEX if in_annex else None,
            )
        )
    return blocks, issues


def _lift(paragraph: Paragraph) -> tuple[str, tuple[NoteReference, ...]]:
    """Take the raised marks out of a paragraph, with a space before one."""
    kept, references, length = [], [], 0
    parts = re.split(rf"\s?{MARK_START}([^{MARK_END}]*){MARK_END}", paragraph.text)
    for index, part in enumerate(parts):
        if index % 2:
            references.append(NoteReference(part, length))
        else:
            kept.append(part)
            length += len(part)
    return "".join(kept), tuple(references)


def _lift_flattened(
    lifted: list[tuple[str, tuple[NoteReference, ...]]], notes: Sequence[Note]
) -> list[tuple[str, tuple[NoteReference, ...]]]:
    """Where no mark at all was raised, the marks are glued to words as in plain text."""
    if not notes or any(references for _, references in lifted):
        return lifted
    return lift_marks([text for text, _ in lifted], {note.mark for note in notes})
