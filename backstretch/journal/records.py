"""What the journal keeps, as values."""

from datetime import datetime
from enum import Enum
from typing import Literal, NamedTuple

from backstretch.session.model import Side

Outcome = Literal["completed", "ended_early", "interrupted", "stopped_for_pain"]
HoldResult = Literal["done", "cut", "skipped"]
NextDay = Literal["better", "same", "worse"]

MISTAKE = "mistake"
"""The kind of a pain report whose key was pressed by mistake: it leaves no gate behind."""


class Saved(Enum):
    """Where a pain stop was written."""

    JOURNAL = "journal"
    ASIDE = "aside"
    """In a file of its own, taken into the journal at the next start."""
    NOWHERE = "nowhere"


class Hold(NamedTuple):
    """One hold of a run: what was planned and what was really held."""

    phase: int
    """The hold's place among the phases of the run's timeline, from 0."""
    step: int
    within: int | None
    round: int | None
    exercise: str
    side: Side | None
    rep: int
    planned_seconds: float
    held_seconds: float
    """Of the last attempt."""
    result: HoldResult


class PainReport(NamedTuple):
    """Where a session was when pain stopped it, and what the person chose to say of it."""

    at_seconds: float
    """On the session's timeline."""
    step: int
    exercise: str | None
    side: Side | None
    rep: int | None
    kind: str | None = None
    """The id of a kind of pain; ``mistake`` if the key was pressed by mistake."""
    score: int | None = None
    """0–10."""
    where: str | None = None
    signs: tuple[str, ...] = ()
    """The ids of the signs that were ticked."""
    note: str | None = None


class RunStart(NamedTuple):
    """What is known of a run when it begins."""

    id: str
    """A UUID."""
    session: str
    title: str
    sha256: str
    """Of the session file."""
    started_at: datetime
    """Aware, with the local offset."""
    level: int
    from_step: int
    """The step it was started from; 1 is the beginning."""
    planned_seconds: float
    holds_planned: int
    pain_before: int | None
    pid: int
    """The process that carries the run, so that no other one offers to go on with it."""


class Progress(NamedTuple):
    """How far a run has come."""

    at: datetime
    """Aware, with the local offset."""
    next_phase: int
    """The index of the phase to go on with, were the run interrupted now."""
    active_seconds: float
    holds: tuple[Hold, ...]
    """Every hold whose record changed since the last time."""
    pain_during: int | None = None
    """0–10: the highest that was said since the run began or went on; None if nothing was said."""


class Run(NamedTuple):
    """One run, as the journal has it."""

    id: str
    session: str
    title: str
    sha256: str
    started_at: datetime
    """Aware, with the offset that was local then."""
    ended_at: datetime
    """Aware, likewise; the last moment written down, if nothing ended the run properly."""
    outcome: Outcome
    level: int
    from_step: int
    planned_seconds: float
    active_seconds: float
    held_seconds: float
    holds_planned: int
    holds_done: int
    holds_skipped: int
    pain_before: int | None
    pain_after: int | None
    effort: int | None
    note: str | None
    next_day: NextDay | None
    pain_report: PainReport | None
    next_day_asked: bool = False
    """Whether the next-day question was put, answered or not."""
    pain_during: int | None = None
    """0–10, the highest that was said while the session ran; None if nothing was said."""


class Gate(NamedTuple):
    """A pain stop after which two questions stand before the next session; it outlives a run that was deleted."""

    id: str
    """Of the run."""
    stopped_at: datetime
    """Aware, with the offset that was local then."""
    exercise: str | None
    """What hurt: a catalogue's id or a person's own name."""


class Resumable(NamedTuple):
    """A run that was interrupted and may go on."""

    run: Run
    next_phase: int
    holds: tuple[Hold, ...]


class LevelHistory(NamedTuple):
    """What one session's runs say about its level."""

    last_level: int
    """Of its latest run, whatever came since."""
    runs: tuple[Run, ...]
    """Those begun after the latest pain stop of any session, newest first; no more than are looked at."""
