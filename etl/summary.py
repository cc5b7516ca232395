"""What a person reads after a run or an evaluation. Pure: a report in, lines out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from etl.check import Finding
from etl.db.table_copies import TableDifference
from etl.evaluate import Baseline, Evaluation, Scores
from etl.link import DEFAULT
from etl.model import Relation
from etl.run_history import PastRun
from etl.run_report import ResolutionCount, RunReport, summed
from etl.sensitivity import HeldOut, Sensitivity, by_harm
from etl.show import counted, printable

ROWS_AT_MOST = 30
"""Resolutions listed one by one; more than a screenful is summed up by session instead."""

CODES_AT_MOST = 3
"""Kinds of oddities named, so that they fit a line."""

FILES_AT_MOST = 3
"""Files named one by one where more than these vanished."""

SHORTEST_TIME = 0.1
"""Seconds below which a stage's time is not worth a reader's."""

COUNTED = ("loaded", "unchanged", "rejected")
"""Outcomes of files that a line of the ledger tells."""

MOVES = tuple(str(relation) for relation in Relation)
HEAD = ("resolution", "adopted", "clauses", "notes", "issues", *MOVES, "new", "moved")


def summary_lines(report: RunReport, *, connect: Sequence[str], command: str) -> Iterator[str]:
    """What was read, what the database holds, how clauses moved, and what to try next.

    ``connect`` are the ways to reach the database, ready to be copied; ``command`` is how this
    program was called.
    """
    if any(report.documents.values()):  # a rebuild reads none
        yield f"read: {_outcomes(report)}"
    if not report.changed:
        yield "nothing new: the database is as it was"
    yield from _changes(report)
    if report.issues:
        yield _oddities(report.issues)
    yield ""
    yield from _table(report.held)
    yield ""
    yield (
        f"{counted(len(report.held), 'resolution')}, {counted(report.clauses, 'clause')}, "
        f"{counted(report.footnotes, 'footnote')}; {counted(sum(report.edges.values()), 'link')}, "
        f"{report.roots:,} of the clauses are the earliest of their line"
    )
    yield f"time: {_times(report)}"
    yield ""
    yield "connect:"
    for way in connect:
        yield f"  {way}"
    if report.held:
        yield "try next:"
        yield from (f"  {line}" for line in _next_steps(report.held[-1], command))


def _changes(report: RunReport) -> Iterator[str]:
    """What vanished, what was removed, and whether history was rewritten."""
    for files, what in (
        (report.vanished, "vanished since an earlier run; kept, unless --prune is given"),
        (report.removed, "vanished and removed"),
    ):
        if files:
            named = ", ".join(printable(path) for path in files[:FILES_AT_MOST])
            more = ", …" if len(files) > FILES_AT_MOST else ""
            yield f"{counted(len(files), 'file')} {what}: {named}{more}"
    moved = report.changes.roots_moved
    if moved:
        clauses = counted(moved, "clause")
        yield f"history rewritten: {clauses} loaded before with another root now (root_change)"


def _outcomes(report: RunReport) -> str:
    total = sum(report.documents.values())
    return f"{counted(total, 'file')}: {_counts(report.documents)}"


def _oddities(issues: Mapping[str, int]) -> str:
    codes = list(issues.items())
    most = ", ".join(f"{number:,} {printable(code)}" for code, number in codes[:CODES_AT_MOST])
    more = ", …" if len(codes) > CODES_AT_MOST else ""
    oddities = counted(sum(issues.values()), "oddity", "oddities")
    return f"{oddities} in the sources, each a row of parse_issue: {most}{more}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {printable(name)}" for name, number in counts.items() if number)


def _times(report: RunReport) -> str:
    stages = [
        f"{stage} {time:.1f} s" for stage, time in report.seconds.items() if time >= SHORTEST_TIME
    ]
    total = sum(report.seconds.values())
    return f"{total:.1f} s ({', '.join(stages)})" if stages else f"{total:.1f} s"


def _table(held: Sequence[ResolutionCount]) -> Iterator[str]:
    rows = list(held) if len(held) <= ROWS_AT_MOST else list(_by_session(held))
    if len(held) > 1:
        rows.append(summed(list(held), "all"))
    yield from _aligned([HEAD, *(_cells(row) for row in rows)])


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines: the first column flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join((row[0].ljust(widths[0]), *rest))


def _cells(row: ResolutionCount) -> tuple[str, ...]:
    name = row.symbol if row.language == "en" else f"{row.symbol} ({row.language})"
    numbers = (row.clauses, row.footnotes, row.issues)
    moves = (row.relations.get(move, 0) for move in MOVES)
    day = row.adopted_on.isoformat() if row.adopted_on and row.symbol != "all" else ""
    return (
        printable(name),
        day,
        *(f"{number:,}" for number in (*numbers, *moves, row.new, row.moved)),
    )


def _by_session(held: Sequence[ResolutionCount]) -> Iterator[ResolutionCount]:
    sessions: dict[tuple[str, str], list[ResolutionCount]] = {}
    for count in held:
        organ = count.symbol.split("/", 1)[0]
        session = f"{organ}, session {count.session}" if count.session else organ
        sessions.setdefault((session, count.language), []).append(count)
    for (session, _), counts in sessions.items():
        yield summed(counts, f"{session}: {counted(len(counts), 'resolution')}")


def _next_steps(latest: ResolutionCount, command: str) -> Iterator[str]:
    yield f"{command} show {printable(latest.symbol)}"
    yield f"{command} show {printable(latest.symbol)} OP1"
    yield f"{command} check"


def evaluation_lines(evaluation: Evaluation, unscored: Sequence[str]) -> Iterator[str]:
    """Agreement with reference links, set by set and pooled, as shares of 1.

    ``unscored`` are the sets none of whose clauses is loaded.
    """
    head = ("set", "clauses", "links P", "R", "F1", "hard F1", "main", "root", "relation")
    rows = [head, *(_score_cells(scores) for scores in evaluation.sets)]
    rows.append(_score_cells(evaluation.pooled, "all"))
    rows.append(_score_cells(evaluation.pooled_undebated, "all, without the debatable"))
    yield from _aligned(rows)
    yield ""
    yield "recall by relation: " + ", ".join(
        f"{kind} {share:.3f} of {number:,}"
        for kind, (share, number) in evaluation.pooled.recall_by_relation.items()
    )
    for scores in evaluation.sets:
        if scores.missing:
            yield (
                f"{scores.name}: {scores.missing:,} of {scores.children:,} clauses are not loaded "
                "and count as wrong"
            )
    for name in unscored:
        yield f"{name}: not scored, its documents are not loaded"


def _score_cells(scores: Scores, name: str = "") -> tuple[str, ...]:
    shares = (
        scores.precision,
        scores.recall,
        scores.f1,
        scores.hard_f1,
        scores.main,
        scores.root,
        scores.relation,
    )
    return (name or scores.name, f"{scores.children:,}", *(f"{share:.3f}" for share in shares))


def baseline_lines(evaluation: Evaluation, rivals: Sequence[Baseline]) -> Iterator[str]:
    """The program's links beside single likeness scores, set by set; nothing without rivals."""
    if not rivals:
        return
    yield ""
    yield (
        "beside single scores, each with the threshold that suits these very answers best, so "
        "flattered:"
    )
    head = ("set", "links by", "threshold", "links F1", "hard F1", "main", "root")
    rows: list[tuple[str, ...]] = [head]
    own = (*evaluation.sets, evaluation.pooled)
    for number, scores in enumerate(own):
        rows.append(_rival_cells(scores, "this program", "fixed"))
        for rival in rivals:
            theirs = (*rival.sets, rival.pooled)[number]
            name = f"{rival.measure}, {rival.rule}"
            rows.append(_rival_cells(theirs, name, f"{rival.threshold:.3f}"))
    yield from _aligned([(f"{row[0]}  {row[1]}", *row[2:]) for row in _padded(rows)])


