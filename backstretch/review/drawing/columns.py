"""A row of columns beside each other, one a week: how many fit, and what each is called below."""

# Not from __future__ import annotations: with it, a NamedTuple compiles the annotation of every field at each start.

from collections.abc import Sequence
from typing import NamedTuple

from backstretch.review.drawing.cells import Canvas, Glyphs, Row

MARGIN = 4
"""Cells left of the columns, alike in every chart of columns, so that they stand under each other."""
_WIDEST = 8


class Spacing(NamedTuple):
    """Where the columns stand."""

    shown: int
    """How many: the last ones, where not all fit."""
    pitch: int
    """Cells from one column to the next, the gap of one cell between them included."""

    def left(self, index: int) -> int:
        """The first cell of a column."""
        return MARGIN + index * self.pitch


def spacing(count: int, width: int, least: int = 2) -> Spacing:
    """How ``count`` columns stand in ``width`` cells, each at least ``least`` cells wide."""
    room = max(0, width - MARGIN)
    shown = min(count, (room + 1) // (least + 1))
    return Spacing(shown, min(_WIDEST, (room + 1) // shown) if shown else least + 1)


def columns(
    values: Sequence[float],
    labels: Sequence[str],
    width: int,
    height: int,
    glyphs: Glyphs,
    *,
    at: Spacing | None = None,
) -> list[Row]:
    """Columns from 0 up with the rounded value over each, on a line with their labels below.

    ``height`` counts all of it: at least four rows. ``at`` has them stand under those of another chart.
    """
    at = at or spacing(len(values), width, widest(values))
    values, labels = values[len(values) - at.shown :], labels[len(labels) - at.shown :]
    canvas, base = Canvas(width, height), height - 2
    steps = len(glyphs.eighths) - 1
    most = max(values, default=0)
    for index, value in enumerate(values):
        if value <= 0:
            continue
        filled = max(1, round(value / most * (base - 1) * steps))
        full, rest = divmod(filled, steps)
        x, wide = at.left(index), at.pitch - 1
        for up in range(full):
            canvas.put(x, base - 1 - up, glyphs.eighths[-1] * wide, "bar")
        top = base - full - (1 if rest else 0)
        if rest:
            canvas.put(x, top, glyphs.eighths[rest] * wide, "bar")
        canvas.put(x, top - 1, f"{value:.0f}".center(wide), "number")
    foot(canvas, base, labels, at, glyphs)
    return list(canvas.rows())


def widest(values: Sequence[float]) -> int:
    """The cells that the longest of the numbers takes, two at least."""
    return max([2, *(len(f"{value:.0f}") for value in values)])


def foot(canvas: Canvas, y: int, labels: Sequence[str], at: Spacing, glyphs: Glyphs) -> None:
    """The line that the columns stand on, and under it as many labels as have room, the last one among them."""
    canvas.put(MARGIN, y, glyphs.axis * (at.shown * at.pitch - 1), "axis")
    every = max(1, -(-(2 * max(map(len, labels), default=0)) // at.pitch))
    for index in range(len(labels) - 1, -1, -every):
        canvas.put(min(at.left(index), canvas.width - len(labels[index])), y + 1, labels[index], "label")
