"""The session under way: how long, which side, what to do, what next, as large as the terminal allows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from backstretch.coach.events import Event, State, View
from backstretch.run.dialogue import AskEase, AskLeave, AskReach, AskScore, Dialogue, Step, Stop, Tell
from backstretch.run.runner import KEY_ACTIONS, Runner
from backstretch.tui.coach.dialogs import PainScreen
from backstretch.tui.coach.layout import CoachParts
from backstretch.tui.coach.pose import PoseInTime
from backstretch.tui.coach.view import show, word_at
from backstretch.tui.colours import PHASE_COLOURS, PhaseColours
from backstretch.tui.help import HelpScreen
from backstretch.tui.host import Host
from backstretch.tui.keymap import bindings
from backstretch.tui.new_screen import StyledOnce
from backstretch.tui.output_driver import let_out
from backstretch.tui.presses import is_afresh
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.textual_private import driver_of
from backstretch.tui.widgets.text_row import BlankRows

FLASH_SECONDS = 0.15
FLASH_APART_SECONDS = 1.0
"""A flash comes at most this often: more than three in a second can harm people who are sensitive to light."""
TOLD_SECONDS = 6.0
"""How long an answer to a key stands; while the session is paused, until it goes on."""
_WAKE_LATE = 0.0002
"""Seconds after a second's edge at which to wake, so that rounding never shows the old one."""


