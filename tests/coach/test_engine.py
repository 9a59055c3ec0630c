"""What every key does at every edge, and what time does by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backstretch.coach.engine import Engine
from backstretch.coach.events import (
    GettingReady,
    HoldRecord,
    Jumped,
    Over,
    Paused,
    PhaseBegan,
    PhaseEnded,
    Resumed,
    State,
)
from backstretch.session.timeline import Timeline
from tests.cases import cases

from .conftest import LABELS, LAST_LETTERS, LETTERS, T0, Run, label, laid_out, move, rest, sample

READY, LEFT_1, RELEASE, LEFT_2, SWITCH, RIGHT_1, RIGHT_2, REST_AFTER, REST = 0, 1, 2, 3, 4, 5, 7, 8, 9
LAST = 36


def at_phase(index: int, elapsed: float = 1.0) -> Run:
    """A run of the sample, ``elapsed`` seconds into a phase that it came to by itself."""
    return Run(sample()).to(LABELS[index][0] + elapsed)


def test_the_sample_is_what_the_contract_makes_of_it() -> None:
    phases = sample().phases
    assert [(phase.start, label(phase)) for phase in phases] == LABELS
    assert all(phase.end == following.start for phase, following in pairwise(phases))
    assert (phases[-1].end, sample().total_seconds) == (324, 324)


# ---- time alone ----------------------------------------------------------------------------------


def test_a_run_left_alone_tells_every_phase_on_the_second_and_ends() -> None:
    run = Run(laid_out(move(1, hold=20, reps=2, lead_in=10, rest_between=5, rest_after=15)))
    run.wait(10_000)
    assert run.events == [
        PhaseEnded(T0 + 10, 0),
        PhaseBegan(T0 + 10, 1),
        PhaseEnded(T0 + 30, 1),
        PhaseBegan(T0 + 30, 2),
        PhaseEnded(T0 + 35, 2),
        PhaseBegan(T0 + 35, 3),
        PhaseEnded(T0 + 55, 3),
        PhaseBegan(T0 + 55, 4),
        PhaseEnded(T0 + 70, 4),
        Over(T0 + 70, State.FINISHED),
    ]
    assert run.holds == {1: ("done", 20), 3: ("done", 20)}
    assert run.active == 70


def test_a_phase_ends_when_it_is_due_and_not_before() -> None:
    run = at_phase(READY, 9.999)
    assert run.here[0] == READY
    assert run.take() == []
    run.wait(0.001)
    assert run.here == (LEFT_1, 0)
    assert run.take() == [PhaseEnded(T0 + 10, READY), PhaseBegan(T0 + 10, LEFT_1)]


def test_the_view_has_the_seconds_left_of_phase_step_and_session() -> None:
    view = at_phase(LEFT_1, 4.5).view
    assert (view.state, view.index, label(view.phase)) == (State.RUNNING, LEFT_1, "1 hold left 1")
    assert (view.elapsed_seconds, view.left_seconds) == (4.5, 15.5)
    assert (view.step_left_seconds, view.session_left_seconds) == (120 - 14.5, 324 - 14.5)
    assert (view.at_seconds, view.ready_seconds) == (14.5, 0)


def test_what_was_given_to_a_later_step_is_part_of_the_session_s_time_left_only() -> None:
    run = at_phase(REST).press("+b")
    assert run.here == (RIGHT_2, 0)
    assert (run.view.step_left_seconds, run.view.session_left_seconds) == (35, 324 - 85 + 5)


def test_a_step_s_time_left_ends_with_this_round_of_it() -> None:
    assert at_phase(11, 0).view.step_left_seconds == 168 - 152
    assert at_phase(22, 3).view.step_left_seconds == 5


def test_the_view_of_a_finished_run_has_nothing_left() -> None:
    view = Run(sample()).wait(1e6).view
    assert (view.state, view.index) == (State.FINISHED, LAST)
    assert (view.left_seconds, view.step_left_seconds, view.session_left_seconds) == (0, 0, 0)
    assert view.at_seconds == 324


@cases(("elapsed", "until"), [(0, 1.0), (0.25, 0.75), (1, 1.0), (18.5, 0.5), (19, 1.0), (19.75, 0.25)])
def test_it_says_when_a_shown_second_changes(elapsed: float, until: float) -> None:
    run = at_phase(LEFT_1, elapsed)
    assert run.engine.view(run.now).until_next_second == pytest.approx(until)


def test_seconds_that_change_at_odd_moments_are_not_forgotten() -> None:
    """The session's time left changes half a second before that of a phase of whole seconds."""
    run = Run(laid_out(move(1, hold=20), move(2, hold=10.5))).wait(0.25)
    assert run.engine.view(run.now).until_next_second == pytest.approx(0.25)


