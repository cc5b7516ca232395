"""Documents and treaties named in clauses and footnotes, under one normalised symbol each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.grammar.organs import ORGANS, organ_named
from etl.model import Citation, Clause, Footnote

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
_BODY_BEFORE = re.compile(rf"\b(?P<body>{_BODY}|Council|Assembly)\s+$")
_LONGEST_BODY = max(len(body) for body in _CITED_BODIES) + 2
_SERIES = r"(?:(?:Add|Rev|Corr|L|PV|SR)\.\d+(?:-\d+)?|ES-\d+|[A-Z0-9]+(?:[-.][A-Z0-9]+)*)"
_DOCUMENT = re.compile(
    r"(?<![\w/])(?:[AES]|ST|TD|UNEP|DP|CEDAW|CCPR|CRC|CERD|CAT|CMW|CRPD|HRI|FCCC|CBD|ICCD|ISBA|SPLOS"
    r"|LOS|JIU|CCW|NPT|BWC|HSP|IDB|GC|TRANS|UN)"
    rf"(?:/{_SERIES})+(?:\s\([IVXLC]+\))?(?![\w/])"
)
_TREATY = re.compile(
    r"Treaty Series,?\s+(?P<volumes>vols?\.\s+\d[\d, and]*?),?\s+"
    r"(?P<number>Nos?\.\s+\d[\w-]*(?:(?:,|\s+and)\s+\d[\w-]*)*)"
)


def find_citations(
    clauses: Sequence[Clause], footnotes: Sequence[Footnote], organ: str
) -> tuple[Citation, ...]:
    """Return what clauses and footnotes cite, each symbol once per clause or footnote."""
    found: list[Citation] = []
    for clause in clauses:
        found.extend(
            Citation(symbol, text, label=clause.label) for symbol, text in cited(clause.text, organ)
        )
    for footnote in footnotes:
        found.extend(
            Citation(symbol, text, mark=footnote.mark)
            for symbol, text in cited(footnote.text_expanded, organ)
        )
    return tuple(found)


def cited(text: str, organ: str) -> list[tuple[str, str]]:
    """Return (normalised symbol, words that cite it) in order, each symbol once.

    A resolution cited by number alone ("resolution 60/169") is one of the citing ``organ``.
    """
    placed = [*_resolutions_in(text, organ), *_documents_in(text), *_treaties_in(text)]
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


def _resolutions_in(text: str, organ: str) -> list[tuple[int, str, str]]:
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
            if symbol := _resolution_symbol(" ".join(number.group().split()), body):
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
