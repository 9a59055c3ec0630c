"""Statistics as plain values, for JSON. Lengths in seconds, days in ISO 8601, means rounded to two places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from backstretch.base.text import number
from backstretch.review.sentences import exercise_name
from backstretch.review.statistics import Pain, Stats, Total
from backstretch.review.streaks import REST_DAYS, monday
from backstretch.review.worse_mornings import Before


def stats_values(stats: Stats, since: datetime | None, worse: Iterable[Before] = ()) -> dict[str, Any]:
    """Everything that ``stats`` knows."""
    days = stats.total.days
    return {
        "today": stats.today.isoformat(),
        "since": None if since is None else since.isoformat(),
        **_total(stats.total),
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[-1].isoformat() if days else None,
        "this_week": {
            "monday": monday(stats.today).isoformat(),
            "days": stats.this_week,
            "goal": stats.goal or None,
        },
        "row": {
            "days": len(stats.streak),
            "since": stats.streak[0].isoformat() if stats.streak else None,
            "longest": stats.longest_streak,
            "rest_days": REST_DAYS,
        },
        "weeks": [
            {"week": _week(week.monday), "monday": week.monday.isoformat(), **_total(week.total)}
            for week in stats.weeks
        ],
        "by_session": [{"session": each.session, "title": each.title, **_total(each.total)} for each in stats.sessions],
        "by_exercise": [
            {
                "exercise": each.exercise,
                "name": exercise_name(each.exercise),
                "planned_seconds": number(each.planned_seconds),
                "held_seconds": number(each.held_seconds),
                "done": each.done,
                "cut": each.cut,
                "skipped": each.skipped,
            }
            for each in stats.exercises
        ],
        "sides": [each._asdict() | {"name": exercise_name(each.exercise)} for each in stats.sides],
        "before_worse_mornings": [each._asdict() for each in worse],
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "sessions": total.runs,
        "completed": total.completed,
        "days": len(total.days),
        "active_seconds": number(total.active_seconds),
        "held_seconds": number(total.held_seconds),
        "pain": _pain(total.pain),
    }


def _pain(pain: Pain | None) -> dict[str, Any] | None:
    if pain is None:
        return None
    means = {"before": pain.before, "after": pain.after, "change": pain.change}
    return {"answers": pain.answers} | {key: number(round(mean, 2)) for key, mean in means.items()}


def _week(day: date) -> str:
    """The name of an ISO week."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
