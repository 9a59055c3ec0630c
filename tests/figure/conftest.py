"""What a body in a pose can be measured by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from backstretch.figure.flesh import Placed
from backstretch.figure.frames import Vec, distance, dot, minus, plus
from backstretch.figure.interpolation import body_at
from backstretch.figure.poses import Pose, props

Balls = Mapping[str, Placed]

BONES = {
    f"{side}_{bone}": (f"{side}_{upper}", f"{side}_{lower}")
    for side in ("near", "far")
    for bone, upper, lower in (
        ("thigh", "hip", "knee"),
        ("shank", "knee", "ankle"),
        ("upper_arm", "shoulder", "elbow"),
        ("forearm", "elbow", "wrist"),
    )
}
"""The parts of a limb that can be touched, with the balls at their ends."""


def lowest(balls: Balls) -> tuple[float, str]:
    """How high above the floor the lowest ball is, and its name."""
    return min((ball.at.y - ball.radius, name) for name, ball in balls.items())


def gap(balls: Balls, pose: Pose, what: str, name: str) -> float:
    """From a ball to what it touches; below 0 where it sinks in."""
    ball = balls[name]
    if what == "floor":
        return ball.at.y - ball.radius
    for prop in pose.props:
        if what in props()[prop].faces:
            axis, where = props()[prop].faces[what]
            return ball.at[axis] - ball.radius - where
    if what in BONES:
        start, end = (balls[each] for each in BONES[what])
        along = minus(end.at, start.at)
        share = min(1.0, max(0.0, dot(minus(ball.at, start.at), along) / dot(along, along)))
        radius = start.radius * (1 - share) + end.radius * share
        return distance(ball.at, plus(start.at, along, share)) - radius - ball.radius
    return distance(ball.at, balls[what].at) - balls[what].radius - ball.radius


def on_the_way(pose: Pose, steps: int = 8) -> Iterator[tuple[float, Balls, set[tuple[str, str]]]]:
    """Places on a pose's way, the body there, and what touches what on both sides of that place."""
    for one, other in pairwise(pose.frames):
        both = {(what, ball) for what, balls in one.touches.items() for ball in balls} & {
            (what, ball) for what, balls in other.touches.items() for ball in balls
        }
        for n in range(steps + 1):
            at = one.at + (other.at - one.at) * n / steps
            yield at, body_at(pose, at), both


def degrees_between(one: Vec, middle: Vec, other: Vec) -> float:
    """The angle at ``middle``; 180 on a line."""
    from math import acos, degrees

    a, b = minus(one, middle), minus(other, middle)
    cosine = dot(a, b) / (dot(a, a) * dot(b, b)) ** 0.5
    return degrees(acos(min(1.0, max(-1.0, cosine))))
