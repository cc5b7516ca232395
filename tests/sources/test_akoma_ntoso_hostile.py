"""Hostile, damaged and foreign XML: refused with a reason, never half read."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from etl.errors import DocumentRejected
from etl.model import Document
from etl.sources.akoma_ntoso import read
from etl.sources.discover import MAX_FILE_BYTES
from tests.sources.akoma_ntoso_twin import SILENT, printed_words, read_words

DATA = Path(__file__).parent / "data" / "akn"
WHOLE = {path.stem: path.read_bytes() for path in sorted(DATA.glob("*_en.xml"))}
RESOLUTION = WHOLE["general_assembly_en"]
ROOT = b"<akomaNtoso"

# How long the fuzzer runs at most, in processor time, so that a busy machine tries as much as an
# idle one, and how many cases it tries; more by the environment.
FUZZ_SECONDS = float(os.environ.get("CLAUSE_PROVENANCE_FUZZ_SECONDS", "20"))
FUZZ_CASES = int(os.environ.get("CLAUSE_PROVENANCE_FUZZ_CASES", "5000"))
FUZZ_SEED = int(os.environ.get("CLAUSE_PROVENANCE_FUZZ_SEED", "20301216"))
# No document of the size used here may take longer than this, in processor time.
LONGEST_SECONDS = 5.0

BOMB = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/never.dtd">'


def with_doctype(doctype: bytes, data: bytes = RESOLUTION) -> bytes:
    return data.replace(ROOT, doctype + ROOT, 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (RESOLUTION[: len(RESOLUTION) // 2], "malformed"),
        (RESOLUTION + b"<more/>", "malformed"),
        (RESOLUTION.replace(b"</preamble>", b"</mainBody>"), "malformed"),
        (RESOLUTION.replace(b"\xc2\xa0", b"\xa0"), "malformed"),
        (RESOLUTION.replace(b'encoding="utf-8"', b'encoding="utf-16"'), "malformed"),
        (RESOLUTION.replace(b'encoding="utf-8"', b'encoding="klingon"'), "malformed"),
        (RESOLUTION.replace(b"burning", b"\x00burning"), "malformed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "malformed"),
        (b"<html><body>no</body></html>", "no Akoma Ntoso"),
        (b"<akomaNtoso><statement/></akomaNtoso>", "no Akoma Ntoso"),
        (with_doctype(BOMB), "document type"),
        (with_doctype(BOMB, RESOLUTION.replace(b"burning", b"&d;")), "document type|malformed"),
        (with_doctype(EXTERNAL, RESOLUTION.replace(b"burning", b"&a;")), "document type"),
        (with_doctype(REMOTE), "document type"),
        (RESOLUTION.replace(b"burning", b"&unknown;"), "malformed"),
        (RESOLUTION.replace(b'name="resolution"', b'name="decision"'), "no resolution.*decision"),
        (RESOLUTION.replace(b"statement", b"judgement"), "no resolution"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_what_is_no_whole_resolution_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentRejected, match=reason) as refused:
        read(data)
    assert refused.value.line >= 1


def test_a_resolution_without_text_is_refused() -> None:
    root = etree.fromstring(RESOLUTION)
    for part in list(root[0])[2:]:
        root[0].remove(part)
    with pytest.raises(DocumentRejected, match="no text"):
        read(etree.tostring(root))


def test_a_file_beyond_any_resolution_is_refused_unread() -> None:
    with pytest.raises(DocumentRejected, match="more than"):
        read(RESOLUTION + b" " * MAX_FILE_BYTES)


@pytest.mark.parametrize("tag", [b"container", b"span", b"p", b"list", b"unheardOf"])
def test_a_million_nested_elements_are_refused_in_a_moment(tag: bytes) -> None:
    deep = b"<%b>" % tag * 1_000_000 + b"x" + b"</%b>" % tag * 1_000_000
    begun = time.process_time()
    with pytest.raises(DocumentRejected, match=r"malformed|nested"):
        read(RESOLUTION.replace(b"<mainBody>", b"<mainBody>" + deep))
    assert time.process_time() - begun < LONGEST_SECONDS


@pytest.mark.parametrize("depth", [50, 90, 150, 200])
@pytest.mark.parametrize("tag", ["container", "span", "point", "section", "unheardOf"])
def test_nesting_below_the_parsers_limit_is_read_whole(tag: str, depth: int) -> None:
    deep = f"<{tag}>" * depth + "<p>deep down</p>" + f"</{tag}>" * depth
    data = RESOLUTION.replace(b"<mainBody>", f"<mainBody>{deep}".encode())
    assert read_words(read(data)) == printed_words(data)


def test_a_resolution_in_another_encoding_that_it_declares_is_read_alike() -> None:
    text = RESOLUTION.decode()
    assert read(text.replace('"utf-8"', '"utf-16"').encode("utf-16")) == read(RESOLUTION)


def test_a_mutated_document_is_refused_or_read_whole(
    record_property: Callable[[str, object], None],
) -> None:
    """Bytes and trees are mutated: nothing but a refusal may come of it, or every letter."""
    cases, read_whole = mutate_and_read(WHOLE)
    record_property("mutated documents", f"{cases}, {read_whole} read whole, seed {FUZZ_SEED}")
    # Without these the law was not tried.
    assert read_whole > cases // 20


def mutate_and_read(documents: dict[str, bytes]) -> tuple[int, int]:
    """Read mutated documents until cases or time are used up; count them and those read whole."""
    dice, names = random.Random(FUZZ_SEED), sorted(documents)
    begun, cases, read_whole = time.process_time(), 0, 0
    while cases < FUZZ_CASES and time.process_time() - begun < FUZZ_SECONDS:
        cases += 1
        name = dice.choice(names)
        data = dice.choice((mutated_bytes, mutated_tree))(documents[name], dice)
        started = time.process_time()
        try:
            document = read(data)
        except DocumentRejected:
            continue
        assert time.process_time() - started < LONGEST_SECONDS, f"seed {FUZZ_SEED}, case {cases}"
        lost = printed_letters(data) - read_letters(document)
        assert not lost, f"seed {FUZZ_SEED}, case {cases}, {name}: {lost} was lost"
        read_whole += 1
    return cases, read_whole


def printed_letters(data: bytes) -> Counter[str]:
    """How often each letter is printed in body and notes; mutated structure has no other law."""
    found: Counter[str] = Counter()
    silent = {*SILENT, "preface", "conclusions"}

    def count(element: etree._Element) -> None:
        if str(element.tag).rpartition("}")[2] in silent:
            return
        found.update(filter(str.isalpha, element.text or ""))
        for child in element:
            count(child)
            found.update(filter(str.isalpha, child.tail or ""))

    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    for top in root:
        for part in top if str(top.tag).rpartition("}")[2] not in silent else ():
            count(part)
    return found


def read_letters(document: Document) -> Counter[str]:
    """How often each letter stands in blocks, numbers, marks and notes."""
    found: Counter[str] = Counter()
    for block in document.blocks:
        marks = "".join(reference.mark for reference in block.references)
        found.update(filter(str.isalpha, block.text + block.number + marks))
    for note in document.notes:
        found.update(filter(str.isalpha, note.text + note.mark))
    return found


def mutated_bytes(data: bytes, dice: random.Random) -> bytes:
    kind = dice.randrange(5)
    at = dice.randrange(len(data))
    length = dice.choice((1, 1, 2, 8, 100))
    if kind == 0:
        return data[:at] + dice.randbytes(length) + data[at + length :]
    if kind == 1:
        return data[:at] + data[at + length :]
    if kind == 2:
        return data[:at]
    if kind == 3:
        other = dice.randrange(len(data))
        return data[:at] + data[other : other + length] + data[at:]
    return data.replace(*dice.choice(SWAPS))


SWAPS = [
    (b"<p ", b"<q "), (b"</span>", b"</span> "), (b"<num>", b"<num/><num>"), (b"1.", b"\t1.\t"),
    (b"paragraph", b"section"), (b"authorialNote", b"note"), (b"&", b"&amp;"), (b"\n", b"\r\n"),
    (b"content", b"list"), (b"mainBody", b"preamble"), (b'class="', b'style="'), (b"<a ", b"<b "),
]  # fmt: skip


def mutated_tree(data: bytes, dice: random.Random) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        elements = list(root.iter())
        mutate(dice.choice(elements), dice.choice(elements), dice)
    return etree.tostring(root)


def mutate(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    parent = element.getparent()
    kind = dice.randrange(6)
    if kind == 0 and parent is not None:
        parent.remove(element)
    elif kind == 1:
        element.tag = other.tag
    elif kind == 2:
        element.text = (element.text or "") + dice.choice((" word", "\n", "(a)\t", "1.\t", "“"))
    elif kind == 3:
        element.tail = (element.tail or "") + dice.choice((" word", "\n", ";", "\t"))
    elif kind == 4:
        for key in list(element.attrib):
            element.set(key, dice.choice(("", "1", "annex", "#preamble", "H23", "FootnoteText")))
    elif parent is not None and element not in set(other.iterancestors()) and other is not element:
        other.append(element)
