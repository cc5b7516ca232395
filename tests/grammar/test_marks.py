"""Which digits of a converted text are footnote marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.grammar.marks import lift_marks
from etl.grammar.raised_marks import MARK_END, MARK_START

# Paragraphs of one document, the notes it holds, and the marks a reader sees in each paragraph.
DOCUMENTS = [
    pytest.param(
        ["resolutions 2006/2 of 10 May 200612 and 2009/1 of 3 April 2009,13"],
        {"12", "13"},
        [["12", "13"]],
        id="a mark glued to a year",
    ),
    pytest.param(
        [
            "concerning Avena and Other Mexican Nationals, 10 and recalling the obligations",
            "hosted by the Government of Belgium from 9 to 11 July 2007,",
            "report of the Special Rapporteur on the human rights of migrants; 11",
        ],
        {"10"},
        [["10"], [], ["11"]],
        id="a date between marks holds none, although its number would fit the series",
    ),
    pytest.param(
        [
            (
                "Recalling the International Covenant on Civil and Political Rights3 and the "
                "International Covenant on Economic, Social and Cultural Rights,3 the Convention,4"
            ),
        ],
        {"3", "4"},
        [["3", "3", "4"]],
        id="one note cited twice",
    ),
    pytest.param(
        ["Recalling Sustainable Development Goals 8 and 10, including target 10.7,"],
        {"8", "9", "10"},
        [[]],
        id="numbered goals and targets are no marks",
    ),
    pytest.param(
        ["decision C-SS-4/DEC.3 (dated 27 June 2018) and COVID-19 and the G20,"],
        set(),
        [[]],
        id="digits within symbols and names are no marks",
    ),
    pytest.param(
        ["the 10 fundamental Conventions, less than 3 per cent by 2030, 1,500 people"],
        {"3", "10"},
        [[]],
        id="counted things are no marks",
    ),
    pytest.param(
        ["of 1 August 1953 5 and 1993/1 of 3 May 1993, 6"],
        {"5", "6"},
        [["5", "6"]],
        id="after a whole date no number can follow but a mark",
    ),
    pytest.param(
        ["Discrimination against Women10 should", "Migration,34 including"],
        set(),
        [["10"], ["34"]],
        id="digits glued to words are marks even where earlier ones are lost",
    ),
]


@pytest.mark.parametrize(("texts", "notes", "marks"), DOCUMENTS)
def test_marks_are_told_from_numbers(
    texts: list[str], notes: set[str], marks: list[list[str]]
) -> None:
    lifted = lift_marks(texts, notes)
    assert [[reference.mark for reference in references] for _, references in lifted] == marks


def test_the_text_reads_on_without_the_mark_and_the_offset_tells_where_it_stood() -> None:
    [(text, references)] = lift_marks(
        ["concerning Consular Relations 1 and the Convention,2"], {"1", "2"}
    )
    assert text == "concerning Consular Relations and the Convention,"
    assert [text[: reference.char_offset] for reference in references] == [
        "concerning Consular Relations",
        "concerning Consular Relations and the Convention,",
    ]


def test_marks_raised_by_markup_are_kept_whatever_their_order() -> None:
    raised = (
        f"Rights,{MARK_START}7{MARK_END} and{MARK_START}3{MARK_END} of 2019,{MARK_START}*{MARK_END}"
    )
    [(text, references)] = lift_marks([raised], set())
    assert text == "Rights, and of 2019,"
    assert [reference.mark for reference in references] == ["7", "3", "*"]


WORD = st.sampled_from(
    "the Convention on Rights of States parties Members all and Children".split()
)


@given(
    st.lists(
        st.tuples(st.lists(WORD, min_size=1, max_size=6), st.booleans()), min_size=1, max_size=30
    )
)
def test_a_counted_series_glued_to_words_is_found_whole_and_nothing_else_is_cut(
    phrases: list[tuple[list[str], bool]],
) -> None:
    text, clean = "", ""
    expected: list[str] = []
    for words, marked in phrases:
        phrase = " ".join(words) + " Treaty"
        clean += (" " if clean else "") + phrase
        text += (" " if text else "") + phrase
        if marked:
            expected.append(str(len(expected) + 1))
            text += expected[-1]
    [(lifted, references)] = lift_marks([text], expected)
    assert lifted == clean
    assert [reference.mark for reference in references] == expected
