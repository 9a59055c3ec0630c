"""What is heard of a run: which tone and which words belong to what happened, and when the next one is due.

Pure: a cue says what to sound now; nothing here knows a player, a clip's file or a clock. What comes too late is left
out. The words are those of ``script``.
"""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, Protocol

from backstretch.coach import wording
from backstretch.coach.breath_pace import BREATH_TONE_SECONDS, TONE_SECONDS, breath_tones
from backstretch.coach.events import Event, GettingReady, Jumped, Over, Paused, PhaseBegan, PhaseEnded, State, View
from backstretch.coach.moments import COUNT_FROM_SECONDS, COUNTED, Moment, due, until_next
from backstretch.coach.phrases import pieces
from backstretch.coach.script import Writer
from backstretch.coach.speech import Line, Speech, first_free
from backstretch.session.catalogue import catalogue
from backstretch.session.timeline import PhaseKind, Timeline

Tone = Literal[PhaseKind, "left", "right", "halfway", "count", "in", "out", "done", "paused", "stop"]
"""Every kind of phase begins with its own. ``count`` is each of a phase's last three seconds; ``left`` and ``right``
begin a hold on that side; ``in`` and ``out`` pace the breath."""

BETWEEN_SECONDS = 0.15
"""Kept free before each spoken phrase: a player needs a moment to start."""
LATE_SECONDS = 1.0
"""A sentence that comes later than this is left out."""
_HALFWAY_TONE_SECONDS = 0.35
_ROUNDED = 1e-4
_MOVING: frozenset[str] = frozenset({"into", "out"})
_SPOKEN_IN_FULL: frozenset[str] = frozenset({"cue", "holding", "part"})
"""What is not said of a step that goes on in its easier way: it would ask for more."""


class Cue(NamedTuple):
    """Something to be heard at this moment; it cuts off whatever is still heard of the one before."""

    tone: Tone | None
    """None where words stand alone."""
    words: tuple[str, ...] = ()
    """Phrases to speak after the tone, one after the other."""
    instead: bool = False
    """The words take the tone's place; it sounds only where they cannot be spoken."""


class Sound(Protocol):
    """Who makes cues heard. No call waits for anything."""

    def give(self, cue: Cue) -> None:
        """Sound it now."""


class _Due(NamedTuple):
    """Something to be heard at a second of the phase."""

    at: float
    cue: Cue
    line: Line | None
    """The sentence, if it is one."""


