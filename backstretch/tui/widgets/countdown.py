"""The seconds that are left, as large as there is room for."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from backstretch.base.text import clock
from backstretch.tui.textual_private import paint
from backstretch.tui.widgets.glyphs import draw_number
from backstretch.tui.widgets.text_row import WholeRows, aligned, style_of

_BOLD = Style(bold=True)


def countdown_text(seconds: float) -> str:
    """Plain seconds below a minute, ``M:SS`` or ``H:MM:SS`` from there; rounded up to a whole second."""
    whole = max(0, ceil(seconds))
    return str(whole) if whole < 60 else clock(whole)


class Countdown(WholeRows):
    """A number of seconds in the middle of its box, in the widget's ``color``.

    No value ever moves the layout; of a new one only the cells that differ are painted, of the same one none.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    Countdown {
        width: 1fr;
        height: 1fr;
    }
    """

    seconds: reactive[float] = reactive(0.0, repaint=False)
    """What is left, kept as the whole second it is shown as."""

    def __init__(
        self,
        seconds: float = 0,
        *,
        ascii: bool = False,  # noqa: A002
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._ascii = ascii
        self.set_reactive(Countdown.seconds, self.validate_seconds(seconds))

    def validate_seconds(self, seconds: float) -> float:
        """The whole second a countdown shows."""
        return max(0, ceil(seconds))

    def watch_seconds(self, before: float, after: float) -> None:
        """Paint what differs."""
        changed = _changed(self._rows(before), self._rows(after))
        if changed:
            paint(self, changed)

    def drawn(self) -> list[Strip]:
        """The number, in the middle."""
        rows, style = self._rows(self.seconds), style_of(self)
        shown = style if len(rows) >= 3 else style + _BOLD
        return [aligned(row, len(row), "left", shown) for row in rows]

    def _rows(self, seconds: float) -> tuple[str, ...]:
        return _placed(countdown_text(seconds), self.size, ascii=self._ascii)


@lru_cache(maxsize=8)
def _placed(text: str, size: Size, *, ascii: bool) -> tuple[str, ...]:  # noqa: A002
    """Row by row, with the number in the middle."""
    width, height = size
    drawn = draw_number(text, width, height, ascii=ascii)
    above = (height - len(drawn)) // 2
    blank = " " * width
    below = height - above - len(drawn)
    return (blank,) * above + tuple(row.center(width) for row in drawn) + (blank,) * below


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> Region:
    """The smallest region that holds every cell in which two drawings of one size differ."""
    rows = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    columns = [x for y in rows for x, (old, new) in enumerate(zip(before[y], after[y], strict=True)) if old != new]
    if not rows:
        return Region()
    return Region.from_corners(min(columns), rows[0], max(columns) + 1, rows[-1] + 1)
