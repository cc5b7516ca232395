"""Which format a document is in, told by its content, never by its name."""

from __future__ import annotations

import codecs
import re

from etl.errors import DocumentRejected
from etl.grammar.organs import ENACTING_FORMULA
from etl.model import SourceFormat
from etl.sources.fragments import is_closed
from etl.sources.lines import worded_lines
from etl.sources.typesetting import plain_letters

# First bytes of PDF, zip (and Word), old Word, PNG, JPEG and gzip files.
_BINARY = (b"%PDF", b"PK", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
_UTF16 = {codecs.BOM_UTF16_LE: "UTF-16LE", codecs.BOM_UTF16_BE: "UTF-16BE"}
_MARKDOWN = re.compile(
    r"<sup>[^<]{1,5}</sup>|^\s{0,3}#{1,4}\s|\*\*\S|(?<![\w*])\*[A-Z][^*\n]{1,60}\*(?!\*)"
    r"|(?<![\w_])_[A-Z][^_\n]{1,60}_(?!\w)|\]\([#\w]|\\\(|\[\^\d|\]\{\.",
    re.MULTILINE,
)
_FORMULA_IN_ITALICS = re.compile(r"[*_]The [A-Z][\w ]+,?[*_]")
# Markdown shows itself by several signs; a single asterisk may be a footnote mark of plain text.
_MARKDOWN_SIGNS = 3
# Comments and declarations may stand before the root element, but not whole pages of them.
_ROOT_WITHIN = 65_536
# Shorter lines are headings, numbers and the ends of paragraphs.
_LONG_LINE = 30
# Of the body's lines, the share that end as a clause ends; in print lines it is about a quarter.
_PARAGRAPH_LINES = 0.6


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without byte order mark), as it reads.

    Raises:
        DocumentRejected: empty, binary, or in another encoding, with the place and the next step.
    """
    if not data.strip():
        raise DocumentRejected("the file is empty", line=1, hint="convert the document again")
    for mark, name in _UTF16.items():
        if data.startswith(mark):
            raise _other_encoding(name, 1)
    if b"\x00" in data:
        position = data.index(b"\x00")
        if _looks_like_utf16(data):
            raise _other_encoding("UTF-16", 1)
        raise DocumentRejected(
            f"the file is binary (a zero byte at offset {position})",
            line=data.count(b"\n", 0, position) + 1,
            hint="convert the document to text, Markdown or Akoma Ntoso XML first",
        )
    try:
        return plain_letters(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if data.startswith(_BINARY):
            raise DocumentRejected(
                "the file is binary (a document or archive that was not converted)",
                line=1,
                hint="convert the document to text, Markdown or Akoma Ntoso XML first",
            ) from None
        line = data.count(b"\n", 0, error.start) + 1
        raise _other_encoding("Latin-1 or Windows-1252", line) from None


def is_xml(data: bytes) -> bool:
    """Tell XML, in whatever encoding, by its declaration or its root element.

    A file that begins with another tag may be Markdown ("<sup>1</sup>", "<!-- page 1 -->").
    """
    start = data[:_ROOT_WITHIN].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<?xml") or (
        start.startswith(b"<") and re.search(rb"<(?:\w+:)?akomaNtoso\b", start) is not None
    )


def recognise(text: str) -> SourceFormat:
    """Tell the format of a decoded document that is no XML.

    Markdown shows itself by its emphasis, raised marks and escapes; in text converted from Word a
    line is a paragraph and ends like one, in text converted from PDF it is a line of print and
    mostly ends in mid-sentence.
    """
    if _FORMULA_IN_ITALICS.search(text) or len(_MARKDOWN.findall(text)) >= _MARKDOWN_SIGNS:
        return SourceFormat.MARKDOWN
    lines = list(worded_lines(text))
    start = next((index for index, line in enumerate(lines) if ENACTING_FORMULA.match(line)), 0)
    body = [line for line in lines[start + 1 :] if len(line) > _LONG_LINE]
    closed = sum(is_closed(line) for line in body)
    wrapped = not body or closed < _PARAGRAPH_LINES * len(body)
    return SourceFormat.PDF_TEXT if wrapped else SourceFormat.WORD_TEXT


def _looks_like_utf16(data: bytes) -> bool:
    sample = data[:2000]
    return max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) // 4


def _other_encoding(name: str, line: int) -> DocumentRejected:
    source = name.split(" or ", maxsplit=1)[0]
    return DocumentRejected(
        f"the file is not UTF-8; it looks like {name}",
        line=line,
        hint=f"convert it: iconv -f {source} -t UTF-8 FILE > FILE.utf8",
    )
