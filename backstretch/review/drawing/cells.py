"""Rows of text in pieces that each have a role, and the characters that charts are drawn with."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

Role = Literal[
    "heading",
    "label",
    "axis",
    "number",
    "bar",
    "before",
    "between",
    "after",
    "day0",
    "day1",
    "day2",
    "day3",
    "day4",
    "stopped",
    "chosen",
]
"""The role of a piece; a front end gives each role a colour. The shapes tell them apart without one."""


class Piece(NamedTuple):
    """Characters of one role; each takes one cell."""

    text: str
    role: Role


Row = tuple[Piece, ...]


class Glyphs(NamedTuple):
    """The characters of a chart, each one cell wide."""

    eighths: str
    """A bar's end, from an empty cell to a full one; as many as there are steps."""
    axis: str
    before: str
    between: str
    after: str
    days: str
    """A day without a session, then four of more and more."""
    stopped: str
    """A day on which pain stopped a session."""
    chosen: str
    """The day that is chosen."""


BLOCKS = Glyphs(" ▁▂▃▄▅▆▇█", "─", "○", "│", "●", "·░▒▓█", "×", "●")
ASCII = Glyphs(" #", "-", "o", "|", "*", ".-+*#", "x", "@")


def pieces(cells: Iterable[tuple[str, Role]]) -> Row:
    """A row of single characters, those of one role that stand together joined; no space at its end.

    But for the chosen day's, which is as wide as every other.
    """
    joined = [Piece("".join(char for char, _ in group), role) for role, group in groupby(cells, lambda cell: cell[1])]
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined and joined[-1].role != "chosen":
        joined[-1] = Piece(joined[-1].text.rstrip(), joined[-1].role)
    return tuple(joined)


class Canvas:
    """Cells of a fixed size, drawn on from the left upper corner; what does not fit is cut off."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self._rows: list[list[tuple[str, Role]]] = [[(" ", "label")] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, role: Role) -> None:
        """Write ``text`` from the cell in column ``x`` of row ``y`` on, both from 0."""
        for at, char in enumerate(text, x):
            if 0 <= at < self.width and 0 <= y < len(self._rows):
                self._rows[y][at] = (char, role)

    def rows(self) -> Iterator[Row]:
        """What was drawn."""
        yield from map(pieces, self._rows)
