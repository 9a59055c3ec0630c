"""The difference between two versions of a file, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from backstretch.base.text import visible
from backstretch.tui.questions.dialog_screen import DialogScreen
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.pick_list import ScrollPage

_STYLES = {"+": "bold", "-": "", " ": "dim", "@": "italic"}


class DifferenceScreen(DialogScreen[None]):
    """A list of lines to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,Q", "back", "Back", id="difference.back"),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """What the signs mean, then the lines."""
        lines = (Content.styled(line, _STYLES.get(line[:1], "")) for line in self._lines)
        with Vertical(id="box"):
            yield Static("+ only in mine   - only in theirs, on disk", id="heading", markup=False)
            with ScrollPage(id="lines"):
                yield Static(Content("\n").join(lines), markup=False)
            yield KeyLine([("↑↓ scroll", ""), ("Esc back", "screen.back")])

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lines").focus()

    def action_back(self) -> None:
        """Go back to the question."""
        self.dismiss(None)


def difference(mine: str, theirs: str) -> list[str]:
    """The difference as lines that begin with + (mine alone), - (theirs alone) or a space."""
    lines = difflib.unified_diff(theirs.splitlines(), mine.splitlines(), "theirs, on disk", "mine", lineterm="")
    return [visible(line) for line in lines]