def test_getting_ready_counts_down_and_a_pause_does_not() -> None:
    run = at_phase(LEFT_1).press("p")
    assert run.engine.view(run.now).until_next_second is None
    run.wait(1).press("r").wait(0.4)
    assert run.view.ready_seconds == pytest.approx(2.6)
    assert run.engine.view(run.now).until_next_second == pytest.approx(0.6)
    run.press("x")
    assert run.engine.view(run.now).until_next_second is None


def test_every_wait_moves_the_clock_on_and_no_second_takes_two() -> None:
    """A front end that sleeps as long as it is told gets to the end, waking about once for each second it shows."""
    run = Run(laid_out(move(1, hold=5.7, reps=3, rest_between=0.1, lead_in=3.3)), now=12345.678)
    wakes = 0
    while (until := run.engine.view(run.now).until_next_second) is not None:
        assert 0 < until <= 1
        run.wait(until)
        wakes += 1
    assert run.engine.state is State.FINISHED
    assert wakes < 3 * 3 * run.timeline.total_seconds


@cases("end", LAST_LETTERS)
def test_a_skip_before_the_end_cannot_be_taken_back_after_it(end: str) -> None:
    run = at_phase(LEFT_1, 5).press(f"n{end}")
    before = run.take(), run.view, run.holds
    run.press("u")
    assert (run.take(), run.view, run.holds) == ([], *before[1:])


def test_the_clock_may_go_back_and_nothing_else_does() -> None:
    run = at_phase(LEFT_1, 5)
    before = run.view
    for key in ["p", "r"]:
        run.now = T0 - 500
        run.press(key)
        assert run.here == (LEFT_1, 5)
    assert run.active == 15
    run.now = T0 + 15 + 3
    run.wait(0)
    assert run.view == before
    assert run.engine.view(T0) == before
    assert run.engine.active_seconds(T0) == 15
    assert run.engine.hold_records(T0)[0].held_seconds == 5
    run.wait(4)
    assert (run.engine.active_seconds(T0 + 20), run.engine.view(T0 + 20).elapsed_seconds) == (19, 9)
    run.take()
    run.now = T0
    run.press("n")
    assert run.take() == [Jumped(T0 + 22, RIGHT_1)]


def test_a_timeline_without_a_phase_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one phase"):
        Engine(Timeline((), 0.0, 0), T0)


# ---- n -------------------------------------------------------------------------------------------

NEXT = {
    0: 1,  # from ready, its first hold
    1: 5,  # the first hold of the next side
    2: 5,
    3: 5,
    4: 5,
    5: 9,  # no side is left: the next step, without this one's rest_after
    6: 9,
    7: 9,
    8: 9,
    9: 10,
    10: 11,
    11: 14,  # a step without sides
    12: 14,
    13: 14,
    14: 16,  # in alternate, the next hold
    15: 16,
    16: 18,
    17: 18,
    18: 20,
    19: 20,
    20: 22,  # the rest between rounds comes next
    21: 22,
    22: 23,
    23: 24,
    24: 27,
    33: 35,
    34: 35,
    35: 36,
}
NEXT_STEP = {0: 9, 1: 9, 4: 9, 5: 9, 8: 9, 9: 10, 11: 14, 14: 22, 22: 23, 27: 35, 35: 37}


@cases("elapsed", [0, 1])
@cases(("index", "target"), NEXT.items())
def test_n_goes_on(index: int, target: int, elapsed: float) -> None:
    run = at_phase(index, elapsed)
    run.take()
    run.press("n")
    assert run.take() == [Jumped(run.now, target)]
    assert run.here == (target, 0)


@cases(("index", "target"), NEXT_STEP.items())
def test_a_whole_step_can_be_skipped(index: int, target: int) -> None:
    run = at_phase(index).press("N")
    assert run.here == ((target, 0) if target <= LAST else (35, 1))
    assert run.engine.state.over == (target > LAST)


def test_n_in_the_last_step_ends_the_session() -> None:
    run = at_phase(LAST, 5)
    run.take()
    run.press("n")
    assert run.take() == [Over(T0 + 317, State.FINISHED)]
    assert run.holds[LAST] == ("cut", 5)


def test_n_cuts_the_hold_and_leaves_those_between_skipped() -> None:
    run = at_phase(LEFT_1, 7).press("n").wait(3)
    assert run.holds == {LEFT_1: ("cut", 7), RIGHT_1: ("cut", 3)}
    run.wait(17)
    assert run.holds == {LEFT_1: ("cut", 7), RIGHT_1: ("done", 20)}


