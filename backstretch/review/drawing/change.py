"""Two numbers a column, from the first to the second: pain before and after."""

from __future__ import annotations

from collections.abc import Sequence

from backstretch.review.drawing.cells import Canvas, Glyphs, Row
from backstretch.review.drawing.columns import MARGIN, Spacing, foot, spacing

_LEAST_TOP = 5
"""The scale goes up to this at least, so that small pain looks small."""


def changes(
    values: Sequence[tuple[float, float] | None],
    labels: Sequence[str],
    width: int,
    height: int,
    glyphs: Glyphs,
    *,
    at: Spacing | None = None,
) -> list[Row]:
    """For each column a mark for the first number and one for the second, joined; None leaves it empty.

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
    foot(canvas, base, labels, at, glyphs)
    canvas.put(MARGIN, height - 1, glyphs.before, "before")
    canvas.put(MARGIN + 2, height - 1, "before", "label")
    canvas.put(MARGIN + 10, height - 1, glyphs.after, "after")
    canvas.put(MARGIN + 12, height - 1, "after", "label")
    return list(canvas.rows())
