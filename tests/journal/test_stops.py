"""A pain stop is never lost, and is a gate until it is passed."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from backstretch.base.errors import JournalError
from backstretch.coach.results import MISTAKE
from backstretch.journal import rows, spool
from backstretch.journal.records import Gate, PainReport, Progress, RunStart, Saved
from backstretch.journal.spool import amend_aside, record_stop_aside, sync_aside
from backstretch.journal.store import Journal

from .samples import RUN_ID, hold, locked, minutes, numbered, progress, python, report, run

TOLD = report(kind="sharp", score=7, where="low left", signs=("numb-saddle", "fever"), note="while pulling")
ALL_HOLDS = progress(hold(0), hold(1, result="cut", held_seconds=4.5), at=2)


def stop(journal: Journal, start: RunStart, told: PainReport = report(), minute: float | None = None) -> None:  # noqa: B008
    """A run that began and was stopped a minute later, or at ``minute``."""
    at = (start.started_at - minutes(0)).total_seconds() / 60 + 1 if minute is None else minute
    journal.begin(start)
    assert journal.record_stop(start.id, progress(hold(0), at=at), told, start) is Saved.JOURNAL


def test_a_stop_is_in_the_journal_with_all_its_holds(journal: Journal, stops: Path) -> None:
    assert journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, run()) is Saved.JOURNAL
    read = journal.find_run(RUN_ID)
    assert (read.outcome, read.pain_report, read.ended_at) == ("stopped_for_pain", TOLD, minutes(2))
    assert (read.held_seconds, read.holds_done, read.holds_skipped) == (24.5, 1, 4)
    assert journal.holds(RUN_ID) == ALL_HOLDS.holds
    assert not stops.exists()


def test_a_stop_can_be_told_of_in_full_later(journal: Journal) -> None:
    stop(journal, run())
    assert journal.amend_report(RUN_ID, TOLD)
    assert journal.find_run(RUN_ID).pain_report == TOLD


def test_there_is_nothing_to_amend_without_a_stop(journal: Journal, stops: Path) -> None:
    journal.begin(run())
    assert not journal.amend_report(RUN_ID, TOLD)
    assert not amend_aside(stops, RUN_ID, TOLD)
    assert journal.find_run(RUN_ID).pain_report is None


def test_nothing_undoes_a_stop(journal: Journal) -> None:
    stop(journal, run())
    assert journal.finish(RUN_ID, "completed", progress())
    assert journal.begin(run())
    assert journal.find_run(RUN_ID).outcome == "stopped_for_pain"


def test_sync_puts_a_stop_into_the_file_itself(journal: Journal, path: Path, stops: Path, tmp_path: Path) -> None:
    stop(journal, run())
    assert journal.sync()
    shutil.copy(path, tmp_path / "alone.db")
    with Journal.open(tmp_path / "alone.db", stops) as copy:
        assert copy.find_run(RUN_ID).outcome == "stopped_for_pain"


def test_sync_says_when_it_could_not(journal: Journal, path: Path) -> None:
    path.unlink()
    assert not journal.sync()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
@pytest.mark.parametrize("harm", ["taken away", "cut off", "another"])
def test_what_goes_into_a_log_that_nobody_finds_is_not_called_saved(
    journal: Journal, path: Path, stops: Path, harm: str
) -> None:
    journal.begin(run())
    log = path.with_name(f"{path.name}-wal")
    if harm == "cut off":
        os.truncate(log, 0)
    else:
        log.rename(log.with_name("kept"))
    if harm == "another":
        log.write_bytes(log.with_name("kept").read_bytes())
    assert not journal.progress(RUN_ID, ALL_HOLDS)
    assert not journal.finish(RUN_ID, "completed", ALL_HOLDS)
    assert not journal.sync()
    assert journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, run()) is Saved.ASIDE
    assert [file.stem for file in stops.glob("*.json")] == [RUN_ID]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_log_that_goes_in_the_middle_of_a_write_is_noticed(journal: Journal, path: Path) -> None:
    journal.begin(run())

    def write() -> None:
        with journal._link.writing(20) as db:
            db.execute("UPDATE runs SET note = 'x'")
            path.with_name(f"{path.name}-wal").unlink()

    with pytest.raises(JournalError, match="was taken away or cut off"):
        write()


def test_a_stop_waits_for_no_checkpoint(journal: Journal, path: Path) -> None:
    """A checkpoint at commit would wait for the disk; the log is long enough for one here."""
    journal.begin(run())
    with journal._link.writing(20, checkpoint=False) as db:
        db.execute("UPDATE runs SET note = hex(zeroblob(4 * 1024 * 1024))")
    before = path.stat()
    assert journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, run()) is Saved.JOURNAL
    assert path.stat().st_size == before.st_size
    assert journal.sync()
    assert path.stat().st_size > 8 * 1024 * 1024


class TestGate:
    def test_a_stop_is_open_until_it_is_cleared(self, journal: Journal) -> None:
        assert journal.open_stop() is None
        stop(journal, run())
        open_stop = journal.open_stop()
        assert open_stop is not None
        assert open_stop.id == RUN_ID
        journal.clear_stop(RUN_ID, minutes(90))
        assert journal.open_stop() is None
        assert journal.find_run(RUN_ID).outcome == "stopped_for_pain"

    def test_the_latest_stop_is_the_gate_and_passing_it_passes_the_ones_before(self, journal: Journal) -> None:
        for number in range(3):
            stop(journal, numbered(number))
        open_stop = journal.open_stop()
        assert open_stop is not None
        assert open_stop.id == numbered(2).id
        journal.clear_stop(numbered(1).id, minutes(600))
        assert journal.open_stop() == open_stop
        journal.clear_stop(open_stop.id, minutes(600))
        assert journal.open_stop() is None

    def test_a_new_stop_is_a_new_gate(self, journal: Journal) -> None:
        stop(journal, numbered(0))
        journal.clear_stop(numbered(0).id, minutes(10))
        stop(journal, numbered(1))
        open_stop = journal.open_stop()
        assert open_stop is not None
        assert open_stop.id == numbered(1).id

    def test_a_key_pressed_by_mistake_leaves_no_gate(self, journal: Journal) -> None:
        journal.begin(numbered(0, level=3))
        stop(journal, numbered(1))
        journal.amend_report(numbered(1).id, report(kind=MISTAKE))
        assert journal.open_stop() is None
        assert journal.hurt() == frozenset()
        assert journal.last_level("gentle") == 2
        assert journal.find_run(numbered(1).id).outcome == "stopped_for_pain"

    def test_a_mistake_hides_no_earlier_stop(self, journal: Journal) -> None:
        stop(journal, numbered(0))
        stop(journal, numbered(1), report(kind=MISTAKE))
        open_stop = journal.open_stop()
        assert open_stop is not None
        assert open_stop.id == numbered(0).id

    def test_a_stop_without_a_report_is_a_gate_too(self, journal: Journal) -> None:
        journal.begin(run())
        journal.finish(RUN_ID, "stopped_for_pain", progress())
        assert journal.open_stop() is not None

    def test_clearing_a_run_that_is_not_there_says_so(self, journal: Journal) -> None:
        with pytest.raises(JournalError, match="no run"):
            journal.clear_stop("nobody", minutes(1))


class TestHurt:
    def test_what_hurt_stays_out_until_put_back(self, journal: Journal) -> None:
        stop(journal, numbered(0))
        stop(journal, numbered(1), report(exercise="bridge"))
        stop(journal, numbered(2), report(exercise=None))
        journal.clear_stop(numbered(2).id, minutes(600))
        assert journal.hurt() == {"knee-to-chest", "bridge"}
        journal.put_back("bridge")
        assert journal.hurt() == {"knee-to-chest"}
        journal.put_back("never heard of")

    def test_what_was_put_back_and_hurts_again_is_out_again(self, journal: Journal) -> None:
        stop(journal, numbered(0))
        journal.put_back("knee-to-chest")
        stop(journal, numbered(1))
        assert journal.hurt() == {"knee-to-chest"}


class TestLevel:
    def test_the_level_is_that_of_the_sessions_latest_run(self, journal: Journal) -> None:
        assert journal.last_level("gentle") is None
        journal.begin(numbered(0, level=1))
        journal.begin(numbered(1, level=3))
        journal.begin(numbered(2, level=5, session="other"))
        assert journal.last_level("gentle") == 3

    def test_a_stop_forgets_the_level_of_every_session(self, journal: Journal) -> None:
        journal.begin(numbered(0, level=3))
        stop(journal, numbered(1, session="other"))
        assert journal.last_level("gentle") is None
        assert journal.last_level("other") is None
        journal.begin(numbered(2, level=1))
        assert journal.last_level("gentle") == 1

    def test_a_run_under_way_when_another_was_stopped_began_before_the_stop(self, journal: Journal) -> None:
        stop(journal, numbered(1, session="other"), minute=70)
        journal.begin(run(id="meanwhile", started_at=minutes(65)))
        assert journal.last_level("gentle") is None


class TestLater:
    def test_a_finished_run_becomes_a_stopped_one(self, journal: Journal) -> None:
        journal.begin(run())
        journal.finish(RUN_ID, "completed", ALL_HOLDS)
        assert journal.stopped_later(RUN_ID, TOLD) is Saved.JOURNAL
        read = journal.find_run(RUN_ID)
        assert (read.outcome, read.pain_report, read.held_seconds) == ("stopped_for_pain", TOLD, 24.5)
        assert journal.open_stop() == Gate(RUN_ID, read.ended_at, TOLD.exercise)

    def test_pain_told_of_after_a_mistake_counts(self, journal: Journal) -> None:
        stop(journal, run(), report(kind=MISTAKE))
        assert journal.stopped_later(RUN_ID, TOLD) is Saved.JOURNAL
        assert journal.find_run(RUN_ID).pain_report == TOLD
        assert journal.open_stop() is not None

    def test_pain_told_of_after_a_mistake_counts_though_gates_were_passed_since(self, journal: Journal) -> None:
        stop(journal, run(), report(kind=MISTAKE))
        journal.clear_stop(RUN_ID, minutes(5))
        journal.put_back("knee-to-chest")
        journal.stopped_later(RUN_ID, TOLD)
        assert journal.open_stop() is not None
        assert journal.hurt() == {"knee-to-chest"}

    def test_with_a_journal_that_fails_it_goes_aside(self, journal: Journal, path: Path, stops: Path) -> None:
        journal.begin(run())
        journal.finish(RUN_ID, "completed", ALL_HOLDS)
        journal.close()
        assert journal.stopped_later(RUN_ID, TOLD) is Saved.ASIDE
        with Journal.open(path, stops) as reopened:
            read = reopened.find_run(RUN_ID)
            assert (read.outcome, read.held_seconds) == ("stopped_for_pain", 24.5)

    def test_pain_told_of_twice_leaves_the_first_report_and_no_new_gate(self, journal: Journal) -> None:
        stop(journal, run(), TOLD)
        journal.clear_stop(RUN_ID, minutes(60))
        assert journal.stopped_later(RUN_ID, report(kind="shooting")) is Saved.JOURNAL
        assert journal.find_run(RUN_ID).pain_report == TOLD
        assert journal.open_stop() is None

    def test_under_a_lock_it_goes_aside_and_loses_nothing_of_the_run(
        self, journal: Journal, path: Path, stops: Path
    ) -> None:
        journal.begin(run())
        journal.finish(RUN_ID, "completed", ALL_HOLDS)
        with locked(path):
            assert journal.stopped_later(RUN_ID, TOLD) is Saved.ASIDE
            assert journal.open_stop() is not None
        assert journal.open_stop() is not None
        assert list(stops.iterdir()) == []
        read = journal.find_run(RUN_ID)
        assert (read.pain_report, read.held_seconds, read.ended_at) == (TOLD, 24.5, minutes(2))
        assert journal.holds(RUN_ID) == ALL_HOLDS.holds

    def test_so_it_does_for_a_run_of_an_earlier_start_of_the_program(
        self, journal: Journal, path: Path, stops: Path
    ) -> None:
        journal.begin(run())
        journal.finish(RUN_ID, "completed", ALL_HOLDS)
        journal.close()
        with Journal.open(path, stops) as later:
            with locked(path):
                assert later.stopped_later(RUN_ID, TOLD) is Saved.ASIDE
            assert later.find_run(RUN_ID).pain_report == TOLD

    def test_a_mistake_that_still_waits_aside_becomes_a_stop_and_keeps_its_holds(
        self, journal: Journal, path: Path
    ) -> None:
        with locked(path):
            journal.record_stop(RUN_ID, ALL_HOLDS, report(kind=MISTAKE), run())
            assert journal.stopped_later(RUN_ID, TOLD) is Saved.ASIDE
            assert journal.open_stop() is not None
        assert journal.find_run(RUN_ID).pain_report == TOLD
        assert journal.holds(RUN_ID) == ALL_HOLDS.holds

    def test_of_a_run_nobody_knows_it_can_be_written_nowhere(self, journal: Journal) -> None:
        assert journal.stopped_later("nobody", TOLD) is Saved.NOWHERE

    def test_with_nothing_to_write_to_it_says_so(self, journal: Journal, stops: Path) -> None:
        journal.begin(run())
        stops.parent.write_text("in the way")
        journal.close()
        assert journal.stopped_later(RUN_ID, TOLD) is Saved.NOWHERE


class TestAside:
    def test_a_lock_sends_the_stop_aside_and_it_comes_back_whole(
        self, journal: Journal, path: Path, stops: Path
    ) -> None:
        journal.begin(run())
        with locked(path):
            assert journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, run()) is Saved.ASIDE
            assert journal._link.db.execute("PRAGMA busy_timeout").fetchone()[0] == 20
            assert [file.name for file in stops.iterdir()] == [f"{RUN_ID}.json"]
            assert stat.S_IMODE((stops / f"{RUN_ID}.json").stat().st_mode) == 0o600
            assert stat.S_IMODE(stops.stat().st_mode) == 0o700
        with Journal.open(path, stops) as reopened:
            assert list(stops.iterdir()) == []
            read = reopened.find_run(RUN_ID)
            assert (read.outcome, read.pain_report, read.held_seconds) == ("stopped_for_pain", TOLD, 24.5)
            assert reopened.holds(RUN_ID) == ALL_HOLDS.holds
            assert reopened.notices == ()

    def test_a_stop_that_waits_counts_everywhere(self, journal: Journal, path: Path) -> None:
        journal.begin(numbered(0, level=4))
        start = numbered(1)
        with locked(path):
            assert journal.record_stop(start.id, progress(hold(0), at=61), TOLD, start) is Saved.ASIDE
            open_stop = journal.open_stop()
            assert open_stop is not None
            assert (open_stop.id, open_stop.exercise) == (start.id, TOLD.exercise)
            assert journal.hurt() == {"knee-to-chest"}
            assert journal.last_level("gentle") is None
            assert [read.outcome for read in journal.runs()] == ["interrupted", "stopped_for_pain"]
            assert journal.holds(start.id) == (hold(0),)
            assert journal.last_run() == journal.find_run(start.id)

    def test_it_can_be_told_of_in_full_and_as_a_mistake_while_it_waits(
        self, journal: Journal, path: Path, stops: Path
    ) -> None:
        with locked(path):
            journal.record_stop(RUN_ID, ALL_HOLDS, report(), run())
            assert journal.amend_report(RUN_ID, TOLD)
            assert journal.find_run(RUN_ID).pain_report == TOLD
            assert journal.amend_report(RUN_ID, report(kind=MISTAKE))
            assert journal.open_stop() is None
        assert journal.amend_report(RUN_ID, TOLD)
        assert list(stops.iterdir()) == []
        assert journal.find_run(RUN_ID).pain_report == TOLD

    def test_amending_a_written_stop_under_a_lock_says_that_it_did_not(self, journal: Journal, path: Path) -> None:
        stop(journal, run())
        with locked(path):
            assert not journal.amend_report(RUN_ID, TOLD)
        assert journal.amend_report(RUN_ID, TOLD)

    def test_taking_in_twice_is_taking_in_once(self, journal: Journal, path: Path, stops: Path) -> None:
        with locked(path):
            journal.record_stop(RUN_ID, ALL_HOLDS, report(), run())
        kept = (stops / f"{RUN_ID}.json").read_bytes()
        journal.clear_stop(RUN_ID, minutes(60))
        journal.amend_report(RUN_ID, TOLD)
        journal.put_back("knee-to-chest")
        (stops / f"{RUN_ID}.json").write_bytes(kept)
        with Journal.open(path, stops) as reopened:
            assert reopened.open_stop() is None
            assert reopened.hurt() == frozenset()
            assert reopened.find_run(RUN_ID).pain_report == TOLD

    def test_without_a_journal_the_stop_waits_for_one(self, path: Path, stops: Path) -> None:
        assert record_stop_aside(stops, run(), ALL_HOLDS, report()) is Saved.ASIDE
        assert amend_aside(stops, RUN_ID, TOLD)
        with Journal.open(path, stops, read_only=True) as reader:
            open_stop = reader.open_stop()
            assert open_stop is not None
            assert reader.find_run(open_stop.id).pain_report == TOLD
            assert not path.exists()
        with Journal.open(path, stops) as journal:
            assert journal.open_stop() == open_stop
            assert list(stops.iterdir()) == []

    def test_a_stop_aside_waits_for_no_disk_and_is_forced_to_it_later(
        self, stops: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        synced: list[list[str]] = []

        def fsync(handle: int) -> None:
            synced.append([file.name for file in stops.glob("*.json")])

        monkeypatch.setattr(os, "fsync", fsync)
        assert record_stop_aside(stops, run(), ALL_HOLDS, TOLD) is Saved.ASIDE
        assert synced == []
        assert sync_aside(stops, RUN_ID)
        assert len(synced) == 2, "the file, and its name"
        synced.clear()
        assert amend_aside(stops, RUN_ID, TOLD)
        assert len(synced) == 2, "what is told later is on disk at once"

    def test_a_stop_goes_from_its_file_only_when_the_disk_has_its_row(
        self, path: Path, stops: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        record_stop_aside(stops, run(), ALL_HOLDS, TOLD)
        levels: list[int] = []
        put_stop = rows.put_stop

        def noted(db: Any, run_id: str, told: PainReport) -> None:
            levels.append(db.execute("PRAGMA synchronous").fetchone()[0])
            put_stop(db, run_id, told)

        monkeypatch.setattr(rows, "put_stop", noted)
        with Journal.open(path, stops) as journal:
            assert levels == [2]
            assert journal._link.db.execute("PRAGMA synchronous").fetchone()[0] == 1

    @pytest.mark.parametrize("run_id", ["../escape", "a/b", "", ".", "x" * 300, "sp ace"])
    def test_no_id_leads_out_of_the_directory(self, stops: Path, run_id: str) -> None:
        assert record_stop_aside(stops, run(id=run_id), progress(), report()) is Saved.ASIDE
        (file,) = stops.iterdir()
        assert file.parent == stops
        assert spool.load(file).run.id == run_id
        assert amend_aside(stops, run_id, TOLD)


def close(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.close()


def fail_unforeseen(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(rows, "put_stop", fail)


def drop_table(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal._link.db.execute("DROP TABLE stops")


def refuse(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal._link.refusal = "read-only"


def take_away(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal._link.path.unlink()


def replace(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    take_away(journal, monkeypatch)
    shutil.copy(journal._link.path.with_name("journal.db-wal"), journal._link.path)


FAILURES = [close, fail_unforeseen, drop_table, refuse]
if os.name == "posix":  # elsewhere a file that is open stays
    FAILURES += [take_away, replace]


@pytest.mark.parametrize("failure", FAILURES)
def test_whatever_fails_the_stop_goes_aside(
    journal: Journal, stops: Path, monkeypatch: pytest.MonkeyPatch, failure: Any
) -> None:
    journal.begin(run())
    failure(journal, monkeypatch)
    assert journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, run()) is Saved.ASIDE
    assert spool.load(stops / f"{RUN_ID}.json") == spool.Stop(run(), ALL_HOLDS, TOLD)


def test_a_stop_that_failed_half_way_left_nothing_in_the_journal(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.begin(run())
    fail_unforeseen(journal, monkeypatch)
    journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, run())
    row = journal._link.db.execute("SELECT outcome, held_seconds FROM runs").fetchone()
    assert tuple(row) == ("interrupted", 0)
    assert journal._link.db.execute("SELECT count(*) FROM holds").fetchone()[0] == 0


@pytest.mark.parametrize("failure", FAILURES)
def test_with_no_directory_for_it_either_the_stop_is_nowhere(
    journal: Journal, stops: Path, monkeypatch: pytest.MonkeyPatch, failure: Any
) -> None:
    stops.parent.write_text("in the way")
    failure(journal, monkeypatch)
    assert journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, run()) is Saved.NOWHERE
    assert not journal.amend_report(RUN_ID, TOLD)


_FULL_DISK = """
import pickle, resource, sys
from pathlib import Path
from backstretch.journal.store import Journal
start, progress, report = pickle.loads(bytes.fromhex(sys.stdin.readline()))
journal = Journal.open(Path(sys.argv[1]), Path(sys.argv[2]))
journal.begin(start)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
print(journal.progress(start.id, progress))
print(journal.record_stop(start.id, progress, report, start).name)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(journal.record_stop(start.id, progress, report, start).name)
"""


@pytest.mark.parametrize(("room", "saved"), [(4096, "ASIDE"), (0, "NOWHERE")])
def test_a_full_disk(path: Path, stops: Path, room: int, saved: str) -> None:
    import pickle

    values = pickle.dumps((run(), ALL_HOLDS, TOLD)).hex()
    with python(_FULL_DISK, path, stops, str(room)) as process:
        out, _ = process.communicate(values + "\n")
    assert out.split() == ["False", saved, "JOURNAL"]
    with Journal.open(path, stops) as journal:
        assert journal.find_run(RUN_ID).pain_report == TOLD
        assert journal.holds(RUN_ID) == ALL_HOLDS.holds


def good_stop() -> dict[str, Any]:
    from backstretch.journal.codec import to_json

    data: dict[str, Any] = {"format": 1, **to_json(spool.Stop(run(), ALL_HOLDS, TOLD))}
    return data


def changed(**changes: object) -> bytes:
    return json.dumps({**good_stop(), **changes}).encode()


def in_run(**changes: object) -> bytes:
    return changed(run={**good_stop()["run"], **changes})


BROKEN = {
    "empty": b"",
    "cut short": changed()[:-20],
    "not text": b"\xff\xfe\x00",
    "not a table": b"[1, 2]",
    "no format": changed(format=None),
    "of a newer version": changed(format=2),
    "without a run": changed(run=None),
    "without a report": changed(report={}),
    "of wrong types": in_run(level="three"),
    "of a true level": in_run(level=True),
    "of no moment": in_run(started_at="yesterday"),
    "of no offset": in_run(started_at="2025-03-01T07:30:00"),
    "of no number": in_run(planned_seconds=float("nan")),
    "of a number too large": in_run(level=2**70),
    "of no year": in_run(started_at="0001-01-01T00:00:00+23:59"),
    "of no year to come": in_run(started_at="9999-12-31T23:59:59-23:59"),
    "nested too deeply": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_stop_is_left_alone_and_told_of(
    path: Path, stops: Path, content: bytes, read_only: bool
) -> None:
    stops.mkdir(parents=True)
    broken = stops / "0-broken.json"
    broken.write_bytes(content)
    other = numbered(7)
    record_stop_aside(stops, other, progress(hold(0)), TOLD)
    with Journal.open(path, stops, read_only=read_only) as journal:
        open_stop = journal.open_stop()
        assert open_stop is not None
        assert open_stop.id == other.id
        (notice,) = journal.notices
    assert os.fspath(broken) in notice
    assert "\n" not in notice
    assert broken.read_bytes() == content
    assert amend_aside(stops, other.id, TOLD) is read_only


def test_a_file_put_right_is_taken_in_and_no_longer_told_of(path: Path, stops: Path) -> None:
    stops.mkdir(parents=True)
    file = stops / f"{RUN_ID}.json"
    file.write_bytes(b"half a st")
    with Journal.open(path, stops) as journal:
        (_,) = journal.notices
        file.write_bytes(changed())
        assert journal.open_stop() is not None
        assert journal.notices == ()


def test_keys_of_a_later_version_are_passed_over(path: Path, stops: Path) -> None:
    stops.mkdir(parents=True)
    (stops / "x.json").write_bytes(changed(weather="rain"))
    with Journal.open(path, stops) as journal:
        assert journal.find_run(RUN_ID).pain_report == TOLD


def test_a_stop_with_half_a_character_in_its_title_is_kept(journal: Journal) -> None:
    start = run(title="a\ud800b")
    assert journal.record_stop(RUN_ID, ALL_HOLDS, TOLD, start) is Saved.JOURNAL
    assert journal.find_run(RUN_ID).title == "a?b"


def test_what_is_no_stop_file_is_not_looked_at(path: Path, stops: Path) -> None:
    stops.mkdir(parents=True)
    (stops / f".{RUN_ID}.json.k3j2").write_bytes(b"half a st")
    (stops / "notes.txt").write_bytes(b"mine")
    with Journal.open(path, stops) as journal:
        assert journal.notices == ()
    assert len(list(stops.iterdir())) == 2


@pytest.mark.second
def test_a_stop_of_a_very_long_session_goes_aside_too(path: Path, stops: Path) -> None:
    holds = Progress(minutes(1), 0, 1.0, tuple(map(hold, range(20_000))))
    assert record_stop_aside(stops, run(), holds, TOLD) is Saved.ASIDE
    with Journal.open(path, stops) as journal:
        assert len(journal.holds(RUN_ID)) == 20_000


def test_the_pain_path_needs_no_module_that_is_not_loaded_yet() -> None:
    """An import takes time, and fails where a package was updated under a running program."""
    code = """
import sys
import backstretch.run.recorder
from backstretch.journal.spool import record_stop_aside
import pickle, pathlib
stops, *values = pickle.loads(bytes.fromhex(sys.stdin.readline()))
before = set(sys.modules)
record_stop_aside(stops, *values)
print(*sorted(set(sys.modules) - before), "end")
"""
    import pickle
    import tempfile

    with tempfile.TemporaryDirectory() as directory, python(code) as process:
        values = pickle.dumps((Path(directory), run(), ALL_HOLDS, TOLD)).hex()
        out, _ = process.communicate(values + "\n")
    assert out.split() == ["end"], sys.version
