"""Where a person types: a line, several lines, and the whole text. Each tells at once what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from backstretch.tui.editor.changes import Direction
from backstretch.tui.editor.visible import visible

Typed = Callable[[str], None]
"""Called with the text as it is after each change, before anything else happens."""


class TypedLine(Input):
    """A line of text. In a number ``+`` and ``-`` make it larger and smaller."""

    def __init__(self, value: str, typed: Typed, *, nudged: Callable[[Direction], None] | None, otherwise: str) -> None:
        """``nudged`` is given 1 or -1, for a number; ``otherwise`` says what holds where nothing is typed."""
        self._typed = typed
        self._nudged = nudged
        # A number is typed anew, a text is gone on with. A control character could only be pasted.
        super().__init__(
            value,
            otherwise,
            compact=True,
            select_on_focus=nudged is not None,
            restrict=r"[^\x00-\x1f\x7f-\x9f]*",
        )

    def watch_value(self, value: str) -> None:
        """Tell before the next key is heard."""
        self._typed(value)

    def on_key(self, event: events.Key) -> None:
        """In a number, a step up or down."""
        if self._nudged is not None and event.character in ("+", "-"):
            event.stop()
            event.prevent_default()
            self._nudged(1 if event.character == "+" else -1)


class TypedLines(TextArea):
    """Several lines of text, without a history of their own: the editor's is the only one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "screen.back", "Back", show=False)]

    def __init__(self, text: str, typed: Typed, *, numbered: bool = False) -> None:
        self._typed = typed
        super().__init__(text, compact=True, show_line_numbers=numbered, highlight_cursor_line=numbered)

    def show(self, text: str) -> None:
        """Show a text that came about elsewhere, with the cursor where it was as far as it can be."""
        if text != self.text:
            row, column = self.cursor_location
            self.load_text(text)
            row = min(row, self.document.line_count - 1)
            self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def edit(self, edit: Edit) -> EditResult:
        """Tell before the next key is heard."""
        result = super().edit(edit)
        self._typed(self.text)
        return result

    def get_line(self, line_index: int) -> Text:
        """The line as it is shown: nothing in it can move the terminal's cursor."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    def action_undo(self) -> None:
        """What is taken back is the editor's to say."""
        raise SkipAction

    def action_redo(self) -> None:
        """What is made again is the editor's to say."""
        raise SkipAction


class FieldLines(TypedLines):
    """Several lines in a field: from the first and the last, the arrows go on to the next field."""

    def action_cursor_up(self, select: bool = False) -> None:
        """A line up."""
        if not select and self.cursor_at_first_line:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down."""
        if not select and self.cursor_at_last_line:
            raise SkipAction
        super().action_cursor_down(select)
