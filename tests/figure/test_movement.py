"""An exercise shown by itself: as in a session, for a minute, and then nothing is left to do."""

from __future__ import annotations

import pytest

from backstretch.figure.motion import Moment
from backstretch.figure.movement import LASTS_SECONDS, Movement
from backstretch.figure.poses import HOLD, START, poses

MOVING = [pose for pose in poses().values() if len(pose.frames) > 1]


@pytest.mark.second
@pytest.mark.parametrize("side", [None, "left"])
def test_each_goes_its_way_and_back_and_comes_to_an_end(side: str | None) -> None:
    for pose in poses().values():
        shown = Movement(pose, "left" if side else None)
        assert LASTS_SECONDS <= shown.seconds < LASTS_SECONDS + shown.round_seconds, pose.id
        places, elapsed = set[float](), 0.0
        while (now := shown.at(elapsed)).until_next is not None:
            assert 0 < now.until_next < 1.01, (pose.id, elapsed)
            assert now.moment.flip == (-1.0 if side else 1.0), (pose.id, elapsed)
            assert now.moment == shown.at(elapsed + shown.round_seconds).moment or elapsed + shown.round_seconds >= (
                shown.seconds
            ), (pose.id, "each round is the same")
            places.add(now.moment.at)
            elapsed += max(0.1, now.until_next)
        assert elapsed >= shown.seconds - 1, pose.id
        assert now.moment == shown.still == Moment(HOLD, flip=-1.0 if side else 1.0), pose.id
        if pose in MOVING:
            assert {START, pose.parts[-1] if pose.parts else HOLD} <= places, pose.id
