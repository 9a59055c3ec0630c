"""The line that stands in the shell after a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from backstretch.coach.pain import Said
from backstretch.journal.store import Journal
from backstretch.run.plan import make_plan
from backstretch.run.runner import Runner
from backstretch.run.summary import ANSWERS_NOT_KEPT, NOT_KEPT, run_line
from backstretch.session.cautions import Person
from tests.cases import cases

from .test_recorder import locked
from .test_runner import FIVE, FakeClock, session_of


@pytest.mark.second
@cases(
    "seconds, end, before, after, line",
    [
        (75.5, "", 2, 1, "Five: 1:15, pain 2 → 1. Saved."),
        (75.5, "", None, None, "Five: 1:15. Saved."),
        (75.5, "", None, 3, "Five: 1:15, pain – → 3. Saved."),
        (20.0, "quit", 2, None, "Five: ended early, 0:20, pain 2 → –. Saved."),
        (20.0, "interrupt", 0, None, "Five: interrupted, 0:20, pain 0 → –. Saved."),
        (20.0, "stop", 2, None, "Five: stopped for pain, 0:20, pain 2 → –. Saved."),
    ],
)
def test_a_run_in_one_line(
    tmp_path: Path, seconds: float, end: str, before: int | None, after: int | None, line: str
) -> None:
    clock = FakeClock()
    with Journal.open(tmp_path / "journal.db", tmp_path) as journal:
        runner = Runner(make_plan(session_of(FIVE), Person()), journal, tmp_path, clock, start=Said(before))
        _let(runner, clock, seconds)
        if end:
            getattr(runner, end)()
        if after is not None:
            runner.log.after(pain_after=after)
    assert run_line(runner) == line
    assert run_line(runner, spoken=True) == line.replace(" → ", " to ")


def test_what_is_not_kept_is_not_said_to_be(tmp_path: Path) -> None:
    clock = FakeClock()
    unkept = Runner(make_plan(session_of(FIVE), Person()), None, tmp_path, clock)
    _let(unkept, clock, 75.5)
    assert run_line(unkept) == f"Five: 1:15. {NOT_KEPT}"
    path = tmp_path / "journal.db"
    with Journal.open(path, tmp_path) as journal:
        runner = Runner(make_plan(session_of(FIVE), Person()), journal, tmp_path, clock)
        _let(runner, clock, 75.5)
        with locked(path):
            runner.log.after(pain_after=1)
            assert run_line(runner) == f"Five: 1:15, pain – → 1. {ANSWERS_NOT_KEPT}"
        runner.log.settle()
        assert run_line(runner).endswith(" Saved.")


def _let(runner: Runner, clock: FakeClock, seconds: float) -> None:
    """Time passes in wake-ups of a second."""
    for _ in range(int(seconds)):
        clock.seconds += 1.0
        runner.tick()
    clock.seconds += seconds % 1
    runner.tick()
