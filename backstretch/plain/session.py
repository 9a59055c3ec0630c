"""One session as lines: a line for each event, a method of the runner for each key, and sleep in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

from backstretch.audio.audio import Audio
from backstretch.base.text import duration
from backstretch.coach.events import Event, Jumped, Paused, State
from backstretch.coach.pain import Verdict
from backstretch.coach.questions import ease_off_question, leave_question
from backstretch.coach.red_flags import say
from backstretch.plain import lines
from backstretch.plain.console import Console
from backstretch.plain.keys import SUSPEND
from backstretch.plain.overview import KEYS
from backstretch.plain.questions import HOW_TO_SCORE, any_key, ask, score
from backstretch.run.runner import Runner
from backstretch.session.catalogue import catalogue
from backstretch.settings.keys import KeyMap, instead, named

LONGEST_SLEEP_SECONDS = 1.0
LATE_SECONDS = 0.002
"""Wake a little after a second's edge, so that rounding never tells the old one."""

_ACTIONS: Final = {
    "n": "skip",
    "right": "skip",
    "b": "back",
    "left": "back",
    "u": "undo",
    "+": "more",
    "=": "more",
    "-": "less",
}
"""The keys that are passed on to the runner, and its methods."""


class Session:
    """Carries a run from its first second to its end."""

    def __init__(self, console: Console, runner: Runner, audio: Audio, news: deque[str], keys: KeyMap = ()) -> None:
        """``news`` is what is found out in the background; it is told at the next chance."""
        self._chosen = keys
        self._instead = instead(keys, "coach")
        self._console = console
        self._runner = runner
        self._timeline = runner.plan.timeline
        self._audio = audio
        self._news = news
        self._before = runner.view()
        self._keys: dict[str, Callable[[], None]] = {
            "space": self._toggle,
            "e": self._ease,
            "p": self._pain,
            "t": self._time,
            "m": self._mute,
            "v": self._hush,
            "?": self._help,
            "q": self._leave,
            SUSPEND: self._back_from_shell,
        }

    def begin(self) -> None:
        """The first line."""
        view = self._runner.view()
        if view.state is State.GETTING_READY:
            wait = duration(view.ready_seconds)
            self._console.write(lines.stamped(view.at_seconds, f"Going on in {wait}"))
        else:
            self._console.write(lines.stamped(view.at_seconds, lines.phase_line(self._timeline, view.index)))

    def run(self) -> None:
        """Until the run is over. Raises SharpPainError when pain has stopped it."""
        while not self._runner.state.over:
            while self._news:
                self._console.write(self._news.popleft())
            key = self._console.key(self._until_next())
            key = self._instead.get(key, key)
            if key in self._keys:
                self._keys[key]()
            elif key in _ACTIONS:
                self._act(_ACTIONS[key])
            else:
                self._tell(self._runner.pause() if key else self._runner.tick())

    # Time.

    def _until_next(self) -> float | None:
        """Seconds to sleep; None while nothing happens by itself."""
        until = self._runner.until_next()
        if until is None:
            return None
        return min(until, LONGEST_SLEEP_SECONDS) + LATE_SECONDS

    def _tell(self, events: Iterable[Event], *, quietly: bool = False) -> None:
        """A line for each event, then for what time alone brings; ``quietly``, none for what a dialog does itself."""
        runner = self._runner
        view, heard = runner.view(), runner.take_heard()
        out = [line for line in heard if line.kind == "out"]
        self._console.write(*lines.said(out, view))  # before the line that the session is finished
        for event in events:
            if quietly and (isinstance(event, Jumped) or (isinstance(event, Paused) and not event.missing_seconds)):
                continue
            line = lines.told(event, self._timeline, view, runner.easier_places)
            self._console.write(named(line, self._chosen) if isinstance(event, Paused) else line)
        self._console.write(
            lines.counted(view, self._before), *lines.said((line for line in heard if line not in out), view)
        )
        self._before = view
        if view.state is State.PAUSED and not self._console.keys.there:
            self._tell(runner.toggle())  # nobody can say that it goes on

    # Keys.

    def _toggle(self) -> None:
        self._tell(self._runner.toggle())

    def _act(self, name: str) -> None:
        method: Callable[[], tuple[Event, ...]] = getattr(self._runner, name)
        self._tell(method())
        if name in {"more", "less"} and not self._runner.state.over:
            self._console.write(lines.left(self._runner.view()))

    def _time(self) -> None:
        self._tell(self._runner.tick())
        if not self._runner.state.over:
            self._console.write(lines.stamped(self._runner.view().at_seconds, self._runner.say_time_left()))

    def _mute(self) -> None:
        self._audio.mute()
        self._console.write("Sound off" if self._audio.muted else "Sound on")

    def _hush(self) -> None:
        self._audio.hush()
        self._console.write("Voice on" if self._audio.speaks else "Voice off")

    def _back_from_shell(self) -> None:
        """The pause was made on the way there."""
        view = self._runner.view()
        self._tell([Paused(0.0, self._runner.missing_seconds)] if view.state is State.PAUSED else [])

    def _help(self) -> None:
        if self._open():
            self._console.write(*(named(line, self._chosen) for line in KEYS), "Any key goes on.")
            any_key(self._console)
            self._close()

    def _leave(self) -> None:
        if self._open():
            if ask(self._console, leave_question()):
                self._tell(self._runner.quit())
            else:
                self._close()

    def _pain(self) -> None:
        if self._open():
            self._score(eased=False)

    def _ease(self) -> None:
        if self._open():
            self._ease_off()

    def _ease_off(self) -> None:
        """Something aches: this repetition is over, and what then is asked."""
        self._tell(self._runner.ease(), quietly=True)
        if not self._runner.state.over:
            self._ask_after_easing()

    def _ask_after_easing(self) -> None:
        runner = self._runner
        phase = runner.eased_phase
        exercise = catalogue().get(phase.exercise or "") if phase is not None else None
        match ask(self._console, ease_off_question(exercise, again=runner.eased > 1)):
            case "easier":
                runner.easier()
                self._close()
            case "skip":
                self._tell(runner.skip_eased())
                self._close()
            case "pain":
                self._score(eased=True)
            case "end":
                self._tell(runner.quit())
            case _:
                self._close()

    def _score(self, *, eased: bool) -> None:
        how = f"{HOW_TO_SCORE} Enter goes on, Esc goes back. {say('pain', 'sharp')} {say('pain', 'sharp_keys')}."
        value, key = score(self._console, say("pain", "question"), how)
        verdict = Verdict.GO_ON if value is None or key == "escape" else self._runner.say_pain(value)
        match verdict:
            case Verdict.STOP:
                self._console.sharp_pain(lambda: self._runner.stop(value))
            case Verdict.EASE if eased:
                self._ask_after_easing()
            case Verdict.EASE:
                self._ease_off()
            case Verdict.GO_ON:
                self._close()

    def _open(self) -> bool:
        """Pause for a dialog; False if the run is over by now."""
        self._tell(self._runner.open_dialog(), quietly=True)
        return not self._runner.state.over

    def _close(self) -> None:
        """Go on as before: a session that was paused stays paused."""
        self._tell(self._runner.close_dialog())
        if self._runner.state is State.PAUSED:
            paused = lines.told(Paused(0.0, 0.0), self._timeline, self._runner.view())
            self._console.write(named(paused, self._chosen))
