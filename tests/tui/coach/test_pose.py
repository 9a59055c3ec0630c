"""What the figure shows of a run: the way in before the hold, each part while it lasts, and the way out. Pure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import pytest

from backstretch.coach.engine import Engine
from backstretch.coach.large_word import part_of
from backstretch.figure.motion import LEAST_REHEARSED_SECONDS, TICKS_A_SECOND
from backstretch.figure.poses import HOLD, OPPOSITE, START, poses
from backstretch.session.catalogue import catalogue
from backstretch.session.library import find_bundled, load
from backstretch.session.model import ExerciseStep
from backstretch.session.reader import read_session
from backstretch.session.timeline import Timeline, timeline
from backstretch.tui.coach.pose import PoseInTime, has_pose
from tests.cases import cases

STILL = {"brace", "belly-breathing", "seated-belly-breathing"}
"""What is done without a movement that can be seen from outside, but for the breath."""
DIVIDED = {"cat-cow": [HOLD, OPPOSITE], "pelvic-tilt": [OPPOSITE, HOLD]}
STAYS_SECONDS = 1.0


def laid_out(exercise: str, more: str = "", lead_in: float = 20) -> Timeline:
    text = f"""\
format = 1
title = "Figures"
lead_in = {lead_in}
[[steps]]
exercise = "{exercise}"
hold = 12
reps = 2
rest_between = 5
rest_after = 5
{more}"""
    session = read_session(text.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False).session
    assert session is not None
    return timeline(session)


def places(laid: Timeline, index: int, *, motion: bool = True) -> list[float]:
    """Where on its way the movement is in a phase, tick by tick."""
    begin, seconds = sum(phase.seconds for phase in laid.phases[:index]), laid.phases[index].seconds
    engine, posing, found = Engine(laid, 0.0), PoseInTime(laid, 6.0), []
    engine.advance(begin)
    for tick in range(round(seconds * TICKS_A_SECOND)):
        now = begin + tick / TICKS_A_SECOND
        engine.advance(now)
        view = engine.view(now)
        assert view.index == index
        posed = posing.posed(view, motion=motion)
        assert posed
        found.append(posed.moment.at)
    return found


def stays(seen: list[float]) -> list[float]:
    """Where it stays long enough to be looked at."""
    runs = [(at, len(list(same))) for at, same in groupby(seen)]
    return [at for at, ticks in runs if ticks >= STAYS_SECONDS * TICKS_A_SECOND]


def index(laid: Timeline, kind: str) -> int:
    return next(n for n, phase in enumerate(laid.phases) if phase.kind == kind)


def whole(id_: str) -> list[float]:
    """Where a whole movement stays, from its start on."""
    return [START] if id_ in STILL else [START, *DIVIDED.get(id_, [HOLD]), START]


@pytest.mark.second
@cases("id_", list(catalogue()))
def test_before_its_first_hold_every_exercise_shows_the_whole_movement(id_: str) -> None:
    for lead_in in (LEAST_REHEARSED_SECONDS, 10, 20):
        seen = places(laid_out(id_, lead_in=lead_in), 0)
        assert set(stays(seen)) <= set(whole(id_)), lead_in
        passed = [at for at in dict.fromkeys(seen) if at in whole(id_)]
        assert passed == list(dict.fromkeys(whole(id_))), lead_in
        assert seen[-1] == START, "whoever lies ready is not in the hold yet"


@pytest.mark.second
@cases("id_", list(catalogue()))
def test_a_hold_shows_itself_or_each_part_and_what_follows_the_way_out(id_: str) -> None:
    laid = laid_out(id_)
    returns = poses()[id_].returns
    there = whole(id_)[1:-1] or [START]
    seen = places(laid, index(laid, "hold"))
    assert stays(seen) == there or returns
    assert seen[0] == START
    assert max(seen) == HOLD or id_ in STILL
    for kind in {phase.kind for phase in laid.phases[2:]} - {"hold"}:
        out = places(laid, index(laid, kind))
        assert out[0] == (START if returns else there[-1]), kind
        assert stays(out)[-1] == out[-1] == START, kind


@pytest.mark.second
def test_every_lead_in_of_the_bundled_sessions_shows_the_movement() -> None:
    seen = set()
    for found in find_bundled():
        session = load(found, warnings=False).session
        assert session is not None
        laid = timeline(session)
        for number, phase in enumerate(laid.phases):
            item = phase.item
            if phase.kind == "ready" and isinstance(item, ExerciseStep) and item.exercise and not item.own:
                if (item.exercise, phase.seconds) not in seen:
                    assert {*whole(item.exercise)} <= set(places(laid, number)), (found.id, item.exercise)
                seen.add((item.exercise, phase.seconds))
    assert len({exercise for exercise, _ in seen}) > 20


def test_with_parts_of_its_own_a_step_shows_the_pose_of_the_hold() -> None:
    """Nobody has drawn them; what the catalogue's parts show would be wrong."""
    parts = 'parts = [{ word = "ONE", say = "Go one way." }, { word = "TWO", say = "And the other." }]\n'
    laid = laid_out("cat-cow", parts)
    assert stays(places(laid, index(laid, "hold"))) == [HOLD]
    assert set(DIVIDED["cat-cow"]) > {HOLD}


