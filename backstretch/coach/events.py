"""What the engine tells and shows: frozen values, with every moment on the clock the engine was given."""

from enum import Enum, auto
from math import ceil
from typing import NamedTuple

from backstretch.coach.results import HoldResult
from backstretch.session.timeline import Phase

COMING_OUT_SECONDS = 5.0
"""So long after a hold the body may still be on its way out of it; our own choice."""
LEAST_WAIT_SECONDS = 1e-6
"""No wait for the next second is shorter, so that every wait moves the clock on."""


class State(Enum):
    """What a run is doing."""

    RUNNING = auto()
    PAUSED = auto()
    GETTING_READY = auto()
    """The few seconds between resuming and going on; outside the timeline."""
    STOPPED = auto()
    """For pain; nothing leads on from here."""
    ENDED = auto()
    """Before its end, by the person or by a signal."""
    FINISHED = auto()
    """The end was reached."""

    @property
    def over(self) -> bool:
        """Whether nothing can happen any more."""
        return self in {State.STOPPED, State.ENDED, State.FINISHED}


class PhaseBegan(NamedTuple):
    """A phase was entered, by time or by a jump."""

    at: float
    index: int  # type: ignore[assignment]  # in place of the method of tuples, which nobody needs


class PhaseEnded(NamedTuple):
    """A phase reached its end by itself."""

    at: float
    index: int  # type: ignore[assignment]  # in place of the method of tuples, which nobody needs


class Jumped(NamedTuple):
    """The person went forward, back, or undid it."""

    at: float
    index: int  # type: ignore[assignment]  # in place of the method of tuples, which nobody needs


class Paused(NamedTuple):
    """The clock of the session stands still."""

    at: float
    missing_seconds: float
    """Time that passed unseen and was not counted; 0 for a pause that was asked for."""


class GettingReady(NamedTuple):
    """The session goes on in a few seconds."""

    at: float
    hold_starts_over: bool


class Resumed(NamedTuple):
    """The clock of the session runs again."""

    at: float


class Over(NamedTuple):
    """Nothing more will happen: the state says why."""

    at: float
    state: State


Event = PhaseBegan | PhaseEnded | Jumped | Paused | GettingReady | Resumed | Over


class HoldRecord(NamedTuple):
    """What became of one hold."""

    index: int  # type: ignore[assignment]  # in place of the method of tuples, which nobody needs
    """Among the timeline's phases, from 0."""
    held_seconds: float
    """In the last attempt."""
    result: HoldResult


class View(NamedTuple):
    """The run at one moment, for whoever shows it."""

    state: State
    index: int  # type: ignore[assignment]  # in place of the method of tuples, which nobody needs
    phase: Phase
    elapsed_seconds: float
    """In the phase."""
    left_seconds: float
    """In the phase."""
    step_left_seconds: float
    """Until this passage through the step is over, the phase's rest included."""
    session_left_seconds: float
    at_seconds: float
    """On the timeline as it was planned."""
    ready_seconds: float
    """Until the session goes on, while getting ready; else 0."""
    about: bool = False
    """Whether what is left of the session is only what is expected: a key ends some of it."""
    came_from: Phase | None = None
    """What was left for this phase, by time or by a jump; None where the run began."""

    @property
    def held(self) -> Phase:
        """What the body is in: the phase, or in its first seconds still the hold that was left for it."""
        left, early = self.came_from, self.elapsed_seconds < COMING_OUT_SECONDS
        return left if left is not None and early and self.phase.kind != "hold" else self.phase

    @property
    def until_next_second(self) -> float | None:
        """Seconds until one of the whole seconds left changes, or the phase; None while nothing moves by itself."""
        if self.state is State.RUNNING:
            shown = [self.left_seconds, self.step_left_seconds, self.session_left_seconds]
            if self.phase.until_key:  # what may be left stands still once it is nothing; what is over goes on
                shown = [1.0 - self.elapsed_seconds % 1.0, *(left for left in shown if left > 0)]
        elif self.state is State.GETTING_READY:
            shown = [self.ready_seconds]
        else:
            return None
        return max(LEAST_WAIT_SECONDS, min(left - (ceil(left) - 1) if left > 0 else 0.0 for left in shown))
