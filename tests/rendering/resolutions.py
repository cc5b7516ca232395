"""Plausible resolutions out of a seed, and real ones out of reference clauses."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from etl.model import ClauseKind

from . import vocabulary as words
from .truth import MARK, TrueClause, TrueHeader, TrueResolution, marked_text, with_mark

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
#: A mark glued to a number that is no year cannot be told from it, so UN drafters' marks after
#: such numbers are not written.
UNMARKABLE = re.compile(r"(?<!\b(?:19|20)\d)(?<!\b(?:19|20)\d\d)\d$|[–—-]\d+$")


class Writer:
    """Fills templates from left to right, numbering footnotes as they are first cited."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.notes: list[tuple[str, str]] = []
        self.last_kind = ""
        self.note_rate = rng.choice((0.0, 0.3, 0.6, 0.9))

    def fill(self, template: str) -> str:
        """The template with every slot filled; ``<!kind>`` slots become marks or nothing."""
        parts: list[str] = []
        for piece in re.split(r"(<!?\w+>)", template):
            if not piece.startswith("<"):
                parts.append(piece)
            elif piece.startswith("<!"):
                parts.append(self._mark(piece[2:-1]))
            elif piece[1:-1] in words.WORDS:
                parts.append(self.fill(self.rng.choice(words.WORDS[piece[1:-1]])))
            else:
                parts.append(self._value(piece[1:-1]))
        return "".join(parts)

    def _value(self, name: str) -> str:
        rng = self.rng
        values = {
            "date": f"{rng.randint(1, 28)} {rng.choice(words.MONTHS)} {rng.randint(1948, 2023)}",
            "year": str(rng.randint(1948, 2030)),
            "res": rng.choice(
                (
                    f"{rng.randint(31, 78)}/{rng.randint(1, 280)}",
                    "2200 A (XXI)",
                    "45/158",
                    "60/1",
                    f"S-{rng.randint(20, 30)}/2",
                )
            ),
            "hrc": f"{rng.randint(1, 53)}/{rng.randint(1, 30)}",
            "council": f"{rng.randint(1200, 2700)} ({rng.randint(1999, 2023)})",
            "symbol": f"A/{rng.randint(50, 78)}/{rng.randint(10, 480)}",
            "ordinal": words.ordinal(rng.randint(1, 89)),
            "Ordinal": words.ordinal(rng.randint(21, 79)).capitalize(),
            "small": str(rng.randint(2, 49)),
            "number": str(rng.randint(2, 95)),
            "thousand": str(rng.randint(100, 2900)),
            "large": str(rng.randint(4000, 57000)),
        }
        return values[name]

    def _mark(self, kind: str) -> str:
        if kind == "again":
            return with_mark(self.rng.choice(self.notes)[0]) if self.notes else ""
        if self.rng.random() > self.note_rate:
            return ""
        tables = words.NOTES
        if self.last_kind == kind and self.rng.random() < 0.6:
            tables = words.IBID_NOTES
        mark = str(len(self.notes) + 1)
        self.notes.append((mark, self.fill(self.rng.choice(tables[kind]))))
        self.last_kind = kind
        return with_mark(mark)

    def sentence(self, openings: str, matter: str, end: str) -> str:
        """An opening phrase, its matter and up to five tails, closed by ``end``."""
        rng = self.rng
        tails = rng.choice((0, 1, 1, 2, 2, 3, 5))
        template = f"{rng.choice(words.phrases(openings))} {rng.choice(words.phrases(matter))}"
        template += "".join(f", {rng.choice(words.WORDS['tail'])}" for _ in range(tails))
        return settle_marks(self.fill(template) + end, rng)


def settle_marks(text: str, rng: random.Random) -> str:
    """Put marks where drafters put them: after the punctuation that follows, mostly."""
    text = text.replace(",,", ",").replace(",;", ";").replace(",:", ":").replace(",.", ".")
    text = re.sub(",(\ue000\\d+\ue001),", "\\1,", text)

    def moved(hit: re.Match[str]) -> str:
        before, mark, stop = hit.group(1), hit.group(2), hit.group(3)
        if UNMARKABLE.search(before) and not stop:
            return before
        return before + (stop + mark if stop else mark)

    return re.sub("(\\S*?)(\ue000\\d+\ue001)+([,;.:]?)", moved, text)


