"""How histories are rendered: pure functions, so tables of text suffice."""

from __future__ import annotations

import unicodedata
from datetime import date
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Relation, WordingChange
from etl.show import (
    Bounds,
    ClauseLine,
    Phrase,
    ResolutionSheet,
    State,
    Step,
    Story,
    change_pieces,
    marked_text,
    printable,
    sheet_lines,
    story_lines,
)

OLD = "Requests all States to protect the human rights of immigrants;"
NEW = "Urges all States to protect fully the human rights of migrants;"


def changes_between(old: str, new: str) -> tuple[WordingChange, ...]:
    """Word-wise differences by difflib: the test's own source of changes."""
    old_words, new_words = old.split(" "), new.split(" ")
    old_at = _offsets(old_words)
    new_at = _offsets(new_words)
    found: list[WordingChange] = []
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            continue
        old_start, old_end = old_at[a], max(old_at[b] - 1, old_at[a])
        new_start, new_end = new_at[c], max(new_at[d] - 1, new_at[c])
        new_start, new_end = min(new_start, len(new)), min(new_end, len(new))
        found.append(
            WordingChange(
                2, 1, len(found), operation, old_start, old_end, new_start, new_end,
                old[old_start:old_end], new[new_start:new_end], "",
            )
        )  # fmt: skip
    return tuple(found)


def _offsets(words: list[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word) + 1)
    return offsets


def rendered(story: Story, *, width: int = 100, colour: bool = False) -> str:
    return "\n".join(line.plain for line in story_lines(story, width=width, colour=colour))


