"""Small documents and references that state only what a test is about."""

from __future__ import annotations

from datetime import date

from etl.model import ClauseKind, EvaluatedLinks, LinkClause, LinkDocument, ReferenceChild


def document(symbol: str, year: int, *texts: str, first_id: int = 0, **facts: str) -> LinkDocument:
    """A resolution of one December day; its clauses are OP1, OP2, … in order."""
    return LinkDocument(
        symbol=symbol,
        language="en",
        adopted_on=date(year, 12, 19),
        title=facts.get("title", "Protection of migrants"),
        organ=facts.get("organ", "General Assembly"),
        previous_symbol=facts.get("previous_symbol"),
        cited_symbols=frozenset(),
        clauses=tuple(
            LinkClause(first_id + number, f"OP{number}", ClauseKind.OPERATIVE, number, text)
            for number, text in enumerate(texts, start=1)
        ),
    )


def reference(name: str, **parents: str) -> EvaluatedLinks:
    """One line per child: ``B1="A2"`` says that clause OP1 of B has the parent OP2 of A."""
    addressed = {child: f"{parent[0]}#OP{parent[1]}" if parent else None
                 for child, parent in parents.items()}  # fmt: skip
    return EvaluatedLinks(
        name,
        tuple(
            ReferenceChild(
                child=f"{child[0]}#OP{child[1]}",
                parents={parent: "reworded"} if parent else {},
                main=parent,
                root=parent or f"{child[0]}#OP{child[1]}",
            )
            for child, parent in addressed.items()
        ),
    )
