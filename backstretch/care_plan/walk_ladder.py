"""When the walks of a plan may grow: after a good week the next level is offered. Pure; nothing grows by itself."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from backstretch.care_plan.model import MOST_LEVELS, CarePlan
from backstretch.care_plan.today import DoneRun, fits


class GoodWeek(NamedTuple):
    """Why a walk may grow."""

    week: int
    """Of the plan, from 1."""
    walks: int
    """How many were taken in it: every one that the plan has."""


def top_level(plan: CarePlan) -> int:
    """The lowest level at which no walk of the plan grows any more."""
    grows = (
        level
        for level in range(MOST_LEVELS)
        for task in plan.walks
        if task.minutes_at(level) != task.minutes_at(level + 1)
    )
    return max(grows, default=-1) + 1


def good_week(plan: CarePlan, runs: Sequence[DoneRun], day: date, level: int) -> GoodWeek | None:
    """The week that went well at ``level``: the one of ``day`` once it is complete, or else the one before; or None.

    It went well: every walk of the plan was taken, at this level and none of those the easy way; and since that week
    began no run of any session was stopped for pain, and no day after one was worse.
    """
    now = plan.week_of(day)
    if not plan.walks or not 0 <= now < plan.weeks:
        return None
    for week in range(now, max(now - 2, -1), -1):
        begins = plan.week_begins(week)
        since = [run for run in runs if begins <= run.day <= day]
        if any(run.stopped or run.worse for run in since):
            return None
        ends = plan.week_begins(week + 1)
        taken = [run for run in since if run.day < ends and run.walk and not run.easy and run.level == level]
        if _all_taken(plan, taken):
            return GoodWeek(week + 1, len(taken))
    return None


def _all_taken(plan: CarePlan, taken: Sequence[DoneRun]) -> bool:
    """Whether there are walks enough for every task: one a day for each, none counted twice, short ones last."""
    left = sorted(taken, key=lambda run: run.minutes)
    for task in sorted(plan.walks, key=lambda task: task.minutes or 0):
        days: set[date] = set()
        for run in tuple(left):
            wanted = len(days) < task.times_a_week and run.day not in days
            if wanted and (not task.days or run.day.weekday() in task.days) and fits(task, run):
                days.add(run.day)
                left.remove(run)
        if len(days) < task.times_a_week:
            return False
    return True
