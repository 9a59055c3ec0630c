"""Charts: what stands where, in whatever space there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.review.drawing.bars import Bar, Part, bars, columns, pairs, parts, spacing, widest
from backstretch.review.drawing.calendar import HEIGHT, calendar, day_at, first_day, last_day_with
from backstretch.review.drawing.cells import ASCII, BLOCKS, Glyphs, Row

pytestmark = pytest.mark.second

MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
MONDAY = date(2026, 11, 23)
SIZES = st.tuples(st.integers(1, 130), st.integers(5, 20))
GLYPHS = st.sampled_from([BLOCKS, ASCII])


def text_of(row: Row) -> str:
    """A row without its roles."""
    return "".join(piece.text for piece in row)


def drawn(rows: list[Row]) -> list[str]:
    return [text_of(row) for row in rows]


def labels(number: int) -> list[str]:
    return [f"w{index}" for index in range(number)]


def roles(rows: list[Row]) -> dict[str, str]:
    """All text of each role."""
    found: dict[str, str] = {}
    for row in rows:
        for piece in row:
            found[piece.role] = found.get(piece.role, "") + piece.text
    return found


# ---- columns -------------------------------------------------------------------------------------


def test_columns_stand_on_their_line() -> None:
    assert drawn(columns([5, 0, 20, 10], ["a", "b", "c", "d"], 20, 7, BLOCKS)) == [
        "             20",
        "            ███",
        "            ███  10",
        "     5      ███ ███",
        "    ███     ███ ███",
        "    ───────────────",
        "    a   b   c   d",
    ]
    assert drawn(columns([3, 1], ["", "x"], 10, 5, ASCII)) == [
        "    3",
        "    ## 1",
        "    ## ##",
        "    -----",
        "       x",
    ]


@pytest.mark.parametrize(("value", "end"), [(8, "█"), (7, "▇"), (4, "▄"), (1, "▁"), (0.01, "▁")])
def test_a_column_ends_in_eighths(value: float, end: str) -> None:
    row = drawn(columns([8, value], ["", ""], 20, 4, BLOCKS))[1]
    assert row == f"    ███████ {end * 7}"


def test_what_has_no_room_is_the_oldest() -> None:
    rows = drawn(columns([11, 22, 33, 44], labels(4), 12, 6, BLOCKS))
    assert "11" not in " ".join(rows)
    assert "44" in " ".join(rows)
    assert rows[-1].endswith("w3")


def test_long_numbers_widen_their_columns() -> None:
    assert widest([5, 99.6]) == 3
    rows = drawn(columns([100] * 30, labels(30), 80, 6, BLOCKS))
    assert rows[0].split() == ["100"] * 19


def test_the_last_column_has_its_label_within_the_width() -> None:
    names = ["23 Nov"] * 25
    rows = columns([1] * 25, names, 80, 6, BLOCKS)
    assert text_of(rows[-1]).endswith("23 Nov")
    assert len(text_of(rows[-1])) <= 80


def test_all_of_it_has_a_role() -> None:
    assert roles(columns([1, 2], ["a", "b"], 14, 5, BLOCKS)).keys() == {"label", "number", "bar", "axis"}


def test_nothing_to_draw() -> None:
    assert drawn(columns([], [], 20, 4, BLOCKS)) == ["", "", "", ""]
    assert drawn(columns([0, 0], ["a", "b"], 20, 4, BLOCKS))[:2] == ["", ""]


# ---- change --------------------------------------------------------------------------------------


def test_marks_stand_at_their_height() -> None:
    assert drawn(pairs([(5, 2), None, (0, 3), (2, 2)], ["a", "b", "c", "d"], 24, 9, BLOCKS)) == [
        " 5    ○",
        "      │",
        "      │         ●",
        " 2    ●         │    ●",
        "                │",
        " 0              ○",
        "    ───────────────────",
        "    a    b    c    d",
        "    ○ before  ● after",
    ]


def test_the_scale_grows_with_the_pain() -> None:
    rows = drawn(pairs([(10, 8)], ["a"], 20, 14, ASCII))
    assert rows[0].split() == ["10", "o"]
    assert rows[2].split() == ["*"]


def test_both_charts_have_their_columns_in_the_same_places() -> None:
    at = spacing(12, 80, 3)
    above = columns([100] * 12, labels(12), 80, 6, BLOCKS, at=at)
    below = pairs([(1, 0)] * 12, labels(12), 80, 8, BLOCKS, at=at)
    assert text_of(above[-2]) == text_of(below[-3])
    assert text_of(above[-1]) == text_of(below[-2])


# ---- calendar ------------------------------------------------------------------------------------


def test_a_day_with_a_pain_stop_and_the_chosen_one_have_signs_of_their_own() -> None:
    days = {MONDAY: 100.0, MONDAY - timedelta(days=7): 100.0, MONDAY - timedelta(days=14): 100.0}
    for width, row in ((80, "×●█"), (110, "× ● ██")):
        rows = calendar(days, MONDAY, width, BLOCKS, MONTHS, stopped=list(days)[1:], chosen=MONDAY - timedelta(days=7))
        assert text_of(rows[1]).endswith(row)
        assert (roles(rows)["stopped"].strip(), roles(rows)["chosen"].strip()) == ("×", "●")
        assert text_of(rows[8]).endswith("× pain stop")


@given(st.integers(5, 130), st.integers(0, 3000))
def test_every_day_has_a_place_in_a_calendar(width: int, ago: int) -> None:
    today = MONDAY + timedelta(days=3)
    day = today - timedelta(days=ago)
    last = last_day_with(day, today, width)
    assert first_day(last, width) <= day <= last <= today
    rows = calendar({}, last, width, BLOCKS, MONTHS, chosen=day)
    ((x, y),) = ((text_of(row).index("●"), y) for y, row in enumerate(rows) if "●" in text_of(row))
    assert day_at(x, y, last, width) == day
    for outside in ((3, y), (x, 0), (x, 8), (width + 9, y)):
        assert day_at(*outside, last, width) is None


def test_a_year_of_days() -> None:
    amounts = {MONDAY: 100.0, MONDAY - timedelta(days=1): 25.0, MONDAY - timedelta(days=364): 51.0}
    rows = drawn(calendar(amounts, MONDAY, 80, BLOCKS, MONTHS))
    assert len(rows) == HEIGHT
    assert rows[1] == "Mon ▓" + "·" * 51 + "█"
    assert rows[7] == "Sun " + "·" * 51 + "░"
    assert rows[2] == "    " + "·" * 52, "tomorrow is not there yet"
    assert rows[0].split() == ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert rows[8] == "    · none   ░▒▓█ more minutes"


def test_a_month_stands_over_the_week_it_begins_in() -> None:
    rows = drawn(calendar({}, MONDAY, 80, BLOCKS, MONTHS))
    week = rows[0].index("Nov") - 4
    sunday = MONDAY + timedelta(days=6) - timedelta(weeks=52 - week)
    assert sunday == date(2026, 11, 1)


@pytest.mark.parametrize(("width", "length"), [(110, 4 + 2 * 53 - 1), (109, 4 + 53), (57, 57), (40, 40), (5, 5)])
def test_as_many_weeks_as_fit(width: int, length: int) -> None:
    assert len(text_of(calendar({}, MONDAY + timedelta(days=6), width, BLOCKS, MONTHS)[1])) == length


@pytest.mark.parametrize(("amount", "step"), [(0.1, 1), (25, 1), (25.1, 2), (50, 2), (75, 3), (75.1, 4), (100, 4)])
def test_the_longest_day_is_the_darkest(amount: float, step: int) -> None:
    rows = calendar({MONDAY: amount, MONDAY - timedelta(days=7): 100.0}, MONDAY, 80, ASCII, MONTHS)
    assert text_of(rows[1])[-1] == ASCII.days[step]
    assert rows[1][-1].role == f"day{step}"


def test_a_day_without_length_is_a_day() -> None:
    assert text_of(calendar({MONDAY: 0.0}, MONDAY, 80, BLOCKS, MONTHS)[1]).endswith("░")


# ---- bars ----------------------------------------------------------------------------------------


def test_bars() -> None:
    lines = [Bar("one ", 10, "ten"), Bar("two ", 5, "five"), Bar("none", 0, "nothing"), Bar("some", 0.1, "little")]
    assert drawn(bars(lines, 4, BLOCKS)) == ["one  ████ ten", "two  ██ five", "none nothing", "some █ little"]
    assert bars([], 4, BLOCKS) == []


# ---- any of them ---------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 1e6), max_size=60), SIZES, GLYPHS)
def test_columns_fit_their_space(values: list[float], size: tuple[int, int], glyphs: Glyphs) -> None:
    rows = columns(values, labels(len(values)), *size, glyphs)
    assert len(rows) == size[1]
    assert all(len(line) <= size[0] and line == line.rstrip() for line in drawn(rows))


PAIRS = st.lists(st.none() | st.tuples(st.floats(0, 10), st.floats(0, 10)), max_size=60)


@given(PAIRS, SIZES, GLYPHS)
def test_changes_fit_their_space(
    values: list[tuple[float, float] | None], size: tuple[int, int], glyphs: Glyphs
) -> None:
    rows = pairs(values, labels(len(values)), *size, glyphs)
    assert len(rows) == size[1]
    assert all(len(line) <= size[0] for line in drawn(rows))


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.integers(5, 20))
def test_a_larger_value_is_never_drawn_lower(values: list[float], height: int) -> None:
    rows = drawn(columns(values, labels(len(values)), 200, height, BLOCKS, at=spacing(len(values), 200)))
    at = spacing(len(values), 200)

    def drawn_height(index: int) -> int:
        cells = [row.ljust(200)[at.left(index)] for row in rows[:-2]]
        return sum(BLOCKS.eighths.index(cell) if cell in BLOCKS.eighths else 0 for cell in cells)

    ordered = sorted(range(len(values)), key=lambda index: values[index])
    heights = [drawn_height(index) for index in ordered]
    assert heights == sorted(heights)


@pytest.mark.parametrize(
    ("part", "whole", "row"),
    [
        (20, 20, "a ████████ x"),
        (10, 10, "a ████     x"),
        (0, 20, "a ░░░░░░░░ x"),
        (19.9, 20, "a ███████░ x"),
        (0.1, 20, "a █░░░░░░░ x"),
        (25, 20, "a ████████ x"),
        (0, 0, "a          x"),
    ],
)
def test_parts_of_a_whole(part: float, whole: float, row: str) -> None:
    assert drawn(parts([Part("a", part, whole, "x")], 20, 8, BLOCKS)) == [row]
