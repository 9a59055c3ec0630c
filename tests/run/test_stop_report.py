"""What is told of a pain after the stop, or of one that began in the run before, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backstretch.base.paths import Paths
from backstretch.coach.red_flags import say
from backstretch.journal.records import Progress, Run, RunStart, Saved
from backstretch.journal.store import Journal
from backstretch.run.context import Context, open_context
from backstretch.run.gate import OpenStop
from backstretch.run.plan import make_plan
from backstretch.run.runner import Runner
from backstretch.run.stop_report import StopReport
from backstretch.session.cautions import Person
from backstretch.session.library import find_bundled, load

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """It stands still."""

    def monotonic(self) -> float:
        return 1000.0

    awake = monotonic

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    opened = open_context(Paths(*(tmp_path / name for name in ("config", "data", "state", "cache"))), Clock())
    yield opened
    opened.close()


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Journal]:
    """The journals that were forced to the disk."""
    journals: list[Journal] = []
    monkeypatch.setattr(Journal, "sync", lambda journal: journals.append(journal))
    return journals


def _runner(context: Context) -> Runner:
    session = load(find_bundled()[0]).session
    assert session is not None
    return Runner(make_plan(session, Person(), 0), context.journal, context.paths.stops, context.clock)


def _finished(context: Context) -> Run:
    """A run that ended an hour ago."""
    assert context.journal is not None
    begun = NOW - timedelta(hours=2)
    context.journal.begin(RunStart("earlier", "everyday", "Everyday", "ab", begun, 0, 1, 60.0, 1, None, 1))
    context.journal.finish("earlier", "completed", Progress(NOW - timedelta(hours=1), 1, 60.0, ()))
    return context.journal.find_run("earlier")


def test_a_stop_is_forced_to_the_disk(context: Context, synced: list[Journal]) -> None:
    runner = _runner(context)
    runner.stop()
    StopReport(context, runner).sync()
    assert synced == [context.journal]


def test_outside_a_run_there_is_nothing_to_force(context: Context, synced: list[Journal]) -> None:
    StopReport(context, None).sync()
    assert synced == []


def test_all_that_is_told_of_a_stop_stays_together(context: Context) -> None:
    runner = _runner(context)
    runner.stop(score=7)
    stop_report = StopReport(context, runner)
    stop_report.amend(kind="sharp")
    stop_report.amend(signs=("fever",))
    _assert_told(context, runner.log.start.id, kind="sharp", signs=("fever",), score=7)


def test_so_it_does_of_a_pain_in_the_run_before(context: Context) -> None:
    stop_report = StopReport(context, None, _finished(context))
    assert stop_report.report is None
    assert stop_report.began_in_recent({"fever"}) == say("stop", "saved")
    stop_report.amend(kind="sharp")
    stop_report.amend(score=6)
    _assert_told(context, "earlier", kind="sharp", signs=("fever",), score=6)
    assert stop_report.report is not None
    assert (stop_report.report.kind, stop_report.report.score) == ("sharp", 6)


def _assert_told(context: Context, run_id: str, **told: object) -> None:
    assert context.journal is not None
    run = context.journal.find_run(run_id)
    assert run.outcome == "stopped_for_pain"
    assert run.pain_report is not None
    assert {key: getattr(run.pain_report, key) for key in told} == told


def test_a_pain_in_the_run_before_that_can_be_written_nowhere_still_gates(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_report = StopReport(context, None, _finished(context))
    monkeypatch.setattr(Journal, "stopped_later", lambda *_: Saved.NOWHERE)
    assert context.gate.open_stop() is None
    assert stop_report.began_in_recent(()) == say("stop", "nowhere")
    assert context.gate.open_stop() == OpenStop("earlier", (NOW - timedelta(hours=1)).date())


def test_it_is_said_once_and_only_where_there_was_a_run(context: Context) -> None:
    assert StopReport(context, None).began_in_recent(()) == ""
    stop_report = StopReport(context, None, _finished(context))
    assert stop_report.began_in_recent(())
    assert stop_report.began_in_recent(()) == ""


def test_each_change_decides_anew_whether_a_gate_stands(context: Context) -> None:
    """With a cramp alone there is none; a strong one, one with a sign, and one with pain new in the leg leave one."""
    runner = _runner(context)
    runner.stop()
    stop_report = StopReport(context, runner)
    assert context.journal is not None
    steps: list[tuple[Callable[[], object], bool]] = [
        (lambda: None, True),
        (lambda: stop_report.name_kinds({"cramp"}), False),
        (lambda: stop_report.amend(score=6), True),
        (lambda: stop_report.amend(score=5), False),
        (lambda: stop_report.say_reach("thigh"), True),
        (lambda: stop_report.say_reach("buttock"), False),
        (lambda: stop_report.amend(signs=("fever",)), True),
        (lambda: stop_report.amend(signs=()), False),
        (lambda: stop_report.name_kinds({"cramp", "dull"}), True),
        (lambda: stop_report.name_kinds({"dull"}), False),
        (lambda: stop_report.name_kinds(()), True),
        (lambda: stop_report.name_kinds({"mistake"}), False),
    ]
    for number, (step, gate) in enumerate(steps):
        step()
        assert (context.gate.open_stop() is not None) is gate, number
        assert bool(context.journal.hurt()) is gate, number
    assert context.journal.find_run(runner.log.start.id).reach_after == "buttock"


def test_a_kind_said_before_the_stop_counts_with_those_named_after_it(context: Context) -> None:
    stop_report = StopReport(context, None, _finished(context))
    stop_report.began_in_recent(())
    stop_report.amend(kind="leg")
    assert stop_report.kinds == {"leg"}
    stop_report.name_kinds(stop_report.kinds | {"cramp"})
    _assert_told(context, "earlier", kind="leg", gate=True)


def test_a_sign_ticked_after_a_stop_keeps_every_session_away(context: Context) -> None:
    """With those that were kept before; outside a run too, and no more once its tick is taken back."""
    context.keep_signs({"night"})
    runner = _runner(context)
    runner.stop()
    for stop_report in (StopReport(context, runner), StopReport(context, None)):
        stop_report.tick({"saddle", "slow"})
        assert context.kept_signs == {"night", "saddle"}
        stop_report.tick(())
        assert context.kept_signs == {"night"}
