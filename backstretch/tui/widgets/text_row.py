"""Rows of plain text, each placed in a width: what the large widgets put on the screen."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def aligned(text: str, width: int, align: str, style: Style) -> Strip:
    """``text`` to the ``left``, ``right`` or (any other word) centre of ``width`` cells; cut if longer."""
    if cell_len(text) > width:
        text = set_cell_size(text, width)
    spare = width - cell_len(text)
    before = {"left": 0, "start": 0, "right": spare, "end": spare}.get(align, spare // 2)
    return Strip([Segment(" " * before + text + " " * (spare - before), style)], width)


class WholeRows(Widget):
    """A widget without border and padding whose rows are drawn past Textual's cache of lines, which takes longer."""

    @property
    def look(self) -> Style:
        """The style of all that it shows."""
        style = self.visual_style.rich_style
        return style.without_color if self.app.no_color else style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of the widget."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]
