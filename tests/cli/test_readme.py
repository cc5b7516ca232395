"""The README is true: its commands print what it shows, and it leaves nothing out."""

from __future__ import annotations

import argparse

import pytest

from etl.cli.arguments import build_parser
from etl.cli.commands import COMMANDS
from etl.db.statements import files
from etl.db.tables import metadata
from tests.cli.readme import README, ROOT, blocks, comparable, home, in_order, printed_by
from tests.cli.test_arguments import parsers

DOCUMENTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (README, *sorted((ROOT / "docs").glob("*.md")))
)


def test_every_command_of_the_readme_prints_what_it_shows() -> None:
    shown = dict(blocks(README.read_text(encoding="utf-8")))
    assert shown.keys() >= {"make run", "clause-provenance show A/RES/78/217 OP1"}
    with home() as folder:
        for command in in_order(shown):
            printed = comparable(printed_by(command, folder))
            assert printed == comparable(shown[command]), (
                f"{command} prints something else now; if it is right: python -m tests.cli.readme"
            )


@pytest.mark.parametrize(("name", "parser"), list(parsers(build_parser(COMMANDS)))[1:])
def test_every_command_and_option_is_documented(name: str, parser: argparse.ArgumentParser) -> None:
    assert f"`{name}" in DOCUMENTS or f"{name} " in DOCUMENTS
    for action in parser._actions:
        for option in action.option_strings:
            if option.startswith("--"):
                assert f"`{option}" in DOCUMENTS, f"{name} {option}"


def test_every_table_is_named_with_its_grain() -> None:
    for table in metadata.sorted_tables:
        assert f"| `{table.name}` | " in DOCUMENTS


def test_every_view_is_named_with_what_it_answers() -> None:
    views = [path.stem.split("_", 1)[1] for path in files("views")]
    assert views
    for view in views:
        assert f"| `{view}` | " in DOCUMENTS


def test_the_united_nations_are_acknowledged() -> None:
    assert "© United Nations" in README.read_text(encoding="utf-8")
