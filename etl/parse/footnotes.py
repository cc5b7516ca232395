"""Footnotes with what they leave out: "Ibid." and "See footnote 5" put in full."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model import Footnote, Note, ParseIssue, Severity

_IBID = re.compile(r"^(?P<see>See(?:\s+also)?\s+)?Ibid\b\.?,?\s*", re.IGNORECASE)
_SEE_NOTE = re.compile(
    r"\b(?P<see>[Ss]ee(?:\s+also)?)\s+(?:foot)?note\s+(?P<mark>\d{1,3})(?:\s+above)?"
)

# The parts of a reference, coarse to fine, in the order the Editorial Manual prints them; "Ibid."
# keeps what stands before the first part that it names anew.
_PARTS = (
    ("session", re.compile(r"^[\w-]+(?:\s+(?:emergency\s+)?special)?\s+[Ss]ession\b")),
    ("year", re.compile(r"^(?:19|20)\d{2}$")),
    ("supplement", re.compile(r"^Supplements?\b|^Annexes?,|^Special Supplement\b")),
    ("volume", re.compile(r"^vols?\.")),
    ("number", re.compile(r"^Nos?\.")),
    ("resolution", re.compile(r"^[Rr]esolutions?\b")),
    ("chapter", re.compile(r"^chaps?\.")),
    ("section", re.compile(r"^sects?\.")),
    ("part", re.compile(r"^[Pp]art\b")),
    ("annex", re.compile(r"^annex(?:es)?\b|^appendix\b")),
    ("article", re.compile(r"^arts?\.")),
    ("paragraph", re.compile(r"^paras?\.")),
    ("page", re.compile(r"^pp?\.")),
)


def expand_footnotes(notes: Sequence[Note]) -> tuple[tuple[Footnote, ...], list[ParseIssue]]:
    """Return each note as printed and in full.

    "Ibid." refers to the note just before it; where that one was lost by the source the note stays
    as printed and an issue tells so.
    """
    footnotes: list[Footnote] = []
    issues: list[ParseIssue] = []
    in_full: dict[str, str] = {}
    previous: Note | None = None
    for note in notes:
        expanded = note.text
        if _IBID.match(note.text):
            if previous is not None and _follows(previous.mark, note.mark):
                expanded = resolve_ibid(note.text, in_full[previous.mark])
            else:
                issues.append(
                    ParseIssue(
                        "ibid_without_source",
                        f"footnote {note.mark} says “Ibid.”, but the note before it is lost",
                        note.line,
                        Severity.WARNING,
                    )
                )
        expanded = _SEE_NOTE.sub(lambda hit: _name_note(hit, in_full), expanded)
        in_full[note.mark] = expanded
        footnotes.append(Footnote(note.mark, note.text, expanded))
        previous = note
    return tuple(footnotes), issues


def resolve_ibid(text: str, source: str) -> str:
    """Put "Ibid., vol. 1249, No. 20378." in full, given the full text of the note before it."""
    rest = _IBID.sub("", text, count=1)
    if not rest.strip(" ."):
        return source
    first = _split_parts(rest)[0]
    kind = _kind(first)
    kept = []
    for part in _split_parts(source.split("; see also", maxsplit=1)[0].rstrip(" .")):
        if kind is not None and _kind(part) == kind:
            break
        if kind is not None and _rank(_kind(part)) > _rank(kind):
            break
        kept.append(part)
    return ", ".join([*kept, rest.strip()])


def _follows(before: str, mark: str) -> bool:
    return not (before.isdigit() and mark.isdigit()) or int(mark) == int(before) + 1


def _name_note(hit: re.Match[str], in_full: dict[str, str]) -> str:
    source = in_full.get(hit["mark"])
    return f"{hit['see']} {source.rstrip(' .')}" if source else hit.group()


def _split_parts(text: str) -> list[str]:
    """Split at commas outside brackets."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth <= 0:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _kind(part: str) -> str | None:
    return next((kind for kind, pattern in _PARTS if pattern.match(part)), None)


def _rank(kind: str | None) -> int:
    names = [name for name, _ in _PARTS]
    return names.index(kind) if kind in names else -1
