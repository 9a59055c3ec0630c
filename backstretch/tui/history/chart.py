"""A chart on the screen: rows of pieces, and the theme's colours for what each piece is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, get_args

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backstretch.review.drawing.cells import Role, Row

Picture = Callable[[int], Sequence[Row]]
"""The rows of a chart in so many cells of width."""


class Chart(Widget):
    """As high as its picture in the width there is."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"chart--{role}" for role in get_args(Role)}
    DEFAULT_CSS = """
    Chart {
        width: 1fr;
        height: auto;
        & > .chart--heading { text-style: bold; }
        & > .chart--label { color: $text-muted; }
        & > .chart--axis { color: $text-muted; }
        & > .chart--bar { color: $success; }
        & > .chart--before { color: $warning; text-style: bold; }
        & > .chart--between { color: $text-muted; }
        & > .chart--after { color: $success; text-style: bold; }
        & > .chart--day0 { color: $text-muted; }
        & > .chart--day1 { color: $success; }
        & > .chart--day2 { color: $success; }
        & > .chart--day3 { color: $success; }
        & > .chart--day4 { color: $success; }
        & > .chart--stopped { color: $text-error; text-style: bold reverse; }
        & > .chart--chosen { color: $accent; text-style: bold reverse; }
    }
    """

    picture: reactive[Picture | None] = reactive[Picture | None](None, layout=True)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._drawn: tuple[int, Sequence[Row]] = (-1, ())

    def watch_picture(self) -> None:
        """Forget the rows of the picture before."""
        self._drawn = (-1, ())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the picture."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, rows = self.size.width, self._rows(self.size.width)
        if y >= len(rows):
            return Strip.blank(width, self.rich_style)
        segments = [Segment(piece.text, self.get_component_rich_style(f"chart--{piece.role}")) for piece in rows[y]]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _rows(self, width: int) -> Sequence[Row]:
        """The rows at a width, drawn once."""
        if self._drawn[0] != width:
            self._drawn = (width, self.picture(width) if self.picture is not None and width > 0 else ())
        return self._drawn[1]


def fit(text: str, width: int) -> str:
    """A text in exactly so many cells: filled up with spaces, or cut off with an ellipsis."""
    return Content(text).truncate(width, ellipsis=True, pad=True).plain
