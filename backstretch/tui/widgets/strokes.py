"""The digits and the colon as pen strokes, rasterised onto a grid of pixels of any size."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from math import ceil, copysign, cos, floor, hypot, radians, sin
from typing import NamedTuple

Bitmap = tuple[tuple[bool, ...], ...]
"""Rows of pixels, top to bottom, all of one length."""

_Path = list[tuple[float, float]]

_SQUARENESS = 2.5
"""The exponent of the superellipses that bowls are drawn with: 2 is an ellipse, more is squarer."""

_ARC_STEP = 6
"""Degrees between the points of an arc."""


class Pen(NamedTuple):
    """How thick the strokes are, in pixels."""

    across: int
    """Of an upright stroke."""
    down: int
    """Of a level stroke."""


class _Frame(NamedTuple):
    """Where the middle of a stroke may run, in pixels from the top left, and the places the digits share.

    Every edge of an upright or level stroke on them falls between two pixels, so that it is drawn crisp.
    """

    width: int
    height: int
    pen: Pen

    @property
    def left(self) -> float:
        return self.pen.across / 2

    @property
    def right(self) -> float:
        return self.width - self.pen.across / 2

    @property
    def centre(self) -> float:
        return self.width / 2

    @property
    def top(self) -> float:
        return self.pen.down / 2

    @property
    def bottom(self) -> float:
        return self.height - self.pen.down / 2

    def x(self, share: float) -> float:
        """The middle of an upright stroke ``share`` of the way from left to right."""
        return _crisp(self.left + share * (self.right - self.left), self.pen.across)

    def y(self, share: float) -> float:
        """The middle of a level stroke ``share`` of the way down."""
        return _crisp(self.top + share * (self.bottom - self.top), self.pen.down)


def _crisp(middle: float, thickness: int) -> float:
    return floor(middle - thickness / 2 + 0.5) + thickness / 2


def _arc(left: float, top: float, right: float, bottom: float, start: float, end: float) -> _Path:
    """Part of the superellipse in a box; degrees run clockwise from the right."""
    steps = max(1, ceil(abs(end - start) / _ARC_STEP))
    points = []
    for step in range(steps + 1):
        angle = radians(start + (end - start) * step / steps)
        points.append(
            (
                (left + right) / 2 + (right - left) / 2 * _bent(cos(angle)),
                (top + bottom) / 2 + (bottom - top) / 2 * _bent(sin(angle)),
            )
        )
    return points


def _bent(value: float) -> float:
    return copysign(abs(value) ** (2 / _SQUARENESS), value)


def _zero(f: _Frame) -> list[_Path]:
    return [_arc(f.left, f.top, f.right, f.bottom, 0, 360)]


def _one(f: _Frame) -> list[_Path]:
    stem = f.x(0.5)
    return [
        [(f.left, f.y(0.24)), (stem, f.top), (stem, f.bottom)],
        [(f.left, f.bottom), (f.right, f.bottom)],
    ]


def _two(f: _Frame) -> list[_Path]:
    bow = _arc(f.left, f.top, f.right, f.y(0.58), 205, 395)
    return [[*bow, (f.left, f.bottom), (f.right, f.bottom)]]


def _three(f: _Frame) -> list[_Path]:
    waist = f.y(0.47)
    return [
        [*_arc(f.left, f.top, f.right, waist, 214, 450), (f.x(0.42), waist)],
        [(f.x(0.42), waist), *_arc(f.left, waist, f.right, f.bottom, 270, 506)],
    ]


def _four(f: _Frame) -> list[_Path]:
    stem, bar = f.x(0.74), f.y(0.7)
    return [
        [(stem, f.top), (f.left, bar), (f.right, bar)],
        [(stem, f.top), (stem, f.bottom)],
    ]


def _five(f: _Frame) -> list[_Path]:
    shoulder = f.y(0.4)
    return [
        [(f.right, f.top), (f.left, f.top), (f.left, shoulder)],
        [(f.left, shoulder), *_arc(f.left, shoulder, f.right, f.bottom, 270, 510)],
    ]


def _six(f: _Frame) -> list[_Path]:
    shoulder = f.y(0.4)
    middle = (shoulder + f.bottom) / 2
    sweep = _arc(f.left, f.top, 2 * f.x(0.8) - f.left, 2 * middle - f.top, 180, 270)
    return [_arc(f.left, shoulder, f.right, f.bottom, 0, 360), sweep]


def _seven(f: _Frame) -> list[_Path]:
    return [[(f.left, f.top), (f.right, f.top), (f.x(0.3), f.bottom)]]


def _eight(f: _Frame) -> list[_Path]:
    waist = f.y(0.47)
    return [
        _arc(f.left, f.top, f.right, waist, 0, 360),
        _arc(f.left, waist, f.right, f.bottom, 0, 360),
    ]


def _nine(f: _Frame) -> list[_Path]:
    return [[(f.width - x, f.height - y) for x, y in path] for path in _six(f)]


def _colon(f: _Frame) -> list[_Path]:
    """Dots a little wider than the pen, so that small ones are square and large ones round."""
    return [[(f.centre - 0.5, f.y(share)), (f.centre + 0.5, f.y(share))] for share in (0.26, 0.76)]


_DIGITS: dict[str, Callable[[_Frame], list[_Path]]] = {
    "0": _zero,
    "1": _one,
    "2": _two,
    "3": _three,
    "4": _four,
    "5": _five,
    "6": _six,
    "7": _seven,
    "8": _eight,
    "9": _nine,
    ":": _colon,
}

DRAWABLE = frozenset(_DIGITS)
"""The characters there are strokes for."""


@lru_cache(maxsize=256)
def draw(char: str, width: int, height: int, pen: Pen) -> Bitmap:
    """One of ``DRAWABLE`` filling ``width`` × ``height`` pixels."""
    pixels = [[False] * width for _ in range(height)]
    for path in _DIGITS[char](_Frame(width, height, pen)):
        for (x1, y1), (x2, y2) in pairwise(path):
            _stroke(pixels, x1, y1, x2, y2, pen)
    return tuple(tuple(row) for row in pixels)


def _stroke(pixels: list[list[bool]], x1: float, y1: float, x2: float, y2: float, pen: Pen) -> None:
    """Set the pixels whose middle an oval pen covers on its way along a straight line."""
    stretch = pen.across / pen.down
    reach = pen.across / 2 + 1e-6
    dx, dy = x2 - x1, (y2 - y1) * stretch
    length_squared = dx * dx + dy * dy
    rows = range(
        max(0, floor(min(y1, y2) - pen.down / 2)),
        min(len(pixels), ceil(max(y1, y2) + pen.down / 2)),
    )
    columns = range(
        max(0, floor(min(x1, x2) - pen.across / 2)),
        min(len(pixels[0]), ceil(max(x1, x2) + pen.across / 2)),
    )
    for row in rows:
        y = (row + 0.5 - y1) * stretch
        for column in columns:
            x = column + 0.5 - x1
            along = 0.0 if not length_squared else min(1.0, max(0.0, (x * dx + y * dy) / length_squared))
            if hypot(x - along * dx, y - along * dy) <= reach:
                pixels[row][column] = True
