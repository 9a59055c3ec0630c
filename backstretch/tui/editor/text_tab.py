"""A file as text, with the problems marked in it and listed below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, get_args

from rich.segment import Segment
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option
from textual.widgets.text_area import Edit, EditResult

from backstretch.base.errors import Problem, Severity
from backstretch.base.text import plain
from backstretch.editing.tomledit.tokens import Delimiter, Kind, begins_within, tokens
from backstretch.tui.editor.file_work import FileWork
from backstretch.tui.editor.inputs import Typed, TypedLines
from backstretch.tui.editor.step_rows import ERROR, WARNING
from backstretch.tui.widgets.pick_list import PickList

_MOST_LISTED = 100
"""Problems; the others are marked in the text as well."""
_SIGNS: dict[Severity, str] = {"error": ERROR, "warning": WARNING}


class FileText(TypedLines):
    """The text with its lines numbered and coloured; where something is wrong, a sign stands beside the number."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("file-text--error", "file-text--warning"),
        *(f"file-text--{kind}" for kind in get_args(Kind)),
    }
    DEFAULT_CSS = """
    FileText {
        & > .file-text--comment { text-style: italic; }
        & > .file-text--table { color: $text-accent; text-style: bold; }
        & > .file-text--key { color: $text-accent; }
        & > .file-text--text { color: $success; }
        & > .file-text--value { color: $accent; }
    }
    """

    def __init__(self, text: str, typed: Typed) -> None:
        self._within: list[Delimiter] | None = None
        """For each line in which long string it begins; None while the text is another than when that was found out."""
        super().__init__(text, typed, numbered=True)
        self._marks: dict[int, Problem] = {}

    def show(self, text: str) -> None:
        """Show a text that was changed elsewhere."""
        self._within = None
        super().show(text)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text."""
        self._within = None
        return super().edit(edit)

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark the lines of these problems, each by the worst of its own."""
        worst_last = sorted(problems, key=lambda problem: problem.severity == "error")
        self._marks = {problem.line - 1: problem for problem in worst_last}
        self.notify_style_update()  # what was drawn is drawn anew
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """The line in the colours of its tokens; from where something is wrong on in that colour, but for a comment."""
        line = super().get_line(line_index)
        if self._within is None or line_index >= len(self._within):
            self._within = begins_within(self.document.lines)
        for token in tokens(line.plain, self._within[line_index])[0]:
            style = self.get_component_rich_style(f"file-text--{token.kind}", partial=True)
            line.stylize(style, token.start, token.end)
        problem = self._marks.get(line_index)
        if problem is not None:
            style = self.get_component_rich_style(f"file-text--{problem.severity}", partial=True)
            line.stylize(style, problem.column - 1, len(line.plain.partition(" #")[0].rstrip()))
        return line

    def render_line(self, y: int) -> Strip:
        """The row, with the sign in the margin that the number leaves."""
        strip = super().render_line(y)
        at = y + self.scroll_offset.y
        if at >= self.wrapped_document.height:
            return strip
        row, column = self.wrapped_document.offset_to_location(Offset(0, at))
        problem = self._marks.get(row)
        if problem is None or column:
            return strip
        style = self.get_component_rich_style(f"file-text--{problem.severity}")
        sign = Strip([Segment(_SIGNS[problem.severity], style)])
        margin = self.gutter_width - 2
        return Strip.join([strip.crop(0, margin), sign, strip.crop(margin + 1)])


class ProblemList(PickList):
    """The list of problems; Enter or Space goes to the line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "screen.back", "Back", show=False)]

    def on_focus(self) -> None:
        """Begin with the first where none is marked."""
        if self.highlighted is None:
            self.action_first()


class TextTab(Vertical):
    """The text above the list of its problems."""

    def __init__(self, work: FileWork, rewrite: Callable[[str, int], None]) -> None:
        """``rewrite`` is given the whole text after each change, and the line of the cursor, from 0."""
        super().__init__(id="text")
        self._work = work
        self._rewrite = rewrite
        self._problems: tuple[Problem, ...] = ()
        self.area = FileText(work.document.text, self._typed)
        self._list = ProblemList(id="problems", markup=False)
        self._has_line_to_show = False
        """Whether a line was gone to when there was no room yet to show it in."""

    def compose(self) -> ComposeResult:
        """The text, then its problems."""
        yield self.area
        yield self._list

    def on_mount(self) -> None:
        """Hide the list until a problem is found."""
        self._list.display = False

    def show(self) -> None:
        """The text as it is now, wherever it was changed."""
        self.area.show(self._work.document.text)
        if self._work.found != self._problems:
            self._problems = self._work.found
            self.area.mark(self._problems)
            left = len(self._problems) - _MOST_LISTED
            more = [Option(f"… and {left} more")] if left > 0 else []
            self._list.set_options([*map(_option, self._problems[:_MOST_LISTED]), *more])
            self._list.display = bool(self._problems)
            self._follow()

    def go_to_first(self) -> None:
        """Put the cursor on the first error, or else the first warning."""
        problems = self._work.found
        errors = [problem for problem in problems if problem.severity == "error"]
        for problem in (errors or problems)[:1]:
            self.go_to(problem.line, problem.column)

    @property
    def line(self) -> int:
        """The cursor's line, from 1."""
        return self.area.cursor_location[0] + 1

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there, both from 1."""
        row = max(0, min(line - 1, self.area.document.line_count - 1))
        column = min(column - 1, len(self.area.document.get_line(row)))
        self.area.move_cursor((row, max(0, column)))
        self.call_after_refresh(self._show_line)

    def _show_line(self) -> None:
        """Put the cursor's line in the middle, as soon as there is one."""
        self._has_line_to_show = not self.area.size
        self.area.scroll_cursor_visible(center=True)

    def on_resize(self) -> None:
        """Show the cursor's line once there is room for it."""
        if self._has_line_to_show:
            self._show_line()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._problems):
            problem = self._problems[event.option_index]
            self.go_to(problem.line, problem.column)
            self.area.focus()

    @on(TextArea.SelectionChanged)
    def _follow(self) -> None:
        """Mark the problem of the cursor's line."""
        if not self._list.has_focus:
            here = (at for at, problem in enumerate(self._problems[:_MOST_LISTED]) if problem.line == self.line)
            self._list.highlighted = next(here, None)

    def _typed(self, text: str) -> None:
        self._rewrite(text, self.area.cursor_location[0])


def _option(problem: Problem) -> Option:
    where = f"line {problem.line}:{problem.column}: {problem.severity}:"
    return Option(Content.assemble((where, "bold"), f" {plain(problem.message)}"))
