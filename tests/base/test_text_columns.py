"""Lines in the columns of a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backstretch.base.text_columns import columns_of, wrapped
from tests.cases import cases

LONG = "Bring one knee to the chest and hold it with both hands, then let it go"


@cases(
    "line, width, lines",
    [
        ("short", 80, ["short"]),
        (LONG, None, [LONG]),
        (LONG, 40, ["Bring one knee to the chest and hold it", "with both hands, then let it go"]),
        (
            f"  0:25  {LONG}",
            64,
            ["  0:25  Bring one knee to the chest and hold it with both hands,", "        then let it go"],
        ),
        (f"  0:25  {LONG}", 40, ["  0:25  Bring one knee to the chest and", "hold it with both hands, then let it go"]),
        (f"  - {LONG}", 60, ["  - Bring one knee to the chest and hold it with both hands,", "    then let it go"]),
        (f"[x] knee  {LONG}", 60, [f"[x] knee  {LONG[:49]}", f"          {LONG[50:]}"]),
        (f"r: {LONG}", 60, [f"r: {LONG[:56]}", f"   {LONG[57:]}"]),
        ("unbreakable" * 3 + " end", 20, ["unbreakable" * 3, "end"]),
        ("漢字漢字 漢字漢字 漢", 12, ["漢字漢字", "漢字漢字 漢"]),
    ],
)
def test_lines_break_between_words(line: str, width: int | None, lines: list[str]) -> None:
    assert wrapped(line, width) == lines


@given(st.lists(st.text("abz", min_size=1, max_size=12), min_size=1, max_size=40), st.integers(12, 100))
def test_no_word_is_lost_or_broken_and_no_line_too_long(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert max(map(columns_of, lines)) <= width
