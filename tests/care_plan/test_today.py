"""What is due, done and waiting on a day; and when a walk may grow."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from backstretch.care_plan.model import Growth, Task
from backstretch.care_plan.today import DoneRun, Stage, State, Today, today
from backstretch.care_plan.walks import good_week, top_level
from tests.cases import cases

from .samples import EVERYDAY, HEAD, WALKS, day, did, plan_of, walked

PLAN = plan_of(HEAD + EVERYDAY + WALKS)
"""Monday, Wednesday and Friday, and five walks; its first day is a Tuesday."""
WALK_DAYS = plan_of(f'{HEAD}[[do]]\nwalk = 10\ndays = ["tue", "thu"]\n')


def states(found: Today) -> list[str]:
    """One word a task, with how often it was done."""
    return [f"{item.state.value} {item.done}/{item.of}" for item in found.items]


@cases(
    "number,runs,expected",
    [
        (-1, [], []),
        (0, [], ["waits 0/3", "due 0/5"]),
        (1, [], ["due 0/3", "due 0/5"]),
        (1, [did(1)], ["done 1/3", "due 0/5"]),
        (1, [did(1, completed=False)], ["due 0/3", "due 0/5"]),
        (1, [did(1, "gentle-start")], ["due 0/3", "due 0/5"]),
        (1, [walked(1)], ["due 0/3", "done 1/5"]),
        (1, [walked(1, 8)], ["due 0/3", "done 1/5"]),
        (1, [walked(1, 7.9)], ["due 0/3", "due 0/5"]),
        (1, [walked(1, 4, easy=True)], ["due 0/3", "done 1/5"]),
        (1, [walked(1, 3.9, easy=True)], ["due 0/3", "due 0/5"]),
        (1, [walked(1, 8, level=1)], ["due 0/3", "due 0/5"]),
        # What was not done on its day piles nothing up, on that week or on the next.
        (2, [], ["waits 0/3", "due 0/5"]),
        (3, [], ["due 0/3", "due 0/5"]),
        (6, [], ["due 0/3", "due 0/5"]),
        (7, [], ["waits 0/3", "due 0/5"]),
        # Two on a day are one.
        (2, [walked(1), walked(1)], ["waits 0/3", "due 1/5"]),
        (5, [walked(number) for number in range(5)], ["waits 0/3", "waits 5/5"]),
        (4, [walked(number) for number in range(5)], ["waits 0/3", "done 5/5"]),
        (7, [walked(number) for number in range(7)], ["waits 0/3", "due 0/5"]),
        # What is done on another day counts in the week, and the day it is for stays due.
        (1, [did(0)], ["due 1/3", "due 0/5"]),
        (41, [], ["due 0/3", "due 0/5"]),
        (42, [], []),
    ],
)
def test_what_is_for_a_day(number: int, runs: list[DoneRun], expected: list[str]) -> None:
    assert states(today(PLAN, runs, day(number))) == expected


@cases(
    "number,stage,week,see",
    [
        (-1, Stage.BEFORE, 0, False),
        (0, Stage.UNDER_WAY, 1, False),
        (6, Stage.UNDER_WAY, 1, False),
        (7, Stage.UNDER_WAY, 2, False),
        (9, Stage.UNDER_WAY, 2, False),
        (10, Stage.UNDER_WAY, 2, True),
        (41, Stage.UNDER_WAY, 6, True),
        (42, Stage.OVER, 7, True),
    ],
)
def test_how_the_plan_stands(number: int, stage: Stage, week: int, see: bool) -> None:
    found = today(PLAN._replace(review=day(10)), [], day(number))
    assert (found.stage, found.week, found.see_someone) == (stage, week, see)
    assert not today(PLAN, [], day(number)).see_someone


@cases(
    "number,runs,expected",
    [
        (0, [], day(1)),
        (4, [], day(6)),
        (40, [], day(41)),
        (41, [did(41)], None),
    ],
)
def test_when_what_waits_is_due_next(number: int, runs: list[DoneRun], expected: date | None) -> None:
    assert today(PLAN, runs, day(number)).items[0].next_day == expected


def test_a_run_is_one_tasks_that_of_its_day_first() -> None:
    two = PLAN._replace(tasks=(Task("everyday", 3), Task("everyday", 1, (2,)), Task("everyday", 1, (3,))))
    wednesday = day(1)
    assert [item.state for item in today(two, [did(1)], wednesday).items] == [State.DUE, State.DONE, State.WAITS]
    assert [item.state for item in today(two, [did(1)] * 2, wednesday).items] == [State.DONE, State.DONE, State.WAITS]


GOOD = [walked(number) for number in range(5)]


@cases(
    "number,runs,expected",
    [
        (7, GOOD, 1),
        (4, GOOD, 1),
        (13, GOOD, 1),
        (14, GOOD, None),
        (7, GOOD[:4], None),
        (7, [*GOOD[:4], GOOD[3]], None),
        (7, [*GOOD[:4], walked(4, easy=True)], None),
        (7, [*GOOD[:4], walked(4, 7)], None),
        (7, [*GOOD[:4], walked(4, worse=True)], None),
        (7, [*GOOD, did(5, stopped=True, completed=False)], None),
        (7, [*GOOD, did(7, stopped=True, completed=False)], None),
        (7, [*GOOD[:4], walked(4, level=1)], None),
        (8, [*GOOD, walked(7, 11, level=1)], None),
        (8, [*GOOD, walked(7)], 1),
        (-1, GOOD, None),
        (42, [walked(number) for number in range(35, 40)], None),
    ],
)
def test_a_good_week(number: int, runs: list[DoneRun], expected: int | None) -> None:
    level = max((run.level for run in runs), default=0) if number == 8 else 0
    found = good_week(PLAN, runs, day(number), level)
    assert (found and found.week) == expected


def test_walks_of_named_days_are_taken_on_them() -> None:
    assert good_week(WALK_DAYS, [walked(0), walked(2)], day(7), 0) == (1, 2)
    assert good_week(WALK_DAYS, [walked(0), walked(3)], day(7), 0) is None
    assert good_week(PLAN._replace(tasks=PLAN.tasks[:1]), [did(1), did(3), did(6)], day(7), 0) is None


@cases(
    "minutes,by,to,expected",
    [
        (10, 10, 30, [10, 11, 13, 15, 17, 19, 21, 24, 27, 30, 30]),
        (5, 1, 8, [5, 6, 7, 8, 8]),
        (20, 100, 30, [20, 30, 30]),
        (30, 10, 30, [30, 30]),
    ],
)
def test_how_a_walk_grows(minutes: int, by: int, to: int, expected: list[int]) -> None:
    task = Task("walk", 5, minutes=minutes, growth=Growth(by, to))
    assert [task.minutes_at(level) for level in range(len(expected))] == expected
    assert top_level(PLAN._replace(tasks=(task,))) == expected.index(to)


@given(
    st.lists(st.tuples(st.integers(-3, 50), st.booleans(), st.integers(0, 40), st.integers(0, 3)), max_size=20),
    st.integers(-3, 50),
)
def test_nothing_ever_piles_up(runs: list[tuple[int, bool, int, int]], number: int) -> None:
    """However much was missed, a day asks for each task once; and no run makes more due than there was."""
    done = [
        walked(on, minutes, level) if walk else did(on) for on, walk, minutes, level in sorted(runs) if on <= number
    ]
    found, fresh = today(PLAN, done, day(number)), today(PLAN, [], day(number))
    assert len(found.items) == len(fresh.items) <= len(PLAN.tasks)
    for item, untouched in zip(found.items, fresh.items, strict=True):
        assert item.done <= 7
        if item.state is State.DUE:
            assert untouched.state is State.DUE
        if untouched.state is State.WAITS:
            assert item.state is not State.DUE
