"""The body of an Akoma Ntoso document as blocks in the order in which they are printed.

What the United Nations' files do, and what is done about it:

* Paragraphs are containers in the preamble and numbered ``paragraph`` elements in the body; a
  list is an ``intro`` (the chapeau) with ``point`` elements, a list within a point a ``sublist``
  beside it.
* Files of session 74 and 75, and most annexes, are flat: a sub-paragraph is a paragraph of its own
  whose text begins "(a)" and a tab. The letter is lifted out; the depth is not stated.
* Resolutions of the Fifth Committee have sections with a preamble each, coded as ``crossHeading``
  that refers to ``#preamble``: these are paragraphs, not headings.
* A heading is a ``heading`` or ``subheading``, or a paragraph in a heading's style (H1, H23, H4,
  HCh), or a number that stands alone ("II").
* A number coded as ``num`` belongs to the next text printed, be that a paragraph, chapeau or
  heading.
* Notes of a table are paragraphs in the style of footnotes with a raised letter.
* Two or three resolutions published under one symbol (74/250 A–B) are components of one file.

Nothing is lost on elements that are not known here: their text is read, and an issue names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml.etree import QName, _Element

from etl.model import Block, BlockKind, ClauseKind, NoteReference, ParseIssue, Severity
from etl.sources.akoma_ntoso_text import HoldsBlocksError, Run, TextReader, fold_short

_TABLE_NOTE = re.compile(r"(?P<mark>[a-z]{1,2}|[*†‡]{1,3})\s+(?P<text>\S.*)")
# "Abbreviations: …", "Note: …" below a table, which no mark calls.
_NAMED_NOTE = re.compile(r"(?P<text>(?P<mark>[^\W\d_]+): \S.*)")
_HEADING_STYLE = re.compile(r"H(?:\d|Ch|M)")
_LONGEST_DIVIDER = 40
_NOTE_STYLE = "FootnoteText"

# Elements that only hold others.
_HOLDERS = (
    "collectionBody component components content statement attachments attachment doc "
    "documentCollection body container list intro wrapUp hcontainer blockContainer formula eol br"
).split()
# Elements that a printed number may open; the number then belongs to the text that follows.
_NUMBERED = "section subsection part subpart title chapter article division".split()
_TITLES = "docNumber docTitle docType heading subheading".split()
_SILENT = "meta coverPage presentation img documentRef".split()
_METADATA_IN_CONCLUSIONS = "event location docDate inline vote outcome".split()

Handler = Callable[["BodyReader", _Element], None]
Tag = str | bytes | bytearray | QName


class BodyReader:
    """Walks a document once and collects its blocks."""

    def __init__(self, namespace: str, reader: TextReader) -> None:
        self.blocks: list[Block] = []
        self.issues: list[ParseIssue] = []
        self._reader = reader
        self._handlers = _handlers(namespace)
        self._within = f"{{{namespace}}}"
        self._number = ""
        self._marks_of_number: tuple[NoteReference, ...] = ()
        self._part: ClauseKind | None = None
        self._level: int | None = None
        self._is_heading = False
        self._division = ""
        self._tables = 0
        self._unknown: set[str] = set()

    def read_part(self, element: _Element) -> None:
        """Read one of the parts that a document is made of."""
        self._handlers.get(str(element.tag), BodyReader.unknown)(self, element)
        self._end_number(element)

    def walk(self, element: _Element) -> None:
        """Read everything within ``element``."""
        text = element.text
        if text and not text.isspace():
            self._stray(text, element)
        handlers = self._handlers
        for child in element:
            handlers.get(child.tag, BodyReader.unknown)(self, child)
            tail = child.tail
            if tail and not tail.isspace():
                self._stray(tail, element)

    def paragraph(self, element: _Element) -> None:
        """A numbered or unnumbered paragraph of the body, or a heading styled as one."""
        is_note, is_heading = _style(element.get("class") or "")
        if is_note:
            self._table_note(element)
            return
        level, self._level = self._level, 0
        self._is_heading = is_heading
        self.walk(element)
        if self._number:
            self._end_number(element)
        self._is_heading = False
        self._level = level

    def text(self, element: _Element) -> None:
        """An element that holds running text."""
        kind = BlockKind.HEADING if self._is_heading else BlockKind.PARAGRAPH
        lift = not self._number and not self._is_heading
        try:
            run = self._reader.read_paragraph(element, lift_number=lift)
        except HoldsBlocksError:
            self.walk(element)
        else:
            if self._is_heading and run.references:
                self._note_on_heading(element)
            self._emit(kind, run, element)

    def cross_heading(self, element: _Element) -> None:
        """A heading, or a paragraph of a section's own preamble."""
        if "preamble" not in (element.get("refersTo") or ""):
            self.heading(element)
            return
        part = self._part
        if part is not ClauseKind.ANNEX:
            self._part = ClauseKind.PREAMBULAR
        self.text(element)
        self._part = part

    def heading(self, element: _Element) -> None:
        """A heading; a number printed before it belongs to it."""
        is_heading, self._is_heading = self._is_heading, True
        self.text(element)
        self._is_heading = is_heading

    def number(self, element: _Element) -> None:
        """A printed number: kept for the text that follows."""
        if self._number:
            self._end_number(element)
        if len(element):
            self._number, self._marks_of_number, *_ = self._reader.read(element)
        else:
            self._number = fold_short(element.text or "")

    def point(self, element: _Element) -> None:
        """A point of a list, one level deeper than the list's chapeau."""
        level, self._level = self._level, (self._level or 0) + 1
        self.walk(element)
        self._end_number(element)
        self._level = level

    def deeper(self, element: _Element) -> None:
        """A list within the point before it."""
        level, self._level = self._level, (self._level or 0) + 1
        self.walk(element)
        self._level = level

    def numbered(self, element: _Element) -> None:
        """A section, part, title or chapter with a number and a heading of its own."""
        self.walk(element)
        self._end_number(element)

    def preamble(self, element: _Element) -> None:
        """The preambular part."""
        self._in_part(element, ClauseKind.PREAMBULAR)

    def main_body(self, element: _Element) -> None:
        """The operative part, or the text of an annex."""
        self._in_part(element, ClauseKind.OPERATIVE)

    def title_page(self, element: _Element) -> None:
        """The preface of the whole: number and title are metadata, anything else is kept."""
        known = (f"{self._within}docNumber", f"{self._within}docTitle")
        for line in element:
            if next(line.iter(*known), None) is None:
                self.text(line)
            else:
                for note in line.iter(f"{self._within}authorialNote"):
                    self.note(note)

    def attachments(self, element: _Element) -> None:
        """Annexed texts."""
        self._in_part(element, ClauseKind.ANNEX)

    def component(self, element: _Element) -> None:
        """One of several resolutions under one symbol; its preface names its letter."""
        self._division = ""
        self.walk(element)
        self._division = ""

    def preface(self, element: _Element) -> None:
        """The number and title of a component, printed as headings."""
        number = next(iter(element.iter(f"{self._within}docNumber")), None)
        if number is not None:
            self._division = self._reader.read(number).text.rstrip(".")
        self.walk(element)

    def conclusions(self, element: _Element) -> None:
        """Closing lines: meeting, date and vote are metadata, any other line is kept."""
        known = tuple(self._within + local for local in _METADATA_IN_CONCLUSIONS)
        self._end_number(element)
        for line in element:
            if next(line.iter(*known), None) is None:
                self.text(line)
        self._keep_loose_text(element)

    def table(self, element: _Element) -> None:
        """A table: a block for each row that holds anything."""
        self._tables += 1
        self.rows(element)

    def rows(self, element: _Element) -> None:
        """Rows of a table, or a group of them."""
        for child in element:
            if child.tag == f"{self._within}tr":
                self._emit(BlockKind.PARAGRAPH, self._reader.read_row(child), child, self._tables)
                self._keep_loose_text(child)
            else:
                self._handlers.get(child.tag, BodyReader.unknown)(self, child)
        self._keep_loose_text(element)

    def note(self, element: _Element) -> None:
        """A footnote that hangs on a title, outside of any text."""
        self._reader.add_note(element)
        self._note_on_heading(element)

    def divider(self, element: _Element) -> None:
        """A printed ornament between paragraphs."""
        self._emit(BlockKind.PARAGRAPH, Run(self._reader.read(element).text), element)

    def silent(self, element: _Element) -> None:
        """An element without printed text of the body."""

    def unknown(self, element: _Element) -> None:
        """An element that this vocabulary did not hold so far: read as its content suggests."""
        name = str(element.tag).rpartition("}")[2]
        if name not in self._unknown:
            self._unknown.add(name)
            self._issue(
                "unknown_element",
                f"element {name!r} is not known; its text was kept",
                element,
                Severity.WARNING,
            )
        if next(element.iter(*map(str, self._handlers)), None) is None:
            self.text(element)
        else:
            self.walk(element)

    def _in_part(self, element: _Element, part: ClauseKind) -> None:
        outer = self._part
        if outer is not ClauseKind.ANNEX:
            self._part = part
        level, self._level = self._level, 0
        self.walk(element)
        self._end_number(element)
        self._level = level
        self._part = outer

    def _table_note(self, element: _Element) -> None:
        run = self._reader.read(element)
        found = _TABLE_NOTE.fullmatch(run.text) or _NAMED_NOTE.fullmatch(run.text)
        if found is None or run.references:
            self._emit(BlockKind.PARAGRAPH, run, element)
        else:
            self._reader.enter_note(found["mark"], found["text"], element.sourceline or 0)

    def _note_on_heading(self, element: _Element) -> None:
        self._issue("note_on_heading", "the note of a heading belongs to no clause", element)

    def _keep_loose_text(self, element: _Element) -> None:
        for text in (element.text, *(child.tail for child in element)):
            if text and not text.isspace():
                self._stray(text, element)

    def _stray(self, text: str, element: _Element) -> None:
        self._issue(
            "text_between_elements",
            "text stands outside of any paragraph; it was kept as one",
            element,
            Severity.WARNING,
        )
        self._emit(BlockKind.PARAGRAPH, Run(" ".join(text.split())), element)

    def _end_number(self, element: _Element) -> None:
        """A number that no text followed is a heading of its own ("II")."""
        if self._number:
            number, self._number = self._number, ""
            self._emit(BlockKind.HEADING, Run(number), element)

    def _emit(self, kind: BlockKind, run: Run, element: _Element, table: int = 0) -> None:
        text = run.text
        if len(text) <= _LONGEST_DIVIDER and not any(map(str.isalnum, text)):
            if text:
                self._issue("divider_dropped", f"the divider {run.text!r} is no clause", element)
            if run.references:
                message = "a mark stands in an empty paragraph; only its note was kept"
                self._issue("mark_without_text", message, element, Severity.WARNING)
            return
        number, self._number = self._number or run.number, ""
        references = run.references
        if self._marks_of_number:
            first = (NoteReference(reference.mark, 0) for reference in self._marks_of_number)
            references, self._marks_of_number = (*first, *references), ()
        # A letter on the outermost level belongs to a flat file, which states no depth.
        is_flat = bool(run.number) or (self._level == 0 and number.endswith(")"))
        is_stated = not is_flat and not table and kind is BlockKind.PARAGRAPH
        block = Block(
            kind,
            text,
            references,
            element.sourceline or 0,
            number,
            self._part,
            self._level if is_stated else None,
            run.emphasis_end,
            division=self._division,
            table=table,
        )
        self.blocks.append(block)

    def _issue(
        self,
        code: str,
        message: str,
        element: _Element,
        severity: Severity = Severity.INFO,
    ) -> None:
        self.issues.append(ParseIssue(code, message, element.sourceline or 0, severity))


