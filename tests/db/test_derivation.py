"""Whatever came, changed or went, in whatever order: lineage is that of deriving everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from etl.derivation import derive
from etl.load import FileItem
from etl.model import LinkDocument, Ruling
from etl.stages import Stages
from tests.db.samples import clause, item, load, resolution, rows
from tests.link.test_laws import resolutions
from tests.reload.sabotage import Unwatched

DERIVED = (
    "clause_edge",
    "clause_lineage",
    "phrase_origin",
    "wording_change",
    "series",
    "series_member",
    "outline",
)


def stored(connection: Connection) -> dict[str, list[Any]]:
    return {
        table: rows(connection, f"select {table}::text from {table} order by 1")
        for table in DERIVED
    }


def file_of(document: LinkDocument, *, is_dated: bool = True) -> FileItem:
    """The file of a document as it is, with labels and texts of its clauses."""
    read = resolution(
        document.symbol,
        document.adopted_on if is_dated else None,
        [clause(one.label, one.text) for one in document.clauses],
        title=document.title,
        language=document.language,
    )
    return item(read, path=f"{document.language}/{document.symbol}")


def remove(connection: Connection, document: LinkDocument) -> None:
    """What a run with --prune does to a resolution whose files vanished."""
    key = {"symbol": document.symbol, "language": document.language}
    where = "symbol = :symbol and language = :language"
    connection.execute(text(f"delete from source_document where {where}"), key)
    connection.execute(text(f"delete from resolution where {where}"), key)


def step(connection: Connection, items: Sequence[FileItem]) -> None:
    """One run that loads some files and derives what they can affect."""
    present = [(one.path, one.sha256) for one in items]
    loaded = load(connection, *items, present=present)
    derive(connection, Stages(Unwatched()), 1, loaded.resolution_ids)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(resolutions(), st.data())
def test_any_order_of_loads_corrections_and_removals_ends_in_what_a_rebuild_makes(
    engine: Engine, drawn: list[LinkDocument], data: st.DataObject
) -> None:
    with engine.connect() as connection:
        waiting = data.draw(st.permutations(drawn))
        while waiting:
            size = data.draw(st.integers(1, len(waiting)))
            batch, waiting = waiting[:size], waiting[size:]
            step(connection, [file_of(one) for one in batch])
        for changed in data.draw(st.lists(st.sampled_from(drawn), max_size=2)):
            kind = data.draw(st.sampled_from(["text", "day", "undated", "removed"]))
            if kind == "removed":
                remove(connection, changed)
                step(connection, [])
            elif kind == "undated":
                step(connection, [file_of(changed, is_dated=False)])
            else:
                step(connection, [file_of(corrected(changed, kind))])
        before = stored(connection)
        derive(connection, Stages(Unwatched()), 1)
        assert stored(connection) == before


def corrected(document: LinkDocument, kind: str) -> LinkDocument:
    """The same document with other words at the start of each clause, or of another day."""
    if kind == "day":
        return replace(document, adopted_on=document.adopted_on - timedelta(days=2))
    clauses = tuple(replace(one, text=f"Solemnly {one.text}") for one in document.clauses)
    return replace(document, clauses=clauses)


def test_what_nothing_new_can_affect_is_not_touched(connection: Connection) -> None:
    words = "Encourages States to protect the families of fishermen lost at sea in winter storms;"
    other = "Invites banks to lower the cost of remittances sent home by workers abroad."
    early = resolution("A/RES/60/1", clauses=[clause("OP1", words)], title="Fisheries")
    late = resolution("A/RES/61/2", clauses=[clause("OP1", other)], title="Remittances")
    step(connection, [item(early)])
    before = rows(connection, "select xmin::text, symbol from outline")
    step(connection, [item(late)])
    after = rows(connection, "select xmin::text, symbol from outline where symbol = 'A/RES/60/1'")
    assert after == before


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_loaded_is_nothing_derived(connection: Connection, count: int) -> None:
    for _ in range(count + 1):
        derive(connection, Stages(Unwatched()), 1)
    assert not any(stored(connection).values())


def test_what_people_decided_stands_above_the_words(connection: Connection) -> None:
    words = "Encourages States to protect the families of fishermen lost at sea in winter storms;"
    other = "Invites banks to lower the cost of remittances sent home by workers abroad."
    step(
        connection,
        [
            item(resolution("A/RES/60/1", clauses=[clause("OP1", words), clause("OP2", other)])),
            item(resolution("A/RES/61/2", date(2007, 1, 9), [clause("OP1", words)])),
        ],
    )
    ids = {f"{s} {p}": k for s, p, k in rows(connection, SELECT_CLAUSES)}
    child, first, second = ids["A/RES/61/2 1"], ids["A/RES/60/1 1"], ids["A/RES/60/1 2"]
    assert parents(connection, child) == [(first, True, "identical")]

    def decide(ruling: Ruling) -> list[tuple[Any, ...]]:
        derive(connection, Stages(Unwatched()), 1, [], [ruling])
        before = stored(connection)
        derive(connection, Stages(Unwatched()), 1, None, [ruling])
        assert stored(connection) == before
        return parents(connection, child)

    assert decide(Ruling(child, denied=frozenset([first]))) == []
    main = Ruling(child, (second,), has_main=True)
    assert decide(main) == [(second, True, "merged"), (first, False, "merged")]
    alone = Ruling(child, (second,), frozenset([first]), has_main=True)
    assert decide(alone) == [(second, True, "reworded")]
    assert decide(Ruling(child, (second,))) == [(first, True, "merged"), (second, False, "merged")]
    derive(connection, Stages(Unwatched()), 1, [])
    assert parents(connection, child) == [(first, True, "identical")]


def test_a_parent_that_people_decided_is_compared_anew_when_its_document_changed(
    connection: Connection,
) -> None:
    words = "Encourages States to protect the families of fishermen lost at sea in winter storms;"
    other = (
        "Invites banks, credit unions and post offices to lower by half the cost of remittances "
        "that workers abroad send home, and to do the same for widows of fishermen lost at sea."
    )

    def early(second: str) -> FileItem:
        clauses = [clause("OP1", words), clause("OP2", second)]
        return item(resolution("A/RES/60/1", clauses=clauses, title="Fisheries"))

    # So many clauses that few are to be explained anew.
    rest = [clause(f"OP{n}", f"Thanks bank {n} for its report;") for n in range(2, 9)]
    late = resolution("A/RES/61/2", date(2007, 1, 9), [clause("OP1", other), *rest], title="Banks")
    step(connection, [early("Recalls its decision."), item(late)])
    for second in ("Recalls its decisions.", "Regrets that sea fishermen get lost, of late."):
        loaded = load(connection, early(second))
        ids = {f"{s} {p}": k for s, p, k in rows(connection, SELECT_CLAUSES)}
        ruling = Ruling(ids["A/RES/61/2 1"], (ids["A/RES/60/1 1"],), has_main=True)
        derive(connection, Stages(Unwatched()), 1, loaded.resolution_ids, [ruling])
        assert parents(connection, ruling.child_id) == [(*ruling.confirmed, True, "reworded")]
        before = stored(connection)
        derive(connection, Stages(Unwatched()), 1, None, [ruling])
        assert stored(connection) == before


SELECT_CLAUSES = (
    "select symbol, position, paragraph_id from paragraph join resolution using (resolution_id)"
)


def parents(connection: Connection, child: int) -> list[tuple[Any, ...]]:
    return rows(
        connection,
        "select parent_paragraph_id, is_main, relation from clause_edge "
        "where child_paragraph_id = :child order by is_main desc",
        child=child,
    )
