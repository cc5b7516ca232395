from __future__ import annotations

import pytest

from etl.link.titles import later_of_titles
from etl.link.words import printed


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("under the item entitled “Promotion and protection of human rights”;", "of human rights"),
        ('under the item entitled "Promotion and protection of human rights".', "of human rights"),
        ("au titre de la question « Promotion et protection des droits humains »", "des droits humains"),
        ("在题为“人权”的项目下审议《残疾人权利公约》", "权 利 公 约"),
        # Three words are told apart like any others.
        ("the report entitled “Human rights of migrants” and the study “Lives at stake”", "migrants"),
        # A mark that nothing closes, or an inch, is no title.
        ("the theme “Leaving no one behind in an ageing world", ""),
        ("Calls upon States to protect migrants’ rights and the child’s best interests", ""),
    ],
)  # fmt: skip
def test_a_title_in_quotation_marks_is_told_by_its_first_words(text: str, later: str) -> None:
    words = printed(text)
    assert [words[place] for place in later_of_titles(text)] == later.split()
