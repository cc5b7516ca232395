"""Faults of converters, each drawn at random with its own probability, and written down."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Mildest to worst: a rendering draws one of these for each fault of its layout.
SEVERITIES = (0.0, 0.0, 0.1, 0.4, 1.0)


@dataclass
class Faults:
    """The faults of one rendering: what may strike, with what probability, and what did."""

    rng: random.Random
    probabilities: Mapping[str, float]
    drawn: list[str] = field(default_factory=list)

    def strike(self, name: str, where: str = "") -> bool:
        """Draw once for the fault ``name``; a hit is recorded with the place it fell on."""
        hit = self.rng.random() < self.probabilities.get(name, 0.0)
        if hit:
            self.drawn.append(f"{name} at {where}" if where else name)
        return hit

    def record(self, name: str, where: str) -> None:
        """Write down a fault that another one brought with it."""
        self.drawn.append(f"{name} at {where}")


def drawn_probabilities(rng: random.Random, names: tuple[str, ...]) -> dict[str, float]:
    """How likely each of a layout's faults is in one rendering, from never to always."""
    return {name: rng.choice(SEVERITIES) for name in names}
