"""The lines of phases by table, lengths of time, and what is counted."""

from __future__ import annotations

import pytest

from backstretch.coach.events import (
    Event,
    GettingReady,
    Jumped,
    Over,
    Paused,
    PhaseBegan,
    PhaseEnded,
    Resumed,
    State,
    View,
)
from backstretch.coach.moments import until_next
from backstretch.plain import event_lines
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import Timeline, timeline

HEAD = 'format = 1\ntitle = "Sample"\n'


def laid_out(steps: str, head: str = "lead_in = 10\nside_gap = 5\n") -> Timeline:
    reading = read_session(f"{HEAD}{head}{steps}".encode(), id="sample", path="sample.toml", exercises=catalogue())
    assert reading.session is not None, list(map(str, reading.problems))
    return timeline(reading.session)


def said(steps: str, head: str = "lead_in = 10\nside_gap = 5\n") -> list[str]:
    """The line of every phase."""
    laid = laid_out(steps, head)
    return [event_lines.phase_line(laid, index) for index in range(len(laid.phases))]


def view_of(laid: Timeline, index: int, elapsed: float, state: State = State.RUNNING, ready: float = 0.0) -> View:
    phase = laid.phases[index]
    left = phase.seconds - elapsed
    return View(state, index, phase, elapsed, left, left, left, phase.start + elapsed, ready)


KNEE = '[[steps]]\nexercise = "knee-to-chest"\nhold = 20\nreps = 2\nrest_between = 5\nrest_after = 15\n'
OWN = '[[steps]]\nname = "My own move"\ncues = ["Lie down.", "Press"]\nhold = 30\n'


@pytest.mark.parametrize(
    ("steps", "head", "expected"),
    [
        (
            '[[steps]]\nexercise = "bridge"\nhold = 6\nreps = 1\n',
            "lead_in = 10\n",
            [
                "Ready: Bridge, 10 s",
                "Hold, 6 s",
            ],
        ),
        (OWN, "lead_in = 5\n", ["Ready: My own move, 5 s", "Hold, 30 s"]),
        (OWN, "lead_in = 0\n", ["My own move: hold, 30 s"]),
        (
            f'{OWN}sides = "both"\n',
            "lead_in = 5\nside_gap = 5\n",
            [
                "Ready: My own move, left side first, 5 s",
                "Hold left, 30 s",
                "Switch to the right, 5 s",
                "Hold right, 30 s",
            ],
        ),
        (
            f'{OWN}sides = "both"\nfirst_side = "right"\n',
            "lead_in = 0\nside_gap = 0\n",
            ["My own move: hold right, 30 s", "Hold left, 30 s"],
        ),
        (
            f'{OWN}sides = "left"\nreps = 2\nrest_between = 3\n',
            "lead_in = 5\n",
            [
                "Ready: My own move, left side, 5 s",
                "Hold left, 1 of 2, 30 s",
                "Let go, 3 s",
                "Hold left, 2 of 2, 30 s",
            ],
        ),
        (
            f'{OWN}[[steps]]\nrest = "1m30s"\ncue = "Breathe out"\n{OWN}',
            "lead_in = 0\n",
            [
                "My own move: hold, 30 s",
                "Rest, 90 s",
                "My own move: hold, 30 s",
            ],
        ),
        (
            '[[steps]]\nrounds = 2\nrest_between = 30\n[[steps.steps]]\nname = "A"\ncues = ["B."]\nhold = 5\n',
            "lead_in = 2\n",
            [
                "Ready: A, round 1, 2 s",
                "Hold, 5 s",
                "Rest, 30 s",
                "Ready: A, round 2, 2 s",
                "Hold, 5 s",
            ],
        ),
        (
            "[[steps]]\nrest = 5\n" + OWN,
            "lead_in = 0\n",
            ["Rest, 5 s", "My own move: hold, 30 s"],
        ),
    ],
)
def test_the_head_of_each_phase(steps: str, head: str, expected: list[str]) -> None:
    assert said(steps, head) == expected


def test_the_easier_way_takes_the_place_of_the_cues() -> None:
    laid = laid_out(KNEE)
    easier = catalogue()["knee-to-chest"].easier
    assert event_lines.phase_line(laid, 3, {laid.phases[3].place}).endswith(easier)


