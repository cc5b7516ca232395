"""The documents that the project ships with are the ones it was given."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"

DIGESTS = {
    "A_RES_61_165.txt": "1eedb31ede344d718a78d715e0b939be67e1e80f5cd8e564ad4480de8fcd2621",
    "A_RES_62_156.txt": "60a440a003a1398de9c570a58bd7f7de48e54233f75c62df2af14843c6c3ab76",
    "A_RES_66_172.txt": "04071b6515f174106a39735610441ac71b541f4ea3223cfcb86caf09ab4585e1",
    "A_RES_76_172.md": "a6322d84cff3c914e7e04d39c33c74f0e8dd526d4a10a52523605c4a29a5e4e8",
    "A_RES_78_217.md": "a21c06f2bfd0e86200a4d29aa488bde7d87390b53b9f90735be07630af47d13f",
}


@pytest.mark.parametrize("name", DIGESTS)
def test_a_source_document_is_kept_byte_for_byte(name: str) -> None:
    assert hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_the_readme_says_where_each_document_comes_from() -> None:
    said = (SEEDS / "README.md").read_text()
    assert "United Nations" in said
    named = {line.split("`")[1] for line in said.splitlines() if line.startswith("| `")}
    assert named == {path.name for path in SEEDS.glob("A_RES_*")} == set(DIGESTS)
