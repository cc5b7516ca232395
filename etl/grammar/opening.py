"""Opening phrases: the words in italics that begin a clause ("Calls upon", "Taking note also").

No list of participles is complete (the official files hold over 300 first words in preambles), so
a phrase is recognised by its form, and the lists below only add what form alone does not show.
"""

from __future__ import annotations

import re

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

# What belongs to the phrase after its verb, as the official files set it in italics.
_DEGREE = (
    "(?:(?:its|his|their|very|deep|great|grave|serious|profound|keen|particular|strong|full|"
    "sincere|utmost) )*"
)
_FEELING = (
    "(?:alarm|appreciation|approval|call|commitment|concern|condemnation|condolences|conviction|"
    "demand|determination|dismay|endorsement|gratitude|hope|interest|invitation|opposition|"
    "readiness|recognition|regret|request|satisfaction|solidarity|support|sympathy)"
)
_AGAIN = (
    "(?:also|further|again|once again|once more|anew|equally|emphatically|strongly|unequivocally)"
)
_COMPLEMENT = (
    f"(?: {_AGAIN})?"
    "(?: (?:note|in mind|into account|into consideration|forward|upon))?"
    f"(?: (?:with )?{_DEGREE}{_FEELING})?"
    "(?: in the strongest (?:possible )?terms)?"
    f"(?: {_AGAIN})?(?: upon)?\\b"
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
    return _WORD.findall(text[:120])[:count]


def opens_preambular(text: str) -> bool:
    """Tell whether ``text`` begins in the form of a preambular paragraph."""
    words = first_words(text)
    if not words or not words[0][0].isupper():
        return False
    for word in words:
        lowered = word.lower()
        if lowered.endswith("ing") or lowered in _PREAMBULAR_STATES:
            return True
        if lowered not in _ADVERBS:
            return False
    return False


def opens_operative(text: str) -> bool:
    """Tell whether ``text`` begins in the form of an operative paragraph (a verb in -s)."""
    words = first_words(text)
    if not words or not words[0][0].isupper():
        return False
    for word in words:
        lowered = word.lower()
        if lowered in _ADVERBS:
            continue
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


def opening_phrase(text: str, emphasis_end: int = 0) -> str | None:
    """Return a clause's opening phrase as printed, or None if it has none.

    Args:
        text: the clause without number and marks.
        emphasis_end: where the source shows the phrase in italics, the end of the italics; the
            printed emphasis wins over the form as long as it is no whole paragraph.
    """
    if 0 < emphasis_end <= _LONGEST_PHRASE and emphasis_end < len(text) - 1:
        phrase = text[:emphasis_end].strip().rstrip(",;:")
        if phrase and phrase[0].isupper():
            return phrase
    matched = _PHRASE.match(text)
    if matched is None or not opens_clause(text):
        return None
    return " ".join(matched.group().split()).rstrip(",;:")


def _is_verb_of_request(lowered: str) -> bool:
    return (
        len(lowered) >= len("asks")
        and not re.search("[’']", lowered)
        and lowered.endswith("s")
        and not lowered.endswith(("ss", "us", "is", "ics", "ions", "ities", "ments"))
        and lowered not in _NOT_VERBS
    )


_MODIFIERS = (
    "(?:(?:" + "|".join(f"{word.capitalize()}|{word}" for word in sorted(_ADVERBS)) + ") )*"
)
_PHRASE = re.compile(
    rf"(?:{_MODIFIERS}(?:Having|Remaining|Being) {_MODIFIERS}[^\W\d_]+(?:ed|en|rd)\b(?: note\b)?"
    rf"|{_MODIFIERS}(?:Calls?|Calling|calls|calling) (?:also |further )?(?:upon|for)\b"
    rf"|{_MODIFIERS}[^\W\d_]+(?:[-‑][^\W\d_]+)*{_COMPLEMENT})"
)
