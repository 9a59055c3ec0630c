"""Which plan is for whom: from what a person ticked, and from what hurt, to the plan's number. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backstretch.base.errors import BackstretchError
from backstretch.paper.player.plans import Plans, Table
from backstretch.run.plan import make_plan
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.cautions import Caution, Person, can_be_left_out, cautions
from backstretch.session.model import Session

MOST_FOR_ONE = 3
"""So many more may hurt after a file was made for one person alone."""
BETWEEN = "\n"
"""Stands between the exercises that hurt, in a key of a table; no name has one."""

_ROTATION = 1 << list(cautions()).index("rotation")


def tickable() -> tuple[str, ...]:
    """The cautions in the order of their bits; ``rotation`` is set unless the person asks for rotations."""
    return tuple(cautions())


def person_of(bits: int, hurt: frozenset[str] = frozenset()) -> Person:
    """The person whose cautions are those bits."""
    return Person(frozenset(id_ for n, id_ in enumerate(tickable()) if bits >> n & 1), hurt)


@dataclass(frozen=True, slots=True)
class Lookup:
    """From what a person ticked, and what hurt, to a plan's number."""

    groups: tuple[int, ...]
    """For each set of cautions as bits, the group of those that come to the same."""
    plans: tuple[dict[str, int | str], ...]
    """For each group: what hurt, in order, joined by ``BETWEEN`` → the plan's number, or why there is none."""
    written: tuple[str, ...]
    """The exercises of the file, by id or name."""


def most_that_hurt(bits: int) -> int:
    """How many exercises may have hurt beside these cautions, so that there is a plan without them in the file.

    Our own choice: with more there would be thousands of plans.
    """
    return 2 if (bits & ~_ROTATION).bit_count() <= 1 else 1


def lookup(session: Session, level: int, plans: Plans, *, hurt: frozenset[str], bits: Iterable[int]) -> Lookup:
    """The plans for every set of cautions of ``bits``, and without what may hurt beside the exercises of ``hurt``."""
    groups, sets = Table(), list(bits)
    fewest_first = sorted(sets, key=int.bit_count)  # so that the fewest stand for each group
    numbers = {each: groups.number(_touch(session, person_of(each)), each) for each in fewest_first}
    written = tuple(dict.fromkeys(step.exercise for step in session.exercise_steps()))
    most = (lambda _bits: MOST_FOR_ONE) if len(sets) == 1 else most_that_hurt
    found = [_without(session, level, plans, person_of(each, hurt), written, most(each)) for each in groups.values]
    return Lookup(tuple(numbers[each] for each in sets), tuple(found), written)


def _without(
    session: Session, level: int, plans: Plans, person: Person, written: tuple[str, ...], most: int
) -> dict[str, int | str]:
    """The plans of one person without what hurt: none of what may, one, and so on up to ``most``."""
    found: dict[str, int | str] = {}
    waiting: list[tuple[str, ...]] = [()]
    for hurt in waiting:
        if (key := BETWEEN.join(hurt)) in found:
            continue
        there = written
        try:
            plan = make_plan(session, person._replace(hurt=person.hurt | {*hurt}), level)
            found[key] = plans.add(plan)
            there = (*written, *(step.exercise for step in plan.session.exercise_steps()))
        except BackstretchError as error:
            found[key] = str(error)
        if len(hurt) < most:
            more = {id_ for id_ in there if id_ not in hurt and can_be_left_out(id_)}
            waiting += (tuple(sorted((*hurt, id_))) for id_ in sorted(more))
    return found


def _touch(session: Session, person: Person) -> tuple[object, ...]:
    """All that an adaptation of the session asks of a set of cautions: where it is the same, so is the plan."""
    mine = [caution for id_, caution in cautions().items() if id_ in person.cautions]
    steps = session.exercise_steps()
    named = tuple(tuple(caution.id for caution in mine if caution.id in step.cautions) for step in steps)
    own = tuple(caution.id for caution in mine if "everything" in caution.takes_out or caution.cues(frozenset()))
    if not any(step.own for step in steps):
        own = ()
    exercises = [catalogue()[id_] for id_ in _reachable(session)]
    return (named, own, tuple(_effect(exercise, mine) for exercise in exercises))


def _reachable(session: Session) -> tuple[str, ...]:
    """The exercises of the session, and those that may take their places."""
    own = [step.exercise for step in session.exercise_steps() if not step.own]
    return tuple(dict.fromkeys([*own, *(swap for id_ in own for swap in catalogue()[id_].swaps)]))


def _effect(exercise: Exercise, mine: list[Caution]) -> tuple[object, ...]:
    """What cautions do to one exercise: why it is left out, what is added, which holds they shorten."""
    reason = next((caution.id for caution in mine if caution.touches(exercise)), None)
    cues = tuple(caution.cue for caution in mine if caution.cues(exercise.topics))
    return reason, cues, tuple(caution.id for caution in mine if caution.shortens & exercise.topics)
