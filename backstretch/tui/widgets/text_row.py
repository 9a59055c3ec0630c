"""Rows of plain text, each placed in a width: what the large widgets put on the screen."""

from __future__ import annotations

from abc import abstractmethod

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


def style_of(widget: Widget) -> Style:
    """The style of all that a widget shows that has but one."""
    style = widget.visual_style.rich_style
    return style.without_color if widget.app.no_color else style


class WholeRows(Widget):
    """A widget without border and padding whose rows are drawn past Textual's cache of lines, which takes longer."""

    @abstractmethod
    def drawn(self) -> list[Strip]:
        """Its rows as they are now."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of the widget."""
        return [row.crop(crop.x, crop.right) for row in self.drawn()[crop.y : crop.bottom]]

    def render_line(self, y: int) -> Strip:
        """One row."""
        return self.drawn()[y]


class BlankRows:
    """Mixed into a container or a screen: it shows nothing but the colour behind, at no cost worth naming."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """So many blank rows."""
        assert isinstance(self, Widget)  # noqa: S101
        return [Strip.blank(crop.width, style_of(self))] * crop.height
