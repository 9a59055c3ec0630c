"""When goals are rated, and which change is told."""

from __future__ import annotations

from backstretch.care_plan.goals import Rating, all_due, courses
from tests.cases import cases

from .samples import day

Scores = list[tuple[int, int]]
"""Each a number of days after the first, and 0–10."""


def rated(scores: Scores, goal: str = "socks") -> list[Rating]:
    return [Rating(goal, day(number), score) for number, score in scores]


@cases(
    "scores,change,needs",
    [
        ([], None, False),
        ([(0, 4)], None, False),
        ([(0, 4), (28, 5)], None, False),
        ([(0, 4), (28, 6)], 2, False),
        ([(0, 4), (28, 2)], -2, False),
        ([(0, 4), (28, 3)], None, False),
        ([(0, 4), (28, 8), (56, 5)], None, True),
        ([(0, 4), (41, 4)], None, False),
        ([(0, 4), (42, 4)], None, True),
        ([(0, 4), (42, 5)], None, True),
        ([(0, 4), (42, 6)], 2, False),
        ([(0, 4), (42, 1)], -3, True),
        ([(0, 9), (42, 10)], None, False),
        ([(28, 6), (0, 4)], 2, False),
        ([(0, 4), (0, 1), (28, 3)], 2, False),
    ],
)
def test_a_change_is_told_from_two_points_on(scores: Scores, change: int | None, needs: bool) -> None:
    (course,) = courses(["socks"], rated(scores))
    assert (course.change, course.needs_someone()) == (change, needs)


@cases(
    "socks,stairs,number,due",
    [
        ([], [], 0, True),
        ([(0, 3)], [(0, 3)], 27, False),
        ([(0, 3)], [(0, 3)], 28, True),
        ([(0, 3)], [], 1, True),
        ([(0, 3), (20, 3)], [(20, 3)], 47, False),
    ],
)
def test_goals_are_rated_together_every_four_weeks(socks: Scores, stairs: Scores, number: int, due: bool) -> None:
    found = courses(["socks", "stairs"], [*rated(socks), *rated(stairs, "stairs"), *rated([(0, 1)], "gone")])
    assert all_due(found, day(number)) == (("socks", "stairs") if due else ())
