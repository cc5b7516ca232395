"""A text whose columns run into each other is refused; print in any one column is not."""

from __future__ import annotations

import textwrap

import pytest

from etl.errors import DocumentRejected
from etl.sources.fragments import Fragment
from etl.sources.interleaved import require_sentences
from tests.sources.conversions import read
from tests.sources.test_reading_order import BODY, CLOSING, HEAD, MARKS, print_lines

# What PyMuPDF, sorting by place, made of a page with two columns.
SORTED = """\
Recalling  all  previous  resolutions  adopted by  the     People’s Republic of Korea submitted to the Human
General Assembly, the Commission on Human Rights and the     Council at its thirty-seventh session,10
Human Rights Council on the situation of human rights in the
Stressing the importance of extending the cooperationDemocratic People’s Republic of Korea, including Assembly
of the Government of the Democratic People’s Republic ofresolution 73/180 of 17 December 2018 and Council
Korea to other United Nations special procedures and human40/20 of 22 March 2019,1 and mindful of the need for the
rights mechanisms, in particular the Special Rapporteur on theinternational community to strengthen its efforts
situation of human rights in the Democratic People’s Republicaimed at achieving the implementation of those,
of Korea, in accordance with their terms of reference,
Deeply concerned at the grave human rights situation,
Acknowledging  the  participation  of  the Democraticthe pervasive culture of impunity and the lack of
People’s Republic of Korea in the third universal periodicfor human  rights  violations  in  the  Democratic
review process, noting the acceptance by the Government ofRepublic of Korea,
the Democratic People’s Republic of Korea of 132 of the 262
Stressing  the  importance  of  following up on  the     recommendations,11 and its stated commitment to
recommendations contained in the report of the commission of     them, while expressing its concern that the
inquiry on human rights in the Democratic People’s Republic      the two previous reviews have not been
of Korea,2 and expressing grave concern at the detailed findings
Noting  with  regret  that  independent  civil  societycontained therein,
organizations  cannot  operate  in  the  Democratic  People’s
Recalling the responsibility of the Democratic People’s     Republic of Korea and  that, as a  result, no  civil
Republic of Korea to protect its population from crimes against      organization based in the Democratic People’s
humanity, and recalling also that the commission of inquiry     Korea was able to submit a stakeholder report in
urged the leadership of the Democratic People’s Republic of      the universal periodic review process,
Korea to prevent and suppress crimes against humanity and to
Noting  the  collaboration  established  between  theensure that perpetrators are prosecuted and brought,
"""


def across(lines: list[str]) -> str:
    """Read across two columns, line by line, as pdfplumber does."""
    half = (len(lines) + 1) // 2
    pairs = zip(lines[:half], [*lines[half:], ""], strict=False)
    return "\n".join(" ".join(f"{left.strip()} {right.strip()}".split()) for left, right in pairs)


@pytest.mark.parametrize("width", [44, 52])
def test_columns_read_across_are_refused(width: int) -> None:
    lines = [line for line in print_lines(width) if line]
    text = f"{HEAD}\nThe General Assembly,\n{across(lines[1:])}\n\n{CLOSING}"
    with pytest.raises(DocumentRejected, match="run into each other") as refused:
        read(text)
    assert refused.value.line


def test_columns_sorted_by_place_are_refused() -> None:
    with pytest.raises(DocumentRejected, match="run into each other"):
        read(f"{HEAD}\nThe General Assembly,\n{SORTED}1. Decides to act.\n\n{CLOSING}")


@pytest.mark.parametrize("width", [24, 44, 52, 60, 90, 200])
def test_print_of_any_width_is_read(width: int) -> None:
    paragraphs = [paragraph.format(**MARKS) for paragraph in BODY[1:]]
    lines = [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, width)]
    resolution = read("\n".join([HEAD, BODY[0], *lines, "", CLOSING]))
    assert len(resolution.clauses) == len(paragraphs)


def test_some_lines_out_of_place_are_no_columns() -> None:
    odd = ["of the States.", "who are members", "of the Union;", "in all of the others"]
    numbers = [f"{number}." for number in range(1, 20)]
    pieces = [Fragment(text, 1, raw=text) for text in odd]
    pieces += [Fragment("Calls upon all;", 2, number, f"{number} Calls") for number in numbers]
    require_sentences(pieces)