def labels(number: int) -> str:
    """The letter of the n-th sub-paragraph, from 0: a..z, then aa, bb."""
    letter = chr(ord("a") + number % 26)
    return letter * (number // 26 + 1)


def written_clauses(rng: random.Random, writer: Writer) -> Iterator[TrueClause]:
    """The clauses of a resolution, in order."""
    for number in range(1, rng.randint(1, 14) + 1):
        text = writer.sentence("preambular_openings", "preambular_matter", ",")
        yield TrueClause(f"PP{number}", ClauseKind.PREAMBULAR, text)
    last = rng.randint(2, 16)
    for number in range(1, last):
        yield from _operative(rng, writer, number)
    final = settle_marks(writer.fill(rng.choice(words.phrases("final_clauses"))), rng)
    yield TrueClause(f"OP{last}", ClauseKind.OPERATIVE, final, f"{last}.")
    if rng.random() < 0.12:
        for number in range(1, rng.randint(3, 6)):
            text = writer.sentence("annex_openings", "preambular_matter", ".")
            yield TrueClause(f"AX1.{number}", ClauseKind.ANNEX, text, f"{number}.")


def _operative(rng: random.Random, writer: Writer, number: int) -> Iterator[TrueClause]:
    label, kind = f"OP{number}", ClauseKind.OPERATIVE
    if rng.random() > 0.25:
        text = writer.sentence("operative_openings", "operative_matter", ";")
        yield TrueClause(label, kind, text, f"{number}.")
        return
    tail = rng.choice(words.phrases("chapeau_tails"))
    text = writer.sentence("operative_openings", "operative_matter", tail)
    yield TrueClause(label, kind, text, f"{number}.")
    for index in range(rng.choice((1, 2, 2, 3, 4, 6, 11, 14, 28))):
        yield from _sub_paragraph(rng, writer, label, index)


def _sub_paragraph(
    rng: random.Random, writer: Writer, parent: str, index: int
) -> Iterator[TrueClause]:
    letter, kind = f"({labels(index)})", ClauseKind.OPERATIVE
    label = f"{parent}{letter}"
    nested = rng.random() < 0.12
    end = rng.choice(words.phrases("chapeau_tails")) if nested else ";"
    openings = "sub_openings" if rng.random() < 0.3 else "operative_openings"
    text = writer.sentence(openings, "operative_matter", end)
    yield TrueClause(label, kind, text, letter, 1)
    for lower in range(rng.randint(1, 5) if nested else 0):
        roman = f"({ROMAN[lower]})"
        text = writer.sentence(openings, "operative_matter", ";")
        yield TrueClause(f"{label}{roman}", kind, text, roman, 2)


def written_header(rng: random.Random) -> TrueHeader:
    """The facts around the clauses; distribution comes weeks after adoption."""
    session = rng.randint(56, 80)
    adopted = date(1945 + session, 12, 1) + timedelta(days=rng.randint(0, 23))
    committee = rng.choice(words.phrases("committees"))
    report = f"A/{session}/{rng.randint(100, 490)}" + rng.choice(
        ("", "/Add.2", "/Add.2 and Corr.1")
    )
    paragraph = rng.choice(("", f", para. {rng.randint(4, 139)}"))
    return TrueHeader(
        number=f"{session}/{rng.randint(1, 270)}",
        title=rng.choice(words.phrases("titles")),
        session=f"{words.ordinal(session).capitalize()} session",
        adopted_on=adopted,
        plenary_meeting=rng.choice(("81st", "76th", "89th", "53rd", "50th", "2nd", "103rd")),
        agenda_item=rng.choice((f"{rng.randint(9, 140)}", f"{rng.randint(9, 140)} (b)")),
        agenda_name=rng.choice(words.phrases("agenda_names")),
        committee_report=f"on the report of the {committee} Committee ({report}{paragraph})",
        distributed_on=adopted + timedelta(days=rng.randint(3, 70)),
        job_number=f"{adopted.year % 100:02d}-{rng.randint(10000, 69999)}",
    )


def written_resolution(rng: random.Random) -> TrueResolution:
    """A resolution that nobody adopted, with everything that resolutions have."""
    writer = Writer(rng)
    clauses = tuple(written_clauses(rng, writer))
    cited = {mark for clause in clauses for mark in clause.marks}
    clauses, notes = _renumbered(clauses, [note for note in writer.notes if note[0] in cited])
    return TrueResolution(written_header(rng), clauses, notes, written_headings(rng, clauses))


def written_headings(rng: random.Random, clauses: Sequence[TrueClause]) -> dict[str, str]:
    """Now and then the operative part is divided into sections with a number and a title."""
    title = rng.choice(words.phrases("titles"))
    annexed = [clause.label for clause in clauses if clause.kind is ClauseKind.ANNEX][:1]
    headings = dict.fromkeys(annexed, f"Annex\n{title}")
    places = [c.label for c in clauses if c.kind is ClauseKind.OPERATIVE and c.depth == 0]
    if len(places) < 6 or rng.random() > 0.2:
        return headings
    chosen = [places[0], *sorted(rng.sample(places[2:], 2), key=places.index)]
    titles = rng.sample(words.phrases("section_titles"), 3)
    return headings | {label: f"{ROMAN[n].upper()}\n{titles[n]}" for n, label in enumerate(chosen)}


def _renumbered(
    clauses: tuple[TrueClause, ...], notes: list[tuple[str, str]]
) -> tuple[tuple[TrueClause, ...], tuple[tuple[str, str], ...]]:
    """Close the gaps that notes without a mark leave; marks ascend by first citation."""
    order = list(dict.fromkeys(mark for clause in clauses for mark in clause.marks))
    new = {old: str(place + 1) for place, old in enumerate(order)}
    texts = dict(notes)
    renumbered = tuple(
        replace(clause, marked=MARK.sub(lambda hit: with_mark(new[hit.group(1)]), clause.marked))
        for clause in clauses
    )
    return renumbered, tuple((new[old], texts[old]) for old in order)


def read_reference(path: Path, rng: random.Random) -> TrueResolution:
    """A golden document of ``tests/seeds`` as a resolution to render."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    clauses = tuple(reference_clause(row) for row in rows if row["row"] == "clause")
    notes = tuple((row["mark"], row["text"]) for row in rows if row["row"] == "footnote")
    return TrueResolution(written_header(rng), clauses, notes)


def read_series_clauses(path: Path, rng: random.Random) -> TrueResolution:
    """Reference clauses, which come without notes, with notes put where drafters put them."""
    writer = Writer(rng)
    writer.note_rate = rng.choice((0.0, 0.2, 0.5))
    clauses = []
    for line in path.read_text(encoding="utf-8").splitlines():
        clause = reference_clause(json.loads(line))
        marked = re.sub(
            r"(?:(?<=[a-z]{3} \d{4})|(?<=Rights)|(?<=Women)|(?<=Child))(?=[,;]| and )",
            lambda _: writer.fill(f"<!{rng.choice(sorted(words.NOTES))}>"),
            clause.marked,
        )
        clauses.append(replace(clause, marked=settle_marks(marked, rng)))
    done, notes = _renumbered(tuple(clauses), writer.notes)
    return TrueResolution(written_header(rng), done, notes)


def reference_clause(row: dict[str, object]) -> TrueClause:
    """One clause of a reference: its label says its number and depth."""
    label, text = str(row["label"]), str(row["text"])
    inner = re.findall(r"\((\w+)\)", label)
    number = f"({inner[-1]})" if inner else label[2:] + "." if label.startswith("OP") else ""
    references = row.get("references") or []
    assert isinstance(references, list)
    marked = marked_text(text, tuple((str(mark), int(offset)) for mark, offset in references))
    return TrueClause(label, ClauseKind(str(row["kind"])), marked, number, len(inner))
