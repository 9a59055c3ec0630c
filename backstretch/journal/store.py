"""The journal: every run on this machine in one SQLite file, through one held connection."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, Unpack

from backstretch.base.errors import JournalError
from backstretch.base.process import is_alive
from backstretch.base.text import plain
from backstretch.coach.reach import Reach
from backstretch.coach.results import NextDay
from backstretch.journal import database, deletion, goal_scores, queries, rows, spool
from backstretch.journal.columns import utc_text
from backstretch.journal.connection import WRITE_FAILURES, Link, utc_now, write_stop
from backstretch.journal.database import PATIENT_MS
from backstretch.journal.deletion import Deleted
from backstretch.journal.goal_scores import GoalScore
from backstretch.journal.queries import Reader
from backstretch.journal.records import AfterRun, Outcome, PainReport, Progress, Resumable, RunStart, Saved

if TYPE_CHECKING:
    from backstretch.journal.merge import Merged, Values
    from backstretch.journal.records import Entry

IN_SESSION_MS = 20
"""Milliseconds a write may wait for another program's lock while a person lies on the floor."""
CANNOT_GO_ON = "this run cannot go on: it has ended, or another window goes on with it"
WRITES_WITHIN = timedelta(days=1)
"""A run under way has written something within this time."""


class Journal(Reader):
    """What was done, and the pain stops that guard what may be done next.

    `begin`, `progress`, `finish`, `record_stop`, `amend_report`, `stopped_later` and `sync` never raise: they
    wait at most `IN_SESSION_MS` for a lock and return whether, or where, they wrote. The other writes wait up
    to `PATIENT_MS`; they and the reads raise JournalError. Reads count the stops that still wait in `stops`.
    """

    def __init__(self, link: Link) -> None:
        """Take over a link to the file; `Journal.open` makes one."""
        super().__init__(link)
        self._begun: dict[str, RunStart] = {}
        self._carried: set[str] = set()

    @classmethod
    def open(cls, path: Path, stops: Path, *, read_only: bool = False, now: Callable[[], datetime] = utc_now) -> Self:
        """Open the journal at ``path``, made if need be, and take in the stops that wait in ``stops``.

        With ``read_only`` nothing is made or changed; a missing journal is an empty one. A journal of a newer
        version can be read only; `refusal` says so. Changes are dated with ``now``. Raises JournalError.
        """
        db, refusal = database.open_to_read(path) if read_only else database.open_to_write(path)
        link = Link(db, path, stops, refusal, now)
        link.take_in(PATIENT_MS)
        return cls(link)

    @property
    def refusal(self) -> str | None:
        """Why nothing can be written to this journal, as one line; None if it can."""
        return self._link.refusal

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person should know of the stops directory: one line a file that could not be taken in."""
        return self._link.notices

    def close(self) -> None:
        """Let go of the file."""
        self._link.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, start: RunStart) -> bool:
        """Write a run as begun. If it returns False, the run's next write does it."""
        self._begun[start.id] = start
        self._carried.add(start.id)
        return self._in_session(start.id, None)

    def progress(self, run_id: str, progress: Progress) -> bool:
        """Write how far the run has come; if False, nothing was: give the same holds again next time."""
        return self._in_session(run_id, progress)

    def finish(self, run_id: str, outcome: Outcome, progress: Progress) -> bool:
        """Write the run's end; a run that pain stopped stays one. If False, nothing was written."""
        done = self._in_session(run_id, progress, outcome)
        if done:
            self._carried.discard(run_id)
        return done

    def record_stop(self, run_id: str, progress: Progress, report: PainReport, run: RunStart) -> Saved:
        """Write a pain stop, ``progress`` with all the run's holds, here or in a file aside. Never raises.

        In the journal it survives the end of the process; `sync` makes it survive that of the machine.
        """
        try:
            with self._link.writing(IN_SESSION_MS, checkpoint=False) as db:
                write_stop(db, spool.Stop(run, progress, report), self._link.now())
            return Saved.JOURNAL
        except Exception:  # noqa: BLE001 - whatever fails here, the stop is written aside
            return spool.record_stop_aside(self._link.stops, run, progress, report)

    def sync(self) -> bool:
        """Have everything committed on the disk itself; for after the screen is up. Never raises."""
        return self._link.sync(IN_SESSION_MS)

    def amend_report(self, run_id: str, report: PainReport) -> bool:
        """Write what the person told of the stop since, wherever the stop is. Never raises."""
        if any(stop.run.id == run_id for stop in self._link.take_in(IN_SESSION_MS)):
            return spool.amend_aside(self._link.stops, run_id, report)
        try:
            with self._link.writing(IN_SESSION_MS) as db:
                known = rows.update_report(db, run_id, report)
                rows.touch(db, run_id, self._link.now(), stop=True)
                return known
        except WRITE_FAILURES:
            return False

    def stopped_later(self, run_id: str, report: PainReport) -> Saved:
        """Turn a run that has ended into one that pain stopped. Never raises."""
        try:
            with self._link.writing(IN_SESSION_MS, checkpoint=False) as db:
                if rows.exists(db, run_id):
                    rows.put_stop(db, run_id, report)
                    rows.touch(db, run_id, self._link.now(), stop=True)
                    return Saved.JOURNAL
        except WRITE_FAILURES:
            if spool.amend_aside(self._link.stops, run_id, report):
                return Saved.ASIDE
        start = self._begun.get(run_id) or self._start_of(run_id)
        aside = start is not None and spool.put_aside(self._link.stops, spool.Stop(start, None, report))
        return Saved.ASIDE if aside else Saved.NOWHERE

    def after(self, run_id: str, **said: Unpack[AfterRun]) -> bool:
        """Write what the person said after the run. If False, nothing was written."""
        try:
            self._change(run_id, {**said}, IN_SESSION_MS)
        except JournalError:
            return False
        return True

    def add(self, start: RunStart, outcome: Outcome, progress: Progress) -> None:
        """Write a run that was done elsewhere, from its beginning to its end. Raises JournalError."""
        with self._changing() as db:
            rows.insert_run(db, start)
            rows.put_progress(db, start.id, progress)
            rows.put_outcome(db, start.id, outcome)
            rows.touch(db, start.id, self._link.now())

    def next_day(self, run_id: str, answer: NextDay | None) -> None:
        """Write how the back was after the run; None: asked, and left unanswered."""
        self._change(run_id, {"next_day": answer, "next_day_asked": 1})

    def change_note(self, run_id: str, note: str | None) -> None:
        """Put another note in the place of a run's own; an empty one is none."""
        self._change(run_id, {"note": note or None})

    def delete(self, run_id: str) -> Deleted:
        """Delete a run; what is returned brings it back. Raises JournalError for one that is under way.

        A pain stop goes on to guard what comes: see `deletion.delete`.
        """
        with self._changing() as db:
            if self._is_under_way(db, run_id):
                raise JournalError("this run is under way: it can be deleted when it is over")
            deleted = deletion.delete(db, run_id, self._link.now())
        if deleted is None:
            raise _unknown(run_id)
        self._begun.pop(run_id, None)
        return deleted

    def undelete(self, deleted: Deleted) -> None:
        """Bring a deleted run back as it was."""
        with self._changing() as db:
            deletion.undelete(db, deleted, self._link.now())

    def merge(self, batch: Iterable[tuple[Values, Entry]]) -> Merged:
        """Merge what another journal knows of some runs into this one, in one transaction. Raises JournalError."""
        from backstretch.journal import merge as joining

        with self._changing() as db:
            return joining.join(db, batch, self._is_under_way)

    def rate(self, scores: Iterable[GoalScore]) -> int:
        """Write scores of goals, each where nothing newer is there; how many were. Raises JournalError."""
        with self._changing() as db:
            return goal_scores.put(db, scores)

    def clear_stop(self, run_id: str, at: datetime) -> None:
        """Write that the gate behind this stop, and so behind every one before it, was passed."""
        with self._changing() as db:
            if not rows.clear_stops(db, run_id, at, self._link.now()):
                raise _unknown(run_id)

    def put_back(self, exercise: str) -> None:
        """Let an exercise that hurt into sessions again, until it hurts again."""
        with self._changing() as db:
            rows.put_back(db, exercise, self._link.now())

    def resume(self, run_id: str, pid: int, pain_before: int | None = None, reach_before: Reach | None = None) -> None:
        """Go on with an interrupted run in the process ``pid``. Raises JournalError if another one has it.

        ``pain_before`` and ``reach_before`` count where the run has none of its own yet.
        """
        with self._changing() as db:
            row = db.execute("SELECT outcome, pid FROM runs WHERE id = ?", (run_id,)).fetchone()
            if row is None or row["outcome"] != "interrupted" or self._is_carried(run_id, row["pid"]):
                raise JournalError(CANNOT_GO_ON)
            db.execute(
                """UPDATE runs SET pid = ?, pain_before = coalesce(pain_before, ?),
                    reach_before = coalesce(reach_before, ?) WHERE id = ?""",
                (pid, pain_before, reach_before, run_id),
            )
            rows.touch(db, run_id, self._link.now())
        self._carried.add(run_id)

    def resumable(self, session_id: str, sha256: str, now: datetime) -> Resumable | None:
        """The session's newest run, if it was interrupted within the hour and may go on."""
        with self._link.reading() as db:
            found = queries.interrupted(db, session_id, sha256, now)
        if found is None or self._is_carried(found[0].run.id, found[1]):
            return None
        return found[0]

    def _start_of(self, run_id: str) -> RunStart | None:
        """What is known of a run's beginning, if it can be read."""
        try:
            return queries.start_of(self._link.db, run_id)
        except (sqlite3.Error, ValueError, TypeError):
            return None

    def _is_carried(self, run_id: str, pid: int | None) -> bool:
        """Whether a run is under way, in this process or another."""
        return run_id in self._carried if pid == os.getpid() else is_alive(pid)

    def _is_under_way(self, db: sqlite3.Connection, run_id: str) -> bool:
        """Whether a process goes on with a run.

        Not another one that wrote nothing for long: its id is somebody else's by now.
        """
        row = db.execute("SELECT outcome, pid, ended_at FROM runs WHERE id = ?", (run_id,)).fetchone()
        if row is None or row["outcome"] != "interrupted" or not self._is_carried(run_id, row["pid"]):
            return False
        writes_from = utc_text(self._link.now() - WRITES_WITHIN)
        return row["pid"] == os.getpid() or bool(row["ended_at"] > writes_from)

    def _in_session(self, run_id: str, progress: Progress | None, outcome: Outcome | None = None) -> bool:
        """Write to a run that this process carries; False if nothing could be written."""
        try:
            with self._link.writing(IN_SESSION_MS) as db:
                start = self._begun.get(run_id)
                if start is not None:
                    rows.insert_run(db, start)
                if progress is not None:
                    rows.put_progress(db, run_id, progress)
                if outcome is not None:
                    rows.put_outcome(db, run_id, outcome)
                rows.touch(db, run_id, self._link.now(), stop=outcome == "stopped_for_pain")
                return rows.exists(db, run_id)
        except WRITE_FAILURES:
            return False

    def _change(self, run_id: str, values: dict[str, Any], patience_ms: int = PATIENT_MS) -> None:
        """Put values into a run's row, which must be there. Raises JournalError."""
        with self._changing(patience_ms) as db:
            if not rows.exists(db, run_id):
                raise _unknown(run_id)
            rows.put(db, run_id, values, self._link.now())

    @contextmanager
    def _changing(self, patience_ms: int = PATIENT_MS) -> Iterator[sqlite3.Connection]:
        """One transaction with the stops that waited taken in before, and failures told as JournalError."""
        self._link.take_in(patience_ms)
        with self._link.told(), self._link.writing(patience_ms) as db:
            yield db


def _unknown(run_id: str) -> JournalError:
    return JournalError(f"the journal has no run {plain(run_id)}")
