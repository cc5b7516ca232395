"""What parsing a rendering gave, held against what a careful reader would have written down."""

from __future__ import annotations

from collections.abc import Iterator

from etl.model import Resolution

from .truth import Rendering


def differences(rendering: Rendering, parsed: Resolution) -> Iterator[str]:
    """Every way in which the parsed resolution differs from the rendered one, in words."""
    yield from _clause_differences(rendering, parsed)
    truth = [(mark, text) for mark, text in rendering.notes]
    found = [(note.mark, note.text) for note in parsed.footnotes]
    for expected in truth:
        if expected not in found:
            same_mark = [text for mark, text in found if mark == expected[0]]
            yield f"note {expected[0]} should read\n    {expected[1]!r}\n  but reads\n    {same_mark}"
    for note in found:
        if note[0] not in dict(truth):
            yield f"a note that is none: {note}"
    yield from _header_differences(rendering, parsed)


def _clause_differences(rendering: Rendering, parsed: Resolution) -> Iterator[str]:
    truth = {clause.label: clause for clause in rendering.clauses}
    found = {clause.label: clause for clause in parsed.clauses}
    for label, clause in truth.items():
        if label not in found:
            yield f"{label} is missing: {clause.text!r}"
            continue
        got = found[label]
        marks = tuple((reference.mark, reference.char_offset) for reference in got.references)
        if got.text != clause.text:
            yield f"{label} should read\n    {clause.text!r}\n  but reads\n    {got.text!r}"
        elif marks != clause.references:
            yield f"{label} should have the marks {clause.references} but has {marks}"
        if got.kind is not clause.kind:
            yield f"{label} should be {clause.kind} but is {got.kind}"
    for label, got in found.items():
        if label not in truth:
            yield f"a clause that is none: {label} {got.text!r}"
    if set(truth) == set(found) and list(truth) != list(found):
        yield f"the clauses are out of order: {list(found)}"


def _header_differences(rendering: Rendering, parsed: Resolution) -> Iterator[str]:
    truth, found, shown = rendering.header, parsed.metadata, rendering.shown
    if parsed.symbol != truth.symbol:
        yield f"the symbol should be {truth.symbol} but is {parsed.symbol}"
    if found.title != truth.title:
        yield f"the title should be {truth.title!r} but is {found.title!r}"
    if found.adopted_on != truth.adopted_on:
        yield f"adopted on {truth.adopted_on}, not {found.adopted_on}"
    facts = {
        "plenary_meeting": (truth.plenary_meeting, found.plenary_meeting),
        "agenda_item": (truth.agenda_item, found.agenda_item),
    }
    for name, (expected, got) in facts.items():
        if name in shown and expected not in (got or ""):
            yield f"{name} should be {expected!r} but is {got!r}"
        if name not in shown and got is not None:
            yield f"{name} is not stated but is {got!r}"


def report(rendering: Rendering, parsed: Resolution) -> str:
    """A failure in full: layout, seed, faults, and the first differences; "" if there is none."""
    found = list(differences(rendering, parsed))
    if not found:
        return ""
    faults = "\n".join(f"    {fault}" for fault in rendering.faults) or "    none"
    shown = "\n- ".join(found[:3])
    return (
        f"layout {rendering.layout}, seed {rendering.seed}: {len(found)} differences\n- {shown}\n"
        f"  faults drawn:\n{faults}"
    )
