"""Forms that were filled in: what two clauses share is the form, and the rest is the subject."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from etl.link.align import Run, without

# A title of one word alone ("Youth") stands in many clauses by chance.
_LEAST_SUBJECT = 2


def is_filled_in(child: str, parent: str, runs: Iterable[Run], subject: Collection[str]) -> bool:
    """Tell whether the words left of the child name its subject, of which the parent knows nothing.

    Args:
        child: its words, one character each; so those of ``parent``.
        runs: the words they share.
        subject: the words of the subject of the child's document.
    """
    strange = [word for word in subject if word not in parent]
    if len(strange) < _LEAST_SUBJECT:
        return False
    rest = without(child, ((run.child, run.length) for run in runs), "")
    return 2 * sum(word in rest for word in strange) >= len(strange)
