"""What the XML records of a resolution's making: sponsors, steps, subjects and the vote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element

from etl.model import Adoption, ParseIssue, Severity, SponsorStep, Subject, VoteCast
from etl.sources.akoma_ntoso_text import fold
from etl.sources.member_states import state_name
from etl.sources.sponsors import read_sponsors, split_states

# The date that the files give where there is none.
NO_DATE = "0001-01-01"

# ``voting/@outcome`` (and the words used in its place) → how the resolution was adopted.
_METHODS = (
    (re.compile(r"(?i)adopted\s*without\s*(?:a\s*)?vote"), "without a vote"),
    (
        re.compile(r"(?i)adopted\s*recorded\s*vote|adopted \d+-\d+-\d+|recorded vote"),
        "recorded vote",
    ),
)
_VOTES = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
# Steps that name sponsors; in the step "adopted" the same attribute tells the outcome.
_SPONSORED = frozenset({"draftResolution", "draftResolutionAdditionalSponsors"})
_DOCUMENT = re.compile(r"[A-Z]+(?:/[\w.-]*\w)+")


@dataclass(frozen=True, slots=True)
class Workflow:
    """Everything under ``workflow``, ``classification`` and ``analysis``."""

    steps: tuple[SponsorStep, ...] = ()
    subjects: tuple[Subject, ...] = ()
    adoption: Adoption | None = None
    title: str | None = None
    issues: tuple[ParseIssue, ...] = ()

    @property
    def draft_symbol(self) -> str | None:
        """The symbol of the draft resolution, without remarks on its amendment."""
        drafts = (step.document for step in self.steps if step.outcome == "draftResolution")
        return next((symbol for draft in drafts if (symbol := first_symbol(draft))), None)


def read_workflow(meta: _Element, namespace: str) -> Workflow:
    """Read the workflow, the subjects and the vote off a ``meta`` element."""
    within = f"{{{namespace}}}"
    issues: list[ParseIssue] = []
    subjects: dict[Subject, None] = {}
    title = None
    for keyword in meta.iter(f"{within}keyword"):
        if keyword.get("refersTo") == "title":
            title = fold(keyword.get("showAs") or "") or None
        else:
            subjects[_subject(*keyword.items())] = None
    steps = tuple(_step(step, issues) for step in meta.iter(f"{within}step"))
    adoption = None
    for voting in meta.iter(f"{within}voting"):
        adoption = _adoption(voting, within, issues)
    return Workflow(steps, tuple(subjects), adoption, title, tuple(issues))


def read_vote(vote: _Element, namespace: str) -> Adoption | None:
    """Read the vote printed below a resolution (Human Rights Council), or None if it is unclear."""
    within = f"{{{namespace}}}"
    printed = fold("".join(vote.itertext()))
    method = adoption_method(printed)
    if method is None:
        return None
    counts = {
        _local(quantity): _count(quantity.get("normalized") or "")
        for quantity in vote.iter(f"{within}quantity")
    }
    votes = tuple(
        VoteCast(state, _VOTES[_local(outcome)])
        for outcome in vote.iter(f"{within}outcome")
        if _local(outcome) in _VOTES
        for organization in outcome.iter(f"{within}organization")
        for state in split_states(fold("".join(organization.itertext())).strip("[]. "))
    )
    return make_adoption(method, counts, votes)


@lru_cache(maxsize=1024)
def adoption_method(printed: str) -> str | None:
    """Return "without a vote" or "recorded vote" for the words of the source, None if unknown."""
    return next((method for pattern, method in _METHODS if pattern.search(printed)), None)


def make_adoption(
    method: str | None, counts: dict[str, int | None], votes: Sequence[VoteCast]
) -> Adoption | None:
    """Put an adoption together; a side that is not named in a recorded vote has no votes."""
    given = any(count is not None for count in counts.values())
    if method is None and (given or votes):
        method = "recorded vote"
    if method is None:
        return None

    def count(side: str) -> int | None:
        stated = counts.get(side)
        return 0 if stated is None and given else stated

    return Adoption(method, count("inFavour"), count("against"), count("abstaining"), tuple(votes))


def first_symbol(printed: str | None) -> str | None:
    """Return the first document symbol of "A/84/L.2 and A/84/L.2/Add.1", None if there is none."""
    found = _DOCUMENT.search(printed or "")
    return found[0] if found else None


def parse_iso_date(printed: str | None) -> date | None:
    """Return an ISO date of the source, None where it gives none (``0001-01-01``)."""
    if not printed or printed == NO_DATE:
        return None
    try:
        return date.fromisoformat(printed[:10])
    except ValueError:
        return None


# A file has some twenty keywords, and those of its series are the same year after year.
@lru_cache(maxsize=8192)
def _subject(*attributes: tuple[str, str]) -> Subject:
    stated = dict(attributes)
    vocabulary, shown = stated.get("dictionary", ""), stated.get("showAs", "")
    value, href = stated.get("value", ""), stated.get("href", "")
    if vocabulary == "SDGO":
        return Subject(vocabulary, value, href)
    # Terms of the thesauri that come with a goal are written as tags.
    term = shown.replace("_", " ") if shown == value and "_" in shown else shown
    reference = value if stated.get("refersTo") == "agenda" else href
    return Subject(vocabulary, fold(term), reference)


@lru_cache(maxsize=1024)
def _vote_cast(printed: str, vote: str) -> VoteCast:
    return VoteCast(state_name(printed), vote)


def _step(step: _Element, issues: list[ParseIssue]) -> SponsorStep:
    outcome = step.get("outcome") or ""
    sponsors: tuple[str, ...] = ()
    if outcome in _SPONSORED:
        sponsors, left_out, mended = read_sponsors(step.get("by") or "")
        line = step.sourceline or 0
        issues.extend(
            ParseIssue("sponsors_noted", f"left out of the sponsors: {words}", line)
            for words in left_out
        )
        issues.extend(
            ParseIssue("sponsor_mended", f"a sponsor’s name was mended: {words}", line)
            for words in mended
        )
    document = fold(step.get("as") or "")
    return SponsorStep(outcome, document, sponsors, parse_iso_date(step.get("date")))


def _adoption(voting: _Element, within: str, issues: list[ParseIssue]) -> Adoption | None:
    counts: dict[str, int | None] = {}
    votes: list[VoteCast] = []
    for count in voting.iter(f"{within}count"):
        side = _local(count)
        if side not in _VOTES:
            continue
        counts[side] = _count(count.get("value") or "")
        # One call for all names of a side: most elements of a file are such names.
        names = etree.tostring(count, method="text", encoding="unicode", with_tail=False)
        cast = [
            _vote_cast(name, _VOTES[side]) for line in names.split("\n") if (name := line.strip())
        ]
        if len(cast) != counts[side]:
            issues.append(
                ParseIssue(
                    "votes_disagree",
                    f"{counts[side]} votes {side}, {len(cast)} States named",
                    count.sourceline or 0,
                    Severity.WARNING,
                )
            )
        votes.extend(cast)
    method = adoption_method(voting.get("outcome") or "")
    return make_adoption(method, counts, votes)


def _local(element: _Element) -> str:
    return (element.get("refersTo") or "").lstrip("#")


def _count(printed: str) -> int | None:
    return int(printed) if printed.isascii() and printed.isdigit() else None
