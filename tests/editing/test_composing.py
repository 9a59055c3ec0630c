"""A session put together: right for every wish and every caution, and the same every time."""

from __future__ import annotations

import re
from itertools import groupby, pairwise, product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.editing.composing import TOLERANCE, Composition, Wish, compose
from backstretch.editing.focuses import (
    BREATHING,
    CUES,
    FOCUSES,
    GROWTHS,
    LEAST_MINUTES,
    LEVEL_WORDS,
    LONGEST_WALK_SECONDS,
    MINUTES_A_POSITION,
    MOST_MINUTES,
    PLACES,
    POOLS,
    SEQUENCE,
    SIDE_GAP_SECONDS,
    Focus,
)
from backstretch.editing.templates import blank_text, composed_text, title_for
from backstretch.session.adaptation import adapt, seconds_to_move
from backstretch.session.catalogue import HEIGHTS, Exercise, catalogue
from backstretch.session.cautions import Person, cautions
from backstretch.session.model import LEVELS, Duration, ExerciseStep, Range, RestStep, Session, extent
from backstretch.session.reader import read_session

EXERCISES = catalogue()
CAUTIONS = cautions()
ROTATION = frozenset({"rotation"})
BREATHINGS = {id_ for ids in BREATHING.values() for id_ in ids}
WISHES = [
    Wish(minutes, focus, level) for focus, level, minutes in product(FOCUSES, LEVELS, (5, 7, 10, 15, 20, MOST_MINUTES))
]

wishes = st.builds(
    Wish,
    st.integers(LEAST_MINUTES, MOST_MINUTES),
    st.sampled_from(sorted(FOCUSES)),
    st.sampled_from(LEVELS),
)
ticked = st.frozensets(st.sampled_from(sorted(CAUTIONS)), max_size=3)


def read(wish: Wish, composition: Composition) -> Session:
    """The session that its file says it is, which the reader has nothing to say of."""
    text = composed_text("Mine", wish, composition)
    reading = read_session(text.encode(), id="mine", path="mine.toml", exercises=EXERCISES)
    assert reading.problems == ()
    assert reading.session is not None
    assert max(map(len, text.splitlines())) <= 120
    return reading.session


def exercises(session: Session) -> list[Exercise]:
    return [EXERCISES[step.exercise] for step in session.exercise_steps()]


def assert_done_in_one_way(session: Session, person: Person) -> None:
    """No position of the body comes twice, each change has its time, and every dose is the catalogue's, or shorter."""
    done = exercises(session)
    runs = [position for position, _ in groupby(one.position for one in done)]
    assert len(runs) == len(set(runs))
    before = None
    for step, exercise in zip(session.exercise_steps(), done, strict=True):
        assert step.lead_in.seconds(6) >= max(10, seconds_to_move(before, exercise.id, EXERCISES))
        before = exercise.id
        if exercise.id in BREATHINGS:
            assert isinstance(step.hold, Duration)
            assert 30 <= step.hold.seconds(6) <= exercise.max_hold.seconds(6)
        elif exercise.id == "walking":
            assert isinstance(step.hold, Duration)
            assert 120 <= step.hold.seconds(6) <= LONGEST_WALK_SECONDS
        else:
            short = "heart-pressure" in person.cautions and "strength" in exercise.topics
            assert step.hold_seconds(0, 6) == min(exercise.hold.seconds(6), 6 if short else 3600)
            assert step.hold_seconds(session.top_level, 6) <= exercise.max_hold.seconds(6)
            assert step.repetitions(0) == exercise.reps
            assert step.repetitions(session.top_level) <= exercise.max_reps
            assert exercise.sides == step.sides
    ranges = [dose for step in session.exercise_steps() for dose in (step.hold, step.reps) if isinstance(dose, Range)]
    assert len(ranges) <= 1


