"""The poses of the catalogue's exercises, from ``poses.toml``, where their form is explained."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from backstretch.base.shipped_toml import read_shipped
from backstretch.figure.body import RANGES, SIDES
from backstretch.figure.flesh import BALLS, PARTS
from backstretch.figure.frames import Vec
from backstretch.figure.outlines import View
from backstretch.session.catalogue import catalogue
from backstretch.session.words import Part

OPPOSITE, START, HOLD = -1.0, 0.0, 1.0
"""Where the keyframes that have a name stand on the way of a movement."""
_NAMED = {"opposite": OPPOSITE, "start": START, "hold": HOLD}
_KEYS = {*_NAMED, "view", "works", "props", "pin", "returns", "parts", "cycle", "cycle_seconds", "belly"}


class Keyframe(NamedTuple):
    """One attitude of the body."""

    at: float
    """On the way of the movement: 0 at its start, 1 in the hold, -1 at the opposite end."""
    angles: Mapping[str, float]
    touches: Mapping[str, tuple[str, ...]]
    """What the body touches (the floor, the surface of a prop, a part of the body itself) → with which balls."""


class Bar(NamedTuple):
    """A piece of a prop: what is spanned round balls of one size."""

    places: tuple[Vec, ...]
    radius: float


class Prop(NamedTuple):
    """Something the exercise needs."""

    bars: tuple[Bar, ...]
    faces: Mapping[str, tuple[int, float]]
    """The surfaces that can be touched: name → the axis they stand across (0: x, 1: y) and where on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """How one exercise looks. Equal only to itself, so that pictures of it can be kept."""

    id: str
    view: View
    works: frozenset[str]
    """The parts of the body that do it."""
    props: tuple[str, ...]
    pin: str
    """The ball that goes its way straight from keyframe to keyframe, everything else being moved about it."""
    returns: bool
    """Whether the way back is part of the hold."""
    frames: tuple[Keyframe, ...]
    """In the order of their places on the way."""
    parts: tuple[float, ...]
    """Where on the way each part of a hold is; empty where the catalogue's words have no parts."""
    cycle: tuple[Keyframe, ...]
    """What is gone through again and again in the hold, in the order of time; empty where the hold is still."""
    cycle_seconds: float
    belly: float
    """How far the belly rises with a breath, in units of length."""

    def frame(self, at: float) -> Keyframe:
        """The keyframe at a place of its own."""
        return next(frame for frame in self.frames if frame.at == at)


@cache
def poses() -> dict[str, Pose]:
    """The pose of every exercise, by the exercise's id."""
    return {id_: _pose(id_, entry) for id_, entry in _data()["poses"].items()}


def parts_shown(id_: str, parts: tuple[Part, ...]) -> tuple[float, ...]:
    """Where on its way the pose is in each part of a hold; nothing for other parts than the catalogue's."""
    return poses()[id_].parts if parts == catalogue()[id_].words.parts else ()


@cache
def props() -> dict[str, Prop]:
    """Every prop by name."""
    return {name: _prop(entry) for name, entry in _data()["props"].items()}


@cache
def _data() -> dict[str, Any]:
    return read_shipped(Path(__file__).parent / "poses.toml")


def _prop(entry: dict[str, Any]) -> Prop:
    bars = tuple(Bar(tuple(Vec(*place) for place in bar["places"]), bar["radius"]) for bar in entry["bars"])
    faces = {name: ("xy".index(face["axis"]), float(face["at"])) for name, face in entry.get("faces", {}).items()}
    return Prop(bars, faces)


def _pose(id_: str, entry: dict[str, Any]) -> Pose:
    start = _keyframe(entry["start"], START, _base(entry["start"]))
    frames = [start]
    for name, at in (*_NAMED.items(), *((key, None) for key in entry if key.startswith("via"))):
        if name in entry and name != "start":
            frames.append(_keyframe(entry[name], entry[name]["at"] if at is None else at, start))
    if strange := {key for key in entry if not key.startswith("via")} - _KEYS:
        raise ValueError(f"{id_}: unknown {sorted(strange)}")
    return Pose(
        id=id_,
        view=View(**entry.get("view", {})),
        works=frozenset(_known(part, PARTS) for part in entry["works"]),
        props=tuple(entry.get("props", ())),
        pin=_known(entry.get("pin", "near_hips"), BALLS),
        returns=entry.get("returns", False),
        frames=tuple(sorted(frames, key=lambda frame: frame.at)),
        parts=tuple(_NAMED[name] for name in entry.get("parts", ())),
        cycle=tuple(_keyframe(each, HOLD, start) for each in entry.get("cycle", ())),
        cycle_seconds=entry.get("cycle_seconds", 0.0),
        belly=entry.get("belly", 1.0),
    )


def _base(entry: dict[str, Any]) -> Keyframe | None:
    """What a keyframe takes from one of the ``bases``, if it names one."""
    name = entry.get("from")
    return _keyframe(_data()["bases"][name], START, None) if name else None


def _keyframe(entry: dict[str, Any], at: float, base: Keyframe | None) -> Keyframe:
    """A keyframe; what it does not say is as in ``base``, and the joints that nothing names are straight."""
    angles = dict(base.angles) if base else {}
    for group, joints in entry.items():
        if group in {"from", "at", "touches"}:
            continue
        for joint, value in joints.items():
            angles.update(dict.fromkeys(_names(group, joint), float(value)))
    touches = entry.get("touches")
    if touches is None:
        return Keyframe(at, angles, base.touches if base else {})
    return Keyframe(
        at, angles, {what: tuple(n for ball in balls for n in _balls(ball)) for what, balls in touches.items()}
    )


def _names(group: str, joint: str) -> tuple[str, ...]:
    """The angles that a joint of a group stands for: of both sides, where the group is ``arms`` or ``legs``."""
    if group in {"pelvis", "spine"}:
        return (joint,)
    sides = tuple(SIDES) if group in {"arms", "legs"} else (group.partition("_")[0],)
    return tuple(_known(f"{side}_{joint}", RANGES) for side in sides)


def _balls(name: str) -> tuple[str, ...]:
    """A ball, or the balls of both sides where no side is named."""
    if name in BALLS:
        return (name,)
    return tuple(_known(f"{side}_{name}", BALLS) for side in SIDES)


def _known(name: str, names: Container[str]) -> str:
    if name not in names:
        raise ValueError(f"unknown {name}")
    return name
