"""What stands over a running session: none of these has a text field, and ``x`` works in all of them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from backstretch.coach.red_flags import say
from backstretch.tui.questions.dialog_screen import DialogScreen
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.pain_scale import PainScale


class PainScreen(DialogScreen[tuple[int | None, bool]]):
    """How strong the pain is now, 0–10, None if it was not said; and whether it moved, which is asked next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,R", "reach", "Where it reaches", id="pain.reach"),
        Binding("escape,q,Q", "back", "Back", id="pain.back"),
    ]

    def compose(self) -> ComposeResult:
        """The scale, and the way out for pain that no number is needed for."""
        with Vertical(id="box", classes="wide"):
            yield Static(say("pain", "question"), id="heading", markup=False)
            yield PainScale()
            yield Static(f"{say('pain', 'sharp')} {say('pain', 'sharp_keys')}.", classes="paragraph", markup=False)
            yield KeyLine(
                [
                    ("Enter goes on", "screen.go_on"),
                    ("Esc back", "screen.back"),
                    ("x sharp pain", "app.sharp_pain"),
                    ("r where it reaches", "screen.reach"),
                ]
            )

    def on_mount(self) -> None:
        """The scale has the keyboard."""
        self.query_one(PainScale).focus()

    @on(PainScale.Submitted)
    def _submitted(self, event: PainScale.Submitted) -> None:
        self.dismiss((event.value, False))

    def action_reach(self) -> None:
        """With the number that is chosen, to where it reaches."""
        self.dismiss((self.query_one(PainScale).value, True))

    def action_go_on(self) -> None:
        """With the number that is chosen, or without one."""
        self.query_one(PainScale).action_submit()

    def action_back(self) -> None:
        """Leave without a number."""
        self.dismiss((None, False))
