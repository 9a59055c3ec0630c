"""The whole session from left to right, with the place in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backstretch.session.timeline import PhaseKind, Timeline
from backstretch.tui.textual_private import paint
from backstretch.tui.widgets.strip_cells import StripCells, strip_cells


@dataclass(frozen=True, slots=True)
class _Glyphs:
    kinds: dict[PhaseKind, str]
    start: str
    """Where a step begins."""
    above: str
    """The marker in a row of its own."""
    within: str
    """The marker among the cells."""


_BLOCKS = _Glyphs({"ready": "░", "hold": "█", "release": "▁", "switch": "▞", "rest": "·"}, "│", "▼", "►")
_ASCII = _Glyphs({"ready": ":", "hold": "#", "release": "_", "switch": "%", "rest": "."}, "|", "v", ">")

_EMPTY = Timeline((), 0.0, 0)
_REVERSE = Style(reverse=True)


class SessionStrip(Widget):
    """A row of cells, each with the glyph and the colour of the kind of phase that fills most of it.

    What is done is dim. From two rows on, the marker has the first to itself; in one it takes a cell.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "session-strip--ready",
        "session-strip--hold",
        "session-strip--release",
        "session-strip--switch",
        "session-strip--rest",
        "session-strip--start",
        "session-strip--done",
        "session-strip--marker",
    }
    DEFAULT_CSS = """
    SessionStrip {
        width: 1fr;
        height: 1;
        & > .session-strip--ready { color: $warning; }
        & > .session-strip--hold { color: $success; }
        & > .session-strip--release { color: $success; }
        & > .session-strip--switch { color: $accent; }
        & > .session-strip--rest { color: $text-muted; }
        & > .session-strip--start { color: $text-muted; }
        & > .session-strip--done { text-style: dim; }
        & > .session-strip--marker { color: $text; text-style: bold; }
    }
    """

    timeline: reactive[Timeline | None] = reactive(None)
    """What is shown; nothing is where it is None."""
    position: reactive[float] = reactive(0.0, repaint=False)
    """The place in the session, in seconds from its beginning."""

    def __init__(
        self,
        timeline: Timeline | None = None,
        *,
        position: float = 0.0,
        ascii: bool = False,  # noqa: A002
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = _ASCII if ascii else _BLOCKS
        self._cells: StripCells | None = None
        self._cells_width = 0
        self.set_reactive(SessionStrip.timeline, timeline)
        self.set_reactive(SessionStrip.position, position)

    def watch_timeline(self) -> None:
        """Forget the cells of the timeline before."""
        self._cells = None

    def watch_position(self, before: float, after: float) -> None:
        """Paint the cells the marker moved over, if it moved."""
        cells = self._laid_out()
        old, new = sorted((cells.at(before), cells.at(after)))
        if old != new:
            paint(self, Region(old, 0, new - old + 1, self.size.height))

    def render_line(self, y: int) -> Strip:
        """The marker's row, or the cells'."""
        width, height = self.size
        cells = self._laid_out()
        marker = cells.at(self.position)
        if not cells.kinds or y > 1:
            return Strip.blank(width, self.visual_style.rich_style)
        if height > 1 and y == 0:
            style = self.get_component_rich_style("session-strip--marker")
            text = " " * marker + self._glyphs.above + " " * (width - marker - 1)
            return Strip([Segment(text, style)], width)
        drawn = [self._cell(cells, index, marker, height == 1) for index in range(width)]
        runs = groupby(drawn, key=itemgetter(1))
        return Strip([Segment("".join(char for char, _ in run), style) for style, run in runs], width)

    def _cell(self, cells: StripCells, index: int, marker: int, single: bool) -> tuple[str, Style]:
        """The glyph and style of one cell, in a strip of a single row or of more."""
        if single and index == marker:
            return self._glyphs.within, self.get_component_rich_style("session-strip--marker") + _REVERSE
        kind = cells.kinds[index]
        starts = index in cells.starts
        glyph = self._glyphs.start if starts else self._glyphs.kinds[kind]
        style = self.get_component_rich_style(f"session-strip--{'start' if starts else kind}")
        if index < marker:
            style += self.get_component_rich_style("session-strip--done", partial=True)
        return glyph, style

    def _laid_out(self) -> StripCells:
        """The cells for the present width, computed once."""
        width = self.size.width
        if self._cells is None or self._cells_width != width:
            self._cells = strip_cells(self.timeline or _EMPTY, width)
            self._cells_width = width
        return self._cells
