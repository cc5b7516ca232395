"""Documents and treaties named in clauses and footnotes, under one normalised symbol each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from etl.grammar.organs import ORGANS, PART_LETTER, Organ, organ_named
from etl.model import Citation, Clause, Footnote, Link
from etl.parse.document_symbols import document_symbols
from etl.parse.linked import linked_symbol, organs_of_numbers

# Bodies whose resolutions are cited by name; those that are no organ of ours have the symbol that
# the Dag Hammarskjöld Library gives their resolutions, or none.
_CITED_BODIES = {
    **{organ.name: organ.symbol_template for organ in ORGANS},
    "Commission on Human Rights": "E/CN.4/RES/{number}",
    "Commission on Population and Development": "CPD/RES/{number}",
}
_BODY = "|".join(sorted(_CITED_BODIES, key=len, reverse=True))
_LETTER = rf"(?:\s{PART_LETTER}(?!\w))?"
_OF_SESSION = rf"/\d{{1,4}}{_LETTER}"
_OF_YEAR = r"(?:\s[A-Z])?\s?\((?:(?:S-|ES-)?[IVXLC]+|(?:19|20)\d{2})\)"
# "60/169", "S-20/4", "ES-10/15", "1325 (2000)", "217 A (III)". The first character is a set of its
# own, so that a search passes over the others at once.
_FIRST = r"[\dES]"
_REST = (
    rf"(?:(?<=\d)\d{{0,3}}(?:{_OF_SESSION}|{_OF_YEAR})"
    rf"|(?:(?<=E)S|(?<=S))[-‑]\d{{1,2}}{_OF_SESSION})"
)
_NUMBER = _FIRST + _REST
_WORD_BEFORE_NUMBER = re.compile(rf"\b(?P<word>[Rr]esolutions?)\s+(?={_NUMBER})")
_NUMBERS = re.compile(_NUMBER)
# Between two numbers of one list ("35/17 of 22 June 2017, 36/5 of …") at most so many characters.
_LONGEST_GAP = 400
_BEFORE_NEXT = re.compile(r"(?:,|\band|\bor)\s+$")
_OTHER_LIST = re.compile(r"\bresolutions?\b")
# "A and B", "A to E", "A–E" behind a number that several resolutions share.
_MORE_LETTERS = re.compile(r"(?:(?:,| and| to)\s|[-–])[A-Z](?!\w)")
# Not within a symbol ("A/76/462") or a longer number; Chinese sets no space around.
_NUMBERS_ALONE = re.compile(rf"{_FIRST}(?<![A-Za-z0-9/.-].){_REST}(?![0-9/])")
_NO_LINKS: Mapping[str, Organ] = MappingProxyType({})
_BODY_BEFORE = re.compile(rf"\b(?P<body>{_BODY}|Council|Assembly)\s+$")
_LONGEST_BODY = max(len(body) for body in _CITED_BODIES) + 2
_LAST_LETTERS = frozenset(body[-1] for body in _CITED_BODIES)
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
    has_slash = "/" in text  # quicker than any pattern, and most clauses cite nothing
    if not has_slash and "(" not in text and "Treaty" not in text:
        return []
    placed = _resolutions_in(text, organ, linked)
    if has_slash or "Treaty" in text:
        placed += _documents_and_treaties(text)
    if linked:
        placed += _linked_in(text, linked, {start for start, _, _ in placed})
    if not placed:
        return []
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
    return [
        (hit.start(), symbol, hit.group())
        for hit in _NUMBERS_ALONE.finditer(text)
        if hit.start() not in known
        if (symbol := linked_symbol(_normal_number(hit.group()), linked))
    ]


def _resolutions_in(
    text: str, organ: str, linked: Mapping[str, Organ] = _NO_LINKS
) -> list[tuple[int, str, str]]:
    found = []
    last_body = organ
    for word, numbers in _lists_of_numbers(text):
        named = _body_before(text, word.start())
        body = _body_named(named, organ, last_body)
        if named in _CITED_BODIES:
            last_body = body
        for number in numbers:
            for printed in _with_more_letters(number[0], text, number.end()):
                plain = _normal_number(printed)
                symbol = linked_symbol(plain, linked) or _resolution_symbol(plain, body)
                if symbol:
                    words = f"{word['word'].removesuffix('s')} {printed}"
                    found.append((number.start(), symbol, words))
    return found


def _lists_of_numbers(text: str) -> Iterator[tuple[re.Match[str], list[re.Match[str]]]]:
    """Yield each "resolution" or "resolutions" with the numbers that it stands before."""
    end = 0
    while (place := text.find("esolution", end)) >= 0:
        end = place + 1
        word = _WORD_BEFORE_NUMBER.match(text, place - 1) if place else None
        if word:
            numbers = _numbers_of_list(text, word.end())
            yield word, numbers
            end = numbers[-1].end()


def _numbers_of_list(text: str, start: int) -> list[re.Match[str]]:
    """Return the numbers from ``start`` to the last that a comma, "and" or "or" joins to them.

    A list ends at a semicolon, at the word "resolution" and where nothing follows for long.
    """
    found = _NUMBERS.finditer(text, start)
    numbers, passed = [next(found)], []
    for number in found:
        end = numbers[-1].end()
        gap = text[end : number.start()]
        if len(gap) > 2 * _LONGEST_GAP or ";" in gap or _OTHER_LIST.search(gap):
            break
        passed.append(number)
        joined = _BEFORE_NEXT.search(gap)
        is_whole = not _is_word_character(text[number.end() : number.end() + 1])
        if joined and joined.start() <= _LONGEST_GAP and is_whole:
            numbers, passed = [*numbers, *passed], []
    return numbers


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_"


def _body_before(text: str, end: int) -> str | None:
    """The body named just before ``end``, None if it is none that is known."""
    before = text[max(0, end - _LONGEST_BODY) : end]
    if before.rstrip()[-1:] not in _LAST_LETTERS:
        return None
    named = _BODY_BEFORE.search(before)
    return named["body"] if named else None


def _with_more_letters(number: str, text: str, end: int) -> list[str]:
    """Return a number as printed, and the same with the letters that follow ("A to E")."""
    numbers, stem, last = [number], number[:-1], number[-1]
    while last.isupper() and (more := _MORE_LETTERS.match(text, end)):
        letter = more[0][-1]
        is_range = "to" in more[0] or more[0][0] in "-–"
        first = ord(last) + 1 if is_range else ord(letter)
        numbers.extend(stem + chr(code) for code in range(first, ord(letter) + 1))
        last, end = letter, more.end()
    return numbers


@lru_cache(maxsize=1 << 14)
def _normal_number(printed: str) -> str:
    """A resolution's number with plain hyphens, and with a space before a bracket."""
    plain = printed.replace("‑", "-").replace("(", " (")
    return " ".join(plain.split())


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


@lru_cache(maxsize=1 << 14)
def _resolution_symbol(number: str, body: str) -> str | None:
    if body in _CITED_BODIES:
        known = organ_named(body)
        if known is None or re.fullmatch(known.number_pattern, number):
            return _CITED_BODIES[body].format(number=number)
    # The form of the number may belong to one other organ alone: "1325 (2000)".
    fitting = [organ for organ in ORGANS if re.fullmatch(organ.number_pattern, number)]
    return fitting[0].symbol_template.format(number=number) if len(fitting) == 1 else None


# Footnotes cite the same documents year after year.
@lru_cache(maxsize=1 << 13)
def _documents_and_treaties(text: str) -> tuple[tuple[int, str, str], ...]:
    return (*document_symbols(text), *_treaties_in(text))


def _treaties_in(text: str) -> list[tuple[int, str, str]]:
    if "Treaty" not in text:
        return []
    return [
        (hit.start(), f"UNTS {hit['volumes'].strip().rstrip(',')}, {hit['number']}", hit.group())
        for hit in _TREATY.finditer(text)
    ]
