"""What is told early of a change is what the rules tell after it; slow twins say so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.grammar.function_words import GRAMMARS
from etl.link import explain
from etl.link.references import is_reference
from etl.link.words import forms
from etl.trace import change_class, wording_changes
from tests.link.texts import seeds

# Forms of the same words, words of grammar, what refers and what comes with it, spelling.
WORDS = """
    recognize recognizes recognizing recognition organization organizations state states stated
    the and in order so as particular addition further also its their of to for with
    resolution resolutions decision paragraph paragraphs section XIV XXXVIII IV sessions session
    thirteenth fourteenth December September 2019 2020 74/144 18 A/RES/75/1 three million
    co-operation cooperation État Etat l’État State's States’ concern concerned deep deeply
    requests requesting
""".split()
RUNS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@settings(max_examples=400)
@given(RUNS, RUNS, st.sampled_from(["en", "fr", "xx"]), st.sampled_from(["", "section "]))
def test_a_word_of_ones_own_makes_a_change_what_the_rules_make_it(
    old: str, new: str, language: str, before: str
) -> None:
    early = change_class._class(old, new, language, before, "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(change_class, "_has_own_word", lambda *_: False)
        assert change_class._class(old, new, language, before, "") == early


def test_the_changes_of_the_seeds_are_classed_the_same_without_looking_for_such_words() -> None:
    explained = explain(seeds())
    early = wording_changes(seeds(), explained)
    assert {change.change_class for change in early} == set(change_class.CLASSES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(change_class, "_class_kept", change_class._class)
        patch.setattr(change_class, "_has_own_word", lambda *_: False)
        assert wording_changes(seeds(), explained) == early


@given(RUNS, RUNS)
def test_long_words_are_counted_once_each(one: str, other: str) -> None:
    shorter, longer = sorted((one, other), key=len)
    grammar = GRAMMARS["en"]
    of_grammar = {*grammar.words, *(word for phrase in grammar.phrases for word in phrase)}
    long = {
        word
        for word in forms(longer)
        if len(word) >= 9 and word.isalpha() and word not in of_grammar and not is_reference(word)
    }
    assert change_class._says_more(shorter, longer, grammar) == (len(long) > len(shorter.split()))
