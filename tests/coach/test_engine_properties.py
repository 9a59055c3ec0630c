"""What holds of every run, whatever is pressed and however the time comes.

Times are eighths of a second where equality is asked for, so that adding them up is exact.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from backstretch.coach.events import Event, Jumped, Over, PhaseBegan, PhaseEnded, State
from backstretch.session.model import ExerciseStep, Group, RestStep, Sides
from backstretch.session.timeline import Phase, Timeline

from ..loops import as_long_as
from .conftest import LAST_LETTERS, LETTERS, T0, Run, group, laid_out, move, rest, sample

EPSILON = 1e-6

eighths = st.integers(0, 8 * 40).map(lambda count: count / 8)
sides: st.SearchStrategy[Sides] = st.sampled_from(("none", "left", "right", "both", "alternate"))


@st.composite
def steps(draw: st.DrawFn, number: int = 1, within: int | None = None) -> ExerciseStep | RestStep:
    """One step with small doses, in eighths of a second."""
    if draw(st.integers(0, 4)) == 0:
        return rest(number, draw(st.integers(1, 100)) / 8, within)
    return move(
        number,
        within=within,
        hold=draw(st.integers(8, 200)) / 8,
        reps=draw(st.integers(1, 3)),
        sides=draw(sides),
        first_side=draw(st.sampled_from(("left", "right"))),
        rest_between=draw(st.sampled_from((0, 0.5, 5))),
        rest_after=draw(st.sampled_from((0, 7.25))),
        lead_in=draw(st.sampled_from((0, 10))),
        side_gap=draw(st.sampled_from((0, 3))),
    )


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """A small session."""
    made: list[ExerciseStep | RestStep | Group] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        if draw(st.booleans()):
            made.append(draw(steps(number)))
        else:
            inner = [draw(steps(number, within)) for within in range(1, draw(st.integers(1, 2)) + 1)]
            made.append(group(number, draw(st.integers(1, 3)), draw(st.sampled_from((0, 8))), *inner))
    return laid_out(*made)


@st.composite
def pressings(draw: st.DrawFn, letters: list[str] = LETTERS) -> list[tuple[float, str]]:
    """Waits, in seconds, each with the key pressed after it."""
    return draw(st.lists(st.tuples(eighths, st.sampled_from(letters)), max_size=25))


def reached(timeline: Timeline, pressed: list[tuple[float, str]]) -> Run:
    """The run after all of this."""
    run = Run(timeline)
    for seconds, key in pressed:
        run.wait(seconds).press(key)
    return run


# ---- time ----------------------------------------------------------------------------------------


@given(timelines(), pressings(), st.lists(st.integers(0, 60).map(lambda count: count / 8), max_size=30))
def test_one_late_wake_up_tells_what_many_would_have(
    timeline: Timeline, pressed: list[tuple[float, str]], waits: list[float]
) -> None:
    late, prompt = reached(timeline, pressed), reached(timeline, pressed)
    late.wait(sum(waits))
    for seconds in waits:
        prompt.wait(seconds)
    assert late.events == prompt.events
    assert late.view == prompt.view
    assert late.holds == prompt.holds
    assert late.active == prompt.active
    assert late.engine.take_changed(late.now) == prompt.engine.take_changed(prompt.now)


@given(timelines(), pressings())
def test_wake_ups_between_the_keys_change_nothing(timeline: Timeline, pressed: list[tuple[float, str]]) -> None:
    """The keys themselves come on time either way; what differs is how often anybody looked between them."""
    sleepy, watchful = reached(timeline, pressed), Run(timeline)
    for seconds, key in pressed:
        for _ in range(8):
            watchful.wait(seconds / 8)
            watchful.engine.view(watchful.now)
        watchful.press(key)
    assert watchful.events == sleepy.events
    assert (watchful.view, watchful.holds) == (sleepy.view, sleepy.holds)


@given(timelines())
def test_a_session_left_alone_goes_through_every_phase_in_its_time(timeline: Timeline) -> None:
    run = Run(timeline).wait(timeline.total_seconds)
    expected: list[Event] = []
    for index, phase in enumerate(timeline.phases):
        expected += [PhaseBegan(T0 + phase.start, index)] if index else []
        expected.append(PhaseEnded(T0 + phase.end, index))
    assert run.events == [*expected, Over(T0 + timeline.total_seconds, State.FINISHED)]
    assert run.active == timeline.total_seconds
    assert run.holds == {index: ("done", timeline.phases[index].seconds) for index in timeline.holds}


# ---- pausing -------------------------------------------------------------------------------------


@given(timelines(), pressings(), eighths)
def test_pausing_and_going_on_loses_nothing_of_the_place(
    timeline: Timeline, pressed: list[tuple[float, str]], paused: float
) -> None:
    run = reached(timeline, pressed)
    assume(run.engine.state is State.RUNNING)
    here, active, records = run.here, run.active, run.holds
    run.press("p").wait(paused)
    assert run.here == here
    run.press("r").wait(3)
    over_again = paused >= 10 and run.view.phase.kind == "hold"
    assert run.here == (here[0], 0 if over_again else here[1])
    assert (run.engine.state, run.active) == (State.RUNNING, active)
    if not over_again:
        assert run.holds == records


@given(st.floats(0, 1e9))
def test_whole_seconds_stay_whole_on_any_clock(began: float) -> None:
    """Else 3 s would show as 4 for a moment."""
    run = Run(laid_out(move(1, hold=20), move(2, hold=7.3)), now=began).press("pr")
    assert (run.view.ready_seconds, run.view.left_seconds, run.view.session_left_seconds) == (3, 20, 27.3)


# ---- undo ----------------------------------------------------------------------------------------


@given(timelines(), pressings(), st.sampled_from("nNbe"))
def test_a_skip_taken_back_at_once_never_was(timeline: Timeline, pressed: list[tuple[float, str]], key: str) -> None:
    run = reached(timeline, pressed)
    view, records, begun, active = run.view, run.holds, run.engine.last_begun, run.active
    run.take()
    run.press(key)
    assume(not run.engine.state.over)
    jumped = any(isinstance(event, Jumped) for event in run.take())
    if jumped:
        run.press("u")
    assert jumped == (key != "e" or view.phase.kind == "hold")
    assert (run.view, run.holds, run.engine.last_begun, run.active) == (view, records, begun, active)
    if run.engine.state is State.RUNNING:
        run.take()
        assert run.wait(view.left_seconds).events[0] == PhaseEnded(run.now, view.index)


@pytest.mark.second
@given(timelines(), pressings(), st.lists(st.tuples(eighths, st.sampled_from("nNb+-pr")), max_size=8))
def test_as_many_u_as_skips_lead_back_however_long_it_took_unless_a_hold_ended(
    timeline: Timeline, pressed: list[tuple[float, str]], since: list[tuple[float, str]]
) -> None:
    run = reached(timeline, pressed)
    index, elapsed = run.here
    lefts, records, begun = run.view.session_left_seconds, run.holds, run.engine.last_begun
    run.take()
    run.press("b")
    for seconds, key in since:
        run.press(key).wait(seconds)
    assume(not run.engine.state.over)
    told = run.take()
    assume(not any(isinstance(event, PhaseEnded) and timeline.phases[event.index].kind == "hold" for event in told))
    for _ in range(sum(isinstance(event, Jumped) for event in told)):
        run.press("u")
    assert run.here == (index, elapsed)
    assert run.view.session_left_seconds == lefts
    assert (run.holds, run.engine.last_begun) == (records, begun)


# ---- everything ----------------------------------------------------------------------------------


def held(run: Run) -> float:
    """Seconds held in all."""
    return sum(seconds for _, seconds in run.holds.values())


def check_sound(run: Run) -> None:
    """What is true of a run at any moment."""
    view, timeline = run.view, run.timeline
    assert view.phase is timeline.phases[view.index]
    assert view.phase.start <= view.at_seconds <= view.phase.end
    assert 0 <= view.at_seconds <= timeline.total_seconds
    assert view.elapsed_seconds >= 0
    assert 0 <= view.left_seconds <= view.step_left_seconds <= view.session_left_seconds
    assert view.left_seconds <= 3600
    assert 0 <= view.ready_seconds <= 3
    assert held(run) <= run.active + EPSILON
    assert run.active <= run.now - T0 + EPSILON
    assert run.engine.last_begun is None or run.engine.last_begun in timeline.holds
    for index, (result, seconds) in run.holds.items():
        assert result in {"done", "cut"}
        assert seconds <= 3600 + EPSILON, index


anything = st.one_of(
    st.tuples(st.just("key"), st.floats(0, 60), st.sampled_from([*LETTERS, *LAST_LETTERS])),
    st.tuples(st.just("back"), st.floats(0, 60), st.sampled_from([*LETTERS, ""])),
    st.tuples(st.just("gap"), st.floats(0, 60), st.floats(0, 600)),
    st.tuples(st.just("wait"), st.floats(0, 10_000), st.just(None)),
)


@given(timelines(), st.lists(anything, max_size=40))
def test_nothing_that_is_pressed_breaks_a_run(
    timeline: Timeline, inputs: list[tuple[str, float, str | float | None]]
) -> None:
    run = Run(timeline)
    highest = run.now
    for what, seconds, value in inputs:
        if what == "gap" and isinstance(value, float):
            seen = run.now
            run.now += seconds
            run.events += run.engine.gap(run.now, seen + seconds / 2, value)
        elif what == "back":
            run.now = max(T0, run.now - seconds)
            run.wait(0).press(str(value))
        else:
            run.wait(seconds).press(value if isinstance(value, str) else "")
        highest = max(highest, run.now)
        run.now = highest
        check_sound(run)
    check_told_in_order(run)


def check_told_in_order(run: Run) -> None:
    """Events come in the order of their moments, and the first ``Over`` but for a stop is the last event."""
    moments = [event.at for event in run.events]
    assert moments == sorted(moments)
    overs = [event for event in run.events if isinstance(event, Over)]
    assert [event.state for event in overs] in (
        [],
        [State.STOPPED],
        [State.ENDED],
        [State.FINISHED],
        [State.FINISHED, State.STOPPED],
    )
    if overs:
        assert run.events[-len(overs) :] == overs
        assert run.engine.state is overs[-1].state


@given(timelines(), pressings(), pressings([*LETTERS, *LAST_LETTERS]))
def test_nothing_leads_out_of_a_stop(
    timeline: Timeline, pressed: list[tuple[float, str]], after: list[tuple[float, str]]
) -> None:
    run = reached(timeline, pressed)
    stopped = run.press("x").take()[-1]
    if not isinstance(stopped, Over) or stopped.state is not State.STOPPED:
        raise AssertionError(stopped)
    view, records, active = run.view, run.holds, run.active
    for seconds, key in after:
        run.wait(seconds).press(key)
        run.engine.gap(run.now, run.now, seconds)
        assert (run.view, run.holds, run.active) == (view, records, active)
    assert run.take() == []


@example(
    laid_out(rest(1, 0.125), rest(2, 0.125), move(3, hold=1), move(4, hold=1)),
    [(0.0, "n"), (0.25, "n"), (0.0, "u"), (0.0, "u")],
)
@given(timelines(), pressings([*LETTERS, "q"]))
def test_what_is_written_down_bit_by_bit_is_what_is_true_in_the_end(
    timeline: Timeline, pressed: list[tuple[float, str]]
) -> None:
    run = Run(timeline)
    written = dict.fromkeys(timeline.holds, ("skipped", 0.0))
    for seconds, key in [*pressed, (0.0, "q")]:
        run.wait(seconds).press(key)
        for record in run.engine.take_changed(run.now):
            written[record.index] = (record.result, record.held_seconds)
    assert run.engine.state.over
    assert {index: record for index, record in written.items() if record[0] != "skipped"} == run.holds


@given(timelines(), pressings(), st.data())
def test_a_run_can_be_broken_off_anywhere_and_gone_on_with(
    timeline: Timeline, pressed: list[tuple[float, str]], data: st.DataObject
) -> None:
    first = reached(timeline, pressed)
    index, active = first.view.index, first.active
    assume(active and not first.engine.state.over)
    records = first.engine.hold_records(first.now)
    second = Run(timeline, T0 + 5000, index, records, active)
    assert second.holds == first.holds
    assert second.view.index == index
    second.wait(data.draw(eighths))
    assert active <= second.active <= active + max(0, second.now - T0 - 5003)
    assert held(second) <= second.active
    assert second.wait(1e6).engine.state is State.FINISHED
    assert [second.holds[at] for at in timeline.holds if at > index] == [
        ("done", timeline.phases[at].seconds) for at in timeline.holds if at > index
    ]


# ---- size and drift ------------------------------------------------------------------------------


def huge() -> Timeline:
    """20,000 phases: one ready, 9,999 holds and as many rests, and a last hold, in steps of 100 holds and less."""
    return laid_out(*(group(number, 50, 1, move(1, hold=2, reps=100, rest_between=1)) for number in (1, 2)))


@pytest.mark.second
def test_twenty_thousand_phases_in_one_jump() -> None:
    timeline = huge()
    assert len(timeline.phases) == 20_000 - 2
    run = Run(timeline).wait(timeline.total_seconds)
    counts = Counter(type(event) for event in run.events)
    assert counts == {PhaseEnded: 19_998, PhaseBegan: 19_997, Over: 1}
    assert len(run.holds) == 10_000
    assert {result for result, _ in run.holds.values()} == {"done"}
    assert run.events[-1] == Over(T0 + timeline.total_seconds, State.FINISHED)


class CountedPhases(tuple[Phase, ...]):
    """Phases that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, key: Any) -> Any:
        CountedPhases.looks += 1
        return super().__getitem__(key)


