"""Lines with a bar each, the longest for the largest."""

# Not from __future__ import annotations: with it, a NamedTuple compiles the annotation of every field at each start.

from collections.abc import Sequence
from typing import NamedTuple

from backstretch.review.drawing.cells import Glyphs, Piece, Row


class Bar(NamedTuple):
    """One line."""

    label: str
    """Before the bar; as wide as the other lines' labels."""
    value: float
    said: str
    """Behind the bar."""


class Part(NamedTuple):
    """One line of which something is a part."""

    label: str
    """As wide as the other lines' labels."""
    part: float
    whole: float
    said: str


def parts(lines: Sequence[Part], most: float, longest: int, glyphs: Glyphs) -> list[Row]:
    """A row a line: a bar as long as its whole, ``longest`` cells for ``most``, of which its part is filled."""
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