def assert_right_for(wish: Wish, person: Person) -> None:
    """What is promised of every session that is put together."""
    composition = compose(wish, person)
    session = read(wish, composition)
    assert not _changes(session, person)
    assert extent(session)[1] == composition.seconds
    assert composition.as_long_as_wished
    assert abs(composition.seconds - 60 * wish.minutes) <= TOLERANCE * 60 * wish.minutes
    assert session.level == wish.level
    assert_done_in_one_way(session, person)
    done = exercises(session)
    assert done[0].id in BREATHINGS
    assert isinstance(session.steps[-1], RestStep) or done[-1].id in BREATHINGS
    assert all("twist" not in one.topics for one in done) or "rotation" not in person.cautions
    moves = [one.id for one in done if one.id not in BREATHINGS | {"walking"}]
    assert len(moves) == len(set(moves))
    changes = len({one.position for one in done if one.id != "walking"}) - 1
    assert MINUTES_A_POSITION * changes <= wish.minutes


def _changes(session: Session, person: Person) -> tuple[object, ...]:
    """What a person's session does without or differently; more cues are no change."""
    return adapt(session, person, EXERCISES, CAUTIONS)[1]


@pytest.mark.second
@pytest.mark.parametrize("caution", ["", *CAUTIONS])
def test_every_wish_with_every_caution(caution: str) -> None:
    person = Person(ROTATION | ({caution} if caution else set()))
    for wish in WISHES:
        assert_right_for(wish, person)


@pytest.mark.second
@pytest.mark.parametrize("caution", list(CAUTIONS)[:-1])
def test_every_wish_with_every_two_cautions(caution: str) -> None:
    others = list(CAUTIONS)[list(CAUTIONS).index(caution) + 1 :]
    for wish, other in product(WISHES[::2], others):
        assert_right_for(wish, Person(frozenset({caution, other})))


@pytest.mark.second
@given(wishes, ticked)
def test_every_wish_with_several_cautions(wish: Wish, several: frozenset[str]) -> None:
    assert_right_for(wish, Person(several))


@given(wishes, ticked, st.frozensets(st.sampled_from(sorted(EXERCISES)), max_size=6))
def test_what_hurt_stays_out(wish: Wish, several: frozenset[str], hurt: frozenset[str]) -> None:
    person = Person(several, hurt)
    composition = compose(wish, person)
    session = read(wish, composition)
    assert not hurt & {one.id for one in exercises(session)} - BREATHINGS - {"walking"}
    assert not _changes(session, person)
    assert_done_in_one_way(session, person)
    off = abs(composition.seconds - 60 * wish.minutes)
    assert composition.as_long_as_wished == (off <= TOLERANCE * 60 * wish.minutes)
    assert composition.seconds <= 60 * wish.minutes or not composition.as_long_as_wished


@given(wishes, ticked)
def test_it_is_the_same_every_time(wish: Wish, several: frozenset[str]) -> None:
    assert compose(wish, Person(several)) == compose(wish, Person(frozenset(sorted(several, reverse=True))))


def test_it_says_so_where_there_is_not_enough() -> None:
    """Breathing and walking are always left, even for somebody whom all else hurt."""
    person = Person(ROTATION | {"surgery"}, frozenset(EXERCISES))
    composition = compose(Wish(60, "loosen", "gentle"), person)
    assert {one.id for one in exercises(read(Wish(60, "loosen", "gentle"), composition))} == {
        "seated-belly-breathing",
        "walking",
    }
    assert not composition.as_long_as_wished


def test_rotations_only_for_those_who_have_them_on() -> None:
    def ids(focus: Focus, person: Person) -> set[str]:
        steps = compose(Wish(30, focus, "gentle"), person).steps
        return {step.exercise for step in steps if isinstance(step, ExerciseStep)}

    assert {"knee-rolls", "seated-rotation"}.isdisjoint(ids("loosen", Person()) | ids("desk", Person()))
    assert "knee-rolls" in ids("loosen", Person(frozenset()))
    assert "seated-rotation" in ids("desk", Person(frozenset()))
    assert "knee-rolls" not in ids("loosen", Person(frozenset({"osteoporosis"})))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("minutes", [5, 12, 30])
def test_the_desk_is_never_left_for_the_floor(level: str, minutes: int) -> None:
    (wish,) = [Wish(minutes, "desk", known) for known in LEVELS if known == level]
    heights = {one.height for one in exercises(read(wish, compose(wish, Person())))}
    assert heights <= {"chair", "standing"}


