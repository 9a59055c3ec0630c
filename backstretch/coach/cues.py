"""What is heard of a run: which tone and which words belong to what happened, and when the next one is due.

Pure: a cue says what to sound now; nothing here knows a player, a clip's file or a clock. What comes too late is left
out, words that do not fit before the next cue too.
"""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, Protocol

from backstretch.coach import wording
from backstretch.coach.events import (
    Event,
    GettingReady,
    Over,
    Paused,
    PhaseEnded,
    State,
    View,
)
from backstretch.coach.moments import due, until_next
from backstretch.session.timeline import Timeline

Tone = Literal[
    "ready", "hold", "left", "right", "halfway", "count", "release", "switch", "rest", "done", "paused", "stop"
]
"""``count`` is each of a phase's last three seconds; ``left`` and ``right`` begin a hold on that side."""

BETWEEN_SECONDS = 0.15
"""Kept free before each spoken phrase: a player needs a moment to start."""


class Cue(NamedTuple):
    """Something to be heard at this moment; it cuts off whatever is still heard of the one before."""

    tone: Tone | None
    """None while paused: words alone say where the session is."""
    words: tuple[str, ...] = ()
    """Phrases to speak after the tone, one after the other."""


class Sound(Protocol):
    """Who makes cues heard. No call waits for anything."""

    def give(self, cue: Cue) -> None:
        """Sound it now."""

    def tone_seconds(self, tone: Tone) -> float:
        """How long the tone lasts; 0 if it will not sound."""
        ...

    def word_seconds(self, phrase: str) -> float | None:
        """How long the phrase lasts; None if it cannot be spoken now."""
        ...


class Prompter:
    """Follows one run and says what is to be heard of it."""

    def __init__(self, timeline: Timeline, sound: Sound) -> None:
        self._timeline = timeline
        self._sound = sound
        self._index = -1
        self._elapsed = 0.0
        """How far into the phase ``_index`` the run was when it was last looked at."""
        self._explained: set[tuple[int, str]] = set()
        """The cues that were spoken already, with the passage through a step they belong to."""

    def begin(self, view: View) -> Cue:
        """A run begins, or goes on where it was interrupted."""
        self._look(view)
        return self._going_on(view) if view.state is State.GETTING_READY else self._phase(view, ())

    def hear(self, events: Iterable[Event], view: View, easier: Collection[int] = ()) -> Cue | None:
        """What is to be heard of ``events`` and of the time up to ``view``; None if nothing is.

        Of several things at once the last is what counts now. ``easier``: the passages through a step that go on in
        the easier way, of which the usual cues are not spoken.
        """
        happened = [event for event in events if not isinstance(event, PhaseEnded)]
        cue = self._happened(happened[-1], view, easier) if happened else self._timed(view)
        self._look(view)
        return cue

    # How it goes about it.

    def _look(self, view: View) -> None:
        self._index, self._elapsed = view.index, view.elapsed_seconds

    def _timed(self, view: View) -> Cue | None:
        moment = due(view, self._elapsed) if view.index == self._index else None
        if moment is None:
            return None
        return self._in_time("halfway", (wording.HALFWAY,), view) if moment.left is None else Cue("count")

    def _happened(self, event: Event, view: View, easier: Collection[int]) -> Cue:
        match event:
            case Over():
                return self._over(view)
            case Paused():
                return self._fitted("paused", (wording.PAUSED,))
            case GettingReady():
                return self._going_on(view)
            case _ if view.state is State.PAUSED:
                return self._fitted(None, wording.here(self._timeline, view.index))
            case _ if view.state is State.GETTING_READY:
                return self._going_on(view)
            case _:
                return self._phase(view, easier)

    def _phase(self, view: View, easier: Collection[int]) -> Cue:
        """The phase under way, as it begins or goes on."""
        place = view.phase.place
        todo = () if place in easier else wording.cues_of(self._timeline, view.index)
        new = [cue for cue in todo if (place, cue) not in self._explained]
        heard = self._in_time(_tone(view), (*wording.of_phase(self._timeline, view.index), *new), view)
        self._explained.update((place, cue) for cue in new if cue in heard.words)
        return heard

    def _going_on(self, view: View) -> Cue:
        return self._fitted("ready", wording.going_on(self._timeline, view.index), view.ready_seconds)

    def _over(self, view: View) -> Cue:
        if view.state is State.STOPPED:
            return stop_cue()
        return self._fitted("done", (wording.FINISHED if view.state is State.FINISHED else wording.ENDED,))

    def _in_time(self, tone: Tone, words: Iterable[str], view: View) -> Cue:
        """A cue whose words are over before the next one."""
        until = until_next(view)
        return self._fitted(tone, words, view.left_seconds if until is None else until)

    def _fitted(self, tone: Tone | None, words: Iterable[str], room_seconds: float = float("inf")) -> Cue:
        """The cue with as many of the words, in their order, as end within the room."""
        room = room_seconds - (self._sound.tone_seconds(tone) if tone else 0.0)
        said = []
        for phrase in words:
            seconds = self._sound.word_seconds(phrase)
            if seconds is not None and BETWEEN_SECONDS + seconds <= room:
                room -= BETWEEN_SECONDS + seconds
                said.append(phrase)
        return Cue(tone, tuple(said))


def stop_cue() -> Cue:
    """Sharp pain: the tone and the first sentence, whatever else there was to say."""
    return Cue("stop", (wording.stopped(),))


def _tone(view: View) -> Tone:
    return view.phase.side or view.phase.kind
