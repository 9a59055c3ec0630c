"""Lines with a bar each, the longest for the largest."""

# Not from __future__ import annotations: with it, a NamedTuple compiles the annotation of every field at each start.

from collections.abc import Sequence
from typing import NamedTuple

from backstretch.charts.cells import Glyphs, Piece, Row


class Bar(NamedTuple):
    """One line."""

    label: str
    """Before the bar; as wide as the other lines' labels."""
    value: float
    said: str
    """Behind the bar."""


def bars(lines: Sequence[Bar], longest: int, glyphs: Glyphs) -> list[Row]:
    """A row a line: its label, a bar of at most ``longest`` cells, and what is said of it."""
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
