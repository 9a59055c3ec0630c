"""One run with its clocks and a real journal: outcomes, times, gaps, locks, and going on with an interrupted run."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backstretch.base.errors import JournalError
from backstretch.coach import wording
from backstretch.coach.cues import Cue, Sound, Tone, stop_cue
from backstretch.coach.engine import NUDGE_SECONDS
from backstretch.coach.events import GettingReady, Jumped, Over, Paused, PhaseBegan, PhaseEnded, Resumed, State
from backstretch.coach.floor import getting_up
from backstretch.coach.pain import Limits, Said, Verdict
from backstretch.coach.phrases import FINISHED
from backstretch.coach.reach import Reach
from backstretch.journal.records import Hold, Resumable, Run, Saved
from backstretch.journal.store import Journal
from backstretch.run.plan import find_resumable, make_plan
from backstretch.run.runner import KEY_ACTIONS, Runner
from backstretch.run.summary import told_stop
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person
from backstretch.session.model import Session
from backstretch.session.reader import read_session
from tests.cases import cases

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EDGE = 0.002
FIVE = """\
format = 1
title = "Five"
lead_in = 5
[[steps]]
exercise = "bridge"
hold = 10
reps = 5
rest_between = 5
"""
"""Ready 5, then five holds of 10 with 5 between: 75 s; holds at phases 1, 3, 5, 7 and 9."""
SIDES = """\
format = 1
title = "Sides"
lead_in = 5
side_gap = 5
[[steps]]
exercise = "knee-to-chest"
hold = 20
reps = 1
rest_after = 10
[[steps]]
exercise = "bridge"
hold = 10
reps = 1
"""
"""Ready 0–5, left 5–25, switch 25–30, right 30–50, rest 50–60, ready 60–65, bridge 65–75."""


class FakeClock:
    """Seconds that pass when a test says so, awake or asleep."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def awake(self) -> float:
        return self.seconds + self.slept

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds + self.slept - 1000)


def state_of(runner: Runner) -> State:
    return runner.state


def session_of(text: str) -> Session:
    reading = read_session(text.encode(), id="sample", path="sample.toml", exercises=catalogue())
    assert reading.session is not None, list(map(str, reading.problems))
    return reading.session


@dataclass
class Runs:
    """Runs of one person on one machine."""

    path: Path
    stops: Path
    journal: Journal
    clock: FakeClock = field(default_factory=FakeClock)

    def begin(
        self,
        text: str = FIVE,
        *,
        pain_before: int | None = None,
        reach: Reach | None = None,
        limits: Limits | None = None,
        journal: bool = True,
        level: int = 0,
        sound: Sound | None = None,
    ) -> Runner:
        plan = make_plan(session_of(text), Person(), level)
        kept = self.journal if journal else None
        return Runner(
            plan, kept, self.stops, self.clock, start=Said(pain_before, reach=reach), limits=limits, sound=sound
        )

    def let(self, runner: Runner, seconds: float) -> None:
        """Time passes while the front end wakes when it should."""
        until = self.clock.seconds + seconds
        while (wait := runner.until_next()) is not None and self.clock.seconds + wait + EDGE <= until:
            self.clock.seconds += wait + EDGE
            runner.tick()
        self.clock.seconds = until
        runner.tick()

    def written(self) -> Run:
        """The only run, as a second connection sees it."""
        with Journal.open(self.path, self.stops, read_only=True) as other:
            (run,) = other.runs()
        return run

    def holds(self) -> tuple[Hold, ...]:
        with Journal.open(self.path, self.stops, read_only=True) as other:
            return other.holds(self.written().id)

    def results(self) -> list[str]:
        return [hold.result for hold in self.holds()]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program holds the journal's lock."""
        with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    path, stops = tmp_path / "data" / "journal.db", tmp_path / "state" / "stops"
    with Journal.open(path, stops) as journal:
        yield Runs(path, stops, journal)


