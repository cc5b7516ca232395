from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.errors import ProvenanceError
from etl.evaluate import FoundLink, evaluate, read_reference, root_of

ROWS = [
    {"child": "B#OP1", "parents": [{"clause": "A#OP1", "relation": "identical", "main": True}], "root": "A#OP1", "debatable": False, "note": ""},
    {"child": "B#OP2", "parents": [{"clause": "A#OP3", "relation": "merged", "main": False}, {"clause": "A#OP2", "relation": "merged", "main": True}], "root": "A#OP2", "debatable": False, "note": ""},
    {"child": "B#OP3", "parents": [], "root": "B#OP3", "debatable": False, "note": ""},
    {"child": "B#OP4", "parents": [{"clause": "A#OP4", "relation": "reworded", "main": True}], "root": "A#OP4", "debatable": True, "note": "or new"},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for folder in ("links", "series/food/links"):
        (tmp_path / folder).mkdir(parents=True)
    lines = [json.dumps(row) for row in ROWS]
    (tmp_path / "links" / "b.jsonl").write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    (tmp_path / "series/food/links/c.jsonl").write_text("\n".join(lines[2:]), encoding="utf-8")
    return tmp_path


RIGHT = {
    "B#OP1": [FoundLink("A#OP1", "identical", True)],
    "B#OP2": [FoundLink("A#OP2", "merged", True), FoundLink("A#OP3", "merged", False)],
    "B#OP3": [],
    "B#OP4": [FoundLink("A#OP4", "reworded", True)],
}


def test_every_folder_of_links_is_a_set_of_its_own(gold: Path) -> None:
    sets = read_reference(gold)
    assert [(one.name, [child.child for child in one.children]) for one in sets] == [
        ("links", ["B#OP1", "B#OP2"]),
        ("food", ["B#OP3", "B#OP4"]),
    ]


def test_full_agreement_scores_one(gold: Path) -> None:
    found = evaluate(read_reference(gold), RIGHT)
    for scores in (*found.sets, found.pooled, *found.sets_undebated, found.pooled_undebated):
        assert (scores.f1, scores.hard_f1, scores.main, scores.root, scores.relation) == (1,) * 5
    assert found.disagreements == ()


def test_scores_are_those_counted_by_hand(gold: Path) -> None:
    found = evaluate(
        read_reference(gold),
        RIGHT
        | {
            # the second parent lost, the main one called something else
            "B#OP2": [FoundLink("A#OP2", "reworded", True)],
            # a link where there is none
            "B#OP3": [FoundLink("A#OP9", "reworded", True)],
        },
    )
    pooled = found.pooled
    assert (pooled.precision, pooled.recall, pooled.f1) == (3 / 4, 3 / 4, 3 / 4)
    assert pooled.hard_f1 == 2 * 2 / (3 + 3)
    assert (pooled.main, pooled.root) == (3 / 4, 3 / 4)
    assert pooled.relation == 2 / 3
    assert pooled.recall_by_relation == {
        "identical": (1, 1),
        "reworded": (1, 1),
        "merged": (0.5, 2),
    }
    assert found.pooled_undebated.children == 3
    assert len(found.disagreements) == 2


def test_a_clause_that_is_not_loaded_is_missing_and_wrong(gold: Path) -> None:
    found = evaluate(
        read_reference(gold), {child: links for child, links in RIGHT.items() if child != "B#OP3"}
    )
    assert (found.pooled.missing, found.pooled.main, found.pooled.root) == (1, 3 / 4, 3 / 4)


def test_the_root_follows_main_parents() -> None:
    found = {
        "C#OP1": [FoundLink("B#OP2", "merged", False), FoundLink("B#OP1", "merged", True)],
        "B#OP1": [FoundLink("A#OP1", "updated", True)],
        "A#OP1": [],
    }
    assert root_of("C#OP1", found) == "A#OP1"
    assert root_of("A#OP1", found) == "A#OP1"


def test_a_folder_without_links_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProvenanceError, match="holds no reference links"):
        read_reference(tmp_path)


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_file_of_links_that_cannot_be_read_is_named(tmp_path: Path, is_folder: bool) -> None:
    file = tmp_path / "links" / "b.jsonl"
    file.parent.mkdir()
    if is_folder:
        file.mkdir()
    else:
        file.write_bytes(b"\xff\xfe")
    with pytest.raises(ProvenanceError, match=r"b\.jsonl: the reference links cannot be read"):
        read_reference(tmp_path)


@pytest.mark.parametrize("line", ["{", "[]", '{"child": "B#OP1"}', '{"child": 1, "parents": [{}]}'])
def test_a_line_that_is_no_link_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "b.jsonl").write_text(
        f"{json.dumps(ROWS[0])}\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(ProvenanceError, match=r"b\.jsonl, line 2"):
        read_reference(tmp_path)