def test_n_is_judged_by_where_time_has_come_to() -> None:
    run = Run(sample())
    run.now = T0 + 30
    run.press("n")
    assert [type(event) for event in run.events] == [PhaseEnded, PhaseBegan, PhaseEnded, PhaseBegan, Jumped]
    assert run.here == (RIGHT_1, 0)
    assert run.holds == {LEFT_1: ("done", 20)}


def test_first_side_right_and_a_single_side() -> None:
    run = Run(laid_out(move(1, sides="both", first_side="right"), move(2, sides="right"))).wait(1)
    assert label(run.view.phase) == "1 hold right 1"
    assert label(run.press("n").view.phase) == "1 hold left 1"
    assert label(run.press("n").view.phase) == "2 hold right 1"
    assert run.press("n").engine.state is State.FINISHED


# ---- b -------------------------------------------------------------------------------------------


def test_b_goes_to_the_start_of_this_hold() -> None:
    run = at_phase(LEFT_2, 8)
    run.take()
    run.press("b")
    assert run.take() == [Jumped(T0 + 43, LEFT_2)]
    assert run.here == (LEFT_2, 0)
    run.wait(20)
    assert run.holds == {LEFT_1: ("done", 20), LEFT_2: ("done", 20)}


@cases(("gap", "target"), [(0, LEFT_1), (0.5, LEFT_1), (3, LEFT_1), (3.001, LEFT_2), (5, LEFT_2)])
def test_b_again_within_three_seconds_goes_to_the_hold_before(gap: float, target: int) -> None:
    run = at_phase(LEFT_2, 8).press("b").wait(gap).press("b")
    assert run.here == (target, 0)


def test_b_and_again_and_again_goes_back_hold_by_hold_to_the_first() -> None:
    run = at_phase(RIGHT_2, 8)
    places = [run.wait(1).press("b").view.index for _ in range(6)]
    assert places == [RIGHT_2, RIGHT_1, LEFT_2, LEFT_1, LEFT_1, LEFT_1]


@cases(
    ("index", "target"),
    [(RELEASE, LEFT_1), (SWITCH, LEFT_2), (REST_AFTER, RIGHT_2), (REST, RIGHT_2), (10, RIGHT_2), (22, 20), (35, 33)],
)
def test_b_outside_a_hold_goes_to_the_hold_last_begun(index: int, target: int) -> None:
    assert at_phase(index, 1.5).press("b").here == (target, 0)


def test_b_outside_a_hold_and_again_goes_one_further() -> None:
    assert at_phase(SWITCH, 1.5).press("b").wait(1).press("b").here == (LEFT_1, 0)
    assert at_phase(SWITCH, 1.5).press("b").wait(4).press("b").here == (LEFT_2, 0)


def test_the_hold_last_begun_is_the_one_skipped_from_not_the_one_before_in_the_file() -> None:
    run = at_phase(LEFT_1, 5).press("N")
    assert run.here == (REST, 0)
    assert run.press("b").here == (LEFT_1, 0)


def test_b_before_any_hold_begins_the_phase_again() -> None:
    run = at_phase(READY, 6).press("b")
    assert run.here == (READY, 0)
    assert run.wait(1).press("b").here == (READY, 0)
    assert run.holds == {}
    assert run.engine.last_begun is None


def test_b_with_holds_so_short_that_they_end_within_the_two_seconds() -> None:
    run = Run(laid_out(move(1, hold=1, reps=4, rest_between=10))).to(22.5)
    assert run.press("b").wait(1.5).press("b").here == (2, 0)


def test_another_jump_between_two_b_makes_the_second_a_first_one() -> None:
    assert at_phase(LEFT_2, 8).press("b").wait(0.5).press("n").wait(0.5).press("b").here == (RIGHT_1, 0)
    assert at_phase(LEFT_2, 8).press("b").wait(0.5).press("u").wait(0.5).press("b").here == (LEFT_2, 0)


def test_b_reopens_the_record_of_the_hold_it_goes_to() -> None:
    run = at_phase(LEFT_2, 8).press("bb")
    assert run.here == (LEFT_1, 0)
    assert run.holds == {LEFT_1: ("cut", 0), LEFT_2: ("cut", 0)}
    run.wait(6)
    assert run.holds == {LEFT_1: ("cut", 6), LEFT_2: ("cut", 0)}
    run.press("q")
    assert run.holds == {LEFT_1: ("cut", 6), LEFT_2: ("cut", 0)}


def test_b_while_paused_reopens_the_record_too() -> None:
    run = at_phase(RELEASE).press("pb")
    assert run.holds == {LEFT_1: ("cut", 0)}
    run.press("q")
    assert run.holds == {LEFT_1: ("cut", 0)}


