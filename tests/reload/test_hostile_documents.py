"""Nothing from a document reaches SQL or a terminal as code."""

from __future__ import annotations

from pathlib import Path

from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import text, write

HOSTILE = "'); drop table paragraph; --%s %(x)s :name {0} \\! $$ \x1b]0;owned\x07 \x9b31m\x08"


def test_code_in_a_text_stays_a_text(call: Call, database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2007)
    (folder / "2008.txt").write_text(text(2008, more=f" {HOSTILE}"), encoding="utf-8")
    (folder / "x'; drop table vote; --\x1b[2J.txt").write_text("Dear delegate.", encoding="utf-8")
    ran = call("run", folder, "--dsn", database)
    assert ran.code == 4
    said = [ran.out, ran.err]
    for words in (
        ["show", "A/RES/63/901"],
        ["show", "A/RES/63/901", "OP1"],
        ["runs"],
        ["runs", "1"],
        ["runs", "--json"],
        ["check"],
        ["check", "--against-rebuild"],
        ["rebuild", "--json"],
    ):
        called = call(*words, "--dsn", database)
        assert called.code == 0, called.err
        said += [called.out, called.err]
    for printed in said:
        commands = [sign for sign in printed if not sign.isprintable() and sign != "\n"]
        assert commands == []
    ((stored,),) = rows_of(
        database,
        "select text from paragraph join resolution using (resolution_id) "
        "where symbol = 'A/RES/63/901' and label = 'OP1'",
    )
    assert "'); drop table paragraph; --%s %(x)s :name {0} \\! $$" in stored


def test_the_reason_of_a_refusal_cannot_command_the_terminal(
    call: Call, database: str, tmp_path: Path
) -> None:
    call("run", write(tmp_path / "in", 2007), "--dsn", database)
    empty = tmp_path / "\x1b[31mempty"
    empty.mkdir()
    refused = call("run", empty, "--dsn", database)
    listed = call("runs", "--dsn", database)
    assert refused.code == 1
    assert "was refused: " in listed.out
    for printed in (refused.err, listed.out):
        assert "\x1b" not in printed
