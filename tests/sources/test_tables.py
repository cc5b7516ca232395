"""Rows of tables in plain text stand apart from the paragraph above; sentences are no rows.

The excerpts are those of pdftotext, PyMuPDF, pypdf and Pandoc.
"""

from __future__ import annotations

import re

import pytest

from etl.model import Resolution
from etl.sources.ruled_tables import ruled_tables
from tests.sources.conversions import body, text_of

ALIGNED = """\
Action                         Title of post                   Category                   Number
Redeployment (from             Programme Management            P-4                        1
Pension Administration)        Officer


7/19                                                                                   74-22363
\fA/RES/74/263                          Special subjects relating to the proposed budget


Redeployment (from             Meeting Services Assistant      GS-OL                      1
Pension Administration)
New post                       Human Resources Officer         P-3                        1
                               (recruitment)
Total net changes              3
"""
STACKED = """\
Action
Title of post
Category
Number
Conversion
Programme Management
Officer (Risk)
P-3
1
Conversion
Benefits Assistant
(Operations)
GS (OL)
2
Total net changes
3
"""
ON_LINES = """\
Member State Percentage
Afghanistan 0.006
Albania 0.008
United Kingdom of Great Britain and Northern
Ireland 4.375
United Republic of Tanzania 0.010
"""
RULED = """\
  ----------------- ----------------- ----------------- -----------------
  Level             Criterion         Threshold in      Discount
                                      United States     (Percentage)
                                      dollars

  A                 Permanent members Not applicable    Premium
                    of the Security
                    Council

  C                 As listed in the  Not applicable    7.5
                    annex
  ----------------- ----------------- ----------------- -----------------
"""
RULED_ROWS = [
    "Level | Criterion | Threshold in United States dollars | Discount (Percentage)",
    "A | Permanent members of the Security Council | Not applicable | Premium",
    "C | As listed in the annex | Not applicable | 7.5",
]
SIMPLE = """\
  Member State   Percentage
  -------------- ------------
  Afghanistan    0.006
  Albania        0.008

"""
GRID = """\
+--------------+------------+
| Member State | Percentage |
+==============+============+
| Afghanistan  | 0.006      |
+--------------+------------+
"""
PROSE = """\
5. Welcomes the recommendations made by the Advisory Committee in its report on the budget of the
Organization for the next two years, and notes with appreciation that they were adopted as a whole and
that the Secretary-General has begun to carry them out in all of the duty stations, in particular at
the regional commissions and at the offices away from Headquarters, within the resources approved for
the biennium and without prejudice to the decisions that the Assembly may take on the matter later on;
"""


def resolution_with(table: str, between: str = "\n") -> Resolution:
    return body(
        f"{PROSE}6. Approves the changes to the staffing table as set out in the table below:\n{between}"
        f"{table}{between}7. Decides to keep under review, at its eightieth session, the question of "
        "the budget and the\nposts that it provides for.\n",
        "Special subjects relating to the proposed budget",
    )


def rows_of(resolution: Resolution) -> list[str]:
    return [clause.text for clause in resolution.clauses if clause.label.startswith("OP6+")]


@pytest.mark.parametrize("table", [ALIGNED, STACKED, ON_LINES], ids=["aligned", "stacked", "lines"])
def test_a_table_stands_apart_and_is_told(table: str) -> None:
    resolution = resolution_with(table)
    told = [issue for issue in resolution.issues if issue.code == "table_in_text"]
    assert text_of(resolution, "OP6").endswith("as set out in the table below:")
    assert text_of(resolution, "OP7").startswith("Decides to keep under review")
    assert len(told) == 1
    words = " ".join(rows_of(resolution)).replace("|", "").split()
    printed = re.sub(r"7/19 .*|\fA/RES.*", "", table).split()
    assert sorted(words) == sorted(printed)


def test_what_has_nothing_in_the_first_column_belongs_to_the_row_above() -> None:
    assert rows_of(resolution_with(ALIGNED))[:2] == [
        "Action | Title of post | Category | Number",
        "Redeployment (from | Programme Management | P-4 | 1",
    ]
    assert "New post | Human Resources Officer | P-3 | 1 (recruitment)" in rows_of(
        resolution_with(ALIGNED)
    )


@pytest.mark.parametrize("raised", ["", "*"], ids=["text", "Markdown"])
def test_ruled_columns_are_read_as_they_are(raised: str) -> None:
    text = f"8. {raised}Notes{raised} this;\n\n8. {raised}Notes{raised} that;\n\n" if raised else ""
    resolution = resolution_with(RULED, f"\n{text}" if text else "\n")
    assert [row for row in RULED_ROWS if row in {one.text for one in resolution.clauses}] == (
        RULED_ROWS
    )
    assert "table_in_text" not in {issue.code for issue in resolution.issues}


@pytest.mark.parametrize("table", [SIMPLE, GRID], ids=["simple", "grid"])
def test_each_form_of_ruled_table_has_its_rows(table: str) -> None:
    (found,) = ruled_tables(f"Words before:\n\n{table}\nWords behind.".split("\n"))
    assert [row.text for row in found.rows][:2] == [
        "Member State | Percentage",
        "Afghanistan | 0.006",
    ]


def test_a_rule_for_notes_is_no_table() -> None:
    assert ruled_tables(["Text;", "-----------", "1 See A/61/1.", "", "____________"]) == []


def test_a_column_drawn_together_keeps_its_cells() -> None:
    lines = ["  ------- ------ -------", "  Posts   –     306", "  ------- ------ -------"]
    assert [row.text for row in ruled_tables(lines)[0].rows] == ["Posts | – | 306"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "44/20 of 17 July 2020,\n47/21 of 13 July 2021,\n48/18 of 11 October 2021,\n51/32 of\n"
            "7 October 2022\nand 54/27 of 12 October 2023,\n"
        ),
        (
            "Recalling    its    resolutions    62/38    of    5\nDecember    2007,    63/43    of    2\n"
            "December    2008,    64/41    of    2\nDecember    2009    and    65/45    of    8\n"
        ),
        "_____\n1 See A/61/1.\n2 See A/61/2, para. 7.\n3 A/61/3.\n4 A/61/4.\n5 A/61/5.\n6 A/61/6.\n",
    ],
    ids=["dates", "justified print", "notes"],
)
def test_short_lines_of_sentences_are_no_table(lines: str) -> None:
    codes = {issue.code for issue in resolution_with(lines).issues}
    assert "table_in_text" not in codes


def test_figures_of_a_table_are_neither_pages_nor_marks() -> None:
    notes = "\n_____\n1 See A/61/1.\n2 See A/61/2.\n"
    table = ON_LINES.replace("0.006", "1").replace("0.008", "2") + STACKED
    text = PROSE.replace("Committee", "Committee,1") + "6. Approves the table below:\n" + table
    resolution = body(f"{text}7. Decides so,2 once more.\n{notes}")
    assert {row for row in rows_of(resolution) if row[-1] in "123"} >= {
        "Afghanistan 1",
        "Albania 2",
        "1",
        "2",
        "3",
    }
    assert [one.mark for one in resolution.footnotes] == ["1", "2"]
