"""The sentences about what was done: about the statistics, about this week, about one run; for every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from backstretch.base.text import clock, counted, plain, score_change
from backstretch.review.streaks import REST_DAYS, days_this_week, monday, week_line
from backstretch.session.catalogue import catalogue

if TYPE_CHECKING:
    from backstretch.journal.records import PainReport, Run
    from backstretch.journal.store import Journal
    from backstretch.journal.sums import Sums
    from backstretch.review.sides import SideDifference
    from backstretch.review.statistics import Pain, Stats

OUTCOMES = {
    "completed": "completed",
    "ended_early": "ended early",
    "interrupted": "interrupted",
    "stopped_for_pain": "stopped for pain",
}
"""How a run ended."""
RESULTS = {"done": "", "cut": "cut short", "skipped": "skipped"}
"""How a hold ended; empty for one that was held in full."""

_OFFSETS = timedelta(days=1)
"""How far a run's local day may be from the local day here."""


def statistics_of(journal: Journal, now: datetime, goal: int, since: datetime | None = None) -> Stats:
    """The statistics of the runs begun at ``since`` or later, or of all of them; ``goal`` is days a week.

    Raises JournalError if the journal fails.
    """
    from backstretch.review.statistics import summarise

    return summarise(sums_of(journal, now, since), now.date(), goal)


def sums_of(journal: Journal, now: datetime, since: datetime | None = None) -> Sums:
    """The journal's sums for the statistics. Raises JournalError if the journal fails."""
    # The library shows this week only, and is drawn sooner without these.
    from backstretch.review.sides import first_day

    sides = datetime.combine(first_day(now.date()), time(), now.tzinfo) - _OFFSETS
    return journal.sums(since, sides if since is None else max(since, sides))


def this_week_line(journal: Journal | None, now: datetime, goal: int) -> str:
    """The number of days of this week, for a place that shows no other statistics; empty without a goal.

    Raises JournalError if the journal fails.
    """
    if journal is None or not goal:
        return ""
    begin = datetime.combine(monday(now.date()), time(), now.tzinfo) - _OFFSETS
    return week_line(days_this_week(journal.days_done(begin), now.date()), goal)


def streak_line(stats: Stats) -> str:
    """The streak that can go on, and the longest one; empty while there is none of two days or more."""
    between = f"with rest days ({REST_DAYS} at most between two)"
    longest = counted(stats.longest_streak, "session day") if stats.longest_streak > max(1, len(stats.streak)) else ""
    if len(stats.streak) < 2:
        return f"Longest row: {longest}, {between}" if longest else ""
    row = f"{counted(len(stats.streak), 'session day')} since {_day(stats.streak[0], stats.today)}"
    return f"{row}, {between}{f'; the longest: {longest}' if longest else ''}"


def pain_line(pain: Pain | None) -> str:
    """Mean pain before and after; empty where no run has both scores."""
    if pain is None:
        return ""
    over = f", on average over {pain.answers} sessions" if pain.answers > 1 else ", in one session"
    return f"Pain, 0 to 10: {pain.before:.1f} before, {pain.after:.1f} after{over}"


def side_line(difference: SideDifference) -> str:
    """One exercise whose sides differ."""
    longer = "right" if difference.shorter == "left" else "left"
    weeks, of_weeks = difference.weeks, difference.of_weeks
    when = f"for {weeks} weeks" if weeks == of_weeks else f"in {weeks} of {of_weeks} weeks"
    return (
        f"{exercise_name(difference.exercise)}: {difference.shorter} held {difference.percent} % shorter"
        f" than {longer} {when}"
    )


def exercise_name(exercise: str) -> str:
    """The catalogue's name of an exercise; a person's own name for one stays."""
    known = catalogue().get(exercise)
    return known.name if known else plain(exercise)


def pain_change(run: Run) -> str:
    """Pain before and after, with a dash for a score that is missing; empty if both are."""
    return score_change(run.pain_before, run.pain_after)


def reach_change(run: Run) -> str:
    """Where the pain reached before and after, as far as that was said; empty if it was not."""
    from backstretch.coach.red_flags import say

    reached = (run.reach_before, "before"), (run.reach_after, "after")
    return ", ".join(f"{say('reach', reach)} {when}" for reach, when in reached if reach is not None)


def stop_lines(said: PainReport, name: Callable[[str], str] = plain) -> Iterator[str]:
    """Where pain stopped a run, then each answer about it, a line each; ``name`` gives an exercise its name."""
    # Few runs need these words, and a list of runs none.
    from backstretch.coach.red_flags import pain_kinds, signs

    place = [f"at {clock(said.at_seconds)} by the session's clock", f"step {said.step}"]
    place += [text for text in (said.exercise and name(said.exercise), said.side) if text]
    if said.rep is not None:
        place.append(f"repetition {said.rep}")
    yield f"stopped {', '.join(place)}"
    kinds = {kind.id: kind.text for kind in pain_kinds()}
    short = {sign.id: sign.short for sign in signs()}
    more = {
        "kind": kinds.get(said.kind or "", said.kind),
        "score": said.score,
        "where": said.where,
        "signs": ", ".join(short.get(sign, sign) for sign in said.signs),
        "note": said.note,
    }
    for label, value in more.items():
        if value is not None and value != "":
            yield f"  {label}: {plain(str(value))}"


def _day(day: date, today: date) -> str:
    return f"{day.day} {day:%B}{'' if day.year == today.year else f' {day.year}'}"
