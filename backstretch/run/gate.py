"""The pain stops that stand: in the journal, beside it, or, where neither could be written, in memory."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backstretch.coach.results import IN_THE_LEG
from backstretch.journal import spool
from backstretch.journal.records import Saved

if TYPE_CHECKING:
    from backstretch.journal.store import Journal
    from backstretch.run.recorder import Recorder


class OpenStop(NamedTuple):
    """A pain stop after which the two questions have not been answered yet."""

    run_id: str | None
    """None where the journal, or a stop beside it, is there but cannot be read, so that nobody knows."""
    on: date | None = None
    """The local day it ended on."""
    exercise: str | None = None
    """What hurt: a catalogue's id or a person's own name."""
    in_the_leg: bool = False
    """Whether the pain was new in the leg."""


class StopGate:
    """The stops that stand between earlier runs and the next: whether, and with what, that may start."""

    def __init__(self, journal: "Journal | None", stops: Path, *, unreadable: bool) -> None:
        """``unreadable``: there is a journal, but it could not be opened."""
        self._journal = journal
        self._stops = stops
        self._unreadable = unreadable
        self._passed_unread: set[Path] = set()
        self._logs: list[Recorder] = []
        self._told: list[OpenStop] = []
        self._passed: set[str] = set()
        self._is_first = False
        """Whether a stop was passed in this program, and nothing has begun since."""

    def watch(self, log: "Recorder") -> None:
        """Remember a run of this program, in case its stop can be written nowhere."""
        self._logs.append(log)
        self._is_first = False

    def is_first_after(self) -> bool:
        """Whether a stop was passed and nothing has begun since. Raises JournalError if the journal fails."""
        return self._is_first or (self._journal is not None and self._journal.is_first_after_stop())

    def remember(self, stop: OpenStop) -> None:
        """Remember a stop told of an earlier run that could be written nowhere."""
        self._told.append(stop)

    def open_stop(self) -> OpenStop | None:
        """The stop that stands, if one does. Raises JournalError if the journal fails."""
        unwritten = [stop for stop in self._unwritten() if stop.run_id not in self._passed]
        if unwritten:
            return unwritten[-1]
        if self._journal is not None and (gate := self._journal.open_stop()):
            return OpenStop(gate.id, gate.stopped_at.date(), gate.exercise, gate.in_the_leg)
        stops, unread = spool.waiting(self._stops)
        if self._journal is None:
            waiting = [stop for stop in _in_order(stops.values()) if stop.run_id not in self._passed]
            if waiting:
                return waiting[-1]
        return OpenStop(None) if self._unreadable or unread.keys() - self._passed_unread else None

    def clear(self, stop: OpenStop, at: datetime) -> None:
        """The two questions after ``stop`` were answered well. Raises JournalError if that cannot be written."""
        self._is_first = True
        if stop.run_id is None:
            self._unreadable = False
            self._passed_unread |= spool.waiting(self._stops).unread.keys()
            return
        self._passed.add(stop.run_id)
        if self._journal is not None:
            self._journal.clear_stop(stop.run_id, at)

    def hurt(self) -> frozenset[str]:
        """The exercises that ended in a stop and were not put back, never breathing or walking.

        Raises JournalError if the journal fails.
        """
        from backstretch.session.cautions import can_be_left_out

        known = self._journal.hurt() if self._journal is not None else frozenset()
        others = self._unwritten()
        if self._journal is None:
            others += _in_order(spool.waiting(self._stops).stops.values())
        return frozenset(
            filter(can_be_left_out, known | {stop.exercise for stop in others if stop.exercise is not None})
        )

    def to_put_back(self) -> frozenset[str]:
        """What may be put back: nothing while a stop waits for its two questions. Raises JournalError."""
        return frozenset() if self.open_stop() is not None else self.hurt()

    def _unwritten(self) -> list[OpenStop]:
        """Stops of this program that are on no disk."""
        own = [
            OpenStop(log.start.id, log.start.started_at.date(), log.report.exercise, log.report.kind == IN_THE_LEG)
            for log in self._logs
            if log.saved is Saved.NOWHERE and log.report is not None and log.report.guards
        ]
        return [*self._told, *own]


def _in_order(stops: Iterable[spool.Stop]) -> list[OpenStop]:
    """Stops beside the journal, oldest first, without those that guard nothing."""
    return [
        OpenStop(stop.run.id, stop.run.started_at.date(), stop.report.exercise, stop.report.kind == IN_THE_LEG)
        for stop in sorted(stops, key=lambda stop: stop.run.started_at)
        if stop.report.guards
    ]
