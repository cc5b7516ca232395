"""Documents and treaties named in clauses and footnotes, under one normalised symbol each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from etl.grammar.organs import ORGANS, Organ, organ_named
from etl.model import Citation, Clause, Footnote, Link
from etl.parse.linked import linked_symbol, organs_of_numbers

# Bodies whose resolutions are cited by name; those that are no organ of ours have the symbol that
# the Dag Hammarskjöld Library gives their resolutions, or none.
_CITED_BODIES = {
    **{organ.name: organ.symbol_template for organ in ORGANS},
    "Commission on Human Rights": "E/CN.4/RES/{number}",
    "Commission on Population and Development": "CPD/RES/{number}",
}
_BODY = "|".join(sorted(_CITED_BODIES, key=len, reverse=True))
_NUMBER = (
    r"(?:ES-\d{1,2}|S-\d{1,2}|\d{1,4})/\d{1,4}(?:\s[A-Z](?![\w]))?"
    r"|\d{1,4}(?:\s[A-Z])?\s?\((?:(?:S-|ES-)?[IVXLC]+|(?:19|20)\d{2})\)"
)
_RESOLUTIONS = re.compile(
    rf"\b(?P<word>[Rr]esolutions?)\s+"
    rf"(?P<list>(?:{_NUMBER})(?:(?:(?!\bresolutions?\b)[^;]){{0,400}}?(?:,|\band|\bor)\s+"
    rf"(?:{_NUMBER})(?=\W|$))*)"
)
_NUMBERS = re.compile(_NUMBER)
# Not within a symbol ("A/76/462") or a longer number; Chinese sets no space around.
_NUMBERS_ALONE = re.compile(rf"(?<![A-Za-z0-9/.-])(?:{_NUMBER})(?![0-9/])")
_NO_LINKS: Mapping[str, Organ] = MappingProxyType({})
_BODY_BEFORE = re.compile(rf"\b(?P<body>{_BODY}|Council|Assembly)\s+$")
_LONGEST_BODY = max(len(body) for body in _CITED_BODIES) + 2
_SERIES = r"(?:(?:Add|Rev|Corr|L|PV|SR|Res|Dec)\.\d+(?:-\d+)?|ES-\d+|[A-Z0-9]+(?:[-.][A-Z0-9]+)*)"
_DOCUMENT = re.compile(
    r"(?<![\w/])(?:[AES]|ST|TD|UNEP|DP|CEDAW|CCPR|CRC|CERD|CAT|CMW|CRPD|HRI|FCCC|CBD|ICCD|ISBA|SPLOS"
    r"|LOS|JIU|CCW|NPT|BWC|HSP|IDB|GC|TRANS|UN|CAC|CD|CLCS|CTOC|PBC)"
    rf"(?:/{_SERIES})+(?:\s\([IVXLC]+\))?(?![\w/])"
)
_TREATY = re.compile(
    r"Treaty Series,?\s+(?P<volumes>vols?\.\s+\d[\d, and]*?),?\s+"
    r"(?P<number>Nos?\.\s+\d[\w-]*(?:(?:,|\s+and)\s+\d[\w-]*)*)"
)


def find_citations(
    clauses: Sequence[Clause],
    footnotes: Sequence[Footnote],
    organ: str,
    links: Sequence[Link] = (),
) -> tuple[Citation, ...]:
    """Return what clauses and footnotes cite, each symbol once per clause or footnote.

    Args:
        clauses: searched for citations, like the ``footnotes``.
        footnotes: put in full.
        organ: the citing organ, whose resolutions are cited by number alone.
        links: hyperlinks of the source; they tell whose resolution a number is.
    """
    linked = organs_of_numbers(links)
    found: list[Citation] = []
    for clause in clauses:
        found.extend(
            Citation(symbol, text, label=clause.label)
            for symbol, text in cited(clause.text, organ, linked)
        )
    for footnote in footnotes:
        found.extend(
            Citation(symbol, text, mark=footnote.mark)
            for symbol, text in cited(footnote.text_expanded, organ, linked)
        )
    return tuple(found)


def cited(text: str, organ: str, linked: Mapping[str, Organ] = _NO_LINKS) -> list[tuple[str, str]]:
    """Return (normalised symbol, words that cite it) in order, each symbol once.

    A resolution cited by number alone ("resolution 60/169") is one of the citing ``organ``, unless
    a link under the number tells another (``linked``, see :func:`etl.parse.linked`).
    """
    resolutions = _resolutions_in(text, organ, linked)
    placed = [*resolutions, *_documents_in(text), *_treaties_in(text)]
    placed += _linked_in(text, linked, {start for start, _, _ in placed})
    placed.sort(key=lambda item: (item[0], item[1]))
    once: dict[str, str] = {}
    for _, symbol, words in placed:
        once.setdefault(symbol, words)
    return list(once.items())


def cited_resolutions(text: str, organ: str) -> list[tuple[str, str]]:
    """Return only the resolutions cited, as :func:`cited` does."""
    once: dict[str, str] = {}
    for _, symbol, words in _resolutions_in(text, organ):
        once.setdefault(symbol, words)
    return list(once.items())


def _linked_in(
    text: str, linked: Mapping[str, Organ], known: Collection[int]
) -> list[tuple[int, str, str]]:
    """Numbers with a link under them that no word before them shows to be resolutions."""
    if not linked or ("/" not in text and "(" not in text):
        return []
    return [
        (hit.start(), symbol, hit.group())
        for hit in _NUMBERS_ALONE.finditer(text)
        if hit.start() not in known
        if (symbol := linked_symbol(" ".join(hit.group().split()), linked))
    ]


def _resolutions_in(
    text: str, organ: str, linked: Mapping[str, Organ] = _NO_LINKS
) -> list[tuple[int, str, str]]:
    if "esolution" not in text:  # quicker than any pattern, and most clauses cite none
        return []
    found = []
    last_body = organ
    for hit in _RESOLUTIONS.finditer(text):
        named = _BODY_BEFORE.search(text[max(0, hit.start() - _LONGEST_BODY) : hit.start()])
        body = _body_named(named["body"] if named else None, organ, last_body)
        if named and named["body"] in _CITED_BODIES:
            last_body = body
        for number in _NUMBERS.finditer(hit["list"]):
            printed = " ".join(number.group().split())
            symbol = linked_symbol(printed, linked) or _resolution_symbol(printed, body)
            if symbol:
                start = hit.start("list") + number.start()
                words = f"{hit['word'].removesuffix('s')} {number.group()}"
                found.append((start, symbol, words))
    return found


def _body_named(named: str | None, organ: str, last_body: str) -> str:
    """The body meant: "Council" and "Assembly" alone mean the one last named in full."""
    if named is None:
        return organ
    if named in _CITED_BODIES:
        return named
    for body in (last_body, organ):
        if body.endswith(named):
            return body
    return "Human Rights Council" if named == "Council" else "General Assembly"


def _resolution_symbol(number: str, body: str) -> str | None:
    if body in _CITED_BODIES:
        known = organ_named(body)
        if known is None or re.fullmatch(known.number_pattern, number):
            return _CITED_BODIES[body].format(number=number)
    # The form of the number may belong to one other organ alone: "1325 (2000)".
    fitting = [organ for organ in ORGANS if re.fullmatch(organ.number_pattern, number)]
    return fitting[0].symbol_template.format(number=number) if len(fitting) == 1 else None


def _documents_in(text: str) -> list[tuple[int, str, str]]:
    if "/" not in text:  # most clauses cite none, and this is the quickest way to tell
        return []
    return [(hit.start(), hit.group(), hit.group()) for hit in _DOCUMENT.finditer(text)]


def _treaties_in(text: str) -> list[tuple[int, str, str]]:
    if "Treaty" not in text:
        return []
    return [
        (hit.start(), f"UNTS {hit['volumes'].strip().rstrip(',')}, {hit['number']}", hit.group())
        for hit in _TREATY.finditer(text)
    ]
