"""Between keyframes: angles go evenly, and what stands or holds stays where it stands or holds."""

from __future__ import annotations

from itertools import pairwise

from backstretch.figure.body import FOREARM, SHANK, THIGH, UPPER_ARM, Angles, Bone, Skeleton, skeleton
from backstretch.figure.flesh import BALLS, Placed, fleshed
from backstretch.figure.frames import Vec, between, distance, dot, minus, plus
from backstretch.figure.poses import HOLD, Keyframe, Pose

_LIMBS = {
    "leg": (("thigh", "shank", "foot"), THIGH, SHANK, ("ankle", "heel", "ball", "toe")),
    "arm": (("upper_arm", "forearm", "hand"), UPPER_ARM, FOREARM, ("wrist", "palm", "finger")),
}
"""The bones of a limb, the lengths of the first two, and the balls by which it stands or holds."""


def body_at(pose: Pose, at: float, *, cycle: float = 0.0, breath: float = 0.0) -> dict[str, Placed]:
    """Every ball at a place on the movement's way; in the hold of a cycle, ``cycle`` of the way round it.

    ``breath`` runs from 0, out, to 1, in.
    """
    one, other, share = _neighbours(pose, at)
    if pose.cycle and at > one.at:
        round_, next_, within = _on_cycle(pose, cycle)
        bones = _mixed(round_, next_, within, pose.pin)
        if at < HOLD:
            bones = skeleton(_angles(one.angles, _angles(round_.angles, next_.angles, within), share))
        return _grounded(fleshed(bones, breath * pose.belly))
    return fleshed(_mixed(one, other, share, pose.pin), breath * pose.belly)


def _neighbours(pose: Pose, at: float) -> tuple[Keyframe, Keyframe, float]:
    """The keyframes on both sides of a place, and how far it is from the one to the other."""
    if len(pose.frames) == 1:
        only = pose.frames[0]
        return only, only._replace(at=HOLD), min(HOLD, max(0.0, at))
    at = min(pose.frames[-1].at, max(pose.frames[0].at, at))
    one, other = next(pair for pair in pairwise(pose.frames) if at <= pair[1].at)
    return one, other, (at - one.at) / (other.at - one.at)


def _on_cycle(pose: Pose, cycle: float) -> tuple[Keyframe, Keyframe, float]:
    count = len(pose.cycle)
    place = cycle % 1.0 * count
    index = int(place) % count
    return pose.cycle[index], pose.cycle[(index + 1) % count], place - int(place)


def _angles(one: Angles, other: Angles, share: float) -> dict[str, float]:
    names = one.keys() | other.keys()
    return {name: one.get(name, 0.0) * (1 - share) + other.get(name, 0.0) * share for name in names}


def _mixed(one: Keyframe, other: Keyframe, share: float, pin: str) -> Skeleton:
    """The bones ``share`` of the way between two keyframes."""
    if not share or one is other:
        return skeleton(one.angles)
    if share == 1:
        return skeleton(other.angles)
    first, last, bones = (
        skeleton(one.angles),
        skeleton(other.angles),
        skeleton(_angles(one.angles, other.angles, share)),
    )
    _shift(bones, minus(between(_ball(first, pin), _ball(last, pin), share), _ball(bones, pin)))
    for side in ("near", "far"):
        for limb, (_, _, _, ends) in _LIMBS.items():
            if any(_stays(one, other, f"{side}_{end}") for end in ends):
                end = f"{side}_{_LIMBS[limb][0][2]}"
                _reach(bones, side, limb, between(first[end].start, last[end].start, share))
    return bones


def _ball(bones: Skeleton, name: str) -> Vec:
    ball = BALLS[name]
    return bones[ball.bone].frame.place(bones[ball.bone].start, ball.front, ball.up, ball.right)


def _shift(bones: Skeleton, by: Vec) -> None:
    for name, bone in bones.items():
        bones[name] = bone._replace(start=plus(bone.start, by))


def _stays(one: Keyframe, other: Keyframe, ball: str) -> bool:
    """Whether a ball touches the same thing in both keyframes."""
    return any(ball in balls and ball in other.touches.get(what, ()) for what, balls in one.touches.items())


def _reach(bones: Skeleton, side: str, limb: str, target: Vec) -> None:
    """Bend the middle joint of a limb, in the plane it is bent in, until its end is at ``target``."""
    (upper, lower, end), upper_length, lower_length, _ = _LIMBS[limb]
    upper, lower, end = (f"{side}_{name}" for name in (upper, lower, end))
    root, middle = bones[upper].start, bones[lower].start
    far = min(distance(root, target), upper_length + lower_length - 1e-6)
    along = _unit(minus(target, root))
    aside = minus(middle, plus(root, along, dot(minus(middle, root), along)))
    reach = (far * far + upper_length * upper_length - lower_length * lower_length) / (2 * far)
    out = max(0.0, upper_length * upper_length - reach * reach) ** 0.5
    joint = plus(plus(root, along, reach), _unit(aside), out)
    bones[upper] = _pointed(bones[upper], root, joint)
    bones[lower] = _pointed(bones[lower], joint, target)
    by = minus(target, bones[end].start)
    for name in (end, f"{side}_fingers") if limb == "arm" else (end,):
        bones[name] = bones[name]._replace(start=plus(bones[name].start, by))


def _pointed(bone: Bone, start: Vec, end: Vec) -> Bone:
    """The bone from ``start`` to ``end``, its front as it was as far as can be."""
    up = _unit(minus(start, end))
    front = _unit(plus(bone.frame.front, up, -dot(bone.frame.front, up)))
    return Bone(bone.frame._replace(front=front, up=up), start)


def _unit(direction: Vec) -> Vec:
    length = dot(direction, direction) ** 0.5
    return Vec(direction.x / length, direction.y / length, direction.z / length) if length > 1e-9 else direction


def _grounded(balls: dict[str, Placed]) -> dict[str, Placed]:
    """Moved up or down until the lowest ball is on the floor."""
    lowest = min(ball.at.y - ball.radius for ball in balls.values())
    return {name: Placed(Vec(ball.at.x, ball.at.y - lowest, ball.at.z), ball.radius) for name, ball in balls.items()}
