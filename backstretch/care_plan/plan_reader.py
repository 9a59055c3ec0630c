"""From the bytes of a ``plan.toml`` to a ``CarePlan``, or to every problem in it, each with its place and fix."""

from collections.abc import Collection
from typing import NamedTuple

from backstretch.base.errors import Problem
from backstretch.base.text import did_you_mean, plain
from backstretch.care_plan.model import DAYS, WALK, CarePlan, Growth, Task
from backstretch.care_plan.plan_keys import (
    BY,
    DAYS_KEY,
    DO,
    FILE,
    FORMAT,
    FROM,
    GOAL_FORM,
    GOAL_NAME,
    GOALS,
    GROWTH,
    LEVEL_MOST,
    MINUTES,
    MOST,
    REVIEW,
    SESSION,
    TASK_FORMS,
    TIMES_A_WEEK,
    TITLE,
    USUAL_GROWTH,
    USUAL_MINUTES,
    WALK_TASK,
    WEEKS,
)
from backstretch.session.fields import Table
from backstretch.session.findings import MOST_FINDINGS, Finding, Report, shown
from backstretch.session.reader import in_order
from backstretch.session.syntax import read_document

_TASK_KEYS = tuple(dict.fromkeys(name for form in TASK_FORMS for name in form.names))
_WHEN = 'days = ["mon", "wed", "fri"], or times_a_week = 3'


class PlanReading(NamedTuple):
    """What came of reading a plan."""

    plan: CarePlan | None
    """None if, and only if, there is an error among the problems."""
    problems: tuple[Problem, ...]
    """In the order of the file."""


def read_plan(data: bytes, *, path: str, sessions: Collection[str] | None = None) -> PlanReading:
    """Read the plan ``data``; ``path`` is what its problems name.

    A session that is not among ``sessions``, which are ids, is an error; without them every one is taken as it is.
    """
    document = read_document(data)
    report = Report(document.stand_in)
    plan = None
    if document.values is not None:
        plan = _plan(Table(document.values, (), report), sessions)
    if report.more is not None:
        message = f"the file has more problems than can be listed; these are the first {MOST_FINDINGS}"
        report.findings[Finding((), report.more, message)] = None
    problems = tuple(problem for problem, _ in in_order(document, report.findings, path))
    failed = any(problem.severity == "error" for problem in problems)
    return PlanReading(None if failed else plan, problems)


def _plan(table: Table, sessions: Collection[str] | None) -> CarePlan | None:
    """The plan, as far as it can be read; None where it does not say when."""
    table.only(FILE.names, elsewhere=(*_TASK_KEYS, *GOAL_FORM.names))
    table.require(FILE)
    table.fixed(FORMAT)
    first, weeks, review = table.day(FROM), table.count(WEEKS), table.day(REVIEW)
    if first is not None and review is not None and review < first:
        table.wrong(REVIEW.name, f"review is {review}, before the first day; from is {first}")
    title, by = table.text(TITLE), table.text(BY)
    tasks = tuple(_task(task, sessions) for _, task in table.inner_list(DO))
    goals = _goals([goal for _, goal in table.inner_list(GOALS)])
    if first is None or weeks is None:
        return None
    return CarePlan(title or "", first, weeks, tuple(filter(None, tasks)), review, by or "", goals)


def _task(table: Table, sessions: Collection[str] | None) -> Task | None:
    """A session or a walk; None where a mistake was reported."""
    told = [form for form in TASK_FORMS if form.told_by[0] in table]
    if len(told) > 1:
        table.wrong(MINUTES.name, "this is a session and a walk at once; write a [[do]] for each")
    form = told[0] if told else None
    table.only(form.names if form and len(told) == 1 else _TASK_KEYS, elsewhere=FILE.names)
    if form is None:
        if table.lacks(SESSION.name, MINUTES.name):
            table.report.error(table.where, 'session or walk is missing; write session = "…", or walk = 10')
        return None
    table.one_of(form, _WHEN)
    days = tuple(sorted(map(DAYS.index, table.choices(DAYS_KEY) or ())))
    times = table.count(TIMES_A_WEEK) or len(days)
    if form is WALK_TASK:
        return _walk(table, days, times)
    session = table.text(SESSION) or ""
    if session and sessions is not None and session not in sessions:
        hint = did_you_mean(session, map(plain, sessions)) or '; "backstretch list" names them all'
        table.wrong(SESSION.name, f"there is no session {shown(session)}{hint}")
    return Task(session, times, days, table.count(LEVEL_MOST))


def _walk(table: Table, days: tuple[int, ...], times: int) -> Task | None:
    minutes, by, to = table.count(MINUTES), table.count(GROWTH), table.count(MOST)
    if minutes is None:
        return None
    if to is not None and to < minutes:
        table.wrong(MOST.name, f"to is {to}, and walk is {minutes}; allowed is {minutes} or more")
    growth = None
    if by is not None or to is not None:
        growth = Growth(by or USUAL_GROWTH, to or max(USUAL_MINUTES, minutes))
    return Task(WALK, times, days, minutes=minutes, growth=growth)


def _goals(tables: Collection[Table]) -> tuple[str, ...]:
    goals: list[str] = []
    for table in tables:
        table.only(GOAL_FORM.names)
        table.require(GOAL_FORM)
        name = table.text(GOAL_NAME)
        if name is not None and name in goals:
            table.wrong(GOAL_NAME.name, f"name is {shown(name)}, as another goal's; each has a name of its own")
        elif name is not None:
            goals.append(name)
    return tuple(goals)
