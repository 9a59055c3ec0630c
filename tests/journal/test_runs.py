"""What is written of a run is what is read."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstretch.base.errors import JournalError
from backstretch.coach.results import HoldResult, NextDay
from backstretch.journal.columns import utc_text
from backstretch.journal.records import Hold, Outcome
from backstretch.journal.spool import record_stop_aside
from backstretch.journal.store import Journal

from .samples import DEAD_PID, RUN_ID, START, hold, locked, minutes, numbered, progress, python, report, run


def test_a_begun_run_is_interrupted_until_it_is_known_better(journal: Journal) -> None:
    assert journal.begin(run())
    (read,) = journal.runs()
    assert (read.outcome, read.ended_at, read.started_at) == ("interrupted", START, START)
    assert (read.active_seconds, read.held_seconds, read.holds_done, read.holds_skipped) == (0, 0, 0, 6)
    assert (read.level, read.pain_before, read.pain_report, read.next_day) == (2, 3, None, None)


def test_every_field_comes_back(journal: Journal) -> None:
    start = run(session="s' OR 1=1 --", title='"; DROP TABLE runs', from_step=3, pain_before=None)
    holds = (
        hold(1, side="right", rep=2, step=4, within=2, round=3, planned_seconds=12.5, held_seconds=3.25),
        hold(5, side=None, exercise="O’Neil's møve"),
    )
    journal.begin(start)
    journal.finish(start.id, "ended_early", progress(*holds, at=2, active_seconds=99.5))
    journal.after(start.id, pain_after=0, effort=10, note="über\n'); DELETE FROM runs")
    journal.next_day(start.id, "better")
    (read,) = journal.runs()
    assert (read.id, read.session, read.title, read.sha256) == (start.id, start.session, start.title, "ab" * 32)
    assert (read.from_step, read.planned_seconds, read.holds_planned) == (3, 150.0, 6)
    assert (read.outcome, read.ended_at, read.active_seconds) == ("ended_early", minutes(2), 99.5)
    assert (read.pain_before, read.pain_after, read.effort) == (None, 0, 10)
    assert (read.note, read.next_day, read.next_day_asked) == (
        "über\n'); DELETE FROM runs",
        "better",
        True,
    )
    assert journal.holds(start.id) == holds


@pytest.mark.parametrize(
    ("results", "done", "skipped"),
    [
        ((), 0, 6),
        (("done",), 1, 5),
        (("cut",), 0, 5),
        (("skipped",), 0, 6),
        (("done", "cut", "skipped", "skipped"), 1, 4),
        (("done",) * 6, 6, 0),
        (("done",) * 8, 8, 0),
    ],
)
def test_holds_never_begun_are_skipped(
    journal: Journal, results: tuple[HoldResult, ...], done: int, skipped: int
) -> None:
    journal.begin(run())
    holds = [
        hold(place, result=result, held_seconds=0.0 if result == "skipped" else 10.0)
        for place, result in enumerate(results)
    ]
    assert journal.progress(RUN_ID, progress(*holds))
    read = journal.find_run(RUN_ID)
    assert (read.holds_done, read.holds_skipped) == (done, skipped)
    assert read.held_seconds == sum(hold.held_seconds for hold in holds)


_batches = st.lists(
    st.lists(
        st.builds(
            hold,
            st.integers(0, 5),
            held_seconds=st.integers(0, 80).map(lambda quarters: quarters / 4),
            result=st.sampled_from(["done", "cut", "skipped"]),
        ),
        max_size=4,
    ),
    max_size=6,
)


@settings(max_examples=settings().max_examples // 2)
@given(batches=_batches)
def test_the_last_record_of_each_hold_counts(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Hold]]
) -> None:
    place = tmp_path_factory.mktemp("journal")
    with Journal.open(place / "journal.db", place / "stops") as journal:
        journal.begin(run())
        last: dict[int, Hold] = {}
        for number, batch in enumerate(batches):
            assert journal.progress(RUN_ID, progress(*batch, active_seconds=number))
            last.update({hold.phase: hold for hold in batch})
        read = journal.find_run(RUN_ID)
        assert journal.holds(RUN_ID) == tuple(last[index] for index in sorted(last))
        assert read.held_seconds == sum(hold.held_seconds for hold in last.values())
        assert read.holds_done == sum(hold.result == "done" for hold in last.values())
        assert read.holds_skipped == 6 - sum(hold.result != "skipped" for hold in last.values())
        assert read.active_seconds == max(len(batches) - 1, 0)


@pytest.mark.parametrize("outcome", ["completed", "ended_early", "interrupted", "stopped_for_pain"])
def test_finish_writes_the_outcome(journal: Journal, outcome: Outcome) -> None:
    journal.begin(run())
    assert journal.finish(RUN_ID, outcome, progress(hold(0)))
    read = journal.find_run(RUN_ID)
    assert (read.outcome, read.ended_at, read.active_seconds, read.holds_done) == (
        outcome,
        minutes(1),
        45.5,
        1,
    )


@settings(max_examples=settings().max_examples // 2)
@given(
    moment=st.datetimes(datetime(1970, 1, 3), datetime(2200, 1, 1)),
    offset=st.integers(-14 * 60, 14 * 60),
)
def test_a_moment_keeps_its_offset(tmp_path_factory: pytest.TempPathFactory, moment: datetime, offset: int) -> None:
    place = tmp_path_factory.mktemp("journal")
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    with Journal.open(place / "journal.db", place / "stops") as journal:
        journal.begin(run(started_at=aware))
        read = journal.find_run(RUN_ID).started_at
    assert (read, read.utcoffset()) == (aware, timedelta(minutes=offset))


def test_runs_come_oldest_first_whatever_their_offset(journal: Journal) -> None:
    east, west = timezone(timedelta(hours=12)), timezone(timedelta(hours=-11))
    first = numbered(1, started_at=datetime(2025, 5, 2, 8, 0, tzinfo=east))
    second = numbered(2, started_at=datetime(2025, 5, 1, 12, 0, tzinfo=west))
    for start in (second, first):
        journal.begin(start)
    assert [read.id for read in journal.runs()] == [first.id, second.id]
    assert journal.last_run() == journal.find_run(second.id)


def test_since_counts_its_own_moment(journal: Journal) -> None:
    for number in range(4):
        journal.begin(numbered(number))
    assert [read.id for read in journal.runs(minutes(120))] == [numbered(2).id, numbered(3).id]
    assert list(journal.runs(minutes(181))) == []


@pytest.mark.second
def test_many_runs_are_read_once_each_while_others_are_written(journal: Journal) -> None:
    count = 450
    for number in range(count):
        journal.begin(numbered(number, started_at=minutes(number // 3)))
    seen = []
    for read in journal.runs():
        seen.append(read.id)
        if len(seen) == 10:
            journal.after(read.id, pain_after=1, effort=None, note=None)
    assert seen == [numbered(number).id for number in range(count)]


@pytest.mark.parametrize("prefix", ["5c9d", RUN_ID, "5C9D9E0A", " 5c9d9 "])
def test_a_run_is_found_by_the_beginning_of_its_id(journal: Journal, prefix: str) -> None:
    journal.begin(run())
    journal.begin(numbered(1))
    assert journal.find_run(prefix).id == RUN_ID


@pytest.mark.parametrize(
    ("prefix", "message"),
    [
        ("", 'no run with the id ""'),
        ("%", 'no run with the id "%"'),
        ("9", 'no run with the id "9"'),
        ("\x1b[2J", "no run with the id"),
        ("0000", 'more than one run has an id that begins with "0000"'),
    ],
)
def test_a_prefix_of_no_run_or_of_many_is_one_clear_line(journal: Journal, prefix: str, message: str) -> None:
    for number in range(5):
        journal.begin(numbered(number))
    with pytest.raises(JournalError) as caught:
        journal.find_run(prefix)
    assert message in str(caught.value)
    assert str(caught.value).isprintable()


def test_an_id_that_begins_another_is_found(journal: Journal) -> None:
    journal.begin(run(id="abc"))
    journal.begin(run(id="abcd"))
    assert journal.find_run("abc").id == "abc"


def test_the_latest_start_of_each_session(journal: Journal) -> None:
    assert journal.last_done() == {}
    assert journal.last_run() is None
    for number, session in enumerate(["a", "b", "a", "c", "b"]):
        journal.begin(numbered(number, session=session))
    assert journal.last_done() == {"a": minutes(120), "b": minutes(240), "c": minutes(180)}
    assert {moment.utcoffset() for moment in journal.last_done().values()} == {START.utcoffset()}


def test_next_day_answers_of_the_runs_that_were_asked(journal: Journal) -> None:
    for number in range(5):
        journal.begin(numbered(number))
    journal.next_day(numbered(0).id, "same")
    journal.next_day(numbered(2).id, "worse")
    journal.next_day(numbered(3).id, None)
    assert journal.recent_next_days(5) == (None, "worse", "same")
    assert journal.recent_next_days(2) == (None, "worse")
    assert [read.next_day_asked for read in journal.runs()] == [True, False, True, True, False]


def test_writing_about_a_run_that_is_not_there_says_so(journal: Journal) -> None:
    with pytest.raises(JournalError, match="no run"):
        journal.next_day("nobody", "same")
    assert not journal.after("nobody", pain_after=1, effort=1, note=None)
    assert not journal.progress("nobody", progress(hold(0)))
    assert not journal.finish("nobody", "completed", progress())


def test_a_note_with_half_a_character_is_kept(journal: Journal) -> None:
    journal.begin(run())
    journal.after(RUN_ID, pain_after=None, effort=None, note="a\ud800b")
    assert journal.find_run(RUN_ID).note == "a?b"


def test_a_locked_journal_keeps_nothing_half_written(journal: Journal, path: Path) -> None:
    journal.begin(run())
    journal.progress(RUN_ID, progress(hold(0)))
    with locked(path):
        assert not journal.progress(RUN_ID, progress(hold(1), at=2, active_seconds=80))
        assert not journal.finish(RUN_ID, "completed", progress(hold(1), at=2))
        read = journal.find_run(RUN_ID)
        assert (read.outcome, read.active_seconds, read.holds_done) == ("interrupted", 45.5, 1)
    assert journal.finish(RUN_ID, "completed", progress(hold(1), hold(2), at=3))
    assert journal.find_run(RUN_ID).holds_done == 3


def test_a_run_begun_under_a_lock_is_written_with_its_first_progress(journal: Journal, path: Path) -> None:
    with locked(path):
        assert not journal.begin(run())
        assert journal.last_run() is None
    assert journal.progress(RUN_ID, progress(hold(0)))
    assert journal.find_run(RUN_ID).holds_done == 1


def test_what_cannot_be_stored_leaves_nothing_half_written(journal: Journal) -> None:
    journal.begin(run())
    assert not journal.progress(RUN_ID, progress(hold(0), hold(1, rep=2**70)))
    assert journal.holds(RUN_ID) == ()
    assert not journal.after(RUN_ID, pain_after=2**70, effort=None, note=None)


@pytest.mark.second
def test_a_later_write_that_waits_too_long_says_that_the_journal_is_in_use(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backstretch.journal.store.PATIENT_MS", 1)
    journal.begin(run())
    with locked(path), pytest.raises(JournalError, match="in use by another program"):
        journal.next_day(RUN_ID, "same")


def test_a_locked_journal_does_not_hold_up_what_is_said_after_a_run(journal: Journal, path: Path) -> None:
    journal.begin(run())
    with locked(path):
        assert not journal.after(RUN_ID, pain_after=1, effort=None, note=None)
    assert journal.after(RUN_ID, pain_after=1, effort=None, note=None)
    assert journal.find_run(RUN_ID).pain_after == 1


_KILLED = f"""
import sys, time
from datetime import datetime
from pathlib import Path
from backstretch.journal.records import Hold, Progress, RunStart
from backstretch.journal.store import Journal
at = datetime.fromisoformat("{START.isoformat()}")
journal = Journal.open(Path(sys.argv[1]), Path(sys.argv[2]))
journal.begin(RunStart("{RUN_ID}", "gentle", "Gentle", "ab", at, 0, 1, 150.0, 6, None, {DEAD_PID}))
hold = Hold(1, 1, None, None, "bridge", "left", 1, 20.0, 20.0, "done")
journal.progress("{RUN_ID}", Progress(at, 2, 20.0, (hold,)))
with journal._link.writing(20) as db:
    db.execute("UPDATE runs SET outcome = 'completed', active_seconds = 999")
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_killed_process_leaves_an_interrupted_run_with_its_finished_holds(path: Path, stops: Path) -> None:
    with python(_KILLED, path, stops) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    with Journal.open(path, stops) as journal:
        read = journal.find_run(RUN_ID)
        assert (read.outcome, read.active_seconds, read.held_seconds) == ("interrupted", 20.0, 20.0)
        assert (read.holds_done, read.holds_skipped) == (1, 5)
        assert [hold.result for hold in journal.holds(RUN_ID)] == ["done"]


