"""What all texts have in common: their words, their paragraphs as blocks, and what is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from etl.errors import DocumentRejected
from etl.grammar.languages import language_of_formula
from etl.grammar.organs import ORGANS
from etl.model import Block, BlockKind, ClauseKind, NoteReference, ParseIssue, Severity
from etl.sources.fragments import Paragraph, is_closed
from etl.sources.front_matter import LANGUAGE_OF_TEXTS

Lifted = tuple[str, tuple[NoteReference, ...]]

# First halves that the Editorial Manual hyphenates before a capital; a capital glued to one lost
# its hyphen at a line end ("InterAmerican"), like any word that the document hyphenates elsewhere.
_HYPHENATED_FIRST = frozenset(
    """
    Inter Non Pan Anti Trans Sub Mid Pro Euro Afro Post Pre Secretary Under Vice High Director Self
""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of other compounds: with a hyphen at a line's end such a word may have one of its own.
_COMPOUNDING = frozenset(
    """
    All Co Cross Far Fact First Follow Full Fund Gender Half Hard Head High In Ill Large Later Left
    Life Long Low Middle More Multi Near New No Old On One Open Over Own Peace People Policy Re Rule
    Second Semi Short Single So Socio Small South State Ten Third Three Time Two Up Value Well Wide
    Work World Young
""".split()
)
_PARTED = re.compile(
    r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})[-\u2010][ \t]*\n[ \t]*(?P<second>[^\W\d_]{2,})"
)
# So many words at line ends that stand whole elsewhere tell that a text is hyphenated.
_HYPHENATES = 3
_TWO_IN_ONE = re.compile(r"\b(?P<first>[A-Z][a-z]+)(?P<second>[A-Z][a-z]{2,})\b")


def no_resolution(lines: Iterable[tuple[int, str]]) -> DocumentRejected:
    """Return the error for a text without an enacting formula in the language that texts are in.

    Args:
        lines: number and text of each line.
    """
    for number, text in lines:
        language = language_of_formula(text)
        if language not in {None, LANGUAGE_OF_TEXTS}:
            return DocumentRejected(
                f"the text is in another language than English ({language}): “{text.strip()}”",
                line=number,
                hint="give its Akoma Ntoso XML, which is read in every official language",
            )
    return DocumentRejected(
        "this is no resolution: nothing begins with an organ's formula such as "
        f"“The {ORGANS[1].name},”",
        line=1,
        hint="check that the file holds a resolution and that its conversion kept the first page",
    )


def second_resolution(line: int) -> DocumentRejected:
    """Return the error for a text in which another resolution begins behind the closing lines."""
    return DocumentRejected(
        "a second resolution begins here, behind the closing lines of the first",
        line=line,
        hint="give each resolution a file of its own",
    )


def vocabulary_of(text: str) -> frozenset[str]:
    """Return the words of a document in lower case, hyphenated ones whole.

    Resolutions are printed without hyphenation. Where a conversion has it after all, as words show
    that stand whole elsewhere in the document, those of which neither half is a word of its own are
    whole words as well.
    """
    lowered = text.lower()
    parted = {(found["first"], found["second"]) for found in _PARTED.finditer(lowered)}
    words = frozenset(_WORD.findall(_PARTED.sub(" ", lowered)))
    vocabulary = words | frozenset(_WORD.findall(lowered))
    proved = sum(
        first + second in words and f"{first}-{second}" not in words for first, second in parted
    )
    if proved < _HYPHENATES:
        return vocabulary
    return vocabulary | {
        first + second
        for first, second in parted
        if first.capitalize() not in _HYPHENATED_FIRST | _COMPOUNDING
        and not (first in words and second in words)
    }


def mend_words(paragraph: Paragraph, vocabulary: frozenset[str]) -> str:
    """Return a paragraph's text without soft hyphens and with hyphens lost at line ends.

    Args:
        paragraph: what was repaired is added to its issues.
        vocabulary: the document's words in lower case, hyphenated ones whole.
    """

    def mend(found: re.Match[str]) -> str:
        hyphenated = f"{found['first']}-{found['second']}"
        if found["first"] not in _HYPHENATED_FIRST and hyphenated.lower() not in vocabulary:
            return found.group()
        message = f"a hyphen lost at a line end was put back: “{hyphenated}”"
        paragraph.issues.append(
            ParseIssue("hyphen_restored", message, paragraph.line, Severity.WARNING)
        )
        return hyphenated

    return _TWO_IN_ONE.sub(mend, paragraph.text.replace("\u00ad", ""))


def to_blocks(
    paragraphs: Sequence[Paragraph], lifted: Sequence[Lifted], body_count: int
) -> list[Block]:
    """Make blocks of paragraphs; those from ``body_count`` on stand in an annex."""
    blocks = []
    for index, (paragraph, (text, references)) in enumerate(zip(paragraphs, lifted, strict=True)):
        in_annex = index >= body_count
        is_title = in_annex and not (paragraph.number or paragraph.table or is_closed(text))
        heading = paragraph.heading or is_title
        blocks.append(
            Block(
                BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
                text.rstrip(),
                references,
                paragraph.line,
                paragraph.number,
                part=ClauseKind.ANNEX if in_annex else None,
                table=paragraph.table,
            )
        )
    return blocks
