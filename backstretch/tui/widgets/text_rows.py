"""Rows of text that are put on the screen as soon as they are another."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from backstretch.tui.textual_private import paint
from backstretch.tui.widgets.text_row import WholeRows, aligned


class TextRows(WholeRows):
    """As many rows of plain text as the widget is high, in its colour and style; no text ever moves the layout."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "TextRows { width: 1fr; height: 1; }"

    text: reactive[str] = reactive("", repaint=False)
    """The rows, a line each; one that is too long is cut."""

    def watch_text(self, before: str, after: str) -> None:
        """Paint the rows that differ."""
        old, new = before.split("\n"), after.split("\n")
        rows = [y for y in range(self.size.height) if old[y : y + 1] != new[y : y + 1]]
        if rows:
            paint(self, Region.from_corners(0, rows[0], self.size.width, rows[-1] + 1))

    def render_line(self, y: int) -> Strip:
        """One row."""
        rows = self.rows_of(self.text, self.look)
        return rows[y] if y < len(rows) else Strip.blank(self.size.width, self.look)

    def rows_of(self, text: str, style: Style) -> list[Strip]:
        """What the widget looks like with this text in this style."""
        return [aligned(row, self.size.width, self.styles.text_align, style) for row in text.split("\n")]
