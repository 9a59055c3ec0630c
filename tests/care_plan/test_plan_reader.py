"""What a plan says, and every message a wrong one brings, word for word."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from backstretch.care_plan.model import CarePlan, Growth, Task
from backstretch.care_plan.plan_keys import FILE, TASK_FORMS
from backstretch.care_plan.plan_reader import read_plan
from tests.cases import cases

from .samples import EVERYDAY, HEAD, WALKS, lines, plan_of, read

WHOLE = f"""\
format = 1
title = "After the first weeks"
from = 2026-12-01            # first day
weeks = 6
review = 2027-01-12
by = "A. Physio"
{EVERYDAY}level_most = 2
{WALKS}
[[goals]]
name = "Put on socks standing"
[[goals]]
name = "Carry the shopping"
"""


def test_a_whole_plan() -> None:
    assert plan_of(WHOLE) == CarePlan(
        "After the first weeks",
        date(2026, 12, 1),
        6,
        (Task("everyday", 3, (0, 2, 4), 2), Task("walk", 5, (), None, 10, Growth(10, 30))),
        date(2027, 1, 12),
        "A. Physio",
        ("Put on socks standing", "Carry the shopping"),
    )
    assert plan_of(WHOLE).last == date(2027, 1, 11)


@cases(
    "task,growth",
    [
        ("walk = 10", None),
        ("walk = 10\nby = 20", Growth(20, 30)),
        ("walk = 10\nto = 25", Growth(10, 25)),
        ("walk = 40\nby = 5", Growth(5, 40)),
    ],
)
def test_what_holds_where_a_walk_does_not_say(task: str, growth: Growth | None) -> None:
    assert plan_of(f"{HEAD}[[do]]\n{task}\ntimes_a_week = 5\n").walks[0].growth == growth


def do(text: str) -> str:
    return f"{HEAD}[[do]]\n{text}\n"


@cases(
    "text,expected",
    [
        (
            "",
            [
                "1:1: do is missing; write at least one task under a header [[do]]",
                "1:1: format is missing; write format = 1",
                "1:1: from is missing; write the first day, as from = 2026-12-01",
                '1:1: title is missing; write title = "…"',
                "1:1: weeks is missing; write for how many weeks, as weeks = 6",
            ],
        ),
        (
            f'format = 2\ntitle = ""\nfrom = "2026-12-01"\nweeks = 53\nreview = 7\n{EVERYDAY}',
            [
                "1:1: format is 2; this program reads format = 1",
                "2:1: title is empty; write a text that can be seen",
                '3:1: from is "2026-12-01"; write it without quotes, as from = 2026-12-01',
                "4:1: weeks is 53; allowed is 1 to 52",
                "5:1: review is 7; write a day, as review = 2026-12-01",
            ],
        ),
        (
            HEAD.replace("2026-12-01", "2026-12-01T08:00:00").replace("= 6", "= 0") + EVERYDAY,
            [
                "3:1: from has a time; write the day alone, as from = 2026-12-01",
                "4:1: weeks is 0; allowed is 1 to 52",
            ],
        ),
        (
            HEAD.replace("2026", "9999") + EVERYDAY,
            ["3:1: from is 9999-12-01; allowed are the years 2000 to 2199"],
        ),
        (
            f"{HEAD}review = 2026-11-30\nrevew = 3\n{EVERYDAY}",
            [
                "5:1: review is 2026-11-30, before the first day; from is 2026-12-01",
                '6:1: unknown key "revew" (did you mean "review"?)',
            ],
        ),
        (do('session = "evryday"\ndays = ["mon"]'), ['6:1: there is no session "evryday" (did you mean "everyday"?)']),
        (
            do('session = "xyz"\ntimes_a_week = 8'),
            [
                '6:1: there is no session "xyz"; "backstretch list" names them all',
                "7:1: times_a_week is 8; allowed is 1 to 7",
            ],
        ),
        (
            do('session = "everyday"\ndays = ["monday", "wed", 3, "wed"]'),
            [
                '7:9: days contains "monday" (did you mean "mon"?); allowed are mon, tue, wed, thu, fri, sat, sun',
                "7:26: days contains 3; allowed are mon, tue, wed, thu, fri, sat, sun",
                '7:29: days contains "wed" twice; once is enough',
            ],
        ),
        (do('session = "everyday"\ndays = []'), ['7:1: days is empty; write a list, as days = ["mon", "wed"]']),
        (do('session = "everyday"\ndays = "mon"'), ['7:1: days is "mon"; write a list, as days = ["mon", "wed"]']),
        (
            do('session = "everyday"\ndays = ["mon"]\ntimes_a_week = 3\nlevel_most = -1'),
            [
                "8:1: times_a_week stands beside days; write one of the two",
                "9:1: level_most is -1; allowed is 0 to 1000",
            ],
        ),
        (
            do('session = "everyday"'),
            ['5:1: days or times_a_week is missing; write days = ["mon", "wed", "fri"], or times_a_week = 3'],
        ),
        (
            do('session = "everyday"\ntimes_a_weak = 3'),
            ['7:1: unknown key "times_a_weak" (did you mean "times_a_week"?)'],
        ),
        (
            do("walk = 40\nto = 30\nby = 101\nlevel_most = 2\ntimes_a_week = 5"),
            [
                "7:1: to is 30, and walk is 40; allowed is 40 or more",
                "8:1: by is 101; allowed is 1 to 100",
                '9:1: unknown key "level_most"; allowed are walk, by, to, days, times_a_week',
            ],
        ),
        (do("walk = 241\ntimes_a_week = 5"), ["6:1: walk is 241; allowed is 1 to 240"]),
        (do("walk = 1.5\ntimes_a_week = 5"), ["6:1: walk is 1.5; write a whole number from 1 to 240"]),
        (
            do('walk = 10\nsession = "everyday"\ntimes_a_week = 5'),
            ["6:1: this is a session and a walk at once; write a [[do]] for each"],
        ),
        (do("times_a_week = 5"), ['5:1: session or walk is missing; write session = "…", or walk = 10']),
        (f"{HEAD}do = []", ["5:1: do is empty; write at least one task under a header [[do]]"]),
        (f"{HEAD}[do]\nwalk = 10", ["5:1: do is a single table; write [[do]], with two brackets on each side"]),
        (
            f'{HEAD}{WALKS}[[goals]]\nname = ""\n[[goals]]\nname = "a"\n[[goals]]\nname = "a"\n[[goals]]\nnam = "b"',
            [
                "10:1: goals has 4 tables; allowed is at most 3",
                "11:1: name is empty; write a text that can be seen",
                '15:1: name is "a", as another goal\'s; each has a name of its own',
                '17:1: unknown key "nam" (did you mean "name"?)',
            ],
        ),
    ],
)
def test_every_message(text: str, expected: list[str]) -> None:
    assert lines(text) == expected
    assert (read(text).plan is None) == bool(expected)


def test_what_comes_after_a_fault_is_read_too() -> None:
    found = lines(f'{HEAD}{WALKS}[[do]\nwalk = "10"\ntimes_a_week = 3\n[[goals]]\nname = 3\n')
    assert [line.split(":")[0] for line in found] == ["10", "11", "14"]


def test_a_session_that_is_not_here_is_no_error_where_none_is_known() -> None:
    text = do('session = "from-my-physio"\ntimes_a_week = 3')
    assert read(text).plan is None
    assert read_plan(text.encode(), path="plan.toml").plan is not None


_KEYS = [*FILE.names, *(name for form in TASK_FORMS for name in form.names), "name"]
_VALUES = st.one_of(
    st.sampled_from(
        ["1", "0", "-3", "300", "1.5", "true", '"everyday"', '""', "[]", '["mon"]', '["x", 3]', "2026-12-01", "{}", "{"]
    ),
    st.integers().map(str),
)
_LINES = st.one_of(
    st.sampled_from(["[[do]]", "[[goals]]", "[do]", "[[do]", "", "#"]),
    st.tuples(st.sampled_from(_KEYS), _VALUES).map(" = ".join),
)


@given(st.lists(_LINES, max_size=14), st.booleans())
def test_whatever_is_written_is_read_or_told_of(text: list[str], headed: bool) -> None:
    reading = read((HEAD if headed else "") + "\n".join(text))
    assert (reading.plan is None) == any(problem.severity == "error" for problem in reading.problems)
    if reading.plan is not None:
        assert reading.plan.tasks
        assert all(1 <= task.times_a_week <= 7 for task in reading.plan.tasks)
        for task in reading.plan.walks:
            minutes = [task.minutes_at(level) or 0 for level in range(60)]
            assert minutes == sorted(minutes)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told_of(data: bytes) -> None:
    assert read_plan(data, path="plan.toml").problems