@lru_cache(maxsize=256)
def _style(name: str) -> tuple[bool, bool]:
    """Tell whether a style is that of a note or of a heading."""
    return name.startswith(_NOTE_STYLE), _HEADING_STYLE.match(name) is not None


@lru_cache(maxsize=8)
def _handlers(namespace: str) -> dict[Tag, Handler]:
    reader = BodyReader
    by_name: dict[str, Handler] = {
        **dict.fromkeys(_HOLDERS, reader.walk),
        **dict.fromkeys(_NUMBERED, reader.numbered),
        **dict.fromkeys(_TITLES, reader.heading),
        **dict.fromkeys(_SILENT, reader.silent),
        "paragraph": reader.paragraph,
        "p": reader.text,
        "listIntroduction": reader.text,
        "crossHeading": reader.cross_heading,
        "num": reader.number,
        "point": reader.point,
        "item": reader.point,
        "sublist": reader.deeper,
        "blockList": reader.walk,
        "preamble": reader.preamble,
        "mainBody": reader.main_body,
        "attachments": reader.attachments,
        "component": reader.component,
        "preface": reader.preface,
        "conclusions": reader.conclusions,
        "table": reader.table,
        **dict.fromkeys(("thead", "tbody", "tfoot"), reader.rows),
        "caption": reader.heading,
        "authorialNote": reader.note,
        "decoration": reader.divider,
    }
    return {f"{{{namespace}}}{local}": handler for local, handler in by_name.items()}