def step(symbol: str, year: int, text: str, before: str = "", **more: object) -> Step:
    return Step(
        symbol, "OP1", date(year, 12, 19), text,
        changes=changes_between(before, text) if before else (), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_words_taken_out_and_put_in_are_marked_where_they_stand() -> None:
    line = marked_text(change_pieces(NEW, changes_between(OLD, NEW)), colour=False)
    assert line.plain == (
        "[-Requests-]{+Urges+} all States to protect {+fully+} the human rights of "
        "[-immigrants-]{+migrants+};"
    )


def test_with_colour_the_words_are_styled_instead_of_marked() -> None:
    line = marked_text(change_pieces(NEW, changes_between(OLD, NEW)), colour=True)
    assert "[-" not in line.plain
    assert "{+" not in line.plain
    styles = {line.plain[span.start : span.end].strip(): str(span.style) for span in line.spans}
    assert styles["Requests"] == "red strike"
    assert styles["Urges"] == "green underline"


@pytest.mark.parametrize(
    ("change", "marked"),
    [
        (WordingChange(2, 1, 1, "replace", 1, 2, 1, 3, " ", ", ", ""), "a{+,+} b"),
        (WordingChange(2, 1, 1, "replace", 1, 3, 1, 3, "; ", ", ", ""), "a[-;-]{+,+} b"),
        (WordingChange(2, 1, 1, "insert", 1, 1, 1, 3, "", ", ", ""), "a{+,+} b"),
    ],
)
def test_marks_stand_close_to_the_words_they_are_about(change: WordingChange, marked: str) -> None:
    assert marked_text(change_pieces("a, b", [change]), colour=False).plain == marked


WORDS = st.lists(st.sampled_from(["calls", "upon", "States", "to", "protect", "rights"]))


@given(WORDS, WORDS)
def test_kept_and_new_pieces_join_to_the_child(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    pieces = change_pieces(after, changes_between(before, after))
    assert "".join(piece.text for piece in pieces if piece.state is not State.OLD) == after


@given(st.text())
def test_no_control_character_survives_printing(text: str) -> None:
    kept = "\u00ad\u200c\u200d"
    shown = printable(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cf"} and c not in kept]
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("clear \x1b[2J the screen", "clear \\x1b[2J the screen"),
        ("C1 \x9b31m colour", "C1 \\x9b31m colour"),
        ("turned \u202egnorw", "turned \\u202egnorw"),
        ("two\nlines\tand tab", "two lines and tab"),
        ("Türkiye, «migrants’», 移徙者", "Türkiye, «migrants’», 移徙者"),
    ],
)
def test_only_what_a_terminal_would_obey_is_written_out(raw: str, shown: str) -> None:
    assert printable(raw) == shown


def test_a_story_is_told_from_its_root_with_each_change_marked() -> None:
    story = Story(
        steps=(
            step("A/RES/61/165", 2006, OLD),
            step("A/RES/62/156", 2007, OLD, relation=Relation.IDENTICAL),
            step(
                "A/RES/66/172", 2011, NEW, OLD,
                relation=Relation.MERGED, is_moved=True, others=("A/RES/62/156#OP9",),
            ),
        ),
        later=(step("A/RES/76/172", 2021, NEW, relation=Relation.IDENTICAL),),
    )  # fmt: skip
    assert rendered(story) == (
        "A/RES/66/172#OP1 in 3 steps, 2006 to 2011\n"
        "\n"
        "A/RES/61/165#OP1  2006-12-19  earliest loaded\n"
        f"    {OLD}\n"
        "\n"
        "A/RES/62/156#OP1  2007-12-19  identical\n"
        "    (word for word as before)\n"
        "\n"
        "A/RES/66/172#OP1  2011-12-19  merged, moved\n"
        "    [-Requests-]{+Urges+} all States to protect {+fully+} the human rights of\n"
        "    [-immigrants-]{+migrants+};\n"
        "    also from A/RES/62/156#OP9\n"
        "\n"
        "What came of it:\n"
        "A/RES/76/172#OP1  2021-12-19  identical"
    )


@given(st.integers(min_value=1, max_value=200))
def test_a_story_fits_the_terminal_or_the_narrowest_column(width: int) -> None:
    text = " ".join(["protection"] * 30)
    story = Story(steps=(step("A/RES/1/1", 1946, text),))
    body = rendered(story, width=width).splitlines()[3:]
    assert max(map(len, body)) <= max(width, 40)
    assert " ".join(line.strip() for line in body) == text


def sheet(*clauses: ClauseLine, title: str | None = "Protection of migrants") -> ResolutionSheet:
    return ResolutionSheet(
        "A/RES/66/172", title, date(2011, 12, 19), clauses,
        predecessor="A/RES/62/15", successor="A/RES/76/172", not_loaded=("A/RES/65/212",),
    )  # fmt: skip


def test_a_list_tells_parent_root_and_fate_briefly_and_a_root_only_beyond_the_parent() -> None:
    """Only addresses in the neighbours lose their symbol: 62/156 is not 62/15."""
    updated, moved = Relation.UPDATED, Relation.REWORDED
    lines = [
        line.plain
        for line in sheet_lines(
            sheet(
                ClauseLine("PP1", "Recalling", updated, "A/RES/62/15#PP1", "A/RES/61/165#PP1",
                           fate="kept", next="A/RES/76/172#PP2"),
                ClauseLine("PP2", "Noting", moved, "A/RES/62/156#OP2", "A/RES/62/156#OP2",
                           is_moved=True, fate="dropped"),
                ClauseLine("OP3(a)", "Urges", root="A/RES/66/172#OP3(a)", fate="dropped"),
            ),
            width=90,
            colour=False,
        )
    ]  # fmt: skip
    assert lines == [
        "A/RES/66/172  2011-12-19  3 clauses",
        "    Protection of migrants",
        "    follows A/RES/62/15 (parent #… is a clause of it)",
        "    known to lie between and not loaded: A/RES/65/212",
        "    followed by A/RES/76/172 (fate #… is a clause of it)",
        "",
        "clause  relation         parent            root, if earlier  fate       opening",
        "PP1     updated          #PP1              A/RES/61/165#PP1  kept #PP2  Recalling",
        "PP2     reworded, moved  A/RES/62/156#OP2                    dropped    Noting",
        "OP3(a)  new                                                  dropped    Urges",
    ]


def test_nothing_that_a_terminal_would_obey_comes_through_a_list() -> None:
    evil = "\x1b[2J\u202e"
    clause = ClauseLine(evil, evil, Relation.UPDATED, evil, evil + "x", fate=evil, next=evil)
    shown = ResolutionSheet(evil, evil, None, (clause,), evil, evil, (evil,))
    for line in sheet_lines(shown, width=300, colour=False):
        assert "\x1b" not in line.plain
        assert "\u202e" not in line.plain


def test_nothing_that_a_terminal_would_obey_comes_through_a_story() -> None:
    evil = "\x1b[2J\u202e"
    change = WordingChange(2, 1, 1, "replace", 0, 5, 0, 5, evil, evil, evil)
    one = Step(evil, evil, None, evil, Relation.REWORDED, False, (change,), (evil,))
    phrases = (Phrase(0, 2, evil, evil, None), Phrase(2, 5, evil, "other", None))
    story = Story((one, one), (one,), phrases, Bounds(evil, evil, (evil,), False))
    for line in story_lines(story, width=300, colour=False):
        assert "\x1b" not in line.plain
        assert "\u202e" not in line.plain


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (Bounds("r", "A/RES/61/1", (), True),
         "(new there: A/RES/61/1, which comes before, has not got it)"),
        (Bounds("r", "A/RES/61/1", ("A/RES/62/1",), False),
         "(not in A/RES/61/1; known to lie between and not loaded: A/RES/62/1)"),
        (Bounds("r", None, ("A/RES/60/1",), False),
         "(known to lie before and not loaded: A/RES/60/1)"),
        (Bounds("r", "A/RES/61/1", (), False), "(not in A/RES/61/1; others may lie between)"),
        (Bounds("r", None, (), False), "(nothing earlier of its series is loaded)"),
    ],
)  # fmt: skip
def test_a_story_says_how_certain_its_beginning_is(bounds: Bounds, told: str) -> None:
    story = Story((step("A/RES/63/1", 2008, OLD),), bounds=bounds)
    assert told in rendered(story)


def test_an_opening_too_long_for_the_terminal_is_cut_with_an_ellipsis() -> None:
    sheet = ResolutionSheet("A/RES/1/1", None, None, (ClauseLine("PP1", "x" * 99),))
    last = [line.plain for line in sheet_lines(sheet, width=60, colour=False)][-1]
    assert len(last) == 60
    assert last.endswith("…")
