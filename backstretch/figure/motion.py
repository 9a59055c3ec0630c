"""From a phase and the time in it to a moment of its pose: into the hold, through its parts, back, to the other side.

Time is looked at in ticks of a sixth of a second: between two ticks nothing moves, so that every wake-up of a screen
is one that shows something new, and each repetition goes through the same pictures again.
"""

from functools import lru_cache
from itertools import pairwise
from math import cos, floor, pi
from typing import NamedTuple

from backstretch.figure.poses import HOLD, START, Pose
from backstretch.session.breath import breath_at
from backstretch.session.timeline import PhaseKind
from backstretch.session.words import Side

TICKS_A_SECOND = 6
WAY_SECONDS = 2.0
"""What the way into a hold takes, and the way back."""
TURN_SECONDS = 1.0
"""What turning to the other side takes."""
LEAST_REHEARSED_SECONDS = 6.0
"""The shortest lead-in in which the movement is shown before it is done; the hold shows it anyhow."""
_SHOWN_AFTER = 2.0
"""Seconds at the start before that."""
_STAYS = 1.5
"""Seconds in the hold then, or in each of its parts."""
_AT_START_AGAIN = 0.5
"""Seconds at the start after that."""
_PART_FOR_WAY = 0.6
"""The most that the way to a part takes of it: what the words name is then seen for a while."""
_SEEN_SECONDS = 1.0
"""How long the breath takes to be seen whole after the way."""
_LEVELS = 4
"""Steps in which the belly rises with a breath."""
_NARROWEST = 0.1
"""A figure that turns is never narrower than this share of its width."""
_LOOK_AHEAD = TICKS_A_SECOND
"""Ticks."""


class Showing(NamedTuple):
    """A phase, as far as a figure shows it."""

    kind: PhaseKind
    seconds: float
    """How long the phase is."""
    after_hold: bool
    """Whether a hold of the same exercise came right before."""
    side: Side | None = None
    """The side at work; while changing sides, the one to come."""
    side_before: Side | None = None
    """The side at work in the hold before."""
    breath_seconds: float = 6.0
    part_seconds: float = 0.0
    """How long each of the pose's parts lasts in a hold; 0 where the holds have no parts."""


class Moment(NamedTuple):
    """What tells one picture of a pose from another."""

    at: float
    """On the movement's way: see ``Keyframe``."""
    cycle: float = 0.0
    """How far round a cycle."""
    breath: float = 0.0
    """From 0, out, to 1, in."""
    flip: float = 1.0
    """1 for the right side or none, -1 for the left: the mirror image; between them while turning."""


def moment(pose: Pose, showing: Showing, elapsed_seconds: float) -> Moment:
    """The moment of ``pose`` after so much of the phase."""
    return _moment(pose, showing, _tick(elapsed_seconds))


def still(pose: Pose, showing: Showing, elapsed_seconds: float) -> Moment:
    """The moment for a person who wants no motion: in a hold the hold, or its part; else the start."""
    there = _places(pose, showing)[_part(pose, showing, elapsed_seconds)]
    return Moment(there if showing.kind == "hold" else START, flip=_facing(showing.side))


def until_next(pose: Pose, showing: Showing, elapsed_seconds: float) -> float:
    """Seconds until another moment has to be shown, or, where it is further away, a second."""
    tick = _tick(elapsed_seconds)
    now = _moment(pose, showing, tick)
    ahead = next((n for n in range(1, _LOOK_AHEAD) if _moment(pose, showing, tick + n) != now), _LOOK_AHEAD)
    return (tick + ahead) / TICKS_A_SECOND - elapsed_seconds


def _tick(seconds: float) -> int:
    return floor(seconds * TICKS_A_SECOND + 1e-6)


@lru_cache(maxsize=1024)
def _moment(pose: Pose, showing: Showing, tick: int) -> Moment:
    seconds = tick / TICKS_A_SECOND
    at = round(_at(pose, showing, seconds), 2)
    flip = round(_flip(showing, seconds), 2)
    if pose.cycle:
        keyframe = int(seconds / pose.cycle_seconds * len(pose.cycle)) % len(pose.cycle)
        return Moment(at, keyframe / len(pose.cycle) if at > START else 0.0, 0.0, flip)
    if len(pose.frames) == 1:
        at = START  # there is no way to go
    moves = showing.kind == "hold" and len(_places(pose, showing)) > 1
    breathes = showing.kind in {"hold", "rest"} and at in {START, HOLD} and not moves
    return Moment(at, 0.0, _full(pose, showing, seconds) if breathes else 0.0, flip)


