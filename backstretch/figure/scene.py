"""A pose at a moment as shapes on a picture: what is drawn, in which role, and what stands before what."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from backstretch.figure.flesh import LIMBS, TRUNK, Part, Placed
from backstretch.figure.frames import Vec
from backstretch.figure.interpolation import body_at
from backstretch.figure.outlines import Corner, Disc, View, hull, seen
from backstretch.figure.poses import HOLD, Pose, props

Role = Literal["floor", "prop", "far", "body", "works"]
"""``works``: what does the exercise; ``far``: a limb of the side away from the viewer that does not."""
ROLES: tuple[Role, ...] = ("floor", "prop", "far", "body", "works")

FLOOR_DEEP = 17.0
"""From the middle of the mat to its edges, near and far."""
FLOOR_THICK = 0.7
_SAME = 0.1
"""What is no further apart looks as if it were in the same place."""
MARGIN = 2.0
"""What stays free round everything that is drawn."""


class Outline(NamedTuple):
    """One shape, with the discs that it is spanned round."""

    corners: tuple[Corner, ...]
    discs: tuple[Disc, ...]
    role: Role
    root: bool
    """Whether it is not to be parted from what is behind it."""


class Scene(NamedTuple):
    """A picture: its groups of shapes, from the farthest to the nearest; a group is seen as one thing."""

    groups: tuple[tuple[Outline, ...], ...]


class Box(NamedTuple):
    """The part of the plane that a picture shows."""

    left: float
    bottom: float
    right: float
    top: float
    level: bool = False
    """Whether the floor is seen from its side."""

    @property
    def width(self) -> float:
        """In units of length."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In units of length."""
        return self.top - self.bottom


def scene(pose: Pose, at: float, *, cycle: float = 0.0, breath: float = 0.0) -> Scene:
    """The picture of a pose; see ``body_at`` for the moment."""
    discs = seen(body_at(pose, at, cycle=cycle, breath=breath), pose.view)
    groups = sorted((_group(parts, discs, pose) for parts in (TRUNK, *_limbs(discs))), key=_depth)
    floor = _floor(pose.view, *_mat(pose))
    if box(pose).level:  # what stands on it does not break its line
        return Scene((*_props(pose), *groups, floor))
    return Scene((floor, *_props(pose), *groups))


@lru_cache(maxsize=64)
def box(pose: Pose) -> Box:
    """What has room for the whole movement."""
    moments = [(frame.at, 0.0) for frame in pose.frames] + [(HOLD, n / 4) for n in range(4) if pose.cycle]
    moments += [((one.at + other.at) / 2, 0.0) for one, other in zip(pose.frames, pose.frames[1:], strict=False)]
    discs = [d for at, cycle in moments for d in seen(body_at(pose, at, cycle=cycle), pose.view).values()]
    discs += [disc for group in _props(pose) for outline in group for disc in outline.discs]
    left, right = min(d.x - d.radius for d in discs), max(d.x + d.radius for d in discs)
    bottom, top = min(d.y - d.radius for d in discs), max(d.y + d.radius for d in discs)
    floor = [y for outline in _floor(pose.view, left, right) for _, y in outline.corners]
    return Box(left - MARGIN, min(bottom, *floor) - 0.5, right + MARGIN, max(top, *floor) + 1.0, not pose.view.tilt)


def _group(parts: Iterable[Part], discs: Mapping[str, Disc], pose: Pose) -> tuple[Outline, ...]:
    return tuple(_outline([discs[ball] for ball in part.balls], _role(part.of, pose), part.root) for part in parts)


def _limbs(discs: Mapping[str, Disc]) -> Iterator[tuple[Part, ...]]:
    """The limbs, without a far one that is hidden by the near one."""
    for parts in LIMBS:
        balls = [ball for part in parts for ball in part.balls]
        twins = [ball.replace("far_", "near_", 1) for ball in balls]
        if parts[0].of.startswith("near") or any(
            _apart(discs[one], discs[two]) for one, two in zip(balls, twins, strict=True)
        ):
            yield parts


def _outline(discs: list[Disc], role: Role, root: bool = False) -> Outline:
    return Outline(hull(discs), tuple(discs), role, root)


def _apart(one: Disc, other: Disc) -> bool:
    return abs(one.x - other.x) + abs(one.y - other.y) > _SAME


def _role(part: str, pose: Pose) -> Role:
    if part in pose.works:
        return "works"
    return "far" if part.startswith("far") else "body"


def _depth(group: tuple[Outline, ...]) -> float:
    depths = [disc.depth for outline in group for disc in outline.discs]
    return sum(depths) / len(depths)


def _mat(pose: Pose) -> tuple[float, float]:
    """Where the mat begins and ends."""
    room = box(pose)
    return room.left + MARGIN, room.right - MARGIN


@lru_cache(maxsize=64)
def _props(pose: Pose) -> tuple[tuple[Outline, ...], ...]:
    return tuple(
        tuple(_spanned(bar.places, bar.radius, pose.view, "prop") for bar in props()[name].bars) for name in pose.props
    )


def _floor(view: View, left: float, right: float) -> tuple[Outline, ...]:
    corners = [(left, -FLOOR_DEEP), (right, -FLOOR_DEEP), (right, FLOOR_DEEP), (left, FLOOR_DEEP)]
    edges = pairwise([*corners, corners[0]])
    return tuple(_spanned([Vec(x, -FLOOR_THICK, z) for x, z in edge], FLOOR_THICK, view, "floor") for edge in edges)


def _spanned(places: Iterable[Vec], radius: float, view: View, role: Role) -> Outline:
    balls = {str(n): Placed(place, radius) for n, place in enumerate(places)}
    return _outline(list(seen(balls, view).values()), role)