@pytest.mark.second
def test_one_jump_looks_at_each_phase_a_few_times_only() -> None:
    timeline = huge()
    run = Run(timeline._replace(phases=CountedPhases(timeline.phases)))
    CountedPhases.looks = 0
    run.wait(timeline.total_seconds)
    assert len(timeline.phases) < CountedPhases.looks < 40 * len(timeline.phases)


@pytest.mark.second
def test_every_key_still_works_far_into_twenty_thousand_phases() -> None:
    run = Run(huge()).wait(20_000.5)
    view, records = run.view, run.holds
    assert view.phase.start <= 20_000.5 < view.phase.end
    assert view.session_left_seconds == run.timeline.total_seconds - 20_000.5
    run.press("n")
    assert (run.view.phase.place, run.view.elapsed_seconds) == (view.phase.place + 1, 0)
    run.press("u")
    assert (run.view, run.holds) == (view, records)
    assert run.press("n" * 300).engine.state is State.FINISHED


def test_many_skips_in_a_row_and_all_of_them_taken_back() -> None:
    run = Run(laid_out(move(1, hold=2, reps=100, sides="alternate"))).wait(0.5)
    run.press("n" * 199)
    assert run.here == (199, 0)
    assert run.press("u" * 199).here == (0, 0.5)
    assert run.holds == {0: ("cut", 0.5)}


