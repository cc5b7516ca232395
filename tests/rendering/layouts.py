"""The five layouts by name: which renderer makes them, and the faults that each can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import markdown, pdf_text, word_text
from .truth import Rendering, TrueResolution

RENDERERS: dict[str, Callable[[TrueResolution, str, int, Mapping[str, float]], Rendering]] = {
    **dict.fromkeys(word_text.FAULTS, word_text.render),
    **dict.fromkeys(pdf_text.FAULTS, pdf_text.render),
    **dict.fromkeys(markdown.FAULTS, markdown.render),
}
FAULTS: dict[str, tuple[str, ...]] = {
    **word_text.FAULTS,
    **pdf_text.FAULTS,
    **markdown.FAULTS,
}


def render(
    truth: TrueResolution, layout: str, seed: int, probabilities: Mapping[str, float]
) -> Rendering:
    """The resolution in the named layout."""
    return RENDERERS[layout](truth, layout, seed, probabilities)