class CoachScreen(StyledOnce, BlankRows, Screen[None], inherit_bindings=False):
    """Draws what the runner says and passes keys on to it."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("coach")]

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._dialogue = Dialogue(runner, self._dialogue_told)
        self._pose_in_time = PoseInTime(runner.plan.timeline, runner.plan.session.breath_seconds)
        self._seen: tuple[View, float] = (runner.view(), 0.0)
        """The run as it was drawn last, and when that was."""
        self._parts = CoachParts(runner.plan.timeline)
        self._wakes: list[asyncio.TimerHandle] = []
        """The next tick, and before it the figure's next move."""
        self._told: tuple[str, float] = ("", 0.0)
        """What the person asked for last, and until when it is shown."""
        self._said = ""
        """The sentence that was said last, whether it could be heard or not."""
        self._colour_key = "ready"
        self.flashes = False
        """Whether it is lit up just now."""
        self._frozen = False
        self._flashed_at = float("-inf")

    def compose(self) -> ComposeResult:
        """Everything that is on the screen at some size."""
        yield from self._parts.compose()

    def on_mount(self) -> None:
        """Begin to wake at each second's edge."""
        self._refresh()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._wear())
        self.app.awake.hold()

    def on_unmount(self) -> None:
        """Let the machine sleep again, and wake no more."""
        self._sleep()
        self.app.awake.release()

    def on_resize(self) -> None:
        """What is shown depends on the room there is."""
        self._parts.forget()
        self._draw()

    # Time.

    def _tick(self) -> None:
        self._runner.tick()
        self._refresh()

    def _move(self) -> None:
        """Between two ticks only the figure moves on, past the queues of the screen, which would cost more."""
        self._move_in(self._draw_figure())

    def _move_in(self, seconds: float | None) -> None:
        if seconds is not None:
            self._wake_in(seconds, self._move)

    def _wake_in(self, seconds: float, call: Callable[[], object]) -> None:
        """Have it called then, nearer to the moment than a timer of Textual comes."""
        self._wakes.append(asyncio.get_running_loop().call_later(seconds + _WAKE_LATE, call))

    def freeze(self) -> None:
        """Nothing happens here any more, whatever the runner does: the advice stands above."""
        self._frozen = True
        self._sleep()

    def _refresh(self) -> None:
        """Draw what changed, and wake for the next change."""
        if self._frozen:
            return
        if self._runner.state.over:
            self.freeze()
            self.app.summarise(self._runner)
            return
        self._sleep()
        moves_in = self._draw()
        until = self._until_next()  # after the drawing: what that took is gone
        if until is not None:
            self._wake_in(until, partial(self.call_next, self._tick))
            self._move_in(moves_in if moves_in and moves_in < until - _WAKE_LATE else None)

    def _until_next(self) -> float | None:
        """Seconds until something is due, or another large word; None while nothing happens by itself."""
        view, until = self._runner.view(), self._runner.until_next()
        word = word_at(self._runner, view).until_next if view.state is State.RUNNING else None
        return min((wait for wait in (until, word) if wait is not None), default=None)

    def _sleep(self) -> None:
        """Until a key, or until another timer is set."""
        for wake in self._wakes:
            wake.cancel()
        self._wakes.clear()

    def flash(self) -> None:
        """Light up for a moment, as a sound would mark it."""
        now = self.app.context.clock.monotonic()
        if now - self._flashed_at >= FLASH_APART_SECONDS:
            self._flashed_at = now
            self.flashes = True
            self._wear()
            self.set_timer(FLASH_SECONDS, self._flashed)

    def _flashed(self) -> None:
        self.flashes = False
        self._wear()

    # Keys.

    def on_key(self, event: events.Key) -> None:
        """A key that means nothing else pauses, and never resumes; or it ends what lasts until a key."""
        if event.key not in self.active_bindings:
            event.stop()
            self._runner.other_key(afresh=is_afresh(event))
            self._refresh()

    def action_done(self) -> None:
        """Say, with the mouse, that what lasts until a key is done."""
        self._runner.other_key(afresh=True)
        self._refresh()

    def action_pause(self) -> None:
        """Pause, or go on."""
        self._runner.toggle()
        self._refresh()

    def action_act(self, name: str) -> None:
        """Pass a key on to the runner."""
        KEY_ACTIONS[name](self._runner)
        self._refresh()

    def action_time(self) -> None:
        """Say how long is left, and show it for a while."""
        self._runner.tick()
        if not self._runner.state.over:
            self._told = (self._runner.say_time_left(), self.app.context.clock.monotonic() + TOLD_SECONDS)
        self._refresh()

    def action_mute(self) -> None:
        """All sound off, or on again."""
        self.app.audio.mute()
        self._draw()

    def action_voice(self) -> None:
        """The voice off, or on again."""
        self.app.audio.hush()
        self._draw()

    def action_help(self) -> None:
        """The keys; the session waits."""
        if self._dialogue.open():
            self.app.push_screen(HelpScreen("coach"), lambda _: self._put(self._dialogue.close()))

    def action_leave(self) -> None:
        """End early, after a question; the session waits."""
        self._put(self._dialogue.leave())

    def action_ease(self) -> None:
        """Something aches: this repetition is over, and what then is asked."""
        self._put(self._dialogue.ease())

    def action_pain(self) -> None:
        """How strong it is; the session waits."""
        self._put(self._dialogue.pain())

    def action_reach(self) -> None:
        """How far down it reaches; the session waits."""
        self._put(self._dialogue.reach())

    def _put(self, step: Step) -> None:
        """Put what is asked next over the session."""
        match step:
            case AskLeave(question, end):
                self.app.push_screen(ChoiceScreen.of(question), lambda answer: self._put(end(answer)))
            case AskEase(question, ease):
                self.app.push_screen(ChoiceScreen.of(question), lambda answer: self._put(ease(answer)))
            case AskScore(then):
                self.app.push_screen(PainScreen(), lambda said: self._put(then(*(said or (None, False)))))
            case AskReach(question, reached):
                self.app.push_screen(ChoiceScreen.of(question), lambda answer: self._put(reached(answer)))
            case Tell(text):
                self._told = (text, self.app.context.clock.monotonic() + TOLD_SECONDS)
                self._refresh()
            case Stop(score):
                self.app.action_sharp_pain(score)

    def _dialogue_told(self, _events: Iterable[Event]) -> None:
        """The run is another than before: draw all of it anew."""
        self._parts.forget()
        self._refresh()

    # Drawing.

    def _draw(self) -> float | None:
        """Touch the widgets whose text is another than before; gives the seconds until the figure moves on."""
        if not self.is_mounted:
            return None
        view = self._runner.view()
        self._seen = (view, self.app.context.clock.monotonic())
        for line in self._runner.take_heard():
            self._said = line.text
        told = self._told[0] if self._seen[1] < self._told[1] else ""
        now = self.app.context.clock.now()
        shown = show(self._runner, view, self.size, audio=self.app.audio, now=now, told=told, said=self._said)
        is_paused_now, self._colour_key = shown.colour_key == "paused" != self._colour_key, shown.colour_key
        if is_paused_now:
            self._parts.show_first(shown, self._colours(), self.app.named)
            let_out(driver_of(self.app))
        self._wear()
        self._parts.show(shown, self.size.width, self.app.named)
        return self._draw_figure()

    def _wear(self) -> None:
        """Take the colours of what goes on."""
        self._parts.use_colours(self._colours(), self)

    def _colours(self) -> PhaseColours:
        return PHASE_COLOURS[self.app.look]["flash" if self.flashes else self._colour_key].whole()

    def _draw_figure(self) -> float | None:
        """Show the figure as it is now; gives the seconds until it moves on, if it does and can be seen."""
        view, seen_at = self._seen
        later = self.app.context.clock.monotonic() - seen_at if view.state is State.RUNNING else 0.0
        posed = self._pose_in_time.posed(view, later, motion=self.app.context.settings.motion)
        if posed is None:
            return None
        self._parts.figure.show(posed.pose, posed.moment, posed.side)
        return posed.until_next if self._parts.figure.shows else None
