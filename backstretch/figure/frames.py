"""Directions in space and how a bone's own axes are turned: x to the right of the picture, y up, z to the viewer."""

from math import cos, radians, sin
from typing import NamedTuple


class Vec(NamedTuple):
    """A place or a direction."""

    x: float
    y: float
    z: float


def plus(place: Vec, direction: Vec, length: float = 1.0) -> Vec:
    """``length`` along ``direction`` from ``place``."""
    return Vec(place.x + direction.x * length, place.y + direction.y * length, place.z + direction.z * length)


def minus(one: Vec, other: Vec) -> Vec:
    """From ``other`` to ``one``."""
    return Vec(one.x - other.x, one.y - other.y, one.z - other.z)


def dot(one: Vec, other: Vec) -> float:
    """How far ``one`` reaches along ``other``, times the length of that."""
    return one.x * other.x + one.y * other.y + one.z * other.z


def distance(one: Vec, other: Vec) -> float:
    """Between two places."""
    apart = minus(one, other)
    return float(dot(apart, apart) ** 0.5)


def between(one: Vec, other: Vec, share: float) -> Vec:
    """The place ``share`` of the way from ``one`` to ``other``."""
    return plus(one, minus(other, one), share)


class Frame(NamedTuple):
    """The axes of one bone: where its front, its upper end and the body's right are."""

    front: Vec
    up: Vec
    right: Vec

    def swing(self, degrees: float) -> "Frame":
        """Turned about the right: what hangs down swings to the front, what stands leans back."""
        front, up = _turned(self.front, self.up, degrees)
        return Frame(front, up, self.right)

    def spread(self, degrees: float) -> "Frame":
        """Turned about the front: what hangs down swings to the right, what stands leans to the left."""
        right, up = _turned(self.right, self.up, degrees)
        return Frame(self.front, up, right)

    def spin(self, degrees: float) -> "Frame":
        """Turned about its own length: the front goes to the right."""
        right, front = _turned(self.right, self.front, -degrees)
        return Frame(front, self.up, right)

    def place(self, start: Vec, front: float, up: float, right: float) -> Vec:
        """The place so far to the front, up and right of ``start``."""
        return Vec(
            start.x + self.front.x * front + self.up.x * up + self.right.x * right,
            start.y + self.front.y * front + self.up.y * up + self.right.y * right,
            start.z + self.front.z * front + self.up.z * up + self.right.z * right,
        )


def _turned(one: Vec, other: Vec, degrees: float) -> tuple[Vec, Vec]:
    """Two axes at right angles, ``one`` turned towards ``other``."""
    if not degrees:
        return one, other
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (
        Vec(one.x * c + other.x * s, one.y * c + other.y * s, one.z * c + other.z * s),
        Vec(other.x * c - one.x * s, other.y * c - one.y * s, other.z * c - one.z * s),
    )


STANDING = Frame(Vec(1, 0, 0), Vec(0, 1, 0), Vec(0, 0, 1))
"""Upright, facing the right of the picture, with the right side to the viewer."""
