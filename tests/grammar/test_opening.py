"""How clauses begin."""

from __future__ import annotations

import pytest

from etl.grammar.opening import opening_phrase, opens_operative, opens_preambular
from etl.model import ClauseKind


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
        ("Encourages further efforts to improve", "Encourages"),
        ("Encourages support for the Fund", "Encourages"),
        ("Taking note further of the report", "Taking note further"),
        ("Calls once again upon all States", "Calls once again upon"),
        ("Calls attention to the need", "Calls attention"),
        ("Draws the attention of the Committee", "Draws the attention"),
        ("Continues to encourage Member States", "Continues to encourage"),
        ("Considers it important that", "Considers it important"),
        ("Welcomes and encourages the efforts", "Welcomes and encourages"),
        ("Deplores and strongly condemns in the strongest terms all acts", "Deplores and strongly condemns in the strongest terms"),
        ("Expresses the hope that", "Expresses the hope"),
        ("Expressing gravest concerns about", "Expressing gravest concerns"),
        ("Reiterates its call for a moratorium", "Reiterates its call for"),
        ("Renewing its unwavering commitment to", "Renewing its unwavering commitment"),
        ("Recalls its decision 74/555", "Recalls"),
        ("Strongly urges States", "Strongly urges"),
        ("Remains deeply concerned about", "Remains deeply concerned"),
        ("Being gravely concerned that", "Being gravely concerned"),
        ("Expresses its appreciation to the Committee", "Expresses its appreciation"),
        ("To further study the costs of violence", None),
        ("The provision of assistance", None),
    ],
)  # fmt: skip
def test_the_opening_phrase_is_found_by_its_form(text: str, phrase: str | None) -> None:
    assert opening_phrase(text) == phrase


def test_printed_italics_tell_the_phrase_where_they_are_no_whole_paragraph() -> None:
    text = "Re-emphasizes the need to act"
    assert opening_phrase(text, len("Re-emphasizes the need")) == "Re-emphasizes the need"
    assert opening_phrase("Recalling its resolution 60/1", 29) == "Recalling"


@pytest.mark.parametrize(
    ("text", "italic", "phrase"),
    [
        ("Noting with great concern also the closures", "Noting with great", "Noting with great concern also"),
        ("Expresses its appreciation to the Government", "Expresses", "Expresses its appreciation"),
        ("Calls upon Member States to act", "Calls", "Calls upon"),
        ("Conscious of the challenges", "Conscious of", "Conscious"),
        ("Looks forward to the convening of", "Looks forward to", "Looks forward"),
        ("Reaffirms its commitment to the Charter", "Reaffirms", "Reaffirms"),
        ("Alarmed and concerned that", "Alarmed and concerned", "Alarmed and concerned"),
        ("We will be prepared. We will", "We will be prepared.", None),
        ("Réaffirmant sa résolution 60/1", "Réaffirmant", "Réaffirmant"),
    ],
)  # fmt: skip
def test_italics_that_break_off_or_run_on_are_mended(
    text: str, italic: str, phrase: str | None
) -> None:
    assert opening_phrase(text, len(italic)) == phrase


@pytest.mark.parametrize(
    ("text", "kind", "is_item", "phrase"),
    [
        ("Calls upon States to ensure", ClauseKind.OPERATIVE, True, "Calls upon"),
        ("Also encourages States to", ClauseKind.OPERATIVE, True, "Also encourages"),
        ("Expresses its concern at the", ClauseKind.OPERATIVE, True, "Expresses its concern"),
        ("Ensuring that migrants have", ClauseKind.OPERATIVE, True, None),
        ("Recognizing the role of women", ClauseKind.OPERATIVE, True, None),
        ("Taking effective measures", ClauseKind.OPERATIVE, True, None),
        ("Takes note of the report", ClauseKind.OPERATIVE, True, "Takes note"),
        ("Attacks on schools", ClauseKind.OPERATIVE, True, None),
        ("Recognizing that everyone", ClauseKind.ANNEX, False, "Recognizing"),
        ("Bearing in mind the Charter", ClauseKind.ANNEX, False, "Bearing in mind"),
        ("Nothing in this Convention", ClauseKind.ANNEX, False, None),
        ("Representatives of States", ClauseKind.ANNEX, False, None),
        ("Realizing that the", ClauseKind.PREAMBULAR, False, "Realizing"),
    ],
)
def test_in_lists_and_annexes_only_the_commonest_openings_count(
    text: str, kind: ClauseKind, is_item: bool, phrase: str | None
) -> None:
    assert opening_phrase(text, kind=kind, is_item=is_item) == phrase


@pytest.mark.parametrize(
    "text", ["States parties to the Convention", "S-30/2 of 14 November 2023;", "migrants and of"]
)
def test_words_that_only_look_like_verbs_open_nothing(text: str) -> None:
    assert not opens_operative(text)
    assert not opens_preambular(text)
