"""Whether the lines of two columns run into each other, so that no sentence can be trusted.

Some programs read across the columns of a page, line by line. What was a sentence then goes on, a
line later, with another one: a paragraph begins after a line that breaks off in mid-sentence, or a
line in small letters follows one that ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from etl.errors import DocumentRejected
from etl.grammar.opening import opens_frequently
from etl.sources.fragments import MARKS, QUOTES, Fragment, end_of, ends_in_abbreviation, is_closed

# Of 440 conversions of 48 resolutions that read their columns one after the other, or have none,
# none with three such lines has more than one to eleven paragraphs; those that read across have
# one to three or more, save a few short ones of no more than six paragraphs.
_FEWEST, _SHARE = 3, 0.2
_ENDED = re.compile(rf"[.;]{QUOTES}{MARKS}$")
_GOES_ON = re.compile(r"(?:and|or)\b")


def require_sentences(pieces: Sequence[Fragment]) -> None:
    """Refuse a text of which too many lines do not read on.

    Args:
        pieces: the lines of print of the body and its annexes, in order.

    Raises:
        DocumentRejected: with the first such line.
    """
    begun, broken = 0, []
    for above, piece in pairwise(pieces):
        if above.table or piece.table:
            continue
        if piece.number or opens_frequently(piece.raw):
            begun += 1
            if _breaks_off(above) and _begins(piece):
                broken.append(piece)
        elif _is_out_of_place(above, piece):
            broken.append(piece)
    if len(broken) >= max(_FEWEST, _SHARE * begun):
        raise DocumentRejected(
            f"the lines of columns, or of other texts side by side, run into each other: beside "
            f"{begun} paragraphs {len(broken)} lines do not read on",
            line=broken[0].line,
            hint="convert the document again so that one column is read after the other, as "
            "pdftotext -raw does",
        )


def _begins(piece: Fragment) -> bool:
    return not piece.number or piece.text[:1].isupper()


def _breaks_off(piece: Fragment) -> bool:
    """Tell whether a line that goes on with a sentence does not end it; titles have capitals."""
    return piece.raw[:1].islower() and bool(piece.text) and not is_closed(piece.raw)


def _is_out_of_place(above: Fragment, piece: Fragment) -> bool:
    ended = _ENDED.search(end_of(above.raw)) is not None and bool(above.text)
    return (
        ended
        and piece.raw[:1].islower()
        and not ends_in_abbreviation(above.raw)
        and _GOES_ON.match(piece.raw) is None
    )
