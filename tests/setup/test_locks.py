"""What is installed is pinned, with hashes, from no particular place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pinned(lock: str) -> dict[str, str]:
    """Name and version of every package of a lock, as written."""
    found = re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return dict(found)


def declared(*groups: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    listed = [*project["project"]["dependencies"]]
    for group in groups:
        listed += project["dependency-groups"][group]
    return [Requirement(each) for each in listed]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_a_hash_or_a_remark(lock: str) -> None:
    pin = re.compile(r"[a-z0-9.-]+==[^\s/:]+( ; [\w.' !=<>]+)? \\")
    a_hash = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    remark = re.compile(r" *# *(via )?[\w .-]*:?( \(pyproject\.toml(:[a-z]+)?\))?")
    for line in (ROOT / lock).read_text().splitlines():
        assert any(kind.fullmatch(line) for kind in (pin, a_hash, remark)), line


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert len(pinned(lock)) > 20
    for name in pinned(lock):
        assert re.search(rf"^{re.escape(name)}==.*\\\n    --hash=", text, re.MULTILINE), name


@pytest.mark.parametrize(("lock", "groups"), [(LOCKS[0], ("build",)), (LOCKS[1], ("build", "dev"))])
def test_what_the_project_declares_is_pinned_at_a_version_it_allows(
    lock: str, groups: tuple[str, ...]
) -> None:
    pins = pinned(lock)
    for requirement in declared(*groups):
        version = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_development_runs_on_the_versions_that_users_get() -> None:
    assert pinned(LOCKS[0]).items() <= pinned(LOCKS[1]).items()
