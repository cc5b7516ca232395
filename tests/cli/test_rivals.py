"""``evaluate`` beside single scores, and with one set left out at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.baselines import MEASURES, RULES
from etl.sensitivity import parameter_names
from tests.cli.samples import Call

# What a careful reader says of three clauses on migrants and of two that open them.
SETS = {
    "links": {"A/RES/62/156#PP2": "A/RES/61/165#PP2", "A/RES/62/156#PP3": "A/RES/61/165#PP3"},
    "series/opening/links": {"A/RES/62/156#PP1": "A/RES/61/165#PP1"},
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for folder, links in SETS.items():
        (tmp_path / folder).mkdir(parents=True)
        lines = [
            json.dumps(
                {
                    "child": child,
                    "parents": [{"clause": parent, "relation": "identical", "main": True}],
                    "root": parent,
                }
            )
            for child, parent in links.items()
        ]
        (tmp_path / folder / "62-156.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_rivals_stand_beside_the_program_set_by_set(
    call: Call, seeds_database: str, gold: Path
) -> None:
    printed = call("evaluate", gold, "--baselines", "--dsn", seeds_database).out
    assert "each with the threshold that suits these very answers best" in printed
    rows = printed.partition("flattered:\n")[2].splitlines()
    assert len(rows) == 1 + (len(SETS) + 1) * (1 + len(MEASURES) * len(RULES))
    assert [row.split()[0] for row in rows[1::9]] == ["links", "opening", "all"]
    assert len({len(row) for row in rows}) == 1
    found = call("evaluate", gold, "--baselines", "--json", "--dsn", seeds_database).object
    assert [one["measure"] for one in found["baselines"][:: len(RULES)]] == list(MEASURES)
    assert all(one["pooled"]["children"] == 3 for one in found["baselines"])


def test_each_set_is_left_out_once(call: Call, seeds_database: str, gold: Path) -> None:
    called = call("evaluate", gold, "--leave-one-out", "--json", "--dsn", seeds_database)
    found = called.object["sensitivity"]
    assert [one["fitted"]["name"] for one in found["held_out"]] == ["links", "opening"]
    assert [one["others"]["children"] for one in found["held_out"]] == [1, 2]
    assert len(found["moved"]) == 2 * len(parameter_names())
    assert found["untried"] == []


def test_without_the_options_nothing_more_is_measured(
    call: Call, seeds_database: str, gold: Path
) -> None:
    found = call("evaluate", gold, "--json", "--dsn", seeds_database).object
    assert "baselines" not in found
    assert "sensitivity" not in found