@pytest.mark.parametrize(
    ("exercise", "word"),
    [("bridge", "Hold"), ("belly-breathing", "Breathe"), ("walking", "Walk"), ("pelvic-tilt", "Move")],
)
def test_the_word_of_a_hold_is_what_the_body_does(exercise: str, word: str) -> None:
    ready, first = said(f'[[steps]]\nexercise = "{exercise}"\nhold = 60\nreps = 1\n')
    assert ready.startswith("Ready: ")
    assert first == f"{word}, 60 s"


def test_a_ready_as_long_as_its_words_is_told_in_whole_seconds() -> None:
    laid = laid_out(KNEE).lengthened({0: 24.13})
    assert event_lines.phase_line(laid, 0) == "Ready: One knee to the chest, left side first, 25 s"


@pytest.mark.parametrize(
    ("at", "text"),
    [(0, " 0:00  a"), (9.9995, " 0:10  a"), (9.99, " 0:09  a"), (754, "12:34  a"), (3661, "1:01:01  a")],
)
def test_a_line_s_second(at: float, text: str) -> None:
    assert event_lines.stamped(at, "a") == text


@pytest.mark.parametrize(
    ("event", "elapsed", "state", "line"),
    [
        (PhaseBegan(0.0, 2), 0.0, State.RUNNING, " 0:30  Let go, 5 s"),
        (PhaseEnded(0.0, 1), 0.0, State.RUNNING, ""),
        (Jumped(0.0, 1), 0.0, State.RUNNING, " 0:10  Hold left, 1 of 2, 20 s"),
        (Jumped(0.0, 1), 5.0, State.PAUSED, " 0:15  Paused. Hold left, 1 of 2, 20 s"),
        (Paused(0.0, 0.0), 5.0, State.PAUSED, " 0:15  Paused. {Coach.pause} goes on."),
        (Paused(0.0, 75.0), 5.0, State.PAUSED, " 0:15  Paused: 75 s went by unseen"),
        (GettingReady(0.0, False), 5.0, State.GETTING_READY, " 0:15  Going on in 3 s"),
        (GettingReady(0.0, True), 0.0, State.GETTING_READY, " 0:10  Going on in 3 s; the hold starts over"),
        (Resumed(0.0), 5.0, State.RUNNING, " 0:15  Hold left, 1 of 2, 15 s left"),
        (Over(0.0, State.FINISHED), 20.0, State.FINISHED, " 0:30  Session finished"),
        (Over(0.0, State.ENDED), 5.0, State.ENDED, " 0:15  Session ended"),
        (Over(0.0, State.STOPPED), 5.0, State.STOPPED, ""),
    ],
)
def test_an_event_s_line(event: Event, elapsed: float, state: State, line: str) -> None:
    laid = laid_out(KNEE)
    told = event_lines.told(event, laid, view_of(laid, 1, elapsed, state, ready=3.0))
    assert told[: len(line)] == line
    assert bool(told) == bool(line)


@pytest.mark.parametrize(
    ("index", "before", "now", "text"),
    [
        (1, 9.5, 10.002, "Halfway"),
        (1, 9.5, 9.9, ""),
        (1, 16.9, 17.002, "3"),
        (1, 17.9, 18.002, "2"),
        (1, 18.9, 19.002, "1"),
        (1, 9.0, 10.6, ""),
        (1, 16.0, 19.1, "1"),
        (0, 6.9, 7.002, "3"),
        (0, 4.9, 5.002, ""),
        (2, 1.9, 2.002, ""),
    ],
)
def test_what_is_counted(index: int, before: float, now: float, text: str) -> None:
    laid = laid_out(KNEE)
    line = event_lines.counted(view_of(laid, index, now), view_of(laid, index, before))
    assert line[7:] == text


def test_nothing_is_counted_while_it_stands_still() -> None:
    laid = laid_out(KNEE)
    paused = view_of(laid, 1, 10.002, State.PAUSED)
    assert event_lines.counted(paused, view_of(laid, 1, 9.5)) == ""
    assert until_next(paused) is None


def test_until_what_is_counted_next() -> None:
    laid = laid_out(KNEE)
    assert until_next(view_of(laid, 1, 4.0)) == pytest.approx(6.0)
    assert until_next(view_of(laid, 1, 19.5)) is None
