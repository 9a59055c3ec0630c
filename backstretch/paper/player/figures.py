"""The figures as a page needs them: where each ball of a body is seen at some moments. The page draws round them. Pure.

Between two moments the discs go straight, which no eye tells from the way that the joints would have them go, where
the moments are close enough.
"""

from __future__ import annotations

from typing import Any

from backstretch.figure.interpolation import body_at
from backstretch.figure.outlines import Disc, seen
from backstretch.figure.poses import HOLD, OPPOSITE, START, Pose, poses
from backstretch.figure.scene import box, scene

Values = dict[str, Any]
STEPS = 3
"""Moments on the way from the start to the hold, beside the start."""
CYCLE = 8
"""Moments of a cycle."""


def figure_values(id_: str) -> Values:
    """One exercise's figure as JSON has it: lengths in tenths of a hundredth of the body's height."""
    pose, orders, radii = poses()[id_], list[Any](), list[list[int]]()
    room = box(pose)
    return {
        "box": [_tenths(room.left), _tenths(-room.top), _tenths(room.width), _tenths(room.height)],
        "middle": _tenths(room.left + room.right),
        "returns": pose.returns,
        "cycleSeconds": pose.cycle_seconds if pose.cycle else 0,
        "ways": _ways(pose),
        "way": [_picture(pose, orders, radii, at) for at in _ways(pose)],
        "breath": [_picture(pose, orders, radii, at, breath=1.0) for at in (START, HOLD)],
        "cycle": [_picture(pose, orders, radii, HOLD, cycle=n / CYCLE) for n in range(CYCLE)] if pose.cycle else [],
        "orders": orders,
        "radii": radii,
    }


def _ways(pose: Pose) -> list[float]:
    """Where on the movement's way the pictures are."""
    if len(pose.frames) == 1:
        return [START]
    places = {round(n / STEPS, 3) for n in range(STEPS + 1)}
    if pose.frames[0].at == OPPOSITE:
        places |= {round(-n / STEPS, 3) for n in range(STEPS + 1)}
    return sorted(places)


def _picture(
    pose: Pose, orders: list[Any], radii: list[list[int]], at: float, *, cycle: float = 0.0, breath: float = 0.0
) -> Values:
    """Its discs as x and y one after the other, and the numbers of their radii and of what is spanned round which."""
    numbers: dict[Disc, int] = {}
    for disc in seen(body_at(pose, at, cycle=cycle, breath=breath), pose.view).values():
        numbers.setdefault(disc, len(numbers))
    order = [
        [[o.role, o.root, [numbers.setdefault(disc, len(numbers)) for disc in o.discs]] for o in group]
        for group in scene(pose, at, cycle=cycle, breath=breath).groups
    ]
    places = [_tenths(value) for disc in numbers for value in (disc.x, -disc.y)]
    round_ = [_tenths(disc.radius) for disc in numbers]
    return {"order": _number(orders, order), "radii": _number(radii, round_), "places": places}


def _number(values: list[Any], value: Any) -> int:
    """Its number among values of which each is kept once."""
    if value not in values:
        values.append(value)
    return values.index(value)


def _tenths(value: float) -> int:
    return round(value * 10)
