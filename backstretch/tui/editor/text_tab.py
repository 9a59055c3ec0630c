"""The same session as the text of its file, with what is wrong with it, a line each."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from backstretch.errors import Problem
from backstretch.text import plain
from backstretch.tui.editor.changes import Changes
from backstretch.tui.editor.inputs import TypedLines


class ProblemList(OptionList):
    """What is wrong; Enter goes to the line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "screen.back", "Back", show=False)]


class TextTab(Vertical):
    """The text above what is wrong with it."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(id="text")
        self._changes = changes
        self._problems: tuple[Problem, ...] | None = None
        self.area = TypedLines(changes.work.document.text, self._typed, numbered=True)
        self._list = ProblemList(id="problems", markup=False)

    def compose(self) -> ComposeResult:
        """The text, then what is wrong."""
        yield self.area
        yield self._list

    def show(self) -> None:
        """The text as it is now, wherever it was changed."""
        work = self._changes.work
        self.area.show(work.document.text)
        if work.reading.problems != self._problems:
            self._problems = work.reading.problems
            self._list.set_options(map(_option, self._problems))
            self._list.display = bool(self._problems)
            self._list.highlighted = 0 if self._problems else None

    def go_to_first(self) -> None:
        """Put the cursor on the first error, or else the first warning."""
        problems = self._changes.work.reading.problems
        errors = [problem for problem in problems if problem.severity == "error"]
        for problem in (errors or problems)[:1]:
            self._go_to(problem)

    def _go_to(self, problem: Problem) -> None:
        row = max(0, min(problem.line - 1, self.area.document.line_count - 1))
        column = min(problem.column - 1, len(self.area.document.get_line(row)))
        self.area.move_cursor((row, max(0, column)), center=True)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._problems and event.option_index < len(self._problems):
            self._go_to(self._problems[event.option_index])
            self.area.focus()

    def _typed(self, text: str) -> None:
        self._changes.rewrite(text, self.area.cursor_location[0])


def _option(problem: Problem) -> Option:
    where = f"line {problem.line}: {problem.severity}:"
    return Option(Content.assemble((where, "bold"), f" {plain(problem.message)}"))
