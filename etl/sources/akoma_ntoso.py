"""The reader for the United Nations' own XML (Akoma Ntoso for the United Nations, AKN4UN).

One file is one :class:`~etl.model.Document`, also where it publishes resolutions A and B under one
symbol. Siblings of this module read the parts: running text (``akoma_ntoso_text``), the body
(``akoma_ntoso_body``), the cover page (``akoma_ntoso_metadata``) and what came before the adoption
(``akoma_ntoso_workflow``). Organs, languages and committees are rows of tables there; nothing here
asks for one by name.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from etl.errors import DocumentRejected
from etl.model import Document, SourceFormat
from etl.sources.akoma_ntoso_body import BodyReader
from etl.sources.akoma_ntoso_metadata import MetadataReader
from etl.sources.akoma_ntoso_text import TextReader, names_in
from etl.sources.discover import MAX_FILE_BYTES, too_long

_NAMESPACE = re.compile(r"http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0\S*")
_CONVERT = "download the file again, or load the resolution from Markdown or text"


def read(data: bytes) -> Document:
    """Read one resolution.

    Raises:
        DocumentRejected: the bytes are no well-formed XML, define entities, are nested or grown
            beyond reason, or hold something else than an adopted resolution.
    """
    root = _parse(data)
    namespace, local = _name(root)
    if local != "akomaNtoso" or not _NAMESPACE.fullmatch(namespace):
        raise DocumentRejected(
            f"the file is XML, but no Akoma Ntoso document: its root element is {local!r}",
            line=root.sourceline or 1,
            hint="give the resolution's own XML file",
        )
    try:
        return _read_document(root, namespace)
    except RecursionError:
        raise DocumentRejected("elements are nested too deep", line=1, hint=_CONVERT) from None


def _parse(data: bytes) -> _Element:
    if not data.strip():
        raise DocumentRejected("the file is empty", line=1, hint=_CONVERT)
    if len(data) > MAX_FILE_BYTES:
        raise DocumentRejected(too_long(len(data)), hint=_CONVERT)
    # No DTD is loaded, no entity replaced, nothing fetched; the parser's own limits stay on.
    # (collect_ids must stay as it is: switching it off makes lxml load external subsets.)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = str(error).partition(", line ")[0]
        raise DocumentRejected(
            f"the XML is malformed: {reason}", line=line, hint=_CONVERT
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentRejected(
            "the XML carries a document type definition; entities are not accepted",
            line=1,
            hint="remove the DOCTYPE if you trust the file",
        )
    return root


def _read_document(root: _Element, namespace: str) -> Document:
    within = f"{{{namespace}}}"
    top = _resolution(root, within)
    names = names_in(namespace)
    text = TextReader(names, _letters_of_table_notes(root, within))
    body = BodyReader(namespace, text)
    for preface in top.iterfind(f"{within}preface"):
        body.title_page(preface)
    for part in _printed_parts(root, top, within):
        body.read_part(part)
    if not body.blocks:
        raise DocumentRejected(
            "the document has no text: neither preamble nor body hold a paragraph",
            line=top.sourceline or 1,
            hint=_CONVERT,
        )
    metadata = MetadataReader(top, namespace)
    described = metadata.read()
    links = text.links()
    return Document(
        source_format=SourceFormat.AKOMA_NTOSO,
        metadata=described,
        blocks=tuple(body.blocks),
        notes=tuple(text.notes),
        links=links,
        issues=(*metadata.issues, *body.issues, *text.issues),
    )


def _resolution(root: _Element, within: str) -> _Element:
    """Return the statement, or the collection of statements, that holds the cover page."""
    top = next((child for child in root if child.find(f"{within}coverPage") is not None), None)
    statement = f"{within}statement"
    statements = [
        *root.iterfind(statement),
        *root.iterfind(f"{within}components/{within}component/{statement}"),
    ]
    names = {statement.get("name") or "" for statement in statements}
    if not statements or names != {"resolution"}:
        kinds = ", ".join(sorted(names - {"resolution", ""})) or "no statement"
        raise DocumentRejected(
            f"the document is no resolution: it holds {kinds}",
            line=(statements[0].sourceline if statements else root.sourceline) or 1,
            hint="only adopted resolutions are loaded",
        )
    return statements[0] if top is None else top


def _printed_parts(root: _Element, top: _Element, within: str) -> list[_Element]:
    """Everything printed below the title, in order: the top's own parts, then any components."""
    front = {f"{within}meta", f"{within}coverPage", f"{within}preface"}
    own = [part for part in top if part.tag not in front]
    return own + [part for part in root if part is not top]


def _letters_of_table_notes(root: _Element, within: str) -> frozenset[str]:
    """Raised letters that open a paragraph: they name the notes of a table."""
    letters = set()
    for raised in root.iter(f"{within}sup"):
        letter = "".join(raised.itertext()).strip()
        if len(letter) == 1 and letter.isalpha():
            paragraph = next(raised.iterancestors(f"{within}p"), None)
            if paragraph is not None and _first_raised(paragraph, within) is raised:
                letters.add(letter)
    return frozenset(letters)


def _first_raised(paragraph: _Element, within: str) -> _Element | None:
    """The raised text that a paragraph opens with, None if other text comes first."""
    for element in paragraph.iter():
        if element.tag == f"{within}sup":
            return element
        if element.text and not element.text.isspace():
            return None
    return None


def _name(element: _Element) -> tuple[str, str]:
    namespace, _, local = str(element.tag).rpartition("}")
    return namespace.lstrip("{"), local
