"""A plan as its file says it: frozen values, defaults filled in."""

from datetime import date, timedelta
from typing import NamedTuple

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week as a plan writes them; the first is 0, as ``date.weekday`` has it."""
WALK = "walk"
"""The id under which every walk is kept."""
MOST_LEVELS = 240
"""More than any walk has: each adds a minute at least."""


class Growth(NamedTuple):
    """How a walk gets longer after good weeks."""

    by: int
    """Per cent of the present minutes; what comes of it is rounded up."""
    to: int
    """Minutes."""


class Task(NamedTuple):
    """One ``[[do]]``: a session or a walk, on some days of each week or so many times in it."""

    session: str
    """The id of the session; ``walk`` for a walk."""
    times_a_week: int
    days: tuple[int, ...] = ()
    """0 is Monday; empty where any day will do."""
    level_most: int | None = None
    """The highest level it is to be done at."""
    minutes: int | None = None
    """Of a walk, to begin with; None for a session."""
    growth: Growth | None = None

    def minutes_at(self, level: int) -> int | None:
        """The minutes of a walk after it has grown ``level`` times, from 0; None of a session."""
        minutes = self.minutes
        if minutes is None or self.growth is None:
            return minutes
        for _ in range(min(level, MOST_LEVELS)):
            minutes = min(minutes + -(-minutes * self.growth.by // 100), self.growth.to)
        return minutes


class CarePlan(NamedTuple):
    """A whole ``plan.toml``."""

    title: str
    first: date
    weeks: int
    tasks: tuple[Task, ...]
    review: date | None = None
    """The day to see someone."""
    by: str = ""
    """Who gave it."""
    goals: tuple[str, ...] = ()
    """What the person wants to be able to do again."""

    @property
    def last(self) -> date:
        """The last day of the last week."""
        return self.first + timedelta(days=7 * self.weeks - 1)

    def week_of(self, day: date) -> int:
        """The week that ``day`` lies in, from 0; below 0 before the plan begins, and ``weeks`` or more after it."""
        return (day - self.first).days // 7

    def week_begins(self, week: int) -> date:
        """The first day of a week, from 0."""
        return self.first + timedelta(days=7 * week)

    @property
    def walks(self) -> tuple[Task, ...]:
        """The tasks that are walks."""
        return tuple(task for task in self.tasks if task.minutes is not None)
