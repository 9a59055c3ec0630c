"""The motion: continuous, the same for the same moment, asleep where nothing moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.figure.frames import distance
from backstretch.figure.interpolation import body_at
from backstretch.figure.motion import TICKS_A_SECOND, WAY_SECONDS, Moment, Showing, moment, still, until_next
from backstretch.figure.poses import HOLD, OPPOSITE, START, Pose, poses
from backstretch.session.timeline import PhaseKind
from backstretch.session.words import Side

pytestmark = pytest.mark.second

FASTEST = {"walking": 30.0}
MOSTLY_FASTEST = 10.0
"""Units that any ball may go in a tick; a tenth of the body's height. Somebody who walks is shown step by step."""

LEFT_THEN_RIGHT: list[Showing] = [
    Showing("ready", 10, False, "left"),
    Showing("hold", 10, False, "left"),
    Showing("release", 5, True, "left", "left"),
    Showing("hold", 10, False, "left", "left"),
    Showing("switch", 5, True, "right", "left"),
    Showing("hold", 10, False, "right", "left"),
    Showing("rest", 15, True, "right", "right"),
]
"""An exercise on both sides, phase by phase."""


def frames(pose: Pose, phases: list[Showing]) -> list[Moment]:
    """Every moment of some phases, tick by tick."""
    return [
        moment(pose, showing, tick / TICKS_A_SECOND)
        for showing in phases
        for tick in range(round(showing.seconds * TICKS_A_SECOND))
    ]


def jump(pose: Pose, one: Moment, other: Moment) -> float:
    """How far the ball goes that goes furthest, the turn to the other side left aside."""
    before, after = (body_at(pose, each.at, cycle=each.cycle, breath=each.breath) for each in (one, other))
    return max(distance(before[name].at, after[name].at) for name in before)


@pytest.mark.parametrize("id_", sorted(poses()))
def test_the_body_never_jumps(id_: str) -> None:
    pose = poses()[id_]
    part_seconds = 5.0 if pose.parts else 0.0
    seen = [frames(pose, [showing._replace(part_seconds=part_seconds)]) for showing in LEFT_THEN_RIGHT]
    whole = [seen[1]] if pose.cycle else [[each for phase in seen for each in phase]]
    for each in whole:
        for one, other in dict.fromkeys(pairwise(each)):
            assert jump(pose, one, other) <= FASTEST.get(id_, MOSTLY_FASTEST), (one, other)


@pytest.mark.parametrize("id_", sorted(poses()))
def test_it_turns_to_the_other_side_without_a_jump(id_: str) -> None:
    flips = [each.flip for each in frames(poses()[id_], LEFT_THEN_RIGHT)]
    assert (flips[0], flips[-1]) == (-1.0, 1.0)
    assert max(other - one for one, other in pairwise(flips)) <= 0.8
    assert all(abs(flip) >= 0.1 for flip in flips)
    assert flips == sorted(flips)


def test_a_hold_is_the_hold_and_the_rest_the_start() -> None:
    pose = poses()["knee-to-chest"]
    hold, release, rest = LEFT_THEN_RIGHT[1], LEFT_THEN_RIGHT[2], LEFT_THEN_RIGHT[-1]
    assert moment(pose, hold, 0.0).at == START
    assert moment(pose, hold, WAY_SECONDS).at == moment(pose, hold, 9.9).at == HOLD
    assert moment(pose, release, 0.0).at == HOLD
    assert moment(pose, release, WAY_SECONDS).at == moment(pose, rest, 14.0).at == START


def test_getting_ready_it_shows_the_movement_once() -> None:
    pose = poses()["bridge"]
    there = [each.at for each in frames(pose, [Showing("ready", 10, False)])]
    assert (there[0], max(there), there[-1]) == (START, HOLD, START)
    assert {each.at for each in frames(pose, [Showing("ready", 5, False)])} == {START}


def test_a_short_lead_in_shows_it_once_and_quicker() -> None:
    for id_, seconds in (("bridge", 6), ("cat-cow", 6), ("cat-cow", 10), ("sphinx", 7)):
        there = [each.at for each in frames(poses()[id_], [Showing("ready", seconds, False, part_seconds=5)])]
        assert (there[0], max(there), there[-1]) == (START, HOLD, START), (id_, seconds)
        assert min(there) == (OPPOSITE if id_ == "cat-cow" else START), (id_, seconds)


