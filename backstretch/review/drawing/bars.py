"""Bar charts: horizontal bars, vertical columns, and columns with two marks that a line joins."""

from collections.abc import Sequence
from typing import NamedTuple

from backstretch.review.drawing.cells import Canvas, Glyphs, Piece, Row

MARGIN = 4
"""Cells left of the columns, the same in every chart, so that charts line up one under the other."""
_WIDEST = 8
_LEAST_TOP = 5
"""The scale of two marks a column goes up to this at least, so that small pain looks small."""


class Bar(NamedTuple):
    """One line."""

    label: str
    """Stands before the bar; all labels are equally wide."""
    value: float
    said: str
    """Stands behind the bar."""


class Part(NamedTuple):
    """One line with a part of a whole."""

    label: str
    """All labels are equally wide."""
    part: float
    whole: float
    said: str


def parts(lines: Sequence[Part], most: float, longest: int, glyphs: Glyphs) -> list[Row]:
    """A row for each line: a bar as long as its whole, filled as far as its part; ``most`` takes ``longest`` cells."""
    full, empty = glyphs.eighths[-1], glyphs.days[1]
    rows: list[Row] = []
    for line in lines:
        whole = max(1, round(line.whole / most * longest)) if line.whole > 0 else 0
        filled = min(whole, round(line.part / line.whole * whole)) if whole else 0
        if 0 < line.part < line.whole and whole > 1:
            filled = max(1, min(whole - 1, filled))  # neither none of it nor all of it
        rows.append(
            (
                Piece(f"{line.label} ", "label"),
                Piece(full * filled, "bar"),
                Piece(empty * (whole - filled), "axis"),
                Piece(" " * (longest - whole) + f" {line.said}", "number"),
            )
        )
    return rows


def bars(lines: Sequence[Bar], longest: int, glyphs: Glyphs) -> list[Row]:
    """A row for each line: its label, a bar of at most ``longest`` cells, and its text."""
    most = max((line.value for line in lines), default=0)
    full = glyphs.eighths[-1]
    return [
        (
            Piece(f"{line.label} ", "label"),
            Piece(full * max(1, round(line.value / most * longest)) if line.value > 0 else "", "bar"),
            Piece(f" {line.said}" if line.value > 0 else line.said, "number"),
        )
        for line in lines
    ]


class Spacing(NamedTuple):
    """Where the columns stand."""

    shown: int
    """The number of columns; the oldest are left out where not all fit."""
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
    _foot(canvas, base, labels, at, glyphs)
    return list(canvas.rows())


def widest(values: Sequence[float]) -> int:
    """The cells that the longest of the numbers takes, two at least."""
    return max([2, *(len(f"{value:.0f}") for value in values)])


def pairs(
    values: Sequence[tuple[float, float] | None],
    labels: Sequence[str],
    width: int,
    height: int,
    glyphs: Glyphs,
    *,
    at: Spacing | None = None,
) -> list[Row]:
    """Two marks for each column, one for each number, that a line joins; None leaves a column empty.

    ``height`` counts all of it, the line, the labels and what the marks stand for: at least five rows.
    """
    at = at or spacing(len(values), width)
    values, labels = values[len(values) - at.shown :], labels[len(labels) - at.shown :]
    canvas, base = Canvas(width, height), height - 3
    top = max([_LEAST_TOP, *(number for pair in values if pair for number in pair)])

    def row(number: float) -> int:
        return base - 1 - round(number / top * (base - 1))

    for number in {0, round(top / 2), round(top)}:
        canvas.put(0, row(number), f"{number:>{MARGIN - 2}}", "label")
    for index, pair in enumerate(values):
        if pair is None:
            continue
        before, after = map(row, pair)
        x = at.left(index) + (at.pitch - 1) // 2
        for y in range(min(before, after) + 1, max(before, after)):
            canvas.put(x, y, glyphs.between, "between")
        canvas.put(x, before, glyphs.before, "before")
        canvas.put(x, after, glyphs.after, "after")
    _foot(canvas, base, labels, at, glyphs)
    canvas.put(MARGIN, height - 1, glyphs.before, "before")
    canvas.put(MARGIN + 2, height - 1, "before", "label")
    canvas.put(MARGIN + 10, height - 1, glyphs.after, "after")
    canvas.put(MARGIN + 12, height - 1, "after", "label")
    return list(canvas.rows())


def _foot(canvas: Canvas, y: int, labels: Sequence[str], at: Spacing, glyphs: Glyphs) -> None:
    """The line that the columns stand on, and under it as many labels as have room, the last one among them."""
    canvas.put(MARGIN, y, glyphs.axis * (at.shown * at.pitch - 1), "axis")
    every = max(1, -(-(2 * max(map(len, labels), default=0)) // at.pitch))
    for index in range(len(labels) - 1, -1, -every):
        canvas.put(min(at.left(index), canvas.width - len(labels[index])), y + 1, labels[index], "label")
