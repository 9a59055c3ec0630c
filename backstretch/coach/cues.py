"""What is heard of a run: which tone and which words belong to what happened, and when the next one is due.

Pure: a cue says what to sound now; nothing here knows a player, a clip's file or a clock. What comes too late is left
out. The words are those of ``script``.
"""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, Protocol

from backstretch.coach import wording
from backstretch.coach.events import Event, GettingReady, Jumped, Over, Paused, PhaseBegan, PhaseEnded, State, View
from backstretch.coach.moments import COUNT_FROM_SECONDS, COUNTED, due, until_next
from backstretch.coach.playhead import LONGEST_PHASE_SECONDS
from backstretch.coach.script import Line, Speech, Writer, is_paced
from backstretch.session.breath import turns
from backstretch.session.timeline import Timeline

Tone = Literal[
    "ready", "hold", "left", "right", "halfway", "count", "release", "switch", "rest", "in", "out", "done", "paused",
    "stop",
]  # fmt: skip
"""``count`` is each of a phase's last three seconds; ``left`` and ``right`` begin a hold on that side; ``in`` and
``out`` pace the breath."""

BETWEEN_SECONDS = 0.15
"""Kept free before each spoken phrase: a player needs a moment to start."""
LATE_SECONDS = 1.0
"""A sentence that comes later than this is left out."""
_ROUNDED = 1e-4
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

    def __init__(self, timeline: Timeline, speech: Speech, breath_seconds: float) -> None:
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
        self._heard: list[Line] = []

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
        return min((wait for wait in waits if wait is not None), default=None)

    def take_heard(self) -> tuple[Line, ...]:
        """The sentences of the session since this was last asked, spoken or not: for who reads them."""
        heard, self._heard = tuple(self._heard), []
        return heard

    # How it goes about it.

    def _look(self, view: View) -> None:
        self._index, self._elapsed = view.index, view.elapsed_seconds

    def _timed(self, view: View) -> Cue | None:
        """A sentence that is due, else halfway or one of the last seconds."""
        if view.index != self._index or view.state is not State.RUNNING:
            return None
        found = None
        while self._said < len(self._plan) and self._plan[self._said].at <= view.elapsed_seconds + _ROUNDED:
            planned = self._plan[self._said]
            self._said += 1
            if self._fits(planned, view):
                found = planned
        if found is not None:
            if found.line is not None:
                self._heard.append(found.line)
            return found.cue
        moment = due(view, self._elapsed)
        if moment is None:
            return None
        if moment.left is not None:
            return self._count(moment.left)
        return Cue("halfway", (wording.HALFWAY,))

    def _count(self, left: int) -> Cue:
        """One of the last seconds: a tick, or its number."""
        return Cue("count", (wording.COUNT[left],), instead=True) if self._speech.spoken_count else Cue("count")

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
            lines = tuple(line for line in lines if line.kind not in _SPOKEN_IN_FULL)
        planned = [_Due(line.at, Cue(None, (line.text,)), line) for line in lines if line.text != wording.HALFWAY]
        planned += [_Due(at, Cue(tone), None) for at, tone in self._breaths(view, lines)]
        self._plan = tuple(sorted(planned, key=lambda each: each.at))
        self._go_on_from(view)

    def _go_on_from(self, view: View) -> None:
        """What was heard already is not heard again; a hold that starts over is told anew."""
        self._said = sum(each.at < view.elapsed_seconds - _ROUNDED for each in self._plan)

    def _breaths(self, view: View, lines: Iterable[Line]) -> list[tuple[float, Tone]]:
        """Two soft tones a breath, once words have paced it long enough."""
        if not is_paced(view.phase):
            return []
        words = [line.at + line.seconds for line in lines if line.kind == "breath"]
        longest = LONGEST_PHASE_SECONDS if view.phase.until_key else view.phase.seconds
        begin, end = max(words, default=self._breath), longest - _ROUNDED
        return [(at, way) for at, way in turns(end, self._breath) if begin <= at < end]

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
        if view.state is State.ENDED:
            return Cue("done", (wording.ENDED,))
        lines = self._writer.after()
        self._heard += lines
        return Cue("done", tuple(line.text for line in lines))


def stop_cue() -> Cue:
    """Sharp pain: the tone and the first sentence, whatever else there was to say."""
    return Cue("stop", (wording.stopped(),))


def _tone(view: View) -> Tone:
    return view.phase.side or view.phase.kind
