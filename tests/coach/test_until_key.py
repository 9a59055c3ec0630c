"""What lasts until a key: a hold or a rest whose time is only what is expected."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backstretch.coach.cues import Prompter
from backstretch.coach.events import HoldRecord, Over, Paused, PhaseBegan, PhaseEnded, State
from backstretch.coach.moments import due, until_next
from backstretch.coach.phrases import MOVE_UNTIL_KEY, REST_UNTIL_KEY, UNTIL_KEY
from backstretch.coach.script import script
from backstretch.coach.speech import Speech
from backstretch.session.timeline import Timeline
from backstretch.session.words import Does, Words
from tests.cases import cases

from .conftest import T0, Run, laid_out, move, rest

READY, HOLD, RELEASE, HOLD_2, REST, LAST = range(6)
HOUR = 3600


def waiting(hold: float = 20, words: Words | None = None) -> Timeline:
    """Two holds and a rest that last until a key, and then a hold that does not."""
    waits = move(1, hold=hold, reps=2, lead_in=5, rest_between=5)._replace(until_key=True)
    waits = waits if words is None else waits._replace(words=words)
    return laid_out(waits, rest(2, 30)._replace(until_key=True), move(3, hold=10))


def holding(seconds: float) -> Run:
    """A run so far into the first hold."""
    return Run(waiting()).wait(5).wait(seconds)


def test_what_is_expected_is_its_time_on_paper() -> None:
    phases = waiting().phases
    assert [(phase.kind, phase.start, phase.seconds, phase.until_key) for phase in phases] == [
        ("ready", 0, 5, False),
        ("hold", 5, 20, True),
        ("release", 25, 5, False),
        ("hold", 30, 20, True),
        ("rest", 50, 30, True),
        ("hold", 80, 10, False),
    ]
    assert waiting().until_key
    assert not laid_out(move(1)).until_key


def test_a_rest_after_such_a_step_has_its_time() -> None:
    assert [phase.until_key for phase in laid_out(move(1, rest_after=9)._replace(until_key=True)).phases] == [
        True,
        False,
    ]


# ---- when it ends --------------------------------------------------------------------------------


@cases("seconds", [1, 19.5, 20, 21, 400, HOUR - 1])
def test_it_ends_at_the_key_and_counts_as_long_as_it_lasted(seconds: float) -> None:
    run = holding(seconds)
    assert run.view.index == HOLD
    assert run.view.left_seconds == pytest.approx(max(0, 20 - seconds))
    run.take()
    run.press("k")
    assert run.take() == [PhaseEnded(T0 + 5 + seconds, HOLD), PhaseBegan(T0 + 5 + seconds, RELEASE)]
    assert run.holds == {HOLD: ("done", seconds)}
    assert run.wait(4.75).here == (RELEASE, 4.75)
    assert run.active == pytest.approx(5 + seconds + 4.75)
    assert run.wait(0.25).here == (HOLD_2, 0)


@cases("seconds", [0, 0.5, 0.875])
def test_no_key_ends_it_or_pauses_it_in_its_first_second(seconds: float) -> None:
    run = holding(seconds).press("k")
    assert run.here == (HOLD, seconds)
    assert run.view.state is State.RUNNING


@cases("phase", [HOLD, HOLD_2, REST])
def test_a_key_that_is_held_down_ends_nothing(phase: int) -> None:
    run = reached(phase)
    assert run.engine.other_key(run.now, afresh=False) == ()
    assert (run.view.index, run.view.state) == (phase, State.RUNNING)


@cases(("phase", "state"), [(READY, State.PAUSED), (RELEASE, State.PAUSED), (LAST, State.PAUSED)])
def test_such_a_key_pauses_everywhere_else(phase: int, state: State) -> None:
    run = reached(phase).press("k")
    assert (run.view.index, run.view.state) == (phase, state)


def test_it_never_resumes() -> None:
    run = holding(5).press("p").wait(2).press("k")
    assert run.view.state is State.PAUSED
    run.press("r").wait(1).press("k")
    assert (run.view.state, run.here) == (State.PAUSED, (HOLD, 5))


def test_a_rest_ends_at_the_key_too() -> None:
    run = reached(REST).wait(99).press("k")
    assert run.here == (LAST, 0)
    assert run.wait(10).view.state is State.FINISHED


def test_the_last_phase_ends_the_run() -> None:
    run = Run(laid_out(move(1)._replace(until_key=True))).wait(50).press("k")
    assert run.take() == [PhaseEnded(T0 + 50, 0), Over(T0 + 50, State.FINISHED)]
    assert run.engine.hold_records(run.now) == (HoldRecord(0, 50, "done"),)
    assert run.active == 50


# ---- when nobody presses it ----------------------------------------------------------------------


@cases("steps", [[1e6], [5, 20, 1, 30, 4000, 4000], [0.25] * 8 + [1e6]])
def test_time_alone_goes_no_further_and_after_an_hour_stands_still(steps: list[float]) -> None:
    run = Run(waiting())
    for seconds in steps:
        run.wait(seconds)
    assert run.take() == [PhaseEnded(T0 + 5, READY), PhaseBegan(T0 + 5, HOLD), Paused(T0 + 5 + HOUR, 0)]
    assert run.here == (HOLD, HOUR)
    assert run.active == 5 + HOUR
    assert run.holds == {HOLD: ("cut", HOUR)}


def test_after_an_hour_it_is_over_where_one_goes_on_at_once() -> None:
    run = holding(HOUR).press("r").wait(3)
    assert run.here == (RELEASE, 0)
    assert run.holds == {HOLD: ("done", HOUR)}


def test_after_an_hour_and_a_pause_the_hold_starts_over() -> None:
    run = holding(HOUR).wait(60).press("r").wait(3)
    assert run.here == (HOLD, 0)
    assert run.wait(HOUR).view.state is State.PAUSED
    assert run.press("r").wait(3).here == (RELEASE, 0)


def test_after_an_hour_of_rest_the_next_phase_comes() -> None:
    run = reached(REST).wait(2 * HOUR).press("r").wait(3)
    assert run.here == (LAST, 0)


# ---- the other keys ------------------------------------------------------------------------------


def test_n_leaves_it_cut_and_u_leads_back() -> None:
    run = holding(33).press("n")
    assert run.holds == {HOLD: ("cut", 33)}
    assert run.here == (REST, 0)
    run.wait(7).press("u")
    assert (run.here, run.holds) == ((HOLD, 33), {HOLD: ("cut", 33)})
    assert run.press("k").holds == {HOLD: ("done", 33)}
    assert run.press("u").here == (RELEASE, 0), "a hold has ended"


def test_b_begins_it_again() -> None:
    run = holding(33).press("b")
    assert run.here == (HOLD, 0)
    assert run.wait(8).press("k").holds == {HOLD: ("done", 8)}
    assert run.wait(6).press("b").wait(5).press("bb").here == (HOLD, 0)
    assert run.wait(4).press("k").holds[HOLD] == ("done", 4)


@cases(("keys", "left"), [("+", 20), ("++", 25), ("-", 10), ("----", 1)])
def test_what_is_given_and_taken_moves_only_what_is_expected(keys: str, left: float) -> None:
    run = holding(5).press(keys)
    assert run.view.left_seconds == left
    assert run.wait(40).here == (HOLD, 45)
    assert run.press("k").wait(5).here == (HOLD_2, 0)


def test_a_pause_takes_no_time_of_it_and_a_long_one_starts_it_over() -> None:
    assert holding(7).press("p").wait(9).press("r").wait(3).wait(1).here == (HOLD, 8)
    assert holding(7).press("p").wait(10).press("r").wait(3).wait(1).here == (HOLD, 1)


def test_a_gap_pauses_where_it_was_last_seen() -> None:
    run = holding(40)
    run.engine.gap(run.now + 500, run.now, 500)
    run.now += 500
    assert (run.here, run.view.state) == ((HOLD, 40), State.PAUSED)


def test_pain_and_leaving_keep_what_was_held() -> None:
    for key, state in (("x", State.STOPPED), ("q", State.ENDED), ("e", State.RUNNING)):
        run = holding(61).press(key)
        assert (run.view.state, run.holds) == (state, {HOLD: ("cut", 61)})


def test_a_broken_off_run_goes_on_at_the_beginning_of_the_hold() -> None:
    before = Run(waiting()).wait(5).wait(25).press("k").wait(5).wait(44)
    assert before.here == (HOLD_2, 44)
    after = Run(before.timeline, index=HOLD_2, records=before.engine.hold_records(before.now), active_seconds=79)
    assert after.wait(3).here == (HOLD_2, 0)
    assert after.wait(50).press("k").holds == {HOLD: ("done", 25), HOLD_2: ("done", 50)}
    assert after.active == 79 + 50


# ---- what is shown and heard ---------------------------------------------------------------------


def test_the_time_left_is_what_is_expected_and_says_so() -> None:
    run = holding(30)
    view = run.view
    assert (view.left_seconds, view.step_left_seconds, view.session_left_seconds) == (0, 25, 65)
    assert (view.about, view.at_seconds) == (True, 25)
    assert not reached(LAST).view.about


@cases(("seconds", "until"), [(0.25, 0.75), (3, 1.0), (19.5, 0.5), (20, 1.0), (47.25, 0.75)])
def test_each_second_of_it_is_shown(seconds: float, until: float) -> None:
    assert holding(seconds).view.until_next_second == pytest.approx(until)


@cases("phase", [HOLD, REST])
def test_neither_halfway_nor_the_last_seconds_are_told(phase: int) -> None:
    run = reached(phase)
    for _ in range(140):
        run.wait(0.25)
        assert due(run.view, run.view.elapsed_seconds - 0.25) is None
        assert until_next(run.view) is None


WORDS = Words(cues=("Lift it.",), into="Up, and hold.", holding="Breathe.", out="Down again.")


@cases(("does", "sentence"), [("hold", UNTIL_KEY), ("breathe", MOVE_UNTIL_KEY), ("move", MOVE_UNTIL_KEY)])
def test_the_script_says_that_it_lasts_until_a_key(does: Does, sentence: str) -> None:
    roomy, said = script(waiting(words=WORDS._replace(does=does)), Speech(), 6)
    texts = [(each.about, each.line.kind, each.line.text) for each in said]
    assert (READY, "cue", sentence) in texts
    assert (REST, "name", REST_UNTIL_KEY) in texts
    assert not any(kind == "halfway" for _, kind, _ in texts)
    lines = [each.line for each in said]
    assert all(before.at + before.seconds <= after.at for before, after in pairwise(lines))
    ready = max(line.at + line.seconds for line, about in said if about == READY)
    assert roomy.phases[HOLD].start >= ready + 3


def test_its_sentences_are_heard_and_nothing_after_them() -> None:
    run = Run(waiting(words=WORDS))
    prompter = Prompter(run.timeline, Speech(), 6)
    prompter.begin(run.view)
    heard = []
    for quarter in range(4 * 90):
        before = len(run.events)
        run.wait(0.25)
        cue = prompter.hear(run.events[before:], run.view)
        if cue is not None and run.view.index == HOLD:
            heard.append((cue.tone, cue.words))
        if quarter > 4 * 60:
            assert prompter.until_next(run.view) is None
    assert heard == [("hold", ()), (None, ("Up, and hold.",)), (None, ("Breathe.",))]


def test_a_paced_breath_goes_on_as_long_as_it_lasts() -> None:
    run = Run(waiting(words=WORDS._replace(does="breathe")))
    prompter = Prompter(run.timeline, Speech(), 6)
    prompter.begin(run.view)
    tones = []
    for _ in range(4 * 100):
        before = len(run.events)
        run.wait(0.25)
        cue = prompter.hear(run.events[before:], run.view)
        tones += [cue.tone] if cue is not None and run.view.elapsed_seconds > 60 else []
    assert tones[:4] == ["out", "in", "out", "in"]


def reached(phase: int) -> Run:
    """A run that has been in this phase for a second and a half."""
    run = Run(waiting()).wait(5)
    ends = {HOLD: 20.0, HOLD_2: 20.0, REST: 30.0}
    if phase == READY:
        return Run(waiting()).wait(1.5)
    while run.view.index < phase:
        seconds = ends.get(run.view.index)
        run.wait(seconds or 5)
        if seconds:
            run.press("k")
    return run.wait(1.5)
