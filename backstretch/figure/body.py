"""The body: how long its bones are, how far its joints go, and where everything is for a set of angles.

Lengths are in hundredths of the body's height, after the usual proportions of an adult; angles are in degrees as a
goniometer gives them: 0 is upright standing with the arms hanging. The person faces the right of the picture, so that
their right side is near to the viewer and their left side is far: ``near`` and ``far`` stand for the two sides.
"""

from collections.abc import Mapping
from typing import NamedTuple

from backstretch.figure.frames import STANDING, Frame, Vec, plus

SIDES = {"near": 1.0, "far": -1.0}
"""The two sides of the body, and on which side of the middle they are."""

PELVIS_TO_L3 = 7.5
L3_TO_T12 = 7.0
T12_TO_T6 = 7.0
T6_TO_C7 = 7.5
NECK = 5.4
HIP_RIGHT = 5.0
SHOULDER_RIGHT = 10.5
SHOULDER_UP = -2.0
UPPER_ARM = 17.0
FOREARM = 14.5
KNUCKLES = 4.0
"""From the wrist to where the fingers bend."""
THIGH = 24.5
SHANK = 24.5

_MIDDLE = {
    "lumbar": (-35, 60),
    "lumbar_side": (-30, 30),
    "lumbar_turn": (-15, 15),
    "chest": (-25, 45),
    "chest_side": (-25, 25),
    "chest_turn": (-40, 40),
    "neck": (-60, 60),
    "neck_side": (-45, 45),
    "neck_turn": (-80, 80),
}
_OF_A_SIDE = {
    "blade": (-25, 30),
    "shoulder": (-60, 180),
    "shoulder_out": (-45, 180),
    "shoulder_turn": (-90, 95),
    "elbow": (0, 150),
    "wrist": (-80, 75),
    "grip": (0, 110),
    "hip": (-25, 135),
    "hip_out": (-30, 50),
    "hip_turn": (-45, 60),
    "knee": (0, 155),
    "ankle": (-50, 25),
}
RANGES: Mapping[str, tuple[float, float]] = {
    **_MIDDLE,
    **{f"{side}_{joint}": bounds for side in SIDES for joint, bounds in _OF_A_SIDE.items()},
}
"""How far each joint goes, in degrees: the ranges that textbooks give for healthy adults, rounded, passive ones where
a hand or the floor helps. Bending forward, outward (``out``), turning outward (``turn``) and drawing a shoulder blade
back (``blade``) are positive; ``side`` and ``turn`` of the spine go to the near side."""

Angles = Mapping[str, float]
"""By the names of ``RANGES``, and of the pelvis: where it is (``x``, ``y``), how far it leans back (``tip``; 90: on the
back) and how far it is then rolled to the near side (``roll``). What is not named is 0."""


class Bone(NamedTuple):
    """One bone: its axes, and the joint it begins at."""

    frame: Frame
    start: Vec


Skeleton = dict[str, Bone]
"""By name. A bone of the trunk grows upwards from its joint, one of a limb downwards."""


def skeleton(angles: Angles) -> Skeleton:
    """Where every bone is."""
    found = _trunk(angles)
    for side, sign in SIDES.items():
        found |= _leg(angles, side, sign, found["pelvis"])
        found |= _arm(angles, side, sign, found["c7"])
    return found


def _trunk(angles: Angles) -> Skeleton:
    get = angles.get
    pelvis = STANDING.swing(get("tip", 0.0)).spin(get("roll", 0.0))
    at = Vec(get("x", 0.0), get("y", 0.0), 0.0)
    found = {"pelvis": Bone(pelvis, at)}
    frame, length = pelvis, PELVIS_TO_L3
    for bone, part, further in (
        ("l3", "lumbar", L3_TO_T12),
        ("t12", "lumbar", T12_TO_T6),
        ("t6", "chest", T6_TO_C7),
        ("c7", "chest", NECK),
        ("head", "neck", 0.0),
    ):
        at = plus(at, frame.up, length)
        share = 1.0 if part == "neck" else 0.5
        bent = frame.swing(-share * get(part, 0.0)).spread(-share * get(f"{part}_side", 0.0))
        frame, length = bent.spin(share * get(f"{part}_turn", 0.0)), further
        found[bone] = Bone(frame, at)
    return found


def _leg(angles: Angles, side: str, sign: float, pelvis: Bone) -> Skeleton:
    def angle(joint: str) -> float:
        return angles.get(f"{side}_{joint}", 0.0)

    hip = pelvis.frame.place(pelvis.start, 0.0, 0.0, HIP_RIGHT * sign)
    thigh = pelvis.frame.swing(angle("hip")).spread(angle("hip_out") * sign).spin(angle("hip_turn") * sign)
    knee = plus(hip, thigh.up, -THIGH)
    shank = thigh.swing(-angle("knee"))
    return {
        f"{side}_thigh": Bone(thigh, hip),
        f"{side}_shank": Bone(shank, knee),
        f"{side}_foot": Bone(shank.swing(angle("ankle")), plus(knee, shank.up, -SHANK)),
    }


def _arm(angles: Angles, side: str, sign: float, c7: Bone) -> Skeleton:
    def angle(joint: str) -> float:
        return angles.get(f"{side}_{joint}", 0.0)

    girdle = c7.frame.spin(angle("blade") * sign)
    shoulder = girdle.place(c7.start, 0.0, SHOULDER_UP, SHOULDER_RIGHT * sign)
    upper = c7.frame.swing(angle("shoulder")).spread(angle("shoulder_out") * sign).spin(angle("shoulder_turn") * sign)
    elbow = plus(shoulder, upper.up, -UPPER_ARM)
    lower = upper.swing(angle("elbow"))
    wrist = plus(elbow, lower.up, -FOREARM)
    hand = lower.swing(angle("wrist"))
    return {
        f"{side}_upper_arm": Bone(upper, shoulder),
        f"{side}_forearm": Bone(lower, elbow),
        f"{side}_hand": Bone(hand, wrist),
        f"{side}_fingers": Bone(hand.swing(angle("grip")), plus(wrist, hand.up, -KNUCKLES)),
    }
