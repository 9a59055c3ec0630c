"""The full-screen program: wiring, the keys that work everywhere, and signals. Screens hold no rules.

What is not on the first frame is imported where it is used; what a session and a stop need, before its first second.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from backstretch.base.clock import Clock
from backstretch.base.paths import Paths
from backstretch.base.stop_failures import StopFailures
from backstretch.tui.driver import own_driver
from backstretch.tui.exit_signals import Endings
from backstretch.tui.first_frame import OpeningScreen
from backstretch.tui.host import Host
from backstretch.tui.job_control import JobControl
from backstretch.tui.keymap import SHARP_PAIN, bindings
from backstretch.tui.navigation import Navigation
from backstretch.tui.new_screen import COLUMNS, ROWS, fit
from backstretch.tui.preload import Preload
from backstretch.tui.presses import Presses, join_lines, pressed_at
from backstretch.tui.stops import Stops
from backstretch.tui.themes import apply_theme, chosen_theme

if TYPE_CHECKING:
    from backstretch.audio.audio import Audio
    from backstretch.run.runner import Runner
    from backstretch.session.library import Found
    from backstretch.session.model import Session
    from backstretch.settings import Settings
    from backstretch.tui.sound import Sounding

_FIRST_FRAME_FIRST = 0.15
"""Seconds that a frame has before what comes after it is loaded."""
_LIBRARY_SHEET = Path(__file__).parent / "library" / "screen.tcss"


class BackstretchApp(Host):
    """The library, one session at a time, and the way out of it when something hurts."""

    TITLE = "backstretch"
    CSS_PATH: ClassVar = ["app.tcss"]
    COMMANDS: ClassVar = {lambda: import_module("backstretch.tui.palette").Commands}
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = COLUMNS
    VERTICAL_BREAKPOINTS = ROWS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(SHARP_PAIN, "sharp_pain", "Sharp pain: stop", priority=True, id="sharp_pain"),
        Binding("ctrl+c", "interrupt", "Leave at once", show=False, priority=True, id="interrupt"),
        Binding("ctrl+q", "leave", "Leave", show=False, priority=True, id="leave"),
        *bindings("palette"),
        *bindings("keys"),
        Binding("ctrl+z", "suspend_process", "To the shell", show=False, id="suspend"),
    ]

    sounding: Sounding

    def __init__(
        self,
        paths: Paths,
        chosen: Found | Session | None = None,
        from_step: int | None = None,
        level: int | None = None,
        *,
        mute: bool = False,
        easy: bool = False,
        edited: Found | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Open on the library; or go straight to the ``chosen`` session, or to the editor of the ``edited``, and leave.

        ``mute``: nothing is heard. ``easy``: a bad day, so less of the session. ``clock``: another than the machine's.
        """
        # Without colours none at all, not greys.
        super().__init__(driver_class=own_driver(), ansi_color="NO_COLOR" in os.environ or None)
        if chosen is None and edited is None:
            self.css_path.append(_LIBRARY_SHEET)
        failures = StopFailures(paths.state_dir)
        self.navigation = Navigation(self, failures, chosen, edited)
        self.stops = Stops(self, self.navigation, failures)
        self.endings = Endings(self.action_interrupt, self.stops.write_down)
        self.preload = Preload(self, library=chosen is None)
        self._paths = paths
        self._clock = clock
        self._is_ready = False
        self._has_begun = False
        self._chosen = chosen
        self._edited = edited
        self._from_step = from_step
        self._level = level
        self._easy = easy
        self._mute = mute
        self._presses = Presses(self, lambda: self.takes_text)
        apply_theme(self, chosen_theme(paths.config))

    def get_default_screen(self) -> Screen[None]:
        """The library; where something else is asked for, the ground below that."""
        if self.return_code is not None:  # a signal came first: nothing is opened any more
            return Screen()
        if self._chosen is not None or self._edited is not None:
            return OpeningScreen()
        self._open()
        library = self.navigation.library()
        fit(library, self.size)
        return library

    def on_mount(self) -> None:
        """Begin; over a library that stands already."""
        if self._chosen is not None:
            self.get_ready()
        else:
            self.call_after_refresh(self.get_ready)

    def get_ready(self) -> None:
        """Begin with what was asked for."""
        if self._has_begun or self.return_code is not None:
            return
        self._has_begun = True
        self._open()
        if self._chosen is not None:
            self.navigation.start(self._chosen, self._from_step, self._level, easy=self._easy)
        elif self._edited is not None:
            self.preload.load_all()
            self.edit(self._edited)
        self.call_after_refresh(self.set_timer, _FIRST_FRAME_FIRST, self._settle)

    def _settle(self) -> None:
        """There is something to see: load what comes next, and look for what can be let go again."""
        if self._chosen is not None:
            self.preload.load_all()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Show a screen over the others; what it needs is loaded first, and what may follow it behind it."""
        self.preload.load_for(screen)
        fit(screen, self.size)
        return super().push_screen(screen, *arguments, **options)

    def _open(self) -> None:
        """Open what there is, once."""
        if self._is_ready:
            return
        self._is_ready = True
        from backstretch.run.context import open_context
        from backstretch.run.wake_lock import WakeLock
        from backstretch.tui.sound import Sounding

        self.context = open_context(self._paths, self._clock)
        self.sounding = Sounding(self, muted=self._mute)
        self.awake = WakeLock(self.call_from_thread)
        self.apply_keys(self.context.settings)
        self._listen()

    def on_unmount(self) -> None:
        """However the program ends, the run is written down, and there is silence."""
        self.stops.write_down()
        if self._is_ready:
            self.sounding.close()
            if self.is_headless:
                self.close_records()

    def close_records(self) -> None:
        """Nothing is written down any more."""
        if self._is_ready:
            self.context.close()

    def last_look(self) -> list[str]:
        """Look, at the very end, for sharp pain that nobody heard; what to say then, a line each."""
        return self.stops.last_look() if self._is_ready else []

    def run_lines(self) -> list[str]:
        """What was done since the program was opened, a line a run."""
        from backstretch.run.summary import run_line

        return [run_line(runner) for runner in self.navigation.begun if runner.state.over]

    # What screens ask for.

    @property
    def runner(self) -> Runner | None:
        """The run under way or just over."""
        return self.navigation.runner

    @property
    def audio(self) -> Audio:
        """Everything that is heard."""
        return self.sounding.audio

    def prepare_sound(self, texts: Iterable[str], tell: Callable[[str], None]) -> None:
        """Have a session's ``texts`` ready, and find out what can be played."""
        self.sounding.prepare(texts, tell)

    def start(self, found: Found | Session, from_step: int | None = None, level: int | None = None) -> None:
        """Ask what must be asked, then run the session."""
        self.navigation.start(found, from_step, level)

    def edit(self, found: Found) -> None:
        """Open the editor of a session's file."""
        self.navigation.edit(found)

    def tour(self) -> None:
        """Show what a session looks like, and the one key that matters."""
        self.navigation.tour()

    def begin(self, runner: Runner) -> None:
        """Show the session that ``runner`` carries."""
        self.navigation.begin(runner)

    def summarise(self, runner: Runner) -> None:
        """Show what was done, and ask how it feels."""
        self.navigation.summarise(runner)

    def stop_afterwards(self, score: int | None, kind: str | None) -> None:
        """Turn the run that is over into one that was stopped for pain."""
        self.stops.stop_afterwards(score, kind)

    def home(self, code: int = 0) -> None:
        """Go back to the library, or leave with this exit code if the program was started for one session."""
        self.navigation.home(code)

    def use_settings(self, new: Settings) -> None:
        """Let the settings hold from now on, wherever they show or sound."""
        old = self.context.settings
        self.context.use_settings(new)
        if new.theme != old.theme:
            apply_theme(self, new.theme)
        if new.keys != old.keys:
            self.apply_keys(new)
        self.sounding.changed(old, new)

    # What works everywhere.

    def action_sharp_pain(self, score: int | None = None) -> None:
        """Freeze the session, write the stop down, show what to do: nothing is asked first."""
        self.stops.sharp_pain(score)

    def action_interrupt(self, number: int = signal.SIGINT) -> None:
        """Leave at once, with everything written down; ``number`` is the signal that asked for it."""
        self.stops.interrupt(number)

    def action_keys_in_front(self) -> None:
        """What the keys do on the screen in front."""
        self.navigation.tell_keys()

    def action_leave(self) -> None:
        """Leave the session after a question, or the program when none is under way."""
        self.navigation.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a text field ``x`` is a letter; no text field ever stands over a running session."""
        if action == "sharp_pain":
            return not self.takes_text
        if action == "command_palette":
            return self.may_open_palette
        return action != "keys_in_front" or self.may_tell_keys

    async def on_event(self, event: events.Event) -> None:
        """Take what counts; what is pressed or clicked waits until everything is there."""
        if isinstance(event, events.InputEvent):
            self.get_ready()
            if not self.navigation.at_library:
                self.preload.load_all()
            # With a clock of its own the program takes a key to come when it acts on it.
            now = self.context.clock.monotonic()
            at = pressed_at(event, now) if self._clock is None else now
            if isinstance(event, events.Key) and event.key in self.pain_keys and not event.is_forwarded:
                self.pain.heard += 1
            if not self._presses.count(event, at, self.pain_keys):
                return
        if isinstance(event, events.Key) and event.key == "ctrl+z" and self.screen.is_modal and not self.takes_text:
            self.action_suspend_process()  # a dialog has only the most urgent of the program's keys by itself
            return
        if isinstance(event, events.Paste):
            join_lines(event, self.focused)
        await super().on_event(event)

    # How it goes about it.

    def _listen(self) -> None:
        """Hear the audio thread, and the signals."""
        self.sounding.listen()
        if not self.is_headless:
            self.endings.listen()
            JobControl(self).listen()
        self.app_suspend_signal.subscribe(self, self.navigation.pause_for_shell, immediate=True)
