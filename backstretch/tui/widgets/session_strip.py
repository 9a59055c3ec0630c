"""The whole session from left to right, with the place in it."""

from itertools import groupby
from operator import itemgetter
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backstretch.session.timeline import PhaseKind, Timeline
from backstretch.tui.colours import STRIP_CELLS
from backstretch.tui.textual_private import paint

_CELLS_A_STEP = 6
"""Steps are told apart only where they have so many cells each, on average."""


class StripCells(NamedTuple):
    """What each cell of a row stands for."""

    kinds: tuple[PhaseKind, ...]
    """The kind of phase that fills most of each cell; empty where there is nothing to show."""
    starts: frozenset[int]
    """The cells in which a step begins, but for the first; empty where there is no room to show them."""
    total_seconds: float

    def at(self, seconds: float) -> int:
        """The cell of a place, in seconds from the session's beginning; outside it, the first or the last."""
        if not self.kinds:
            return 0
        return min(len(self.kinds) - 1, max(0, int(seconds / self.total_seconds * len(self.kinds))))


def strip_cells(timeline: Timeline, width: int) -> StripCells:
    """``timeline`` in ``width`` cells of equal length, in a time linear in phases and cells."""
    total = timeline.total_seconds
    if width < 1 or total <= 0:
        return StripCells((), frozenset(), total)
    fills: list[dict[PhaseKind, float]] = [{} for _ in range(width)]
    starts: set[int] = set()
    place = timeline.phases[0].place
    places = 1
    for phase in timeline.phases:
        first, last = phase.start / total * width, phase.end / total * width
        if phase.place != place:
            place = phase.place
            places += 1
            starts.add(min(width - 1, int(first)))
        for cell in range(int(first), min(width, int(last) + 1)):
            filled = min(last, cell + 1) - max(first, cell)
            fills[cell][phase.kind] = fills[cell].get(phase.kind, 0.0) + filled
    kinds = tuple(max(fill, key=fill.__getitem__) for fill in fills)
    return StripCells(kinds, frozenset(starts if places * _CELLS_A_STEP <= width else ()), total)


class _Glyphs(NamedTuple):
    kinds: dict[str, str]
    start: str
    """Where a step begins."""
    above: str
    """The marker in a row of its own."""
    within: str
    """The marker among the cells."""


_BLOCKS = _Glyphs({kind: row.block for kind, row in STRIP_CELLS.items()}, "│", "▼", "►")
_ASCII = _Glyphs({kind: row.character for kind, row in STRIP_CELLS.items()}, "|", "v", ">")
_OF_KINDS = " ".join(
    f"& > .session-strip--{kind} {{ color: {row.colour}; }} &.-plain > .session-strip--{kind} {{ color: auto; }}"
    for kind, row in STRIP_CELLS.items()
)
"""In a ``-plain`` strip the glyphs alone tell the kinds, as on the colour of a phase no other could be seen."""

_EMPTY = Timeline((), 0.0, 0)
_REVERSE = Style(reverse=True)


class SessionStrip(Widget):
    """A row of cells, each with the glyph and the colour of the kind of phase that fills most of it.

    What is done is dim. From two rows on, the marker has the first to itself; in one it takes a cell.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"session-strip--{part}" for part in (*STRIP_CELLS, "start", "done", "marker")
    }
    DEFAULT_CSS = f"""
    SessionStrip {{
        width: 1fr;
        height: 1;
        {_OF_KINDS}
        & > .session-strip--start {{ color: $text-muted; }}
        & > .session-strip--done {{ text-style: dim; }}
        & > .session-strip--marker {{ color: $text; text-style: bold; }}
    }}
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
