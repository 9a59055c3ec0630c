"""From balls in space to outlines on a picture: seen from where a pose is looked at, and in which order."""

from collections.abc import Iterable, Iterator, Mapping
from math import acos, atan2, ceil, cos, hypot, pi, radians, sin
from typing import NamedTuple

from backstretch.figure.flesh import Placed
from backstretch.figure.frames import Vec, dot


class View(NamedTuple):
    """Where a pose is seen from."""

    turn: float = 0.0
    """Degrees from the body's near side towards what it faces."""
    tilt: float = 0.0
    """Degrees above the floor."""

    def axes(self) -> tuple[Vec, Vec, Vec]:
        """To the right of the picture, up in it, and towards the viewer."""
        ct, st = cos(radians(self.turn)), sin(radians(self.turn))
        cp, sp = cos(radians(self.tilt)), sin(radians(self.tilt))
        return Vec(ct, 0.0, -st), Vec(-st * sp, cp, -ct * sp), Vec(st * cp, sp, ct * cp)


class Disc(NamedTuple):
    """A ball on the picture."""

    x: float
    y: float
    radius: float
    depth: float
    """How near it is to the viewer."""


Corner = tuple[float, float]
"""A point of an outline."""

_STEPS = 14
"""Points round a disc: at the sizes of a terminal nobody sees that it is no circle."""
_CIRCLE = tuple((cos(2 * pi * n / _STEPS), sin(2 * pi * n / _STEPS)) for n in range(_STEPS))


def seen(balls: Mapping[str, Placed], view: View) -> dict[str, Disc]:
    """The balls as discs."""
    across, up, near = view.axes()
    return {
        name: Disc(dot(ball.at, across), dot(ball.at, up), ball.radius, dot(ball.at, near))
        for name, ball in balls.items()
    }


def hull(discs: Iterable[Disc]) -> tuple[Corner, ...]:
    """The outline of what is spanned round some discs; those that hide each other count once."""
    rounds = list(dict.fromkeys((round(disc.x, 3), round(disc.y, 3), disc.radius) for disc in discs))
    if len(rounds) == 2:
        return _capsule(*rounds)
    points = sorted((x + radius * c, y + radius * s) for x, y, radius in rounds for c, s in _CIRCLE)
    return tuple(_chain(points) + _chain(points[::-1]))


_Round = tuple[float, float, float]
"""A middle and a radius."""


def _capsule(one: _Round, other: _Round) -> tuple[Corner, ...]:
    """The outline of two discs and what is between them."""
    (x1, y1, r1), (x2, y2, r2) = one, other
    apart = hypot(x2 - x1, y2 - y1)
    if apart <= abs(r1 - r2):
        x, y, radius = one if r1 > r2 else other
        return tuple((x + radius * c, y + radius * s) for c, s in _CIRCLE)
    along, aside = atan2(y2 - y1, x2 - x1), acos((r1 - r2) / apart)
    return (*_arc(one, along + aside, along + 2 * pi - aside), *_arc(other, along - aside, along + aside))


def _arc(disc: _Round, start: float, end: float) -> Iterator[Corner]:
    x, y, radius = disc
    steps = max(1, ceil((end - start) * _STEPS / (2 * pi)))
    for n in range(steps + 1):
        angle = start + (end - start) * n / steps
        yield x + radius * cos(angle), y + radius * sin(angle)


def _chain(points: list[Corner]) -> list[Corner]:
    """Half of the hull of sorted points, without its last one."""
    chain: list[Corner] = []
    for x, y in points:
        while len(chain) > 1:
            (xa, ya), (xb, yb) = chain[-2], chain[-1]
            if (xb - xa) * (y - ya) - (yb - ya) * (x - xa) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain[:-1]
