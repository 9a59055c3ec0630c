"""After a session: what was really done, how it feels, and one suggestion."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from backstretch.base.text import plain
from backstretch.coach.cards import shown_card
from backstretch.coach.cues import Cue
from backstretch.coach.events import State
from backstretch.coach.questions import EFFORT_ENDS, ReachAnswer, reach_line, reach_question, reach_said, reached_line
from backstretch.coach.red_flags import aftercare, say
from backstretch.coach.wording import how_far_down
from backstretch.journal.records import NOTE_LENGTH
from backstretch.run.runner import Runner
from backstretch.run.summary import KINDS, done_lines, told_stop, way_up
from backstretch.tui.host import Host
from backstretch.tui.new_screen import StyledOnce
from backstretch.tui.questions.answers import SeenFirst
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.checklist import CheckItem, Checklist
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.pain_scale import PainScale


class SummaryScreen(StyledOnce, SeenFirst, Screen[None]):
    """Every answer is optional; what is said of pain can turn the run into one stopped for pain."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Done", id="summary.done"),
        Binding("r,R", "reach", "Where it reaches", show=False, id="summary.reach"),
        Binding("escape,q,Q", "done", "Done", show=False, id="summary.escape"),
    ]

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner

    def compose(self) -> ComposeResult:
        """What was done, then the questions."""
        finished = self._runner.state is State.FINISHED
        yield BigWord("Done" if finished else "Ended early", id="heading")
        with VerticalScroll(id="page", can_focus=False):
            for line in done_lines(self._runner):
                yield Static(line, classes="done", markup=False)
            for line in way_up(self._runner):
                yield Static(line, classes="up", markup=False)
            now = self.app.context.clock.now()
            yield Static(aftercare(now.toordinal(), walked=self._runner.plan.is_walk), id="aftercare", markup=False)
            yield Static(say("summary", "pain"), classes="question", markup=False)
            yield PainScale(id="pain")
            yield Static(reach_line(None), id="reach", markup=False)
            # A number before each would look like one of the scale above.
            yield Checklist([CheckItem(kind, text) for kind, text in KINDS.items()], numbered=False, id="kinds")
            yield Static(say("summary", "effort"), classes="question", markup=False)
            yield PainScale(id="effort", ends=EFFORT_ENDS)
            yield Static("A note, if you like", classes="question", markup=False)
            yield Input(id="note", max_length=NOTE_LENGTH)
            if card := shown_card(now.date(), wanted=self.app.context.settings.cards):
                yield Static(card, id="card", markup=False)  # last: the first question is in sight
        yield KeyLine(
            [
                ("Esc done", "screen.done"),
                ("x sharp pain", "app.sharp_pain"),
                ("Enter goes on", "screen.go_on"),
                ("Tab next", "app.focus_next"),
                ("r where it reaches", "screen.reach"),
            ]
        )

    def on_mount(self) -> None:
        """Pain first."""
        self.query_one("#pain").focus(scroll_visible=False)

    @on(PainScale.Submitted, "#pain")
    def _pain_given(self) -> None:
        if not self.turn_into_stop():
            self.query_one("#effort").focus()

    @on(PainScale.Submitted, "#effort")
    def _effort_given(self) -> None:
        self.query_one("#note").focus()

    @on(Input.Submitted)
    def _note_given(self) -> None:
        self.action_done()

    @on(PainScale.Changed)
    def _show_answer(self, event: PainScale.Changed) -> None:
        """In a low window a digit answers before the scale is scrolled to."""
        event.scale.scroll_visible(animate=False)

    @on(PainScale.Changed)
    @on(Input.Changed)
    def _write(self) -> None:
        """Each answer is written down when it is given."""
        note = plain(self.query_one("#note", Input).value)
        self._runner.log.after(
            pain_after=self.query_one("#pain", PainScale).value,
            effort=self.query_one("#effort", PainScale).value,
            note=note or None,
        )

    def action_reach(self) -> None:
        """Say how far down the pain reaches now."""
        self.app.audio.give(Cue(None, how_far_down()))
        self.app.push_screen(ChoiceScreen.of(reach_question()), self._reach_said)

    def _reach_said(self, answer: ReachAnswer | None) -> None:
        """Write it down; further up than at the start is said, and nothing more."""
        self.app.audio.give(Cue(None))
        reach, start = reach_said(answer), self._runner.start.reach
        self._runner.log.after(reach_after=reach)
        line = reached_line(reach, start) if reach is not None else reach_line(None)
        self.query_one("#reach", Static).update(line)

    def action_go_on(self) -> None:
        """What Enter does where the keyboard is."""
        if isinstance(self.focused, PainScale):
            self.focused.action_submit()
        else:
            self.action_done()

    def action_done(self) -> None:
        """Back to the library, or to the advice when what was said asks for it."""
        if not self.turn_into_stop():
            self.app.home()

    def turn_into_stop(self) -> bool:
        """Whether what was said makes this run one that was stopped for pain; then it is, and the advice is shown."""
        told = self.told_stop()
        if told is not None:
            self.app.stop_afterwards(*told)
        return told is not None

    def told_stop(self) -> tuple[int | None, str | None] | None:
        """The score and the kind of a pain that makes this run one that was stopped for it; None if there is none."""
        score = self.query_one("#pain", PainScale).value
        kinds = self.query_one("#kinds", Checklist).ticked
        return told_stop(self._runner, score, kinds)
