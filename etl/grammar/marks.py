"""Footnote marks in running text: which digits are marks, and where they stood.

Converted text loses the raised position of marks: "200612" is the year 2006 and mark 12,
"Rights,3" holds mark 3, "from 9 to 11 July" holds none. A digit is taken for a mark only if it
fits the series: new marks count up through the document, earlier ones may be cited again. All
candidates of a document are therefore judged together, by the most plausible series.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from etl.grammar.dates import MONTH
from etl.grammar.raised_marks import MARK_END, MARK_START
from etl.model import NoteReference

# Plausibility of a candidate by its place. Only order and signs matter: a digit glued to a word
# cannot be text, one set off by a space mostly is, and leaving out a mark costs a little.
_RAISED = 50.0
_GLUED_NEW = 3.0
_GLUED_REPEATED = 2.0
_ACRONYM_NEW = 1.0
_SPACED_AFTER_PUNCTUATION_NEW = 2.0
_SPACED_AFTER_WORD_NEW = 1.2
_NUMBER_GLUED_NEW = 1.5
_COST_OF_SPACED_REPEAT = 1.1
_COST_OF_SKIPPED_MARK = 0.5
_NEVER = -9.0
_LEAST_GAIN_GLUED = 0.5
_NOTE_EXISTS = 1.0
_NOTE_BEYOND_LAST = -1.0
_WHOLE_LIST = 0.8

# Words before a number that is counted, named or dated, so that it is no mark.
_BEFORE_NUMBERS = frozenset(
    """
    a about above after all among an and annex appendix approximately around article articles
    as at before below between beyond by category chapter class column committee decision
    document draft each edition every first for form from goal goals group in item last least
    less level line minus more most next no nos nearly non number numbers of on or over page
    pages para paras paragraph paragraphs part parts per phase plus point points principle
    principles recommendation recommendations regulation regulations resolution resolutions
    round rule rules schedule section sections session since some stage step subprogramme
    subprogrammes supplement table
    target targets than the these those through title to top tranche under until up upon
    version vol volume volumes which whom with within year years
""".split()
)
_NAMES_SEVERAL = frozenset(
    """
    annexes appendices articles categories chapters classes columns committees decisions documents
    editions forms goals groups items levels lines paragraphs parts phases points principles
    recommendations regulations resolutions rounds rules schedules sections sessions stages steps
    tables targets tranches versions volumes
