"""A scene as dots: rows of bits, one plane a role, what is near hiding what is far with a gap round it."""

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import NamedTuple

from backstretch.figure.outlines import Corner
from backstretch.figure.scene import ROLES, Box, Role, Scene

Rows = list[int]
"""The dots of each row, top to bottom; bit 0 is the leftmost."""


class Placing(NamedTuple):
    """How units of length become dots."""

    scale: float
    """Dots a unit."""
    left: float
    """The dot at which x is 0."""
    bottom: float
    """The row, from the top, at which y is 0."""
    flip: float = 1.0
    """1 as it is, -1 the mirror image, between them the way from the one to the other."""
    middle: float = 0.0
    """The x about which it is flipped."""


class Dots(NamedTuple):
    """A drawn scene."""

    width: int
    height: int
    planes: dict[Role, Rows]


def fitted(room: Box, width: int, height: int, cell: int = 1, flip: float = 1.0) -> Placing:
    """The largest placing of a box among so many dots: in the middle, and at the bottom.

    A floor that is seen from the side begins with a row of cells, which are ``cell`` dots high: what stands on it
    keeps its own colour.
    """
    below = -room.bottom
    scale = min(width / room.width, height / room.height)
    bottom = height - below * scale
    if room.level:
        bottom = max(0, height - cell)
        scale = min(width / room.width, bottom / room.top)
    return Placing(scale, width / 2 - (room.left + room.right) / 2 * scale, bottom, flip, (room.left + room.right) / 2)


def draw(scene: Scene, placing: Placing, width: int, height: int, gap: int = 1) -> Dots:
    """``scene`` in ``width`` × ``height`` dots, with ``gap`` dots left free round what stands before something."""
    planes: dict[Role, Rows] = {role: [0] * height for role in ROLES}
    hidden = [0] * height
    for group in reversed(scene.groups):
        parted = [0] * height
        shown: dict[Role, Rows] = {}
        for outline in group:
            rows = shown.setdefault(outline.role, [0] * height)
            parts = not outline.root and outline.role not in {"floor", "prop"}
            for y, row in _filled(_on_dots(outline.corners, placing), width, height):
                rows[y] |= row
                if parts:
                    parted[y] |= row
        for role, rows in shown.items():
            planes[role] = [there | row & ~over for there, row, over in zip(planes[role], rows, hidden, strict=True)]
        for _ in range(gap):
            parted = _grown(parted)
        for rows in (parted, *shown.values()):
            hidden = [one | other for one, other in zip(hidden, rows, strict=True)]
    return Dots(width, height, planes)


def _on_dots(corners: Sequence[Corner], placing: Placing) -> list[tuple[float, float]]:
    scale, left, bottom, flip, middle = placing
    return [((middle + (x - middle) * flip) * scale + left, bottom - y * scale) for x, y in corners]


def _filled(corners: list[tuple[float, float]], width: int, height: int) -> Iterator[tuple[int, int]]:
    """The rows of dots whose middle is inside a convex outline, each with its number; nothing is thinner than a dot."""
    low: dict[int, float] = {}
    high: dict[int, float] = {}
    x1, y1 = corners[-1]
    for x2, y2 in corners:
        if y1 != y2:
            (xa, ya), (xb, yb) = ((x1, y1), (x2, y2)) if y1 < y2 else ((x2, y2), (x1, y1))
            slope = (xb - xa) / (yb - ya)
            for y in range(max(0, ceil(ya - 0.5)), min(height, ceil(yb - 0.5))):
                x = xa + (y + 0.5 - ya) * slope
                if y not in low:
                    low[y] = high[y] = x
                elif x < low[y]:
                    low[y] = x
                elif x > high[y]:
                    high[y] = x
        x1, y1 = x2, y2
    if not low:
        across, down = zip(*corners, strict=True)
        y = floor((min(down) + max(down)) / 2)
        if 0 <= y < height:
            low[y], high[y] = min(across), max(across)
    for y, x in low.items():
        first, last = ceil(x - 0.5), ceil(high[y] - 0.5)
        if first >= last:
            first = floor((x + high[y]) / 2)
            last = first + 1
        first, last = max(0, first), min(width, last)
        if last > first:
            yield y, ((1 << (last - first)) - 1) << first


def _grown(rows: Rows) -> Rows:
    """The dots and those beside them, also beyond the right edge, where they do no harm."""
    wide = [row | row << 1 | row >> 1 for row in rows]
    return [one | above | below for one, above, below in zip(wide, [0, *rows[:-1]], [*rows[1:], 0], strict=True)]