def test_held_is_the_last_attempt_only() -> None:
    run = at_phase(LEFT_1, 15).press("b").wait(4)
    assert run.holds == {LEFT_1: ("cut", 4)}
    run.press("n")
    assert run.holds == {LEFT_1: ("cut", 4)}


# ---- u -------------------------------------------------------------------------------------------


def test_u_without_a_skip_does_nothing() -> None:
    run = at_phase(LEFT_1, 5)
    run.take()
    assert run.press("u").take() == []
    assert run.here == (LEFT_1, 5)


@cases("key", ["n", "N", "b", "e"])
@cases("index", [READY, LEFT_1, RELEASE, SWITCH, RIGHT_2, REST_AFTER, REST, 20, 22])
def test_u_restores_position_and_records_exactly(index: int, key: str) -> None:
    run = at_phase(index, 1.5).press("+")
    before = (run.view, run.holds, run.engine.last_begun)
    jumped = run.press(key).view.index != index or key == "b"
    run.take()
    run.press("u")
    assert (run.view, run.holds, run.engine.last_begun) == before
    assert run.take() == ([Jumped(run.now, index)] if jumped else [])


def test_u_still_works_while_the_next_hold_is_under_way() -> None:
    run = at_phase(LEFT_1, 5).press("N").wait(30 + 2 + 5.5)
    assert label(run.view.phase) == "3.1 hold 1"
    run.press("u")
    assert run.here == (LEFT_1, 5)
    assert run.holds == {LEFT_1: ("cut", 5)}


def test_u_no_longer_works_once_a_hold_has_ended() -> None:
    run = at_phase(LEFT_1, 5).press("N").wait(30 + 2 + 6)
    assert label(run.view.phase) == "3.1 release"
    run.take()
    assert run.press("u").take() == []
    assert label(run.view.phase) == "3.1 release"


def test_u_takes_back_one_skip_after_the_other() -> None:
    run = at_phase(LEFT_1, 5).press("n").wait(3).press("n").wait(4).press("u")
    assert run.here == (RIGHT_1, 3)
    assert run.holds == {LEFT_1: ("cut", 5), RIGHT_1: ("cut", 3)}
    run.press("u")
    assert run.here == (LEFT_1, 5)
    assert run.holds == {LEFT_1: ("cut", 5)}


def test_u_takes_back_a_b_and_then_the_n_before_it() -> None:
    run = at_phase(LEFT_1, 5).press("n").wait(3).press("b").wait(1).press("u")
    assert run.here == (RIGHT_1, 3)
    run.press("u")
    assert run.here == (LEFT_1, 5)
    assert run.holds == {LEFT_1: ("cut", 5)}
    run.press("u")
    assert run.here == (LEFT_1, 5)


def test_u_brings_back_what_b_reopened() -> None:
    run = at_phase(RELEASE, 2).press("b").wait(7).press("u")
    assert run.here == (RELEASE, 2)
    assert run.holds == {LEFT_1: ("done", 20)}


def test_u_leaves_a_paused_run_paused() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(1)
    before = (run.view, run.holds)
    assert run.press("n").view.state is State.PAUSED
    assert run.here == (RIGHT_1, 0)
    assert (run.press("u").view, run.holds) == before


def test_u_leaves_a_run_getting_ready() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(1).press("r").wait(1)
    before = (run.view, run.holds)
    assert run.press("n").view.ready_seconds == 2
    assert (run.press("u").view, run.holds) == before
    assert run.wait(2).here == (LEFT_1, 5)


def test_u_after_a_pause_goes_back_into_the_pause() -> None:
    run = at_phase(LEFT_1, 5).press("n").wait(2).press("p").wait(4).press("u")
    assert run.here == (LEFT_1, 5)
    assert run.view.state is State.PAUSED
    assert run.holds == {LEFT_1: ("cut", 5)}


def test_u_takes_back_lengths_too() -> None:
    run = at_phase(LEFT_1, 5).press("n++").wait(1).press("u").wait(15)
    assert label(run.view.phase) == "1 release"
    assert run.wait(5 + 20 + 5).view.left_seconds == 20


# ---- + and - -------------------------------------------------------------------------------------


def test_plus_and_minus_give_and_take_five_seconds() -> None:
    run = at_phase(LEFT_1, 4).press("+")
    assert (run.view.elapsed_seconds, run.view.left_seconds, run.view.session_left_seconds) == (4, 21, 315)
    run.press("--")
    assert (run.view.elapsed_seconds, run.view.left_seconds, run.view.session_left_seconds) == (4, 11, 305)


