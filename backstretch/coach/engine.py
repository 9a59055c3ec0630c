"""The state machine of one run: given a timeline, inputs and the time, it knows where the session is.

The engine owns no clock. Every call carries ``now``, in seconds of any clock that does not go back; the
position is computed from it, so that one late call gives the same events as many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from backstretch.coach.playhead import Playhead, micro
from backstretch.session.timeline import Phase, Timeline

GET_READY_SECONDS = 3.0
"""Between resuming and going on."""
STARTS_OVER_AFTER_SECONDS = 10.0
"""A hold paused this long starts over, because the body let go."""
BACK_AGAIN_SECONDS = 3.0
"""A second step back within this time goes to the hold before."""
DONE_FROM_SECONDS = 1.0
"""A phase that lasts until a key has lasted at least so long before one ends it."""
NUDGE_SECONDS = 5.0
"""What one key gives to a phase or takes from it."""


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
        begun = [record for record in records if record.result != "skipped"]
        self.timeline = timeline
        self.ledger = Ledger(begun)
        self.state = State.GETTING_READY if index or active_seconds else State.RUNNING
        self._phases = timeline.phases
        self._head = Playhead(timeline, index, [record.index for record in begun], active_seconds)
        self._now = now
        self._ready_until = now + GET_READY_SECONDS
        self._paused_since = now
        """Since when the body has let go; counts while not running."""
        self._hour_over: int | None = None
        """The phase that waits for a key and was paused, since it had lasted as long as any may."""
        self._last_back: float | None = None
        """The moment of a step back that a second one would follow at once."""
        if self.state is State.RUNNING:
            self._head.start(now)

    # What is asked.

    @property
    def phase(self) -> Phase:
        """The phase under way."""
        return self._head.phase

    @property
    def index(self) -> int:
        """Of the phase under way."""
        return self._head.index

    @property
    def last_begun(self) -> int | None:
        """The index of the hold last begun."""
        return self._head.last_begun

    def active_seconds(self, now: float) -> float:
        """All running time so far, without pauses and getting ready."""
        return self._head.active(max(self._now, now))

    def view(self, now: float) -> View:
        """The run as it stands at ``now``; call ``advance`` first."""
        now = max(self._now, now)
        ready = micro(max(0.0, self._ready_until - now)) if self.state is State.GETTING_READY else 0.0
        return self._head.view(now, self.state, ready)

    def hold_records(self, now: float) -> tuple[HoldRecord, ...]:
        """Every hold of the timeline as it stands at ``now``; one under way counts as cut."""
        return self._as_of(now, self.timeline.holds)

    def take_changed(self, now: float) -> tuple[HoldRecord, ...]:
        """The records that changed since the last call; one under way counts as cut."""
        return self._as_of(now, self.ledger.take_changed())

    # What happens.

    def advance(self, now: float) -> tuple[Event, ...]:
        """Let time pass until ``now``. No gap is inferred from a late call."""
        return tuple(self._advance(now))

    def gap(self, now: float, seen_at: float, missing_seconds: float) -> tuple[Event, ...]:
        """Time passed unseen: go no further than ``seen_at`` and pause there.

        ``missing_seconds`` is how much passed since then, on whichever clock noticed; of a session that is paused
        already, how much of the pause the engine's own clock did not see. It counts as time paused.
        """
        events = list(self._advance(min(seen_at, now)))
        seen, self._now = self._now, max(self._now, now)
        if self.state is State.PAUSED:
            self._paused_since -= missing_seconds
        elif not self.state.over:
            if self.state is State.RUNNING:
                self._head.halt(seen)
                self._paused_since = seen
            self._paused_since -= max(0.0, missing_seconds - (self._now - seen))
            self.state = State.PAUSED
            events.append(Paused(self._now, missing_seconds))
        return tuple(events)

    def pause(self, now: float) -> tuple[Event, ...]:
        """Stand still, also while getting ready; a paused session stays so."""
        events = self.advance(now)
        if self.state not in {State.RUNNING, State.GETTING_READY}:
            return events
        if self.state is State.RUNNING:
            self._head.halt(self._now)
            self._paused_since = self._now
        self.state = State.PAUSED
        return (*events, Paused(self._now, 0.0))

    def other_key(self, now: float, *, afresh: bool = True) -> tuple[Event, ...]:
        """A key that means nothing else: it pauses, but says of a phase that lasts until a key that it is done.

        It says so only if it was pressed ``afresh``, and not in the first second.
        """
        events = self.advance(now)
        if self.state is not State.RUNNING or not self.phase.until_key:
            return events + self.pause(now)
        if not afresh or self._head.elapsed(self._now) < DONE_FROM_SECONDS:
            return events
        return (*events, *self._end_phase(self._now))

    def resume(self, now: float) -> tuple[Event, ...]:
        """Go on after a get-ready; a hold paused for long starts over."""
        events = self.advance(now)
        if self.state is not State.PAUSED:
            return events
        long = self._now - self._paused_since >= STARTS_OVER_AFTER_SECONDS
        starts_over = long and self.phase.kind == "hold" and self._head.elapsed(self._now) > 0
        if starts_over:
            self._hour_over = None
            self._write_cut()
            self._head.go_to(self.index, 0.0, self._now)
        self.state = State.GETTING_READY
        self._ready_until = self._now + GET_READY_SECONDS
        return (*events, GettingReady(self._now, starts_over))

    def skip(self, now: float) -> tuple[Event, ...]:
        """To the first hold of the next side, else to the next step; from ``ready`` to its first hold."""
        events = self.advance(now)
        return events + self._jump(self.timeline.next_turn(self.index) or self.timeline.next_place(self.index))

    def skip_step(self, now: float) -> tuple[Event, ...]:
        """To the next step, whatever sides are left of this one."""
        events = self.advance(now)
        return events + self._jump(self.timeline.next_place(self.index))

    def ease(self, now: float) -> tuple[Event, ...]:
        """End this repetition; outside a hold there is nothing to end."""
        events = self.advance(now)
        return events + self._jump(self.index + 1) if self.phase.kind == "hold" else events

    def back(self, now: float) -> tuple[Event, ...]:
        """To the start of this hold, at once again to the one before; outside a hold to the last begun."""
        events = self.advance(now)
        again = self._last_back is not None and self._now - self._last_back <= BACK_AGAIN_SECONDS
        target = self.index if self.last_begun is None else self.last_begun
        if again:
            target = next((i for i in reversed(range(target)) if self._phases[i].kind == "hold"), target)
        events += self._jump(target)
        self._last_back = self._now
        return events

    def undo(self, now: float) -> tuple[Event, ...]:
        """Take back the last skip: position and records as they were, until the next hold ends."""
        events = self.advance(now)
        if self.state.over or not self.ledger.has_mark:
            return events
        if self.phase.kind == "hold":
            self.ledger.touch(self.index)  # what was told of it may not be true any more: tell it anew
        self._head.restore(self.ledger.rollback(), self._now)
        self._last_back = None
        return (*events, Jumped(self._now, self.index))

    def nudge(self, now: float, seconds: float) -> tuple[Event, ...]:
        """Give ``seconds`` to the current phase, or take them; at least 1 s is left of it."""
        events = self.advance(now)
        if not self.state.over:
            self._head.give(seconds, self._now)
        return events

    def stop(self, now: float) -> tuple[Event, ...]:
        """Sharp pain: freeze, for good."""
        events = self.advance(now)
        return events if self.state in {State.STOPPED, State.ENDED} else (*events, *self._close(State.STOPPED))

    def end(self, now: float) -> tuple[Event, ...]:
        """End before the end."""
        events = self.advance(now)
        return events if self.state.over else (*events, *self._close(State.ENDED))

    # How it goes about it.

    def _advance(self, now: float) -> Iterator[Event]:
        self._now = max(self._now, now)
        if self.state is State.GETTING_READY and self._now >= self._ready_until:
            self.state = State.RUNNING
            self._head.start(self._ready_until)
            yield Resumed(self._ready_until)
        while self.state is State.RUNNING and self._now >= self._head.end:
            if self.phase.until_key and self._hour_over != self.index:
                yield self._wait_no_longer(self._head.end)
            else:
                yield from self._end_phase(self._head.end)

    def _end_phase(self, at: float) -> Iterator[Event]:
        """The phase under way ends by itself, or by the key for which it waits."""
        index, head = self.index, self._head
        if self.phase.until_key:
            head.settle(at)
        yield PhaseEnded(at, index)
        if self._phases[index].kind == "hold":
            self.ledger.put(HoldRecord(index, micro(head.length), "done"))
            self.ledger.forget()
        if head.pass_end(at):
            yield PhaseBegan(at, self.index)
        else:
            self.state = State.FINISHED
            yield Over(at, self.state)

    def _wait_no_longer(self, at: float) -> Paused:
        """Nobody pressed the key for an hour: stand still. What then goes on is the next phase."""
        self._head.halt(at)
        self._hour_over, self._paused_since, self.state = self.index, at, State.PAUSED
        return Paused(at, 0.0)

    def _jump(self, target: int) -> tuple[Event, ...]:
        """Leave the phase under way for ``target``, or for the end; ``undo`` leads back."""
        if self.state.over:
            return ()
        if target >= len(self._phases):
            return self._close(State.FINISHED)
        self._hour_over = None
        self.ledger.mark(self._head.snapshot(self._now))
        self._write_cut()
        self._head.go_to(target, 0.0, self._now)
        self.ledger.reopen(target)
        self._last_back = None
        return (Jumped(self._now, target),)

    def _close(self, state: State) -> tuple[Event, ...]:
        """Nothing more: freeze, and write down the hold under way as cut."""
        self._write_cut()
        if self._head.running:
            self._head.halt(self._now)
        self.state = state
        self.ledger.forget()
        return (Over(self._now, state),)

    def _write_cut(self) -> None:
        """Write down the hold under way, if one is, as left before its end."""
        if attempt := self._attempt(self._now):
            self.ledger.put(attempt)

    def _attempt(self, now: float) -> HoldRecord | None:
        """The hold under way, were it left now; at its very start it has not begun."""
        elapsed = self._head.elapsed(max(self._now, now))
        begun = elapsed > 0 and self.phase.kind == "hold" and not self.state.over
        return HoldRecord(self.index, elapsed, "cut") if begun else None

    def _as_of(self, now: float, indexes: Iterable[int]) -> tuple[HoldRecord, ...]:
        attempt = self._attempt(now)
        return tuple(attempt if attempt and attempt.index == index else self.ledger[index] for index in indexes)
