"""A walk as a session, so that all that holds for a session holds for it; and how far the walks of a plan grow."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from backstretch.care_plan.model import MOST_LEVELS, WALK, CarePlan, Task
from backstretch.care_plan.today import DoneRun, fits
from backstretch.session.catalogue import Exercise
from backstretch.session.model import Duration, ExerciseStep, Range, Session
from backstretch.session.words import Part

WALKING = "walking"
"""The catalogue's exercise."""
USUAL_MINUTES = 10
"""Where neither the person nor a plan says: the shortest of what the catalogue's sources name."""
_READY_SECONDS = 15.0
_TURN_BACK = "Half the time is over: turn back now."


def walk_session(exercises: Mapping[str, Exercise], minutes: Sequence[int], since: date | None = None) -> Session:
    """A walk of so many ``minutes`` at each level from 0 on; runs from the day ``since`` on count for its level."""
    walking = exercises[WALKING]
    words = walking.words
    parts = (Part("WALK", words.into), Part("WALK", _TURN_BACK))
    seconds = tuple(60.0 * each for each in minutes)
    longest = max(seconds)
    hold = Range(seconds[0], longest, longest, rungs=seconds) if len(seconds) > 1 else Duration(longest)
    step = ExerciseStep(
        number=1,
        within=None,
        exercise=walking.id,
        name=walking.name,
        own=False,
        words=words._replace(parts=parts),
        cautions=frozenset(),
        sides="none",
        first_side="left",
        hold=hold,
        reps=1,
        rest_between=Duration(0),
        rest_after=Duration(0),
        lead_in=Duration(_READY_SECONDS),
        side_gap=Duration(0),
    )
    return Session(
        id=WALK,
        title="Walk",
        summary="An easy walk on level ground: out for half the time, then back.",
        author="",
        level="gentle",
        tags=(),
        breath_seconds=6.0,
        steps=(step,),
        content=f"walk = {list(minutes)}\n".encode(),
        kind="walk",
        level_since=since,
    )


def planned_walk(exercises: Mapping[str, Exercise], plan: CarePlan, task: Task) -> Session:
    """The walk of a plan, as long at each level as the plan lets it be."""
    minutes = [task.minutes_at(level) or USUAL_MINUTES for level in range(top_level(plan) + 1)]
    return walk_session(exercises, minutes, plan.first)


def free_walk(exercises: Mapping[str, Exercise], plan: CarePlan | None, minutes: int, level: int) -> Session:
    """A walk of minutes that the person chose, which leaves the level of the plan's walks as it is."""
    return walk_session(exercises, [minutes] * (level + 1), plan.first if plan is not None else None)


def as_planned(session: Session, plan: CarePlan | None, day: date) -> Session:
    """The session, no higher than a plan that is under way on ``day`` lets it go."""
    if plan is None or not 0 <= plan.week_of(day) < plan.weeks:
        return session
    most = [task.level_most for task in plan.tasks if task.minutes is None and task.session == session.id]
    named = [level for level in most if level is not None]
    return session._replace(level_most=min(named)) if named else session


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
