"""What the person's plan has for today: its file, what was done of it, and what of it may be started."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from backstretch.base.command_line import command
from backstretch.base.errors import BackstretchError
from backstretch.care_plan.goals import Course, Rating, all_due, courses
from backstretch.care_plan.model import WALK, CarePlan, Task
from backstretch.care_plan.today import DoneRun, Item, Stage, State, Today, today
from backstretch.care_plan.walks import USUAL_MINUTES, free_walk, planned_walk
from backstretch.coach.red_flags import say
from backstretch.journal.records import Run
from backstretch.run.context import Context
from backstretch.run.plan import make_plan
from backstretch.session.catalogue import catalogue
from backstretch.session.library import find, load
from backstretch.session.model import Session

if TYPE_CHECKING:
    from backstretch.journal.store import Journal

_LOOKED_BACK_AT = timedelta(days=15)
"""This week of the plan and the one before, wherever on earth their runs began."""


class Offer(NamedTuple):
    """One task of today, and how it may be started."""

    item: Item
    title: str
    session: Session | None
    """None where it cannot be started."""
    refused: str = ""
    """Why it is not offered now; empty if it is."""


class DayPlan(NamedTuple):
    """A plan on one day, for this person."""

    today: Today
    offers: tuple[Offer, ...]
    """A task each, in the order of the plan."""
    goals_due: bool = False
    """Whether the goals should be rated."""

    @property
    def next(self) -> Offer | None:
        """What is started next: the first that is due and not refused."""
        return next((offer for offer in self.due if offer.session is not None and not offer.refused), None)

    @property
    def due(self) -> tuple[Offer, ...]:
        """What is due today and not done."""
        return tuple(offer for offer in self.offers if offer.item.state is State.DUE)


def done_runs(journal: "Journal | None", since: datetime) -> tuple[DoneRun, ...]:
    """What a plan asks of the runs begun at ``since`` or later, oldest first. Raises JournalError."""
    return tuple(map(done_run, journal.runs(since))) if journal is not None else ()


def done_run(run: Run) -> DoneRun:
    """What a plan asks of one run."""
    report = run.pain_report
    return DoneRun(
        session=run.session,
        walk=run.kind == "walk",
        day=run.started_at.date(),
        minutes=run.held_seconds / 60,
        completed=run.outcome == "completed",
        easy=run.easy,
        level=run.level,
        stopped=run.outcome == "stopped_for_pain" and (report is None or report.guards),
        worse=run.next_day == "worse",
    )


def recent_runs(journal: "Journal | None", day: date) -> tuple[DoneRun, ...]:
    """The runs that decide about ``day``: those of this week of a plan and of the one before. Raises JournalError."""
    return done_runs(journal, datetime.combine(day, time()).astimezone() - _LOOKED_BACK_AT)


def walk_level(plan: CarePlan, journal: "Journal | None") -> int:
    """The level of the plan's walks now. Raises JournalError."""
    return (journal.last_level(WALK, plan.first) if journal is not None else None) or 0


def day_plan(context: Context) -> DayPlan | None:
    """What the plan has for today; None without one, or with one that cannot be read. Raises JournalError."""
    plan = context.care_plan
    if plan is None:
        return None
    day = context.clock.now().date()
    level = walk_level(plan, context.journal)
    found = today(plan, recent_runs(context.journal, day), day, level)
    waits = {walk: _why_it_waits(context, walk=walk) for walk in (True, False)}
    due = found.stage is not Stage.BEFORE and bool(all_due(_courses(context, plan), day))
    return DayPlan(found, tuple(_offer(context, item, waits[item.minutes is not None]) for item in found.items), due)


def goal_courses(context: Context) -> tuple[Course, ...]:
    """How each goal of the plan went so far. Raises JournalError."""
    return _courses(context, context.care_plan) if context.care_plan is not None else ()


def _courses(context: Context, plan: CarePlan) -> tuple[Course, ...]:
    scores = context.journal.goal_scores() if context.journal is not None and plan.goals else ()
    return courses(plan.goals, (Rating(score.goal, score.day, score.score) for score in scores))


def walk_as_it_is(context: Context, minutes: int) -> tuple[Session, int]:
    """A walk of chosen minutes, and the level it counts for: that of the plan's walks now. Raises JournalError."""
    plan = context.care_plan
    level = walk_level(plan, context.journal) if plan is not None else 0
    return free_walk(catalogue(), plan, minutes, level), level


def walk_of(context: Context, minutes: int | None = None) -> Session:
    """The walk of so many minutes; else that of the plan for today, or of the usual length. Raises JournalError."""
    plan = context.care_plan
    task = _walk_for(plan, context.clock.now().date()) if plan is not None else None
    if plan is not None and task is not None and minutes is None:
        return planned_walk(catalogue(), plan, task)
    return walk_as_it_is(context, minutes or USUAL_MINUTES)[0]


def _walk_for(plan: CarePlan, day: date) -> Task | None:
    """The walk of a plan that fits a day best: the first of those for that day, else the first there is."""
    if not plan.walks or not 0 <= plan.week_of(day) < plan.weeks:
        return None
    return next((task for task in plan.walks if not task.days or day.weekday() in task.days), plan.walks[0])


def _why_it_waits(context: Context, *, walk: bool) -> str:
    """Why a session, or a walk, is not offered now: a ticked sign, or a stop that stands; empty if nothing is.

    Behind the gate of a stop a walk stays open, unless the pain was new in the leg; what it asks comes when it starts.
    """
    if context.kept_signs:
        return say("check_in", "blocked")
    stop = context.gate.open_stop()
    if stop is None or (walk and stop.run_id is not None and not stop.in_the_leg):
        return ""
    return say("after_stop", "waiting")


def _offer(context: Context, item: Item, closed: str) -> Offer:
    """A task as this person may start it."""
    task = item.task
    try:
        session = _session(context, task)
    except BackstretchError as error:
        return Offer(item, task.session, None, str(error))
    if closed:
        return Offer(item, session.title, session, closed)
    try:
        make_plan(session, context.person)
    except BackstretchError as error:
        return Offer(item, session.title, None, str(error))
    return Offer(item, session.title, session)


def _session(context: Context, task: Task) -> Session:
    """The session or walk of a task. Raises BackstretchError where it is not there, or has errors."""
    plan = context.care_plan
    if task.minutes is not None and plan is not None:
        return planned_walk(catalogue(), plan, task)
    found = find(task.session, context.paths)
    reading = load(found, warnings=False)
    if reading.session is None:
        raise BackstretchError(f'"{found.id}" has problems; {command("backstretch check", found.id)} lists them')
    return context.as_planned(reading.session)
