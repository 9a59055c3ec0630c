"""What one run writes down: the engine's records as the journal keeps them, whatever state the journal is in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from backstretch.coach.events import HoldRecord
from backstretch.errors import JournalError
from backstretch.journal.records import Hold, Outcome, PainReport, Progress, RunStart, Saved
from backstretch.journal.spool import amend_aside, record_stop_aside
from backstretch.journal.store import Journal
from backstretch.session.timeline import Timeline


class RunLog:
    """The journal as seen by one run. A failing journal never stops a session; ``failed`` says that it did fail."""

    def __init__(self, journal: Journal | None, stops: Path, start: RunStart, timeline: Timeline) -> None:
        self.start = start
        self.report: PainReport | None = None
        self.outcome: Outcome = "interrupted"
        """How the run ended; until it does, what it would be if the program were killed now."""
        self.failed = journal is None
        self._journal = journal
        self._stops = stops
        self._timeline = timeline
        self._unwritten: dict[int, HoldRecord] = {}
        self._end: Progress | None = None

    def begin(self, *, resumed: bool) -> None:
        """Write that the run has begun, or that it goes on. Raises JournalError if another window goes on with it."""
        if self._journal is None:
            return
        if resumed:
            self._journal.resume(self.start.id, self.start.pid)
        else:
            self._journal.begin(self.start)

    def progress(self, at: datetime, next_phase: int, active_seconds: float, changed: Iterable[HoldRecord]) -> None:
        """Write how far the run has come; what cannot be written now goes along the next time."""
        now = self._progress(at, next_phase, active_seconds, changed)
        if self._journal is not None and self._journal.progress(self.start.id, now):
            self._unwritten.clear()

    def finish(
        self,
        outcome: Outcome,
        at: datetime,
        next_phase: int,
        active_seconds: float,
        records: Iterable[HoldRecord],
    ) -> None:
        """Write how the run ended, with all its holds."""
        self.outcome = outcome
        self._end = self._progress(at, next_phase, active_seconds, records)
        self.failed = self._journal is None or not self._journal.finish(self.start.id, outcome, self._end)

    def stop(
        self,
        report: PainReport,
        at: datetime,
        next_phase: int,
        active_seconds: float,
        records: Iterable[HoldRecord],
    ) -> Saved:
        """Write that pain stopped the run: in the journal, else beside it, else say that it could not be."""
        self.report = report
        self._end = self._progress(at, next_phase, active_seconds, records)
        if self._journal is None:
            return record_stop_aside(self._stops, self.start, self._end, report)
        return self._journal.record_stop(self.start.id, self._end, report, self.start)

    def amend_report(self, report: PainReport) -> bool:
        """Add what the person said of the pain; False if it could not be written."""
        self.report = report
        if self._journal is None:
            return amend_aside(self._stops, self.start.id, report)
        return self._journal.amend_report(self.start.id, report)

    def stopped_later(self, report: PainReport) -> Saved:
        """Turn the finished run into one that was stopped for pain."""
        self.report = report
        if self._journal is not None:
            return self._journal.stopped_later(self.start.id, report)
        if self._end is None:
            return Saved.NOWHERE
        return record_stop_aside(self._stops, self.start, self._end, report)

    def after(self, *, pain_after: int | None, effort: int | None, note: str | None) -> None:
        """Write what the person said after the run."""
        if self._journal is None:
            return
        self.settle()
        try:
            self._journal.after(self.start.id, pain_after=pain_after, effort=effort, note=note)
        except JournalError:
            self.failed = True

    def settle(self) -> None:
        """Write the run's end once more, if it could not be written when it came."""
        if self.failed and self._journal is not None and self._end is not None:
            self.failed = not self._journal.finish(self.start.id, self.outcome, self._end)

    def sync(self) -> None:
        """Have what was written forced to the disk."""
        if self._journal is not None:
            self._journal.sync()

    def _progress(
        self, at: datetime, next_phase: int, active_seconds: float, records: Iterable[HoldRecord]
    ) -> Progress:
        self._unwritten.update({record.index: record for record in records})
        holds = tuple(map(self._hold, self._unwritten.values()))
        return Progress(at, next_phase, round(active_seconds, 3), holds)

    def _hold(self, record: HoldRecord) -> Hold:
        phase = self._timeline.phases[record.index]
        return Hold(
            index=record.index,
            step=phase.step,
            within=phase.within,
            round=phase.round,
            exercise=phase.exercise or "",
            side=phase.side,
            rep=phase.rep or 1,
            planned_seconds=phase.seconds,
            held_seconds=round(record.held_seconds, 3),
            result=record.result,
        )
