"""Which run may be gone on with, and by whom."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from backstretch.base import process as processes
from backstretch.base.errors import JournalError
from backstretch.base.process import is_alive
from backstretch.coach.results import MISTAKE
from backstretch.journal.records import Outcome
from backstretch.journal.store import Journal

from .samples import DEAD_PID, RUN_ID, hold, minutes, progress, python, report, run

SHA = run().sha256


def interrupted(journal: Journal, **changes: object) -> None:
    """A run that a process left behind a minute after START."""
    start = run(**changes)
    journal.begin(start)
    journal.progress(start.id, progress(hold(1), hold(0), next_phase=4))
    journal._carried.clear()


def offered(journal: Journal, at: float = 30, sha256: str = SHA, session: str = "gentle") -> bool:
    return journal.resumable(session, sha256, minutes(at)) is not None


def test_an_interrupted_run_is_offered_with_its_place_and_holds(journal: Journal) -> None:
    interrupted(journal)
    found = journal.resumable("gentle", SHA, minutes(30))
    assert found is not None
    assert (found.run, found.next_phase, found.holds) == (journal.find_run(RUN_ID), 4, (hold(0), hold(1)))


@pytest.mark.parametrize(("at", "offers"), [(1, True), (60.9, True), (61, True), (61.1, False), (3000, False)])
def test_it_is_offered_for_an_hour_after_its_last_moment(journal: Journal, at: float, offers: bool) -> None:
    interrupted(journal)
    assert offered(journal, at) is offers


def test_a_changed_file_or_another_session_is_not_gone_on_with(journal: Journal) -> None:
    interrupted(journal)
    assert not offered(journal, sha256="cd" * 32)
    assert not offered(journal, session="other")


@pytest.mark.parametrize("outcome", ["completed", "ended_early", "stopped_for_pain"])
def test_a_run_that_ended_is_not_gone_on_with(journal: Journal, outcome: Outcome) -> None:
    interrupted(journal)
    journal.finish(RUN_ID, outcome, progress())
    assert not offered(journal)


def test_only_the_sessions_newest_run_counts(journal: Journal) -> None:
    interrupted(journal)
    journal.begin(run(id="newer", started_at=minutes(5)))
    journal.finish("newer", "completed", progress(at=6))
    assert not offered(journal)


@pytest.mark.parametrize(("kind", "offers"), [("sharp", False), (None, False), (MISTAKE, True)])
def test_a_stop_since_is_the_end_of_it(journal: Journal, kind: str | None, offers: bool) -> None:
    interrupted(journal)
    other = run(id="other", session="other", started_at=minutes(5))
    journal.record_stop("other", progress(at=6), report(kind=kind), other)
    assert offered(journal) is offers


def test_a_stop_before_does_not_matter(journal: Journal) -> None:
    before = run(id="before", started_at=minutes(-600))
    journal.record_stop("before", progress(at=-599), report(), before)
    journal.clear_stop("before", minutes(-1))
    interrupted(journal)
    assert offered(journal)


def test_a_run_that_another_process_carries_is_not_offered(journal: Journal) -> None:
    with python("import sys; sys.stdin.read()") as process:
        interrupted(journal, pid=process.pid)
        assert not offered(journal)
        with pytest.raises(JournalError, match="another window"):
            journal.resume(RUN_ID, os.getpid())
        assert process.stdin is not None
        process.stdin.close()
    assert offered(journal)


def test_a_run_of_this_process_is_offered_when_it_is_over(journal: Journal) -> None:
    journal.begin(run(pid=os.getpid()))
    assert not offered(journal)
    journal.finish(RUN_ID, "interrupted", progress(hold(0)))
    assert offered(journal)


def test_going_on_is_in_the_same_run(journal: Journal) -> None:
    interrupted(journal)
    journal.resume(RUN_ID, os.getpid())
    assert not offered(journal)
    assert journal.find_run(RUN_ID).outcome == "interrupted"
    assert journal.progress(RUN_ID, progress(hold(2), at=10))
    assert journal.finish(RUN_ID, "completed", progress(hold(3), at=11))
    (read,) = journal.runs()
    assert (read.outcome, read.holds_done, read.ended_at) == ("completed", 4, minutes(11))


@pytest.mark.parametrize("outcome", ["completed", "stopped_for_pain"])
def test_a_run_that_ended_cannot_go_on(journal: Journal, outcome: Outcome) -> None:
    interrupted(journal)
    journal.finish(RUN_ID, outcome, progress())
    with pytest.raises(JournalError, match="cannot go on"):
        journal.resume(RUN_ID, os.getpid())


def test_a_run_that_is_not_there_cannot_go_on(journal: Journal) -> None:
    with pytest.raises(JournalError, match="cannot go on"):
        journal.resume("nobody", os.getpid())


def test_this_process_lives() -> None:
    assert is_alive(os.getpid())


@pytest.mark.parametrize("pid", [DEAD_PID, 0, -1, 2**80, None])
def test_what_is_no_process_does_not_live(pid: int | None) -> None:
    """0 and -1 would reach many processes at once."""
    assert not is_alive(pid)


def test_a_process_of_somebody_else_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(processes, "os", SimpleNamespace(name="posix", kill=refuse))
    assert is_alive(5)


def test_where_asking_would_end_a_process_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "os", SimpleNamespace(name="nt"))
    assert not is_alive(os.getpid())


def test_a_hold_that_is_opened_again_replaces_its_record(journal: Journal) -> None:
    interrupted(journal)
    journal.resume(RUN_ID, os.getpid())
    again = hold(1)._replace(held_seconds=2.0, result="cut")
    journal.finish(RUN_ID, "ended_early", progress(again, at=5))
    assert journal.holds(RUN_ID) == (hold(0), again)
    assert journal.find_run(RUN_ID).holds_done == 1
