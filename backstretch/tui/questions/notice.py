"""Before the first session, and again after a year: the notice, and what applies to this person."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backstretch.coach.red_flags import say, words
from backstretch.run.person import PersonAnswers
from backstretch.session.cautions import cautions
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.checklist import CheckItem, Checklist
from backstretch.tui.widgets.key_line import KeyLine

ROTATIONS = "rotations"
"""The line of the list that is a wish, not a condition."""


class FirstRunScreen(AnswersOnce, Screen[PersonAnswers | None]):
    """Gives the answers, or None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "None of the rest applies: go on", id="first_run.accept"),
        Binding("escape,q,Q", "back", "Back", id="first_run.back"),
    ]

    def __init__(self, answers: PersonAnswers) -> None:
        """Begin with what was answered before."""
        super().__init__()
        self._before = answers

    def compose(self) -> ComposeResult:
        """The notice, the list, and what a tick means."""
        items = [CheckItem(caution.id, caution.question) for caution in cautions().values() if caution.asked]
        ticked = set(self._before.cautions) | ({ROTATIONS} if self._before.rotations else set())
        with VerticalScroll(id="page", can_focus=False):
            yield Static(say("notice", "title"), id="heading", markup=False)
            for paragraph in words()["notice"]["paragraphs"]:
                yield Static(paragraph, classes="paragraph", markup=False)
            yield Static(say("notice", "question"), id="question", markup=False)
            yield Checklist([*items, CheckItem(ROTATIONS, say("notice", "rotations"))], ticked=frozenset(ticked))
            yield Static(say("notice", "kept"), classes="quiet", markup=False)
        yield Static(say("notice", "ticked"), id="ticked", markup=False)
        yield KeyLine(
            [
                ("Enter = none of the rest applies", "screen.accept"),
                ("↓ Space tick", ""),
                ("Esc back", "screen.back"),
            ]
        )

    def on_mount(self) -> None:
        """The list has the keyboard; the notice is seen first."""
        self.query_one(Checklist).focus(scroll_visible=False)
        self._show_meaning()

    @on(Checklist.Changed)
    def _show_meaning(self) -> None:
        self.query_one("#ticked").display = bool(self._conditions())

    def _conditions(self) -> frozenset[str]:
        return self.query_one(Checklist).ticked - {ROTATIONS}

    def action_accept(self) -> None:
        """Take what is ticked."""
        rotations = ROTATIONS in self.query_one(Checklist).ticked
        self.dismiss(PersonAnswers(self._conditions(), rotations, None))

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
