"""Which screen comes after which: from the library into a session, to its summary or the advice, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from backstretch.base.stop_failures import StopFailures
from backstretch.tui.host import Host
from backstretch.tui.new_screen import fit
from backstretch.tui.output_driver import let_pass
from backstretch.tui.textual_private import build_ahead, driver_of

if TYPE_CHECKING:
    from backstretch.run.runner import Runner
    from backstretch.session.library import Found
    from backstretch.session.model import Session
    from backstretch.tui.coach.escalation import EscalationScreen
    from backstretch.tui.library.screen import LibraryScreen
    from backstretch.tui.questions.answers import WorkScreen


class Navigation:
    """The way between the screens, and the run that they are about."""

    def __init__(self, app: Host, failures: StopFailures, chosen: Found | Session | None, edited: Found | None) -> None:
        """Without a ``chosen`` session to run or an ``edited`` one, the library lies under everything.

        ``failures``: where a step on the way to the advice that fails is written down.
        """
        self.runner: Runner | None = None
        """The run under way or just over."""
        self.left: Runner | None = None
        """The run with whose summary the program was left."""
        self.advice: EscalationScreen | None = None
        """What a stop of that run will show, built ahead."""
        self.begun: list[Runner] = []
        """Every run since the program was opened."""
        self._app = app
        self._kept = failures.kept
        self._chosen = chosen
        self._edited = edited
        self._library: LibraryScreen | None = None

    def library(self) -> LibraryScreen:
        """The library, which lies under everything else from now on."""
        from backstretch.tui.library.screen import LibraryScreen

        self._library = LibraryScreen()
        return self._library

    @property
    def at_library(self) -> bool:
        """Whether the library is all there is to see."""
        return self._library is not None and len(self._app.screen_stack) == 1

    def start(self, found: Found | Session, from_step: int | None, level: int | None, *, easy: bool = False) -> None:
        """Ask what must be asked, then run the session."""
        from backstretch.tui.questions.flow import Start

        flow = Start(self._app, found, from_step, level, tour=found is not self._chosen, easy=easy)
        self._app.run_worker(flow.run(), group="start", exclusive=True)

    def edit(self, found: Found) -> None:
        """Change a session's file. The editor is loaded only now."""
        from backstretch.tui.editor.screen import edit

        self._app.run_worker(edit(self._app, found), group="edit", exclusive=True)

    def tour(self) -> None:
        """Show what a session looks like, and the one key that matters."""
        from backstretch.tui.questions.tour import TourScreen

        self._app.push_screen(TourScreen())

    def begin(self, runner: Runner) -> None:
        """The questions are answered: the session runs."""
        from backstretch.tui.coach.screen import CoachScreen

        self.runner = runner
        self.begun.append(runner)
        coach = CoachScreen(runner)
        self._app.push_screen(coach)
        coach.call_after_refresh(self._app.call_later, self._build_advice, runner)

    def summarise(self, runner: Runner) -> None:
        """The session is over: show what was done, and ask how it feels."""
        from backstretch.tui.coach.afterwards import SummaryScreen

        self.drop_to(SummaryScreen(runner))

    def home(self, code: int = 0) -> None:
        """Go back to the library; or leave, with this exit code, if the program was started for one session.

        From the advice over an editor, go back to that: what is not saved is not thrown away.
        """
        if self.runner is not None:
            self.runner.log.settle()
        if self.advice is not None and self.advice not in self._app.screen_stack:
            self.advice.remove()
        left, self.runner, self.advice = self.runner, None, None
        if self._editor is None and (self._chosen is not None or self._edited is not None):
            self.left = left
            self._app.exit(code)
            return
        self.drop_to(self._editor)
        if self._library is not None:
            self._library.reload()

    def tell_keys(self) -> None:
        """Show what the keys do on the screen in front."""
        from backstretch.tui.help import HelpScreen

        self._app.push_screen(HelpScreen(front=self._app.screen))

    def leave(self) -> None:
        """Leave the session after a question, or the program when none is under way."""
        from backstretch.tui.coach.afterwards import SummaryScreen
        from backstretch.tui.coach.escalation import EscalationScreen
        from backstretch.tui.coach.screen import CoachScreen

        app = self._app
        screen = next((s for s in reversed(app.screen_stack) if isinstance(s, CoachScreen)), None)
        if screen is not None and self.runner is not None and not self.runner.state.over:
            if screen is app.screen:
                screen.action_leave()
        elif isinstance(app.screen, SummaryScreen) and app.screen.turn_into_stop():
            return
        elif self._editor is not None:
            self._editor.leave(program=True)
        elif not isinstance(app.screen, EscalationScreen):
            app.exit(0)

    def escalate(self, runner: Runner | None) -> None:
        """Show the advice over whatever there is, and let no question before a session come back.

        Each step is taken whatever became of those before it.
        """
        from backstretch.coach.cues import Cue
        from backstretch.run.stop_report import StopReport, recent_run
        from backstretch.tui.coach.escalation import EscalationScreen
        from backstretch.tui.coach.screen import CoachScreen

        app, kept, recent = self._app, self._kept, None
        for screen in app.screen_stack:
            if isinstance(screen, CoachScreen):
                with kept("the coach screen's freezing"):
                    screen.freeze()
        with kept("clearing the screen"):
            app.clear_notifications()
            let_pass(driver_of(app))
        if runner is None:
            with kept("the look at the run before"):
                recent = recent_run(app.context)
        ready = self.advice
        with kept("the advice that was ready"):
            if ready is not None:
                app.push_screen(ready)
        if ready is None or app.screen is not ready:
            app.push_screen(EscalationScreen(StopReport(app.context, runner, recent)))
        with kept("what follows the advice"):
            app.workers.cancel_group(app, "start")
            if runner is None:
                app.audio.give(Cue("stop"))

    def pause_for_shell(self, _app: App[object]) -> None:
        """Pause a run under way while the terminal is left to the shell."""
        if self.runner is not None and not self.runner.state.over:
            self.runner.pause()

    def drop_to(self, screen: Screen[None] | None) -> None:
        """Take every screen off the library, or off ``screen`` if that is open; else put it on the library, if any."""
        app = self._app
        with app.batch_update():
            while len(app.screen_stack) > 1 and app.screen not in (screen, self._library):
                app.pop_screen()
            if screen is not None and app.screen is not screen:
                app.push_screen(screen)

    def _build_advice(self, runner: Runner) -> None:
        """Build what a stop of this run will show, so that the key that stops has nothing left to build."""
        if self.advice is None and self.runner is runner and not runner.state.over:
            from backstretch.run.stop_report import StopReport
            from backstretch.tui.coach.escalation import EscalationScreen

            self.advice = EscalationScreen(StopReport(self._app.context, runner))
            fit(self.advice, self._app.size)
            build_ahead(self._app, self.advice)

    @property
    def _editor(self) -> WorkScreen | None:
        """The editor, if one is open."""
        from backstretch.tui.questions.answers import WorkScreen

        return next((screen for screen in self._app.screen_stack if isinstance(screen, WorkScreen)), None)
