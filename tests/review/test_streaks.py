"""Weeks, and days in a row with rest days allowed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.review.streaks import current_streak, days_this_week, monday, streaks, week_line

MONDAY = date(2026, 11, 23)


def days(*ago: int) -> set[date]:
    return {MONDAY - timedelta(days=number) for number in ago}


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 11, 22), date(2026, 11, 16)),
        (MONDAY, MONDAY),
        (date(2026, 11, 29), MONDAY),
        (date(2026, 1, 1), date(2025, 12, 29)),
        (date(2024, 2, 29), date(2024, 2, 26)),
    ],
)
def test_a_week_begins_on_monday(day: date, begins: date) -> None:
    assert monday(day) == begins
    assert day.isocalendar()[:2] == begins.isocalendar()[:2]


def test_the_days_of_this_week() -> None:
    assert days_this_week(days(-1, 0, 1, 7), MONDAY) == 2
    assert days_this_week(days(0, 1, 2, 6, 7, 8), MONDAY - timedelta(days=1)) == 4
    assert days_this_week(set(), MONDAY) == 0


@pytest.mark.parametrize(
    ("done", "goal", "line"),
    [
        (0, 3, "This week: 0 of 3 days"),
        (2, 3, "This week: 2 of 3 days"),
        (3, 3, "This week: 3 of 3 days"),
        (5, 3, "This week: 5 days, goal 3"),
        (7, 7, "This week: 7 of 7 days"),
        (4, 0, ""),
    ],
)
def test_what_is_said_of_the_week(done: int, goal: int, line: str) -> None:
    assert week_line(done, goal) == line


@pytest.mark.parametrize(
    ("ago", "rows"),
    [
        ((), []),
        ((4,), [[4]]),
        ((4, 3, 2), [[4, 3, 2]]),
        ((9, 6, 3, 0), [[9, 6, 3, 0]]),
        ((10, 6, 3), [[10], [6, 3]]),
        ((20, 19, 15, 12, 8), [[20, 19], [15, 12], [8]]),
    ],
)
def test_more_than_two_days_without_break_a_row(ago: tuple[int, ...], rows: list[list[int]]) -> None:
    assert streaks(days(*ago)) == [[MONDAY - timedelta(days=number) for number in row] for row in rows]


@pytest.mark.parametrize(
    ("ago", "length"),
    [((0,), 1), ((1, 2), 2), ((3, 4, 7), 3), ((4, 5, 6), 0), ((3, 7), 1), ((), 0), ((-5, 1, 2), 2)],
)
def test_a_row_can_go_on_for_three_days(ago: tuple[int, ...], length: int) -> None:
    """Today is not over: the third day without has not passed before tomorrow."""
    assert len(current_streak(days(*ago), MONDAY)) == length


@given(st.sets(st.integers(0, 60)))
def test_every_day_is_in_one_row(ago: set[int]) -> None:
    rows = streaks(days(*ago))
    assert [day for row in rows for day in row] == sorted(days(*ago))
    for before, after in pairwise(rows):
        assert (after[0] - before[-1]).days > 3
    for row in rows:
        assert all((later - day).days <= 3 for day, later in pairwise(row))
