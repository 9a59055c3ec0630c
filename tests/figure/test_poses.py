"""Every pose: within the joints' ranges, on the floor and not in it, and touching what it says it touches."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from backstretch.figure import poses as poses_module
from backstretch.figure.body import NECK, RANGES, SHANK, SIDES, THIGH, skeleton
from backstretch.figure.flesh import fleshed
from backstretch.figure.frames import Vec, distance
from backstretch.figure.interpolation import body_at
from backstretch.figure.poses import HOLD, START, Keyframe, Pose, poses, props
from backstretch.session.catalogue import catalogue
from tests.cases import cases

from .conftest import Balls, degrees_between, gap, lowest, on_the_way

pytestmark = pytest.mark.second

SINKS = 1.0
"""Units: flesh gives way a little."""
TOUCHES = 1.0
HOLDS = 2.0
"""Of hands on limbs, which are softer than a floor."""
EVERY = cases("id_", list(catalogue()))


def out_of_range(frame: Keyframe) -> list[str]:
    return [
        f"{joint} {frame.angles[joint]}"
        for joint, (least, most) in RANGES.items()
        if not least <= frame.angles.get(joint, 0.0) <= most
    ]


def touching(pose: Pose, frame: Keyframe, balls: Balls) -> dict[tuple[str, str], float]:
    return {(what, ball): gap(balls, pose, what, ball) for what, names in frame.touches.items() for ball in names}


def allowed(what: str) -> float:
    return TOUCHES if what == "floor" or any(what in prop.faces for prop in props().values()) else HOLDS


def test_every_exercise_has_its_pose_and_every_pose_its_exercise() -> None:
    assert set(poses()) == set(catalogue())


@EVERY
def test_no_joint_goes_further_than_it_can(id_: str) -> None:
    for frame in (*poses()[id_].frames, *poses()[id_].cycle):
        assert out_of_range(frame) == []


@EVERY
def test_nothing_sinks_through_the_floor(id_: str) -> None:
    pose = poses()[id_]
    bodies = [(frame.at, fleshed(skeleton(frame.angles))) for frame in (*pose.frames, *pose.cycle)]
    for at, balls in [*bodies, *((at, balls) for at, balls, _ in on_the_way(pose))]:
        height, ball = lowest(balls)
        assert height >= -SINKS, (at, ball)


@EVERY
def test_somebody_stands_lies_or_sits_on_something(id_: str) -> None:
    for frame in poses()[id_].frames:
        assert frame.touches.get("floor"), frame.at


@EVERY
def test_what_touches_touches(id_: str) -> None:
    pose = poses()[id_]
    for frame in pose.frames:
        for (what, ball), apart in touching(pose, frame, body_at(pose, frame.at)).items():
            assert abs(apart) <= allowed(what), (frame.at, what, ball)


@EVERY
def test_what_stays_touching_touches_all_the_way(id_: str) -> None:
    pose = poses()[id_]
    for at, balls, both in on_the_way(pose):
        for what, ball in both:
            assert abs(gap(balls, pose, what, ball)) <= allowed(what) + 1.0, (at, what, ball)


@EVERY
def test_the_works_are_named_and_the_sides_fit(id_: str) -> None:
    """An exercise with sides sets off one side's limb more than the other's, or the trunk."""
    pose, exercise = poses()[id_], catalogue()[id_]
    assert pose.works
    if exercise.sides == "none":
        assert {part.replace("far", "near") for part in pose.works if part.startswith("far")} <= pose.works


@EVERY
def test_bones_keep_their_length_on_the_way(id_: str) -> None:
    for at, balls, _ in on_the_way(poses()[id_]):
        for side in SIDES:
            thigh = distance(balls[f"{side}_hip"].at, balls[f"{side}_knee"].at)
            shank = distance(balls[f"{side}_knee"].at, balls[f"{side}_ankle"].at)
            assert thigh == pytest.approx(THIGH, abs=0.3), at
            assert shank == pytest.approx(SHANK, abs=0.3), at


# What a physiotherapist looks for.


@cases("id_", ["knee-to-chest", "double-knee-to-chest", "pelvic-tilt", "hip-flexor-lying"])
def test_the_back_is_flat_on_the_floor(id_: str) -> None:
    balls = body_at(poses()[id_], HOLD)
    for side in SIDES:
        for ball in ("buttock", "waist", "chest"):
            assert abs(gap(balls, poses()[id_], "floor", f"{side}_{ball}")) <= TOUCHES, ball
    assert abs(gap(balls, poses()[id_], "floor", "skull")) <= TOUCHES


def test_the_knee_comes_to_the_chest_and_the_other_foot_stays() -> None:
    pose = poses()["knee-to-chest"]
    start, hold = body_at(pose, START), body_at(pose, HOLD)
    chest = hold["breast"].at
    assert distance(hold["near_knee"].at, chest) < 0.6 * distance(start["near_knee"].at, start["breast"].at)
    assert distance(hold["far_heel"].at, start["far_heel"].at) < 1.0


def test_the_bridge_is_a_line_from_shoulder_to_knee() -> None:
    pose = poses()["bridge"]
    balls = body_at(pose, HOLD)
    for side in SIDES:
        shoulder, hip, knee = (balls[f"{side}_{name}"].at for name in ("shoulder", "hip", "knee"))
        flat = [Vec(place.x, place.y, 0.0) for place in (shoulder, hip, knee)]
        assert degrees_between(*flat) > 174
        assert balls[f"{side}_hip"].at.y > body_at(pose, START)[f"{side}_hip"].at.y + 8


def test_the_side_plank_is_a_line_from_shoulders_to_knees() -> None:
    balls = body_at(poses()["side-plank"], HOLD)

    def middle(name: str) -> Vec:
        one, other = balls[f"near_{name}"].at, balls[f"far_{name}"].at
        return Vec((one.x + other.x) / 2, (one.y + other.y) / 2, 0.0)

    assert degrees_between(middle("shoulder"), middle("hip"), middle("knee")) > 170


@cases(
    ("id_", "is_so"),
    [
        ("hamstring", lambda balls: balls["near_ankle"].at.y > balls["near_knee"].at.y + 22),
        (
            "sphinx",
            lambda balls: degrees_between(*(balls[f"near_{n}"].at for n in ("shoulder", "elbow", "wrist"))) < 105,
        ),
        ("childs-pose", lambda balls: balls["near_buttock"].at.x < balls["near_knee"].at.x - 10),
        ("clam", lambda balls: balls["near_knee"].at.y > balls["far_knee"].at.y + 12),
        ("standing-back-bend", lambda balls: balls["nape"].at.x < balls["near_hips"].at.x - 8),
        ("seated-forward-bend", lambda balls: balls["skull"].at.y < balls["near_hip"].at.y + 18),
        ("knee-rolls", lambda balls: balls["near_knee"].at.z > balls["near_hip"].at.z + 10),
        ("bird-dog", lambda balls: abs(balls["near_finger"].at.y - balls["near_shoulder"].at.y) < 6),
    ],
)
def test_the_hold_is_what_the_cues_say(id_: str, is_so: Callable[[Balls], bool]) -> None:
    pose = poses()[id_]
    assert is_so(body_at(pose, HOLD))
    assert not is_so(body_at(pose, START))


@cases("id_", ["hip-flexor", "wall-squat"])
def test_the_trunk_stays_upright(id_: str) -> None:
    balls = body_at(poses()[id_], HOLD)
    assert abs(balls["nape"].at.x - balls["near_hips"].at.x) < 4


def test_the_wall_squat_stays_above_half_a_right_angle() -> None:
    assert poses()["wall-squat"].frame(HOLD).angles["near_knee"] <= 45


@cases("id_", ["bird-dog", "cat-cow"])
def test_hips_and_knees_stay_where_they_are_on_all_fours(id_: str) -> None:
    pose = poses()[id_]
    start = body_at(pose, START)
    for _, balls, _ in on_the_way(pose):
        assert distance(balls["near_knee"].at, start["near_knee"].at) < 1.0


def test_in_walking_a_foot_is_always_on_the_floor_and_none_in_it() -> None:
    pose = poses()["walking"]
    for n in range(32):
        assert lowest(body_at(pose, HOLD, cycle=n / 32))[0] == pytest.approx(0.0, abs=1e-6)


# The body itself.


def test_the_body_is_as_high_as_a_hundred_units() -> None:
    balls = fleshed(skeleton({"y": THIGH + SHANK + 4.1}))
    height = max(ball.at.y + ball.radius for ball in balls.values())
    assert height == pytest.approx(100, abs=2)
    head = balls["skull"].at.y + balls["skull"].radius - (balls["jaw"].at.y - balls["jaw"].radius)
    assert height / head == pytest.approx(7.5, abs=0.7)
    assert head > NECK


def test_both_sides_are_alike() -> None:
    balls = fleshed(skeleton({}))
    for name, ball in balls.items():
        if name.startswith("near_"):
            twin = balls[f"far_{name.removeprefix('near_')}"]
            assert (ball.at.x, ball.at.y, ball.radius) == pytest.approx((twin.at.x, twin.at.y, twin.radius))
            assert ball.at.z == pytest.approx(-twin.at.z)


@cases(
    ("angles", "ball", "goes"),
    [
        ({"near_hip": 90}, "near_knee", (1, 0)),
        ({"near_knee": 90}, "near_ankle", (-1, 0)),
        ({"near_shoulder": 90}, "near_elbow", (1, 0)),
        ({"near_elbow": 90}, "near_wrist", (1, 0)),
        ({"near_hip_out": 40}, "near_knee", (0, 1)),
        ({"far_hip_out": 40}, "far_knee", (0, -1)),
        ({"near_shoulder_out": 90}, "near_elbow", (0, 1)),
        ({"near_hip_turn": 45}, "near_toe", (0, 1)),
        ({"far_hip_turn": 45}, "far_toe", (0, -1)),
        ({"lumbar": 40}, "skull", (1, 0)),
        ({"chest_side": 20}, "skull", (0, 1)),
        ({"chest_turn": 40}, "nose", (0, 1)),
        ({"near_blade": 25}, "near_shoulder", (-1, 0)),
        ({"far_blade": 25}, "far_shoulder", (-1, 0)),
        ({"tip": 30}, "skull", (-1, 0)),
        ({"roll": 40}, "nose", (0, 1)),
    ],
)
def test_angles_mean_what_a_goniometer_says(angles: dict[str, float], ball: str, goes: tuple[int, int]) -> None:
    before, after = fleshed(skeleton({}))[ball].at, fleshed(skeleton(angles))[ball].at
    for moved, sign in zip((after.x - before.x, after.z - before.z), goes, strict=True):
        assert math.copysign(1, moved) == sign if sign else abs(moved) < 4.0


# The reader.


@cases(
    ("entry", "wrong"),
    [
        ({"works": ["near leg"], "start": {"near_leg": {"hop": 3}}}, "near_hop"),
        ({"works": ["near log"], "start": {}}, "near log"),
        ({"works": ["belly"], "start": {"touches": {"floor": ["bottom"]}}}, "near_bottom"),
        ({"works": ["belly"], "pin": "nothing", "start": {}}, "nothing"),
        ({"works": ["belly"], "start": {}, "tempo": 3}, "tempo"),
    ],
)
def test_a_word_that_means_nothing_is_refused(entry: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValueError, match=f"unknown .*{wrong}"):
        poses_module._pose("mine", entry)
