"""Statistics of the runs: by week, by session, by exercise; streaks; pain before and after. Pure.

A day is the local day on which a run began. It counts when something was held on it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from backstretch.journal.sums import DaySum, ExerciseSum, Sums
from backstretch.review.sides import SideDifference, differences
from backstretch.review.streaks import current_streak, days_this_week, monday, streaks


class Pain(NamedTuple):
    """Pain before and after, over the runs where both are known."""

    answers: int
    """The number of such runs."""
    before: float
    """Mean, 0–10."""
    after: float

    @property
    def change(self) -> float:
        """The mean change over a run; below 0 is less pain."""
        return self.after - self.before


class Total(NamedTuple):
    """Some runs, added up."""

    runs: int = 0
    completed: int = 0
    days: tuple[date, ...] = ()
    """The days that count, oldest first."""
    active_seconds: float = 0
    held_seconds: float = 0
    pain: Pain | None = None
    """None where no run has both answers."""


class WeekTotal(NamedTuple):
    """One week."""

    monday: date
    total: Total


class SessionTotal(NamedTuple):
    """One session."""

    session: str
    title: str
    """Of its latest run."""
    total: Total


class Stats(NamedTuple):
    """All statistics."""

    today: date
    goal: int
    """Days a week; 0 is none."""
    total: Total
    weeks: tuple[WeekTotal, ...]
    """Every week from the first run's to this one, oldest first, weeks without a run included."""
    sessions: tuple[SessionTotal, ...]
    """The most frequent first."""
    exercises: tuple[ExerciseSum, ...]
    """The longest held first."""
    sides: tuple[SideDifference, ...]
    active_by_day: dict[date, float]
    """Seconds, for the days that count."""
    streak: tuple[date, ...]
    """The days of the streak that can still go on."""
    longest_streak: int
    """Days."""
    stopped: frozenset[date] = frozenset()
    """The days on which pain stopped a session."""

    @property
    def this_week(self) -> int:
        """The number of days of this week that count."""
        return days_this_week(self.total.days, self.today)


def summarise(sums: Sums, today: date, goal: int) -> Stats:
    """The statistics that these sums give today; ``goal`` is days a week, 0 for none."""
    total = _total(sums.days)
    sessions = [SessionTotal(name, days[-1].title, _total(days)) for name, days in _by_session(sums.days).items()]
    active: dict[date, float] = {}
    for day in sums.days:
        if day.something_done:
            active[day.day] = active.get(day.day, 0) + day.active_seconds
    return Stats(
        today=today,
        goal=goal,
        total=total,
        weeks=tuple(_weeks(sums.days, today)),
        sessions=tuple(sorted(sessions, key=lambda each: (-each.total.runs, each.session))),
        exercises=tuple(sorted(sums.exercises, key=lambda each: (-each.held_seconds, each.exercise))),
        sides=tuple(differences(sums.sides, today)),
        active_by_day=active,
        streak=tuple(current_streak(total.days, today)),
        longest_streak=max(map(len, streaks(total.days)), default=0),
        stopped=frozenset(day.day for day in sums.days if day.stopped),
    )


def _total(days: Iterable[DaySum]) -> Total:
    days = list(days)
    return Total(
        runs=sum(day.runs for day in days),
        completed=sum(day.completed for day in days),
        days=tuple(sorted({day.day for day in days if day.something_done})),
        active_seconds=round(sum(day.active_seconds for day in days), 3),
        held_seconds=round(sum(day.held_seconds for day in days), 3),
        pain=_pain(days),
    )


def _pain(days: Iterable[DaySum]) -> Pain | None:
    answered = [day for day in days if day.pain_answers]
    answers = sum(day.pain_answers for day in answered)
    if not answers:
        return None
    before, after = sum(day.pain_before for day in answered), sum(day.pain_after for day in answered)
    return Pain(answers, before / answers, after / answers)


def _weeks(days: Iterable[DaySum], today: date) -> Iterator[WeekTotal]:
    by_week: dict[date, list[DaySum]] = {}
    for day in days:
        by_week.setdefault(monday(day.day), []).append(day)
    if by_week:
        first, this = min(by_week), monday(today)
        so_far = (first + timedelta(weeks=week) for week in range((this - first).days // 7 + 1))
        ahead = sorted(week for week in by_week if week > this)  # where a clock was wrong
        for week in (*so_far, *ahead):
            yield WeekTotal(week, _total(by_week.get(week, ())))


def _by_session(days: Iterable[DaySum]) -> dict[str, list[DaySum]]:
    found: dict[str, list[DaySum]] = {}
    for day in days:
        found.setdefault(day.session, []).append(day)
    return found