def test_a_hold_goes_from_part_to_part_and_into_the_next_hold() -> None:
    pose = poses()["cat-cow"]
    hold = Showing("hold", 10, False, part_seconds=5)
    there = [
        each.at
        for each in frames(pose, [hold, hold._replace(after_hold=True), Showing("rest", 5, True, part_seconds=5)])
    ]
    ticks = [there[second * TICKS_A_SECOND] for second in (0, 2, 5, 8, 10, 13, 15, 18, 20, 23)]
    assert ticks == [START, HOLD, HOLD, OPPOSITE, OPPOSITE, HOLD, HOLD, OPPOSITE, OPPOSITE, START]
    assert {each.breath for each in frames(pose, [hold])} == {0.0}, "the words say when to breathe"


def test_the_dead_bug_comes_back_within_its_hold() -> None:
    there = [each.at for each in frames(poses()["dead-bug"], [Showing("hold", 4, False, "right")])]
    assert (there[0], max(there)) == (START, HOLD)
    assert there[-1] < 0.2


def test_holds_without_a_pause_between_go_back_once() -> None:
    pose = poses()["bridge"]
    there = [each.at for each in frames(pose, [Showing("hold", 10, False), Showing("hold", 10, True)])]
    again = there[10 * TICKS_A_SECOND :]
    assert again[0] == HOLD
    assert min(again) == pytest.approx(START, abs=0.05)
    assert again[-1] == HOLD


def test_it_breathes_in_the_hold_and_not_on_the_way() -> None:
    pose = poses()["belly-breathing"]
    breath = [each.breath for each in frames(pose, [Showing("hold", 60, False)])]
    assert {0.0, 0.5, 1.0} <= set(breath)
    assert breath.count(1.0) > 9
    walks = frames(poses()["walking"], [Showing("hold", 60, False)])
    assert {each.breath for each in walks} == {0.0}
    assert len({each.cycle for each in walks}) == len(poses()["walking"].cycle)


@pytest.mark.parametrize("side", ["left", "right", None])
def test_without_motion_there_are_two_pictures(side: Side | None) -> None:
    pose, flip = poses()["bridge"], -1.0 if side == "left" else 1.0
    assert still(pose, Showing("hold", 10, False, side), 3.0) == Moment(HOLD, flip=flip)
    for kind in ("ready", "release", "switch", "rest"):
        assert still(pose, Showing(kind, 10, True, side, "right"), 3.0) == Moment(START, flip=flip)


@st.composite
def showings(draw: st.DrawFn) -> Showing:
    kinds: list[PhaseKind] = ["ready", "hold", "release", "switch", "rest"]
    sides: list[Side | None] = ["left", "right", None]
    return Showing(
        draw(st.sampled_from(kinds)),
        draw(st.floats(0.0, 3600.0)),
        draw(st.booleans()),
        draw(st.sampled_from(sides)),
        draw(st.sampled_from(sides)),
        draw(st.floats(1.0, 30.0)),
        draw(st.sampled_from([0.0, 0.5, 5.0])),
    )


@given(st.sampled_from(sorted(poses())), showings(), st.floats(0.0, 1.0))
def test_nothing_changes_before_it_is_due(id_: str, showing: Showing, share: float) -> None:
    pose, elapsed = poses()[id_], share * showing.seconds
    now, due = moment(pose, showing, elapsed), until_next(pose, showing, elapsed)
    assert 0 < due <= 1 + 1 / TICKS_A_SECOND
    assert moment(pose, showing, elapsed + due * 0.999 - 1e-6) == now or due < 1e-5
    assert -1.0 <= now.flip <= 1.0
    assert OPPOSITE <= now.at <= HOLD
    assert 0.0 <= now.breath <= 1.0


def test_it_is_looked_at_no_more_often_than_it_moves() -> None:
    pose, showing = poses()["knee-to-chest"], Showing("hold", 60, False, "right")
    looked, seen, elapsed = 0, set(), 10.0
    while elapsed < 58:
        wait = until_next(pose, showing, elapsed)
        assert wait > 0.01
        elapsed += wait
        seen.add((round(elapsed, 3), moment(pose, showing, elapsed)))
        looked += 1
    assert looked < 48 * 2.5
    assert max(until_next(pose, Showing("release", 60, True), 30.0), 0.9) > 0.9
