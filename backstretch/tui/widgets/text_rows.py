"""Rows of text that are put on the screen as soon as they are another."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from backstretch.tui.textual_private import paint
from backstretch.tui.widgets.text_row import WholeRows, aligned, style_of


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

    def drawn(self) -> list[Strip]:
        """The text, as far as there is room for it."""
        return self.rows_of(self.text, style_of(self))

    def rows_of(self, text: str, style: Style) -> list[Strip]:
        """What the widget looks like with this text in this style."""
        width, height = self.size
        rows = [*text.split("\n"), *[""] * height][:height]
        return [aligned(row, width, self.styles.text_align, style) for row in rows]
