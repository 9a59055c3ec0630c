"""A whole session put together from the catalogue, for a wish and one person's cautions: the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import ceil

from backstretch.editing.focuses import (
    BREATHING,
    CUES,
    GROWTHS,
    LEAST_CALM_SECONDS,
    LEAST_WALK_SECONDS,
    LONG_REST_SECONDS,
    LONGEST_WALK_SECONDS,
    MINUTES_A_POSITION,
    POOLS,
    REST_CUE,
    SEQUENCE,
    SIDE_GAP_SECONDS,
    STEP_SECONDS,
    USUAL_CALM_SECONDS,
    Focus,
)
from backstretch.session.adaptation import adapt, seconds_to_move
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.cautions import Person, cautions
from backstretch.session.format import BREATH_SECONDS, LEAD_IN_SECONDS
from backstretch.session.format import SIDE_GAP_SECONDS as USUAL_SIDE_GAP_SECONDS
from backstretch.session.model import Duration, ExerciseStep, Level, Range, RestStep, Session, extent
from backstretch.session.speech_time import SPARE_SECONDS, said_before, seconds_to_say

TOLERANCE = 0.15
"""How much longer or shorter than wished for a session may last, as a fraction of the wish."""

_WALK = "walking"
_LEAD_IN_STEP_SECONDS = 5.0
_NONE = Duration(0)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a session."""

    minutes: int
    focus: Focus
    level: Level


@dataclass(frozen=True, slots=True)
class Composition:
    """The steps of a session, in their order."""

    steps: tuple[ExerciseStep | RestStep, ...]
    seconds: float
    """At level 0."""
    as_long_as_wished: bool
    """Whether it lasts as long as was wished for, within the tolerance."""