def _padded(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Rows whose first cell is as wide as the widest, so that the second can stand beside it."""
    width = max(len(row[0]) for row in rows)
    yield from ((row[0].ljust(width), *row[1:]) for row in rows)


def _rival_cells(scores: Scores, name: str, threshold: str) -> tuple[str, ...]:
    shares = (scores.f1, scores.hard_f1, scores.main, scores.root)
    return (scores.name, name, threshold, *(f"{share:.3f}" for share in shares))


def sensitivity_lines(sensitivity: Sensitivity) -> Iterator[str]:
    """Each set judged by what suits the others, and which moves of a parameter change the links."""
    yield ""
    yield "each set left out in turn; the setting is the best for the others, of all moves by 20 %:"
    head = ("set left out", "F1 as set", "F1 of the others", "setting for them", "F1 left out")
    yield from _aligned([head, *(_held_out_cells(one) for one in sensitivity.held_out)])
    yield from _refit_lines(sensitivity)
    tried = len(sensitivity.moved)
    changed = list(by_harm(sensitivity))
    before = sensitivity.default.pooled
    yield ""
    yield (
        f"{len(changed):,} of {tried:,} moves of one parameter by 20 % change the links F1 of "
        f"{before.f1:.4f}:"
    )
    rows: list[tuple[str, ...]] = []
    rows.append(("parameter", "from", "to", "links F1", "change", "hard F1", "main", "root"))
    for one in changed:
        shares = (one.pooled.hard_f1, one.pooled.main, one.pooled.root)
        rows.append(
            (
                one.parameter,
                f"{getattr(DEFAULT, one.parameter):g}",
                f"{one.value:g}",
                f"{one.pooled.f1:.4f}",
                f"{one.pooled.f1 - before.f1:+.4f}",
                *(f"{share:.3f}" for share in shares),
            )
        )
    yield from _aligned(rows)
    if sensitivity.untried:
        yield f"not tried for want of time: {', '.join(sensitivity.untried)}"


def _refit_lines(sensitivity: Sensitivity) -> Iterator[str]:
    if not sensitivity.refits:
        return
    yield ""
    yield "each set left out in turn; all parameters set anew on the others, from a wrong start:"
    head = ("set left out", "F1 as set", "F1 of the others", "F1 left out", "settings", "search")
    rows = [
        (
            fitted.name,
            f"{fitted.f1:.4f}",
            f"{one.others.f1:.4f}",
            f"{one.left_out.f1:.4f}",
            f"{one.settings:,}",
            "settled" if one.is_settled else "cut short",
        )
        for fitted, one in zip(sensitivity.default.sets, sensitivity.refits, strict=True)
    ]
    yield from _aligned([head, *rows])


def _held_out_cells(one: HeldOut) -> tuple[str, ...]:
    setting = f"{one.parameter} {one.value:g}" if one.parameter else "as set"
    fitted, others, left_out = one.fitted.f1, one.others.f1, one.held_out.f1
    return (one.fitted.name, f"{fitted:.4f}", f"{others:.4f}", setting, f"{left_out:.4f}")


def finding_lines(findings: Sequence[Finding], checks: int) -> Iterator[str]:
    """Which invariants do not hold, with a few of the rows that are wrong."""
    if not findings:
        yield f"all {checks} checks hold"
        return
    for finding in findings:
        rows = counted(finding.count, "row is", "rows are")
        yield printable(f"{finding.check}: {finding.fact} {rows} wrong:")
        for example in finding.examples:
            yield "  " + printable(", ".join(f"{name} {value}" for name, value in example.items()))
    yield f"{len(findings)} of {checks} checks do not hold"


def run_lines(runs: Sequence[PastRun]) -> Iterator[str]:
    """The ledger as a table, a line per run, and below it why runs were refused."""
    if not runs:
        yield "no run was entered yet"
        return
    head = ("run", "command", "began", "seconds", "outcome", *COUNTED, "clauses", "links", "roots")
    rows = [head, *(_run_cells(run) for run in runs)]
    width = max(len(row[2]) for row in rows)
    yield from _aligned(
        [(f"{row[0].rjust(6)}  {row[1].ljust(7)}  {row[2].ljust(width)}", *row[3:]) for row in rows]
    )
    for run in runs:
        if run.message:
            yield printable(f"run {run.run} was refused: {run.message}")


def root_change_lines(run: PastRun) -> Iterator[str]:
    """Whose root a run moved, and by which resolutions."""
    moved = counted(len(run.root_changes), "clause")
    yield f"{moved} got another root by run {run.run}" + (":" if run.root_changes else "")
    for change in run.root_changes:
        cause = ", ".join(change.cause_symbols) or change.cause
        yield printable(f"  {change.address}: {change.old_root} -> {change.new_root}, by {cause}")


def _run_cells(run: PastRun) -> tuple[str, ...]:
    documents = run.counts.get("documents", {})
    changes = run.counts.get("changes", {})
    return (
        str(run.run),
        run.command,
        f"{run.started_at:%Y-%m-%d %H:%M:%S}",
        f"{run.seconds:.1f}",
        run.outcome.replace("_", " "),
        *(f"{documents.get(outcome, 0):,}" for outcome in COUNTED),
        *(_signed(changes.get(kind, {})) for kind in ("clauses", "edges")),
        f"{changes.get('roots_moved', 0):,}",
    )


def _signed(change: Mapping[str, int]) -> str:
    signs = (("+", "added"), ("-", "removed"), ("~", "changed"))
    return " ".join(f"{sign}{change.get(name, 0):,}" for sign, name in signs)


def difference_lines(differences: Sequence[TableDifference]) -> Iterator[str]:
    """Which derived tables are not what a rebuild would make of them."""
    wrong = [one for one in differences if not one.is_none]
    for one in wrong:
        yield (
            f"{one.table}: {one.missing:,} rows are missing and {one.surplus:,} are surplus, "
            "compared with a rebuild:"
        )
        yield from (f"  {printable(example)}" for example in one.examples)
    if wrong:
        yield f"{len(wrong)} of {len(differences)} derived tables differ; mend them: rebuild"
    else:
        rows = sum(one.rows for one in differences)
        yield f"all {len(differences)} derived tables are as a rebuild makes them ({rows:,} rows)"
