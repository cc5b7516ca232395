"""The five layouts by name: which renderer makes them, and the faults that each can have."""

from __future__ import annotations

from collections.abc import Mapping

from . import markdown, pdf_text, word_text
from .truth import Rendering, TrueResolution

RENDERERS = {
    name: module.render for module in (word_text, pdf_text, markdown) for name in module.FAULTS
}
FAULTS: dict[str, tuple[str, ...]] = {
    name: faults for module in (word_text, pdf_text, markdown)
    for name, faults in module.FAULTS.items()
}


def render(
    truth: TrueResolution, layout: str, seed: int, probabilities: Mapping[str, float]
) -> Rendering:
    """The resolution in the named layout."""
    return RENDERERS[layout](truth, layout, seed, probabilities)