def test_what_was_given_and_taken_moves_all_that_follows() -> None:
    run = at_phase(LEFT_1, 4).press("+").wait(21)
    assert run.events[-2:] == [PhaseEnded(T0 + 35, LEFT_1), PhaseBegan(T0 + 35, RELEASE)]
    assert run.holds == {LEFT_1: ("done", 25)}
    run.press("-").wait(1)
    assert run.events[-1] == PhaseBegan(T0 + 36, LEFT_2)


def test_the_planned_seconds_do_not_move() -> None:
    run = at_phase(LEFT_1, 4).press("++").wait(25)
    assert run.timeline.total_seconds == 324
    assert run.view.at_seconds == 30, "at the hold's planned end"
    assert run.wait(2).view.at_seconds == 31


@cases(("elapsed", "left"), [(0, 15), (14, 1), (14.5, 1), (15, 1), (18.5, 1), (19, 1), (19.25, 0.75), (19.999, 0.001)])
def test_minus_leaves_at_least_a_second_and_never_gives_one(elapsed: float, left: float) -> None:
    run = at_phase(LEFT_1, elapsed).press("-")
    assert run.view.left_seconds == pytest.approx(left)
    assert run.view.elapsed_seconds == pytest.approx(elapsed)
    assert run.press("-----").view.left_seconds == pytest.approx(min(left, 1))


def test_minus_leaves_a_phase_shorter_than_a_second_alone() -> None:
    run = Run(laid_out(rest(1, 0.5), move(2))).press("-")
    assert run.view.left_seconds == 0.5


@cases(("hold", "presses", "length"), [(3590, 1, 3595), (3590, 2, 3600), (3597, 1, 3600), (3600, 9, 3600)])
def test_plus_goes_no_further_than_an_hour(hold: float, presses: int, length: float) -> None:
    run = Run(laid_out(move(1, hold=hold))).press("+" * presses)
    assert run.view.left_seconds == length


@cases("keys", ["p", "pr"])
def test_plus_and_minus_work_while_nothing_runs(keys: str) -> None:
    run = at_phase(LEFT_1, 4).press(keys).wait(1).press("+")
    assert run.view.left_seconds == 21
    assert run.press("-----").view.left_seconds == 1
    assert run.here == (LEFT_1, 4)


# ---- pausing and going on ------------------------------------------------------------------------


def test_a_pause_stands_still_and_going_on_takes_three_seconds() -> None:
    run = at_phase(LEFT_1, 5)
    run.take()
    run.press("p").wait(9)
    assert run.here == (LEFT_1, 5)
    run.press("r").wait(2.999)
    assert run.view.state is State.GETTING_READY
    assert run.view.ready_seconds == pytest.approx(0.001)
    run.wait(0.001).wait(1)
    assert run.here == (LEFT_1, 6)
    assert run.take() == [Paused(T0 + 15, 0), GettingReady(T0 + 24, False), Resumed(T0 + 27)]
    assert run.active == 16, "neither the pause nor the get-ready counts"


def test_pausing_a_pause_and_resuming_a_run_change_nothing() -> None:
    run = at_phase(LEFT_1, 5).press("p")
    run.take()
    assert run.wait(1).press("p").take() == []
    run.press("r")
    run.take()
    assert run.wait(1).press("r").take() == []
    assert run.view.ready_seconds == 2
    run.wait(3)
    run.take()
    assert run.press("r").take() == []


def test_a_pause_of_a_pause_does_not_begin_anew() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(6).press("p").wait(6).press("r")
    assert run.here == (LEFT_1, 0)


def test_a_pause_while_getting_ready() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(1).press("r").wait(2)
    run.take()
    run.press("p").wait(100)
    assert run.take() == [Paused(T0 + 18, 0)]
    assert (run.view.state, run.here) == (State.PAUSED, (LEFT_1, 5))
    assert run.view.ready_seconds == 0


@cases(("paused", "elapsed"), [(0, 5), (9.999, 5), (10, 0), (3600, 0)])
def test_a_hold_paused_for_ten_seconds_starts_over(paused: float, elapsed: float) -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(paused)
    run.take()
    run.press("r")
    assert run.take() == [GettingReady(run.now, elapsed == 0)]
    assert run.here == (LEFT_1, elapsed)
    assert run.wait(3).here == (LEFT_1, elapsed)


def test_the_get_ready_is_not_part_of_the_pause() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(9.5).press("r").wait(3)
    assert run.here == (LEFT_1, 5)


@cases(("second_pause", "elapsed"), [(1.999, 5), (2, 0)])
def test_a_get_ready_that_was_broken_off_is_part_of_one_long_pause(second_pause: float, elapsed: float) -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(6).press("r").wait(2).press("p").wait(second_pause).press("r")
    assert run.here == (LEFT_1, elapsed)


