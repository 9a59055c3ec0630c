"""What the screen says to do in each phase: the whole movement first, how to come out after it, never what is over."""

from __future__ import annotations

import pytest

from backstretch.coach.engine import Engine
from backstretch.coach.phrases import PLAIN_OUT
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import Timeline, timeline
from backstretch.tui.coach.instructions import LET_GO, instructions, until_moved
from backstretch.tui.coach.view import _fitted

BRIDGE = catalogue()["bridge"].words
KNEE = catalogue()["knee-to-chest"].words

STEPS = """\
format = 1
title = "Steps"
lead_in = 5
side_gap = 5
[[steps]]
exercise = "knee-to-chest"
hold = 10
reps = 2
rest_between = 5
[[steps]]
exercise = "bridge"
hold = 10
reps = 2
rest_between = 5
rest_after = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 10
reps = 2
rest_between = 5
[[steps]]
exercise = "bird-dog"
hold = 5
reps = 1
[[steps]]
name = "Own"
cues = ["Easy does it."]
hold = 5
reps = 2
rest_between = 5
"""


@pytest.fixture(scope="module")
def laid() -> Timeline:
    session = read_session(STEPS.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False).session
    assert session is not None
    return timeline(session)


def shown(laid: Timeline, step: int, kind: str, number: int = 0, after: float = 1.0) -> list[str]:
    """The sentences in the phase of that kind in a step."""
    begin = [phase.start for phase in laid.phases if (phase.step, phase.kind) == (step, kind)][number]
    engine = Engine(laid, 0.0)
    engine.advance(begin + after)
    return instructions(laid, engine.view(begin + after))


def test_ready_has_what_must_lie_ready_the_start_and_the_whole_movement(laid: Timeline) -> None:
    words = KNEE.on("left")
    assert shown(laid, 1, "ready") == ["With a flat cushion under your head.", words.start, *words.cues]


def test_the_first_repetition_of_each_side_has_the_whole_movement_and_later_ones_what_is_needed(laid: Timeline) -> None:
    assert shown(laid, 1, "hold") == list(KNEE.on("left").cues)
    assert shown(laid, 1, "hold", 1) == [KNEE.on("left").into, KNEE.holding]
    assert shown(laid, 1, "hold", 2) == list(KNEE.on("right").cues)


def test_after_a_hold_it_is_how_to_come_out_and_nothing_of_the_way_in(laid: Timeline) -> None:
    assert shown(laid, 1, "switch") == [KNEE.out, "Now your right side."]
    assert shown(laid, 2, "release") == [BRIDGE.out]
    assert shown(laid, 2, "rest") == [BRIDGE.out, LET_GO]
    assert shown(laid, 5, "release") == [PLAIN_OUT]
    assert shown(laid, 2, "ready")[0] == KNEE.out


def test_a_hold_in_parts_says_the_part_once_the_movement_is_known(laid: Timeline) -> None:
    first, second = catalogue()["pelvic-tilt"].words.parts
    later = [shown(laid, 3, "hold", 1, after)[0] for after in (1.0, 4.9, 5.1)]
    assert later == [first.say, first.say, second.say]


def test_room_is_kept_for_the_parts_of_a_hold_and_for_the_way_back_of_the_same_repetition(laid: Timeline) -> None:
    holds = [n for n, phase in enumerate(laid.phases) if (phase.step, phase.kind) == (3, "hold")]
    first, second = catalogue()["pelvic-tilt"].words.parts
    said = until_moved(laid, holds[1])
    assert [texts[0] for texts in said[:2]] == [first.say, second.say]
    assert len(said) == 2, "what follows is another exercise"
    assert until_moved(laid, holds[0])[-1] == shown(laid, 3, "release")
    assert until_moved(laid, len(laid.phases) - 1) == [shown(laid, 5, "hold", 1)]


def test_a_change_of_position_says_how_to_get_there(laid: Timeline) -> None:
    assert "Roll onto your side, push up, and come onto hands and knees." in shown(laid, 4, "ready")
    assert not any("Roll" in text for text in shown(laid, 2, "ready"))


def test_what_has_no_room_comes_when_it_is_said() -> None:
    cues = ["First of them all.", "Then the second.", "The third comes now.", "And the last."]
    assert _fitted(cues, 40, 4, "") == "\n".join(cues)
    assert _fitted(cues, 42, 2, "") == "First of them all. Then the second. The\nthird comes now. And the last."
    assert _fitted(cues, 22, 1, "") == "First of them all."
    assert [_fitted(cues, 22, 1, said) for said in cues] == cues
    assert _fitted(cues, 42, 1, cues[3]) == "The third comes now. And the last."
    assert _fitted(["A word " * 9], 20, 2, "") == "A word A word A\nword A word A word…"
