"""The straight line of linking: words, weights, candidates, alignments, parents, explanations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from etl.link.align import Run, Weighed, align, joined, weighed
from etl.link.candidates import UnitIndex
from etl.link.parameters import DEFAULT, Parameters
from etl.link.relation import is_moved, plain_relation
from etl.link.select import OTHERS, Candidate, Child, Source, choose
from etl.link.series import kinship
from etl.link.weights import tellings
from etl.link.words import forms, offsets
from etl.model import Edge, Explanation, LinkClause, LinkDocument, Relation, Span


class _Clause(NamedTuple):
    document: LinkDocument
    clause: LinkClause
    words: list[str]
    weighed: Weighed


def explain(
    documents: Sequence[LinkDocument],
    parameters: Parameters = DEFAULT,
    *,
    children: Collection[int] | None = None,
) -> list[Explanation]:
    """Explain where the words of every clause come from.

    Only strictly earlier documents of the same language can be sources. The result depends neither
    on the order of ``documents`` nor on the values of ``clause_id``.

    Args:
        children: explain only these clauses (by ``clause_id``); all clauses if None.

    Returns:
        One explanation per clause, in the order of the documents given and of their clauses.
    """
    wanted = None if children is None else frozenset(children)
    found: dict[int, Explanation] = {}
    for language in sorted({document.language for document in documents}):
        group = [document for document in documents if document.language == language]
        found |= _explain_language(group, parameters, wanted)
    return [
        found[clause.clause_id]
        for document in documents
        for clause in document.clauses
        if wanted is None or clause.clause_id in wanted
    ]


def _explain_language(
    documents: Sequence[LinkDocument], parameters: Parameters, wanted: frozenset[int] | None
) -> dict[int, Explanation]:
    ordered = sorted(documents, key=lambda document: (document.adopted_on, document.symbol))
    clauses = _prepare(ordered, parameters)
    index = UnitIndex([clause.words for clause in clauses])
    found: dict[int, Explanation] = {}
    first = earlier = 0
    for number, document in enumerate(ordered):
        if number and ordered[number - 1].adopted_on < document.adopted_on:
            earlier = first
        rows = range(first, first + len(document.clauses))
        first = rows.stop
        if wanted is None or any(c.clause_id in wanted for c in document.clauses):
            proposed = index.nearest(rows, earlier, parameters)
            for explanation in _explain_document(clauses, rows, proposed, parameters):
                found[explanation.child_id] = explanation
    return found


def _prepare(documents: Sequence[LinkDocument], parameters: Parameters) -> list[_Clause]:
    codes: dict[str, str] = {}
    prepared = []
    for document in documents:
        texts = [forms(clause.text) for clause in document.clauses]
        weights = tellings(texts, parameters)
        for clause, words, weight in zip(document.clauses, texts, weights, strict=True):
            code = "".join([codes.setdefault(w, chr(0xF0000 - len(codes))) for w in words])
            prepared.append(_Clause(document, clause, words, weighed(code, weight)))
    return prepared


def _explain_document(
    clauses: Sequence[_Clause],
    rows: range,
    proposed: Sequence[Sequence[int]],
    parameters: Parameters,
) -> list[Explanation]:
    judged = []
    tiers = _tiers(clauses, rows)
    for row, earlier in zip(rows, proposed, strict=True):
        own = clauses[row]
        candidates = [
            Candidate(
                _source(own.document, clauses[place], tiers),
                place,
                align(own.weighed, clauses[place].weighed, parameters),
            )
            for place in earlier
            if own.words
        ]
        judged.append(Child(row, own.clause.position, own.weighed, candidates))
    choose(judged, parameters)
    carried = Counter(c.source_id for child in judged for c in child.chosen)
    return [_explanation(child, clauses, carried) for child in judged]


def _tiers(clauses: Sequence[_Clause], rows: range) -> dict[str, int]:
    """Number the earlier documents of the series of ``rows``, the latest 0."""
    if not rows:
        return {}
    document = clauses[rows.start].document
    series = {
        clause.document.symbol: clause.document
        for clause in clauses[: rows.start]
        if clause.document.adopted_on < document.adopted_on
        and kinship(document, clause.document) == 2
    }
    latest_first = sorted(
        series.values(), key=lambda member: (-member.adopted_on.toordinal(), member.symbol)
    )
    return {member.symbol: tier for tier, member in enumerate(latest_first)}


def _source(document: LinkDocument, earlier: _Clause, tiers: dict[str, int]) -> Source:
    symbol = earlier.document.symbol
    return Source(
        tiers.get(symbol, OTHERS),
        symbol in document.cited_symbols,
        earlier.document.adopted_on.toordinal(),
        (symbol, earlier.clause.position),
        earlier.weighed,
    )


def _explanation(
    child: Child, clauses: Sequence[_Clause], carried: Counter[int]
) -> Explanation:
    own = clauses[child.child_id]
    merged = len(child.chosen) > 1
    edges = []
    for candidate in child.chosen:
        parent = clauses[candidate.source_id]
        relation = plain_relation(own.words, parent.words, candidate.alignment.runs)
        if merged:
            relation = Relation.MERGED
        elif carried[candidate.source_id] > 1 and _is_part(candidate):
            relation = Relation.SPLIT
        runner_up = child.runner_up if candidate is child.chosen[0] else None
        edges.append(
            Edge(
                child_id=own.clause.clause_id,
                parent_id=parent.clause.clause_id,
                is_main=candidate is child.chosen[0],
                relation=relation,
                is_moved=is_moved(own.clause, parent.clause),
                score=round(candidate.score, 4),
                child_coverage=round(candidate.alignment.child_coverage, 4),
                parent_coverage=round(candidate.alignment.parent_coverage, 4),
                margin=round(candidate.score - runner_up.score, 4) if runner_up else None,
                runner_up_id=clauses[runner_up.source_id].clause.clause_id if runner_up else None,
                reason=_reason(candidate, runner_up),
                spans=_spans(own, parent, candidate.alignment.runs),
            )
        )
    return Explanation(own.clause.clause_id, tuple(edges))


def _is_part(candidate: Candidate) -> bool:
    return candidate.alignment.parent_coverage < 0.85


def _reason(candidate: Candidate, runner_up: Candidate | None) -> str:
    if runner_up is None or runner_up.score < candidate.score:
        return "more of its words stand here than anywhere else"
    return "nearest earlier resolution that has the wording"


def _spans(own: _Clause, parent: _Clause, runs: Sequence[Run]) -> tuple[Span, ...]:
    in_child, in_parent = offsets(own.clause.text), offsets(parent.clause.text)
    return tuple(
        Span(
            in_child[child][0],
            in_child[child_end - 1][1],
            in_parent[start][0],
            in_parent[end - 1][1],
        )
        for child, child_end, start, end in joined(own.words, parent.words, runs)
    )
