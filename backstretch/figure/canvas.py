"""A moment of a pose in the characters of a terminal: rows of text, each piece of one role."""

from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from itertools import groupby
from operator import itemgetter, or_
from typing import Literal, NamedTuple

from backstretch.figure.motion import Moment
from backstretch.figure.poses import Pose
from backstretch.figure.raster import Dots, Placing, Rows, draw, fitted
from backstretch.figure.scene import Role, box, scene

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