@pytest.mark.parametrize("minutes", [5, 12, 30])
def test_a_day_of_rest_is_breathing_and_walking(minutes: int) -> None:
    wish = Wish(minutes, "rest", "gentle")
    done = {one.id for one in exercises(read(wish, compose(wish, Person())))}
    assert done <= {"belly-breathing", "walking"}


def test_a_session_as_it_is_written() -> None:
    wish = Wish(7, "strengthen", "gentle")
    composition = compose(wish, Person())
    assert [step.exercise if isinstance(step, ExerciseStep) else None for step in composition.steps] == [
        "belly-breathing",
        "pelvic-tilt",
        "knee-to-chest",
        "bridge",
        "belly-breathing",
    ]
    text = composed_text("My seven", wish, composition)
    assert 'title = "My seven"\nsummary = "To strengthen belly, hips and back, on the floor."\n' in text
    assert text.count("# ---- ") == 1
    assert re.search(
        r"\n# A range: .*\n.*\n\[\[steps\]\]\nexercise = \"bridge\"\nlead_in = 20\nhold = \"3 breaths\"\n", text
    )
    assert "reps = { from = 5, to = 10, by = 1 }\nrest_between = 10\n" in text
    assert text.endswith('exercise = "belly-breathing"\nhold = 30\n')


# ---- the tables ------------------------------------------------------------------------------------


def test_every_exercise_has_its_place_in_the_sequence() -> None:
    assert sorted(SEQUENCE) == sorted(EXERCISES.keys() - BREATHINGS)
    runs = [position for position, _ in groupby(EXERCISES[id_].position for id_ in SEQUENCE)]
    assert runs == list(PLACES)
    assert set(PLACES) == set(HEIGHTS)
    assert [EXERCISES[id_].height for id_ in SEQUENCE] == sorted(
        (EXERCISES[id_].height for id_ in SEQUENCE), key=["floor", "chair", "standing"].index
    )


def test_the_pools_are_of_the_catalogue() -> None:
    assert set(POOLS) == set(FOCUSES) == set(BREATHING) == set(get_args(Focus))
    assert set(LEVEL_WORDS) == set(LEVELS)
    for by_level in POOLS.values():
        assert set(by_level) == set(LEVELS)
        for pool in by_level.values():
            assert len(set(pool)) == len(pool)
            assert set(pool) <= EXERCISES.keys() - BREATHINGS - {"walking"}
    assert BREATHINGS | CUES.keys() | GROWTHS.keys() <= EXERCISES.keys()
    assert SIDE_GAP_SECONDS.keys() <= HEIGHTS.keys()


def test_no_level_repeats_another() -> None:
    for by_level in POOLS.values():
        assert all(one != other for one, other in pairwise(by_level.values()))


@pytest.mark.parametrize("id_", GROWTHS)
def test_what_grows_stays_within_the_sourced_doses(id_: str) -> None:
    exercise, growth = EXERCISES[id_], GROWTHS[id_]
    first, most = (exercise.hold.amount, exercise.max_hold.amount)
    if growth.key == "reps":
        first, most = exercise.reps, exercise.max_reps
    assert first < growth.last <= most
    assert (growth.last - first) % growth.by == 0


# ---- the nearly empty one --------------------------------------------------------------------------


def _problems(text: str) -> tuple[object, ...]:
    return read_session(text.encode(), id="x", path="x.toml", exercises=EXERCISES).problems


def test_a_blank_one_has_no_problems_and_neither_has_what_it_shows() -> None:
    text = blank_text("Mine")
    assert _problems(text) == ()
    code = re.compile(r"# (?=\[\[|[a-z_]+ = )")
    shown = "".join(code.sub("", line) for line in text.splitlines(keepends=True))
    assert shown.count("\n[[steps") == 6
    assert _problems(shown) == ()
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize(
    ("id_", "title"),
    [
        ("my-morning", "My morning"),
        ("für_Mama", "Für Mama"),
        ("_", "_"),
        ("x" * 100, "X" + "x" * 79),
        ("5-NHS", "5 NHS"),
    ],
)
def test_titles(id_: str, title: str) -> None:
    assert title_for(id_) == title
    assert _problems(blank_text(title)) == ()