class Ear:
    """Hears every cue, and when."""

    def __init__(self, clock: FakeClock, *, deaf_to: Tone | None = None) -> None:
        self.clock = clock
        self.deaf_to = deaf_to
        self.heard: list[tuple[float, Cue]] = []

    def give(self, cue: Cue) -> None:
        if cue.tone is not None and cue.tone == self.deaf_to:
            raise RuntimeError("no sound")
        self.heard.append((round(self.clock.seconds - 1000, 2), cue))

    def tones(self) -> list[tuple[float, Tone]]:
        return [(at, cue.tone) for at, cue in self.heard if cue.tone]


# What is heard.


def test_each_cue_is_given_when_it_is_due(runs: Runs) -> None:
    ear = Ear(runs.clock)
    runs.let(runs.begin(SIDES, sound=ear), 80)
    assert [(at, tone) for at, tone in ear.tones() if tone != "count"] == [
        (0, "ready"),
        (5, "left"),
        (15, "halfway"),
        (25, "switch"),
        (30, "right"),
        (40, "halfway"),
        (50, "rest"),
        (60, "ready"),
        (65, "hold"),
        (75, "done"),
    ]
    assert [at for at, tone in ear.tones() if tone == "count"] == [22, 23, 24, 47, 48, 49, 57, 58, 59, 72, 73, 74]


def test_a_front_end_is_woken_for_a_cue_between_two_seconds(runs: Runs) -> None:
    text = SIDES.replace("hold = 20", "hold = 15")
    runner = runs.begin(text, sound=Ear(runs.clock))
    runs.let(runner, 12)
    assert runner.until_next() == pytest.approx(0.5)


def test_a_stop_is_heard_once_and_nothing_after_it(runs: Runs) -> None:
    ear = Ear(runs.clock)
    runner = runs.begin(SIDES, sound=ear)
    runs.let(runner, 12)
    runner.stop()
    runner.stop()
    runs.let(runner, 100)
    assert ear.heard[-1] == (12, stop_cue("Lower the foot slowly."))
    assert ear.tones()[-2:] == [(5, "left"), (12, "stop")]


def test_a_stop_told_afterwards_is_heard_too(runs: Runs) -> None:
    ear = Ear(runs.clock)
    runner = runs.begin(SIDES, sound=ear)
    runs.let(runner, 80)
    runner.stop_afterwards(7, None)
    runner.stop_afterwards(8, None)
    assert [tone for _, tone in ear.tones()[-2:]] == ["done", "stop"]


def test_a_stop_is_written_down_also_when_sound_fails(runs: Runs) -> None:
    runner = runs.begin(SIDES, sound=Ear(runs.clock, deaf_to="stop"))
    runs.let(runner, 12)
    with pytest.raises(RuntimeError):
        runner.stop()
    assert (runs.written().outcome, runner.log.saved) == ("stopped_for_pain", Saved.JOURNAL)


def test_what_is_given_and_taken_is_heard_if_it_could_be(runs: Runs) -> None:
    ear = Ear(runs.clock)
    runner = runs.begin(SIDES, sound=ear)
    runs.let(runner, 9)
    runner.nudge(NUDGE_SECONDS)
    runner.nudge(-NUDGE_SECONDS)
    runner.nudge(-NUDGE_SECONDS)
    runner.nudge(-NUDGE_SECONDS)
    runner.nudge(-NUDGE_SECONDS)
    runner.nudge(-NUDGE_SECONDS)
    heard = [cue.words[0] for at, cue in ear.heard if at >= 9 and cue.words]
    assert heard == [wording.MORE, *[wording.LESS] * 4], "the last could take nothing any more"


@cases(("end", "attended"), [(end, attended) for end in ("over", "q") for attended in (True, False)])
def test_after_a_session_the_question_is_heard_where_somebody_can_answer(runs: Runs, end: str, attended: bool) -> None:
    ear = Ear(runs.clock)
    plan = make_plan(session_of(FIVE), Person())
    runner = Runner(plan, None, runs.stops, runs.clock, sound=ear, attended=attended)
    runs.let(runner, 12 if end == "q" else 1000)
    if end == "q":
        runner.quit()
    words = ear.heard[-1][1].words
    first = wording.ENDED if end == "q" else FINISHED
    assert first in words
    assert set(wording.pain_afterwards()) <= set(words) if attended else not set(wording.pain_afterwards()) & set(words)
    up = getting_up(plan.timeline, runner.view().index)
    assert words[words.index(up[0]) :][: len(up)] == up, "and how to get up before it"


