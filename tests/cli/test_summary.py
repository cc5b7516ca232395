"""The summary that ends a run: what was read, how clauses moved, what to try next."""

from __future__ import annotations

from datetime import date

import pytest

from etl.run_report import Rejection, ResolutionCount, RunReport
from etl.summary import summary_lines


def count(symbol: str, year: int, *, session: str, new: int, **relations: int) -> ResolutionCount:
    clauses = sum(relations.values()) + new
    return ResolutionCount(
        symbol, "en", session, date(year, 12, 19), clauses, 2, 1, relations, moved=1, new=new
    )


def report(*held: ResolutionCount, changed: bool = True) -> RunReport:
    return RunReport(
        documents={"loaded": len(held), "rejected": 1},
        held=held,
        edges={"identical": 1200},
        roots=7,
        issues={"number_inferred": 3},
        seconds={"read": 0.25, "link": 1.0},
        rejected=(Rejection("a.txt", 3, "no symbol"),),
        changed=changed,
    )


def lines(of: RunReport) -> list[str]:
    return list(summary_lines(of, connect=["psql postgresql://x"], command="clause-provenance"))


def test_each_resolution_has_a_row_and_the_columns_add_up() -> None:
    first = count("A/RES/61/165", 2006, session="61", new=27)
    second = count("A/RES/62/156", 2007, session="62", new=3, identical=20, updated=10)
    head = "resolution       adopted  clauses  notes  issues  identical  updated  reworded  split"
    row = "A/RES/62/156  2007-12-19       33      2       1         20       10         0      0"
    total = "all                            60      4       2         20       10         0      0"
    ending = (
        "2 resolutions, 60 clauses, 4 footnotes; 1,200 links, 7 of the clauses are the earliest"
    )
    codes = "3 oddities in the sources, each a row of parse_issue: 3 number_inferred"
    shown = lines(report(first, second))
    assert shown[:3] == ["read: 3 files: 2 loaded, 1 rejected", codes, ""]
    assert shown[3] == head + "  merged  new  moved"
    assert shown[5:7] == [row + "       0    3      1", total + "       0   30      2"]
    assert shown[8:] == [
        ending + " of their line",
        "time: 1.2 s (read 0.2 s, link 1.0 s)",
        "",
        "connect:",
        "  psql postgresql://x",
        "try next:",
        "  clause-provenance show A/RES/62/156",
        "  clause-provenance show A/RES/62/156 OP1",
        "  clause-provenance check",
    ]


def test_more_than_a_screenful_is_summed_up_by_session() -> None:
    held = [count(f"A/RES/74/{n}", 2019, session="74", new=2) for n in range(20)]
    held += [count(f"A/RES/75/{n}", 2020, session="75", new=3) for n in range(20)]
    table = lines(report(*held))[3:7]
    assert [row.split("  ")[0] for row in table] == [
        "resolution",
        "A, session 74: 20 resolutions",
        "A, session 75: 20 resolutions",
        "all",
    ]
    assert table[1].split()[6] == "40"
    assert table[3].split()[1] == "100"


@pytest.mark.parametrize(("changed", "said"), [(True, False), (False, True)])
def test_a_run_that_changed_nothing_says_so(changed: bool, said: bool) -> None:
    first = count("A/RES/61/165", 2006, session="61", new=27)
    found = "nothing new: the database is as it was" in lines(report(first, changed=changed))
    assert found is said


def test_an_empty_database_has_no_next_symbol_to_show() -> None:
    assert not [line for line in lines(report()) if "show" in line]


def test_the_report_as_one_object_has_the_totals() -> None:
    first = count("A/RES/61/165", 2006, session="61", new=27)
    value = report(first).as_dict()
    assert (value["clauses"], value["footnotes"], value["roots"]) == (27, 2, 7)
    assert value["rejected"] == [{"path": "a.txt", "line": 3, "reason": "no symbol", "hint": ""}]
