"""Four weeks of a made-up person with a plan, day by day, and nothing but the program's own keys and commands."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest

from backstretch.care_plan.goals import Course
from backstretch.journal import exchange
from backstretch.journal.records import Run
from backstretch.journal.store import Journal
from backstretch.paper.report_contents import report
from backstretch.run.context import open_context
from backstretch.run.day_plan import DayPlan, day_plan, goal_courses
from backstretch.run.day_words import day_lines
from backstretch.run.goal_ratings import course_lines, rate
from backstretch.session.model import Session

from .conftest import Act, Reading, Table

pytestmark = pytest.mark.second

DAY = 86_400.0
SESSION = """\
format = 1
title = "Mornings"
lead_in = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 10
reps = { from = 4, to = 8, by = 2 }
rest_between = 5
[[steps]]
exercise = "bridge"
hold = 10
reps = 2
rest_between = 5
"""
PLAN = """\
format = 1
title = "After the first weeks"
from = 2026-11-23
weeks = 4
review = 2026-12-18
by = "Kim"
[[do]]
session = "everyday"
days = ["mon", "wed", "fri"]
level_most = 1
[[do]]
walk = 10
by = 10
to = 30
times_a_week = 5
[[goals]]
name = "Put on socks standing"
"""
BAD_DAYS = range(16, 19)
"""Of the third week."""
WORSE = 17
MISSED = {9, 10}


class Person:
    """What she does in those weeks, and what the program says to it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        table.world.write_session(SESSION)
        table.world.paths.plan.write_text(PLAN)
        self.first = table.world.clock.now().date()
        self.said: dict[int, list[str]] = {}
        self.readings: list[Reading] = []

    @property
    def number(self) -> int:
        """The day, from 0."""
        return (self.table.world.clock.now().date() - self.first).days

    def today(self) -> DayPlan:
        with closing(open_context(self.table.world.paths, self.table.world.clock)) as context:
            found = day_plan(context)
        assert found is not None
        return found

    def live(self, days: int) -> None:
        """Do each day what is due, and go to bed."""
        for _ in range(days):
            found = self.today()
            self.said[self.number] = list(day_lines(found))
            while self.number not in MISSED and (offer := self.today().next) is not None:
                assert offer.session is not None
                self.do(offer.session, found.today.day)
            self.table.world.clock.sleep(DAY)

    def do(self, session: Session, day: date) -> None:
        """One session, with the questions before it as they come."""
        asked: list[Act] = []
        runs = self.table.world.runs()
        if runs and not runs[-1].next_day_asked and runs[-1].started_at.date() < day:
            asked.append("w" if self.number == WORSE else "s")
        if self.number in BAD_DAYS:
            asked += ["f", "enter"]
        seconds = 2000.0 if session.kind == "walk" else 300.0
        reading = self.table.run(*asked, "l", "enter", seconds, "1", "enter", "escape", found=session)
        self.readings.append(reading)

    def rate(self, score: int) -> None:
        with closing(open_context(self.table.world.paths, self.table.world.clock)) as context:
            rate(context, {"Put on socks standing": score})

    def courses(self) -> tuple[Course, ...]:
        with closing(open_context(self.table.world.paths, self.table.world.clock)) as context:
            return goal_courses(context)

    def runs(self, kind: str) -> list[Run]:
        return [run for run in self.table.world.runs() if run.kind == kind]

    def day_of(self, run: Run) -> int:
        return (run.started_at.date() - self.first).days


@pytest.fixture
def person(table: Table) -> Person:
    return Person(table)


def test_four_weeks(person: Person) -> None:
    assert person.first == date(2026, 11, 23)
    person.rate(4)
    person.live(28)
    assert [reading.code for reading in person.readings] == [0] * len(person.readings)

    # Every Monday, Wednesday and Friday, but for the one that was missed, which nothing was made up for.
    sessions = person.runs("session")
    assert [person.day_of(run) for run in sessions] == [0, 2, 4, 7, 11, 14, 16, 18, 21, 23, 25]
    assert {run.outcome for run in person.table.world.runs()} == {"completed"}
    assert [run.level for run in sessions if not run.easy][:3] == [0, 0, 0]
    assert max(run.level for run in sessions) == 1, "as high as the plan lets it go"

    # Five walks in the first week, which offers more; the bad week offers nothing.
    walks = person.runs("walk")
    minutes = {
        week: {round(run.held_seconds / 60) for run in walks if person.day_of(run) // 7 == week and not run.easy}
        for week in range(4)
    }
    assert minutes[0] == {10}
    assert minutes[1] == {11}
    assert minutes[2] <= {11, 13}
    assert "and nothing was worse for it. l: walk 11 minutes from now on" in "\n".join(
        line for reading in person.readings for line in reading.lines
    )

    # Three bad days: half of it, no strength work, and then all as before.
    easy = [run for run in person.table.world.runs() if run.easy]
    assert {person.day_of(run) for run in easy} == set(BAD_DAYS)
    assert all(not run.easy for run in sessions if person.day_of(run) > max(BAD_DAYS))

    # What Today said.
    assert person.said[0][0] == "After the first weeks: week 1 of 4"
    assert person.said[1][1].startswith("waits: Mornings, 1 of 3 this week, next on Wednesday")
    assert not any("miss" in line.lower() for lines in person.said.values() for line in lines), "it scolds nobody"
    assert person.said[24][-1] == "Your review: see Kim on Friday 18 December 2026."
    assert person.said[25][-1].endswith("it is time to see Kim.")
    assert next(iter(day_lines(person.today()))).startswith("After the first weeks is over since Sunday 20 December")

    # The goal, four weeks later.
    person.rate(7)
    assert list(course_lines(person.courses()[0])) == [
        "Put on socks standing: 4 → 7, 3 points better (last rated 21 December)"
    ]


def test_the_weeks_on_paper_and_on_another_machine(person: Person, tmp_path_factory: pytest.TempPathFactory) -> None:
    person.rate(4)
    person.live(14)
    other = Person(person.table.twin())
    other.live(3)
    with other.table.world.journal() as there, person.table.world.journal() as here:
        export = tmp_path_factory.mktemp("usb") / "log.jsonl"
        export.write_bytes(b"".join(exchange.lines(here)))
        for _ in range(2):
            exchange.merge(there, export, lambda _: None)
        assert there.count() == here.count() + len(_own(there, here))
        assert [score.score for score in there.goal_scores()] == [4]
        found = report(
            there.runs(), there.doses(None), None, person.first + timedelta(days=13), person.today().today.plan
        )
    assert found is not None
    assert found.prescribed is not None
    assert [task[:2] for task in found.prescribed.tasks] == [
        ("everyday", "6 times (3 a week)"),
        ("Walk, from 10 min", "10 times (5 a week)"),
    ]
    assert found.prescribed.tasks[0][2] == "5 times"


def _own(there: Journal, here: Journal) -> set[str]:
    return {run.id for run in there.runs()} - {run.id for run in here.runs()}
