"""Before a session that begins on the floor or on a chair: how to get there. The clock starts on a key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backstretch.coach.cues import Cue
from backstretch.coach.floor import HEADING_DOWN, ready_line
from backstretch.coach.red_flags import say
from backstretch.run.plan import Plan
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.key_line import KeyLine


class GettingDownScreen(AnswersOnce, Screen[bool]):
    """Gives True when the clock is to start, False if the person went back."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "start", "Start the clock", id="getting_down.start"),
        Binding("escape,q,Q", "back", "Back", id="getting_down.back"),
    ]

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        """What the person gets down for."""

    def compose(self) -> ComposeResult:
        """What must lie ready, and each movement, a line each."""
        yield BigWord(HEADING_DOWN, id="heading")
        with VerticalScroll(id="page", can_focus=False):
            yield Static(ready_line(self.plan.props), id="ready", markup=False)
            for line in self.plan.getting_down:
                yield Static(line, classes="move", markup=False)
        yield KeyLine(
            [
                ("Space starts the clock", "screen.start"),
                (say("check_in", "key"), "app.sharp_pain"),
                ("Esc back", "screen.back"),
            ]
        )

    def on_mount(self) -> None:
        """Say it too: eyes may be elsewhere."""
        self.query_one("#ready").display = bool(self.plan.props)
        self.app.audio.give(Cue(None, self.plan.getting_down))

    def action_start(self) -> None:
        """The person is in position."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Leave without starting, in silence."""
        self.app.audio.give(Cue(None))
        self.dismiss(False)
