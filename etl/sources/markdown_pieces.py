"""Markdown from OCR taken apart: its paragraphs, items and rows of tables, in order.

The Markdown itself is read by markdown-it (CommonMark, and tables); what OCR makes of a page is
mended here. Rules that OCR output trips over are off: four spaces are no code, a line under a text
no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.token import Token

from etl.grammar.numbering import LISTS, is_bracketed, letter_for, split_enumerator
from etl.grammar.opening import opens_clause
from etl.grammar.raised_marks import MARK_END, MARK_START, RAISED, raise_bracketed, raise_written
from etl.model import Link, ParseIssue
from etl.sources.fragments import is_closed, join
from etl.sources.front_matter import CLOSING_MEETING
from etl.sources.ruled_tables import with_pipes

# Stands where emphasis begins or ends between two characters with no space between: OCR glues
# headings that way ("**…2021***[on the report…").
GLUE = "\ue002"
NOTE = re.compile(
    rf"^\W*?{MARK_START}(?P<mark>\d{{1,3}}|\*+){MARK_END}\s*(?P<text>\S.*)$", re.DOTALL
)
# Some programs set each page, or the whole document, between fences of code.
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})\w*[ \t]*$", re.MULTILINE)
# What converters write where a page ends.
_PAGE_BREAK = re.compile(
    r"^[ \t]*(?:\\(?:newpage|pagebreak|clearpage)|:{3,}.*|\{\d+\}-{10,})[ \t]*$", re.MULTILINE
)
# Pandoc's words with a style: "[The General Assembly]{.underline}".
_STYLED = re.compile(r"\[([^\[\]\n]+)\]\{[.#][^{}\n]*\}")
# From a note back to its mark.
_BACK_LINK = re.compile(r"[ \t]*\[?[↩↵⏎↑]\ufe0e?(?:\]\(#[^)\n]*\))?[ \t]*$", re.MULTILINE)
# A note that converters number as an item of a list.
_LISTED_NOTE = re.compile(
    r"^[ \t]*(\d{1,3})\\?\.[ \t]+(.*?)[ \t]*\[?[↩↵⏎↑]\ufe0e?\]?\(#[^)\n]*\)[ \t]*$", re.MULTILINE
)
_LONGEST_WORD = 60
_PARTED_WORD = re.compile(r"(\w[-\u00ad\u2010\u2011])[ \t]*\n[ \t]*([^\W\d_]\S*)[ \t]?")
# A further paragraph of a note at the document's end.
_NOTE_GOES_ON = re.compile(
    r"^(\[\^\d{1,3}\]:.*(?:\n(?![ \t]*\n).+)*)\n[ \t]*\n(?=(?: {4}|\t)[ \t]*\S)", re.MULTILINE
)
_EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")
# Emphasis that OCR opened or closed at the wrong place stays in the text as asterisks.
_STRAY_ASTERISKS = re.compile(r"\*\*+|(?<=\s)\*(?=\s)|^\*(?=[A-Z])|(?<=[,;:.])\*$")
_PARSER = (
    MarkdownIt("commonmark")
    .enable("table")
    .disable(["code", "lheading", "html_block", "reference"])
)


@dataclass(slots=True)
class Piece:
    """A paragraph or row of the Markdown with its marks between MARK_START and MARK_END."""

    text: str
    line: int
    number: str = ""
    heading: bool = False
    emphasised: bool = False
    after_rule: bool = False
    table: int = 0


def make_pieces(text: str, vocabulary: frozenset[str] = frozenset()) -> PieceMaker:
    """Take Markdown apart; the maker holds the pieces, the links, and the issues of dead links.

    Args:
        text: the Markdown.
        vocabulary: the document's words in lower case, to mend words cut at line ends.
    """
    maker = PieceMaker(vocabulary)
    maker.make(_PARSER.parse(_mended(text)))
    return maker


def _mended(text: str) -> str:
    """Leave out fences and a common indent; write raised marks in one way, line by line."""
    text = with_pipes(_PAGE_BREAK.sub("---", dedent(_FENCE.sub("", text))))
    text = _LISTED_NOTE.sub(r"<sup>\1</sup> \2", text)
    text = raise_bracketed(raise_written(_STYLED.sub(r"*\1*", _BACK_LINK.sub("", text))))
    text = _NOTE_GOES_ON.sub("\\1\n<br>\n", text)
    return re.sub(r"\[\^(\d{1,3})\]:?", r"<sup>\1</sup>", text)


@dataclass(slots=True)
class PieceMaker:
    """Walks the tokens of the Markdown once and makes a piece of each paragraph and row."""

    vocabulary: frozenset[str] = frozenset()
    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    dead: list[ParseIssue] = field(default_factory=list)
    number: str = ""
    line: int = 0
    heading: bool = False
    after_rule: bool = False
    tables: int = 0
    cells: list[str] | None = None
    lists: list[str] = field(default_factory=list)
    restyled: list[tuple[int, str, str]] = field(default_factory=list)

    def make(self, tokens: Sequence[Token]) -> None:
        """Make pieces of all tokens, in order."""
        for token, after in zip(tokens, [*tokens[1:], None], strict=True):
            self.line = token.map[0] + 1 if token.map else self.line
            if token.type == "inline":
                self._take_text(token)
            elif token.type == "list_item_open":
                self._begin_item(token, after)
            elif token.type == "ordered_list_open":
                self._begin_list(token)
            elif token.type == "ordered_list_close":
                self.lists.pop()
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

    def _begin_list(self, token: Token) -> None:
        """Note the style of a list: one within the list of the paragraphs has letters in print.

        Converters number the lists of word processors "1." at every depth. What goes on with the
        next number is no list of its own, but a paragraph that was indented.
        """
        depth = len([style for style in self.lists if style]) + 1
        goes_on = bool(token.attrs.get("start", 1) != 1)
        inner = bool(self.lists) and not goes_on and depth <= len(LISTS)
        self.lists.append(LISTS[depth - 1] if inner else "")

    def _begin_item(self, token: Token, after: Token | None) -> None:
        self.number = f"{token.info}." if token.info else ""
        if self.number and self.lists and self.lists[-1]:
            self.number = letter_for(self.lists[-1], int(token.info))
            self.restyled.append((self.line, f"{token.info}.", self.number))
        if self.number and after is not None and after.type == "list_item_close":
            self._add(Piece("", self.line))

    def _take_text(self, token: Token) -> None:
        text, linked = _inline_text(token.children or [])
        text = _PARTED_WORD.sub(self._rejoined, text)
        self.links.extend(linked)
        self.dead.extend(_dead_links(linked, self.line))
        if self.cells is not None:
            self.cells.append(text.strip())
            return
        line = self.line
        for part in _parted(text):
            if part.strip():
                begins_so = part.lstrip().startswith(GLUE)
                self._add(Piece(part.strip(), line, heading=self.heading, emphasised=begins_so))
            line += part.count("\n") + 1

    def _rejoined(self, parted: re.Match[str]) -> str:
        """A word cut at a line's end, whole; the line ends behind it."""
        first, second = parted.groups()
        start = parted.start()
        before = re.search(r"[^\W\d_]*$", parted.string[max(0, start - _LONGEST_WORD) : start])
        head = before.group() if before else ""
        return f"{join(head + first, second, self.vocabulary)[len(head) :]}\n"

    def _end_row(self) -> None:
        """A row is one line, its filled cells set off by " | "."""
        text = " | ".join(filter(None, self.cells or ()))
        self.cells = None
        if text:
            self._add(Piece(text, self.line, table=self.tables))

    def _add(self, piece: Piece) -> None:
        piece.number, piece.after_rule = self.number, self.after_rule
        self.number, self.after_rule = "", False
        self.pieces.append(piece)

    @property
    def issues(self) -> list[ParseIssue]:
        """What was odd: links that lead nowhere, and letters that lists lost."""
        if not self.restyled:
            return self.dead
        line, was, number = self.restyled[0]
        message = (
            f"“{was}” in a list within a list is {number} in the style of resolutions; read so "
            f"on {len(self.restyled)} lines"
        )
        return [*self.dead, ParseIssue("enumerators_of_other_style", message, line)]


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
    if NOTE.match(text):
        return re.split(rf"\n(?={MARK_START})", text)
    parts: list[str] = []
    for line in text.split("\n"):
        if parts and not (is_closed(parts[-1].replace(GLUE, "")) and _begins_clause(line)):
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return parts


def _begins_clause(line: str) -> bool:
    """Tell whether a line begins with a letter, in italics as a clause does, or closes the text."""
    plain = clean(line)
    number, _ = split_enumerator(plain.lstrip("-*• "))
    opens = line.startswith(GLUE) and opens_clause(plain)
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
            written.append(GLUE)
        elif child.type in ("text", "code_inline"):
            written.append(child.content)
    return _STRAY_ASTERISKS.sub(GLUE, "".join(written)), links


def _raised(text: str) -> str:
    mark = text.strip().strip("()[]")
    if re.fullmatch(r"\d{1,3}|\*{1,3}", mark):
        return f"{MARK_START}{mark}{MARK_END}"
    if re.fullmatch(r"\d{1,3}(?:\s*,\s*\d{1,3})+", mark):
        return "".join(f"{MARK_START}{part.strip()}{MARK_END}" for part in mark.split(","))
    return text


def fold(text: str) -> str:
    """Fold white space to single blanks."""
    return " ".join(text.split())


def clean(text: str) -> str:
    """Return a text without its marks and the places of emphasis, folded."""
    return fold(RAISED.sub("", text.replace(GLUE, "")))
