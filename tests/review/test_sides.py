"""When the sides of an exercise are said to differ."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backstretch.journal.sums import SideSum
from backstretch.review.sides import SideDifference, differences, first_day

TODAY = date(2026, 11, 25)
THIS_WEEK = date(2026, 11, 23)


def week(ago: int, left: float | None, right: float | None, planned: float = 100.0) -> list[SideSum]:
    """What was held of 100 s planned for each side, so many weeks ago."""
    monday = THIS_WEEK - timedelta(weeks=ago)
    held = {"left": left, "right": right}
    return [
        SideSum("knee-to-chest", monday, "left" if side == "left" else "right", planned, seconds)
        for side, seconds in held.items()
        if seconds is not None
    ]


def found(*weeks: list[SideSum]) -> list[tuple[str, int, int, int]]:
    sums = [each for some in weeks for each in some]
    return [(each.shorter, each.percent, each.weeks, each.of_weeks) for each in differences(sums, TODAY)]


def test_four_weeks() -> None:
    assert found(*(week(ago, 80, 100) for ago in range(4))) == [("left", 20, 4, 4)]
    assert found(*(week(ago, 100, 80) for ago in range(4))) == [("right", 20, 4, 4)]
    assert differences(week(0, 80, 100) + week(1, 70, 100) + week(2, 90, 100), TODAY) == [
        SideDifference("knee-to-chest", "left", 20, 3, 3)
    ]


@pytest.mark.parametrize(("left", "told"), [(90.0, True), (90.1, False), (100.0, False), (0.0, True)])
def test_a_tenth_is_the_least(left: float, told: bool) -> None:
    assert bool(found(*(week(ago, left, 100) for ago in range(4)))) is told


def test_three_of_the_last_four_weeks_with_it() -> None:
    assert found(week(0, 80, 100), week(1, 100, 100), week(2, 80, 100), week(3, 80, 100)) == [("left", 20, 3, 4)]
    assert found(week(0, 80, 100), week(1, 100, 100), week(2, 100, 100), week(3, 80, 100), week(4, 80, 100)) == []
    assert found(week(0, 80, 100), week(1, 80, 100)) == [], "two weeks may be chance"
    assert found(week(0, 80, 100), week(5, 80, 100), week(9, 80, 100)) == [("left", 20, 3, 3)], "weeks without it"


def test_the_same_side_each_time() -> None:
    assert found(week(0, 80, 100), week(1, 100, 80), week(2, 80, 100), week(3, 100, 80)) == []


def test_a_week_with_one_side_only_says_nothing() -> None:
    assert found(week(0, 80, None), week(1, 80, 100), week(2, 80, 100), week(3, None, 100)) == []
    assert found(week(0, 80, None), week(1, 80, 100), week(2, 80, 100), week(3, 80, 100)) == [("left", 20, 3, 3)]


def test_what_is_compared_is_held_of_planned() -> None:
    more_planned = [each for ago in range(4) for each in week(ago, 150, None, 150) + week(ago, None, 100, 100)]
    assert differences(more_planned, TODAY) == []


def test_nothing_held_and_nothing_planned_are_no_difference() -> None:
    assert found(*(week(ago, 0, 0) for ago in range(4))) == []
    assert found(*(week(ago, 10, 100, planned=0) for ago in range(4))) == []


def test_twelve_weeks_are_looked_at() -> None:
    assert first_day(TODAY) == THIS_WEEK - timedelta(weeks=11)
    assert found(week(9, 80, 100), week(10, 80, 100), week(11, 80, 100)) == [("left", 20, 3, 3)]
    assert found(week(10, 80, 100), week(11, 80, 100), week(12, 80, 100)) == []


def test_each_exercise_by_itself() -> None:
    knees = [each for ago in range(4) for each in week(ago, 80, 100)]
    clams = [each._replace(exercise="clam") for ago in range(4) for each in week(ago, 100, 50)]
    assert [(each.exercise, each.shorter, each.percent) for each in differences(knees + clams, TODAY)] == [
        ("clam", "right", 50),
        ("knee-to-chest", "left", 20),
    ]
