"""What stands over a running session: none of these has a text field, and ``x`` works in all of them."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from backstretch.coach.safety import say
from backstretch.session.catalogue import Exercise
from backstretch.tui.screens.answering import AnswersOnce
from backstretch.tui.screens.choice import Choice, ChoiceScreen
from backstretch.tui.widgets.pain_scale import PainScale

EaseAnswer = Literal["on", "easier", "skip", "pain", "end"]


def leave_question() -> ChoiceScreen[bool]:
    """Whether to end the session early."""
    choices = [Choice("n", "Go on", False), Choice("q", "End it here", True)]
    return ChoiceScreen("End the session early?", ["What you did so far is in the log."], choices)


def ease_off_question(exercise: Exercise | None, *, again: bool) -> ChoiceScreen[EaseAnswer]:
    """What to do after easing off; the second time ending is marked."""
    choices: list[Choice[EaseAnswer]] = [Choice("g", "Go on with the next one", "on")]
    if exercise is not None:
        choices.append(Choice("v", f"Go on the easier way: {exercise.easier}", "easier"))
    choices += [
        Choice("s", "Skip this exercise", "skip"),
        Choice("p", "Say how strong it is, 0 to 10", "pain"),
        Choice("q", "End the session", "end"),
    ]
    text = [say("ease", "again" if again else "text"), f"{say('pain', 'sharp')} {say('pain', 'sharp_keys')}."]
    return ChoiceScreen(say("ease", "title"), text, choices, first=len(choices) - 1 if again else 0)


class PainScreen(AnswersOnce, ModalScreen[int | None]):
    """How strong the pain is now, 0–10; None if it was not said."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="pain.back")]

    def compose(self) -> ComposeResult:
        """The scale, and the way out for pain that no number is needed for."""
        with Vertical(id="box", classes="wide"):
            yield Static(say("pain", "question"), id="heading", markup=False)
            yield PainScale()
            yield Static(f"{say('pain', 'sharp')} {say('pain', 'sharp_keys')}.", classes="paragraph", markup=False)
            yield Static("Enter goes on    Esc back", classes="paragraph", markup=False)

    def on_mount(self) -> None:
        """The scale has the keyboard."""
        self.query_one(PainScale).focus()

    @on(PainScale.Submitted)
    def _submitted(self, event: PainScale.Submitted) -> None:
        self.dismiss(event.value)

    def action_back(self) -> None:
        """Leave without a number."""
        self.dismiss(None)
