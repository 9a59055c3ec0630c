"""One session as lines: a line for each event, a method of the runner for each key, and sleep in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from backstretch.actions import ACTIONS
from backstretch.audio.audio import Audio
from backstretch.base.text import duration
from backstretch.coach.events import Event, Paused, State
from backstretch.coach.red_flags import say
from backstretch.plain import event_lines
from backstretch.plain.console import Console
from backstretch.plain.introduction import session_keys
from backstretch.plain.key_source import SUSPEND
from backstretch.plain.prompts import any_key, ask, how_to_score, score
from backstretch.run.dialogue import AskEase, AskLeave, AskReach, AskScore, Dialogue, Step, Stop, Tell
from backstretch.run.runner import KEY_ACTIONS, Runner
from backstretch.settings.key_map import KeyMap, by_key, named

LONGEST_SLEEP_SECONDS = 1.0
LATE_SECONDS = 0.002
"""Wake a little after a second's edge, so that rounding never tells the old one."""


class Session:
    """Carries a run from its first second to its end."""

    def __init__(self, console: Console, runner: Runner, audio: Audio, news: deque[str], keys: KeyMap = ()) -> None:
        """``news`` is what is found out in the background; it is told at the next chance."""
        self._chosen = keys
        self._actions = by_key(keys, "coach")
        self._console = console
        self._runner = runner
        self._timeline = runner.plan.timeline
        self._audio = audio
        self._news = news
        self._before = runner.view()
        self._dialogue = dialogue = Dialogue(runner, self._tell)
        self._dialogs: dict[str, Callable[[], None]] = {
            "coach.pause": self._toggle,
            "coach.ease": lambda: self._put(dialogue.ease()),
            "coach.pain": lambda: self._put(dialogue.pain()),
            "coach.reach": lambda: self._put(dialogue.reach()),
            "coach.time": self._time,
            "coach.mute": self._mute,
            "coach.voice": self._hush,
            "coach.help": self._help,
            "coach.leave": lambda: self._put(dialogue.leave()),
            SUSPEND: self._back_from_shell,
        }

    def begin(self) -> None:
        """The first line."""
        view = self._runner.view()
        if view.state is State.GETTING_READY:
            wait = duration(view.ready_seconds)
            self._console.write(event_lines.stamped(view.at_seconds, f"Going on in {wait}"))
        else:
            self._console.write(
                event_lines.stamped(view.at_seconds, event_lines.phase_line(self._timeline, view.index))
            )

    def run(self) -> None:
        """Until the run is over. Raises SharpPainError when pain has stopped it."""
        while not self._runner.state.over:
            while self._news:
                self._console.write(self._news.popleft())
            key = self._console.key(self._until_next())
            action = self._actions.get(key, key)
            if action in self._dialogs:
                self._dialogs[action]()
            elif action in ACTIONS:
                self._act(ACTIONS[action].asked_of_runner)
            else:
                self._tell(self._runner.other_key(afresh=self._console.afresh) if key else self._runner.tick())

    # Time.

    def _until_next(self) -> float | None:
        """Seconds to sleep; None while nothing happens by itself."""
        until = self._runner.until_next()
        if until is None:
            return None
        return min(until, LONGEST_SLEEP_SECONDS) + LATE_SECONDS

    def _tell(self, events: Iterable[Event]) -> None:
        """A line for each event, then for what time alone brings."""
        runner = self._runner
        view, heard = runner.view(), runner.take_heard()
        out = [line for line in heard if line.kind == "out"]
        self._console.write(*event_lines.said(out, view))  # before the line that the session is finished
        for event in events:
            line = event_lines.told(event, self._timeline, view, runner.eased.easier_places)
            self._console.write(named(line, self._chosen) if isinstance(event, Paused) else line)
        self._console.write(
            event_lines.counted(view, self._before),
            *event_lines.said((line for line in heard if line not in out), view),
        )
        self._before = view
        if view.state is State.PAUSED and not self._console.keys.there:
            self._tell(runner.toggle())  # nobody can say that it goes on

    # Keys.

    def _toggle(self) -> None:
        self._tell(self._runner.toggle())

    def _act(self, name: str) -> None:
        self._tell(KEY_ACTIONS[name](self._runner))
        if name in {"more", "less"} and not self._runner.state.over:
            self._console.write(event_lines.left(self._runner.view()))

    def _time(self) -> None:
        self._tell(self._runner.tick())
        if not self._runner.state.over:
            self._console.write(event_lines.stamped(self._runner.view().at_seconds, self._runner.say_time_left()))

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
        if self._dialogue.open():
            self._console.write(*session_keys(self._chosen), "Any key goes on.")
            any_key(self._console)
            self._put(self._dialogue.close())

    def _put(self, step: Step) -> None:
        """Put one question after the other, until none is left. Raises SharpPainError where an answer asks for it."""
        console = self._console
        while step is not None:
            match step:
                case AskLeave(question, then):
                    step = then(ask(console, question))
                case AskEase(question, eased):
                    step = eased(ask(console, question))
                case AskScore(scored):
                    step = scored(*self._score())
                case AskReach(question, reached):
                    step = reached(ask(console, question))
                case Tell(text):
                    console.write(text)
                    step = None
                case Stop(stopped):
                    console.sharp_pain(partial(self._runner.stop, stopped))
        if self._runner.state is State.PAUSED:
            paused = event_lines.told(Paused(0.0, 0.0), self._timeline, self._runner.view())
            console.write(named(paused, self._chosen))

    def _score(self) -> tuple[int | None, bool]:
        """What was said, and whether it is to be said how far down the pain reaches."""
        how = f"{how_to_score()} Enter goes on, Esc goes back. {say('pain', 'sharp')} {say('pain', 'sharp_keys')}."
        value, key = score(self._console, say("pain", "question"), f"{how} {say('check_in', 'reach_key')}.", others="r")
        return (None if key == "escape" else value), key == "r"
