"""The sides of an exercise compared over the last weeks: whether one is held shorter for weeks. Pure.

All figures here are our own choice. Compared is how long a side was held of what was planned for it, so that a session
with more for one side says nothing by that. One week may be chance: a difference is told when in at least three of the
last four weeks with the exercise the same side fell short by a tenth or more. Weeks longer ago than twelve are not
looked at, and neither is a week in which only one side was done.
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
    """One exercise whose sides differ for weeks."""

    exercise: str
    shorter: Side
    percent: int
    """By how much it was held shorter than the other in those weeks."""
    weeks: int
    """In how many of the weeks compared."""
    of_weeks: int


def first_day(today: date) -> date:
    """The first day whose runs are looked at."""
    return monday(today) - timedelta(weeks=LOOKED_AT_WEEKS - 1)


def differences(sums: Iterable[SideSum], today: date) -> list[SideDifference]:
    """The exercises whose sides differ for weeks, in the order of their names."""
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
