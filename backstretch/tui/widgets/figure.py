"""The figure that shows how: a picture of a pose, of which only the rows that changed are painted again."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK, WHITE, Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from backstretch.figure.canvas import Charset, charset, picture
from backstretch.figure.motion import Moment
from backstretch.figure.poses import Pose
from backstretch.session.words import Side
from backstretch.tui.textual_private import paint
from backstretch.tui.themes import LEAST_CONTRAST, contrast
from backstretch.tui.widgets.text_row import style_of

_WORKING = (Color.parse("#ffd166"), Color.parse("#9c1c00"), Color.parse("#7a1400"), WHITE)
"""For the part that works: the first that can be seen on what is behind and told from the rest of the body."""
_TOLD = 100
"""How far the two are apart at least: their red, green and blue, each 0 to 255, taken together."""
_QUIET = 0.4
"""How far what is not the body, or is behind it, goes over into the colour behind."""

_Row = tuple[tuple[str, str | None], ...]
"""Pieces of text with the role that gives each its colour."""

LEAST_WIDE, LEAST_HIGH = 16, 6
"""Cells: below these nobody can tell a leg from an arm, and nothing is drawn."""


def charset_here() -> Charset:
    """What the terminal that the program runs in can show."""
    return charset(os.environ.get("TERM", ""), getattr(sys.__stdout__, "encoding", None) or "ascii")


class Figure(Widget):
    """One moment of a pose, as large as the widget, with the side that works as a word in the lowest row."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "Figure { width: 1fr; height: 1fr; }"

    def __init__(
        self,
        *,
        chars: Charset = "braille",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._chars = chars
        self._shown: tuple[Pose, Moment] | None = None
        self._side: Side | None = None
        self._rows: tuple[_Row, ...] = ()
        self._drawn_size = Size()
        self._base = Style()
        self._painted: dict[Style, tuple[dict[str, Style], dict[_Row, Strip]]] = {}
        """By what is behind: the colour of each role, and the rows that were painted, ready to be painted again."""

    def show(self, pose: Pose | None, moment: Moment, side: Side | None = None) -> None:
        """Show a moment of ``pose``; nothing, if there is none. Rows that look the same are not touched."""
        shown = (pose, moment) if pose is not None else None
        if (shown, side) != (self._shown, self._side):
            self._shown, self._side = shown, side
            self._redraw()

    @property
    def shows(self) -> bool:
        """Whether there is anything to be seen."""
        return self._shown is not None and self.size.width >= LEAST_WIDE and self.size.height >= LEAST_HIGH

    def on_resize(self) -> None:
        """Another size is another picture."""
        self._redraw()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the picture, past Textual's cache of lines: those that come again are kept as they are."""
        if self._rows and self._drawn_size != self.size:
            self._redraw()
        self._base = style_of(self)
        return [self.render_line(y).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]

    def render_line(self, y: int) -> Strip:
        """One row of the picture, on the colour that was behind it when it was last asked for."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self._base)
        if self._base not in self._painted:
            self._painted[self._base] = (self._styles(), {})
        styles, strips = self._painted[self._base]
        row = self._rows[y]
        if row not in strips:
            pieces = [Segment(text, styles[role] if role else self._base) for text, role in row]
            strips[row] = Strip(pieces, self._drawn_size.width)
        return strips[row]

    def _styles(self) -> dict[str, Style]:
        """The colour of each role, made from those behind and around the figure; where there are none, bold or dim."""
        if self.app.no_color:
            strong, quiet = self._base + Style(bold=True), self._base + Style(dim=True)
            return {"works": strong, "body": self._base, "far": quiet, "prop": quiet, "floor": quiet, "side": strong}
        here = self.visual_style
        back, text = Color(*(here.background or BLACK).rgb), Color(*(here.foreground or WHITE).rgb)
        works = working(back, text)
        quiet = self._base + Style(color=text.blend(back, _QUIET).rich_color)
        return {
            "works": self._base + Style(color=works.rich_color),
            "body": self._base,
            "far": quiet,
            "prop": quiet,
            "floor": quiet,
            "side": self._base + Style(bold=True),
        }

    def _redraw(self) -> None:
        before, self._rows = self._rows, self._drawn()
        size, self._drawn_size = self._drawn_size, self.size if self._rows else Size()
        if self._drawn_size != size:
            self._painted.clear()
            self.refresh()
            return
        changed = [(y, *pair) for y, pair in enumerate(zip(before, self._rows, strict=True)) if pair[0] != pair[1]]
        if changed:
            spans = [_span(old, new) for _, old, new in changed]
            corner = min(left for left, _ in spans), changed[0][0]
            paint(self, Region.from_corners(*corner, max(right for _, right in spans), changed[-1][0] + 1))

    def _drawn(self) -> tuple[_Row, ...]:
        if self._shown is None or not self.shows:
            return ()
        width, height = self.size
        pose, moment = self._shown
        rows = picture(pose, moment, width, height, self._chars)
        return (*rows[:-1], _captioned(rows[-1], self._side)) if self._side else rows


def working(back: Color, body: Color) -> Color:
    """The colour of the part that works, in front of ``back``; that of the ``body`` where none is told from it."""
    told = (one for one in _WORKING if contrast(one, back) >= LEAST_CONTRAST and _apart(one, body) >= _TOLD)
    return next(told, body)


def _apart(one: Color, other: Color) -> int:
    return sum(abs(part - against) for part, against in zip(one.rgb, other.rgb, strict=True))


@lru_cache(maxsize=1024)
def _span(old: _Row, new: _Row) -> tuple[int, int]:
    """From the first cell in which two rows differ to behind the last."""
    pairs = zip(_cells(old), _cells(new), strict=True)
    differ = [x for x, (before, after) in enumerate(pairs) if before != after]
    return differ[0], differ[-1] + 1


def _cells(row: _Row) -> list[tuple[str, str | None]]:
    return [(char, role) for text, role in row for char in text]


@lru_cache(maxsize=64)
def _captioned(row: _Row, side: Side) -> _Row:
    """A row with the side as a word at the edge that it belongs to."""
    cells = _cells(row)
    word = [(char, "side") for char in side.upper()]
    if side == "left":
        cells = [*word, (" ", None), *cells[len(word) + 1 :]]
    else:
        cells = [*cells[: -len(word) - 1], (" ", None), *word]
    return tuple(("".join(char for char, _ in run), role) for role, run in groupby(cells, key=itemgetter(1)))
