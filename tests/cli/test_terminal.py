"""How the command line speaks."""

from __future__ import annotations

import io
import json

import pytest
from rich.text import Text

from etl.cli.terminal import (
    PlainProgress,
    print_json,
    print_lines,
    progress,
    report_error,
    speak,
    without_passwords,
)
from etl.errors import DocumentRejected, ProvenanceError


@pytest.mark.parametrize(
    ("error", "printed"),
    [
        (
            DocumentRejected("no symbol", path="a.xml", line=212, hint="give the whole text"),
            "error: a.xml, line 212: no symbol\n  give the whole text\n",
        ),
        (DocumentRejected("it is empty", path="a.txt"), "error: a.txt: it is empty\n"),
        (ProvenanceError("no server", hint="one\ntwo"), "error: no server\n  one\n  two\n"),
        (
            DocumentRejected("bad", path="\x1b]0;title\x07.txt"),
            "error: \\x1b]0;title\\x07.txt: bad\n",
        ),
    ],
)
def test_an_error_names_file_line_fault_and_next_step(
    error: ProvenanceError, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report_error(error)
    captured = capsys.readouterr()
    assert captured.err == printed
    assert captured.out == ""


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("postgresql://me:secret@host/db", "postgresql://me:***@host/db"),
        ("postgresql+psycopg://me:p@ss@host/db", "postgresql+psycopg://me:***@host/db"),
        ("postgresql://me:a/b?c@host/db", "postgresql://me:***@host/db"),
        ("host=x password=secret user=me", "host=x password=*** user=me"),
        ("password='a b' x", "password=*** x"),
        ("postgresql:///db?host=/run&password=secret&x=1",
         "postgresql:///db?host=/run&password=***&x=1"),
        ("postgresql://host:5432/db", "postgresql://host:5432/db"),
        ("no URL at all", "no URL at all"),
    ],
)  # fmt: skip
def test_passwords_are_never_printed(
    told: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert without_passwords(told) == printed
    speak(told)
    assert capsys.readouterr().err == printed + "\n"


def test_one_object_is_one_line_and_holds_no_raw_control_character(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_json({"text": "\x1b[2J \x9b31m é"})
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert out.isascii()
    assert "\x1b" not in out
    assert json.loads(out) == {"text": "\x1b[2J \x9b31m é"}


def test_where_there_is_no_terminal_a_line_stands_for_a_hundred_files(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress() as lines:
        assert isinstance(lines, PlainProgress)
        lines.begin("read", 1250)
        for _ in range(250):
            lines.advance()
        lines.advance(1000)
        lines.begin("link")
    assert capsys.readouterr().err.splitlines() == [
        "read: 1,250 to do",
        "read: 100 of 1,250",
        "read: 200 of 1,250",
        "read: 1,250 of 1,250",
        "link",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_moves_and_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress() as bar:
        bar.begin("read", 10)
        bar.advance(10)
    assert "read" in terminal.getvalue()
    assert terminal.getvalue().rstrip().endswith("\x1b[2K")


@pytest.mark.parametrize(("colour", "codes"), [(True, True), (False, False)])
def test_colour_is_used_only_where_asked_for(
    colour: bool, codes: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    print_lines(iter([Text("gone", "red strike")]), width=80, colour=colour)
    out = capsys.readouterr().out
    assert ("\x1b[" in out) is codes
    assert "gone" in out
