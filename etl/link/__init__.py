"""Which earlier clauses each clause's wording comes from; see ``docs/lineage.md``."""

from __future__ import annotations

from etl.link.explanation import explain
from etl.link.parameters import DEFAULT, Parameters

__all__ = ["DEFAULT", "Parameters", "explain"]
