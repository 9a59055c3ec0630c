"""What lets the walks of a plan grow, as ``progression`` asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from backstretch.care_plan.model import CarePlan
from backstretch.care_plan.walks import good_week
from backstretch.journal.progression import Reason, Suggestion
from backstretch.journal.store import Journal
from backstretch.run.day_plan import recent_runs


def good_weeks(plan: CarePlan | None, journal: Journal | None, today: date) -> Callable[[int], Suggestion | None]:
    """The next level after a good week at the level in use. What it gives raises JournalError."""

    def step_up(level: int) -> Suggestion | None:
        week = good_week(plan, recent_runs(journal, today), today, level) if plan is not None else None
        return week and Suggestion(level + 1, level, "up", Reason.GOOD_WEEK, week.week)

    return step_up
