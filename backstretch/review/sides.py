"""The two sides of an exercise compared: whether one has been held for a shorter time for weeks. Pure.

All figures here are our own choice. A side counts by the share of its planned time that was held, so that a session
that plans more for one side makes no difference. One week may be chance: a difference is reported when the same side
fell short by a tenth or more in at least three of the last four weeks with the exercise. Weeks more than twelve weeks
ago, and weeks in which only one side was done, do not count.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from backstretch.journal.sums import SideSum
from backstretch.review.streaks import monday
from backstretch.session.model import Side

LOOKED_AT_WEEKS = 12
COMPARED_WEEKS = 4
TOLD_FROM_WEEKS = 3
TOLD_FROM_SHORTER = 0.1


class SideDifference(NamedTuple):
    """One exercise whose sides differ."""

    exercise: str
    shorter: Side
    percent: int
    """How much shorter than the other it was held in those weeks."""
    weeks: int
    """The number of weeks in which it fell short."""
    of_weeks: int
    """The number of weeks compared."""


def first_day(today: date) -> date:
    """The first day whose runs count."""
    return monday(today) - timedelta(weeks=LOOKED_AT_WEEKS - 1)


def differences(sums: Iterable[SideSum], today: date) -> list[SideDifference]:
    """The exercises whose sides differ, in the order of their names."""
    earliest = first_day(today)
    held: dict[str, dict[date, dict[Side, float]]] = {}
    for each in sums:
        if each.planned_seconds > 0 and each.monday >= earliest:
            weeks = held.setdefault(each.exercise, {})
            weeks.setdefault(each.monday, {})[each.side] = each.held_seconds / each.planned_seconds
    found = (_difference(exercise, held[exercise]) for exercise in sorted(held))
    return [difference for difference in found if difference is not None]


def _difference(exercise: str, weeks: dict[date, dict[Side, float]]) -> SideDifference | None:
    both = [weeks[week] for week in sorted(weeks) if len(weeks[week]) == len(_OTHER)][-COMPARED_WEEKS:]
    for side, other in _OTHER.items():
        short = [week for week in both if week[side] <= week[other] * (1 - TOLD_FROM_SHORTER) and week[other] > 0]
        if len(short) >= TOLD_FROM_WEEKS:
            ratio = sum(week[side] for week in short) / sum(week[other] for week in short)
            return SideDifference(exercise, side, round(100 * (1 - ratio)), len(short), len(both))
    return None


_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
