"""What a plan asked for over some time, beside what was done of it. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from backstretch.care_plan.model import CarePlan, Task
from backstretch.care_plan.today import DoneRun, shared_out


class Adherence(NamedTuple):
    """One task over some time."""

    task: Task
    prescribed: int
    """How often it was to be done."""
    done: int
    """On how many days it was, at most as often as in each week it was to be."""


def adherence(plan: CarePlan, runs: Sequence[DoneRun], first: date, last: date) -> tuple[Adherence, ...]:
    """Each task from ``first`` to ``last``, as far as the plan goes; a week begun counts by its days."""
    begin, end = max(first, plan.first), min(last, plan.last)
    if begin > end:
        return ()
    days = [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
    done = _done(plan, [run for run in runs if begin <= run.day <= end])
    return tuple(Adherence(task, _prescribed(task, days), count) for task, count in zip(plan.tasks, done, strict=True))


def _prescribed(task: Task, days: Sequence[date]) -> int:
    if task.days:
        return sum(day.weekday() in task.days for day in days)
    return round(task.times_a_week * len(days) / 7)


def _done(plan: CarePlan, runs: Iterable[DoneRun]) -> list[int]:
    weeks: dict[int, list[DoneRun]] = {}
    for run in runs:
        weeks.setdefault(plan.week_of(run.day), []).append(run)
    counts = [0] * len(plan.tasks)
    for in_week in weeks.values():
        for place, days in enumerate(shared_out(plan, in_week)):
            counts[place] += min(len(set(days)), plan.tasks[place].times_a_week)
    return counts
