"""A note is changed, a run is deleted and brought back; what a pain stop guards stays guarded."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from backstretch.base.errors import JournalError
from backstretch.coach.results import MISTAKE
from backstretch.journal.records import Run
from backstretch.journal.store import Journal

from .samples import RUN_ID, hold, minutes, numbered, progress, python, report, run

TOLD = report(kind="sharp", score=7, where="low left", signs=("fever",), note="while pulling")


def finished(journal: Journal, number: int = 0, **changes: object) -> str:
    """A run that came to its end ``number`` hours after START."""
    start = numbered(number, **changes)
    journal.begin(start)
    journal.finish(start.id, "completed", progress(hold(0), hold(1), at=60 * number + 1))
    journal.after(start.id, pain_after=2, effort=3, note="fine")
    return start.id


def stopped(journal: Journal, kind: str | None = "sharp") -> str:
    start = numbered(0, level=3)
    journal.record_stop(start.id, progress(hold(0)), TOLD._replace(kind=kind), start)
    return start.id


def whole(journal: Journal, run_id: str) -> tuple[object, ...]:
    return journal.find_run(run_id), journal.holds(run_id), journal.open_stop(), journal.hurt()


def told(journal: Journal) -> list[tuple[object, ...]]:
    return [tuple(row) for row in journal._link.db.execute("SELECT kind, score, body_place, signs, note FROM stops")]


class TestNote:
    @pytest.mark.parametrize(("given", "kept"), [("better", "better"), ("", None), (None, None), ("a\ud800", "a?")])
    def test_another_note_takes_its_place(self, journal: Journal, given: str | None, kept: str | None) -> None:
        run_id = finished(journal)
        before = journal.find_run(run_id)
        journal.change_note(run_id, given)
        assert journal.find_run(run_id) == before._replace(note=kept)

    def test_of_a_run_that_is_not_there_it_says_so(self, journal: Journal) -> None:
        with pytest.raises(JournalError, match="no run"):
            journal.change_note("nobody", "x")


class TestDelete:
    def test_it_is_gone_with_its_holds(self, journal: Journal) -> None:
        gone, other = finished(journal, 0), finished(journal, 1)
        journal.delete(gone)
        assert [read.id for read in journal.runs()] == [other]
        assert (journal.holds(gone), len(journal.holds(other))) == ((), 2)
        with pytest.raises(JournalError, match="no run"):
            journal.find_run(gone)

    def test_what_is_not_there_cannot_be_deleted(self, journal: Journal) -> None:
        journal.delete(finished(journal))
        with pytest.raises(JournalError, match="no run"):
            journal.delete(numbered(0).id)

    def test_nothing_that_still_waits_to_be_written_brings_it_back(self, journal: Journal) -> None:
        run_id = finished(journal)
        journal.delete(run_id)
        assert not journal.finish(run_id, "completed", progress())
        assert not journal.after(run_id, pain_after=1, effort=None, note=None)
        assert list(journal.runs()) == []

    def test_begun_again_a_stopped_run_counts_as_stopped(self, journal: Journal) -> None:
        start = numbered(0)
        journal.record_stop(start.id, progress(hold(0)), TOLD, start)
        journal.delete(start.id)
        assert journal.begin(start)
        assert journal.find_run(start.id).outcome == "stopped_for_pain"

    def test_undone_it_is_as_it_was(self, journal: Journal) -> None:
        run_id = finished(journal)
        journal.next_day(run_id, "worse")
        before = whole(journal, run_id)
        deleted = journal.delete(run_id)
        for _ in range(2):
            journal.undelete(deleted)
            assert whole(journal, run_id) == before

    def test_undone_it_is_newer_than_its_deletion(self, path: Path, stops: Path) -> None:
        with Journal.open(path, stops, now=lambda: minutes(-9)) as journal:
            run_id = finished(journal)
            journal.undelete(journal.delete(run_id))
            changed, deleted = journal._link.db.execute("SELECT changed_at, deleted_at FROM runs, deleted").fetchone()
            assert changed > deleted

    def test_undone_after_it_came_back_otherwise_it_stays_as_it_is(self, journal: Journal) -> None:
        run_id = finished(journal)
        deleted = journal.delete(run_id)
        journal.undelete(deleted)
        journal.change_note(run_id, "newer")
        journal.undelete(deleted)
        assert journal.find_run(run_id).note == "newer"


def test_nothing_of_it_is_left_in_the_file(path: Path, stops: Path) -> None:
    secret = "the neighbour's garden wall"
    with Journal.open(path, stops) as journal:
        for number in range(30):
            finished(journal, number)
        journal.record_stop(RUN_ID, progress(hold(0)), TOLD._replace(note=secret), run())
        journal.change_note(RUN_ID, secret * 300)
    assert secret.encode() in path.read_bytes()
    with Journal.open(path, stops) as journal:
        journal.delete(RUN_ID)
    assert secret.encode() not in path.read_bytes()


class TestUnderWay:
    def test_of_this_program(self, journal: Journal) -> None:
        journal.begin(run(pid=os.getpid()))
        journal.progress(RUN_ID, progress(hold(0)))
        with pytest.raises(JournalError, match="under way"):
            journal.delete(RUN_ID)
        journal.finish(RUN_ID, "interrupted", progress(hold(0)))
        journal.delete(RUN_ID)

    def test_of_another_process(self, path: Path, stops: Path) -> None:
        now = minutes(5)
        with python("import sys; sys.stdin.read()") as process:
            with Journal.open(path, stops, now=lambda: now) as journal:
                journal.begin(run(pid=process.pid))
                journal._carried.clear()
                with pytest.raises(JournalError, match="under way"):
                    journal.delete(RUN_ID)
                now = minutes(24 * 60 + 1)
                journal.delete(RUN_ID)
            assert process.stdin is not None
            process.stdin.close()

    def test_a_run_that_was_stopped_is_over(self, journal: Journal) -> None:
        start = run(pid=os.getpid())
        journal.begin(start)
        journal.record_stop(RUN_ID, progress(hold(0)), TOLD, start)
        journal.delete(RUN_ID)
        assert list(journal.runs()) == []


class TestStop:
    def test_deleted_it_still_stands_and_nothing_more_is_known_of_it(self, journal: Journal) -> None:
        journal.begin(numbered(5, session="other"))
        run_id = stopped(journal)
        gate = journal.open_stop()
        assert gate is not None
        journal.delete(run_id)
        assert journal.open_stop() == gate
        assert journal.hurt() == {"knee-to-chest"}
        assert journal.last_level("gentle") is None
        assert [read.session for read in journal.runs()] == ["other"]
        assert told(journal) == [(None, None, None, "[]", None)]

    def test_its_gate_can_be_passed_and_what_hurt_put_back(self, journal: Journal) -> None:
        run_id = stopped(journal)
        journal.delete(run_id)
        journal.clear_stop(run_id, minutes(90))
        assert journal.open_stop() is None
        assert journal.hurt() == {"knee-to-chest"}
        journal.put_back("knee-to-chest")
        assert journal.hurt() == frozenset()

    def test_a_mistake_stays_one(self, journal: Journal) -> None:
        journal.delete(stopped(journal, MISTAKE))
        assert (journal.open_stop(), journal.hurt()) == (None, frozenset())

    @pytest.mark.parametrize("kind", ["sharp", MISTAKE, None])
    def test_undone_it_is_told_of_in_full_again(self, journal: Journal, kind: str | None) -> None:
        run_id = stopped(journal, kind)
        before = whole(journal, run_id)
        journal.undelete(journal.delete(run_id))
        assert whole(journal, run_id) == before
        assert journal.find_run(run_id).pain_report == TOLD._replace(kind=kind)

    def test_undone_a_gate_that_was_passed_meanwhile_stays_passed(self, journal: Journal) -> None:
        run_id = stopped(journal)
        deleted = journal.delete(run_id)
        journal.clear_stop(run_id, minutes(90))
        journal.undelete(deleted)
        assert journal.open_stop() is None


class TestPages:
    def pages(self, journal: Journal, count: int, session: str | None = None) -> list[Run]:
        found: list[Run] = []
        while page := journal.page(len(found), count, session):
            assert len(page) <= count
            assert not {run.id for run in page} & {run.id for run in found}, "none comes twice"
            found += page
        return found

    def test_the_newest_come_first_and_each_once(self, journal: Journal) -> None:
        for number in range(23):
            journal.begin(
                numbered(number, started_at=minutes(number // 4), session="even" if number % 2 == 0 else "odd")
            )
        journal.record_stop(numbered(3).id, progress(), TOLD, numbered(3))
        newest = list(journal.runs())[::-1]
        assert newest[-4].pain_report == TOLD
        for count in (1, 4, 7, 50):
            assert self.pages(journal, count) == newest
            assert self.pages(journal, count, "even") == [run for run in newest if run.session == "even"]
        assert self.pages(journal, 5, "nobody's") == []
        assert (journal.count(), journal.count("odd"), journal.count("nobody's")) == (23, 11, 0)

    @pytest.mark.parametrize("session", [None, "gentle"])
    def test_they_are_found_by_an_index(self, journal: Journal, session: str | None) -> None:
        seen: list[str] = []
        journal._link.db.set_trace_callback(seen.append)
        journal.page(5, 10, session)
        journal._link.db.set_trace_callback(None)
        (statement,) = (each for each in seen if each.startswith("SELECT runs.*"))
        plan = [row["detail"] for row in journal._link.db.execute(f"EXPLAIN QUERY PLAN {statement}")]
        index = "runs_by_start" if session is None else "runs_by_session"
        assert "SEARCH runs USING INTEGER PRIMARY KEY (rowid=?)" in plan
        assert any(f"USING COVERING INDEX {index}" in line for line in plan)
        assert plan[-1] == "USE TEMP B-TREE FOR ORDER BY"


def test_the_runs_of_a_day_are_those_begun_on_it_where_they_began(journal: Journal) -> None:
    for number, (day, hour, zone) in enumerate([(1, 0, 14), (1, 23, -12), (1, 12, 0), (0, 23, 14), (2, 0, -12)]):
        at = datetime(2025, 6, 1 + day, hour, 30, tzinfo=timezone(timedelta(hours=zone)))
        journal.begin(numbered(number, started_at=at, session="odd" if number % 2 else "even"))
    found = journal.of_day(date(2025, 6, 2))
    assert [run.id for run in found] == [numbered(number).id for number in (0, 2, 1)]
    assert [run.id for run in journal.of_day(date(2025, 6, 2), "odd")] == [numbered(1).id]
    assert journal.of_day(date(2025, 6, 4)) == ()
    begun = {"even": 4, "odd": 1}
    assert journal.last_done() == {name: journal.find_run(numbered(last).id).started_at for name, last in begun.items()}


@pytest.mark.parametrize(("kind", "stopped_days"), [("sharp", 1), (None, 1), (MISTAKE, 0)])
def test_a_day_knows_of_its_pain_stops(journal: Journal, kind: str | None, stopped_days: int) -> None:
    journal.begin(numbered(50))
    journal.begin(numbered(51))
    stopped(journal, kind)
    assert sum(day.stopped for day in journal.day_sums()) == stopped_days
    assert journal.sums(None, minutes(0)).days == journal.day_sums()
