"""The signs that need help, as a list to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backstretch.coach.red_flags import say, signs
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.checklist import CheckItem, Checklist
from backstretch.tui.widgets.key_line import KeyLine


class SignsScreen(AnswersOnce, Screen[frozenset[str] | None]):
    """The signs that need help, to tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Done", id="signs.done"),
        Binding("escape,q,Q", "back", "Back", show=False, id="signs.escape"),
    ]

    def __init__(self, lines: Sequence[str] = ()) -> None:
        """``lines`` stand above the list: whom to call."""
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The list, those that need help now first."""
        with VerticalScroll(id="page", can_focus=False):
            for line in self._lines:
                yield Static(line, classes="whom", markup=False)
            yield Checklist(sign_items())
        yield KeyLine([("Enter goes on", "screen.done"), ("Space or a digit ticks", "")])

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self.query_one(Checklist).focus(scroll_visible=False)

    def action_done(self) -> None:
        """Give what was ticked."""
        self.dismiss(self.query_one(Checklist).ticked)

    def action_back(self) -> None:
        """Back without an answer, but not past a sign that was ticked."""
        ticked = self.query_one(Checklist).ticked
        self.dismiss(ticked or None)


def sign_items(*, short: bool = False) -> list[CheckItem]:
    """Every sign as a line of a checklist, under the heading of its tier; in short only those that need help soon."""
    return [
        CheckItem(sign.id, sign.short if short else sign.text, say("stop", f"{sign.tier}_title"))
        for sign in signs()
        if not short or sign.tier != "tell"
    ]
