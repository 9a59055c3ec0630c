"""What the journal keeps, as values: the columns of a run, its holds and its pain stop, and what makes each of them.

The statements that write and read them (``columns.py``), the export, its checks and what ``log`` prints are derived
from the fields here; a test holds the tables to them.
"""

from datetime import datetime
from enum import Enum
from typing import Literal, NamedTuple, Self, TypedDict

from backstretch.coach.reach import Reach
from backstretch.coach.results import MISTAKE, HoldResult, NextDay
from backstretch.session.model import Side

Outcome = Literal["completed", "ended_early", "interrupted", "stopped_for_pain"]
RunKind = Literal["session", "walk"]

ADDED_UP = ("held_seconds", "holds_done", "holds_skipped")
"""The columns of a run that its holds add up to; no merge reads them."""
ONE_MACHINE = ("pid",)
"""The columns of a run that mean nothing elsewhere."""
NOT_LISTED = frozenset({"sha256", "from_step", "next_day_asked", "pain_during", "pain_report", "gate"})
"""The fields of :class:`Run` and :class:`PainReport` that no list of runs, as JSON or as a table, has as a value."""
UTC_FIELDS = frozenset({"deleted_at", "cleared_at", "changed_at"})
"""The moments that are kept in UTC; every other one is kept with the offset that was local then."""
NOTE_LENGTH = 2000
"""Characters of a note, at most."""
SCORES = frozenset({"pain_before", "pain_during", "pain_after", "effort", "score"})
"""The fields that are 0–10."""
IDS = frozenset({"id", "sha256", "kind", "signs"})
"""The fields that are 1 to 64 letters, digits or hyphens."""


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
    # What the person chose to say has a default, and goes when the run is deleted.
    kind: str | None = None
    """The id of a kind of pain; ``mistake`` if the key was pressed by mistake."""
    score: int | None = None
    """0–10."""
    where: str | None = None
    signs: tuple[str, ...] = ()
    """The ids of the signs that were ticked."""
    note: str | None = None
    gate: bool = True
    """Whether two questions stand before the next session; a cramp or a dull ache may leave none."""

    @property
    def guards(self) -> bool:
        """Whether it counts for what comes: a gate, the lowest level, an exercise left out."""
        return self.gate and self.kind != MISTAKE


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
    kind: RunKind = "session"
    reach_before: Reach | None = None
    """Where the pain reached at the check-in; None if that was not said."""
    easy: bool = False
    """Whether it was the shorter form for a bad day."""


class AfterRun(TypedDict, total=False):
    """What a person says after a run: the columns that are written then; what is not given stays as it is."""

    pain_after: int | None
    effort: int | None
    note: str | None
    reach_after: Reach | None


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
    next_day_asked: bool = False
    """Whether the next-day question was put, answered or not."""
    pain_during: int | None = None
    """0–10, the highest that was said while the session ran; None if nothing was said."""
    kind: RunKind = "session"
    reach_before: Reach | None = None
    """Where the pain reached at the check-in; None if that was not said."""
    reach_after: Reach | None = None
    """Where it reached afterwards; None if that was not said."""
    easy: bool = False
    """Whether it was the shorter form for a bad day."""
    pain_report: PainReport | None = None


class RunEntry(NamedTuple):
    """A run as two journals compare it: all that is not added up, and not this machine's alone."""

    session: str
    title: str
    sha256: str
    started_at: datetime
    ended_at: datetime
    outcome: Outcome
    level: int
    from_step: int
    planned_seconds: float
    active_seconds: float
    holds_planned: int
    pain_before: int | None
    pain_during: int | None
    pain_after: int | None
    effort: int | None
    note: str | None
    next_day: NextDay | None
    next_day_asked: bool
    next_phase: int
    changed_at: datetime
    holds: tuple[Hold, ...]
    kind: RunKind = "session"
    reach_before: Reach | None = None
    reach_after: Reach | None = None
    easy: bool = False


class StopEntry(NamedTuple):
    """The pain stop of a run, which outlives it: the report, and what became of its gate."""

    stopped_at: datetime
    at_seconds: float
    step: int
    exercise: str | None
    side: Side | None
    rep: int | None
    kind: str | None
    score: int | None
    where: str | None
    signs: tuple[str, ...]
    note: str | None
    put_back: bool
    cleared_at: datetime | None
    changed_at: datetime
    gate: bool = True

    @property
    def guards(self) -> bool:
        """As of a :class:`PainReport`."""
        return self.gate and self.kind != MISTAKE

    def without_telling(self) -> Self:
        """The stop without what the person chose to say of it, but whether it guards what comes."""
        kept = {"kind": self.kind if self.kind == MISTAKE else None, "gate": self.gate}
        return self._replace(**(PainReport._field_defaults | kept))


class Entry(NamedTuple):
    """All that is known of one run."""

    id: str
    deleted_at: datetime | None
    """When it was deleted last; also of a run that was changed, and so came back, since."""
    run: RunEntry | None
    """None if it is deleted."""
    stop: StopEntry | None


class Gate(NamedTuple):
    """A pain stop after which two questions stand before the next session; it outlives a run that was deleted."""

    id: str
    """Of the run."""
    stopped_at: datetime
    """Aware, with the offset that was local then."""
    exercise: str | None
    """What hurt: a catalogue's id or a person's own name."""
    in_the_leg: bool = False
    """Whether the pain was said to be new in the leg."""


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
