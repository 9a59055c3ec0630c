"""The first words after a stop say how to come out of what is held, and to rest where nothing is."""

from __future__ import annotations

from collections.abc import Callable

from backstretch.coach.engine import Engine
from backstretch.coach.wording import first_spoken, first_words, way_out
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import timeline
from tests.cases import cases

SESSION = """
format = 1
title = "T"
lead_in = 10
side_gap = 8
[[steps]]
exercise = "knee-to-chest"
hold = 20
reps = 1
rest_after = 12
[[steps]]
exercise = "bridge"
hold = 10
reps = 2
rest_between = 9
[[steps]]
exercise = "belly-breathing"
hold = 20
reps = 1
[[steps]]
name = "Of my own"
cues = ["Press down."]
hold = 10
[[steps]]
name = "Of many words"
cues = ["Press down."]
out = "Lower the arms slowly and then both of the legs."
hold = 10
[[steps]]
exercise = "walking"
hold = 60
"""
"""Ready 0, left 10, switch 30, right 38, rest 58; ready 70, bridge 80, release 90, bridge 99; ready 109, breathing 119;
ready 139, own 149; ready 159, many 169; ready 179, walk 189–249."""
FOOT, HIPS, SLOWLY = "Lower the foot slowly.", "Lower slowly, breathing in.", "Lower slowly, then rest."
REST = "Rest now."


def begun() -> Engine:
    found = read_session(SESSION.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False)
    assert found.session is not None, found.problems
    return Engine(timeline(found.session), 0.0)


def said(engine: Engine, at: float) -> str:
    engine.stop(at)
    return first_spoken(way_out(engine.view(at).held))


@cases(
    "second, words",
    [
        (0, REST),
        (4, REST),
        (9.9, REST),
        (10, FOOT),
        (29, FOOT),
        (32, FOOT),  # sides are changed, and the foot may still be in the air
        (36, REST),
        (50, FOOT),
        (60, FOOT),
        (64, REST),
        (71, REST),  # after a rest
        (85, HIPS),
        (91, HIPS),
        (96, REST),
        (110, HIPS),  # the next exercise is named, and the hips are on their way down
        (115, REST),
        (125, REST),  # a breath is not held
        (141, REST),
        (155, SLOWLY),
        (161, SLOWLY),
        (165, REST),
        (172, SLOWLY),
        (195, "Slow down, and stop."),
        (249, "Slow down, and stop."),  # it is over just now
    ],
)
def test_at_each_moment(second: float, words: str) -> None:
    assert said(begun(), second) == words


@cases(
    "at, press, later, words",
    [
        (20, Engine.skip_step, 2, FOOT),
        (20, Engine.skip_step, 6, REST),
        (20, Engine.skip, 1, FOOT),
        (64, Engine.skip, 1, REST),
        (20, Engine.ease, 2, FOOT),
        (20, Engine.ease, 6, REST),
        (20, Engine.pause, 300, FOOT),  # nobody knows that the foot was lowered
        (64, Engine.back, 2, FOOT),
    ],
)
def test_after_a_key(at: float, press: Callable[[Engine, float], object], later: float, words: str) -> None:
    engine = begun()
    press(engine, at)
    assert said(engine, at + later) == words


@cases(
    "out, words",
    [
        (None, "Rest now. Pain like this is a signal to stop."),
        ("", "Lower slowly, then rest. Pain like this is a signal to stop."),
        ("Lower the foot slowly.", "Lower the foot slowly, then rest. Pain like this is a signal to stop."),
    ],
)
def test_the_page_says_so_too(out: str | None, words: str) -> None:
    assert first_words(out) == words
