"""The slow, obvious reading of a document's words that the reader is compared with.

It knows nothing of blocks: it goes through the tree from top to bottom and writes down what is
printed, a space wherever an element begins or ends that is not part of running text.
"""

from __future__ import annotations

import re

from lxml import etree

from etl.model import Block, Document

INLINE = frozenset("span a sup sub inline i b u em date quantity term ref".split())
SILENT = frozenset("meta coverPage presentation img documentRef decoration".split())
IN_CONCLUSIONS = frozenset("event location docDate inline vote outcome".split())


def printed_words(data: bytes) -> list[str]:
    """The words of preface (of components), preamble, body, annexes and closing lines."""
    return words(_body_text(_root(data), marks=False))


def printed_characters(data: bytes) -> str:
    """Every printed character but white space, marks at their places."""
    return squeeze(_body_text(_root(data), marks=True))


def printed_notes(data: bytes) -> list[str]:
    """The text of every footnote in order."""
    return [" ".join(_text(note, marks=True, top=True).split()) for note in _notes(_root(data))]


def read_words(document: Document) -> list[str]:
    """The same words out of a document that was read."""
    return [word for block in document.blocks for word in words(f"{block.number} {block.text}")]


def read_characters(document: Document) -> str:
    """Every character of the blocks but white space and the bars between table cells."""
    return "".join(
        squeeze(block.number + _with_marks(block)).replace("|", "" if block.table else "|")
        for block in document.blocks
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def squeeze(text: str) -> str:
    return re.sub("[\\s\u200b\u200e\u200f\u2060\ufeff]", "", text)


def _with_marks(block: Block) -> str:
    text = block.text
    for reference in reversed(block.references):
        mark = re.sub(r" \(\d+\)$", "", reference.mark)
        text = text[: reference.char_offset] + mark + text[reference.char_offset :]
    return text


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _body_text(root: etree._Element, *, marks: bool) -> str:
    return " ".join(
        _text(part, marks=marks)
        for top in root
        for part in top
        if _local(part) not in SILENT
        for part in _lines_of(part)
    )


def _lines_of(part: etree._Element) -> list[etree._Element]:
    """A part as it is; of the title page only what is neither number nor title."""
    if _local(part) != "preface":
        return [part]
    titles = {"docNumber", "docTitle"}
    return [line for line in part if not titles & {_local(inner) for inner in line.iter()}]


def _text(element: etree._Element, *, marks: bool, top: bool = False) -> str:
    name = _local(element)
    if name in SILENT or (name == "paragraph" and _is_table_note(element)) or _is_ornament(element):
        return " "
    if name == "conclusions":
        return " ".join(
            _text(child, marks=marks)
            for child in element
            if not any(_local(inner) in IN_CONCLUSIONS for inner in child.iter())
        )
    if name == "authorialNote" and not top:
        return (element.get("marker") or "") if marks and _is_anchored(element) else ""
    text = element.text or ""
    for child in element:
        text += _text(child, marks=marks)
        tail = child.tail or ""
        if not (tail.isspace() and "\n" in tail):
            text += tail
    if text.isspace() and "\n" in text and name in INLINE:
        text = ""
    if name == "sup":
        return _raised(element, text, marks=marks)
    return text if name in INLINE else f" {text} "


def _is_anchored(note: etree._Element) -> bool:
    """Tell whether a note stands in running text, not on a title."""
    titles = {"docNumber", "docTitle", "preface", "heading", "subheading"}
    around = [_local(parent) for parent in note.iterancestors()]
    return not titles & set(around)


def _is_ornament(element: etree._Element) -> bool:
    """A paragraph like "* * *", not a cell or a note without words."""
    around = {_local(parent) for parent in element.iterancestors()}
    is_paragraph = _local(element) == "p" and not around & {"td", "th", "authorialNote"}
    return is_paragraph and re.search(r"\w", "".join(element.itertext())) is None


def _is_table_note(paragraph: etree._Element) -> bool:
    if not (paragraph.get("class") or "").startswith("FootnoteText"):
        return False
    mark = r"\s*(?:(?:[a-z]{1,2}|\*+)\s|[^\W\d_]+:\s)"
    return re.match(mark, "".join(paragraph.itertext())) is not None


def _raised(element: etree._Element, text: str, *, marks: bool) -> str:
    printed = text.strip()
    before, parent = element.getprevious(), element.getparent()
    ahead = before.tail if before is not None else parent.text if parent is not None else ""
    if re.search(r"\d k?m$", ahead or ""):
        return text
    if re.fullmatch(r"[\d,\s–-]+", printed):
        if not marks:
            return ""
        numbers: list[str] = []
        for item in printed.split(","):
            low, _, high = item.replace("–", "-").partition("-")
            numbers.extend(map(str, range(int(low), int(high or low) + 1)))
        return "".join(numbers)
    if len(printed) == 1 and not marks and _is_letter_mark(element):
        return ""
    return text


def _is_letter_mark(raised: etree._Element) -> bool:
    """A raised letter after other text, where a paragraph of the document opens with it."""
    letter = "".join(raised.itertext()).strip()
    if _opens_paragraph(raised):
        return False
    return any(
        _opens_paragraph(other) and "".join(other.itertext()).strip() == letter
        for other in raised.getroottree().getroot().iter(str(raised.tag))
    )


def _opens_paragraph(raised: etree._Element) -> bool:
    paragraph = next((e for e in raised.iterancestors() if _local(e) == "p"), None)
    if paragraph is None:
        return False
    for element in paragraph.iter():
        if element is raised:
            return True
        if (element.text or "").strip():
            return False
    return False


def _notes(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if _local(element) == "authorialNote"]
