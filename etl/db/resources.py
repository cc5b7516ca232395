"""Where the files that are not Python lie: statements, views, checks, migrations and seeds.

In a checkout they stand beside the package; in an installed wheel they travel inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_IN_WHEEL = _PACKAGE / "_resources"


def folder(name: str) -> Path:
    """The folder ``name`` (``sql``, ``migrations`` or ``seeds``) of this installation.

    The wheel's own copy comes first: beside an installed package lie other projects' folders.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for parent in (_IN_WHEEL, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"{name}/ is missing from this installation of clause-provenance")
