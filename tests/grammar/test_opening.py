"""How clauses begin."""

from __future__ import annotations

import pytest

from etl.grammar.opening import opening_phrase, opens_operative, opens_preambular


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Recalling all its previous resolutions on", "Recalling"),
        ("Reaffirming also that everyone has", "Reaffirming also"),
        ("Taking note with appreciation of the", "Taking note with appreciation"),
        ("Deeply concerned at the large and growing number", "Deeply concerned"),
        ("Bearing in mind that policies", "Bearing in mind"),
        ("Aware that, as criminals take advantage", "Aware"),
        ("Calls upon States to promote", "Calls upon"),
        ("Also calls upon States to ensure", "Also calls upon"),
        ("Takes note with interest of the report", "Takes note with interest"),
        ("Reaffirms emphatically the duty", "Reaffirms emphatically"),
        ("Strongly condemns the manifestations", "Strongly condemns"),
        ("Expresses its concern about the impact", "Expresses its concern"),
        ("Decides to remain seized of the matter.", "Decides"),
        ("Recalling its resolution 48/104", "Recalling"),
        ("Having considered the report of", "Having considered"),
        ("Remaining deeply concerned that", "Remaining deeply concerned"),
        ("Calls for the immediate release of", "Calls for"),
        ("Reiterates its call upon all States", "Reiterates its call upon"),
        ("Stresses the importance of international cooperation", "Stresses"),
        ("Expresses its appreciation to the Committee", "Expresses its appreciation"),
        ("To further study the costs of violence", None),
        ("The provision of assistance", None),
    ],
)
def test_the_opening_phrase_is_found_by_its_form(text: str, phrase: str | None) -> None:
    assert opening_phrase(text) == phrase


def test_printed_italics_tell_the_phrase_where_they_are_no_whole_paragraph() -> None:
    text = "Re-emphasizes the need to act"
    assert opening_phrase(text, len("Re-emphasizes the need")) == "Re-emphasizes the need"
    assert opening_phrase("Recalling its resolution 60/1", 29) == "Recalling"


@pytest.mark.parametrize(
    "text", ["States parties to the Convention", "S-30/2 of 14 November 2023;", "migrants and of"]
)
def test_words_that_only_look_like_verbs_open_nothing(text: str) -> None:
    assert not opens_operative(text)
    assert not opens_preambular(text)
