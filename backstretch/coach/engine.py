"""The state machine of one run: given a timeline, inputs and the time, it knows where the session is.

The engine owns no clock. Every call carries ``now``, in seconds of any clock that does not go back; the
position is ``now`` less the moment the phase began, so that one late call gives the same events as many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from backstretch.coach.events import (
    Event,
    GettingReady,
    HoldRecord,
    Jumped,
    Over,
    Paused,
    PhaseBegan,
    PhaseEnded,
    Resumed,
    State,
    View,
)
from backstretch.coach.ledger import Ledger
from backstretch.session.timeline import Phase, Timeline

GET_READY_SECONDS = 3.0
"""Between resuming and going on."""
STARTS_OVER_AFTER_SECONDS = 10.0
"""A hold paused this long starts over, because the body let go."""
BACK_AGAIN_SECONDS = 2.0
"""A second step back within this time goes to the hold before."""
NUDGE_SECONDS = 5.0
"""What one key gives to a phase or takes from it."""
LEAST_LEFT_SECONDS = 1.0
"""What taking time always leaves of a phase."""
LONGEST_PHASE_SECONDS = 3600.0
"""Giving time never makes a phase longer than a session file could."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """Where a skip left from; the ledger remembers what it changed."""

    index: int
    elapsed: float
    extra: dict[int, float]
    last_begun: int | None


class Engine:
    """One run through a timeline that has at least one phase.

    Methods that take an input return the events it caused, after those that time alone caused before it.
    Once the run is over every input is ignored, but for ``stop``, which a run that just finished still takes.
    """

    def __init__(
        self,
        timeline: Timeline,
        now: float,
        *,
        index: int = 0,
        records: Iterable[HoldRecord] = (),
        active_seconds: float = 0.0,
    ) -> None:
        """Begin at ``now``; or, with a get-ready, go on at phase ``index`` of an interrupted run."""
        if not timeline.phases:
            raise ValueError("a run needs a timeline with at least one phase")
        self.timeline = timeline
        self.ledger = Ledger(records)
        self.state = State.RUNNING
        self._phases = timeline.phases
        self._index = index
        self._now = now
        self._elapsed = 0.0
        self._began = now
        """The moment at which the phase's elapsed time was 0; counts while running."""
        self._active = active_seconds
        self._running_since = now
        self._ready_until = now
        self._paused_since: float | None = None
        self._extra: dict[int, float] = {}
        self._undo: list[_Snapshot] = []
        self._last_back: float | None = None
        self._last_begun: int | None = None
        self._enter(index)
        if index or active_seconds:
            self.state = State.GETTING_READY
            self._ready_until = now + GET_READY_SECONDS
            self._paused_since = now

    # What is asked.

    @property
    def phase(self) -> Phase:
        """The phase under way."""
        return self._phases[self._index]

    @property
    def index(self) -> int:
        """Of the phase under way."""
        return self._index

    @property
    def last_begun(self) -> int | None:
        """The index of the hold last begun."""
        return self._last_begun

    def active_seconds(self, now: float) -> float:
        """All running time so far, without pauses and getting ready."""
        running = now - self._running_since if self.state is State.RUNNING else 0.0
        return self._active + max(0.0, running)

    def view(self, now: float) -> View:
        """The run as it stands at ``now``; call ``advance`` first."""
        phase, elapsed = self.phase, self._elapsed_at(now)
        left = max(0.0, self._length(self._index) - elapsed)
        last = self.timeline.last_of_place(self._index)
        return View(
            state=self.state,
            index=self._index,
            phase=phase,
            elapsed_seconds=elapsed,
            left_seconds=left,
            step_left_seconds=left + self._between(self._index, last),
            session_left_seconds=left + self._between(self._index, len(self._phases) - 1),
            at_seconds=min(phase.start + elapsed, phase.end),
            ready_seconds=max(0.0, self._ready_until - now) if self.state is State.GETTING_READY else 0.0,
        )

    def until_next_second(self, now: float) -> float | None:
        """Seconds until a shown second or the phase changes; None while nothing does by itself."""
        if self.state is State.RUNNING:
            left = self._length(self._index) - self._elapsed_at(now)
        elif self.state is State.GETTING_READY:
            left = self._ready_until - now
        else:
            return None
        return left - (ceil(left) - 1) if left > 0 else 0.0

    def hold_records(self, now: float) -> tuple[HoldRecord, ...]:
        """Every hold of the timeline as it stands at ``now``; one under way counts as cut."""
        return tuple(
            HoldRecord(index, self._elapsed_at(now), "cut") if self._is_open(index) else self.ledger[index]
            for index in self.timeline.holds
        )

    def take_changed(self, now: float) -> tuple[HoldRecord, ...]:
        """The records that changed since the last call; one under way counts as cut."""
        return tuple(
            HoldRecord(record.index, self._elapsed_at(now), "cut") if self._is_open(record.index) else record
            for record in self.ledger.take_changed()
        )

    # What happens.

    def advance(self, now: float) -> tuple[Event, ...]:
        """Let time pass until ``now``. No gap is inferred from a late call."""
        return tuple(self._advance(now))

    def gap(self, now: float, seen_at: float, missing_seconds: float) -> tuple[Event, ...]:
        """Time passed unseen: go no further than ``seen_at`` and pause there.

        ``missing_seconds`` is how much passed, on whichever clock noticed; it counts as time paused.
        """
        events = list(self._advance(min(seen_at, now)))
        self._now = max(self._now, now)
        since = self._now - missing_seconds
        if self.state is State.RUNNING:
            self._halt(seen_at)
            self._paused_since = since
            events.append(Paused(self._now, missing_seconds))
        elif self.state is State.GETTING_READY:
            self.state = State.PAUSED
            self._paused_since = min(since, self._paused_since or since)
            events.append(Paused(self._now, missing_seconds))
        elif self.state is State.PAUSED:
            self._paused_since = (self._paused_since or self._now) - missing_seconds
        return tuple(events)

    def pause(self, now: float) -> tuple[Event, ...]:
        """Stand still, also while getting ready; a paused session stays so."""
        events = list(self._advance(now))
        if self.state is State.RUNNING:
            self._halt(self._now)
            self._paused_since = self._now
            events.append(Paused(self._now, 0.0))
        elif self.state is State.GETTING_READY:
            self.state = State.PAUSED
            events.append(Paused(self._now, 0.0))
        return tuple(events)

    def resume(self, now: float) -> tuple[Event, ...]:
        """Go on after a get-ready; a hold paused for long starts over."""
        events = list(self._advance(now))
        if self.state is not State.PAUSED:
            return tuple(events)
        paused = self._now - (self._paused_since if self._paused_since is not None else self._now)
        starts_over = self.phase.kind == "hold" and self._elapsed > 0 and paused >= STARTS_OVER_AFTER_SECONDS
        if starts_over:
            self._elapsed = 0.0
        self.state = State.GETTING_READY
        self._ready_until = self._now + GET_READY_SECONDS
        events.append(GettingReady(self._now, starts_over))
        return tuple(events)

    def skip(self, now: float) -> tuple[Event, ...]:
        """To the first hold of the next side, else to the next step; from ``ready`` to its first hold."""
        return self._jump_if_live(now, lambda: self.timeline.next_turn(self._index) or self._next_place())

    def skip_step(self, now: float) -> tuple[Event, ...]:
        """To the next step, whatever sides are left of this one."""
        return self._jump_if_live(now, self._next_place)

    def ease(self, now: float) -> tuple[Event, ...]:
        """End this repetition; outside a hold there is nothing to end."""
        events = list(self._advance(now))
        if not self.state.over and self.phase.kind == "hold":
            events += self._jump(self._index + 1)
        return tuple(events)

    def back(self, now: float) -> tuple[Event, ...]:
        """To the start of this hold, at once again to the one before; outside a hold to the last begun."""
        events = list(self._advance(now))
        if self.state.over:
            return tuple(events)
        again = self._last_back is not None and self._now - self._last_back <= BACK_AGAIN_SECONDS
        target = self._index
        if self.phase.kind != "hold":
            target = self._last_begun if self._last_begun is not None else self._index
        elif again:
            target = next((i for i in reversed(range(self._index)) if self._is_hold(i)), self._index)
        self._last_back = self._now
        return (*events, *self._jump(target))

    def undo(self, now: float) -> tuple[Event, ...]:
        """Take back the last skip: position and records as they were, until the next hold ends."""
        events = list(self._advance(now))
        if self.state.over or not self._undo:
            return tuple(events)
        was = self._undo.pop()
        self.ledger.rollback()
        self._index, self._extra, self._last_begun = was.index, was.extra, was.last_begun
        self._place_at(was.elapsed)
        return (*events, Jumped(self._now, self._index))

    def nudge(self, now: float, seconds: float) -> tuple[Event, ...]:
        """Give ``seconds`` to the current phase, or take them; at least 1 s is left of it."""
        events = self.advance(now)
        if self.state.over:
            return events
        length, elapsed = self._length(self._index), self._elapsed_at(self._now)
        if seconds > 0:
            new = max(length, min(length + seconds, LONGEST_PHASE_SECONDS))
        else:
            new = min(length, max(length + seconds, elapsed + LEAST_LEFT_SECONDS))
        self._extra[self._index] = new - self.phase.seconds
        return events

    def stop(self, now: float) -> tuple[Event, ...]:
        """Sharp pain: freeze, for good."""
        events = list(self._advance(now))
        if self.state in {State.STOPPED, State.ENDED}:
            return tuple(events)
        return (*events, *self._close(State.STOPPED))

    def end(self, now: float) -> tuple[Event, ...]:
        """End before the end."""
        events = list(self._advance(now))
        if self.state.over:
            return tuple(events)
        return (*events, *self._close(State.ENDED))

    # How it goes about it.

    def _advance(self, now: float) -> Iterator[Event]:
        self._now = max(self._now, now)
        if self.state is State.GETTING_READY and self._now >= self._ready_until:
            self.state = State.RUNNING
            self._paused_since = None
            self._running_since = self._ready_until
            self._began = self._ready_until - self._elapsed
            yield Resumed(self._ready_until)
        while self.state is State.RUNNING:
            length = self._length(self._index)
            end = self._began + length
            if self._now < end:
                return
            yield PhaseEnded(end, self._index)
            if self._is_hold(self._index):
                self.ledger.put(HoldRecord(self._index, length, "done"))
                self.ledger.forget()
                self._undo.clear()
            if self._index + 1 == len(self._phases):
                self._halt(end)
                self._elapsed = length
                self.state = State.FINISHED
                yield Over(end, self.state)
                return
            self._began = end
            self._enter(self._index + 1)
            yield PhaseBegan(end, self._index)

    def _jump_if_live(self, now: float, target: Callable[[], int]) -> tuple[Event, ...]:
        events = self.advance(now)
        return events if self.state.over else (*events, *self._jump(target()))

    def _jump(self, target: int) -> tuple[Event, ...]:
        """Leave the phase under way for ``target``, or for the end; ``undo`` leads back."""
        elapsed = self._elapsed_at(self._now)
        self._undo.append(_Snapshot(self._index, elapsed, dict(self._extra), self._last_begun))
        self.ledger.mark()
        if target >= len(self._phases):
            return self._close(State.FINISHED)
        if self._is_hold(self._index) and target != self._index:
            self.ledger.put(HoldRecord(self._index, elapsed, "cut"))
        self._enter(target)
        self._place_at(0.0)
        return (Jumped(self._now, target),)

    def _enter(self, index: int) -> None:
        self._index = index
        if self._is_hold(index):
            self.ledger.reopen(index)
            self._last_begun = index

    def _place_at(self, elapsed: float) -> None:
        """Put the position ``elapsed`` seconds into the phase, running or not."""
        self._elapsed = elapsed
        self._began = self._now - elapsed

    def _halt(self, at: float) -> None:
        """Stand still at the position of the moment ``at``."""
        self._elapsed = self._elapsed_at(at)
        self._active = self.active_seconds(at)
        self.state = State.PAUSED

    def _close(self, state: State) -> tuple[Event, ...]:
        """Nothing more: freeze, and write down the hold under way as cut."""
        if self.state is State.RUNNING:
            self._halt(self._now)
        if not self.state.over and self._is_hold(self._index):
            self.ledger.put(HoldRecord(self._index, self._elapsed, "cut"))
        self.state = state
        self._undo.clear()
        self.ledger.forget()
        return (Over(self._now, state),)

    def _elapsed_at(self, now: float) -> float:
        return max(0.0, now - self._began) if self.state is State.RUNNING else self._elapsed

    def _length(self, index: int) -> float:
        return self._phases[index].seconds + self._extra.get(index, 0.0)

    def _is_hold(self, index: int) -> bool:
        return self._phases[index].kind == "hold"

    def _is_open(self, index: int) -> bool:
        return index == self._index and self._is_hold(index) and not self.state.over

    def _next_place(self) -> int:
        return self.timeline.last_of_place(self._index) + 1

    def _between(self, index: int, last: int) -> float:
        """Seconds of the phases after ``index`` up to the end of ``last``, with what was given and taken."""
        extra = sum(seconds for at, seconds in self._extra.items() if index < at <= last)
        return self._phases[last].end - self._phases[index].end + extra