def test_a_program_that_ends_says_nothing_more(runs: Runs) -> None:
    ear = Ear(runs.clock)
    runner = runs.begin(SIDES, sound=ear)
    runs.let(runner, 12)
    runner.interrupt()
    assert ear.tones()[-1] == (5, "left")


# How a run ends.


def test_to_the_end_it_is_completed(runs: Runs) -> None:
    runner = runs.begin(pain_before=2)
    runs.let(runner, 74.9)
    assert (runner.state, runs.written().outcome) == (State.RUNNING, "interrupted")
    runs.let(runner, 0.2)
    assert (runner.state, runner.log.outcome) == (State.FINISHED, "completed")
    run = runs.written()
    assert (run.outcome, run.planned_seconds, run.active_seconds, run.held_seconds) == ("completed", 75, 75, 50)
    assert (run.holds_planned, run.holds_done, run.holds_skipped, run.pain_before) == (5, 5, 0, 2)
    assert (run.session, run.title, run.level, run.from_step) == ("sample", "Five", 0, 1)
    assert run.started_at == START
    assert run.ended_at == START + timedelta(seconds=75 + EDGE)


@pytest.mark.parametrize(
    ("skipped", "outcome"), [(0, "completed"), (1, "completed"), (2, "ended_early"), (5, "ended_early")]
)
def test_completed_needs_four_holds_of_five(runs: Runs, skipped: int, outcome: str) -> None:
    runner = runs.begin()
    for _ in range(skipped):
        runs.let(runner, runner.view().left_seconds if runner.view().phase.kind != "hold" else 0)
        runs.let(runner, 1)
        runner.ease()
        runner.toggle()
        runs.let(runner, 3)
    runs.let(runner, 80)
    assert runner.state is State.FINISHED
    assert runs.written().outcome == outcome
    assert runs.written().holds_done == 5 - skipped


def test_to_the_end_by_skipping_is_not_completed(runs: Runs) -> None:
    runner = runs.begin(SIDES)
    for _ in range(5):
        runner.skip()
    assert runner.state is State.FINISHED
    assert runs.written().outcome == "ended_early"
    assert runs.results() == ["skipped"] * 3


def test_quitting_ends_early_whatever_was_done(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 74)
    assert any(isinstance(event, Over) for event in runner.quit())
    assert (runner.state, runs.written().outcome) == (State.ENDED, "ended_early")
    assert runs.results() == ["done"] * 4 + ["cut"]
    assert runner.until_next() is None


@pytest.mark.parametrize("seconds", [0.0, 2.0, 12.0, 17.0, 74.0])
def test_an_interruption_has_it_all(runs: Runs, seconds: float) -> None:
    runner = runs.begin()
    runs.let(runner, seconds)
    runner.interrupt()
    run = runs.written()
    assert (run.outcome, run.active_seconds) == ("interrupted", seconds)
    assert run.ended_at == START + timedelta(seconds=seconds)
    assert len(runs.holds()) == 5
    assert (runner.state, runner.until_next()) == (State.ENDED, None)
    runs.clock.seconds += 60
    assert runner.active_seconds() == seconds
    runner.interrupt()
    assert runs.written() == run


def test_an_interruption_at_the_very_end_finds_it_completed(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 74.5)
    runs.clock.seconds += 0.6
    runner.interrupt()
    assert (runner.state, runs.written().outcome) == (State.FINISHED, "completed")


def test_an_interruption_after_a_phase_goes_on_with_the_next(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 14.5)
    runs.clock.seconds += 0.6
    runner.interrupt()
    found = runs.journal.resumable("sample", runner.plan.session.sha256, runs.clock.now())
    assert found is not None
    assert found.next_phase == 2
    assert runs.results()[0] == "done"


