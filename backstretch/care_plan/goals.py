"""Goals rated again and again: when the next rating is due, and whether there is a change worth telling. Pure.

A change is shown from 2 points on, the smallest that the ratings of one person are sure to show; four weeks between two
ratings are our own choice.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

RATED_EVERY_DAYS = 28
BEST = 10
CHANGE_FROM = 2
"""Points: less may be chance."""
SEE_SOMEONE_AFTER_DAYS = 42
"""Six weeks without such a change for the better."""


class Rating(NamedTuple):
    """One goal on one day."""

    goal: str
    day: date
    score: int
    """0 unable – 10 as before."""


class Course(NamedTuple):
    """What the ratings of one goal come to."""

    goal: str
    ratings: tuple[Rating, ...]
    """Oldest first, one a day."""

    @property
    def change(self) -> int | None:
        """Points from the first rating to the last; None where that is no change to tell of."""
        if len(self.ratings) < 2:
            return None
        points = self.ratings[-1].score - self.ratings[0].score
        return points if abs(points) >= CHANGE_FROM else None

    def is_due(self, day: date) -> bool:
        """Whether it should be rated on ``day``: it never was, or four weeks ago."""
        return not self.ratings or day - self.ratings[-1].day >= timedelta(days=RATED_EVERY_DAYS)

    def needs_someone(self) -> bool:
        """Whether the last rating, six weeks or more after the first, is no better than that."""
        if not self.ratings:
            return False
        first, last = self.ratings[0], self.ratings[-1]
        long = (last.day - first.day).days >= SEE_SOMEONE_AFTER_DAYS
        return long and last.score - first.score < CHANGE_FROM and last.score < BEST


def courses(goals: Sequence[str], ratings: Iterable[Rating]) -> tuple[Course, ...]:
    """The course of each goal, in their order; of two ratings on one day the later one in ``ratings`` counts."""
    by_day = {(rating.goal, rating.day): rating for rating in ratings}
    return tuple(
        Course(goal, tuple(sorted((each for each in by_day.values() if each.goal == goal), key=lambda one: one.day)))
        for goal in goals
    )


def all_due(found: Iterable[Course], day: date) -> tuple[str, ...]:
    """The goals to rate on ``day``: all of them where any is due, so that they stay side by side."""
    listed = tuple(found)
    return tuple(course.goal for course in listed) if any(course.is_due(day) for course in listed) else ()
