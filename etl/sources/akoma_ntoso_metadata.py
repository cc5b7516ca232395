"""What an Akoma Ntoso document says of itself on its cover page and in its identification.

What is printed wins over what is coded: the work URI is no key (parts A and B share one), its date
differs from the printed one in some files, and the title of the author of a Human Rights Council
resolution is that of the General Assembly. Where the two disagree an issue says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from lxml.etree import _Element

from etl.grammar.dates import parse_date
from etl.grammar.organs import ORGANS, organ_of_symbol, session_of_symbol
from etl.model import Adoption, Metadata, ParseIssue, Severity
from etl.sources.akoma_ntoso_text import fold
from etl.sources.akoma_ntoso_workflow import (
    Workflow,
    first_symbol,
    parse_iso_date,
    read_vote,
    read_workflow,
)

# ISO 639-2 codes (of both kinds) of ``FRBRlanguage`` → BCP 47.
_LANGUAGES = {
    "ara": "ar", "chi": "zh", "deu": "de", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de",
    "rus": "ru", "spa": "es", "zho": "zh",
}  # fmt: skip

# ``docProponent/@refersTo`` → the committee whose report proposed the text, in English so that
# language versions group together; other values name no committee.
_COMMITTEES = {
    "firstCommittee": "First Committee",
    "secondCommittee": "Second Committee",
    "thirdCommittee": "Third Committee",
    "fourthCommittee": "Special Political and Decolonization Committee (Fourth Committee)",
    "fifthCommittee": "Fifth Committee",
    "sixthCommittee": "Sixth Committee",
    "generalCommittee": "General Committee",
    "credentialsCommittee": "Credentials Committee",
}

_PART_LETTERS = re.compile(r"(?<=\d)\s?(?P<letters>[A-Z](?:\s?[-–]\s?[A-Z])?)$")
_MEETING = re.compile(r"\d{1,5}[a-z]{0,3}")
_BARE_BRACKET = re.compile(r"(?<![(\w])([^\W\d_]{1,2})\)")
_GLUED_BRACKET = re.compile(r"(?<=\d)\(")
# "A/78423" lost a slash, "A/74/A/74/379" repeats itself.
_DOCUMENT_OF_SESSION = re.compile(
    r"[A-Z]+/(?:[A-Z]+\.\d+/)?(?:E?S-)?\d+/(?:L\.|CRP\.|INF/)?\d|\D+$"
)
_ITEM = re.compile(r"\d{1,3}.*[\d)]|\d{1,3}")


class MetadataReader:
    """Reads the metadata of one document; ``top`` is its statement or collection of statements."""

    def __init__(self, top: _Element, namespace: str) -> None:
        self.issues: list[ParseIssue] = []
        self._top = top
        self._namespace = namespace
        self._within = within = f"{{{namespace}}}"
        root = top.getroottree().getroot()
        statement = f"{within}components/{within}component/{within}statement"
        self._cover = _by_name(top.iterfind(f"{within}coverPage"))
        self._preface = _by_name(top.iterfind(f"{within}preface"))
        self._coded = _by_name(list(root.iter(f"{within}identification"))[:1])
        self._closing = _by_name(
            [
                *top.iterfind(f"{within}conclusions"),
                *root.iterfind(f"{statement}/{within}conclusions"),
            ]
        )

    def read(self) -> Metadata:
        """Return what the document says; a field that it leaves open stays None."""
        workflow = self._workflow()
        symbol = self._symbol()
        by_report, document = self._committee_report()
        return Metadata(
            symbol=symbol,
            language=self._language(),
            title=self._title() or workflow.title,
            organ=self._organ(symbol),
            session=self._session(symbol),
            adopted_on=self._adopted_on(),
            plenary_meeting=self._meeting(),
            agenda_item=self._agenda_item(),
            agenda_item_name=(self._inline("agenda item name") or "").replace("‑", "-") or None,
            committee=by_report,
            committee_report=document if by_report else None,
            draft_symbol=workflow.draft_symbol or (None if by_report else first_symbol(document)),
            steps=workflow.steps,
            subjects=workflow.subjects,
            adoption=self._adoption(workflow),
        )

    def _workflow(self) -> Workflow:
        meta = self._top.find(f"{self._within}meta")
        if meta is None:
            return Workflow()
        workflow = read_workflow(meta, self._namespace)
        self.issues.extend(workflow.issues)
        return workflow

    def _symbol(self) -> str | None:
        printed = [
            text
            for number in self._cover.get("docNumber", ())
            if (text := fold("".join(number.itertext())))
        ]
        if not printed:
            self._issue("no_symbol", "no symbol is printed on the cover page", Severity.ERROR)
            return None
        symbol = _PART_LETTERS.sub(lambda found: " " + fold(found["letters"]), printed[0])
        self._compare_with_number(symbol)
        self._compare_with_uri(symbol)
        return symbol

    def _compare_with_number(self, symbol: str) -> None:
        """The number before the title must be that of the symbol."""
        for number in self._preface.get("docNumber", ()):
            text = fold("".join(number.itertext())).rstrip(".")
            if any(character.isdigit() for character in text) and _plain(text) not in _plain(
                symbol
            ):
                self._issue(
                    "symbol_disagrees",
                    f"the cover says {symbol}, the title {text}; the cover was taken",
                )
            return

    def _compare_with_uri(self, symbol: str) -> None:
        uri = next((work.get("value") or "" for work in self._coded.get("FRBRuri", ())), "")
        coded = _plain(uri.rstrip("/").rpartition("/")[2])
        own = _plain(_PART_LETTERS.sub("", symbol))
        if coded and not own.endswith(re.sub(r"(?<=\d)-?[A-Z](?:-[A-Z])?$", "", coded)):
            self._issue(
                "symbol_differs_from_uri",
                f"the cover says {symbol}, the work's URI {uri}; the cover was taken",
            )

    def _language(self) -> str | None:
        languages = [
            (stated.get("language") or "").lower() for stated in self._coded.get("FRBRlanguage", ())
        ]
        code = languages[0] if languages else ""
        if not code:
            self._issue("no_language", "no language is stated")
            return None
        return _LANGUAGES.get(code, code)

    def _title(self) -> str | None:
        titles = [
            _text_without_notes(title, self._within) for title in self._preface.get("docTitle", ())
        ]
        return fold(" ".join(titles)) or None

    def _organ(self, symbol: str | None) -> str | None:
        if symbol:
            organ = organ_of_symbol(symbol) or organ_of_symbol(_PART_LETTERS.sub("", symbol))
            if organ is not None:
                return organ.name
        printed = {fold("".join(found.itertext())) for found in self._cover.get("docAuthority", ())}
        return next((organ.name for organ in ORGANS if organ.name in printed), None)

    def _session(self, symbol: str | None) -> str | None:
        stated = session_of_symbol(_PART_LETTERS.sub("", symbol)) if symbol else None
        if stated:
            return stated
        values = [session.get("value") for session in self._cover.get("session", ())]
        return (values[0] or None) if values else None

    def _printed_adoptions(self) -> list[date]:
        return [
            found
            for part in (self._closing, self._cover)
            for element in part.get("docDate", ())
            if element.get("refersTo") == "#adoptionDate"
            if (found := _printed_date(element))
        ]

    def _adopted_on(self) -> date | None:
        """The date printed at the end (or on the cover), else the coded one; never of issuance."""
        coded = next(
            (
                parse_iso_date(found.get("date"))
                for found in self._coded.get("FRBRdate", ())
                if found.get("name") == "adoption"
            ),
            None,
        )
        printed = self._printed_adoptions()
        if len(set(printed)) > 1:
            self._issue(
                "parts_adopted_apart",
                f"dates of adoption: {sorted(set(printed))}; the first printed was taken",
            )
        if not printed:
            printed = [
                found
                for title in self._cover.get("docTitle", ())
                if (found := parse_date("".join(title.itertext())))
            ]
        if printed and coded and printed[0] != coded:
            self._issue(
                "adoption_dates_disagree",
                f"printed {printed[0]}, coded {coded}; the printed one was taken",
            )
        adopted = printed[0] if printed else coded
        if adopted is None:
            self._issue(
                "no_adoption_date",
                "no date of adoption is given; the resolution is "
                "loaded but takes no part in lineage",
            )
        return adopted

    def _meeting(self) -> str | None:
        for part in (self._closing, self._cover):
            for element in (*part.get("inline", ()), *part.get("location", ())):
                if "adoptionMeeting" not in (element.get("name"), _reference(element)):
                    continue
                coded = fold(element.get("title") or "")
                printed = _MEETING.search(fold("".join(element.itertext())))
                return (printed[0] if printed else None) or coded or None
        return None

    def _agenda_item(self) -> str | None:
        printed = self._inline("agenda item")
        found = _ITEM.search(printed) if printed else None
        if found is None:
            return None
        return _GLUED_BRACKET.sub(" (", _BARE_BRACKET.sub(r"(\1)", found[0]))

    def _committee_report(self) -> tuple[str | None, str | None]:
        proponents = map(_reference, self._cover.get("docProponent", ()))
        committee = next((_COMMITTEES.get(proponent) for proponent in proponents), None)
        report = self._inline("originating document")
        if report and _DOCUMENT_OF_SESSION.match(report) is None:
            self._issue("document_misprinted", f"{report!r} is no document of a session; left so")
        return committee, report

    def _adoption(self, workflow: Workflow) -> Adoption | None:
        if workflow.adoption is not None and (workflow.adoption.votes or not workflow.steps):
            return workflow.adoption
        for vote in self._closing.get("vote", ()):
            if printed := read_vote(vote, self._namespace):
                return printed
        return workflow.adoption

    def _inline(self, name: str) -> str | None:
        for element in self._cover.get("inline", ()):
            if element.get("name") == name:
                return fold("".join(element.itertext())) or None
        return None

    def _issue(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        self.issues.append(ParseIssue(code, message, self._top.sourceline or 0, severity))


def _by_name(parts: Iterable[_Element]) -> dict[str, list[_Element]]:
    """Everything within ``parts`` by local name, in order."""
    named: dict[str, list[_Element]] = {}
    for part in parts:
        for element in part.iter():
            named.setdefault(_local_name(str(element.tag)), []).append(element)
    return named


@lru_cache(maxsize=1024)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _reference(element: _Element) -> str:
    return (element.get("refersTo") or "").lstrip("#")


def _printed_date(element: _Element) -> date | None:
    return parse_iso_date(element.get("date")) or parse_date("".join(element.itertext()))


def _plain(text: str) -> str:
    """Only letters and digits, so that "2720 (2023)", "2720-2023" and "74/250" compare."""
    return re.sub(r"[\W_]+", "-", text.upper()).strip("-")


def _text_without_notes(element: _Element, within: str) -> str:
    note = f"{within}authorialNote"
    kept = [element.text or ""]
    for child in element:
        if child.tag != note:
            kept.append(_text_without_notes(child, within))
        kept.append(child.tail or "")
    return "".join(kept)
