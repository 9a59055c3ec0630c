"""How a run ends that does not end by itself: sharp pain, told in time or late, and the program's own end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backstretch.base.process import SIGNALLED
from backstretch.base.stop_failures import StopFailures
from backstretch.terminal.unread import tells_pain, unread
from backstretch.tui.host import Host
from backstretch.tui.navigation import Navigation

if TYPE_CHECKING:
    from backstretch.run.runner import Runner


class Stops:
    """Writes a stop down before anything is shown of it."""

    def __init__(self, app: Host, navigation: Navigation, failures: StopFailures) -> None:
        """``failures``: where a stop that fails in an unforeseen way is written down."""
        self._app = app
        self._navigation = navigation
        self._kept = failures.kept
        self._told_late: Runner | None = None
        """The run that was stopped when nothing could be shown any more."""

    def sharp_pain(self, score: int | None = None) -> None:
        """Freeze the session, write the stop down, show what to do: nothing is asked first. ``score``: 0–10."""
        from backstretch.tui.coach.escalation import EscalationScreen
        from backstretch.tui.questions.tour import TourScreen

        app, runner = self._app, self._navigation.runner
        if app.return_code is not None:
            self.stop_on_the_way_out()
            return
        if isinstance(app.screen, EscalationScreen):
            return
        if runner is None and isinstance(app.screen, TourScreen) and app.screen.practise():
            return
        with self._kept("the stop"):
            if runner is not None and runner.state.over:
                runner.stop_afterwards(score, None)
            elif runner is not None:
                runner.stop(score)
        self._navigation.escalate(runner)

    def stop_afterwards(self, score: int | None, kind: str | None) -> None:
        """Turn the run that is over into one that was stopped for pain, as was said on the summary."""
        runner = self._navigation.runner
        if runner is not None:
            with self._kept("the stop"):
                runner.stop_afterwards(score, kind)
            self._navigation.escalate(runner)

    def interrupt(self, number: int) -> None:
        """Leave at once, with everything written down; ``number`` is the signal that asked for it."""
        app, runner = self._app, self._navigation.runner
        if app.return_code is not None:
            return
        from backstretch.tui.coach.afterwards import SummaryScreen

        self.write_down()
        if runner is not None:
            told = app.screen.told_stop() if isinstance(app.screen, SummaryScreen) else None
            if told is not None:
                runner.stop_afterwards(*told)
            if runner.log.saved is not None:  # nobody may have read the advice yet
                self._told_late = runner
        app.exit(SIGNALLED + number)

    def write_down(self) -> None:
        """End a run under way, cut short by the program's own end, or by sharp pain told before it."""
        runner = self._navigation.runner
        if runner is not None:
            if self._app.pain.read > self._app.pain.heard:
                self.stop_on_the_way_out()
            runner.interrupt()

    def stop_on_the_way_out(self) -> None:
        """Write the stop of sharp pain told when nothing can be shown any more."""
        runner = self._navigation.runner or self._navigation.left
        if runner is None:
            return
        self._app.pain.heard = self._app.pain.read
        if runner.log.saved is None:
            self._told_late = runner
        with self._kept("the stop"):
            if runner.state.over:
                runner.stop_afterwards(None, None)
            else:
                runner.stop()

    def last_look(self) -> list[str]:
        """Find, at the very end, sharp pain that nobody heard; what to say then, a line each."""
        from backstretch.actions import PAIN
        from backstretch.run.stop_report import StopReport
        from backstretch.settings.key_map import keys_of

        context, pain = self._app.context, self._app.pain
        if tells_pain(unread(), keys_of(context.settings.keys, PAIN)):
            pain.read += 1
        if pain.read > pain.heard:
            self.stop_on_the_way_out()
        return StopReport(context, self._told_late).first_lines() if self._told_late is not None else []