def test_each_pause_counts_for_itself_once_the_session_ran_between() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(9).press("r").wait(3 + 0.5).press("p").wait(9).press("r")
    assert run.here == (LEFT_1, 5.5)


@cases("index", [READY, RELEASE, SWITCH, REST_AFTER, REST, 22])
def test_what_is_no_hold_does_not_start_over(index: int) -> None:
    run = at_phase(index, 1.5).press("p").wait(600)
    run.take()
    run.press("r")
    assert run.take() == [GettingReady(run.now, False)]
    assert run.here == (index, 1.5)


def test_the_last_attempt_counts_until_the_hold_starts_over_indeed() -> None:
    run = at_phase(LEFT_1, 15).press("p").wait(20).press("r").wait(1)
    assert run.here == (LEFT_1, 0)
    assert run.holds == {LEFT_1: ("cut", 15)}
    run.wait(2.5)
    assert run.holds == {LEFT_1: ("cut", 0.5)}


def test_a_hold_that_was_only_passed_while_paused_was_never_begun() -> None:
    run = at_phase(READY, 5).press("pnnn")
    assert run.here == (REST, 0)
    assert run.holds == {}
    assert run.press("b").here == (RIGHT_1, 0)
    assert run.holds == {}


def test_jumps_while_paused_and_getting_ready_wait_for_the_session_to_go_on() -> None:
    run = at_phase(LEFT_1, 5).press("pn").wait(20)
    assert run.here == (RIGHT_1, 0)
    run.press("r").wait(1).press("n").wait(1)
    assert run.here == (REST, 0)
    assert run.wait(1.5).here == (REST, 0.5)


def test_active_seconds_are_the_running_ones_only() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(50).press("r").wait(3 + 7)
    assert run.active == 22
    run.press("b").wait(2).press("n").wait(4)
    assert run.active == 28
    run.press("p").wait(5).press("r").wait(1).press("x").wait(100)
    assert run.active == 28


# ---- gaps ----------------------------------------------------------------------------------------


def test_a_gap_pauses_at_the_last_second_seen() -> None:
    run = at_phase(LEFT_1, 5)
    run.take()
    run.now += 600
    events = run.engine.gap(run.now, T0 + 16, 599)
    assert events == (Paused(T0 + 615, 599),)
    assert (run.view.state, run.here, run.active) == (State.PAUSED, (LEFT_1, 6), 16)
    run.press("r")
    assert run.here == (LEFT_1, 0), "nobody knows that the body held on"


@cases(("missing", "elapsed"), [(9.999, 5), (10, 0)])
def test_the_time_missing_is_time_paused(missing: float, elapsed: float) -> None:
    """The machine slept: its monotonic clock stood still meanwhile."""
    run = at_phase(LEFT_1, 5)
    run.engine.gap(run.now, run.now, missing)
    assert run.press("r").here == (LEFT_1, elapsed)


@cases(("late", "elapsed"), [(9.999, 5), (10, 0)])
def test_a_late_wake_up_is_counted_once(late: float, elapsed: float) -> None:
    """The machine was busy: the monotonic clock went on."""
    run = at_phase(LEFT_1, 5)
    seen, run.now = run.now, run.now + late
    run.engine.gap(run.now, seen, late)
    assert run.press("r").here == (LEFT_1, elapsed)


def test_what_was_due_before_the_gap_happens() -> None:
    run = at_phase(READY, 5)
    run.take()
    run.now += 600
    events = run.engine.gap(run.now, T0 + 12, 593)
    assert events == (PhaseEnded(T0 + 10, READY), PhaseBegan(T0 + 10, LEFT_1), Paused(T0 + 605, 593))
    assert run.here == (LEFT_1, 2)


def test_a_gap_after_the_end_was_seen_is_no_pause() -> None:
    run = at_phase(LAST, 11)
    events = run.engine.gap(T0 + 900, T0 + 330, 570)
    assert events == (PhaseEnded(T0 + 324, LAST), Over(T0 + 324, State.FINISHED))


def test_a_gap_never_moves_the_position_back_or_ahead() -> None:
    run = at_phase(LEFT_1, 5)
    run.engine.gap(run.now, run.now - 3, 100)
    assert run.here == (LEFT_1, 5)
    run = at_phase(LEFT_1, 5)
    run.engine.gap(run.now, run.now + 50, 100)
    assert (run.here, run.active) == ((LEFT_1, 5), 15)


def test_a_gap_while_getting_ready_pauses_again() -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(2).press("r").wait(1)
    run.take()
    assert run.engine.gap(run.now, run.now, 7) == (Paused(run.now, 7),)
    assert (run.view.state, run.here) == (State.PAUSED, (LEFT_1, 5))
    assert run.press("r").here == (LEFT_1, 0), "2 s paused, 1 s getting ready, 7 s asleep"


