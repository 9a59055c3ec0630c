"""Before each session: pain now, the signs that forbid one, and what is left out today.

It is the first that a person sees who names a session: what its keys lead to is loaded behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backstretch.base.errors import BackstretchError, JournalError
from backstretch.coach.cues import Cue
from backstretch.coach.floor import ready_line
from backstretch.coach.questions import ReachAnswer, reach_line, reach_question, reach_said
from backstretch.coach.reach import Reach
from backstretch.coach.red_flags import blocks, say
from backstretch.coach.screening import Answers
from backstretch.coach.wording import check_in, how_far_down, new_signs
from backstretch.run.plan import Plan, ends, left_out_lines, level_of, total
from backstretch.run.screening_flow import ScreeningFlow
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.pain_scale import PainScale


class CheckInScreen(AnswersOnce, Screen[Answers | None]):
    """Gives the answers with ``checked_in``, or None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="check_in.start"),
        Binding("y,Y", "signs", "The list of signs", id="check_in.signs"),
        Binding("r,R", "reach", "Where the pain reaches", id="check_in.reach"),
        Binding("f,F", "bad_day", "A bad day", id="check_in.bad_day"),
        Binding("l,L", "level", "The level suggested", id="check_in.level"),
        Binding("escape,q,Q", "back", "Back", id="check_in.back"),
    ]

    def __init__(self, screening: ScreeningFlow, host: Host) -> None:
        """Ask about the session of ``screening``; ``host`` is told what is found out once the screen is gone."""
        super().__init__()
        self._screening = screening
        self._reach: Reach | None = None
        self._plan = screening.proposal.plan()
        self._host = host

    def compose(self) -> ComposeResult:
        """The two questions, then what to know before lying down."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="title", markup=False)
            yield Static("", id="level", markup=False)
            yield Static(say("check_in", "pain"), classes="question", markup=False)
            yield PainScale()
            yield Static(say("check_in", "unanswered"), classes="quiet", markup=False)
            yield Static(say("check_in", "signs"), classes="question", id="signs-question", markup=False)
            with Horizontal(id="signs-keys"):
                for key in say("check_in", "signs_keys").split("    "):
                    yield Static(key, markup=False)
            with Horizontal(id="more-keys"):
                yield Static(say("check_in", "reach_key"), id="reach", markup=False)
                yield Static("", id="bad-day", markup=False)
            yield Static("", id="told", classes="told", markup=False)
            yield Static("", id="ready", markup=False)
            within_reach = say("check_in", "walk_reach") if self._plan.is_walk else say("check_in", "reach")
            yield Static(within_reach, id="within-reach", markup=False)
            yield Static("", classes="left-out", id="left-out", markup=False)
            for id_ in ("awake", "unheard"):
                yield Static("", id=id_, classes="quiet told", markup=False)
            for line in filter(None, (*self._host.context.notices, self._host.context.offer_short_words())):
                yield Static(line, classes="quiet", markup=False)
        stop = say("check_in", "key")
        yield KeyLine(
            [
                ("Enter starts", "screen.start"),
                (stop, "app.sharp_pain"),
                ("Esc back", "screen.back"),
                ("y signs", "screen.signs"),
                ("f bad day", "screen.bad_day"),
            ]
        )

    def on_mount(self) -> None:
        """The scale has the keyboard."""
        self._say_level()
        self.query_one(PainScale).focus(scroll_visible=False)
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        """The questions stand: find out what can be heard, and whether the machine stays awake."""
        if not self.is_attached:
            return
        self._host.awake.prepare(self._tell_sleep)
        self._host.prepare_sound(self._plan.texts, self._tell_unheard)
        self._host.audio.give(Cue(None, check_in(self._plan.props)))  # what cannot be heard of it is told

    def action_level(self) -> None:
        """Take the level that is suggested, or give it back."""
        try:
            plan = self._screening.proposal.change_level()
        except JournalError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if plan is not None:
            self._take(plan)

    def action_bad_day(self) -> None:
        """Do less today, or as usual again; the signs come first."""
        if self._screening.answers.signs_asked:
            self._change_bad_day()
        else:
            self._ask_signs(self._signs_for_bad_day)

    def _signs_for_bad_day(self, ticked: frozenset[str] | None) -> None:
        self._signs_answered(ticked)
        if ticked is not None and not blocks(ticked):
            self._change_bad_day()

    def _change_bad_day(self) -> None:
        try:
            self._take(self._screening.proposal.change_bad_day())
        except BackstretchError as error:
            self.notify(str(error), severity="error", markup=False)

    def _take(self, plan: Plan) -> None:
        """Show another plan, and have its words ready."""
        self._plan = plan
        self._say_level()
        self._host.prepare_sound(plan.texts, self._tell_unheard)

    def _say_level(self) -> None:
        """How long it will be, at which level, and what is suggested."""
        self.query_one("#title", Static).update(self._title())
        lines, level = self._screening.proposal.level_lines(), self.query_one("#level", Static)
        level.update("\n".join(lines))
        level.display = bool(lines)
        self.query_one("#bad-day", Static).update(self._screening.proposal.bad_day_line())
        self.query_one("#more-keys").set_class(not self._screening.proposal.is_bad_day, "-offered")
        left_out = self.query_one("#left-out", Static)
        left_out.update("\n".join(left_out_lines(self._plan.left_out)))
        left_out.display = bool(self._plan.left_out)
        ready = self.query_one("#ready", Static)
        ready.update(ready_line(self._plan.props))
        ready.display = bool(self._plan.props)

    def _title(self) -> str:
        plan, now = self._plan, self._host.context.clock.now()
        facts = [plan.session.title, total(plan.timeline), ends(plan.timeline, now), level_of(plan)]
        return "  ".join(filter(None, facts))

    def _tell_unheard(self, line: str) -> None:
        """Here; in the session, over it."""
        if self.is_attached:
            self._tell("#unheard", line)
        else:
            self._host.warn(line)

    def _tell_sleep(self, line: str) -> None:
        if self.is_attached:
            self._tell("#awake", line)

    def _tell(self, where: str, line: str) -> None:
        """Show a line that takes no row where there is nothing to tell."""
        told = self.query_one(where, Static)
        told.update(line)
        told.display = bool(line)

    @on(PainScale.Submitted)
    def _submitted(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Start: no sign is new."""
        pain = self.query_one(PainScale).value
        self.dismiss(self._screening.answers._replace(checked_in=True, pain=pain, reach=self._reach))

    def action_signs(self) -> None:
        """Open the list; a ticked sign ends the check-in."""
        self._ask_signs(self._signs_answered)

    def _ask_signs(self, then: Callable[[frozenset[str] | None], None]) -> None:
        from backstretch.tui.questions.signs import SignsScreen

        self.app.push_screen(SignsScreen(self._screening.signs_lines()), then)

    def _signs_answered(self, ticked: frozenset[str] | None) -> None:
        if ticked is None:
            return
        self._host.warn(self._screening.ticked(ticked))
        if blocks(ticked):
            self.dismiss(self._screening.answers)
        self._tell("#told", "\n".join(self._screening.tell_lines()))

    def action_reach(self) -> None:
        """Say how far down the pain reaches."""
        from backstretch.tui.questions.choice import ChoiceScreen

        self._host.audio.give(Cue(None, how_far_down()))
        self.app.push_screen(ChoiceScreen.of(reach_question()), self._reach_answered)

    def _reach_answered(self, answer: ReachAnswer | None) -> None:
        self._host.audio.give(Cue(None, new_signs()))
        self._reach = reach_said(answer)
        self.query_one("#reach", Static).update(reach_line(self._reach))

    def action_back(self) -> None:
        """Leave without an answer, in silence."""
        self._host.audio.give(Cue(None))
        self.dismiss(None)
