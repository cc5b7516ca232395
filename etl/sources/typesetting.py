"""What typesetting, converters and mail leave in a text's letters, and no reader of it sees.

Every line stays a line, so that line numbers are those of the file.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

# Ligatures; marks that have no width; directions, as English runs in one alone.
_LETTERS = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    "\x1a": None,  # the end of a file in DOS
    "\x1e": "\u2011",  # the hyphens of Word's own files: one that never ends a line,
    "\x1f": "\u00ad",  # and one that shows only there
}
# Blanks of other widths; in Markdown a no-break one would begin no item and no heading.
_BLANKS = dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
# Line breaks within a paragraph, of word processors (vertical tab) and of Unicode; in a file
# without any other they end its lines.
_BREAKS = "\x0b\x85\u2028\u2029"
_TRANSLATION = str.maketrans(
    {**_LETTERS, **dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_BREAKS, " ")}
)
# Of every system; a file that was converted twice has two carriage returns.
_LINE_END = re.compile(r"\r+\n|\r")
_SOFT_HYPHEN_IN_LINE = re.compile("\u00ad(?=[^\\s\u00ad])")
# So scanners and old word processors show a soft hyphen.
_NOT_SIGN = re.compile("(?<=\\w)¬[ \t]*$", re.MULTILINE)
# Justified print may open a gap before the hyphen of a compound: "anti -racism".
_GAP_BEFORE_HYPHEN = re.compile(r"(?<=[^\W\d_]) (?=-[^\W\d_]{2})")
# Pandoc's Markdown, and typewriters, write dashes so.
_DASHES = re.compile(r"(?<=[^\W_]|[ ,.;)”])(?<![-|])(?<![|-] )(?P<dash>--|---)(?=[^\W_]|[ “(])")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][\dA-Fa-f]{1,5}|[A-Za-z]{2,8}\d{0,2});")
# Letters that Markdown would take for its own signs; its reader knows their entities.
_SIGNS_OF_MARKDOWN = frozenset("<>*_`[]()#\\|~^$\n\r")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
# Of the lines with text, the share that begin with ">" where a whole text is quoted: the message
# may have a head and a greeting of its own.
_QUOTED_LINES = 0.6


def plain_letters(text: str) -> str:
    """Return a text as it reads: in composed letters, without what has no width or only quotes it.

    Soft hyphens at the ends of lines stay: they tell that the word goes on.
    """
    text = _LINE_END.sub("\n", text)
    if "\n" not in text:
        text = re.sub(f"[{_BREAKS}]", "\n", text)
    text = unicodedata.normalize("NFC", _ENTITY.sub(_unescaped, text).translate(_TRANSLATION))
    text = _GAP_BEFORE_HYPHEN.sub("", text)
    text = _DASHES.sub(lambda found: "—" if len(found["dash"]) > len("--") else "–", text)
    return _unquoted(_SOFT_HYPHEN_IN_LINE.sub("", _NOT_SIGN.sub("\u00ad", text)))


def _unescaped(entity: re.Match[str]) -> str:
    letter = unescape(entity.group())
    return entity.group() if letter in _SIGNS_OF_MARKDOWN else letter


def _unquoted(text: str) -> str:
    """Leave out the ">" of mail before every line of a text that is quoted as a whole."""
    lines = text.split("\n")
    worded = [line for line in lines if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in worded)
    if quoted <= _QUOTED_LINES * len(worded):
        return text
    return "\n".join(_QUOTE.sub("", line) for line in lines)
