"""What one run writes down, whatever state the journal is in."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backstretch.base.errors import JournalError
from backstretch.coach.events import HoldRecord
from backstretch.journal.records import Gate, PainReport, RunStart, Saved
from backstretch.journal.store import Journal
from backstretch.run.recorder import Recorder
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import Timeline, timeline

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DEAD_PID = 2**31 - 1
TEXT = """\
format = 1
title = "Two"
lead_in = 5
[[steps]]
exercise = "bridge"
hold = 10
reps = 3
rest_between = 5
"""
"""Ready 0; holds 1, 3 and 5."""
REPORT = PainReport(at_seconds=12.0, step=1, exercise="bridge", side=None, rep=1)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def stops(tmp_path: Path) -> Path:
    return tmp_path / "state" / "stops"


@pytest.fixture
def journal(path: Path, stops: Path) -> Iterator[Journal]:
    with Journal.open(path, stops) as opened:
        yield opened


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program holds the journal's lock."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def laid_out() -> Timeline:
    reading = read_session(TEXT.encode(), id="two", path="two.toml", exercises=catalogue())
    assert reading.session is not None
    return timeline(reading.session)


def start() -> RunStart:
    return RunStart(
        id="5c9d9e0a-8f0b-4c55-9d4e-2f6f6f1f0a01",
        session="two",
        title="Two",
        sha256="ab" * 32,
        started_at=START,
        level=0,
        from_step=1,
        planned_seconds=45.0,
        holds_planned=3,
        pain_before=None,
        pid=DEAD_PID,
    )


def a_log(journal: Journal | None, stops: Path) -> Recorder:
    return Recorder(journal, stops, start(), laid_out())


def done(*indexes: int) -> list[HoldRecord]:
    return [HoldRecord(index, 10.0, "done") for index in indexes]


def test_a_run_that_begins_is_there_as_interrupted(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    assert log.outcome == "interrupted"
    log.begin(resumed=False)
    (run,) = journal.runs()
    assert (run.id, run.outcome, run.holds_skipped) == (start().id, "interrupted", 3)


def test_progress_is_written_as_it_comes(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    log.progress(at(15), 2, 15.0004, done(1))
    log.progress(at(31), 4, 30.0, [HoldRecord(3, 3.00049, "cut")])
    (run,) = journal.runs()
    assert (run.holds_done, run.holds_skipped, run.held_seconds, run.active_seconds) == (1, 1, 13.0, 30.0)
    assert run.ended_at == at(31)
    first, second = journal.holds(run.id)
    assert (first.phase, first.step, first.exercise, first.rep, first.planned_seconds) == (1, 1, "bridge", 1, 10.0)
    assert (second.phase, second.rep, second.result) == (3, 2, "cut")


def test_what_a_lock_kept_out_goes_along_the_next_time(journal: Journal, path: Path, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    with locked(path):
        log.progress(at(15), 2, 15.0, done(1))
    (run,) = journal.runs()
    assert run.holds_done == 0
    log.progress(at(30), 4, 30.0, done(3))
    (run,) = journal.runs()
    assert (run.holds_done, run.active_seconds) == (2, 30.0)
    assert [hold.phase for hold in journal.holds(run.id)] == [1, 3]


def test_a_run_whose_beginning_was_kept_out_is_begun_later(journal: Journal, path: Path, stops: Path) -> None:
    log = a_log(journal, stops)
    with locked(path):
        log.begin(resumed=False)
    assert list(journal.runs()) == []
    log.progress(at(15), 2, 15.0, done(1))
    (run,) = journal.runs()
    assert (run.started_at, run.holds_done) == (START, 1)


def test_the_end_has_every_hold(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    log.finish("ended_early", at(20), 2, 20.0, [*done(1), HoldRecord(3, 2.0, "cut"), HoldRecord(5, 0.0, "skipped")])
    assert (log.outcome, log.failed) == ("ended_early", False)
    (run,) = journal.runs()
    assert (run.outcome, run.holds_done, run.holds_skipped, run.held_seconds) == ("ended_early", 1, 1, 12.0)
    assert [hold.result for hold in journal.holds(run.id)] == ["done", "cut", "skipped"]


@pytest.mark.parametrize("later", ["settle", "after"])
def test_an_end_that_was_kept_out_is_written_again(journal: Journal, path: Path, stops: Path, later: str) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    with locked(path):
        log.finish("completed", at(45), 5, 45.0, done(1, 3, 5))
    assert log.failed
    if later == "settle":
        log.settle()
    else:
        log.after(pain_after=2, effort=None, note=None)
    assert not log.failed
    (run,) = journal.runs()
    assert (run.outcome, run.holds_done) == ("completed", 3)


def test_settling_leaves_alone_what_was_written(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    log.settle()
    log.begin(resumed=False)
    log.settle()
    log.finish("completed", at(45), 5, 45.0, done(1, 3, 5))
    log.stopped_later(REPORT)
    log.settle()
    (run,) = journal.runs()
    assert run.outcome == "stopped_for_pain"


def test_what_is_said_afterwards(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    log.finish("completed", at(45), 5, 45.0, done(1, 3, 5))
    log.after(pain_after=2, effort=4, note="fine")
    (run,) = journal.runs()
    assert (run.pain_after, run.effort, run.note) == (2, 4, "fine")


def test_a_stop_is_in_the_journal(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    assert log.stop(REPORT, at(12), 1, 12.0, [HoldRecord(1, 7.0, "cut")]) is Saved.JOURNAL
    assert log.report == REPORT
    (run,) = journal.runs()
    assert (run.outcome, run.pain_report, run.held_seconds) == ("stopped_for_pain", REPORT, 7.0)
    assert journal.open_stop() == Gate(run.id, run.ended_at, REPORT.exercise)


def test_a_stop_takes_along_what_was_kept_out_before(journal: Journal, path: Path, stops: Path) -> None:
    log = a_log(journal, stops)
    with locked(path):
        log.begin(resumed=False)
        log.progress(at(15), 2, 15.0, done(1))
        saved = log.stop(REPORT, at(22), 3, 22.0, [HoldRecord(3, 2.0, "cut")])
    assert saved is Saved.ASIDE
    (run,) = journal.runs()
    assert (run.outcome, run.holds_done, run.held_seconds) == ("stopped_for_pain", 1, 12.0)


def test_without_a_journal_a_stop_goes_aside(path: Path, stops: Path) -> None:
    log = a_log(None, stops)
    log.begin(resumed=False)
    log.progress(at(5), 1, 5.0, [])
    assert log.stop(REPORT, at(12), 1, 12.0, done(1)) is Saved.ASIDE
    told = PainReport(at_seconds=12.0, step=1, exercise="bridge", side=None, rep=1, kind="sharp", score=7)
    assert log.amend_report(told)
    with Journal.open(path, stops) as journal:
        (run,) = journal.runs()
    assert (run.outcome, run.pain_report, run.holds_done) == ("stopped_for_pain", told, 1)
    assert list(stops.glob("*.json")) == []


def test_with_nothing_to_write_to_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    log = a_log(None, tmp_path / "state" / "stops")
    assert log.failed
    assert log.stop(REPORT, at(12), 1, 12.0, []) is Saved.NOWHERE
    assert not log.amend_report(REPORT)
    log.after(pain_after=2, effort=None, note=None)
    log.finish("completed", at(45), 5, 45.0, [])
    assert log.failed
    log.settle()
    log.sync()


@pytest.mark.parametrize("kind", ["sharp", "mistake"])
def test_more_can_be_told_of_a_stop(journal: Journal, stops: Path, kind: str) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    log.stop(REPORT, at(12), 1, 12.0, [])
    told = PainReport(
        at_seconds=12.0, step=1, exercise="bridge", side=None, rep=1, kind=kind, note="n", signs=("fever",)
    )
    assert log.amend_report(told)
    (run,) = journal.runs()
    assert run.pain_report == told
    assert (journal.open_stop() is None) == (kind == "mistake")


def test_more_can_be_told_of_a_stop_that_went_aside(journal: Journal, path: Path, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    told = PainReport(at_seconds=12.0, step=1, exercise="bridge", side=None, rep=1, kind="sharp")
    with locked(path):
        assert log.stop(REPORT, at(12), 1, 12.0, []) is Saved.ASIDE
        assert log.amend_report(told)
    (run,) = journal.runs()
    assert run.pain_report == told


def test_a_finished_run_can_become_a_stopped_one(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    log.finish("completed", at(45), 5, 45.0, done(1, 3, 5))
    assert log.stopped_later(REPORT) is Saved.JOURNAL
    assert log.report == REPORT
    (run,) = journal.runs()
    assert (run.outcome, run.holds_done, run.pain_report) == ("stopped_for_pain", 3, REPORT)


def test_what_was_said_afterwards_is_written_once_it_can_be_and_only_once(
    journal: Journal, path: Path, stops: Path
) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    log.finish("completed", at(45), 5, 45.0, done(1, 3, 5))
    with locked(path):
        log.after(pain_after=3, effort=None, note="stiff")
    (run,) = journal.runs()
    assert run.pain_after is None
    log.settle()
    (run,) = journal.runs()
    assert (run.pain_after, run.note) == (3, "stiff")
    journal.change_note(run.id, "better")
    log.settle()
    (run,) = journal.runs()
    assert run.note == "better"


def test_it_is_forced_to_the_disk_where_there_is_a_journal(
    journal: Journal, stops: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Journal] = []
    monkeypatch.setattr(Journal, "sync", lambda journal: synced.append(journal))
    a_log(None, stops).sync()
    assert synced == []
    a_log(journal, stops).sync()
    assert synced == [journal]


def test_so_it_can_without_a_journal(path: Path, stops: Path) -> None:
    log = a_log(None, stops)
    assert log.stopped_later(REPORT) is Saved.NOWHERE
    log.finish("completed", at(45), 5, 45.0, done(1, 3, 5))
    assert log.stopped_later(REPORT) is Saved.ASIDE
    with Journal.open(path, stops) as journal:
        (run,) = journal.runs()
    assert (run.outcome, run.holds_done) == ("stopped_for_pain", 3)


def test_a_run_that_has_ended_cannot_go_on(journal: Journal, stops: Path) -> None:
    log = a_log(journal, stops)
    log.begin(resumed=False)
    log.finish("completed", at(45), 5, 45.0, done(1, 3, 5))
    with pytest.raises(JournalError, match="cannot go on"):
        a_log(journal, stops).begin(resumed=True)
