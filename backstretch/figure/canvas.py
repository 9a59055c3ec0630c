"""A moment of a pose in the characters of a terminal: rows of text, each piece of one role."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import groupby
from math import ceil, floor
from operator import itemgetter, or_
from typing import Literal, NamedTuple

from backstretch.figure.motion import Moment
from backstretch.figure.outlines import Corner
from backstretch.figure.poses import Pose
from backstretch.figure.scene import ROLES, Box, Role, Scene, box, scene

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


Charset = Literal["braille", "blocks", "ascii"]
"""What a cell can show: eight dots, two halves, or one letter for what is in it."""

Row = tuple[tuple[str, Role | None], ...]
"""Pieces of text with what they show; nothing but blanks has no role."""


class _Grain(NamedTuple):
    """How many dots a cell has, and between which of them a gap is left."""

    across: int
    down: int


_GRAINS: Mapping[Charset, _Grain] = {"braille": _Grain(2, 4), "blocks": _Grain(1, 2), "ascii": _Grain(1, 2)}
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""What each dot of a cell adds to U+2800."""
_HALVES = " ▀▄█"
_LETTERS: Mapping[Role, str] = {"floor": "_", "prop": "+", "far": ":", "body": "o", "works": "#"}
_LEAST_RISE = 2.0
"""Dots that the belly rises with a breath."""
_RANKED: tuple[Role, ...] = ("works", "body", "far", "prop", "floor")
"""Which role a cell takes where two have as many dots in it."""


def charset(kind: str, encoding: str) -> Charset:
    """What a terminal of this kind (its TERM), which is written to in this encoding, can show."""
    if not encoding.lower().replace("-", "").startswith("utf"):
        return "ascii"
    return "blocks" if kind == "linux" else "braille"


@lru_cache(maxsize=512)
def picture(pose: Pose, moment: Moment, width: int, height: int, chars: Charset = "braille") -> tuple[Row, ...]:
    """``moment`` of ``pose`` in ``width`` × ``height`` cells."""
    grain = _GRAINS[chars]
    across, down = width * grain.across, height * grain.down
    if not across or not down:
        return ((),) * height
    if moment.flip == -1:
        return tuple(map(_mirrored, picture(pose, moment._replace(flip=1.0), width, height, chars)))
    placing = fitted(box(pose), across, down, grain.down, moment.flip)
    drawn = scene(pose, moment.at, cycle=moment.cycle, breath=moment.breath * _deepened(pose, placing))
    dots = draw(drawn, placing, across, down, gap=1 if chars == "braille" else 0)
    return tuple(_row(dots, y, width, chars) for y in range(height))


def _deepened(pose: Pose, placing: Placing) -> float:
    """How often as far as it would the belly rises, so that a breath can be seen in a small picture too."""
    dots = pose.belly * placing.scale
    return max(1.0, _LEAST_RISE / dots) if dots else 0.0


def _mirrored(row: Row) -> Row:
    return tuple((text[::-1].translate(_MIRRORED), role) for text, role in reversed(row))


def _row(dots: Dots, y: int, width: int, chars: Charset) -> Row:
    """One row of cells."""
    grain, pattern = _GRAINS[chars], _PATTERN[chars]
    lines = {role: dots.planes[role][y * grain.down : (y + 1) * grain.down] for role in _RANKED}
    present = [(role, lines[role]) for role in _RANKED if any(lines[role])]
    if not present:
        return ((" " * width, None),)
    every = [reduce(or_, rows) for rows in zip(*(lines for _, lines in present), strict=True)]
    somewhere, mask = reduce(or_, every), (1 << grain.across) - 1
    cells: list[tuple[str, Role | None]] = []
    for x in range(0, width * grain.across, grain.across):
        if somewhere >> x & mask:
            role = present[0][0] if len(present) == 1 else _role(present, x, pattern)
            cells.append((_char(pattern(every, x), role, chars), role))
        else:
            cells.append((" ", None))
    return tuple(("".join(char for char, _ in run), role) for role, run in groupby(cells, key=itemgetter(1)))


def _role(present: list[tuple[Role, Rows]], x: int, pattern: Callable[[Rows, int], int]) -> Role:
    """The role that has most dots in the cell that begins at ``x``; the floor's comes last."""
    counts = [(pattern(lines, x).bit_count(), role) for role, lines in present if role != "floor"]
    most = max(counts, key=itemgetter(0), default=None)
    return most[1] if most and most[0] else "floor"


def _char(bits: int, role: Role, chars: Charset) -> str:
    if chars == "braille":
        return chr(0x2800 + bits)
    return _HALVES[bits] if chars == "blocks" else _LETTERS[role]


def _eight(lines: Rows, x: int) -> int:
    one, two, three, four = lines
    return _PAIRS[0][one >> x & 3] | _PAIRS[1][two >> x & 3] | _PAIRS[2][three >> x & 3] | _PAIRS[3][four >> x & 3]


def _two(lines: Rows, x: int) -> int:
    upper, lower = lines
    return (upper >> x & 1) | (lower >> x & 1) << 1


_MIRRORED = {
    0x2800 + bits: 0x2800 + sum(right * bool(bits & left) + left * bool(bits & right) for left, right in _BRAILLE)
    for bits in range(256)
}
_PAIRS = tuple((0, left, right, left | right) for left, right in _BRAILLE)
_PATTERN = {"braille": _eight, "blocks": _two, "ascii": _two}