""".split()
)
# "Goals 4, 5 and 14", "paragraphs 12 (a) and (b)".
_LIST_GOES_ON = re.compile(r"\s*(?:[,;–-]?\s*(?:(?:and|or|to)\s+)?\d|\([\w ]{1,4}\))")
_COUNTS = frozenset("all first last next these those whom".split())
# Words after a number that it counts. The Editorial Manual spells numbers below ten out, so that
# "4 of which" and "5 Member States" begin with a mark, unless they measure something.
_MEASURES = (
    rf"(?:{MONTH}|per cent|percent|million|billion|trillion|thousand|hundred|years?|months?|"
    r"weeks?|days?|hours?|minutes?|dollars?|kilomet|met(?:re|er)s?|tons?|degrees?|or more|out of)"
)
_COUNTED = (
    r"(?:countries|States|Member|members|persons?|people|women|children|meetings?|posts?|"
    r"positions?|fundamental)"
)
_RANGE = r"(?:(?:and|to|or) \d+(?![\d/])|in \d{1,3}(?![\d/]))"
_SHARE = r"of (?:which|whom|the|its)\b"
_SPELLED_OUT = 10
# As much of the text around a number as tells what it is.
_AROUND = 120
# No longer word can be one of those before numbers.
_LONGEST_WORD = 40
# A number in a list of numbers ("paragraphs 3, 4, 5 and 11"), which is no year.
_LISTED = re.compile(r"(?<![/\d])(?!(?:19|20)\d\d,)(?P<number>\d{1,4}),$")
# A year that the sentence goes on from ("for 2020 1 and the report") takes no number.
_YEAR = re.compile(r"\b(?:in|for|of|by|since|until|to|and|before|after|from) (?:19|20)\d\d$")
_SENTENCE_GOES_ON = re.compile(r"\s+(?:and|on|of|to|in|for|the|by|with|as|at|or|that|which|its)\b")

_GLUED = re.compile(
    r"(?P<before>(?<![^\W\d_])[^\W\d_]{2,}[’']?|[)\]”\"’'»]|(?<=[^\W\d_)\]”\"’'»])[,;:.]|(?<=[)\]”\"’'»])[,;:.])"
    r"(?P<mark>\d{1,3})(?![\w/%°])(?![.,:]\d)(?!-\d)"
)
_YEAR_GLUED = re.compile(
    r"(?<![\d/.,-])(?P<before>(?:19|20)\d{2})(?P<mark>\d{1,3})(?![\w/%])(?![.,]\d)"
)
_AFTER_NUMBER_AND_STOP = re.compile(
    r"(?P<before>(?:(?:19|20)\d{2}|/\d{1,3}|\d[A-Z]?)[,;.])(?P<mark>\d{1,3})(?![\w/%°])(?![.,:]\d)"
)
_REFERENCE_GLUED = re.compile(r"(?<![\w/])(?P<before>\d{2,3}/\d{3})(?P<mark>\d{1,2})(?![\w/])")
_SPACED = re.compile(r"(?P<before>[\w’'”\")\],;:.]) (?P<mark>\d{1,3})(?![\w/%°])(?![.,:]\d)(?!-)")
# After a month and year no number can follow but a mark.
_DATED = re.compile(rf"\b{MONTH} (?:19|20)\d{{2}}[,;]?$")
_STARS = re.compile(r"(?<=[\w)”\",;:.])(?P<cut>(?P<mark>\*{1,3}))(?!\w)")
_RAISED_STARS = re.compile(rf"(?P<cut>\s?{MARK_START}(?P<mark>\*{{1,3}}){MARK_END})")
_RAISED_MARK = re.compile(rf"\s?{MARK_START}(?P<mark>\d{{1,3}}){MARK_END}")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: int
    start: int
    end: int
    value: int
    new: float
    repeated: float


def lift_marks(
    texts: Sequence[str], notes: Collection[str], rows: Collection[int] = ()
) -> list[tuple[str, tuple[NoteReference, ...]]]:
    """Take the footnote marks out of the paragraphs of one document.

    Args:
        texts: the paragraphs in order, marks still glued or set off within them, or raised by the
            source's own markup (between MARK_START and MARK_END).
        notes: the marks of the notes that the document holds (may be incomplete).
        rows: indices of paragraphs that are rows of tables, where a number set off is a figure.

    Returns:
        For each paragraph its text without marks and the references with their offsets.
    """
    known = frozenset(notes)
    raised = any(MARK_START in text for text in texts)
    candidates = [
        candidate
        for index, text in enumerate(texts)
        for candidate in _candidates(index, text, known, raised=raised or index in rows)
    ]
    chosen: dict[int, list[tuple[int, int, str]]] = {index: [] for index in range(len(texts))}
    for candidate in _most_plausible_series(candidates):
        mark = str(candidate.value)
        chosen[candidate.text].append((candidate.start, candidate.end, mark))
    for index, text in enumerate(texts):
        for found in (*_STARS.finditer(text), *_RAISED_STARS.finditer(text)):
            if found["mark"] in known or MARK_START in found.group():
                chosen[index].append((*found.span("cut"), found["mark"]))
    return [_cut(text, sorted(chosen[index])) for index, text in enumerate(texts)]


def _cut(
    text: str, places: Sequence[tuple[int, int, str]]
) -> tuple[str, tuple[NoteReference, ...]]:
    kept, references, done, length = [], [], 0, 0
    for start, end, mark in places:
        kept.append(text[done:start])
        length += start - done
        references.append(NoteReference(mark, length))
        done = end
    kept.append(text[done:])
    return "".join(kept), tuple(references)


def _candidates(index: int, text: str, notes: frozenset[str], *, raised: bool) -> list[_Candidate]:
    """Return what may be a mark; where the source raises its marks, few others can be."""
    last_note = _last_note(notes)
    found = {
        hit.end(): _Candidate(index, *hit.span(), int(hit["mark"]), _RAISED, _RAISED)
        for hit in _RAISED_MARK.finditer(text)
    }
    for start, end, mark, new, repeated in _places(text):
        spaced = text[start] == " "
        if mark.startswith("0") or end in found or (raised and spaced):
            continue
        if not spaced and last_note is not None and (first := _first_of_two(mark, notes)):
            parts = (start, start + len(first)), (start + len(first), end)
            for part_start, part_end in parts:
                value = int(text[part_start:part_end])
                found[part_end] = _Candidate(index, part_start, part_end, value, new, repeated)
            continue
        evidence = 0.0
        if mark in notes:
            evidence = _NOTE_EXISTS
        elif spaced and last_note is not None and int(mark) > last_note:
            evidence = _NOTE_BEYOND_LAST
        found[end] = _Candidate(index, start, end, int(mark), new + evidence, repeated + evidence)
    return sorted(found.values(), key=lambda candidate: candidate.start)


def _first_of_two(mark: str, notes: frozenset[str]) -> str:
    """The first of two marks that stand side by side ("12" is 1 and 2), "" if it is one.

    No note bears the number as it stands, and two that follow each other bear its parts.
    """
    if mark in notes:
        return ""
    parts = ((mark[:place], mark[place:]) for place in range(1, len(mark)))
    return next(
        (
            first
            for first, second in parts
            if {first, second} <= notes and int(second) == int(first) + 1
        ),
        "",
    )


def _last_note(notes: frozenset[str]) -> int | None:
    """Return the highest mark that can be, or None if the list of notes is far from whole."""
    numbered = {int(mark) for mark in notes if mark.isdigit()}
    whole = bool(numbered) and len(numbered) >= _WHOLE_LIST * max(numbered)
    return max(numbered) if whole else None


def _places(text: str) -> Iterator[tuple[int, int, str, float, float]]:
    """Yield (start, end, mark, weight if new, weight if repeated), the surest forms first."""
    for hit in _YEAR_GLUED.finditer(text):
        yield hit.start("mark"), hit.end(), hit["mark"], _GLUED_NEW, _GLUED_REPEATED
    for hit in _GLUED.finditer(text):
        weights = _glued_weights(text, hit)
        if weights is not None:
            yield hit.start("mark"), hit.end(), hit["mark"], *weights
    for hit in _AFTER_NUMBER_AND_STOP.finditer(text):
        if _year_or_symbol_before(hit["before"]) or _small_number(hit):
            yield hit.start("mark"), hit.end(), hit["mark"], _GLUED_NEW, _GLUED_REPEATED
    for hit in _REFERENCE_GLUED.finditer(text):
        yield hit.start("mark"), hit.end(), hit["mark"], _NUMBER_GLUED_NEW, _NEVER
    for hit in _SPACED.finditer(text):
        weight = _spaced_weight(text, hit)
        if weight > 0:
            repeated = weight - _COST_OF_SPACED_REPEAT
            yield hit.start("mark") - 1, hit.end(), hit["mark"], weight, repeated


def _glued_weights(text: str, hit: re.Match[str]) -> tuple[float, float] | None:
    before = hit["before"]
    if _names_a_number(text, hit.start("mark")):
        return None
    if before.isupper() and before.isalpha():
        return (_ACRONYM_NEW, _NEVER) if len(before) > len("UN") else None
    return _GLUED_NEW, _GLUED_REPEATED


def _year_or_symbol_before(before: str) -> bool:
    return "/" in before or re.search(r"(?:19|20)\d{2}[,;.]$", before) is not None


def _small_number(hit: re.Match[str]) -> bool:
    """Neither thousands ("1,500") nor a decimal ("10.7")."""
    return len(hit["mark"]) < len("500") and not hit["before"].endswith(".")


def _names_a_number(text: str, start: int) -> bool:
    return (
        re.search(
            r"\b(?:Add|Rev|Corr|No|Nos|vol|vols|art|para|paras|p|pp|chap|sect|[A-Z]{1,5})\.$",
            text[max(0, start - _AROUND) : start],
        )
        is not None
    )


def _spaced_weight(text: str, hit: re.Match[str]) -> float:
    """Weigh a number set off by a space; 0 where it counts, names, lists or dates something."""
    start = hit.start("mark") - 1
    before = text[max(0, start - _AROUND) : start]
    after = text[hit.end() : hit.end() + _AROUND]
    spelled_out = int(hit["mark"]) < _SPELLED_OUT
    counted = re.match(rf"\s+(?:{_COUNTED}|{_SHARE})", after)
    if re.match(rf"\s+{_MEASURES}", after) or (counted and not spelled_out):
        return 0.0
    if _DATED.search(before):
        return _SPACED_AFTER_PUNCTUATION_NEW
    names = after.startswith(":") and hit["before"].isalpha()  # "Leadership dialogue 1: …"
    names = names or _names_a_number(text, start)
    listed = _LISTED.search(before)
    counts_up = listed is not None and int(listed["number"]) < int(hit["mark"])
    if names or counts_up or re.match(rf"\s+{_RANGE}", after):
        return 0.0
    after_punctuation = hit["before"] in ",;:.)”\"’'"
    goes_on = r"\s*[a-z,;:.(“)”]" if after_punctuation else r"\s*(?:[,;:.(“)”]|[a-z]{2,})"
    if after.strip() and not (counted or re.match(goes_on, after)):
        return 0.0
    if after_punctuation:
        return _SPACED_AFTER_PUNCTUATION_NEW
    return 0.0 if _takes_number(before, after) else _SPACED_AFTER_WORD_NEW


def _takes_number(before: str, after: str) -> bool:
    """Tell whether the last word of ``before`` is one that a number belongs to.

    Several are named by several numbers ("Goals 12 and 13"), and what is counted stands behind the
    number ("the first 20 years"), so a number alone is none of them: "Goals 12 and in line with",
    "its first 20 and second". A resolution's own number takes no further one.
    """
    found = re.search(r"[\w/’'-]*$", before[-_LONGEST_WORD:])
    word = found.group().lower() if found else ""
    if re.fullmatch(r"\d{1,3}/\d{1,3}", word):
        return False
    if _YEAR.search(before[-_LONGEST_WORD:]):
        return _SENTENCE_GOES_ON.match(after) is None
    if not word or word.isdigit():
        return True
    if word in _NAMES_SEVERAL:
        return _LIST_GOES_ON.match(after) is not None
    if word in _COUNTS:
        return re.match(r"\s*(?:[,;:.)”]|(?:and|or)\b)", after) is None
    return word.split("/")[-1] in _BEFORE_NUMBERS or f"{word}s" in _NAMES_SEVERAL


def _most_plausible_series(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Choose the accepted candidates: dynamic programming over the highest mark so far."""
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for position, candidate in enumerate(candidates):
        grown = dict(states)
        for highest, (score, path) in states.items():
            value = candidate.value
            if value <= highest:
                reached, gain = highest, candidate.repeated
            else:
                reached, gain = value, _gain_of_new(candidate, value - highest - 1)
            if gain <= 0:
                continue
            proposal = (score + gain, (*path, position))
            if reached not in grown or proposal[0] > grown[reached][0]:
                grown[reached] = proposal
        states = grown
    best = max(states.items(), key=lambda item: (item[1][0], -item[0]))
    return [candidates[position] for position in best[1][1]]


def _gain_of_new(candidate: _Candidate, skipped: int) -> float:
    """What a new mark adds; skipping marks costs, but cannot turn glued digits into text."""
    gain = candidate.new - _COST_OF_SKIPPED_MARK * skipped
    return max(gain, _LEAST_GAIN_GLUED) if candidate.new >= _GLUED_NEW else gain
