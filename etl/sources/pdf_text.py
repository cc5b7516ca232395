"""Text converted from PDF: a line is a line of print, pages break in mid-sentence."""

from __future__ import annotations

from etl.model import Document, SourceFormat
from etl.sources.plain_text import Layout, read_plain_text


def read(text: str) -> Document:
    """Read text converted from PDF.

    Raises:
        DocumentRejected: if it holds no resolution.
    """
    return read_plain_text(text, Layout(SourceFormat.PDF_TEXT, wrapped=True))
