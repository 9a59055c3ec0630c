"""The clock on the wall is set by hours, by hand or by the network: nothing that is counted or guarded hangs on it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backstretch.coach.events import State
from backstretch.journal.store import Journal
from backstretch.run.gate import StopGate
from backstretch.run.plan import find_resumable
from backstretch.session.cautions import Person
from tests.run.test_runner import FIVE, FakeClock, Runs, runs, session_of

__all__ = ["runs"]

HOUR = 3600.0


class WallClock(FakeClock):
    """A clock of which only the one on the wall can be set."""

    def __init__(self) -> None:
        super().__init__()
        self.set_by = 0.0

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self.set_by)


@pytest.fixture
def wall(runs: Runs) -> WallClock:
    runs.clock = WallClock()
    return runs.clock


@pytest.mark.parametrize("hours", [-30, -5, 5, 30])
def test_a_run_goes_on_by_the_second(runs: Runs, wall: WallClock, hours: float) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    wall.set_by = hours * HOUR
    runs.let(runner, 20)
    assert runner.state is State.RUNNING
    wall.set_by = 0
    runs.let(runner, 43)
    run = runs.written()
    assert (run.outcome, run.active_seconds, run.held_seconds, run.holds_done) == ("completed", 75, 50, 5)


@pytest.mark.parametrize("hours", [-5, 5])
def test_an_interrupted_run_goes_on_once_the_clock_is_right_again(runs: Runs, wall: WallClock, hours: float) -> None:
    first = runs.begin(FIVE)
    runs.let(first, 27)
    first.interrupt()
    wall.set_by = hours * HOUR
    assert runs.journal.resumable("sample", first.plan.session.sha256, wall.now()) is None
    wall.set_by = 0
    found = find_resumable(runs.journal, session_of(FIVE), Person(), 1, wall.now())
    assert found is not None
    assert found[0].run.id == first.log.start.id


@pytest.mark.parametrize("first_set_by", [-5 * HOUR, 0, 5 * HOUR])
def test_a_stop_stands_whatever_the_clock_says(runs: Runs, wall: WallClock, first_set_by: float) -> None:
    """Also one that, by the clock, came before a stop whose gate was passed already."""
    gate = StopGate(runs.journal, runs.stops, unreadable=False)
    for set_by in (first_set_by, 0.0):
        wall.set_by = set_by
        runner = runs.begin()
        runs.let(runner, 12)
        runner.stop()
        for hours in (-30, 0, 30):
            wall.set_by = hours * HOUR
            stop = gate.open_stop()
            assert stop is not None
            assert stop.run_id == runner.log.start.id
            last = stop
        gate.clear(last, wall.now())
        with Journal.open(runs.path, runs.stops, read_only=True) as other:
            assert other.open_stop() is None
