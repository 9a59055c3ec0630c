"""A bad day's figures: half for three days, three quarters for three more, and never more than was written."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backstretch.session.bad_day import eased, percent_on, smaller_hold, smaller_reps
from backstretch.session.catalogue import catalogue
from backstretch.session.library import find_bundled, load
from backstretch.session.model import Session, extent
from backstretch.session.reader import read_session
from backstretch.session.timeline import timeline
from tests.cases import cases

DAY = date(2026, 12, 1)


def on(number: int) -> date:
    return DAY + timedelta(days=number - 1)


@cases(
    "days,number,percent",
    [
        ([], 1, 50),
        ([1], 1, 50),
        ([1], 2, 50),
        ([1], 3, 50),
        ([1], 4, 75),
        ([1], 6, 75),
        ([1], 7, 50),
        ([1, 3], 4, 75),
        ([1, 4], 6, 75),
        ([1, 6], 7, 50),
        ([1, 2, 3, 4, 5, 6, 7], 9, 50),
        ([1, 2, 3, 4, 5, 6, 7], 10, 75),
        ([1, 7], 10, 75),
        ([1, 8], 10, 50),
        ([5], 4, 50),
    ],
)
def test_the_days_count_from_the_first(days: list[int], number: int, percent: int) -> None:
    assert percent_on(on(number), [on(day) for day in days]) == percent


@cases(
    "seconds,percent,expected",
    [
        (20, 50, 10),
        (20, 75, 15),
        (15, 50, 8),
        (15, 75, 12),
        (5, 50, 3),
        (5, 75, 4),
        (4, 75, 3),
        (3, 50, 3),
        (2, 50, 2),
        (1, 75, 1),
        (2.5, 50, 2.5),
        (7.4, 50, 4),
        (600, 50, 300),
        (0.3 * 3 * 20, 50, 9),
    ],
)
def test_a_hold(seconds: float, percent: int, expected: float) -> None:
    assert smaller_hold(seconds, percent) == expected


@cases("reps,half,three_quarters", [(1, 1, 1), (2, 1, 2), (3, 2, 3), (5, 3, 4), (8, 4, 6), (10, 5, 8), (100, 50, 75)])
def test_repetitions(reps: int, half: int, three_quarters: int) -> None:
    assert (smaller_reps(reps, 50), smaller_reps(reps, 75)) == (half, three_quarters)


HEAD = 'format = 1\ntitle = "T"\nlead_in = 5\n'


def session(text: str) -> Session:
    read = read_session(f"{HEAD}{text}".encode(), id="s", path="s.toml", exercises=catalogue(), warnings=False)
    assert read.session is not None, read.problems
    return read.session


def phases(text: str, percent: int, level: int = 0) -> list[tuple[str, float]]:
    found, _ = eased(session(text), level, percent, catalogue())
    return [(phase.kind, phase.seconds) for phase in timeline(found, level).phases]


@cases(
    "text,percent,level,expected",
    [
        (
            "[[steps]]\nexercise = 'pelvic-tilt'\nhold = 10\nreps = 3\nrest_between = 5\nrest_after = 15",
            50,
            0,
            [("ready", 5), ("hold", 5), ("release", 10), ("hold", 5), ("rest", 30)],
        ),
        (
            "[[steps]]\nexercise = 'pelvic-tilt'\nhold = 10\nreps = 3\nrest_between = 5\nrest_after = 15",
            75,
            0,
            [("ready", 5), ("hold", 8), ("release", 7), ("hold", 8), ("release", 7), ("hold", 8), ("rest", 20)],
        ),
        (
            "[[steps]]\nexercise = 'pelvic-tilt'\nhold = '4 breaths'\nreps = 4\nrest_between = 0\n[[steps]]\nrest = 10",
            50,
            0,
            [("ready", 5), ("hold", 12), ("release", 5), ("hold", 12), ("rest", 20)],
        ),
        (
            "[[steps]]\nexercise = 'pelvic-tilt'\nhold = { from = 10, to = 30, by = 5 }\nreps = 1",
            50,
            2,
            [("ready", 5), ("hold", 10)],
        ),
        (
            "[[steps]]\nname = 'Mine'\nhold = 5\nreps = { from = 2, to = 8, by = 2 }\nrest_between = 5",
            50,
            1,
            [("ready", 5), ("hold", 3), ("release", 10), ("hold", 3)],
        ),
        (
            "[[steps]]\nrounds = 2\nrest_between = 10\n[[steps.steps]]\nname = 'Mine'\nhold = 6\n"
            "[[steps.steps]]\nexercise = 'bridge'\nhold = 6\nreps = 4",
            50,
            0,
            [("ready", 5), ("hold", 3), ("rest", 20), ("ready", 5), ("hold", 3)],
        ),
        (
            "[[steps]]\nrounds = 2\n[[steps.steps]]\nexercise = 'bridge'\nhold = 6\n[[steps.steps]]\nrest = 5\n"
            "[[steps]]\nname = 'Mine'\nhold = 1",
            50,
            0,
            [("ready", 5), ("hold", 1)],
        ),
    ],
)
def test_a_whole_session(text: str, percent: int, level: int, expected: list[tuple[str, float]]) -> None:
    assert phases(text, percent, level) == expected


def test_what_is_left_out_is_named() -> None:
    text = "[[steps]]\nexercise = 'bridge'\nhold = 6\nreps = 2\n[[steps]]\nname = 'Mine'\nhold = 5"
    found, left_out = eased(session(text), 0, 50, catalogue())
    assert [(change.step, change.name, change.reason, change.instead) for change in left_out] == [
        (1, "Bridge", "a bad day", None)
    ]
    assert [step.number for step in found.exercise_steps()] == [2]


def test_a_bad_day_of_each_bundled_session_has_no_strength_and_less_of_the_rest() -> None:
    for bundled in find_bundled():
        whole = load(bundled, warnings=False).session
        assert whole is not None
        for percent in (50, 75):
            found, _ = eased(whole, whole.top_level, percent, catalogue())
            assert all("strength" not in catalogue()[step.exercise].topics for step in found.exercise_steps())
            before = {(step.number, step.within): step for step in whole.exercise_steps()}
            for step in found.exercise_steps():
                was = before[step.number, step.within]
                breath = whole.breath_seconds
                assert step.hold_seconds(0, breath) <= was.hold_seconds(whole.top_level, breath)
                assert step.repetitions(0) <= was.repetitions(whole.top_level)


@given(st.floats(1, 3600), st.integers(1, 20), st.sampled_from([50, 75]))
def test_it_is_never_more_and_never_nothing(seconds: float, reps: int, percent: int) -> None:
    hold, times = smaller_hold(seconds, percent), smaller_reps(reps, percent)
    assert min(seconds, 3) <= hold <= seconds
    assert 1 <= times <= reps
    assert hold >= min(seconds, seconds * percent / 100 - 1e-5)
    text = f"[[steps]]\nname = 'Mine'\nhold = {seconds}\nreps = {reps}"
    before = session(text)
    after, _ = eased(before, 0, percent, catalogue())
    assert extent(after)[0] <= extent(before)[0] + reps
