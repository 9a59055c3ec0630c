"""What is round the bones: balls, and the parts of the body that are spanned between them."""

from collections.abc import Mapping
from typing import NamedTuple

from backstretch.figure.body import SIDES, Skeleton
from backstretch.figure.frames import Vec


class Ball(NamedTuple):
    """A ball of flesh, placed from the joint its bone begins at."""

    bone: str
    front: float
    up: float
    right: float
    radius: float


class Placed(NamedTuple):
    """A ball where it is."""

    at: Vec
    radius: float


class Part(NamedTuple):
    """What is spanned round some balls."""

    balls: tuple[str, ...]
    of: str
    """What a pose calls it."""
    root: bool = False
    """Whether it grows out of the trunk, so that nothing parts it from that."""


_MIDDLE = {
    "buttock": Ball("pelvis", -1.5, -1.8, 4.0, 5.2),
    "hips": Ball("pelvis", 0.0, 1.5, 4.4, 5.6),
    "waist": Ball("l3", 0.3, 0.0, 4.4, 5.0),
    "ribs": Ball("t12", 0.0, 1.0, 4.8, 5.6),
    "chest": Ball("t6", -0.1, 0.5, 5.4, 6.3),
    "collar": Ball("c7", 0.4, -3.2, 6.8, 4.2),
}
"""Those of the trunk, which are there on both sides."""
_SINGLE = {
    "belly": Ball("l3", 1.0, 3.0, 0.0, 5.2),
    "breast": Ball("t6", 1.4, 1.0, 0.0, 5.4),
    "nape": Ball("c7", 0.0, -0.5, 0.0, 3.3),
    "throat": Ball("head", 0.2, 0.4, 0.0, 3.0),
    "skull": Ball("head", -0.3, 5.2, 0.0, 6.1),
    "jaw": Ball("head", 3.4, 0.9, 0.0, 2.4),
    "nose": Ball("head", 6.9, 3.4, 0.0, 0.8),
}
_OF_A_SIDE = {
    "hip": Ball("thigh", 0.0, 0.0, 0.0, 5.5),
    "thigh": Ball("thigh", 0.4, -9.0, 0.0, 4.9),
    "knee": Ball("shank", 0.2, 0.0, 0.0, 3.3),
    "calf": Ball("shank", -0.9, -7.0, 0.0, 3.1),
    "ankle": Ball("foot", 0.0, 0.0, 0.0, 2.0),
    "heel": Ball("foot", -2.2, -2.2, 0.0, 1.9),
    "instep": Ball("foot", 2.5, -1.2, 0.0, 1.7),
    "ball": Ball("foot", 7.0, -2.8, 0.0, 1.3),
    "toe": Ball("foot", 10.3, -3.1, 0.0, 1.0),
    "shoulder": Ball("upper_arm", 0.0, 0.0, 0.0, 3.4),
    "upper_arm": Ball("upper_arm", 0.0, -6.5, 0.0, 2.8),
    "elbow": Ball("forearm", 0.0, 0.0, 0.0, 2.2),
    "forearm": Ball("forearm", 0.0, -4.0, 0.0, 2.2),
    "wrist": Ball("hand", 0.0, 0.0, 0.0, 1.5),
    "palm": Ball("hand", 0.0, -2.5, 0.0, 1.7),
    "knuckles": Ball("fingers", 0.0, 0.0, 0.0, 1.4),
    "finger": Ball("fingers", 0.0, -4.0, 0.0, 1.0),
}
BALLS: Mapping[str, Ball] = {
    **_SINGLE,
    **{
        f"{side}_{name}": ball._replace(right=ball.right * sign)
        for side, sign in SIDES.items()
        for name, ball in _MIDDLE.items()
    },
    **{
        f"{side}_{name}": ball._replace(bone=f"{side}_{ball.bone}")
        for side in SIDES
        for name, ball in _OF_A_SIDE.items()
    },
}
"""By name."""


def _both(*names: str) -> tuple[str, ...]:
    return tuple(f"{side}_{name}" if name in _MIDDLE else name for name in names for side in SIDES)


TRUNK = (
    Part(_both("buttock", "hips", "waist"), "hips"),
    Part((*_both("waist", "ribs"), "belly"), "belly"),
    Part(_both("ribs", "chest"), "chest"),
    Part((*_both("chest", "collar"), "breast"), "chest"),
    Part((*_both("collar"), "nape"), "chest"),
    Part(("nape", "throat"), "head"),
    Part(("throat", "skull"), "head"),
    Part(("skull", "jaw"), "head"),
    Part(("skull", "nose", "jaw"), "head"),
)
"""Seen as one, from below upwards."""


def _limb(side: str, name: str, spans: tuple[tuple[str, ...], ...]) -> tuple[Part, ...]:
    return tuple(
        Part(tuple(f"{side}_{ball}" for ball in balls), f"{side} {name}", root=not index)
        for index, balls in enumerate(spans)
    )


_LEG = (("hip", "thigh"), ("thigh", "knee"), ("knee", "calf"), ("calf", "ankle"), ("ankle", "heel", "instep"))
_FOOT = (("heel", "instep", "ball"), ("instep", "ball", "toe"))
_ARM = (("shoulder", "upper_arm"), ("upper_arm", "elbow"), ("elbow", "forearm"), ("forearm", "wrist"))
_HAND = (("wrist", "palm"), ("palm", "knuckles"), ("knuckles", "finger"))
LIMBS = tuple(
    _limb(side, name, spans) for side in SIDES for name, spans in (("leg", _LEG + _FOOT), ("arm", _ARM + _HAND))
)
"""Each seen as one, from the trunk outwards."""
PARTS = frozenset(part.of for group in (TRUNK, *LIMBS) for part in group)
"""What a pose can call a part."""
_BREATHING = {"belly": 1.0, "breast": 0.4, "near_ribs": 0.3, "far_ribs": 0.3}
"""The balls that grow as the breath comes in, and how much of it each takes."""


def fleshed(bones: Skeleton, breath: float = 0.0) -> dict[str, Placed]:
    """Every ball of a body; ``breath`` is how far the belly rises, in units of length."""
    found = {}
    for name, ball in BALLS.items():
        bone = bones[ball.bone]
        front, radius = ball.front, ball.radius
        if breath and name in _BREATHING:
            front += breath * _BREATHING[name] * 0.5
            radius += breath * _BREATHING[name] * 0.5
        found[name] = Placed(bone.frame.place(bone.start, front, ball.up, ball.right), radius)
    return found
