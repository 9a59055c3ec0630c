"""Large numbers and words: they fit their box, keep their shape and cannot be taken for one another."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach.red_flags import say
from backstretch.tui.widgets import letters, strokes
from backstretch.tui.widgets.glyphs import draw_number, draw_word
from tests.cases import cases

pytestmark = pytest.mark.second

_PIXELS = {" ": (False, False), "▄": (False, True), "▀": (True, False), "█": (True, True), "#": (True, True)}
_WIDTHS = st.integers(1, 120)
_HEIGHTS = st.integers(1, 40)
_SCREEN_WORDS = (*("HOLD", "REST", "SWITCH", "READY", "RELEASE", "LEFT", "RIGHT", "PAUSED", "SESSION STOPPED"),)


def _ink(rows: tuple[str, ...]) -> list[bool]:
    return [pixel for row in rows for cell in row for pixel in _PIXELS[cell]]


@given(
    st.from_regex(r"[0-9]{1,4}|[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}:[0-9]{2}:[0-9]{2}", fullmatch=True),
    _WIDTHS,
    _HEIGHTS,
    st.booleans(),
)
def test_a_number_fits_its_box_or_is_not_drawn(text: str, width: int, height: int, ascii_only: bool) -> None:
    rows = draw_number(text, width, height, ascii=ascii_only)

    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)
    assert len({len(row) for row in rows}) <= 1
    assert rows or len(text) > width
    assert len(rows) != 1 or rows == (text,)


@given(st.sampled_from(_SCREEN_WORDS) | st.text(max_size=20), _WIDTHS, _HEIGHTS, st.booleans())
def test_a_word_fits_its_box(text: str, width: int, height: int, ascii_only: bool) -> None:
    rows = draw_word(text, width, height, ascii=ascii_only)

    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)
    assert bool(rows) == bool(text.split())


@given(_WIDTHS, st.integers(3, 40), st.booleans())
def test_no_digit_can_be_taken_for_another(width: int, height: int, ascii_only: bool) -> None:
    drawn = {digit: draw_number(digit, width, height, ascii=ascii_only) for digit in "0123456789"}
    if len(drawn["0"]) == 1:
        return
    ink = {digit: _ink(rows) for digit, rows in drawn.items()}
    for one, other in combinations(ink, 2):
        differing = sum(a != b for a, b in zip(ink[one], ink[other], strict=True))
        assert differing >= 0.16 * (sum(ink[one]) + sum(ink[other])) / 2, (one, other)


@cases("rows", [4, 9, 18])
def test_digits_stay_apart_out_of_focus(rows: int) -> None:
    """Somewhere an eye that blurs a sixth of the digit's height into one still sees light against dark."""
    blurred = {digit: _blurred(draw_number(digit, 200, rows), max(1, rows // 6)) for digit in "0123456789"}
    for one, other in combinations(blurred, 2):
        apart = max(abs(a - b) for a, b in zip(blurred[one], blurred[other], strict=True))
        assert apart >= 0.3, (one, other)


def _blurred(rows: tuple[str, ...], radius: int) -> list[float]:
    """The share of ink in a square around every pixel, ``radius`` pixels to each side."""
    pixels = [[_PIXELS[cell][half] for cell in row] for row in rows for half in (0, 1)]
    return [
        sum(
            pixels[v][u]
            for v in range(max(0, y - radius), min(len(pixels), y + radius + 1))
            for u in range(max(0, x - radius), min(len(pixels[0]), x + radius + 1))
        )
        / (2 * radius + 1) ** 2
        for y in range(len(pixels))
        for x in range(len(pixels[0]))
    ]


@cases("size", [(76, 9), (110, 18), (38, 4), (240, 80)])
@cases("text", ["7", "45"])
def test_a_plain_number_takes_the_whole_height(size: tuple[int, int], text: str) -> None:
    rows = draw_number(text, *size)

    assert len(rows) == size[1]
    assert rows[0].strip()
    assert rows[-1].strip()


@cases("size", [(76, 9), (110, 18), (38, 4)])
def test_digits_of_one_size_are_equally_wide_so_that_numbers_do_not_jump(size: tuple[int, int]) -> None:
    assert len({len(draw_number(str(number), *size)[0]) for number in range(10, 60)}) == 1


def test_a_digit_keeps_its_proportion_in_a_box_that_is_too_wide() -> None:
    assert draw_number("8", 400, 9) == draw_number("8", 40, 9)


def test_a_number_shrinks_to_the_width() -> None:
    wide, narrow = draw_number("12:34:56", 110, 18), draw_number("12:34:56", 60, 18)

    assert 60 < len(wide[0]) <= 110
    assert 3 <= len(narrow) < len(wide)


def test_strokes_have_the_thickness_of_the_pen() -> None:
    one = strokes.draw("1", 13, 18, strokes.Pen(3, 3))

    assert [sum(row) for row in one[7:15]] == [3] * 8
    assert all(all(row) for row in one[-3:])


def test_hashes_are_as_large_as_half_blocks() -> None:
    blocks, hashes = draw_number("3", 80, 9), draw_number("3", 80, 9, ascii=True)

    assert [len(row) for row in blocks] == [len(row) for row in hashes]
    assert set("".join(hashes)) == {"#", " "}


def test_a_number_too_small_for_hashes_is_plain() -> None:
    assert draw_number("58", 80, 4, ascii=True) == ("58",)


def test_no_part_of_a_number_is_ever_shown() -> None:
    assert draw_number("1:30", 3, 9) == ()


def test_the_letters_are_complete_and_all_of_one_height() -> None:
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!?'-./ ") == letters.DRAWABLE
    assert {len(letters.write(char, 1)) for char in letters.DRAWABLE} == {letters.HEIGHT}
    assert len({letters.write(char, 1) for char in letters.DRAWABLE}) == len(letters.DRAWABLE)


@cases("scale", [1, 2, 3, 7])
@cases("text", ["A", "LEFT", "SESSION STOPPED"])
def test_a_word_is_as_wide_as_it_says(text: str, scale: int) -> None:
    rows = letters.write(text, scale)

    assert len(rows) == letters.HEIGHT * scale
    assert {len(row) for row in rows} == {letters.width(text, scale)}


@cases(("height", "rows"), [(2, 1), (3, 3), (4, 3), (5, 5), (8, 8), (10, 10)])
def test_a_word_is_drawn_at_whole_scales(height: int, rows: int) -> None:
    assert len(draw_word("HOLD", 100, height)) == rows


@cases("word", _SCREEN_WORDS)
def test_every_word_of_the_screen_is_three_rows_high_in_76_columns(word: str) -> None:
    assert len(draw_word(word, 76, 3)) == 3


def test_every_heading_of_the_advice_is_large() -> None:
    for section in ("stop", "advice"):
        assert len(draw_word(say(section, "heading"), 76, 3)) == 3, section


def test_words_stand_below_each_other_where_that_makes_them_larger() -> None:
    rows = draw_word("session stopped", 76, 11)

    assert rows[5] == ""
    assert rows[:5] == draw_word("SESSION", 76, 5)
    assert rows[6:] == draw_word("STOPPED", 76, 5)


def test_slants_are_joined() -> None:
    """No pixel of a slant hangs on a corner alone at the larger scales."""
    for char in letters.DRAWABLE:
        rows = letters.write(char, 2)
        for (a, b), (c, d) in (
            ((upper[x], upper[x + 1]), (lower[x], lower[x + 1]))
            for upper, lower in pairwise(rows)
            for x in range(len(upper) - 1)
        ):
            assert (a, b, c, d) not in {(True, False, False, True), (False, True, True, False)}, char


@cases(
    ("text", "width", "rows"),
    [
        ("hold", 7, ("H O L D",)),
        ("hold", 6, ("HOLD",)),
        ("hold", 3, ("HOL",)),
        ("größe", 80, ("G R Ö S S E",)),
        ("", 80, ()),
    ],
)
def test_words_fall_back_to_plain_capitals(text: str, width: int, rows: tuple[str, ...]) -> None:
    assert draw_word(text, width, 3) == rows
