"""What converters do to letters and blanks: a reader sees the same words."""

from __future__ import annotations

import re

from .faults import Faults

BLANKS = ("hard_space", "justified_blanks", "crlf", "byte_order_mark")
TYPOGRAPHY = ("ligatures", *BLANKS)
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "fi": "\ufb01", "fl": "\ufb02", "ff": "\ufb00"}


def typeset_oddly(text: str, faults: Faults) -> str:
    """The text with ligatures, no-break or doubled blanks, and another system's line ends."""
    if faults.strike("ligatures"):
        text = re.sub("ffi|ffl|fi|fl|ff", lambda hit: LIGATURES[hit.group()], text)
    if faults.strike("hard_space"):
        text = re.sub(r"(?<=\d) (?=[A-Z][a-z])", "\u00a0", text)
    if faults.strike("justified_blanks"):
        text = re.sub(
            r"(?<=[a-z]) (?=[a-z])", lambda _: "  " if faults.rng.random() < 0.2 else " ", text
        )
    if faults.strike("crlf"):
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if faults.strike("byte_order_mark") else text
