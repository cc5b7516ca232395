"""Text converted from Word: a line is a paragraph, the header may stand behind the body."""

from __future__ import annotations

from etl.model import Document, SourceFormat
from etl.sources.plain_text import Layout, read_plain_text


def read(text: str) -> Document:
    """Read text converted from Word.

    Raises:
        DocumentRejected: if it holds no resolution.
    """
    return read_plain_text(text, Layout(SourceFormat.WORD_TEXT, wrapped=False))