def test_a_damaged_row_is_one_clear_line(journal: Journal, path: Path) -> None:
    journal.begin(run())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE runs SET started_at = 'yesterday'")
    with pytest.raises(JournalError) as caught:
        list(journal.runs())
    assert os.fspath(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "highest"), [((), None), ((None,), None), ((0,), 0), ((3, None), 3), ((2, 5, 4), 5), ((None, 1), 1)]
)
def test_the_highest_pain_said_while_it_ran_stays(
    journal: Journal, said: tuple[int | None, ...], highest: int | None
) -> None:
    journal.begin(run())
    for score in said:
        assert journal.progress(RUN_ID, progress()._replace(pain_during=score))
    journal.finish(RUN_ID, "completed", progress())
    assert journal.find_run(RUN_ID).pain_during == highest


class TestDates:
    """Each change is dated, so that of two copies of a run the newer one is known."""

    def changed(self, journal: Journal) -> datetime:
        (text,) = journal._link.db.execute("SELECT changed_at FROM runs WHERE id = ?", (RUN_ID,)).fetchone()
        return datetime.fromisoformat(text)

    def test_every_change_is_dated(self, path: Path, stops: Path) -> None:
        hours = iter(range(1, 99))
        with Journal.open(path, stops, now=lambda: minutes(60 * next(hours))) as journal:
            changes: list[Callable[[], object]] = [
                lambda: journal.begin(run()),
                lambda: journal.progress(RUN_ID, progress(hold(0))),
                lambda: journal.resume(RUN_ID, DEAD_PID),
                lambda: journal.finish(RUN_ID, "completed", progress()),
                lambda: journal.after(RUN_ID, pain_after=1, effort=1, note=None),
                lambda: journal.next_day(RUN_ID, "same"),
                lambda: journal.stopped_later(RUN_ID, report()),
                lambda: journal.amend_report(RUN_ID, report(kind="sharp")),
                lambda: journal.put_back("knee-to-chest"),
                lambda: journal.clear_stop(RUN_ID, minutes(5)),
            ]
            for hour, change in enumerate(changes, start=1):
                change()
                journal._carried.clear()
                assert self.changed(journal) == minutes(60 * hour)

    def test_a_clock_that_was_put_back_makes_no_change_an_older_one(self, path: Path, stops: Path) -> None:
        times = iter([minutes(9), minutes(1), minutes(1)])
        with Journal.open(path, stops, now=lambda: next(times)) as journal:
            journal.begin(run())
            journal.progress(RUN_ID, progress())
            journal.next_day(RUN_ID, "same")
            assert self.changed(journal) == minutes(9) + timedelta(microseconds=2)

    def test_a_stop_that_waited_is_dated_when_it_is_taken_in(self, path: Path, stops: Path) -> None:
        record_stop_aside(stops, run(), progress(), report())
        with Journal.open(path, stops, now=lambda: minutes(90)) as journal:
            assert self.changed(journal) == minutes(90)
            assert journal._link.db.execute("SELECT changed_at FROM stops").fetchone()[0] == utc_text(minutes(90))


def test_what_came_before_each_morning(journal: Journal) -> None:
    days: list[tuple[NextDay | None, str, float]] = [
        ("worse", "bridge", 20.0),
        (None, "bridge", 20.0),
        ("better", "cat-cow", 20.0),
        ("same", "bridge", 0.0),
    ]
    for number, (answer, exercise, held) in enumerate(days):
        begun = run(id=f"run-{number}", started_at=minutes(60 * 24 * number), title=f"T{number % 2}")
        journal.begin(begun)
        journal.finish(begun.id, "completed", progress(hold(0)._replace(exercise=exercise, held_seconds=held)))
        if answer is not None:
            journal.next_day(begun.id, answer)
    found = journal.mornings()
    assert [(each.answer, set(each.sessions), set(each.exercises)) for each in found] == [
        ("worse", {"T0"}, {"bridge"}),
        ("better", {"T0"}, {"cat-cow"}),
        ("same", {"T1"}, set()),
    ]
    assert [(each.day - found[0].day).days for each in found] == [0, 2, 3]
