"""From balls in space to outlines on a picture: seen from where a pose is looked at, and in which order."""

# Not from __future__ import annotations: with it, a NamedTuple compiles the annotation of every field at each start.

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, radians, sin
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


class Corner(NamedTuple):
    """A point of an outline, and the disc whose edge it is on."""

    x: float
    y: float
    disc: int


_STEPS = 20
_CIRCLE = tuple((cos(2 * pi * n / _STEPS), sin(2 * pi * n / _STEPS)) for n in range(_STEPS))


def seen(balls: Mapping[str, Placed], view: View) -> dict[str, Disc]:
    """The balls as discs."""
    across, up, near = view.axes()
    return {
        name: Disc(dot(ball.at, across), dot(ball.at, up), ball.radius, dot(ball.at, near))
        for name, ball in balls.items()
    }


def hull(discs: Sequence[Disc]) -> list[Corner]:
    """The outline of what is spanned round some discs, counter-clockwise."""
    points = sorted(
        Corner(disc.x + disc.radius * x, disc.y + disc.radius * y, index)
        for index, disc in enumerate(discs)
        for x, y in _CIRCLE
    )
    return _chain(points) + _chain(reversed(points))


def _chain(points: Iterable[Corner]) -> list[Corner]:
    """Half of the hull of sorted points, without its last one."""
    chain: list[Corner] = []
    for point in points:
        while len(chain) > 1 and _bends_out(chain[-2], chain[-1], point):
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _bends_out(one: Corner, two: Corner, three: Corner) -> bool:
    return (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x) <= 0