@pytest.mark.second
@pytest.mark.parametrize("began", [1_700_000_000.123])
def test_a_day_long_session_of_odd_lengths_ends_exactly_when_it_should(began: float) -> None:
    timeline = laid_out(*(group(n, 50, 0.1, move(n, hold=8.507, reps=100, rest_between=0.13)) for n in (1, 2)))
    assert 86_300 < timeline.total_seconds < 86_400
    run = Run(timeline, now=began)
    for _ in as_long_as(lambda: not run.engine.state.over):
        run.wait(997.3)
    assert run.events[-1] == Over(began + timeline.total_seconds, State.FINISHED)
    assert run.active == pytest.approx(timeline.total_seconds, abs=1e-6)
    assert (run.view.elapsed_seconds, run.view.session_left_seconds) == (timeline.phases[-1].seconds, 0)


@given(st.lists(st.tuples(st.floats(0, 3), st.sampled_from(["+", "-", "pr"])), max_size=40))
def test_pauses_and_what_was_given_and_taken_move_the_end_by_just_as_much(pressed: list[tuple[float, str]]) -> None:
    run = Run(laid_out(*(move(n, hold=6.1, reps=5, rest_between=0.7, lead_in=1.3) for n in range(1, 10))))
    moved = 0.0
    for seconds, keys in pressed:
        run.wait(seconds)
        left = run.view.left_seconds
        run.press(keys)
        moved += run.view.left_seconds - left
        if keys == "pr":
            run.wait(3)
            moved += 3
    over = run.wait(10_000).events[-1]
    assert isinstance(over, Over)
    assert over.at == pytest.approx(T0 + run.timeline.total_seconds + moved, abs=1e-4)


def test_the_sample_is_sound_at_every_quarter_of_a_second() -> None:
    run = Run(sample())
    for _ in range(4 * 330):
        run.wait(0.25)
        check_sound(run)
    assert run.engine.state is State.FINISHED
