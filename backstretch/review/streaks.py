"""How regular the days were, without nagging: this week, and days in a row with rest days allowed. Pure.

A week is an ISO week: Monday first. That a row of days is broken only after more than two days in a row without a
session is our own choice, and so is the goal of three days a week: stretching on two or three days a week or more is
what the guidance asks for [ACSM], with rest between.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

REST_DAYS = 2
"""Days in a row without a session that break nothing."""


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def days_this_week(days: Collection[date], today: date) -> int:
    """On how many days of this week something was done."""
    return sum(monday(day) == monday(today) for day in days)


def week_line(done: int, goal: int) -> str:
    """The days of this week against the goal: what was done, never what is missing. No goal, no line."""
    if not goal:
        return ""
    return f"This week: {done} of {goal} days" if done <= goal else f"This week: {done} days, goal {goal}"


def rows_of_days(days: Collection[date]) -> list[list[date]]:
    """Every row of days, oldest first; between two days of a row lie no more than the rest days."""
    rows: list[list[date]] = []
    for day in sorted(days):
        if rows and (day - rows[-1][-1]).days <= REST_DAYS + 1:
            rows[-1].append(day)
        else:
            rows.append([day])
    return rows


def current_row(days: Collection[date], today: date) -> list[date]:
    """The row that can still go on today; empty if there is none."""
    rows = rows_of_days([day for day in days if day <= today])
    return rows[-1] if rows and (today - rows[-1][-1]).days <= REST_DAYS + 1 else []
