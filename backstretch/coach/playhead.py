"""Where a run stands on its timeline: computed from one moment, never counted up."""

from collections.abc import Iterable
from typing import NamedTuple

from backstretch.coach.events import State, View
from backstretch.session.timeline import Phase, Timeline

LEAST_LEFT_SECONDS = 1.0
"""What taking time always leaves of a phase."""
LONGEST_PHASE_SECONDS = 3600.0
"""Giving time never makes a phase longer than a session file could; nor does waiting for a key."""


def micro(seconds: float) -> float:
    """Seconds in whole microseconds, so that 3 s left do not show as 4 for a rounding error's sake."""
    return round(seconds, 6)


class Snapshot(NamedTuple):
    """Where a playhead stood, so that it can stand there again."""

    index: int  # type: ignore[assignment]  # in place of the method of tuples, which nobody needs
    elapsed: float
    """Seconds into the phase."""
    extra: dict[int, float]
    last_begun: int | None
    came_from: Phase | None


class Playhead:
    """A place on a timeline that moves with the clock while it runs, and stands where it is while it does not.

    Moments are in seconds of whatever clock the caller has. Somebody must call ``pass_end`` when ``end`` is due.
    """

    def __init__(self, timeline: Timeline, index: int, begun: Iterable[int] = (), active_seconds: float = 0.0) -> None:
        """Stand at the start of the phase ``index``, after a run so far in which the holds ``begun`` were."""
        self.index = index
        """Of the phase under way."""
        self.last_begun = max((at for at in begun if at < index), default=None)
        """The index of the hold last begun, the one under way included."""
        self.extra: dict[int, float] = {}
        """Seconds given to a phase, or taken from it, by its index."""
        self._timeline = timeline
        self._phases = timeline.phases
        self._last_until_key = max((i for i, phase in enumerate(self._phases) if phase.until_key), default=-1)
        """The last phase whose length nobody knows before."""
        self._passage = (0, -1)
        """The phases from one looked at to the last of the same passage through a step."""
        self.came_from: Phase | None = None
        """The phase that was left for the one under way; None where this one was begun at."""
        self._elapsed = 0.0
        """Seconds into the phase; counts while standing still."""
        self._origin = 0.0
        """The moment of the timeline's beginning, had it run from there to here at one go; counts while running."""
        self._active = active_seconds
        """Seconds run so far, up to ``_since``."""
        self._since: float | None = None
        """The moment from which it has been running; None while standing still."""
        if self.phase.kind == "hold":
            self.last_begun = index

    @property
    def running(self) -> bool:
        """Whether it moves with the clock."""
        return self._since is not None

    @property
    def phase(self) -> Phase:
        """The phase under way."""
        return self._phases[self.index]

    @property
    def length(self) -> float:
        """Seconds that the phase under way takes, with what was given and taken."""
        return self.phase.seconds + self.extra.get(self.index, 0.0)

    @property
    def end(self) -> float:
        """The moment at which the phase under way ends by itself; means nothing while standing still.

        Of a phase that lasts until a key, the moment at which it has lasted as long as any may.
        """
        if self.phase.until_key:
            return self._origin + self.phase.start + LONGEST_PHASE_SECONDS
        return self._origin + self._second_after(self.index) + self.extra.get(self.index, 0.0)

    def elapsed(self, now: float) -> float:
        """Seconds into the phase."""
        return max(0.0, now - (self._origin + self.phase.start)) if self.running else self._elapsed

    def active(self, now: float) -> float:
        """Seconds it has run in all."""
        return self._active if self._since is None else self._active + max(0.0, now - self._since)

    def at(self, now: float) -> float:
        """Seconds on the timeline as it was planned."""
        return min(self.phase.start + self.elapsed(now), self.phase.end)

    def left(self, now: float, last: int | None = None) -> float:
        """Seconds until the phase ``last`` ends, by default the one under way; whole microseconds."""
        last = self.index if last is None else last
        extra = sum(seconds for index, seconds in self.extra.items() if self.index < index <= last)
        later = self._second_after(last) - self._second_after(self.index) + extra
        return micro(max(0.0, self.length - self.elapsed(now)) + later)

    def view(self, now: float, state: State, ready_seconds: float) -> View:
        """The run as it stands at ``now``, in this state, with so many seconds until it goes on."""
        return View(
            state=state,
            index=self.index,
            phase=self.phase,
            elapsed_seconds=self.elapsed(now),
            left_seconds=self.left(now),
            step_left_seconds=self.left(now, self._end_of_step()),
            session_left_seconds=self.left(now, len(self._phases) - 1),
            at_seconds=self.at(now),
            ready_seconds=ready_seconds,
            about=self.index <= self._last_until_key,
            came_from=self.came_from,
        )

    def _end_of_step(self) -> int:
        """The last phase of the passage under way; looked for once a passage, which can have thousands of phases."""
        if not self._passage[0] <= self.index <= self._passage[1]:
            self._passage = (self.index, self._timeline.last_of_place(self.index))
        return self._passage[1]

    def start(self, at: float) -> None:
        """Move with the clock from the moment ``at`` on."""
        self._origin = at - (self.phase.start + self._elapsed)
        self._since = at

    def halt(self, at: float) -> None:
        """Stand still at the place of the moment ``at``."""
        self._elapsed, self._active = self.elapsed(at), self.active(at)
        self._since = None

    def go_to(self, index: int, elapsed: float, now: float) -> None:
        """Be ``elapsed`` seconds into the phase ``index``; running or not stays as it is."""
        self._enter(index)
        self._elapsed = elapsed
        self._origin = now - (self.phase.start + elapsed)

    def snapshot(self, now: float) -> Snapshot:
        """Where it stands at ``now``."""
        return Snapshot(self.index, self.elapsed(now), dict(self.extra), self.last_begun, self.came_from)

    def restore(self, was: Snapshot, now: float) -> None:
        """Stand again where it stood, and with what was given and taken then."""
        self.go_to(was.index, was.elapsed, now)
        self.extra, self.last_begun, self.came_from = dict(was.extra), was.last_begun, was.came_from

    def settle(self, at: float) -> None:
        """Let the phase under way be as long as it has lasted ``at`` its end, whatever was expected."""
        self.extra[self.index] = self.elapsed(at) - self.phase.seconds

    def pass_end(self, at: float) -> bool:
        """Leave the phase, which ends ``at`` a moment, for the next; after the last one stand still, and say False."""
        if self.index + 1 == len(self._phases):
            length = self.length
            self.halt(at)
            self._elapsed = length
            return False
        self._origin += self.extra.get(self.index, 0.0)
        self._enter(self.index + 1)
        return True

    def give(self, seconds: float, now: float) -> None:
        """Give ``seconds`` to the phase under way, or take them, within the bounds above."""
        length = self.length
        if seconds > 0:
            new = max(length, min(length + seconds, LONGEST_PHASE_SECONDS))
        else:
            new = min(length, max(length + seconds, self.elapsed(now) + LEAST_LEFT_SECONDS))
        self.extra[self.index] = new - self.phase.seconds

    def _enter(self, index: int) -> None:
        self.came_from, self.index = self.phase, index
        if self.phase.kind == "hold":
            self.last_begun = index

    def _second_after(self, index: int) -> float:
        """The second of the timeline, as it was planned, at which the phase ends."""
        following = index + 1
        return self._phases[following].start if following < len(self._phases) else self._timeline.total_seconds