def compose(wish: Wish, person: Person) -> Composition:
    """The session for a wish, with nothing in it that the person's cautions take out; breathing is always left."""
    draft = _filled(_chosen(wish, person), wish)
    seconds = draft.seconds()
    wished = 60 * wish.minutes
    return Composition(draft.steps(), seconds, abs(seconds - wished) <= TOLERANCE * wished)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A session that is being filled."""

    opening: Exercise | None
    """How to breathe at the beginning."""
    exercises: tuple[Exercise, ...]
    """The chosen ones, the most important first."""
    walk: Exercise | None
    """The easy walk, if the person can do it; ``walk_seconds`` says whether they do."""
    closings: tuple[Exercise, ...]
    """The ways of breathing at the end, if the body is in the right position for one."""
    opening_seconds: float = LEAST_CALM_SECONDS
    walk_seconds: float = 0.0
    closing_seconds: float = LEAST_CALM_SECONDS

    def steps(self) -> tuple[ExerciseStep | RestStep, ...]:
        """The steps in their order, each with time to get into position."""
        grows = next((exercise.id for exercise in self.exercises if exercise.id in GROWTHS), None)
        steps: list[ExerciseStep | RestStep] = []
        previous: Exercise | None = None
        told: set[str] = set()
        for exercise, seconds in self._in_order():
            lead_in = _lead_in(previous, exercise, told)
            step = _step(exercise, grown=exercise.id == grows)
            held = step.hold if seconds is None else Duration(seconds)
            steps.append(step._replace(number=len(steps) + 1, lead_in=Duration(lead_in), hold=held))
            previous = exercise
        if self._closing() is None:
            steps.append(RestStep(len(steps) + 1, None, Duration(self.closing_seconds), REST_CUE))
        return tuple(steps)

    def seconds(self) -> float:
        """How long it all lasts."""
        total = self.closing_seconds if self._closing() is None else 0.0
        previous: Exercise | None = None
        told: set[str] = set()
        for exercise, seconds in self._in_order():
            total += _lead_in(previous, exercise, told) + (_own_seconds(exercise) if seconds is None else seconds)
            previous = exercise
        return total

    def _in_order(self) -> list[tuple[Exercise, float | None]]:
        """Everything but a rest, with how long it is held where the catalogue does not say."""
        order: list[tuple[Exercise, float | None]] = []
        if self.opening is not None:
            order.append((self.opening, self.opening_seconds))
        order += [(exercise, None) for exercise in self._moves()]
        if self.walk is not None and self.walk_seconds:
            order.append((self.walk, self.walk_seconds))
        closing = self._closing()
        if closing is not None:
            order.append((closing, self.closing_seconds))
        return order

    def _moves(self) -> list[Exercise]:
        """The exercises position by position, those in the position of the opening first."""
        first = self.opening.position if self.opening else None
        return sorted(self.exercises, key=lambda one: (one.position != first, SEQUENCE.index(one.id)))

    def _closing(self) -> Exercise | None:
        """How to breathe at the end, in the position in which the last exercise was; None for a rest instead."""
        if self.walk_seconds or not self.exercises:
            return None
        last = self._moves()[-1].position
        return next((one for one in self.closings if one.position == last), None)


def _chosen(wish: Wish, person: Person) -> _Draft:
    """As many exercises as there is time for, the most important first."""
    draft = _Draft(
        opening=next(_fitting(BREATHING[wish.focus], person), None),
        exercises=(),
        walk=next(_fitting([_WALK], person), None),
        closings=tuple(_fitting(dict.fromkeys(id_ for ids in BREATHING.values() for id_ in ids), person)),
    )
    for exercise in _fitting(POOLS[wish.focus][wish.level], person):
        fuller = replace(draft, exercises=(*draft.exercises, exercise))
        if _seconds_left(fuller, wish) >= 0 and _is_calm(fuller, wish):
            draft = fuller
    return draft


def _filled(draft: _Draft, wish: Wish) -> _Draft:
    """The draft with breathing, a walk and a rest at the end that are as long as the time allows.

    Breathing first becomes as long as is usual in a session, or, on a day of rest, as the catalogue has it. A walk
    takes up what is left; and what is left of that makes the breathing longer again.
    """

    def longer(now: float, most: float) -> float:
        return max(now, min(now + _seconds_left(draft, wish) // STEP_SECONDS * STEP_SECONDS, most))

    usual = longest = USUAL_CALM_SECONDS
    if draft.opening is not None:
        longest = draft.opening.max_hold.amount
        usual = draft.opening.hold.amount if wish.focus == "rest" else usual
    draft = replace(draft, opening_seconds=longer(draft.opening_seconds, usual))
    draft = replace(draft, closing_seconds=longer(draft.closing_seconds, USUAL_CALM_SECONDS))
    walking = replace(draft, walk_seconds=LEAST_WALK_SECONDS)
    if draft.walk is not None and _seconds_left(walking, wish) >= 0:
        draft = walking
        draft = replace(draft, walk_seconds=longer(draft.walk_seconds, LONGEST_WALK_SECONDS))
    draft = replace(draft, closing_seconds=longer(draft.closing_seconds, LONG_REST_SECONDS))
    return replace(draft, opening_seconds=longer(draft.opening_seconds, longest))


def _is_calm(draft: _Draft, wish: Wish) -> bool:
    """Whether nobody has to change position too often."""
    begun = (draft.opening,) if draft.opening else ()
    return MINUTES_A_POSITION * (len({one.position for one in (*begun, *draft.exercises)}) - 1) <= wish.minutes


def _seconds_left(draft: _Draft, wish: Wish) -> float:
    return 60 * wish.minutes - draft.seconds()


def _fitting(ids: Iterable[str], person: Person) -> Iterator[Exercise]:
    """What a person does in place of each exercise: itself, what the catalogue puts in its place, or nothing."""
    found = (exercise for id_ in ids if (exercise := _fit(id_, person)) is not None)
    return iter({exercise.id: exercise for exercise in found}.values())


def _fit(id_: str, person: Person) -> Exercise | None:
    """The same for one exercise, as a session of nothing else would have it."""
    adapted, _ = adapt(session_of(catalogue()[id_]), person, catalogue(), cautions())
    for step in adapted.exercise_steps():
        if step.exercise != id_:
            return _fit(step.exercise, person)
        if isinstance(step.hold, Duration):
            return catalogue()[id_]._replace(hold=step.hold)
    return None


def _lead_in(previous: Exercise | None, exercise: Exercise, told: set[str]) -> float:
    """Seconds to get from one exercise to another, and to hear how it is done unless it is ``told`` already."""
    before = None if previous is None else previous.id
    words = 0.0 if exercise.id in told else _seconds_to_tell(exercise.id)
    told.add(exercise.id)
    return max(LEAD_IN_SECONDS, words, seconds_to_move(before, exercise.id, catalogue()))


@cache
def _seconds_to_tell(id_: str) -> float:
    """How long it takes to hear how an exercise is done and to get there, rounded up."""
    seconds = seconds_to_say(said_before(_step(catalogue()[id_]))) + SPARE_SECONDS
    return ceil(seconds / _LEAD_IN_STEP_SECONDS) * _LEAD_IN_STEP_SECONDS


def _step(exercise: Exercise, *, grown: bool = False) -> ExerciseStep:
    """An exercise in its dose, or in a range that begins with it, with no time to get into position."""
    hold: Duration | Range = exercise.hold
    reps: int | Range = exercise.reps
    if grown:
        growth = GROWTHS[exercise.id]
        if growth.key == "hold":
            hold = Range(exercise.hold.amount, growth.last, growth.by, exercise.hold.breaths)
        else:
            reps = Range(exercise.reps, growth.last, growth.by)
    gap = SIDE_GAP_SECONDS.get(exercise.position, USUAL_SIDE_GAP_SECONDS)
    cue = CUES.get(exercise.id, "")
    return ExerciseStep(
        number=1,
        within=None,
        exercise=exercise.id,
        name=exercise.name,
        own=False,
        words=exercise.words,
        cautions=frozenset(),
        sides=exercise.sides,
        first_side="left",
        hold=hold,
        reps=reps,
        rest_between=exercise.rest_between,
        rest_after=_NONE,
        lead_in=_NONE,
        side_gap=Duration(gap),
        cue=cue,
    )


@cache
def _own_seconds(exercise: Exercise) -> float:
    """How long an exercise lasts in its dose, without the time to get into position."""
    return extent(session_of(exercise))[1]


def session_of(exercise: Exercise) -> Session:
    """A session of this exercise alone, in its dose."""
    return Session(
        id="",
        title="",
        summary="",
        author="",
        level="gentle",
        tags=(),
        breath_seconds=BREATH_SECONDS,
        steps=(_step(exercise),),
        content=b"",
    )
