"""From a file's bytes to a :class:`~etl.model.Document`, whatever its format."""

from __future__ import annotations

from etl.errors import DocumentRejected
from etl.model import Document, SourceFormat
from etl.sources import akoma_ntoso, markdown, pdf_text, word_text
from etl.sources.recognise import decode, is_xml, recognise

_TEXT_READERS = {
    SourceFormat.MARKDOWN: markdown.read,
    SourceFormat.WORD_TEXT: word_text.read,
    SourceFormat.PDF_TEXT: pdf_text.read,
}


def read_document(data: bytes, path: str) -> Document:
    """Read one document, its format told by its content.

    Args:
        data: the whole file.
        path: as the user knows it, for messages only.

    Raises:
        DocumentRejected: with file, line, reason and next step.
    """
    try:
        if is_xml(data):
            return akoma_ntoso.read(data)
        text = decode(data)
        return _TEXT_READERS[recognise(text)](text)
    except DocumentRejected as rejected:
        rejected.path = path
        raise
