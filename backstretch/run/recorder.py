"""What one run writes down: the engine's records as the journal keeps them, whatever state the journal is in."""

from __future__ import annotations

import json  # noqa: F401 - a stop is written with it, and nothing is to be loaded then
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Unpack

from backstretch.coach.events import HoldRecord
from backstretch.coach.reach import Reach
from backstretch.journal.records import AfterRun, Hold, Outcome, PainReport, Progress, RunStart, Saved
from backstretch.journal.spool import amend_aside, record_stop_aside, sync_aside
from backstretch.journal.store import Journal
from backstretch.run.hooks import NO_HOOKS, Hooks
from backstretch.session.timeline import Timeline


class Recorder:
    """The journal as seen by one run. A failing journal never stops a session; ``failed`` says that it did fail."""

    def __init__(
        self, journal: Journal | None, stops: Path, start: RunStart, timeline: Timeline, hooks: Hooks = NO_HOOKS
    ) -> None:
        self.start = start
        self.report: PainReport | None = None
        self.outcome: Outcome = "interrupted"
        """How the run ended; until it does, what it would be if the program were killed now."""
        self.failed = journal is None
        self.saved: Saved | None = None
        """Where the stop was written, after one."""
        self._journal = journal
        self._stops = stops
        self._timeline = timeline
        self._hooks = hooks
        self._unwritten: dict[int, HoldRecord] = {}
        self._end: Progress | None = None
        self._pain: int | None = None
        self._after: AfterRun | None = None
        self.pain_after: int | None = None
        """0–10, as far as it was said."""
        self.reach: Reach | None = None
        """How far down the pain reaches now, as far as that was said."""

    def begin(self, *, resumed: bool) -> None:
        """Write that the run has begun, or that it goes on. Raises JournalError if another window goes on with it."""
        if resumed and self._journal is not None:
            start = self.start
            self._journal.resume(start.id, start.pid, start.pain_before, start.reach_before)
        elif self._journal is not None:
            self._journal.begin(self.start)
        self._hooks.started()

    def pain_said(self, score: int) -> None:
        """Remember a pain score, 0–10, that was said while the run goes on; what is written next has it."""
        self._pain = score if self._pain is None else max(self._pain, score)

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
        self._hooks.ended()

    def stop(
        self,
        report: PainReport,
        at: datetime,
        next_phase: int,
        active_seconds: float,
        records: Iterable[HoldRecord],
    ) -> Saved:
        """Write that pain stopped the run: in the journal, else beside it, else say that it could not be."""
        self.report, self.saved = report, Saved.NOWHERE
        self._end = self._progress(at, next_phase, active_seconds, records)
        self.saved = self._write_stop(report)
        self._hooks.stopped()
        return self.saved

    def amend_report(self, report: PainReport) -> bool:
        """Add what the person said of the pain, also to a stop that was nowhere yet; False if nothing was written."""
        if self.saved is Saved.NOWHERE:
            self.saved = self._write_stop(report)
            return self.saved is not Saved.NOWHERE
        self.report = report
        if self._journal is None:
            return amend_aside(self._stops, self.start.id, report)
        return self._journal.amend_report(self.start.id, report)

    def stopped_later(self, report: PainReport) -> Saved:
        """Turn the finished run into one that was stopped for pain."""
        self.report = report
        self.saved = self._write_stop(report) if self._journal is None else self._stop_later(self._journal, report)
        self._hooks.stopped()
        return self.saved

    def after(self, **said: Unpack[AfterRun]) -> None:
        """Write what the person said after the run; what cannot be written now is tried again by ``settle``."""
        self.reach = said.get("reach_after", self.reach)
        self.pain_after = said.get("pain_after", self.pain_after)
        self._after = {**(self._after or {}), **said}
        self.settle()

    @property
    def is_lost(self) -> bool:
        """Whether the run's end, or its stop, could not be written."""
        return self.failed if self.saved is None else self.saved is Saved.NOWHERE

    @property
    def lacks_answers(self) -> bool:
        """Whether what the person said after the run could not be written."""
        return self._after is not None

    def settle(self) -> None:
        """Write once more what could not be written when it came."""
        if self.saved is Saved.NOWHERE and self.report is not None:
            self.saved = self._write_stop(self.report)
        if self._journal is None:
            return
        if self.failed and self._end is not None:
            self.failed = not self._journal.finish(self.start.id, self.outcome, self._end)
        if self._after is not None and not self.failed and self._journal.after(self.start.id, **self._after):
            self._after = None

    def sync(self) -> None:
        """Have what was written forced to the disk; from any thread."""
        if self.saved is Saved.ASIDE:
            sync_aside(self._stops, self.start.id)
        if self._journal is not None:
            self._journal.sync()

    def _write_stop(self, report: PainReport) -> Saved:
        self.report = report
        if self._end is None:
            return Saved.NOWHERE
        if self._journal is None:
            return record_stop_aside(self._stops, self.start, self._end, report)
        return self._journal.record_stop(self.start.id, self._end, report, self.start)

    def _stop_later(self, journal: Journal, report: PainReport) -> Saved:
        saved = journal.stopped_later(self.start.id, report)
        return self._write_stop(report) if saved is Saved.NOWHERE else saved

    def _progress(
        self, at: datetime, next_phase: int, active_seconds: float, records: Iterable[HoldRecord]
    ) -> Progress:
        self._unwritten.update({record.index: record for record in records})
        holds = tuple(map(self._hold, self._unwritten.values()))
        return Progress(at, next_phase, round(active_seconds, 3), holds, self._pain)

    def _hold(self, record: HoldRecord) -> Hold:
        phase = self._timeline.phases[record.index]
        return Hold(
            phase=record.index,
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
