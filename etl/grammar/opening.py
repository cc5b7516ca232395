"""Opening phrases: the words in italics that begin a clause ("Calls upon", "Taking note also").

No list of participles is complete (the official files hold over 300 first words in preambles), so
a phrase is recognised by its form, and the lists below only add what form alone does not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from etl.model import ClauseKind

_ADVERBS = frozenset(
    """
    also further again once likewise equally moreover deeply gravely strongly fully keenly
    profoundly seriously particularly especially highly firmly warmly solemnly duly greatly
    increasingly urgently gratefully sincerely emphatically categorically unequivocally
    extremely very reiteratingly always nevertheless finally
""".split()
)

# Adjectives and past participles that open preambular paragraphs although they do not end in -ing.
_PREAMBULAR_STATES = frozenset(
    """
    alarmed appalled aware cognizant concerned conscious convinced dedicated desirous
    determined dismayed distressed disturbed encouraged gratified grateful guided horrified
    indignant inspired mindful moved outraged persuaded pleased preoccupied reassured resolved
    satisfied seized shocked committed disappointed troubled
""".split()
)

# Words in -s that begin clauses of other kinds and are no verbs of request.
_NOT_VERBS = frozenset(
    """
    countries policies parties strategies technologies as this its his states nations
    governments parties members measures rights persons activities news series means always
    perhaps besides towards goals across unless whereas access process progress business
    congress various
""".split()
)

# First words so telling that a capital one at a line's start opens a clause even where the layout
# gives no other sign: in the 2,245 official files of sessions 74 to 80 each opens 20 clauses or
# more, and at least ten times as many as it stands in capitals within one.
FREQUENT_OPENINGS = frozenset(
    """
    Acknowledging Affirming Alarmed Aware Bearing Believing Calling Cognizant Commending Concerned
    Condemning Confirming Conscious Considering Convinced Deeply Deploring Desirous Determined
    Emphasizing Expressing Gravely Guided Having Highlighting Looking Mindful Noting Reaffirming
    Recalling Recognizing Referring Reiterating Remaining Seriously Stressing Strongly Taking
    Underlining Underscoring Urging Welcoming Wishing
    Acknowledges Affirms Agrees Also Appreciates Approves Authorizes Calls Commends Condemns
    Considers Continues Decides Declares Demands Deplores Emphasizes Encourages Endorses Expresses
    Highlights Invites Looks Notes Reaffirms Recalls Recognizes Recommends Recommits Reiterates
    Remains Reminds Renews Requests Stresses Supports Takes Underlines Underscores Urges Welcomes
