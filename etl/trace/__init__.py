"""What can be read off the explanations: lineage, phrase origins, wording changes."""

from __future__ import annotations

from etl.trace.changes import wording_changes
from etl.trace.lineage import lineages
from etl.trace.origins import phrase_origins

__all__ = ["lineages", "phrase_origins", "wording_changes"]