def test_the_parts_of_the_poses_are_those_of_the_words() -> None:
    for id_, exercise in catalogue().items():
        assert len(poses()[id_].parts) == len(exercise.words.parts), id_
    assert {id_: list(pose.parts) for id_, pose in poses().items() if pose.parts} == DIVIDED


@cases("motion", [True, False])
def test_the_figure_and_the_large_word_change_parts_at_once(motion: bool) -> None:
    """Also where the hold is made longer: the last part lasts longer then."""
    laid = laid_out("cat-cow")
    engine, posing = Engine(laid, 0.0), PoseInTime(laid, 6.0)
    engine.advance(20.0)
    engine.nudge(20.0, 5.0)
    words = []
    for n in range(17):
        engine.advance(20.0 + n)
        view = engine.view(20.0 + n)
        part, posed = part_of(view), posing.posed(view, motion=motion)
        assert part
        assert posed
        words.append(part.word)
        if not motion or n in {3, 5, 11, 16}:  # with motion, once the way is behind
            assert posed.moment.at == {"ROUND": HOLD, "SINK": OPPOSITE}[part.word], n
    assert words == ["ROUND"] * 6 + ["SINK"] * 11


@pytest.mark.parametrize(
    "more",
    [
        'parts = [{ word = "SINK", say = "Let it sink." }, { word = "ROUND", say = "Round it." }]',
        'cues = ["Round your back."]',
        'until = "key"',
    ],
)
def test_other_parts_than_the_catalogues_have_no_pictures(more: str) -> None:
    laid = laid_out("cat-cow", more)
    assert stays(places(laid, 0))[:3] == [START, HOLD, START]
    assert stays(places(laid, 1)) == [HOLD]


def test_without_motion_a_hold_in_one_part_is_one_picture() -> None:
    laid = laid_out("bridge")
    found: Callable[[int], set[float]] = lambda number: set(places(laid, number, motion=False))  # noqa: E731
    assert (found(0), found(1), found(2)) == ({START}, {HOLD}, {START})


def test_a_rest_has_the_figure_of_what_was_before_it_and_an_own_move_has_none() -> None:
    steps = """
[[steps]]
name = "Own"
hold = 5
cues = ["Wait."]
lead_in = 0
rest_after = 5
[[steps]]
rest = 5
[[steps]]
exercise = "bridge"
hold = 5
reps = 1
rest_after = 5
"""
    text = f'format = 1\ntitle = "Mixed"\n{steps}'
    session = read_session(text.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False).session
    assert session is not None
    laid = timeline(session)
    kinds = [(phase.kind, has_pose(laid, number)) for number, phase in enumerate(laid.phases)]
    none, some = [("hold", False), ("rest", False), ("rest", False)], [("ready", True), ("hold", True), ("rest", True)]
    assert kinds == [*none, *some]
