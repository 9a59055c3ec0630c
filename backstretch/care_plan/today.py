"""What a plan has for one day: what is due, what is done, what waits. Pure: it is given the day and what was done.

Our own choice, where no source says more:

- A task of named days is due on those days, and only then: what was not done on its day is gone with it.
- A task of so many times a week is due each day, once a day, until it was done so many times; weeks begin on the
  weekday the plan begins on, and nothing is taken along from one to the next.
- A walk is done that lasted at least 80 % of its minutes, the share of the holds that makes a session completed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from backstretch.care_plan.model import CarePlan, Task

DONE_SHARE = 0.8
"""Of the minutes of a walk."""
EASY_SHARE = 0.5
"""Of a bad day's walk: at least so much of its minutes is due then."""


class DoneRun(NamedTuple):
    """What a plan asks of one run in the past."""

    session: str
    """The session's id."""
    walk: bool
    day: date
    """The local day it began on."""
    minutes: float
    completed: bool
    easy: bool = False
    """Whether it was done the easy way, on a bad day."""
    level: int = 0
    stopped: bool = False
    """Whether it was stopped for pain."""
    worse: bool = False
    """Whether the back was worse on the day after."""


class Stage(Enum):
    """How a plan stands on a day."""

    BEFORE = "before"
    UNDER_WAY = "under_way"
    OVER = "over"


class State(Enum):
    """How a task stands on a day."""

    DUE = "due"
    DONE = "done"
    WAITS = "waits"


class Item(NamedTuple):
    """One task on one day."""

    task: Task
    state: State
    done: int
    """How often it was done in this week of the plan."""
    minutes: int | None = None
    """Of a walk, as it is now."""
    next_day: date | None = None
    """When it is due next, if it waits and that is known: within the plan."""

    @property
    def of(self) -> int:
        """How often it is to be done in a week."""
        return self.task.times_a_week


class Today(NamedTuple):
    """A plan on one day."""

    plan: CarePlan
    day: date
    stage: Stage
    items: tuple[Item, ...]
    """In the order of the plan; empty before its first day and after its last."""

    @property
    def week(self) -> int:
        """The week of the plan, from 1."""
        return self.plan.week_of(self.day) + 1

    @property
    def see_someone(self) -> bool:
        """Whether the day of the review has come."""
        return self.plan.review is not None and self.day >= self.plan.review

    def in_state(self, state: State) -> tuple[Item, ...]:
        """The tasks that are due, done or waiting, in the order of the plan."""
        return tuple(item for item in self.items if item.state is state)


def today(plan: CarePlan, runs: Iterable[DoneRun], day: date, level: int = 0) -> Today:
    """What ``plan`` has for ``day`` after what was done; ``level`` is that of the walks now."""
    week = plan.week_of(day)
    if week < 0:
        return Today(plan, day, Stage.BEFORE, ())
    if week >= plan.weeks:
        return Today(plan, day, Stage.OVER, ())
    begins = plan.week_begins(week)
    counts = shared_out(plan, [run for run in runs if begins <= run.day <= day])
    items = [_item(plan, task, day, found, level) for task, found in zip(plan.tasks, counts, strict=True)]
    return Today(plan, day, Stage.UNDER_WAY, tuple(items))


def fits(task: Task, run: DoneRun) -> bool:
    """Whether a run is one of ``task``, at the level that it had."""
    minutes = task.minutes_at(run.level)
    if minutes is None:
        return run.completed and not run.walk and run.session == task.session
    least = DONE_SHARE * minutes * (EASY_SHARE if run.easy else 1.0)
    return run.walk and not run.stopped and run.minutes >= least


def shared_out(plan: CarePlan, runs: Sequence[DoneRun]) -> list[tuple[date, ...]]:
    """The days on which each task was done: a run is one task's, the one that is due on its day before any other."""
    taken: list[list[date]] = [[] for _ in plan.tasks]
    for run in runs:
        fitting = [place for place, task in enumerate(plan.tasks) if fits(task, run)]
        fitting.sort(key=lambda place: (run.day in taken[place], run.day.weekday() not in plan.tasks[place].days))
        if fitting:
            taken[fitting[0]].append(run.day)
    return [tuple(days) for days in taken]


def _item(plan: CarePlan, task: Task, day: date, found: Sequence[date], level: int) -> Item:
    done, minutes = len(set(found)), task.minutes_at(level)
    if day in found:
        return Item(task, State.DONE, done, minutes)
    if day.weekday() in task.days if task.days else done < task.times_a_week:
        return Item(task, State.DUE, done, minutes)
    next_day = _next_day(plan, task, day)
    return Item(task, State.WAITS, done, minutes, next_day if next_day <= plan.last else None)


def _next_day(plan: CarePlan, task: Task, day: date) -> date:
    """When a task that is not due is due next."""
    if not task.days:
        return plan.week_begins(plan.week_of(day) + 1)
    return next(each for ahead in range(1, 8) if (each := day + timedelta(days=ahead)).weekday() in task.days)
