"""Who put a draft resolution forward: lists of States, and statements about bodies and officers.

The workflow of the United Nations' XML has one attribute for both. "Malta, Peru and Uganda (on
behalf of the States … that are members of the Group of 77 and China)" names four sponsors: who
speaks for a group is named, and so is the group. "submitted by the Vice-Chair of the Committee,
Nadja Micael (Eritrea) and on the basis of informal consultations" names one, an office; the person
and the way to the draft are left out, and told. Source of the forms: all 4,476 lists of the files
of sessions 74 to 80, and of the data extracts beside them, which are set in capitals.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from etl.sources.member_states import (
    MEMBER_STATES,
    is_part_of_name,
    known_state,
    letters_of,
    states_like,
    states_run_together,
)

# Groups and bodies under one name each, whatever their case, hyphens and spelling with s or z.
BODIES = tuple(
    " ".join(name.split())
    for name in """
    Ad Hoc Working Group on the Revitalization of the Work of the General Assembly;
    Association of Southeast Asian Nations; Association of South-East Asian Nations and the States
    Parties to the Treaty on the Southeast Asia Nuclear-Weapon-Free Zone (Bangkok Treaty);
    Bureau; Bureau of the Disarmament Commission;
    Committee on Information; Committee on the Peaceful Uses of Outer Space; Credentials Committee;
    Economic Community of Central African States; Economic Community of West African States;
    European Union; Group of 77 and China; Group of African States; Group of Arab States;
    Group of Latin American and Caribbean States; League of Arab States;
    Movement of Non-Aligned Countries; Organization of Islamic Cooperation;
    President of the General Assembly; Southern African Development Community;
    Special Committee on the Situation with regard to the Implementation of the Declaration on the
    Granting of Independence to Colonial Countries and Peoples;
    United Nations Standing Advisory Committee on Security Questions in Central Africa;
    Working Group of the Whole on International Cooperation in the Peaceful Uses of Outer Space
    """.split(";")
)

# Who tells that a body or an officer put the draft forward.
_STATEMENT = re.compile(
    r"(?i)^(?P<before>.*?)(?:\bwas\s+)?\b(?:(?:submitted|introduced)(?:\s+in\s+the\s+Committee)?\s+by"
    r"|on\s+the\s+basis\s+of\s+the\s+report\s+of)\s+(?:the\s+)?(?P<who>.+)$"
)
_REPRESENTATIVE = re.compile(r"(?i)^(?:the\s+)?representative\s+of\s+(?P<state>.+)$")
_OFFICER = re.compile(
    r"(?i)^(?P<office>Vice-Chair|Chair|Rapporteur)(?:\s+of\s+the\s+Committee)?(?P<person>\W.*)?$"
)
# How the draft came about.
_WAY = re.compile(
    r"(?i)(?:,?\s+and|,)?\s+(?:on\s+the\s+(?:basis|recommendation)\s+of|following)\b.*$"
)
_SPEAKER = re.compile(
    r"(?i)(?P<state>[^,()]+?)(?:\s*\(|\s*,?\s+)"
    r"(?:o[nf]\s+behalf(?:\s+of)?|in\s+its\s+capacity\s+as\s+Chair\s+of)\s+(?P<body>.+?)\)*"
)
_MEMBERS_OF = re.compile(
    r"(?i)^(?:the\s+)?(?:States\s+(?:Members\s+of\s+the\s+United\s+Nations\s+)?that\s+are\s+)?"
    r"(?:(?:the\s+)?members\s+of\s+)*(?:the\s+)?(?:e\s+)?"
)
# A symbol, or nothing, in brackets.
_REMARK = re.compile(r"\s*\((?:\s*|[A-Z][\w./]*\d[\w./]*)\)")
_NOTE_AFTER_LIST = re.compile(r"\.\s+-\s+(?P<note>.+)$")
_SENTENCE = re.compile(r"\b(?:was|were|is|are|will)\b|:|\d")
# "and" within a name ("Trinidad and Tobago") parts nothing.
_SECOND_HALVES = "|".join(
    re.escape(name.partition(" and ")[2]).replace(r"\ ", r"\s+")
    for name in MEMBER_STATES
    if " and " in name
)
_PARTING = re.compile(
    rf"[()]|,?\s+and\s+(?!(?:{_SECOND_HALVES})\b)|,|\.\s+(?:Subsequently,?\s*)?", re.IGNORECASE
)
# One of them is in every statement, and in no list.
_WORDS_OF_STATEMENTS = ("submitted", "introduced", "basis")


class Sponsors(NamedTuple):
    """Who sponsored, each once and in order, and what was not taken as it is printed.

    ``left_out`` holds words that name no sponsor, ``mended`` the forms that were taken for another.
    """

    names: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_sponsors(printed: str) -> Sponsors:
    """Read a list of sponsors, or the statement that stands in its place."""
    text = " ".join(printed.split())
    note = _NOTE_AFTER_LIST.search(text)
    text = _REMARK.sub("", text[: note.start()] if note else text)
    lowered = text.lower()
    is_statement = any(word in lowered for word in _WORDS_OF_STATEMENTS)
    stated = _STATEMENT.match(text) if is_statement else None
    read = _stated(stated) if stated and _is_outside_brackets(stated) else _listed(text)
    return read._replace(left_out=(*read.left_out, note["note"])) if note else read


@lru_cache(maxsize=4096)
def split_states(printed: str) -> tuple[str, ...]:
    """Split a list of States as a source prints it ("Malta, Antigua and Barbuda and Peru").

    Names are parted by commas and "and"; both count only outside of brackets, and "and" only where
    it is no part of a State's name.
    """
    return _listed(" ".join(printed.split())).names


def _is_outside_brackets(stated: re.Match[str]) -> bool:
    before = stated["before"]
    return before.count("(") == before.count(")")


def _stated(stated: re.Match[str]) -> Sponsors:
    who = stated["who"]
    if representative := _REPRESENTATIVE.match(who):
        return _listed(representative["state"])
    left_out = [stated["before"].strip(" ,")]
    if way := _WAY.search(who):
        who = who[: way.start()]
        left_out.append(way[0].strip(" ,"))
    name = _body_name(who)
    if officer := _OFFICER.match(who):
        left_out.append((officer["person"] or "").strip(" ,"))
        name = f"{officer['office'].capitalize().replace('-c', '-C')} of the Committee"
    return Sponsors((name,), tuple(filter(None, left_out)))


def _listed(text: str) -> Sponsors:
    representative = _REPRESENTATIVE.match(text)
    text = representative["state"] if representative else text
    # "Ghana, on behalf of the Bureau": the comma parts no names.
    is_speaker = "(" not in text and _SPEAKER.fullmatch(text)
    readings = [_read_name(piece) for piece in ([text] if is_speaker else _pieces(text))]
    return Sponsors(
        tuple(dict.fromkeys(name for reading in readings for name in reading.names)),
        tuple(words for reading in readings for words in reading.left_out),
        tuple(words for reading in readings for words in reading.mended),
    )


@lru_cache(maxsize=4096)
def _read_name(printed: str) -> Sponsors:
    """Read what stands between two commas."""
    if speaker := _SPEAKER.fullmatch(printed):
        state = _read_name(speaker["state"])
        body = speaker["body"] + ")" * speaker["body"].count("(")
        return state._replace(names=(*state.names, _body_name(body)))
    if known := known_state(printed):
        return Sponsors((known,))
    if meant := _states_meant(printed):
        return Sponsors(meant, mended=(f"{printed!r} is {' and '.join(meant)}",))
    if _SENTENCE.search(printed) or states_like(printed) or is_part_of_name(printed):
        return Sponsors(left_out=(printed,))
    return Sponsors((_body_name(printed),))


def _states_meant(printed: str) -> tuple[str, ...]:
    """The States behind names run together, misspelt or printed in part."""
    if together := states_run_together(printed):
        return together
    if len(like := states_like(printed)) == 1:
        return like
    words = printed.split()
    for cut in range(len(words) - 1, 0, -1):
        known = known_state(" ".join(words[:cut]))
        if known and is_part_of_name(" ".join(words[cut:])):
            return (known,)
    return ()


def _body_name(printed: str) -> str:
    """Return the one name of a group or body, without "States that are members of the"."""
    name = _MEMBERS_OF.sub("", printed.strip())
    return _BY_LETTERS.get(_letters(name), name)


def _letters(name: str) -> str:
    return letters_of(name).replace("isation", "ization")


_BY_LETTERS = {_letters(name): name for name in BODIES}


def _pieces(text: str) -> list[str]:
    """Split at commas, stops and "and" that stand outside of brackets and of names."""
    pieces, depth, start = [], 0, 0
    for found in _PARTING.finditer(text):
        if found[0] in "()":
            depth = max(0, depth + (1 if found[0] == "(" else -1))
        elif depth == 0:
            pieces.append(text[start : found.start()])
            start = found.end()
    pieces.append(text[start:])
    return [piece for printed in pieces if (piece := printed.strip(" ."))]