@cases(("missing", "elapsed"), [(3.999, 5), (4, 0)])
def test_a_gap_adds_to_the_pause_it_falls_into(missing: float, elapsed: float) -> None:
    run = at_phase(LEFT_1, 5).press("p").wait(6)
    run.take()
    assert run.engine.gap(run.now, run.now, missing) == ()
    assert run.press("r").here == (LEFT_1, elapsed)


def test_a_gap_on_a_clock_that_began_at_nought() -> None:
    run = Run(laid_out(move(1)), now=0.0).press("p").wait(6).press("r").wait(1)
    run.engine.gap(run.now, run.now, 3)
    run.press("r").wait(3).wait(2).press("p")
    assert run.here == (0, 2)
    run.engine.gap(run.now, run.now, 10)
    assert run.press("r").here == (0, 0)


# ---- the end, of every kind ----------------------------------------------------------------------

WAYS_INTO = {
    "running": "",
    "paused": "p",
    "getting ready": "pr",
    "just skipped": "n",
    "stretched": "+",
}


@cases("way", WAYS_INTO.values())
@cases("index", [READY, LEFT_1, RELEASE, SWITCH, REST_AFTER, REST, 15, 22, LAST - 1])
@cases(("key", "state"), [("x", State.STOPPED), ("q", State.ENDED)])
def test_stop_and_end_freeze_the_run_wherever_it_is(index: int, way: str, key: str, state: State) -> None:
    run = at_phase(index, 1.5).press(way)
    run.take()
    before = (run.here, run.active, run.holds, run.view.at_seconds)
    run.press(key)
    assert run.take() == [Over(run.now, state)]
    for pressed in ["", *LETTERS, key]:
        run.wait(7).press(pressed)
        run.engine.gap(run.now, run.now - 5, 5)
        assert (run.here, run.active, run.holds, run.view.at_seconds) == before
        assert (run.view.state, run.take()) == (state, [])
        assert run.engine.view(run.now).until_next_second is None


def test_a_stop_cuts_the_hold_under_way() -> None:
    run = at_phase(LEFT_2, 8).press("x")
    assert run.holds == {LEFT_1: ("done", 20), LEFT_2: ("cut", 8)}


def test_a_stop_in_the_instant_a_phase_ends_lets_it_have_ended() -> None:
    run = Run(sample())
    run.now = T0 + 30
    run.press("x")
    assert run.holds == {LEFT_1: ("done", 20)}
    assert (run.view.state, run.here) == (State.STOPPED, (RELEASE, 0))


@cases("late", [0, 5])
def test_a_stop_counts_in_and_after_the_instant_the_session_ends(late: float) -> None:
    run = at_phase(LAST, 11)
    run.take()
    run.now = T0 + 324 + late
    run.press("x")
    ended = [PhaseEnded(T0 + 324, LAST), Over(T0 + 324, State.FINISHED)]
    assert run.take() == [*ended, Over(run.now, State.STOPPED)]
    assert run.view.state is State.STOPPED
    assert (run.holds[LAST], run.active, run.view.at_seconds) == (("done", 12), 324, 324)
    assert run.press("x").wait(10).press("xq").take() == []


def test_an_end_in_the_instant_the_session_ends_leaves_it_finished() -> None:
    run = at_phase(LAST, 11)
    run.now = T0 + 324
    assert run.press("q").view.state is State.FINISHED


def test_a_stop_after_q_leaves_it_ended() -> None:
    run = at_phase(LEFT_1).press("q")
    run.take()
    assert run.press("x").take() == []
    assert run.view.state is State.ENDED


def test_a_finished_run_takes_nothing_but_a_stop() -> None:
    run = Run(sample()).wait(1000)
    run.take()
    for key in [*LETTERS, "q"]:
        run.press(key)
    assert run.take() == []
    assert (run.view.state, run.active) == (State.FINISHED, 324)


# ---- e -------------------------------------------------------------------------------------------


@cases(("index", "target"), [(LEFT_1, RELEASE), (LEFT_2, SWITCH), (RIGHT_2, REST_AFTER), (14, 15), (20, 21), (33, 34)])
def test_e_ends_this_repetition_and_nothing_else(index: int, target: int) -> None:
    run = at_phase(index, 4).press("e")
    assert run.here == (target, 0)
    assert run.holds[index] == ("cut", 4)


@cases("index", [READY, RELEASE, SWITCH, REST_AFTER, REST, 22])
def test_e_outside_a_hold_has_nothing_to_end(index: int) -> None:
    run = at_phase(index, 1.5)
    run.take()
    assert run.press("e").take() == []
    assert run.here == (index, 1.5)


