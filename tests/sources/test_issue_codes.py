"""Every kind of oddity that a reader or the parser reports is described where users look."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORTING = {"ParseIssue", "_issue", "_warn", "_report", "_odd_place"}
"""Calls whose first argument is the code of an issue, and the function that answers with one."""


def codes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = (
                node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            )
            if name in REPORTING:
                yield from _texts(node.args[0])
        elif isinstance(node, ast.FunctionDef) and node.name in REPORTING:
            for answer in ast.walk(node):
                if isinstance(answer, ast.Return) and isinstance(answer.value, ast.Tuple):
                    yield from _texts(answer.value.elts[0])


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_issue_code_is_documented_and_no_other() -> None:
    reported = {code for path in (ROOT / "etl").rglob("*.py") for code in codes(path)}
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    table = text.partition("## What is reported")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \|", table, re.MULTILINE)
    assert {code for row in rows for code in re.findall(r"[a-z_]+", row)} == reported
