"""The full-screen program: wiring, the keys that work everywhere, and signals. Screens hold no rules.

What is not on the first frame is imported where it is used, and all of it is loaded before any key counts.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from backstretch.base.clock import Clock
from backstretch.base.paths import Paths
from backstretch.base.stop_failures import StopFailures
from backstretch.terminal.unread import tells_pain, unread
from backstretch.tui.colours import Look, look_of, variables
from backstretch.tui.driver import own_driver
from backstretch.tui.endings import SIGNALLED, Endings
from backstretch.tui.first_frame import OpeningScreen
from backstretch.tui.job_control import JobControl
from backstretch.tui.keymap import PAIN_KEYS, keymap_of
from backstretch.tui.output import let_pass
from backstretch.tui.presses import SHARP_PAIN, PainCount, Presses
from backstretch.tui.textual_private import build_ahead, driver_of, let_lists_page

if TYPE_CHECKING:
    from backstretch.audio.audio import Audio
    from backstretch.run.context import Context
    from backstretch.run.runner import Runner
    from backstretch.run.wake_lock import WakeLock
    from backstretch.session.library import Found
    from backstretch.settings import Settings
    from backstretch.tui.coach.escalation import EscalationScreen
    from backstretch.tui.library.screen import LibraryScreen
    from backstretch.tui.questions.answers import WorkScreen
    from backstretch.tui.sound import Sounding

_FIRST_FRAME_FIRST = 0.15
"""Seconds that the first frame has before all else is loaded."""
_BEFORE_A_SESSION = ("questions.check_in", "questions.choice", "questions.notice", "questions.tour")
_IN_A_SESSION = ("coach.screen", "coach.dialogs", "coach.escalation", "help", "coach.afterwards", "questions.answers")
_FROM_THE_LIBRARY = ("history.screen", "palette", "history.past_run", "settings.screen")
"""Modules of screens; a stylesheet of the same name lies beside most."""
_HERE = Path(__file__).parent


class BackstretchApp(App[int]):
    """The library, one session at a time, and the way out of it when something hurts."""

    TITLE = "backstretch"
    CSS_PATH: ClassVar = ["app.tcss", "first_frame.tcss", "library/screen.tcss"]
    COMMANDS: ClassVar = {lambda: import_module("backstretch.tui.palette").Commands}
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (80, "-wide"), (110, "-huge"), (240, "-broad")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (24, "-tall"), (36, "-high"), (60, "-vast")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(SHARP_PAIN, "sharp_pain", "Sharp pain: stop", priority=True, id="sharp_pain"),
        Binding("ctrl+c", "interrupt", "Leave at once", show=False, priority=True, id="interrupt"),
        Binding("ctrl+q", "leave", "Leave", show=False, priority=True, id="leave"),
        Binding("ctrl+p,colon", "command_palette", "All commands", show=False, id="palette"),
        Binding("ctrl+z", "suspend_process", "To the shell", show=False, id="suspend"),
    ]

    context: Context
    sounding: Sounding
    awake: WakeLock

    def __init__(
        self,
        paths: Paths,
        chosen: Found | None = None,
        from_step: int | None = None,
        level: int | None = None,
        *,
        mute: bool = False,
        edited: Found | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Open on the library; or go straight to the ``chosen`` session, or to the editor of the ``edited``, and leave.

        ``mute``: nothing is heard. ``clock``: another one than the machine's.
        """
        # Without colours none at all, not greys.
        super().__init__(driver_class=own_driver(), ansi_color="NO_COLOR" in os.environ or None)
        self.runner: Runner | None = None
        """The run under way or just over."""
        self._left: Runner | None = None
        """The run with whose summary the program was left."""
        self._told_late: Runner | None = None
        """The run that was stopped when nothing could be shown any more."""
        self._advice: EscalationScreen | None = None
        """What a stop of that run will show."""
        self._paths = paths
        self._stop_failures = StopFailures(paths.state_dir)
        self._clock = clock
        self._library: LibraryScreen | None = None
        self._is_ready = False
        self._has_all = False
        self._chosen = chosen
        self._edited = edited
        self._from_step = from_step
        self._level = level
        self._mute = mute
        self._presses = Presses(self, lambda: self.takes_text)
        self.pain = PainCount()
        self.pain_keys = frozenset(PAIN_KEYS)
        """The keys that stop everything, as Textual names them."""
        theme = ""
        if paths.config.is_file():
            from backstretch.settings.reader import read_settings

            theme = read_settings(paths.config)[0].theme
        self._wear(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of a session's phases."""
        return variables(self.look)

    @property
    def look(self) -> Look:
        """What goes with the theme and the terminal."""
        theme = self.current_theme
        return look_of(theme.name, dark=theme.dark, sixteen=self.console.color_system == "standard")

    def get_default_screen(self) -> Screen[None]:
        """What stands until there is something to show."""
        return OpeningScreen()

    def on_mount(self) -> None:
        """Show something at once, and get ready behind it."""
        self.call_after_refresh(self.get_ready)

    def get_ready(self) -> None:
        """Open what there is, and begin; what the first screen does not need is loaded behind it."""
        if self._is_ready:
            return
        self._is_ready = True
        from backstretch.run.context import open_context
        from backstretch.run.wake_lock import WakeLock
        from backstretch.tui.sound import Sounding

        self.context = open_context(self._paths, self._clock)
        self.sounding = Sounding(self, muted=self._mute)
        self.awake = WakeLock(self.call_from_thread)
        self._take_keys(self.context.settings)
        self._listen()
        if self._chosen is not None:
            self._load(_BEFORE_A_SESSION)
            self.start(self._chosen, self._from_step, self._level)
        elif self._edited is not None:
            self._load_all()
            self.edit(self._edited)
        else:
            self._show_library()
        self.set_timer(_FIRST_FRAME_FIRST, self._load_all)

    def on_unmount(self) -> None:
        """However the program ends, the run is written down, and there is silence."""
        self._write_down()
        if self._is_ready:
            self.sounding.close()
            if self.is_headless:
                self.close_records()

    def close_records(self) -> None:
        """Nothing is written down any more."""
        if self._is_ready:
            self.context.close()

    # One session.

    def start(self, found: Found, from_step: int | None = None, level: int | None = None) -> None:
        """Ask what must be asked, then run the session."""
        from backstretch.tui.questions.flow import Start

        flow = Start(self, found, from_step, level, tour=found is not self._chosen)
        self.run_worker(flow.run(), group="start", exclusive=True)

    def edit(self, found: Found) -> None:
        """Change a session's file. The editor is loaded only now."""
        from backstretch.tui.editor.screen import edit

        self.run_worker(edit(self, found), group="edit", exclusive=True)

    def tour(self) -> None:
        """What a session looks like, and the one key that matters."""
        from backstretch.tui.questions.tour import TourScreen

        self.push_screen(TourScreen())

    def begin(self, runner: Runner) -> None:
        """The questions are answered: the session runs."""
        from backstretch.tui.coach.screen import CoachScreen

        self.runner = runner
        coach = CoachScreen(runner)
        self.push_screen(coach)
        coach.call_after_refresh(self.call_later, self._stand_by, runner)

    def summarise(self, runner: Runner) -> None:
        """The session is over: what was done, and how it feels."""
        from backstretch.tui.coach.afterwards import SummaryScreen

        self._drop_to(SummaryScreen(runner))

    def stop_afterwards(self, score: int | None, kind: str | None) -> None:
        """What was said on the summary turns the run into one that was stopped for pain."""
        if self.runner is not None:
            with self._stop_failures.kept("the stop"):
                self.runner.stop_afterwards(score, kind)
            self._escalate(self.runner)

    def warn(self, text: str) -> None:
        """Say something that went wrong but stops nothing; no text, nothing said."""
        if text:
            self.notify(text, severity="warning", markup=False)

    def settings_changed(self, old: Settings, new: Settings) -> None:
        """Let the settings hold from now on, wherever they show or sound."""
        self.context.settings = new
        if new.theme != old.theme:
            self._wear(new.theme)
        if new.keys != old.keys:
            self._take_keys(new)
        self.sounding.changed(old, new)

    def home(self, code: int = 0) -> None:
        """Back to the library; or out, with this exit code, if the program was started for one session.

        From the advice over an editor, back to that: what is not saved is not thrown away.
        """
        if self.runner is not None:
            self.runner.log.settle()
        if self._advice is not None and self._advice not in self.screen_stack:
            self._advice.remove()
        left, self.runner, self._advice = self.runner, None, None
        if self._editor is None and (self._chosen is not None or self._edited is not None):
            self._left = left
            self.exit(code)
            return
        self._drop_to(self._editor)
        if self._library is not None:
            self._library.reload()

    @property
    def audio(self) -> Audio:
        """Everything that is heard."""
        return self.sounding.audio

    # What works everywhere.

    def action_sharp_pain(self, score: int | None = None) -> None:
        """Freeze the session, write the stop down, show what to do: nothing is asked first."""
        from backstretch.tui.coach.escalation import EscalationScreen
        from backstretch.tui.questions.tour import TourScreen

        if self.return_code is not None:
            self.stop_on_the_way_out()
            return
        if isinstance(self.screen, EscalationScreen):
            return
        runner = self.runner
        if runner is None and isinstance(self.screen, TourScreen) and self.screen.practise():
            return
        with self._stop_failures.kept("the stop"):
            if runner is not None and runner.state.over:
                runner.stop_afterwards(score, None)
            elif runner is not None:
                runner.stop(score)
        self._escalate(runner)

    def action_interrupt(self, number: int = signal.SIGINT) -> None:
        """Leave at once, with everything written down; ``number`` is the signal that asked for it."""
        if self.return_code is not None:
            return
        from backstretch.tui.coach.afterwards import SummaryScreen

        self._write_down()
        if self.runner is not None:
            told = self.screen.told_stop() if isinstance(self.screen, SummaryScreen) else None
            if told is not None:
                self.runner.stop_afterwards(*told)
            if self.runner.log.saved is not None:  # nobody may have read the advice yet
                self._told_late = self.runner
        self.exit(SIGNALLED + number)

    def action_leave(self) -> None:
        """Leave the session after a question, or the program when none is under way."""
        from backstretch.tui.coach.afterwards import SummaryScreen
        from backstretch.tui.coach.escalation import EscalationScreen
        from backstretch.tui.coach.screen import CoachScreen

        screen = next((s for s in reversed(self.screen_stack) if isinstance(s, CoachScreen)), None)
        if screen is not None and self.runner is not None and not self.runner.state.over:
            if screen is self.screen:
                screen.action_leave()
        elif isinstance(self.screen, SummaryScreen) and self.screen.turn_into_stop():
            return
        elif self._editor is not None:
            self._editor.leave(program=True)
        elif not isinstance(self.screen, EscalationScreen):
            self.exit(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a text field ``x`` is a letter; no text field ever stands over a running session."""
        if action == "sharp_pain":
            return not self.takes_text
        if action == "command_palette":
            return self.may_open_palette
        return True

    @property
    def may_open_palette(self) -> bool:
        """Whether the screen in front has a command palette; none that stands over a session or the advice has."""
        return self.runner is None and getattr(self.screen, "HAS_PALETTE", False)

    async def on_event(self, event: events.Event) -> None:
        """Take what counts; what is pressed or clicked waits until everything is there."""
        if isinstance(event, events.InputEvent):
            self.get_ready()
            self._load_all()
            # With a clock of its own the program takes a key to come when it acts on it.
            at = event.time if self._clock is None else self._clock.monotonic()
            if isinstance(event, events.Key) and event.key in self.pain_keys and not event.is_forwarded:
                self.pain.heard += 1
            if not self._presses.count(event, at, self.pain_keys):
                return
        if isinstance(event, events.Key) and event.key == "ctrl+z" and self.screen.is_modal and not self.takes_text:
            self.action_suspend_process()  # a dialog has only the most urgent of the program's keys by itself
            return
        if isinstance(event, events.Paste):
            self._join_lines(event)
        await super().on_event(event)

    def last_look(self) -> list[str]:
        """At the very end: whether sharp pain was told that nobody heard; what to say then, a line each."""
        if not self._is_ready:
            return []
        from backstretch.run.stop_report import StopReport
        from backstretch.settings.keys import PAIN, keys_of

        if tells_pain(unread(), keys_of(self.context.settings.keys, PAIN)):
            self.pain.read += 1
        if self.pain.read > self.pain.heard:
            self.stop_on_the_way_out()
        return StopReport(self.context, self._told_late).first_lines() if self._told_late is not None else []

    # How it goes about it.

    def _join_lines(self, event: events.Paste) -> None:
        """Textual's field of one line would take the first line that is pasted, and lose the rest."""
        from textual.widgets import Input

        lines = event.text.splitlines()
        if len(lines) > 1 and isinstance(self.focused, Input):
            event.text = " ".join(line.strip() for line in lines if line.strip())

    def _wear(self, theme: str) -> None:
        """Change the colours; no name, the program's own."""
        from backstretch.tui.themes import OWN_THEME, readable_theme

        self.register_theme(readable_theme(theme or OWN_THEME))
        self.theme = theme or OWN_THEME

    def _take_keys(self, settings: Settings) -> None:
        """Let the keys be those the person chose."""
        keymap = keymap_of(settings.keys)
        self.set_keymap(keymap)
        self.pain_keys = frozenset(keymap.get("sharp_pain", SHARP_PAIN).split(","))

    def named(self, text: str) -> str:
        """``text`` with its gaps for keys filled."""
        from backstretch.settings.keys import named

        return named(text, self.context.settings.keys)

    def _show_library(self) -> None:
        """Let it lie under everything else from now on."""
        from backstretch.tui.library.screen import LibraryScreen

        self._library = LibraryScreen()
        self.push_screen(self._library)

    def _load_all(self) -> None:
        """All that can be reached but the editor's module: nothing is loaded in mid-session or on the way to a stop."""
        if self._has_all:
            return
        self._has_all = True
        let_lists_page()
        self._load(_BEFORE_A_SESSION + _IN_A_SESSION)
        if self._chosen is None:
            self._load(_FROM_THE_LIBRARY, "editor.screen")
        if not self.is_headless:
            gc.freeze()  # to look through all of this for what could be let go takes longer than any key may take

    def _load(self, screens: tuple[str, ...], *sheets_only: str) -> None:
        """Have these screens ready, and the stylesheets of ``sheets_only``; what is there already costs little."""
        for screen in screens:
            import_module(f"backstretch.tui.{screen}")
        sheets = (_HERE / f"{screen.replace('.', '/')}.tcss" for screen in (*screens, *sheets_only))
        self.stylesheet.read_all([sheet for sheet in sheets if sheet.is_file()])
        self.stylesheet.update(self)

    def _listen(self) -> None:
        """Hear the signals that end the program, and the audio thread."""
        self.sounding.listen()
        if not self.is_headless:
            Endings(self.action_interrupt, self._write_down).listen()
            JobControl(self).listen()
        self.app_suspend_signal.subscribe(self, self._pause_for_shell, immediate=True)

    @property
    def takes_text(self) -> bool:
        """Whether what is typed goes into a field; nothing does on the way out. For any thread."""
        if self.return_code is not None or not self.screen_stack:
            return False
        from textual.widgets import Input

        return isinstance(self.focused, Input) or getattr(self.focused, "TAKES_TEXT", False)

    def _stand_by(self, runner: Runner) -> None:
        """Build what a stop of this run will show, so that the key that stops has nothing left to build."""
        if self._advice is None and self.runner is runner and not runner.state.over:
            from backstretch.run.stop_report import StopReport
            from backstretch.tui.coach.escalation import EscalationScreen

            self._advice = EscalationScreen(StopReport(self.context, runner))
            build_ahead(self, self._advice)

    def _escalate(self, runner: Runner | None) -> None:
        """Show the advice over whatever there is, and let no question before a session come back.

        Each step is taken whatever became of those before it.
        """
        from backstretch.coach.cues import Cue
        from backstretch.run.stop_report import StopReport, recent_run
        from backstretch.tui.coach.escalation import EscalationScreen
        from backstretch.tui.coach.screen import CoachScreen

        kept, recent = self._stop_failures.kept, None
        for screen in self.screen_stack:
            if isinstance(screen, CoachScreen):
                with kept("the coach screen's freezing"):
                    screen.freeze()
        with kept("clearing the screen"):
            self.clear_notifications()
            let_pass(driver_of(self))
        if runner is None:
            with kept("the look at the run before"):
                recent = recent_run(self.context)
        ready = self._advice
        with kept("the advice that was ready"):
            if ready is not None:
                self.push_screen(ready)
        if ready is None or self.screen is not ready:
            self.push_screen(EscalationScreen(StopReport(self.context, runner, recent)))
        with kept("what follows the advice"):
            self.workers.cancel_group(self, "start")
            if runner is None:
                self.audio.give(Cue("stop"))

    @property
    def _editor(self) -> WorkScreen | None:
        """The editor, if one is open."""
        from backstretch.tui.questions.answers import WorkScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, WorkScreen)), None)

    def _drop_to(self, screen: Screen[None] | None) -> None:
        """Take every screen off the library, or off ``screen`` if that is open; else put it on the library, if any."""
        with self.batch_update():
            while len(self.screen_stack) > 1 and self.screen not in (screen, self._library):
                self.pop_screen()
            if screen is not None and self.screen is not screen:
                self.push_screen(screen)

    def _write_down(self) -> None:
        """A run under way ends here, cut short by the program's own end, or by sharp pain told before it."""
        if self.runner is not None:
            if self.pain.read > self.pain.heard:
                self.stop_on_the_way_out()
            self.runner.interrupt()

    def stop_on_the_way_out(self) -> bool:
        """Sharp pain, told when nothing can be shown any more: the stop is written. Whether there was a run to stop."""
        runner = self.runner or self._left
        if runner is None:
            return False
        self.pain.heard = self.pain.read
        if runner.log.saved is None:
            self._told_late = runner
        with self._stop_failures.kept("the stop"):
            if runner.state.over:
                runner.stop_afterwards(None, None)
            else:
                runner.stop()
        return True

    def _pause_for_shell(self, _app: App[object]) -> None:
        if self.runner is not None and not self.runner.state.over:
            self.runner.pause()


def run(
    paths: Paths,
    session: Found | None = None,
    from_step: int | None = None,
    level: int | None = None,
    *,
    mute: bool = False,
    edit: Found | None = None,
) -> int:
    """Run the full-screen program until the person leaves it; the exit code. ``edit`` opens straight on its editor."""
    app = BackstretchApp(paths, session, from_step, level, mute=mute, edited=edit)
    try:
        code = app.run()
        if sys.platform != "win32":  # what is left of the way out takes a moment: a second Ctrl+C changes nothing of it
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.alarm(0)  # the grace for leaving: at the very end it would kill, and the exit code would be its own
        with contextlib.suppress(OSError):
            for line in app.last_look():
                print(line)
    finally:
        app.close_records()
    return app.return_code or 0 if code is None else code