""".split()
)

# Italics that go on further are no opening phrase but a whole paragraph or a title.
_LONGEST_PHRASE = 60

_WORD = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*")


def first_words(text: str, count: int = 3) -> list[str]:
    """Return the first ``count`` words of ``text`` without quotes or brackets before them."""
    return [found[0] for found in islice(_WORD.finditer(text, 0, 120), count)]


def _leading_words(text: str) -> Iterator[str]:
    """Yield the first three words in lower case, none where the first has no capital."""
    for place, found in enumerate(islice(_WORD.finditer(text, 0, 120), 3)):
        word = found[0]
        if place == 0 and not word[0].isupper():
            return
        yield word.lower()


def opens_preambular(text: str) -> bool:
    """Tell whether ``text`` begins in the form of a preambular paragraph."""
    for lowered in _leading_words(text):
        if lowered.endswith("ing") or lowered in _PREAMBULAR_STATES:
            return True
        if lowered not in _ADVERBS:
            return False
    return False


def opens_operative(text: str) -> bool:
    """Tell whether ``text`` begins in the form of an operative paragraph (a verb in -s)."""
    for lowered in _leading_words(text):
        if lowered not in _ADVERBS:
            return _is_verb_of_request(lowered)
    return False


def opens_frequently(text: str) -> bool:
    """Tell whether ``text`` begins with one of the commonest openings or a verb of request."""
    words = first_words(text, 1)
    if not words or not text.lstrip("*_ \t").startswith(words[0]):
        return False
    return words[0] in FREQUENT_OPENINGS


def opens_clause(text: str) -> bool:
    """Tell whether ``text`` begins in the form of a clause of either part."""
    return opens_preambular(text) or opens_operative(text)


def opening_phrase(
    text: str,
    emphasis_end: int = 0,
    *,
    kind: ClauseKind | None = None,
    is_item: bool = False,
) -> str | None:
    """Return a clause's opening phrase as printed, or None if it has none.

    In lists and annexes acts of the organ are the exception, so a form alone tells nothing there
    ("Ensuring", "Nothing in this Convention"): only the commonest openings count, in lists only
    verbs of request.

    Args:
        text: the clause without number and marks.
        emphasis_end: where the source shows the phrase in italics, the end of the italics; the
            printed emphasis wins over the form unless it is a whole paragraph or breaks off within
            the phrase ("*Noting with great* concern").
        kind: the part that the clause stands in, None where unknown.
        is_item: whether it is an item of a list.
    """
    is_act = kind is not ClauseKind.ANNEX and not is_item
    emphasised, breaks_off = "", False
    if 0 < emphasis_end <= _LONGEST_PHRASE and emphasis_end < len(text) - 1:
        emphasised, breaks_off = _emphasised_phrase(text[:emphasis_end])
    if emphasised and is_act and not breaks_off:
        return emphasised
    by_form = _phrase_by_form(text) if is_act or _is_telling(text, is_item=is_item) else None
    if not emphasised or not (is_act or by_form):
        return by_form
    return by_form if breaks_off and by_form and by_form.startswith(emphasised) else emphasised


# The 100,000 clauses of sessions 74 to 80 show some 600 phrases in italics.
@lru_cache(maxsize=4096)
def _emphasised_phrase(emphasised: str) -> tuple[str, bool]:
    """Return the phrase in italics, "" if it is none, and whether it breaks off."""
    phrase = _TRAILING.sub("", emphasised.strip().rstrip(",;:"))
    if not phrase[:1].isupper() or phrase.endswith("."):
        return "", False
    return phrase, _BROKEN_OFF.search(phrase) is not None


def _phrase_by_form(text: str) -> str | None:
    matched = _PHRASE.match(text) if opens_clause(text) else None
    return " ".join(matched.group().split()) if matched else None


def _is_telling(text: str, *, is_item: bool) -> bool:
    """Tell whether the verb that opens ``text`` is one of the commonest, in an item one in -s."""
    verb = next((word for word in first_words(text) if word.lower() not in _ADVERBS), "")
    if verb.capitalize() not in FREQUENT_OPENINGS or (is_item and not verb.endswith("s")):
        return False
    return verb.lower() not in _INCOMPLETE or _phrase_by_form(text) not in {verb, None}


def _is_verb_of_request(lowered: str) -> bool:
    return (
        len(lowered) >= len("asks")
        and not re.search("[’']", lowered)
        and lowered.endswith("s")
        and not lowered.endswith(("ss", "us", "is", "ics", "ions", "ities", "ments"))
        and lowered not in _NOT_VERBS
    )


# The form of an opening phrase, as the official files set it in italics ---------------------------

_MODIFIERS = (
    "(?:(?:" + "|".join(f"{word.capitalize()}|{word}" for word in sorted(_ADVERBS)) + ") )*"
)
_VERB = r"[^\W\d_]+(?:[-‑][^\W\d_]+)*"
_DEGREE = (
    "(?:(?:its|his|their|very|deep|great|grave|gravest|serious|profound|keen|particular|strong|full|"
    "sincere|utmost|unwavering|unequivocal|continued|continuing|growing|increasing|renewed|firm|"
    "previous|urgent|special|steadfast) )*"
)
_FEELING = (
    "(?:alarm|appeals?|appreciation|approval|belief|call|commendation|commitments?|concerns?|"
    "condemnation|condolences|conviction|demand|determination|dismay|distress|encouragement|"
    "endorsement|expectation|gratitude|hope|indignation|intention|interest|invitation|opposition|"
    "readiness|recognition|regret|requests?|resolve|respect|satisfaction|solidarity|support|"
    "sympathy|view)\\b"
)
# A noun without "its" or "with" belongs to the phrase only where the verb says nothing without it
# ("Expresses concern"); after others it is an object of its own ("Encourages support").
_SAYING = r"(?:[Ee]xpress(?:es|ing)|[Ss]har(?:es|ing))"
_NOUN = (
    rf"(?: with {_DEGREE}{_FEELING}"
    rf"| (?:its|his|their) {_DEGREE}{_FEELING}(?:(?<= call) (?:upon|for)\b)?)"
)
_AGAIN = r"(?:also|once again|once more|anew|equally)\b"
# "further" after the verb, unless it is the adjective of an object ("Encourages further efforts").
_FURTHER = r"further\b(?= (?:that|at|about|by|the|its|of|with|over)\b)"
_END = (
    rf"(?: (?:{_AGAIN}|{_FURTHER}|emphatically\b|strongly\b|unequivocally\b|firmly\b)"
    r"| in the strongest (?:possible )?terms\b)?"
)
_PHRASE = re.compile(
    rf"{_MODIFIERS}(?:"
    rf"(?:[Hh]aving|[Rr]emain(?:s|ing)|[Bb]eing|[Ii]s) {_MODIFIERS}{_VERB}(?:ed|en|rd)\b"
    r"(?: note\b)?"
    rf"|[Cc]all(?:s|ing)(?: {_AGAIN}| further\b)? (?:upon|for|on)\b"
    r"|(?:[Cc]all|[Dd]raw|[Bb]ring)(?:s|ing)(?: to)?(?: the)? attention\b"
    rf"|[Cc]ontinu(?:es|ing) to {_VERB}\b"
    rf"|(?:[Cc]onsiders|[Bb]elieving|[Dd]eems) it {_VERB}\b"
    rf"|{_SAYING}(?: the)? {_DEGREE}{_FEELING}{_END}"
    rf"|{_VERB}(?: and {_MODIFIERS}{_VERB}(?:s|ing)\b(?<!ss))?(?: {_AGAIN}|(?<=ing) further\b)?"
    r"(?: (?:note|in mind|into account|into consideration|forward|tribute|without reservation)\b)?"
    rf"{_NOUN}?{_END})"
)
# What may follow a phrase and is printed in italics with it now and then.
_TRAILING = re.compile(r" (?:of|to|by|that|the|with|in)$")
# Italics that end where a phrase cannot.
_BROKEN_OFF = re.compile(
    r"(?:\b(?:[Ee]xpress(?:es|ing)|[Tt]ak(?:es|ing)|[Hh]aving|[Dd]raws|[Cc]alls|[Cc]alling|[Ll]ooks|"
    r"[Bb]earing|great|deep|grave|serious|its|with)|^\w+ly|^Further|^Also)$"
)
_INCOMPLETE = frozenset("taking takes looking looks having bearing continues remains".split())