def _full(pose: Pose, showing: Showing, seconds: float) -> float:
    """How full the breath is: it goes in and out from the phase's beginning on, seen once the way is gone."""
    seen = _eased((seconds - _way(showing)) / _SEEN_SECONDS) if len(pose.frames) > 1 else 1.0
    return round(breath_at(seconds, showing.breath_seconds).full * seen * _LEVELS) / _LEVELS


def _at(pose: Pose, showing: Showing, seconds: float) -> float:
    match showing.kind:
        case "ready":
            return _rehearsed(_places(pose, showing), showing.seconds, seconds)
        case "hold":
            return _held(pose, showing, seconds)
    if not showing.after_hold or pose.returns:
        return START
    return _places(pose, showing)[-1] * (1 - _eased(seconds / _way(showing)))


def _places(pose: Pose, showing: Showing) -> tuple[float, ...]:
    """Where on its way the movement goes in a hold, one after the other."""
    return pose.parts if pose.parts and showing.part_seconds else (HOLD,)


def _part(pose: Pose, showing: Showing, seconds: float) -> int:
    """Which of those a moment of a hold belongs to."""
    count = len(_places(pose, showing))
    return min(count - 1, int(seconds / showing.part_seconds + 1e-6)) if count > 1 else 0


def _rehearsed(places: tuple[float, ...], phase_seconds: float, seconds: float) -> float:
    """While getting ready: there and back as often as there is time for it, or once and quicker."""
    stage = WAY_SECONDS + _STAYS
    once = _SHOWN_AFTER + len(places) * stage + WAY_SECONDS + _AT_START_AGAIN
    pace = max(1.0, once / max(phase_seconds, LEAST_REHEARSED_SECONDS))
    times, within = divmod(seconds * pace, once)
    if (times + 1) * once > phase_seconds * pace + 1e-6:
        return START
    ways = pairwise((START, *places, START))
    return sum(
        (to - come) * _eased((within - _SHOWN_AFTER - n * stage) / WAY_SECONDS) for n, (come, to) in enumerate(ways)
    )


def _held(pose: Pose, showing: Showing, seconds: float) -> float:
    way = _way(showing)
    if len(_places(pose, showing)) > 1:
        return _in_parts(pose.parts, _part(pose, showing, seconds), showing, seconds)
    if pose.returns:
        way = max(way, 0.45 * showing.seconds)
        return HOLD * (_eased(seconds / way) - _eased((seconds - showing.seconds + way) / way))
    if showing.after_hold:
        return HOLD * (1 + cos(2 * pi * min(1.0, seconds / (2 * way)))) / 2
    return HOLD * _eased(seconds / way)


def _in_parts(places: tuple[float, ...], part: int, showing: Showing, seconds: float) -> float:
    """From each part's place to the next; from one hold to the next without the start between, if nothing is."""
    come = places[part - 1] if part or showing.after_hold else START
    way = min(WAY_SECONDS * abs(places[part] - come), _PART_FOR_WAY * showing.part_seconds)
    share = (seconds - part * showing.part_seconds) / max(1 / TICKS_A_SECOND, way)
    return come + (places[part] - come) * _eased(share)


def _way(showing: Showing) -> float:
    """How long the way takes: most of a hold is for the hold, and a change of sides has time to turn."""
    share = {"hold": 0.4, "switch": 0.5}.get(showing.kind, 1.0)
    return max(1 / TICKS_A_SECOND, min(WAY_SECONDS, share * showing.seconds))


def _flip(showing: Showing, seconds: float) -> float:
    before, now = _facing(showing.side_before), _facing(showing.side)
    if not showing.after_hold or before == now:
        return now
    if showing.kind == "hold":
        return before if seconds < _way(showing) else now
    turned = (seconds - _way(showing)) / min(TURN_SECONDS, _way(showing))
    flip = before * cos(pi * _eased(turned))
    return flip if abs(flip) >= _NARROWEST else (before if turned < 0.5 else now) * _NARROWEST


def _facing(side: Side | None) -> float:
    return -1.0 if side == "left" else 1.0


def _eased(share: float) -> float:
    """From 0 to 1, slow at both ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
