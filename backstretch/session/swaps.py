"""What takes the place of the exercises that a person does without: chosen for the whole session at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import ALWAYS_KEPT, HURT, Caution, Person, reason_to_leave_out
from backstretch.session.model import ExerciseStep, Session

Place = tuple[int, int | None]
"""The numbers of a step: of its table, and inside its group."""


def swaps_for(
    session: Session, person: Person, exercises: Mapping[str, Exercise], known: Mapping[str, Caution]
) -> dict[Place, Exercise]:
    """For each step that cautions take out, the exercise in its place; a step with none has no entry.

    An exercise's swaps are tried one after the other, until one is free of every caution and of what hurt. It must
    not be in the session already, and must not send the body back to the floor, or back to the chair: then the next
    one is tried. The first swaps of all steps are tried before the second ones, so that the nearest relative gets
    the place. Breathing and walking always find theirs. What hurt is left out, and so is a step whose author names
    one of the person's cautions.
    """
    steps = session.exercise_steps()
    reasons = {_place(step): reason_to_leave_out(step, person, exercises, known) for step in steps}
    open_steps = [step for step in steps if _may_be_swapped(step, reasons[_place(step)], person)]
    chosen: dict[Place, Exercise] = {}
    taken = {step.exercise: step.exercise for step in steps if reasons[_place(step)] is None}

    def free(step: ExerciseStep, swap: Exercise) -> bool:
        as_swap = step._replace(exercise=swap.id, cautions=frozenset())
        return reason_to_leave_out(as_swap, person, exercises, known) is None

    def returns() -> int:
        in_order = (
            chosen.get(_place(step)) or (exercises.get(step.exercise) if reasons[_place(step)] is None else None)
            for step in steps
        )
        return _returns(exercise.height for exercise in in_order if exercise is not None)

    def settle(step: ExerciseStep, swap: Exercise) -> None:
        chosen[_place(step)] = swap
        taken.setdefault(swap.id, step.exercise)

    always = [step for step in open_steps if exercises[step.exercise].topics & ALWAYS_KEPT]
    for step in always:
        for id_ in exercises[step.exercise].swaps:
            if _place(step) not in chosen and free(step, exercises[id_]):
                settle(step, exercises[id_])
    longest = max((len(exercises[step.exercise].swaps) for step in open_steps), default=0)
    for rank in range(longest):
        for step in open_steps:
            swaps = exercises[step.exercise].swaps
            if _place(step) in chosen or step in always or rank >= len(swaps):
                continue
            swap = exercises[swaps[rank]]
            if taken.get(swap.id, step.exercise) != step.exercise or not free(step, swap):
                continue
            before = returns()
            chosen[_place(step)] = swap
            if returns() > before:
                del chosen[_place(step)]
            else:
                settle(step, swap)
    return chosen


def _may_be_swapped(step: ExerciseStep, reason: str | None, person: Person) -> bool:
    return reason is not None and reason != HURT and not step.own and not step.cautions & person.cautions


def _returns(heights: Iterable[str]) -> int:
    """How often the body comes back to the floor or to the chair after it had left it."""
    visits = [height for height, _ in groupby(heights)]
    return sum(max(0, visits.count(height) - 1) for height in ("floor", "chair"))


def _place(step: ExerciseStep) -> Place:
    return step.number, step.within
