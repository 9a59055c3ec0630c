"""A question with a few answers, each one key; also how a plain message is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self, TypeVar

from rich.table import Table
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backstretch.coach.questions import Asked, Choice, answers_of
from backstretch.tui.questions.dialog_screen import DialogScreen
from backstretch.tui.widgets.pick_list import PickList

T = TypeVar("T")

_KEY_WIDTH = len("Enter")
_LETTERS_OF_LISTS = frozenset("jkg")
_SHOWN_KEYS = {"enter": "Enter", "escape": "Esc"}


class ChoiceScreen(DialogScreen[T | None]):
    """Asks one question. Esc and q go back, with None, unless one of the answers is theirs."""

    def __init__(self, title: str, text: Sequence[str], choices: Sequence[Choice[T]], first: int | None = 0) -> None:
        """Begin with the answer number ``first``, from 0, marked; with None Enter and Space alone answer nothing."""
        super().__init__()
        self._heading = title
        self._text = text
        self._choices = choices
        self._first = first

    @classmethod
    def of(cls, asked: Asked[T]) -> Self:
        """The screen that asks this."""
        return cls(asked.title, asked.text, asked.choices, asked.first)

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static(self._heading, id="heading", markup=False)
            for paragraph in self._text:
                yield Static(paragraph, classes="paragraph", markup=False)
            answers = PickList(*map(self._option, self._choices), id="answers")
            answers.highlighted = self._first
            yield answers

    def on_mount(self) -> None:
        """The answers have the keyboard."""
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Take the answer whose key this is."""
        pressed = event.key.lower()
        answers = answers_of(self._choices)
        if pressed in answers and pressed != "enter":
            event.stop()
            self.dismiss(answers[pressed])
        elif pressed in _LETTERS_OF_LISTS and self.query_one(PickList).highlighted is None:
            event.stop()  # where Enter alone answers nothing, no letter makes it an answer
        elif pressed in {"escape", "q"}:
            event.stop()
            self.dismiss(answers.get("escape"))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index].value)

    @staticmethod
    def _option(choice: Choice[T]) -> Option:
        """Its key and its words, which stay beside the key where they take more than a row."""
        key = _SHOWN_KEYS.get(choice.key, choice.key)
        line = Table.grid(padding=(0, 2, 0, 0))
        line.add_column(width=_KEY_WIDTH, justify="right", style="bold")
        line.add_column()
        line.add_row(Text(key), Text(choice.label))
        return Option(line)
