"""What a file without errors becomes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pytest

from backstretch.session.catalogue import Exercise
from backstretch.session.model import Duration, ExerciseStep, Group, Range, RestStep, Session
from backstretch.session.timeline import timeline
from backstretch.session.words import Words

from .samples import EXAMPLE, Read, SessionOf


def first_step(session: Session) -> ExerciseStep:
    step = session.steps[0]
    assert isinstance(step, ExerciseStep)
    return step


def test_the_whole_example(read: Read, exercises: Mapping[str, Exercise]) -> None:
    reading = read(EXAMPLE)
    assert reading.problems == ()
    assert reading.session == Session(
        id="s",
        title="Gentle start",
        summary="Five quiet minutes for a stiff lower back.",
        author="A. Physio",
        level="steady",
        tags=("flexibility", "morning"),
        breath_seconds=5,
        steps=(
            ExerciseStep(
                number=1,
                within=None,
                exercise="knee-to-chest",
                name="Knee to chest",
                own=False,
                words=exercises["knee-to-chest"].words,
                cue="Breathe out as the knee comes in.",
                cautions=frozenset(),
                sides="both",
                first_side="left",
                hold=Duration(20),
                reps=3,
                rest_between=Duration(5),
                rest_after=Duration(15),
                lead_in=Duration(15),
                side_gap=Duration(4),
            ),
            ExerciseStep(
                number=2,
                within=None,
                exercise="My own move",
                name="My own move",
                own=True,
                words=Words(cues=("Lie on your back.", "Press the lower back down.")),
                cautions=frozenset({"osteoporosis"}),
                sides="none",
                first_side="left",
                hold=Duration(4, breaths=True),
                reps=Range(5, 30, 5),
                rest_between=Duration(0),
                rest_after=Duration(0),
                lead_in=Duration(15),
                side_gap=Duration(4),
            ),
            RestStep(number=3, within=None, rest=Duration(30), cue=None),
            Group(
                number=4,
                rounds=2,
                rest_between=Duration(30),
                steps=(
                    ExerciseStep(
                        number=4,
                        within=1,
                        exercise="bridge",
                        name="Bridge",
                        own=False,
                        words=exercises["bridge"].words,
                        cautions=frozenset(),
                        sides="none",
                        first_side="left",
                        hold=Duration(6),
                        reps=8,
                        rest_between=Duration(10),
                        rest_after=Duration(0),
                        lead_in=Duration(15),
                        side_gap=Duration(4),
                    ),
                    RestStep(number=4, within=2, rest=Duration(60), cue="Let go."),
                ),
            ),
        ),
        content=EXAMPLE.encode(),
    )
    assert reading.session.sha256 == hashlib.sha256(EXAMPLE.encode()).hexdigest()


def test_what_is_not_said_is_the_default(session_of: SessionOf) -> None:
    session = session_of('[[steps]]\nexercise = "knee-to-chest"\n')
    assert (session.summary, session.author, session.level, session.tags) == ("", "", "gentle", ())
    assert session.breath_seconds == 6
    step = first_step(session)
    assert (step.hold, step.reps, step.sides, step.rest_between) == (Duration(5), 3, "both", Duration(5))
    assert (step.first_side, step.rest_after) == ("left", Duration(0))
    assert (step.lead_in, step.side_gap) == (Duration(10), Duration(5))


def test_a_move_of_ones_own_has_defaults_too(session_of: SessionOf) -> None:
    step = first_step(session_of('[[steps]]\nname = "Rock"\nhold = 20\n'))
    assert (step.reps, step.sides, step.rest_between, step.cues) == (1, "none", Duration(0), ())


def test_a_step_overrides_what_the_file_says_for_all(session_of: SessionOf) -> None:
    step = first_step(session_of('lead_in = 7\n[[steps]]\nexercise = "bridge"\nlead_in = 0\nside_gap = "1 breath"\n'))
    assert (step.lead_in, step.side_gap) == (Duration(0), Duration(1, breaths=True))


@pytest.mark.parametrize(
    ("written", "cues"),
    [
        ("", ("Lie down.", "Move.", "Breathe.")),
        ('cues = ["Mine."]', ("Lie down.", "Mine.")),
        ("cues = []", ("Lie down.",)),
        ('cues = ["", "Mine."]', ("Lie down.", "Mine.")),
        ('start = "Sit."\ncues = ["Mine."]', ("Sit.", "Mine.")),
        ('cue = "First."', ("First.", "Lie down.", "Move.", "Breathe.")),
        ('cue = ""', ("Lie down.", "Move.", "Breathe.")),
        ('cue = "First."\ncues = ["Mine."]', ("First.", "Lie down.", "Mine.")),
    ],
)
def test_cues(session_of: SessionOf, written: str, cues: tuple[str, ...]) -> None:
    assert first_step(session_of(f'[[steps]]\nexercise = "bridge"\n{written}\n')).cues == cues


@pytest.mark.parametrize(
    ("written", "dose"),
    [
        ("hold = 1", Duration(1)),
        ("hold = 3600", Duration(3600)),
        ("hold = 22.5", Duration(22.5)),
        ('hold = "60m"', Duration(3600)),
        ('hold = "600 breaths"', Duration(600, breaths=True)),
        ("hold = { from = 5, to = 20, by = 2.5 }", Range(5, 20, 2.5)),
        ("hold = { from = 5, to = 5, by = 1 }", Range(5, 5, 1)),
        ('hold = { from = "10s", to = "1m", by = "5s" }', Range(10, 60, 5)),
        ('hold = { from = "2 breaths", to = "6 breaths", by = "1 breath" }', Range(2, 6, 1, breaths=True)),
        ("[steps.hold]\nfrom = 5\nto = 20\nby = 5", Range(5, 20, 5)),
        ("hold.from = 5\nhold.to = 20\nhold.by = 5", Range(5, 20, 5)),
    ],
)
def test_holds(session_of: SessionOf, written: str, dose: Duration | Range) -> None:
    assert first_step(session_of(f'[[steps]]\nname = "Rock"\n{written}\n')).hold == dose


@pytest.mark.parametrize("reps", [1, 100])
def test_reps_at_their_bounds(session_of: SessionOf, reps: int) -> None:
    assert first_step(session_of(f'[[steps]]\nname = "Rock"\nhold = 1\nreps = {reps}\n')).reps == reps


@pytest.mark.parametrize("key", ["rest_between", "rest_after", "lead_in", "side_gap"])
@pytest.mark.parametrize("seconds", [0, 3600])
def test_other_durations_at_their_bounds(session_of: SessionOf, key: str, seconds: int) -> None:
    step = first_step(session_of(f'[[steps]]\nname = "Rock"\nhold = 1\n{key} = {seconds}\n'))
    assert getattr(step, key) == Duration(seconds)


@pytest.mark.parametrize(("written", "seconds"), [("1", 1), ("30", 30), ("2.5", 2.5), ('"6s"', 6)])
def test_breath(session_of: SessionOf, written: str, seconds: float) -> None:
    session = session_of(f'breath = {written}\n[[steps]]\nname = "Rock"\nhold = "2 breaths"\n')
    assert session.breath_seconds == seconds
    assert timeline(session).phases[-1].seconds == 2 * seconds


def test_steps_may_be_an_inline_list(session_of: SessionOf) -> None:
    assert session_of('steps = [{ exercise = "bridge" }, { rest = 5 }]').steps[1] == RestStep(
        2, None, Duration(5), None
    )


def test_a_title_of_80_characters(read: Read) -> None:
    session = read(f'format = 1\ntitle = "  {"ä" * 80}  "\nsteps = [{{ rest = 5 }}]').session
    assert session is not None
    assert session.title == "ä" * 80


def test_text_is_plain(read: Read, exercises: Mapping[str, Exercise]) -> None:
    text = r"""
