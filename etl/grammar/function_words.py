"""Words that serve grammar alone, and endings, as data: a row per language.

Source: the closed word classes of each language (articles, pronouns, prepositions, conjunctions,
auxiliaries) and the words of order of the UN's editors ("also", "further", "again"), by which a
paragraph is tied to the one before. Quantifiers that change what is asked of whom ("all", "some",
"every") are content and so are left out. A further language is a further row; where there is none,
no change counts as one of grammar.
"""

from __future__ import annotations

from dataclasses import dataclass


# Each is made once, so it is known by itself: its words are not gone through to look it up.
@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What one language has of words and endings that carry grammar, not content.

    Attributes:
        words: any of them may come, go or be exchanged; in comparable form (lower case).
        phrases: the same for several words together, each as words in a row.
        endings: change with number, person, tense or part of speech.
    """

    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()
    endings: tuple[str, ...] = ("",)


GRAMMARS: dict[str, Grammar] = {
    "en": Grammar(
        words=frozenset(
            "a an the also further again once more moreover furthermore likewise and or "
            "nor as well particularly to of in on at by for from with within into that which "
            "who whom whose "
            "its his her hers their theirs our ours we us it he she they them this these "
            "those such both each any is are was were be been being has have had having do "
            "does other".split()
        ),
        phrases=(
            ("in", "order"),
            ("so", "as"),
            ("in", "this", "regard"),
            ("in", "that", "regard"),
            ("in", "particular"),
            ("in", "addition"),
        ),
        endings=(
            "ations", "ation", "ating", "ated", "ates", "ate", "ical", "ically", "ic", "ings",
            "ing", "ily", "ly", "ies", "ied", "ed", "es", "s", "y", "e", "",
        ),
    ),
    "fr": Grammar(
        words=frozenset(
            "le la les l un une des du de d au aux a à et ou ni en dans par pour sur avec "
            "sans sous que qui dont où ce cet cette ces cela son sa ses leur leurs il elle "
            "ils elles lui se s y est sont soit soient été être ont avait aient aussi "
            "également encore nouveau outre autre autres ainsi".split()
        ),
        phrases=(("à", "cet", "égard"), ("en", "outre"), ("en", "particulier")),
        endings=("ations", "ation", "antes", "ante", "ants", "ant", "ées", "ée", "és", "é",
                 "ent", "er", "es", "e", "s", "x", "nt", ""),
    ),
    "es": Grammar(
        words=frozenset(
            "el la los las lo un una unos unas de del al a y e o u ni en con por para sin "
            "sobre que quien quienes cual cuales cuyo cuya su sus este esta estos estas ese "
            "esa eso se le les es son sea sean sido ser ha han haya también además asimismo "
            "nuevamente otro otra otros otras así como".split()
        ),
        phrases=(("a", "este", "respecto"), ("a", "ese", "respecto"), ("en", "particular")),
        endings=("aciones", "ación", "ando", "endo", "adas", "ados", "ada", "ado", "idas", "idos",
                 "ida", "ido", "mente", "ar", "er", "ir", "as", "os", "es", "a", "o", "e", "s", ""),
    ),
}  # fmt: skip
"""By ISO 639-1 code."""

NO_GRAMMAR = Grammar(frozenset())
"""What is known of any other language."""
