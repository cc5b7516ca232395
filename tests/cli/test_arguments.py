"""What the command line accepts, and where each default comes from."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.cli.arguments import build_parser, default_home, environment_twin, parse
from etl.cli.commands import COMMANDS

HOME = Path("/home/reader")


def parsers(
    parser: argparse.ArgumentParser, name: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from parsers(below, f"{name} {word}".strip())


EVERY_COMMAND = [(name, found) for name, found in parsers(build_parser(COMMANDS)) if name != "db"]


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({}, "linux", "/home/reader/.local/share/clause-provenance"),
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/clause-provenance"),
        ({"XDG_DATA_HOME": "data"}, "linux", "/home/reader/.local/share/clause-provenance"),
        ({}, "darwin", "/home/reader/Library/Application Support/clause-provenance"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/clause-provenance"),
        ({}, "win32", "/home/reader/AppData/Local/clause-provenance"),
    ],
)
def test_the_home_folder_follows_the_rules_of_the_platform(
    environ: dict[str, str], platform: str, folder: str
) -> None:
    assert default_home(environ, platform, HOME) == Path(folder)


@pytest.mark.parametrize(("name", "parser"), EVERY_COMMAND[1:])
def test_every_command_shows_an_example_and_the_twin_of_every_option(
    name: str, parser: argparse.ArgumentParser
) -> None:
    shown = re.sub(r"\s+", " ", parser.format_help())
    assert f"example: clause-provenance {name}" in shown
    for action in parser._actions:
        for option in action.option_strings:
            if option.startswith("--") and option != "--help":
                assert environment_twin(option) in shown.replace("- ", "-")


def test_an_option_wins_over_its_environment_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSE_PROVENANCE_DSN", "postgresql://twin/x")
    assert parse(["check"], COMMANDS).dsn == "postgresql://twin/x"
    assert parse(["check", "--dsn", "postgresql://y/z"], COMMANDS).dsn == "postgresql://y/z"


@pytest.mark.parametrize(
    ("words", "twin", "languages"),
    [
        ([], None, ["en"]),
        ([], "fr, es", ["es", "fr"]),
        (["--language", "zh"], "fr", ["zh"]),
        (["--language", "en", "--language", "fr"], None, ["en", "fr"]),
    ],
)
def test_languages_come_from_options_then_the_twin_then_english(
    monkeypatch: pytest.MonkeyPatch, words: list[str], twin: str | None, languages: list[str]
) -> None:
    if twin:
        monkeypatch.setenv("CLAUSE_PROVENANCE_LANGUAGE", twin)
    assert parse(["run", "seeds", *words], COMMANDS).language == languages


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "COMMAND"),
        (["run"], "PATH"),
        (["sing"], "invalid choice: 'sing'"),
        (["run", "seeds", "--language", "English"], "no language code"),
        (["run", "seeds", "--jobs", "0"], "no whole number from 1 on"),
        (["run", "seeds", "--js"], "unrecognized arguments: --js"),
        (["show", "A/RES/1/1", "--colour", "mauve"], "none of auto, always, never"),
        (["db"], "COMMAND"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(words, COMMANDS)
    assert stop.value.code == 2
    assert complaint in capsys.readouterr().err


def test_a_wrong_language_in_the_environment_is_wrong_usage_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAUSE_PROVENANCE_LANGUAGE", "en;fr")
    with pytest.raises(SystemExit) as stop:
        parse(["run", "seeds"], COMMANDS)
    assert stop.value.code == 2
    assert "CLAUSE_PROVENANCE_LANGUAGE" in capsys.readouterr().err


def test_what_follows_two_dashes_goes_to_psql_as_it_is() -> None:
    words = ["db", "psql", "--", "-c", "select 1", "--csv"]
    assert parse(words, COMMANDS).arguments == ["-c", "select 1", "--csv"]
