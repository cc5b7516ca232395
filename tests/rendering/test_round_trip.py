"""Resolutions rendered into every layout with faults come back as the same clauses and notes.

More renderings than by default: CLAUSE_PROVENANCE_RENDERINGS=2000 (per layout).
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from etl.parse import parse
from etl.sources import read_document

from .comparison import report
from .faults import drawn_probabilities
from .layouts import FAULTS, render
from .resolutions import read_reference, read_series_clauses, written_resolution
from .truth import Rendering, TrueResolution

GOLDEN = sorted((Path(__file__).parent.parent / "seeds").glob("*.jsonl"))
REFERENCE = os.environ.get("CLAUSE_PROVENANCE_REFERENCE", "")
RENDERINGS = int(os.environ.get("CLAUSE_PROVENANCE_RENDERINGS", "30"))


def resolution_of(seed: int) -> TrueResolution:
    """Every eighth seed gives a real resolution, the others generated ones."""
    rng = random.Random(seed)
    if seed % 8 == 0 and GOLDEN:
        return read_reference(GOLDEN[(seed // 8) % len(GOLDEN)], rng)
    return written_resolution(rng)


def assert_read_back(rendering: Rendering) -> None:
    """Parse the rendering and compare; the message reproduces a failure."""
    document = read_document(rendering.text.encode(), f"{rendering.layout}-{rendering.seed}")
    message = report(rendering, parse(document))
    assert not message, message


@pytest.mark.parametrize("seed", range(RENDERINGS))
@pytest.mark.parametrize("layout", FAULTS)
def test_a_faulty_rendering_is_read_as_a_careful_reader_would(layout: str, seed: int) -> None:
    probabilities = drawn_probabilities(random.Random(f"{layout} {seed}"), FAULTS[layout])
    assert_read_back(render(resolution_of(seed), layout, seed, probabilities))


@pytest.mark.parametrize(
    ("layout", "fault"), [(layout, fault) for layout in FAULTS for fault in FAULTS[layout]]
)
def test_each_fault_alone_is_survived(layout: str, fault: str) -> None:
    for seed in (1, 8):
        assert_read_back(render(resolution_of(seed), layout, seed, {fault: 1.0}))


@pytest.mark.parametrize("layout", FAULTS)
def test_a_rendering_without_faults_is_read_exactly(layout: str) -> None:
    for seed in range(100, 106):
        assert_read_back(render(resolution_of(seed), layout, seed, {}))


@pytest.mark.skipif(
    not (Path(REFERENCE) / "gold" / "series").is_dir() or not REFERENCE,
    reason="CLAUSE_PROVENANCE_REFERENCE names no folder with gold/series",
)
@pytest.mark.parametrize("layout", FAULTS)
def test_resolutions_of_other_series_are_read_from_every_layout(layout: str) -> None:
    paths = sorted((Path(REFERENCE) / "gold" / "series").glob("*/clauses/*.jsonl"))
    assert paths
    for seed, path in enumerate(paths):
        rng = random.Random(f"{layout} {path.stem}")
        truth = read_series_clauses(path, rng)
        assert_read_back(render(truth, layout, seed, drawn_probabilities(rng, FAULTS[layout])))
