"""How regular the sessions are, without nagging: this week, and streaks of days that allow rest days. Pure.

A week is an ISO week: it begins on Monday. A streak ends only after more than two days without a session; this is our
own choice, and so is the goal of three days a week: the guidance asks for stretching on two or three days a week or
more [ACSM], with rest between.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

REST_DAYS = 2
"""Days without a session that do not end a streak."""


def monday(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def days_this_week(days: Collection[date], today: date) -> int:
    """The number of days of this week on which something was done."""
    return sum(monday(day) == monday(today) for day in days)


def week_line(done: int, goal: int) -> str:
    """The days of this week against the goal: what was done, never what is missing. Empty without a goal."""
    if not goal:
        return ""
    return f"This week: {done} of {goal} days" if done <= goal else f"This week: {done} days, goal {goal}"


def streaks(days: Collection[date]) -> list[list[date]]:
    """Every streak, oldest first; no more than the rest days lie between two of its days."""
    found: list[list[date]] = []
    for day in sorted(days):
        if found and (day - found[-1][-1]).days <= REST_DAYS + 1:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def current_streak(days: Collection[date], today: date) -> list[date]:
    """The streak that can still go on today; empty if there is none."""
    rows = streaks([day for day in days if day <= today])
    return rows[-1] if rows and (today - rows[-1][-1]).days <= REST_DAYS + 1 else []
