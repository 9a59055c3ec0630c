"""What is known about backs, all cards one under the other."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from backstretch.coach.cards import cards
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.pick_list import ScrollPage


class CardsScreen(AnswersOnce, Screen[None]):
    """The arrows show more; any of Esc, Enter and q goes back."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,Q,i", "back", "Back", id="cards.back")]

    def compose(self) -> ComposeResult:
        """A title, the text and whoever says so."""
        with ScrollPage(id="page"):
            for card in cards():
                yield Static(card.title, classes="title", markup=False)
                yield Static(card.text, markup=False)
                yield Static("\n".join(card.sources), classes="source", markup=False)
        yield KeyLine([("Esc back", "screen.back")])

    def on_mount(self) -> None:
        """The page has the keyboard."""
        self.query_one("#page").focus()

    def action_back(self) -> None:
        """Back to the library."""
        self.dismiss(None)
