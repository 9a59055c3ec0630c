"""The inputs of a field: a number, a text, or several lines. Each reports at once what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from backstretch.base.text import visible
from backstretch.tui.editor.changes import Direction

Typed = Callable[[str], None]
"""Called with the text as it is after each change, before anything else happens."""

_CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
"""What can only be pasted, and has no place in one line."""


class TypedNumber(Input):
    """A number, or a length of time. ``+`` and ``-`` make it larger and smaller."""

    def __init__(self, value: str, typed: Typed, nudged: Callable[[Direction], None], *, otherwise: str) -> None:
        """``nudged`` is given 1 or -1; ``otherwise`` says what holds where nothing is typed."""
        self._typed = typed
        self._nudged = nudged
        # A number is typed over; a text is continued.
        super().__init__(value, otherwise, compact=True, select_on_focus=True, restrict=f"[^{_CONTROLS}]*")

    @property
    def text(self) -> str:
        """What stands there."""
        return self.value

    def show(self, text: str) -> None:
        """Show a number that was changed elsewhere."""
        self.value = text

    def watch_value(self, value: str) -> None:
        """Report the text before the next key is heard."""
        self._typed(value)

    def on_key(self, event: events.Key) -> None:
        """A step up or down."""
        if event.character in ("+", "-"):
            event.stop()
            event.prevent_default()
            self._nudged(1 if event.character == "+" else -1)


class TypedLines(TextArea):
    """Several lines of text, without a history of their own: the editor's is the only one."""

    TAKES_TEXT = True
    """For the program: here every key is a letter."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "screen.back", "Back", show=False)]

    def __init__(self, text: str, typed: Typed, *, numbered: bool = False, otherwise: str = "") -> None:
        """``otherwise`` says what holds where nothing is typed."""
        self._typed = typed
        super().__init__(
            text, compact=True, show_line_numbers=numbered, highlight_cursor_line=numbered, placeholder=otherwise
        )

    def show(self, text: str) -> None:
        """Show a text that was changed elsewhere, with the cursor where it was as far as it can be."""
        if text != self.text:
            row, column = self.cursor_location
            self.load_text(text)
            row = min(row, self.document.line_count - 1)
            self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def edit(self, edit: Edit) -> EditResult:
        """Report the text before the next key is heard."""
        result = super().edit(edit)
        self._typed(self.text)
        return result

    def get_line(self, line_index: int) -> Text:
        """The line as it is shown: nothing in it can move the terminal's cursor."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    def action_undo(self) -> None:
        """Leave undo to the editor's history."""
        raise SkipAction

    def action_redo(self) -> None:
        """Leave redo to the editor's history."""
        raise SkipAction


class FieldLines(TypedLines):
    """Several lines in a field: from the first and the last row, the arrows go on to the next field."""

    def action_cursor_up(self, select: bool = False) -> None:
        """A row up."""
        if not select and self._row == 0:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """A row down."""
        if not select and self._row == self.wrapped_document.height - 1:
            raise SkipAction
        super().action_cursor_down(select)

    @property
    def _row(self) -> int:
        """The row of the cursor, from 0; a long line has several."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y


class FieldText(FieldLines):
    """One line of text in a field, in as many rows as it takes; Enter goes on to the next field."""

    def __init__(self, text: str, typed: Typed, entered: Callable[[], None], *, otherwise: str) -> None:
        self._entered = entered
        super().__init__(text, typed, otherwise=otherwise)
        self.move_cursor(self.document.end)

    def show(self, text: str) -> None:
        """Show a text that was changed elsewhere; the cursor is at its end until the field has the keyboard."""
        super().show(text)
        if not self.has_focus:
            self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Enter goes on to the next field; there is no second line."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._entered()

    def edit(self, edit: Edit) -> EditResult:
        """Join pasted lines to one."""
        edit.text = re.sub(f"[{_CONTROLS}]+", " ", edit.text)
        return super().edit(edit)
