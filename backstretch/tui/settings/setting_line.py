"""A row of the settings screen."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from backstretch.tui.settings.model import SettingRow
from backstretch.tui.widgets.controls import Control, Opener, Stepper, Toggle
from backstretch.tui.widgets.key_line import Key

_DEFAULT: Key = ("r default", "screen.default")
_BEFORE = {"text": 21, "keys": 42}
"""Cells before what it does, by the kind of the row: below the control of a text, beside all others."""
_BEFORE_MOST = 41
"""The control and its distance, as in `settings.tcss`."""

_LEAST_WIDE = 80
"""Cells of the screen from which what a row does stands in it, and not below all of them."""


class SettingLine(Widget):
    """One row: its name, what it is changed with, what it does, and what is wrong with what was wanted.

    All but the control is drawn here. With a widget for each, the screen would take four times as long to open.
    """

    here: reactive[bool] = reactive(False)
    """Whether it has the keyboard."""
    problem: reactive[str] = reactive("", layout=True)
    """What is wrong with what was wanted; nothing, if it was taken."""

    def __init__(self, row: SettingRow, value: Any) -> None:
        super().__init__(id=row.name.replace(".", "-"), classes=f"-{row.kind}")
        self.row = row
        self.control = _control(row, value)

    def compose(self) -> ComposeResult:
        """What it is changed with."""
        yield self.control

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All that is drawn, in ``width`` cells."""
        return len(self._drawn(width)) if width else 0

    def render(self) -> Content:
        """From left to right; what it does stands beside or below, and what is wrong last."""
        return Content("\n").join(self._drawn(self.size.width))

    def on_resize(self) -> None:
        """What is wrong is seen too."""
        if self.here:
            self.scroll_visible(animate=False)

    def _drawn(self, width: int) -> list[Content]:
        name = f"{'>' if self.here else ' '} {self.row.label}"
        lines = [Content.styled(name, "bold $foreground" if self.here else "$foreground")]
        if self.app.size.width >= _LEAST_WIDE:  # not by the screen's class, which it has only after this is drawn
            before = _BEFORE.get(self.row.kind, _BEFORE_MOST)
            about = Content(self.row.line).wrap(max(1, width - before))
            if self.row.kind != "text":
                lines[0] = lines[0].pad_right(before - lines[0].cell_length) + about.pop(0)
            lines += [line.pad_left(before) for line in about]
        if self.problem:
            wrong = Content.styled(self.problem, "bold $text-error").wrap(max(1, width - 2))
            lines += [line.pad_left(2) for line in wrong]
        return lines

    @property
    def keys(self) -> tuple[Key, ...]:
        """What the keys do here."""
        match self.row.kind:
            case "switch":
                return ("Space on/off", "focused.change"), _DEFAULT
            case "steps":
                return (f"←→ {'0-9 ' if self.row.digits else ''}change", ""), _DEFAULT
            case "text" | "keys":
                return ("x is a letter here", ""), ("Ctrl+U clears", "focused.delete_left_all")
            case "opens":
                return (("Enter opens", "focused.open"),)


def _control(row: SettingRow, value: Any) -> Control | Input:
    if row.kind in {"text", "keys"}:
        return Input(value, select_on_focus=False, compact=True)
    control: Control
    match row.kind:
        case "switch":
            control = Toggle()
        case "opens":
            control = Opener()
        case "steps":
            control = Stepper(row.steps, row.shown, digits=row.digits)
    control.set_reactive(Control.value, value)
    return control
