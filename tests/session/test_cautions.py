"""What a person's cautions and pain stops make of a session: left out, done differently, said, and time to move."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from backstretch.session.adaptation import GET_UP_SECONDS, TURN_SECONDS, adapt, only, paced, seconds_to_move
from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import Caution, LeftOut, Pace, Person
from backstretch.session.model import Duration, ExerciseStep, Group, Range, Session

from .conftest import exercise
from .samples import SessionOf


def _caution(id_: str, *takes_out: str, cue: str = "", cue_topics: tuple[str, ...] = ()) -> Caution:
    return Caution(id_, f"{id_}?", f"for {id_}", frozenset(takes_out), cue, frozenset(cue_topics), asked=True)


KNOWN = {
    one.id: one
    for one in (
        _caution("knee", "kneeling"),
        _caution("osteoporosis", "bending"),
        _caution("surgery", "everything"),
        _caution("pregnancy", cue="Roll to your side.", cue_topics=("lying",)),
        _caution("blood pressure", cue="Breathe on.", cue_topics=("everything",))._replace(
            shortens=frozenset({"strength"}), hold_most=6
        ),
        _caution("leg", cue="Stop if it spreads.", cue_topics=("every",)),
        _caution("seated only", "everything", "bending")._replace(keeps=frozenset({"seated"})),
    )
}


def _exercise(id_: str, *topics: str, position: str = "on back", swaps: tuple[str, ...] = ()) -> Exercise:
    return exercise(id_, position=position)._replace(topics=frozenset(topics), swaps=swaps)


EXERCISES = {
    one.id: one
    for one in (
        _exercise("cat-cow", "kneeling", position="hands and knees", swaps=("seated-fold", "wall-squat")),
        _exercise("seated-fold", "bending", "seated", position="sitting", swaps=("bridge",)),
        _exercise("knee-to-chest", "bending", "lying", swaps=("bridge",))._replace(sides="both"),
        _exercise("bridge", "lying", "strength")._replace(max_hold=Duration(12), max_reps=5),
        _exercise("wall-squat", position="standing"),
        _exercise("belly-breathing", "breathing", "lying"),
    )
}


def _person(*cautions: str, hurt: tuple[str, ...] = ()) -> Person:
    return Person(frozenset(cautions), frozenset(hurt))


def _steps(session: Session) -> list[ExerciseStep]:
    return list(session.exercise_steps())


class Case(NamedTuple):
    """A session of one step, who does it, and what becomes of it."""

    step: str
    person: Person
    kept: list[str]
    changes: list[tuple[str, str | None]]
    """The reason, and what stands in its place."""


ONE_STEP = {
    "nothing applies": Case('exercise = "cat-cow"', _person(), ["cat-cow"], []),
    "another caution applies": Case('exercise = "cat-cow"', _person("osteoporosis"), ["cat-cow"], []),
    "taken out, with a swap": Case(
        'exercise = "cat-cow"', _person("knee"), ["seated-fold"], [("for knee", "Seated fold")]
    ),
    "taken out, with none": Case('exercise = "cat-cow"', _person("surgery"), [], [("for surgery", None)]),
    "it ended in pain": Case('exercise = "bridge"', _person(hurt=("bridge",)), [], [("it ended in a pain stop", None)]),
    "it ended in pain, whatever else": Case(
        'exercise = "cat-cow"', _person("knee", hurt=("cat-cow",)), [], [("it ended in a pain stop", None)]
    ),
    "the swap ended in pain: the next one": Case(
        'exercise = "cat-cow"',
        _person("knee", hurt=("seated-fold",)),
        ["wall-squat"],
        [("for knee", "Wall squat")],
    ),
    "another caution takes the swap out: the next one": Case(
        'exercise = "cat-cow"', _person("knee", "osteoporosis"), ["wall-squat"], [("for knee", "Wall squat")]
    ),
    "no swap is left": Case(
        'exercise = "cat-cow"', _person("knee", "osteoporosis", hurt=("wall-squat",)), [], [("for knee", None)]
    ),
    "a swap is not swapped again": Case(
        'exercise = "cat-cow"', _person("knee", "osteoporosis", hurt=("wall-squat",)), [], [("for knee", None)]
    ),
    "what is done sitting stays where the caution keeps it, unless it bends": Case(
        'exercise = "seated-fold"', _person("seated only"), [], [("for seated only", None)]
    ),
    "the step itself names the caution: no swap": Case(
        'exercise = "cat-cow"\ncautions = ["knee"]', _person("knee"), [], [("for knee", None)]
    ),
    "the step names another one, which the person has": Case(
        'exercise = "bridge"\ncautions = ["knee"]', _person("knee"), [], [("for knee", None)]
    ),
    "it names one that the person has beside the swapped one": Case(
        'exercise = "knee-to-chest"\ncautions = ["pregnancy"]',
        _person("osteoporosis", "pregnancy"),
        [],
        [("for osteoporosis", None)],
    ),
    "it names one that the person has not": Case(
        'exercise = "bridge"\ncautions = ["knee"]', _person("osteoporosis"), ["bridge"], []
    ),
    "one's own move": Case('name = "Mine"\ncues = ["Go."]\nhold = 5', _person("knee"), ["Mine"], []),
    "one's own move that names it": Case(
        'name = "Mine"\ncues = ["Go."]\nhold = 5\ncautions = ["knee"]', _person("knee"), [], [("for knee", None)]
    ),
    "one's own move, with everything taken out": Case(
        'name = "Mine"\ncues = ["Go."]\nhold = 5', _person("surgery"), [], [("for surgery", None)]
    ),
    "one's own move that hurt": Case(
        'name = "Mine"\ncues = ["Go."]\nhold = 5', _person(hurt=("Mine",)), [], [("it ended in a pain stop", None)]
    ),
    "breathing stays": Case('exercise = "belly-breathing"', _person("surgery"), ["belly-breathing"], []),
    "breathing stays, although it hurt": Case(
        'exercise = "belly-breathing"', _person(hurt=("belly-breathing",)), ["belly-breathing"], []
    ),
    "breathing that its author would not give": Case(
        'exercise = "belly-breathing"\ncautions = ["knee"]', _person("knee"), [], [("for knee", None)]
    ),
}


@pytest.mark.parametrize("name", ONE_STEP)
def test_one_step(session_of: SessionOf, name: str) -> None:
    case = ONE_STEP[name]
    session, changes = adapt(session_of(f"[[steps]]\n{case.step}"), case.person, EXERCISES, KNOWN)
    assert [step.exercise for step in _steps(session)] == case.kept
    assert [(change.reason, change.instead) for change in changes] == case.changes


def test_what_stands_in_its_place_is_said_as_its_own_and_held_as_the_file_says(session_of: SessionOf) -> None:
    text = '[[steps]]\nexercise = "cat-cow"\nhold = 11\nreps = 2\ncues = ["Of the file."]'
    session, _ = adapt(session_of(text), _person("knee"), EXERCISES, KNOWN)
    (step,) = _steps(session)
    assert (step.name, step.number, step.hold, step.reps) == ("Seated fold", 1, Duration(11), 2)
    assert step.cues == ("Lie down.", "Move.", "Breathe.")


@pytest.mark.parametrize(
    ("hold", "held", "told"),
    [
        ("6", Duration(6), None),
        ("10", Duration(6), 6),
        ('"1 breath"', Duration(1, breaths=True), None),
        ('"3 breaths"', Duration(6), 6),
        ("{ from = 4, to = 6, by = 1 }", Range(4, 6, 1), None),
        ("{ from = 4, to = 9, by = 1 }", Range(4, 6, 1), 6),
        ("{ from = 8, to = 9, by = 1 }", Duration(6), 6),
        ('{ from = "1 breath", to = "2 breaths", by = "1 breath" }', Duration(6), 6),
    ],
)
def test_strength_is_held_shorter_and_not_left_out(
    session_of: SessionOf, hold: str, held: Duration | Range, told: float | None
) -> None:
    text = f'[[steps]]\nexercise = "bridge"\nhold = {hold}\n[[steps]]\nexercise = "wall-squat"\nhold = 30'
    session, changes = adapt(session_of(text), _person("blood pressure"), EXERCISES, KNOWN)
    assert [step.hold for step in _steps(session)] == [held, Duration(30)]
    assert changes == ((LeftOut(1, None, "Bridge", "for blood pressure", None, told),) if told else ())


def test_what_stands_in_its_place_is_held_no_longer_and_done_no_oftener_than_its_sources_say(
    session_of: SessionOf,
) -> None:
    text = '[[steps]]\nexercise = "knee-to-chest"\nhold = 20\nreps = { from = 3, to = 9, by = 1 }'
    for person, held in ((_person("osteoporosis"), 12), (_person("osteoporosis", "blood pressure"), 6)):
        session, changes = adapt(session_of(text), person, EXERCISES, KNOWN)
        (step,) = _steps(session)
        assert (step.exercise, step.hold, step.reps) == ("bridge", Duration(held), Range(3, 5, 1))
        assert step.sides == "none", "its own, where only one of the two has sides"
        assert changes == (LeftOut(1, None, "Knee to chest", "for osteoporosis", "Bridge"),)


class Places(NamedTuple):
    """The exercises of a session, who does it, and what is done."""

    exercises: tuple[str, ...]
    person: Person
    done: list[str]


WHOLE_SESSIONS = {
    "what the session has already takes no other's place": Places(
        ("seated-fold", "cat-cow"), _person("knee"), ["seated-fold", "wall-squat"]
    ),
    "the same exercise twice has the same in its place": Places(
        ("cat-cow", "cat-cow"), _person("knee"), ["seated-fold", "seated-fold"]
    ),
    "never chair, floor, chair": Places(
        ("seated-fold", "bridge", "cat-cow"), _person("knee"), ["seated-fold", "bridge", "wall-squat"]
    ),
    "never floor, chair, floor": Places(("bridge", "cat-cow", "bridge"), _person("knee"), ["bridge", "bridge"]),
    "never floor, standing, floor": Places(
        ("bridge", "cat-cow", "bridge"), _person("knee", hurt=("seated-fold",)), ["bridge", "bridge"]
    ),
}


@pytest.mark.parametrize("name", WHOLE_SESSIONS)
def test_places_are_given_for_the_whole_session_at_once(session_of: SessionOf, name: str) -> None:
    case = WHOLE_SESSIONS[name]
    text = "".join(f'[[steps]]\nexercise = "{id_}"\n' for id_ in case.exercises)
    session, _ = adapt(session_of(text), case.person, EXERCISES, KNOWN)
    assert [step.exercise for step in _steps(session)] == case.done


def test_the_nearest_relative_gets_the_place_wherever_it_stands(session_of: SessionOf) -> None:
    known = EXERCISES | {"bridge": _exercise("bridge", "kneeling", swaps=("cat-cow", "seated-fold"))}
    text = '[[steps]]\nexercise = "bridge"\n[[steps]]\nexercise = "cat-cow"\n'
    session, changes = adapt(session_of(text), _person("knee"), known, KNOWN)
    assert [step.exercise for step in _steps(session)] == ["seated-fold"]
    assert [(change.name, change.instead) for change in changes] == [("Bridge", None), ("Cat cow", "Seated fold")]


def test_breathing_finds_the_first_of_its_swaps_that_is_free(session_of: SessionOf) -> None:
    swaps = ("cat-cow", "seated-fold", "wall-squat")
    known = EXERCISES | {"belly-breathing": _exercise("belly-breathing", "breathing", "kneeling", swaps=swaps)}
    session, _ = adapt(session_of('[[steps]]\nexercise = "belly-breathing"\n'), _person("knee"), known, KNOWN)
    assert [step.exercise for step in _steps(session)] == ["seated-fold"]


def test_every_exercise_says_when_to_stop_where_the_caution_asks_for_that(session_of: SessionOf) -> None:
    text = "".join(f'[[steps]]\nexercise = "{id_}"\n' for id_ in ("bridge", "belly-breathing"))
    session, _ = adapt(
        session_of(text + '[[steps]]\nname = "Mine"\ncues = ["Go."]\nhold = 5'), _person("leg"), EXERCISES, KNOWN
    )
    assert [step.cues[-1] for step in _steps(session)] == ["Stop if it spreads."] * 3


def test_a_caution_adds_its_cue_once_where_it_belongs(session_of: SessionOf) -> None:
    text = "".join(f'[[steps]]\nexercise = "{id_}"\n' for id_ in ("bridge", "wall-squat", "belly-breathing"))
    session, changes = adapt(
        session_of(text + '[[steps]]\nname = "Mine"\ncues = ["Go."]\nhold = 5'),
        _person("pregnancy", "blood pressure"),
        EXERCISES,
        KNOWN,
    )
    added = {step.exercise: step.cues[-2:] for step in _steps(session)}
    assert added == {
        "bridge": ("Roll to your side.", "Breathe on."),
        "wall-squat": ("Breathe.", "Breathe on."),
        "belly-breathing": ("Breathe.", "Roll to your side."),
        "Mine": ("Go.", "Breathe on."),
    }
    assert changes == ()


def test_what_stands_in_its_place_has_the_cues_too(session_of: SessionOf) -> None:
    session, _ = adapt(
        session_of('[[steps]]\nexercise = "knee-to-chest"'), _person("osteoporosis", "pregnancy"), EXERCISES, KNOWN
    )
    (step,) = _steps(session)
    assert (step.exercise, step.cues[-1]) == ("bridge", "Roll to your side.")


GROUP = """
[[steps]]
rounds = 2
[[steps.steps]]
exercise = "cat-cow"
[[steps.steps]]
rest = 20
[[steps.steps]]
exercise = "bridge"
[[steps]]
rest = 5
"""


def test_a_group_keeps_its_numbers_and_goes_with_its_rests_where_no_exercise_is_left(session_of: SessionOf) -> None:
    session, changes = adapt(session_of(GROUP), _person(hurt=("cat-cow",)), EXERCISES, KNOWN)
    assert [(step.number, step.within) for step in _steps(session)] == [(1, 3)]
    assert changes == (LeftOut(1, 1, "Cat cow", "it ended in a pain stop", None),)
    session, changes = adapt(session_of(GROUP), _person("surgery"), EXERCISES, KNOWN)
    assert [type(step).__name__ for step in session.steps] == ["RestStep"]
    assert [change.within for change in changes] == [1, 3]


def test_a_group_of_rests_alone_stays(session_of: SessionOf) -> None:
    session = session_of('[[steps]]\nrounds = 2\n[[steps.steps]]\nrest = 20\n[[steps]]\nexercise = "bridge"')
    after, _ = adapt(session, _person("surgery"), EXERCISES, KNOWN)
    assert isinstance(after.steps[0], Group)
    assert len(after.steps) == 1


@pytest.mark.parametrize(
    ("previous", "current", "seconds"),
    [
        (None, "bridge", GET_UP_SECONDS),
        (None, "wall-squat", 0),
        (None, "Mine", 0),
        ("Mine", "bridge", 0),
        ("bridge", "Mine", 0),
        ("bridge", "knee-to-chest", 0),
        ("bridge", "cat-cow", TURN_SECONDS),
        ("bridge", "wall-squat", GET_UP_SECONDS),
        ("wall-squat", "bridge", GET_UP_SECONDS),
    ],
)
def test_how_long_it_takes_to_move(previous: str | None, current: str, seconds: float) -> None:
    assert seconds_to_move(previous, current, EXERCISES) == seconds


@pytest.mark.parametrize(
    ("lead_in", "hurt", "expected"),
    [
        (8, "", {"wall-squat": 8, "knee-to-chest": 8, "cat-cow": 8, "bridge": 8}),
        (8, "wall-squat", {"knee-to-chest": 30, "cat-cow": 8, "bridge": 8}),
        (8, "knee-to-chest", {"wall-squat": 8, "cat-cow": 30, "bridge": 8}),
        (8, "cat-cow", {"wall-squat": 8, "knee-to-chest": 8, "bridge": 8}),
        (45, "wall-squat", {"knee-to-chest": 45, "cat-cow": 45, "bridge": 45}),
    ],
)
def test_there_is_time_to_move_where_two_come_to_follow_each_other(
    session_of: SessionOf, lead_in: int, hurt: str, expected: dict[str, float]
) -> None:
    """Nothing else is given more time than the file gives."""
    ids = ("wall-squat", "knee-to-chest", "cat-cow", "bridge")
    steps = "".join(f'[[steps]]\nexercise = "{id_}"\n' for id_ in ids)
    after, _ = adapt(session_of(f"lead_in = {lead_in}\n{steps}"), _person(hurt=(hurt,)), EXERCISES, KNOWN)
    assert {step.exercise: step.lead_in.seconds(6) for step in _steps(after)} == expected


def test_after_a_move_of_ones_own_nobody_knows_how_long_it_takes(session_of: SessionOf) -> None:
    session = session_of(
        'lead_in = 8\n[[steps]]\nname = "Mine"\ncues = ["Go."]\nhold = 5\n'
        '[[steps]]\nexercise = "cat-cow"\n[[steps]]\nexercise = "bridge"'
    )
    after, _ = adapt(session, _person(hurt=("cat-cow",)), EXERCISES, KNOWN)
    assert [(step.exercise, step.lead_in) for step in _steps(after)] == [("Mine", Duration(8)), ("bridge", Duration(8))]


@pytest.mark.parametrize(
    ("pace", "lead_in", "seconds"),
    [
        (Pace(), "10", Duration(10)),
        (Pace(15, 20), "10", Duration(15)),
        (Pace(15, 20), "25", Duration(20)),
        (Pace(5, 20), '"2 breaths"', Duration(2, breaths=True)),
        (Pace(15, 20), '"2 breaths"', Duration(15)),
    ],
)
def test_the_lead_in_is_within_a_persons_bounds(
    session_of: SessionOf, pace: Pace, lead_in: str, seconds: Duration
) -> None:
    text = f'[[steps]]\nexercise = "bridge"\nlead_in = {lead_in}\n'
    session = paced(session_of(f"{text}[[steps]]\nrounds = 1\n{text.replace('[[steps]]', '[[steps.steps]]')}"), pace)
    assert [step.lead_in for step in _steps(session)] == [seconds, seconds]


def test_only_breathing_is_that_and_no_rest(session_of: SessionOf) -> None:
    text = (
        '[[steps]]\nexercise = "belly-breathing"\n[[steps]]\nrest = 10\n[[steps]]\nexercise = "bridge"\n'
        '[[steps]]\nname = "Mine"\ncues = ["Go."]\nhold = 5'
    )
    assert [step.exercise for step in _steps(only(session_of(text), "breathing", EXERCISES))] == ["belly-breathing"]
    assert len(only(session_of(text), "breathing", EXERCISES).steps) == 1