class Prompter:
    """Follows one run and says what is to be heard of it."""

    def __init__(self, timeline: Timeline, speech: Speech, breath_seconds: float, *, asks: bool = False) -> None:
        """``asks``: when it is over, a question follows at once, and is heard too."""
        self._asks = asks
        self._timeline = timeline
        self._speech = speech
        self._breath = breath_seconds
        self._writer = Writer(timeline, speech, breath_seconds)
        self._plan: tuple[_Due, ...] = ()
        """What is to be heard in the phase under way, in order."""
        self._said = 0
        """How much of it is over."""
        self._index = -1
        self._elapsed = 0.0
        """How far into the phase ``_index`` the run was when it was last looked at."""
        self._free_at = 0.0
        """The second of the phase up to which something is being heard that must not be cut off."""
        self._tells_middle = False
        """Whether the middle is told of the phase under way: the words of a part may stand for it."""
        self._middle_waits = False
        """Whether the middle of the hold is over, and still to be told."""
        self._heard: list[Line] = []
        self._told_easier: set[int] = set()
        """The passages through a step whose easier way was told."""

    def begin(self, view: View) -> Cue:
        """A run begins, or goes on where it was interrupted."""
        if view.index == 0:
            self._writer.before()
        self._enter(view, (), skipped=view.index > 0)
        self._look(view)
        return self._going_on(view) if view.state is State.GETTING_READY else Cue(_tone(view))

    def hear(self, events: Iterable[Event], view: View, easier: Collection[int] = ()) -> Cue | None:
        """What is to be heard of ``events`` and of the time up to ``view``; None if nothing is.

        Of several things at once the last is what counts now. ``easier``: the passages through a step that go on in
        the easier way, of which the usual cues are not spoken.
        """
        happened = [event for event in events if not isinstance(event, PhaseEnded)]
        for event in happened[:-1]:
            if isinstance(event, PhaseBegan):
                self._writer.phase(event.index)  # nobody heard it, but what comes after it counts with it
        cue = self._happened(happened[-1], view, easier) if happened else self._timed(view)
        self._look(view)
        return cue

    def until_next(self, view: View) -> float | None:
        """Seconds until something more of the phase is to be heard; None if nothing is, or time stands still."""
        if view.state is not State.RUNNING or view.index != self._index:
            return None
        waits = [until_next(view)]
        if self._said < len(self._plan):
            waits.append(max(0.0, self._plan[self._said].at - view.elapsed_seconds))
        if self._middle_waits:
            waits.append(max(0.0, self._free_at - view.elapsed_seconds))
        return min((wait for wait in waits if wait is not None), default=None)

    def take_heard(self) -> tuple[Line, ...]:
        """The sentences of the session since this was last asked, spoken or not: for who reads them."""
        heard, self._heard = tuple(self._heard), []
        return heard

    # How it goes about it.

    def _look(self, view: View) -> None:
        self._index, self._elapsed = view.index, view.elapsed_seconds

    def _timed(self, view: View) -> Cue | None:
        """A sentence that is due, else halfway, a breath's tone or one of the last seconds: none cuts off another."""
        if view.index != self._index or view.state is not State.RUNNING:
            return None
        now, found = view.elapsed_seconds, self._next_due(view)
        moment = due(view, self._elapsed)
        if moment is not None and moment.left is None:
            self._middle_waits = self._tells_middle
            moment = None
        if found is not None and found.line is not None:
            self._free_at = now + found.line.seconds + BETWEEN_SECONDS
            self._heard.append(found.line)
            return found.cue
        if now + _ROUNDED < self._free_at:
            return self._count(moment)
        if self._middle_waits and (middle := self._middle(now)) is not None:
            return middle
        if found is not None:
            self._free_at = now + BREATH_TONE_SECONDS
            return found.cue
        return self._count(moment)

    def _middle(self, now: float) -> Cue | None:
        """Halfway, as far as it is over before the next sentence; None where it has to wait for that."""
        seconds = self._speech.seconds(wording.HALFWAY) + BETWEEN_SECONDS
        room = min((each.at - now for each in self._plan[self._said :] if each.line is not None), default=float("inf"))
        if seconds > room:
            self._free_at = now + room
            return None
        with_tone = _HALFWAY_TONE_SECONDS + seconds <= room
        self._middle_waits = False
        self._free_at = now + seconds + (_HALFWAY_TONE_SECONDS if with_tone else 0.0)
        return Cue("halfway" if with_tone else None, (wording.HALFWAY,))

    def _next_due(self, view: View) -> _Due | None:
        """What is due of the plan, and not too late; the newest of several."""
        found = None
        while self._said < len(self._plan) and self._plan[self._said].at <= view.elapsed_seconds + _ROUNDED:
            planned = self._plan[self._said]
            self._said += 1
            if self._fits(planned, view):
                found = planned
        return found

    def _count(self, moment: Moment | None) -> Cue | None:
        """One of the last seconds: a tick, or its number."""
        if moment is None or moment.left is None:
            return None
        words = (wording.COUNT[moment.left],) if self._speech.spoken_count else ()
        return Cue("count", words, instead=bool(words))

    def _fits(self, planned: _Due, view: View) -> bool:
        """Whether it is not too late for it, and the phase, which may be shorter by now, has room for it."""
        if view.elapsed_seconds > planned.at + LATE_SECONDS:
            return False
        if view.phase.until_key:
            return True
        length = view.elapsed_seconds + view.left_seconds
        if planned.line is None or planned.line.kind in {"breath", "part"}:
            return view.left_seconds > _ROUNDED
        limit = length - (COUNTED[0] if length >= COUNT_FROM_SECONDS else 0)
        return planned.at + planned.line.seconds <= limit + _ROUNDED

    def _happened(self, event: Event, view: View, easier: Collection[int]) -> Cue:
        match event:
            case Over():
                return self._over(view)
            case Paused():
                return Cue("paused", (wording.PAUSED,))
            case GettingReady():
                return self._going_on(view)
            case Jumped() | PhaseBegan():
                self._enter(view, easier, skipped=isinstance(event, Jumped))
                if view.state is State.PAUSED:
                    return Cue(None, wording.here(self._timeline, view.index))
                return self._going_on(view) if view.state is State.GETTING_READY else Cue(_tone(view))
            case _:
                self._go_on_from(view)
                return Cue(_tone(view))

    def _enter(self, view: View, easier: Collection[int], *, skipped: bool) -> None:
        """Lay out what is to be heard in the phase that the run is in now."""
        phase, lines = view.phase, self._writer.phase(view.index, skipped=skipped)
        if phase.place in easier:
            lines = self._easier_way(view, [line for line in lines if line.kind not in _SPOKEN_IN_FULL])
        planned = [_Due(line.at, Cue(None, pieces(line.text)), line) for line in lines if line.text != wording.HALFWAY]
        self._tells_middle = any(line.kind == "halfway" for line in lines)
        planned += [_Due(at, Cue(way), None) for at, way in breath_tones(view.phase, self._speech, self._breath)]
        self._plan = tuple(sorted(planned, key=lambda each: each.at))
        self._go_on_from(view)

    def _easier_way(self, view: View, lines: list[Line]) -> tuple[Line, ...]:
        """What is said where a step goes on in its easier way: once, in the first phase with room, how that is done."""
        phase, known = view.phase, catalogue().get(view.phase.exercise or "")
        if known is None or phase.kind == "rest" or phase.place in self._told_easier:
            return tuple(lines)
        seconds, counted = self._speech.seconds(known.easier), phase.seconds >= COUNT_FROM_SECONDS
        limit = phase.seconds - (COUNTED[0] if counted and not phase.until_key else 0.0)
        for before in (lines, [line for line in lines if line.kind == "out"]):
            after = max((line.at + line.seconds for line in before if line.kind in _MOVING), default=TONE_SECONDS)
            at = first_free(after + BETWEEN_SECONDS, seconds, [(line.at, line.at + line.seconds) for line in before])
            if at + seconds <= limit or phase.until_key:
                self._told_easier.add(phase.place)
                return (*before, Line(at, seconds, "cue", known.easier))
        return tuple(lines)

    def _go_on_from(self, view: View) -> None:
        """What was heard already is not heard again; a hold that starts over is told anew."""
        self._free_at, self._middle_waits = 0.0, False
        self._said = sum(each.at < view.elapsed_seconds - _ROUNDED for each in self._plan)

    def _going_on(self, view: View) -> Cue:
        """As much as there is time for before the session goes on."""
        room, said = view.ready_seconds, []
        for phrase in wording.going_on(self._timeline, view.index):
            room -= BETWEEN_SECONDS + self._speech.seconds(phrase)
            if room < 0:
                break
            said.append(phrase)
        return Cue("ready", tuple(said))

    def _over(self, view: View) -> Cue:
        if view.state is State.STOPPED:
            return stop_cue()
        question = wording.pain_afterwards() if self._asks else ()
        if view.state is State.ENDED:
            return Cue("done", (wording.ENDED, *wording.way_up(self._timeline, view.index), *question))
        lines = self._writer.after()
        self._heard += lines
        return Cue("done", (*(line.text for line in lines), *question))


def stop_cue(out: str | None = None) -> Cue:
    """Sharp pain: the tone, how to come out of what is held, or to rest, and that it stopped; nothing else is heard."""
    return Cue("stop", (wording.first_spoken(out), wording.stopped()))


def _tone(view: View) -> Tone:
    return view.phase.side or view.phase.kind