format = 1
title = "a\u001b[31mb \u202e[bold]c[/bold]"
summary = "one\ntwo"
tags = ["\u0007x"]
[[steps]]
name = "\u009bx"
hold = 5
cue = "tab\there\u200b"
"""
    session = read(text).session
    assert session is not None
    assert session.title == "a\ufffd[31mb [bold]c[/bold]"
    assert session.summary == "one two"
    assert session.tags == ("\ufffdx",)
    assert first_step(session).name == first_step(session).exercise == "\ufffdx"
    assert first_step(session).cues == ("tab here",)


def test_windows_line_ends_and_a_byte_order_mark(read: Read) -> None:
    plain, windows = read(EXAMPLE), read(b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode())
    assert plain.session is not None
    assert windows.session is not None
    assert windows.session.steps == plain.session.steps
    assert windows.problems == ()


@pytest.mark.second
def test_as_long_and_as_many_phases_as_allowed(read: Read) -> None:
    day = 'format = 1\ntitle = "T"\nsteps = [{ rounds = 24, steps = [{ rest = "60m" }] }]'
    assert read(day).session is not None
    many = (
        'format = 1\ntitle = "T"\nlead_in = 0\nsteps = [{ rounds = 50, steps = ['
        + '{ name = "A", hold = 1, reps = 100, sides = "both", side_gap = 0 }, ' * 2
        + "] }]"
    )
    session = read(many).session
    assert session is not None
    assert len(timeline(session).phases) == 20_000