def test_nothing_changes_a_run_that_is_over(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runner.quit()
    run = runs.written()
    runs.clock.seconds += 3600
    for act in (runner.tick, runner.toggle, runner.skip, runner.back, runner.undo, lambda: runner.nudge(NUDGE_SECONDS)):
        assert act() == ()
    runner.interrupt()
    runner.stop()
    assert (runner.state, runs.written()) == (State.ENDED, run)


# What is counted.


def test_planned_is_unmoved_by_more_and_less(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 6)
    runner.nudge(NUDGE_SECONDS)
    runner.nudge(NUDGE_SECONDS)
    runs.let(runner, 90)
    run = runs.written()
    assert (run.planned_seconds, run.active_seconds, run.held_seconds) == (75, 85, 60)
    assert [hold.planned_seconds for hold in runs.holds()] == [10] * 5


def test_active_is_without_pauses_and_getting_ready(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runner.toggle()
    runs.let(runner, 5)
    runner.toggle()
    runs.let(runner, 2)
    assert runner.active_seconds() == 12
    runs.let(runner, 2)
    assert runner.active_seconds() == pytest.approx(13)
    assert runner.view().at_seconds == pytest.approx(13)


def test_held_is_that_of_the_last_attempt(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runner.back()
    runs.let(runner, 4)
    runner.quit()
    run = runs.written()
    assert run.held_seconds == pytest.approx(4)
    assert run.active_seconds == pytest.approx(16)


def test_a_hold_paused_for_long_starts_over(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runner.pause()
    runs.let(runner, 10)
    assert runner.toggle() == (GettingReady(runs.clock.seconds, hold_starts_over=True),)
    runs.let(runner, 4)
    assert runner.view().at_seconds == pytest.approx(6)
    runner.quit()
    assert runs.written().held_seconds == pytest.approx(1)


def test_pause_never_resumes(runs: Runs) -> None:
    runner = runs.begin()
    runner.pause()
    runner.pause()
    assert runner.state is State.PAUSED
    runner.toggle()
    runner.pause()
    assert runner.state is State.PAUSED


# Dialogs and easing off.


def test_a_dialog_gives_back_what_was(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runner.open_dialog()
    assert state_of(runner) is State.PAUSED
    runner.close_dialog()
    assert state_of(runner) is State.GETTING_READY
    runner.open_dialog()
    runner.open_dialog()
    runner.close_dialog()
    assert state_of(runner) is State.GETTING_READY
    runner.pause()
    runner.open_dialog()
    runner.close_dialog()
    assert state_of(runner) is State.PAUSED


def test_what_ends_as_a_dialog_opens_is_told(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 74.5)
    runs.clock.seconds += 0.6
    assert any(isinstance(event, Over) for event in runner.open_dialog())
    assert runner.state is State.FINISHED
    assert runner.close_dialog() == ()


def test_easing_off_ends_the_repetition_and_stands_still(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    events = runner.ease()
    assert [type(event) for event in events] == [Paused, Jumped]
    assert (runner.state, runner.engine.index, runner.eased.count) == (State.PAUSED, 2, 1)
    assert runs.results() == ["cut"]
    runner.eased.easier()
    assert runner.eased.easier_places == {0}


def test_what_is_left_of_the_step_that_was_eased_off_can_be_skipped(runs: Runs) -> None:
    runner = runs.begin(SIDES)
    runs.let(runner, 12)
    runner.ease()
    runner.skip_eased()
    assert runner.view().at_seconds == 60


def test_nothing_of_the_next_step_is(runs: Runs) -> None:
    runner = runs.begin(SIDES.replace("rest_after = 10", 'sides = "left"'))
    runs.let(runner, 12)
    runner.ease()
    assert runner.engine.phase.step == 2
    runner.skip_eased()
    assert (runner.engine.phase.step, runner.engine.phase.kind) == (2, "ready")
    assert runner.state is State.PAUSED
    runner.eased.easier()
    assert runner.eased.easier_places == {0}


@pytest.mark.parametrize(
    ("score", "before", "limits", "verdict"),
    [
        (1, None, None, Verdict.GO_ON),
        (2, None, None, Verdict.EASE),
        (4, None, None, Verdict.EASE),
        (4, 4, None, Verdict.GO_ON),
        (2, 0, None, Verdict.EASE),
        (6, 6, None, Verdict.GO_ON),
        (6, 7, None, Verdict.GO_ON),
        (7, 6, None, Verdict.STOP),
        (3, 2, Limits(stop_at=3), Verdict.STOP),
    ],
)
def test_a_score_is_judged_against_the_start(
    runs: Runs, score: int, before: int | None, limits: Limits | None, verdict: Verdict
) -> None:
    assert runs.begin(pain_before=before, limits=limits).say_pain(score) is verdict


def test_a_score_is_written_when_it_is_said(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    assert runs.written().pain_during is None
    for score, highest in ((3, 3), (5, 5), (2, 5)):
        runner.say_pain(score)
        assert runs.written().pain_during == highest
    assert runs.written().ended_at == runs.clock.now()


def test_a_score_that_a_lock_kept_out_goes_along_the_next_time(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    with runs.locked():
        runner.say_pain(3)
    assert runs.written().pain_during is None
    runs.let(runner, 4)
    assert runs.written().pain_during == 3


def test_a_score_that_asks_for_a_stop_is_written_by_the_stop_and_not_before(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    assert runner.say_pain(8) is Verdict.STOP
    assert runs.written().pain_during is None
    runner.stop(8)
    assert (runs.written().outcome, runs.written().pain_during) == ("stopped_for_pain", 8)
    assert runner.log.report is not None
    assert runner.log.report.score == 8


# Time that nobody saw.


def test_a_late_wake_up_is_a_gap(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runs.clock.seconds += 1 + 2.1
    (paused,) = runner.tick()
    assert isinstance(paused, Paused)
    assert paused.at == runs.clock.seconds
    assert paused.missing_seconds == pytest.approx(3.1)
    assert runner.missing_seconds == pytest.approx(3.1)
    assert (runner.view().at_seconds, runner.active_seconds()) == (12, 12)
    assert runner.until_next() is None


def test_two_seconds_late_is_not(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runs.clock.seconds += 1 + 1.9
    runner.tick()
    assert runner.state is State.RUNNING
    assert runner.view().at_seconds == pytest.approx(14.9)


@pytest.mark.parametrize(("slept", "state"), [(1.9, State.RUNNING), (2.1, State.PAUSED), (86400.0, State.PAUSED)])
def test_sleep_is_a_gap(runs: Runs, slept: float, state: State) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runs.clock.seconds += 0.5
    runs.clock.slept += slept
    runner.tick()
    assert runner.state is state
    assert runner.view().at_seconds == pytest.approx(12 if state is State.PAUSED else 12.5)


def test_a_wall_clock_set_back_is_not_a_gap(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runs.clock.slept -= 3600
    runs.let(runner, 1)
    assert runner.state is State.RUNNING


def test_no_phase_ends_in_a_gap(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runs.clock.seconds += 3600
    assert [type(event) for event in runner.tick()] == [Paused]
    runner.quit()
    run = runs.written()
    assert (run.active_seconds, run.held_seconds, run.holds_done) == (12, 7, 0)


@pytest.mark.parametrize("act", [Runner.toggle, Runner.skip, Runner.back, KEY_ACTIONS["more"], Runner.pause])
def test_whatever_comes_first_after_a_gap_does_not_go_on(runs: Runs, act: Callable[[Runner], object]) -> None:
    runner = runs.begin(SIDES)
    runs.let(runner, 12)
    runs.clock.slept += 600
    act(runner)
    assert state_of(runner) is State.PAUSED
    assert runner.active_seconds() == 12
    runner.toggle()
    assert state_of(runner) is State.GETTING_READY


def test_getting_ready_is_no_time_to_sleep_either(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runner.toggle()
    runner.toggle()
    runs.clock.seconds += 1
    runs.clock.slept += 60
    runner.tick()
    assert runner.state is State.PAUSED


def test_a_long_pause_is_no_gap(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 7)
    runner.pause()
    runs.clock.seconds += 3600
    assert runner.tick() == ()
    assert runner.missing_seconds == 0
    runner.toggle()
    assert runner.state is State.GETTING_READY


def test_sleep_in_a_pause_is_time_let_go(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 7)
    runner.pause()
    runs.clock.slept += 60
    assert runner.toggle() == (GettingReady(runs.clock.seconds, hold_starts_over=True),)


def test_many_wake_ups_give_what_few_give(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 75.1)
    for _ in range(3):
        runner.tick()
    assert runs.written().active_seconds == 75


# Sharp pain.


@pytest.mark.parametrize(
    ("seconds", "where"),
    [
        (2, (1, "knee-to-chest", None, None)),
        (12, (1, "knee-to-chest", "left", 1)),
        (27, (1, "knee-to-chest", "left", 1)),
        (42, (1, "knee-to-chest", "right", 1)),
        (55, (1, "knee-to-chest", "right", 1)),
        (62, (2, "bridge", None, None)),
        (70, (2, "bridge", None, 1)),
    ],
)
def test_a_stop_says_where(runs: Runs, seconds: float, where: tuple[object, ...]) -> None:
    runner = runs.begin(SIDES)
    runs.let(runner, seconds)
    runner.stop(7)
    assert (runner.state, runner.log.saved) == (State.STOPPED, Saved.JOURNAL)
    report = runs.written().pain_report
    assert report is not None
    assert (report.step, report.exercise, report.side, report.rep) == where
    assert (report.at_seconds, report.score) == (seconds, 7)
    assert len(runs.holds()) == 3


def test_a_stop_stays(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runner.stop()
    view, run = runner.view(), runs.written()
    runs.clock.seconds += 3600
    runs.clock.slept += 3600
    for act in (
        runner.tick,
        runner.toggle,
        runner.skip,
        runner.undo,
        runner.close_dialog,
        runner.quit,
    ):
        assert act() == ()
    runner.stop(9)
    runner.interrupt()
    assert (runner.view(), runs.written()) == (view, run)
    assert run.outcome == "stopped_for_pain"


def test_a_stop_after_a_gap_is_at_the_last_second_seen(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    runs.clock.seconds += 600
    runner.stop()
    report = runs.written().pain_report
    assert report is not None
    assert (report.at_seconds, runs.written().held_seconds) == (12, 7)


def test_a_stop_with_a_locked_journal_goes_aside_and_is_taken_in(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 12)
    with runs.locked():
        runner.stop()
        assert (runner.log.saved, len(list(runs.stops.glob("*.json")))) == (Saved.ASIDE, 1)
    assert runs.journal.open_stop() is not None
    assert list(runs.stops.glob("*.json")) == []


def test_a_stop_that_could_not_be_written_is_known_as_such(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Saved:
        raise OSError("no space")

    runner = runs.begin()
    runs.let(runner, 12)
    monkeypatch.setattr(runner.log, "_write_stop", fail)
    with pytest.raises(OSError, match="no space"):
        runner.stop()
    assert (runner.state, runner.log.saved) == (State.STOPPED, Saved.NOWHERE)


def test_a_finished_run_can_become_a_stop_without_blaming_an_exercise(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 76)
    runner.stop_afterwards(8, "leg")
    report = runs.written().pain_report
    assert report is not None
    assert (report.exercise, report.side, report.rep, report.score, report.kind) == (None, None, None, 8, "leg")
    assert (runs.written().outcome, runs.written().holds_done) == ("stopped_for_pain", 5)
    assert runs.journal.hurt() == frozenset()
    runner.stop_afterwards(2, None)
    assert runs.written().pain_report == report


def test_one_ended_early_keeps_the_place(runs: Runs) -> None:
    runner = runs.begin(SIDES)
    runs.let(runner, 42)
    runner.quit()
    runner.stop_afterwards(None, "sharp")
    assert runs.journal.hurt() == {"knee-to-chest"}


# What is written as it goes.


def test_each_phase_is_written_at_its_end(runs: Runs) -> None:
    runner = runs.begin()
    assert runs.written().active_seconds == 0
    for seconds, done in ((5.1, 0), (10, 1), (15, 2)):
        runs.let(runner, seconds)
        assert runs.written().holds_done == done
    assert runs.written().active_seconds == pytest.approx(30, abs=0.01)


def test_a_skip_is_written_too(runs: Runs) -> None:
    runner = runs.begin(SIDES)
    runs.let(runner, 12)
    runner.skip()
    assert runs.results() == ["cut"]
    runner.undo()
    runs.let(runner, 14)
    assert runs.results()[0] == "done"


def test_a_lock_holds_up_nothing_and_all_is_written_afterwards(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 6)
    with runs.locked():
        runs.let(runner, 40)
        assert runs.written().holds_done == 0
        assert (runner.state, runner.view().at_seconds) == (State.RUNNING, 46)
    runs.let(runner, 5)
    assert runs.written().holds_done == 3
    assert runs.results()[:3] == ["done"] * 3
    runs.let(runner, 30)
    assert (runs.written().outcome, runs.written().holds_done) == ("completed", 5)


def test_locked_from_the_first_second_it_is_written_afterwards(runs: Runs) -> None:
    with runs.locked():
        runner = runs.begin()
        runs.let(runner, 20)
    runs.let(runner, 60)
    assert (runs.written().outcome, runs.written().started_at) == ("completed", START)


def test_without_a_journal_it_runs_all_the_same(runs: Runs) -> None:
    runner = runs.begin(journal=False)
    runs.let(runner, 76)
    assert (runner.state, runner.log.outcome, runner.log.failed) == (State.FINISHED, "completed", True)
    assert list(runs.journal.runs()) == []


def test_events_come_in_order(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 14.5)
    runs.clock.seconds += 0.6
    events = runner.tick()
    assert events == (PhaseEnded(1015, 1), PhaseBegan(1015, 2))
    runner.toggle()
    runner.toggle()
    runs.clock.seconds += 3
    assert runner.tick() == (Resumed(runs.clock.seconds),)


# Going on with an interrupted run.


def _found(runs: Runs, text: str = FIVE) -> tuple[Resumable, Runner]:
    found = find_resumable(runs.journal, session_of(text), Person(), 1, runs.clock.now())
    assert found is not None
    resumable, plan = found
    return resumable, Runner(plan, runs.journal, runs.stops, runs.clock, resumable=resumable)


def test_an_interrupted_run_goes_on_as_the_same_run(runs: Runs) -> None:
    first = runs.begin()
    runs.let(first, 27)
    first.say_pain(3)
    first.interrupt()
    runs.clock.seconds += 1800
    resumable, runner = _found(runs)
    assert (runner.log.start.id, resumable.next_phase) == (first.log.start.id, 3)
    assert (runner.state, runner.view().at_seconds, runner.active_seconds()) == (State.GETTING_READY, 20, 27)
    assert [record.result for record in runner.records()] == ["done", "cut", "skipped", "skipped", "skipped"]
    runner.say_pain(1)
    runs.let(runner, 3 + 55 + 0.1)
    run = runs.written()
    assert run.pain_during == 3
    assert (run.outcome, run.active_seconds, run.held_seconds, run.holds_done) == ("completed", 82, 50, 5)
    assert (run.started_at, run.ended_at) == (START, START + timedelta(seconds=27 + 1800 + 3 + 55 + EDGE))


def test_a_killed_run_loses_the_phase_in_hand_at_most(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 27)
    with Journal.open(runs.path, runs.stops) as other:
        other._link.db.execute("UPDATE runs SET pid = ?", (2**31 - 1,))
        found = other.resumable("sample", runner.plan.session.sha256, runs.clock.now())
    assert found is not None
    assert (found.next_phase, found.run.holds_done) == (3, 1)


def test_one_under_way_cannot_be_taken_over(runs: Runs) -> None:
    runner = runs.begin()
    runs.let(runner, 27)
    assert runs.journal.resumable("sample", runner.plan.session.sha256, runs.clock.now()) is None
    assert runner.log.start.pid == os.getpid()


def test_two_windows_do_not_both_go_on(runs: Runs) -> None:
    first = runs.begin()
    runs.let(first, 27)
    first.interrupt()
    _found(runs)
    with pytest.raises(JournalError, match="cannot go on"):
        Runner(
            first.plan,
            runs.journal,
            runs.stops,
            runs.clock,
            resumable=Resumable(runs.written(), 3, runs.holds()),
        )


def test_interrupted_again_it_can_go_on_again(runs: Runs) -> None:
    first = runs.begin()
    runs.let(first, 27)
    first.interrupt()
    _, second = _found(runs)
    runs.let(second, 3 + 20)
    second.interrupt()
    resumable, third = _found(runs)
    assert resumable.next_phase == 5
    runs.let(third, 3 + 50)
    run = runs.written()
    assert (run.id, run.outcome, run.holds_done) == (first.log.start.id, "completed", 5)


def test_a_stop_of_a_run_gone_on_with_is_one_of_the_same_run(runs: Runs) -> None:
    first = runs.begin()
    runs.let(first, 27)
    first.interrupt()
    _, runner = _found(runs)
    runs.let(runner, 3 + 2)
    runner.stop()
    run = runs.written()
    assert (run.id, run.outcome, run.holds_done) == (first.log.start.id, "stopped_for_pain", 1)
    assert run.pain_report is not None
    assert run.pain_report.at_seconds == 22


@pytest.mark.parametrize(
    ("before", "score", "kinds", "told"),
    [
        (7, 6, (), None),
        (7, 7, (), None),
        (7, 8, (), (8, None)),
        (None, 6, (), (6, None)),
        (None, 5, (), None),
        (None, None, (), None),
        (7, 3, ("sharp",), (3, "sharp")),
        (7, None, ("leg", "sharp"), (None, "leg")),
    ],
)
def test_what_is_told_afterwards_is_judged_by_the_same_rule(
    runs: Runs,
    before: int | None,
    score: int | None,
    kinds: tuple[str, ...],
    told: tuple[int | None, str | None] | None,
) -> None:
    assert told_stop(runs.begin(pain_before=before), score, kinds) == told


@cases(
    ("start", "now", "stops", "kind"),
    [
        (None, "back", False, None),
        (None, "buttock", True, None),
        (None, "thigh", True, "leg"),
        ("thigh", "thigh", False, None),
        ("foot", "back", False, None),
        ("thigh", "below-knee", True, "leg"),
    ],
)
def test_where_it_reaches_afterwards_is_judged_too(
    runs: Runs, start: Reach | None, now: Reach, stops: bool, kind: str | None
) -> None:
    runner = runs.begin(reach=start)
    runner.quit()
    runner.log.after(reach_after=now)
    told = told_stop(runner, None, ())
    assert (told is not None) is stops
    if told is not None:
        runner.stop_afterwards(*told)
        written = runs.journal.find_run(runner.log.start.id)
        assert written.pain_report is not None
        assert (written.outcome, written.pain_report.kind) == ("stopped_for_pain", kind)
        assert written.reach_after == now


def test_once_a_session_is_over_nobody_is_in_a_hold(runs: Runs) -> None:
    runner = runs.begin(SIDES)
    runner.quit()
    runner.stop_afterwards(7, None)
    assert wording.first_words(runner.way_out) == "Rest now. Pain like this is a signal to stop."


def test_pain_is_judged_against_the_start_of_the_run_not_of_its_going_on(runs: Runs) -> None:
    first = runs.begin(pain_before=4)
    runs.let(first, 27)
    first.interrupt()
    found = find_resumable(runs.journal, session_of(FIVE), Person(), 1, runs.clock.now())
    assert found is not None
    resumable, plan = found
    second = Runner(plan, runs.journal, runs.stops, runs.clock, start=Said(0), resumable=resumable)
    assert second.start.score == 4
    assert second.say_pain(4) is Verdict.GO_ON
    assert runs.written().pain_before == 4


def test_where_nothing_was_said_at_the_start_that_of_the_going_on_counts(runs: Runs) -> None:
    first = runs.begin()
    runs.let(first, 27)
    first.interrupt()
    found = find_resumable(runs.journal, session_of(FIVE), Person(), 1, runs.clock.now())
    assert found is not None
    resumable, plan = found
    second = Runner(plan, runs.journal, runs.stops, runs.clock, start=Said(4), resumable=resumable)
    assert second.say_pain(4) is Verdict.GO_ON


def test_interrupted_in_a_pause_it_goes_on_there(runs: Runs) -> None:
    first = runs.begin()
    runs.let(first, 17)
    first.pause()
    runs.let(first, 30)
    first.interrupt()
    resumable, runner = _found(runs)
    assert (resumable.next_phase, resumable.run.active_seconds) == (2, 17)
    assert runner.view().at_seconds == 15