def test_e_while_paused_stays_paused() -> None:
    run = at_phase(LEFT_1, 4).press("pe")
    assert (run.view.state, run.here) == (State.PAUSED, (RELEASE, 0))


def test_e_in_the_very_last_hold_ends_the_session() -> None:
    run = at_phase(LAST, 4).press("e")
    assert (run.view.state, run.holds[LAST]) == (State.FINISHED, ("cut", 4))


# ---- going on with an interrupted run ------------------------------------------------------------

EARLIER = (
    HoldRecord(LEFT_1, 20.0, "done"),
    HoldRecord(LEFT_2, 6.0, "cut"),
    HoldRecord(RIGHT_1, 0.0, "skipped"),
)


def test_going_on_gets_ready_and_begins_the_interrupted_hold_again() -> None:
    run = Run(sample(), index=LEFT_2, records=EARLIER, active_seconds=41)
    assert (run.view.state, run.view.ready_seconds, run.here) == (State.GETTING_READY, 3, (LEFT_2, 0))
    assert (run.active, run.view.at_seconds) == (41, 35)
    assert run.holds == {LEFT_1: ("done", 20), LEFT_2: ("cut", 6)}
    run.wait(3 + 2)
    assert run.take() == [Resumed(T0 + 3)]
    assert (run.here, run.active) == ((LEFT_2, 2), 43)
    assert run.holds == {LEFT_1: ("done", 20), LEFT_2: ("cut", 2)}
    run.wait(18)
    assert run.holds == {LEFT_1: ("done", 20), LEFT_2: ("done", 20)}
    assert run.wait(1e6).active == 41 + 324 - 35


def test_going_on_that_is_given_up_at_once_keeps_what_was() -> None:
    run = Run(sample(), index=LEFT_2, records=EARLIER, active_seconds=41).wait(1).press("q")
    assert run.holds == {LEFT_1: ("done", 20), LEFT_2: ("cut", 6)}
    assert run.active == 41


def test_going_on_can_be_paused_at_once_and_for_long() -> None:
    run = Run(sample(), index=LEFT_2, records=EARLIER, active_seconds=41).wait(1).press("p").wait(60).press("r")
    assert run.wait(4).here == (LEFT_2, 1)


def test_after_going_on_outside_a_hold_b_knows_the_hold_last_begun() -> None:
    run = Run(sample(), index=SWITCH, records=EARLIER, active_seconds=55).wait(4)
    assert run.engine.last_begun == LEFT_2
    assert run.press("b").here == (LEFT_2, 0)
    assert run.wait(1).press("b").here == (LEFT_1, 0)


def test_after_going_on_no_hold_ahead_counts_as_the_last_begun() -> None:
    """Somebody had gone back before the run was interrupted."""
    run = Run(sample(), index=RELEASE, records=EARLIER, active_seconds=80).wait(4)
    assert run.press("b").here == (LEFT_1, 0)


def test_going_on_at_the_beginning_needs_only_the_seconds_before() -> None:
    run = Run(sample(), active_seconds=4)
    assert (run.view.state, run.here, run.active) == (State.GETTING_READY, (READY, 0), 4)


def test_a_new_run_begins_at_once() -> None:
    run = Run(sample())
    assert (run.view.state, run.here, run.active, run.take()) == (State.RUNNING, (READY, 0), 0, [])


# ---- what is to be written down ------------------------------------------------------------------


def test_only_what_changed_is_given_out_and_only_once() -> None:
    run = at_phase(RELEASE)
    assert run.engine.take_changed(run.now) == (HoldRecord(LEFT_1, 20, "done"),)
    assert run.engine.take_changed(run.now) == ()
    run.wait(10).press("n")
    assert run.engine.take_changed(run.now) == (HoldRecord(LEFT_2, 6, "cut"),)


def test_what_was_undone_is_given_out_as_it_was_before() -> None:
    run = at_phase(RELEASE, 2).press("b").wait(5)
    assert run.engine.take_changed(run.now) == (HoldRecord(LEFT_1, 5, "cut"),)
    run.press("u")
    assert run.engine.take_changed(run.now) == (HoldRecord(LEFT_1, 20, "done"),)


def test_a_skip_taken_back_leaves_the_other_hold_skipped() -> None:
    run = at_phase(LEFT_1, 5).press("n").wait(2).press("n")
    run.engine.take_changed(run.now)
    run.press("uu")
    assert run.engine.take_changed(run.now) == (HoldRecord(LEFT_1, 5, "cut"), HoldRecord(RIGHT_1, 0, "skipped"))
