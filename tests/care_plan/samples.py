"""Plans, and what was done of them."""

from __future__ import annotations

from datetime import date, timedelta

from backstretch.care_plan.model import CarePlan
from backstretch.care_plan.plan_reader import PlanReading, read_plan
from backstretch.care_plan.today import DoneRun

FIRST = date(2026, 12, 1)
"""A Tuesday."""
HEAD = 'format = 1\ntitle = "T"\nfrom = 2026-12-01\nweeks = 6\n'
WALKS = "[[do]]\nwalk = 10\nby = 10\nto = 30\ntimes_a_week = 5\n"
EVERYDAY = '[[do]]\nsession = "everyday"\ndays = ["mon", "wed", "fri"]\n'


def read(text: str) -> PlanReading:
    return read_plan(text.encode(), path="plan.toml", sessions={"everyday", "gentle-start"})


def plan_of(text: str) -> CarePlan:
    reading = read(text)
    assert reading.plan is not None, reading.problems
    return reading.plan


def lines(text: str) -> list[str]:
    """The problems, without the path and the word error."""
    return [str(problem).removeprefix("plan.toml:").replace(": error:", ":") for problem in read(text).problems]


def day(number: int) -> date:
    """The day of the plan so far after its first."""
    return FIRST + timedelta(days=number)


def walked(number: int, minutes: float = 10, level: int = 0, *, easy: bool = False, worse: bool = False) -> DoneRun:
    return DoneRun("walk", True, day(number), minutes, True, easy, level, worse=worse)


def did(number: int, session: str = "everyday", *, completed: bool = True, stopped: bool = False) -> DoneRun:
    return DoneRun(session, False, day(number), 11, completed, stopped=stopped)
