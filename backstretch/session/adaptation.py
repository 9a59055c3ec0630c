"""A session as one person should do it: what cautions and pain stops leave of it, at that person's pace. Pure."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import ALWAYS_KEPT, HURT, Caution, LeftOut, Pace, Person, reason_to_leave_out
from backstretch.session.model import Duration, ExerciseStep, Group, Range, RestStep, Session

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
    kept = {_place(step): exercises.get(step.exercise) for step in steps if reasons[_place(step)] is None}
    taken = {step.exercise: step.exercise for step in steps if _place(step) in kept}

    def free(step: ExerciseStep, swap: Exercise) -> bool:
        as_swap = step._replace(exercise=swap.id, cautions=frozenset())
        return reason_to_leave_out(as_swap, person, exercises, known) is None

    def returns() -> int:
        in_order = (chosen.get(_place(step)) or kept.get(_place(step)) for step in steps)
        return _returns(exercise.height for exercise in in_order if exercise is not None)

    always = [step for step in open_steps if exercises[step.exercise].topics & ALWAYS_KEPT]
    for step in always:
        for id_ in exercises[step.exercise].swaps:
            if _place(step) not in chosen and free(step, exercises[id_]):
                chosen[_place(step)] = exercises[id_]
                taken.setdefault(id_, step.exercise)
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
                taken.setdefault(swap.id, step.exercise)
    return chosen


def _may_be_swapped(step: ExerciseStep, reason: str | None, person: Person) -> bool:
    return reason is not None and reason != HURT and not step.own and not step.cautions & person.cautions


def _returns(heights: Iterable[str]) -> int:
    """How often the body comes back to the floor or to the chair after it had left it."""
    visits = [height for height, _ in groupby(heights)]
    return sum(max(0, visits.count(height) - 1) for height in ("floor", "chair"))


def _place(step: ExerciseStep) -> Place:
    return step.number, step.within


TURN_SECONDS = 20.0
"""The least time to change position at one height; our own choice, as is the next."""
GET_UP_SECONDS = 30.0
"""The least time to change between floor, chair and standing."""


def adapt(
    session: Session, person: Person, exercises: Mapping[str, Exercise], known: Mapping[str, Caution]
) -> tuple[Session, tuple[LeftOut, ...]]:
    """The session this person should do, and what it does without or differently, each with its reason.

    Steps keep the numbers they have in the file. A group left without an exercise goes, with its rests.
    Where two positions of the body come to follow each other, there is time to get from one to the other.
    """
    changes: list[LeftOut] = []
    swapped = swaps_for(session, person, exercises, known)

    def adapted(step: ExerciseStep) -> ExerciseStep | None:
        swap = swapped.get((step.number, step.within))
        fitted, change = _fit(step, swap, person, exercises, known, session.breath_seconds)
        if change is not None:
            changes.append(change)
        return fitted

    steps: list[ExerciseStep | RestStep | Group] = []
    for step in session.steps:
        if isinstance(step, Group):
            inner = [adapted(item) if isinstance(item, ExerciseStep) else item for item in step.steps]
            kept = tuple(item for item in inner if item is not None)
            if any(isinstance(item, ExerciseStep) for item in kept) or not any(
                isinstance(item, ExerciseStep) for item in step.steps
            ):
                steps.append(step._replace(steps=kept))
        elif isinstance(step, RestStep):
            steps.append(step)
        elif (fitted := adapted(step)) is not None:
            steps.append(fitted)
    return with_time_to_move(session, session._replace(steps=tuple(steps)), exercises), tuple(changes)


def paced(session: Session, pace: Pace) -> Session:
    """The session with every exercise step's lead-in within the person's bounds; one that is keeps its form."""

    def timed(step: ExerciseStep) -> ExerciseStep:
        written = step.lead_in.seconds(session.breath_seconds)
        seconds = min(max(written, pace.least_lead_in_seconds), pace.most_lead_in_seconds)
        return step if seconds == written else step._replace(lead_in=Duration(seconds))

    return _with_exercise_steps(session, timed)


def with_breath(session: Session, pace: Pace) -> Session:
    """The session with the person's own length of a breath, where they chose one."""
    return session._replace(breath_seconds=pace.breath_seconds) if pace.breath_seconds else session


def without_keys(session: Session) -> Session:
    """The session where nobody can press a key: what lasts until one lasts as long as is expected."""

    def timed(step: ExerciseStep | RestStep) -> ExerciseStep | RestStep:
        return step._replace(until_key=False)

    steps = (
        step._replace(steps=tuple(map(timed, step.steps))) if isinstance(step, Group) else timed(step)
        for step in session.steps
    )
    return session._replace(steps=tuple(steps))


def only(session: Session, topic: str, exercises: Mapping[str, Exercise]) -> Session:
    """The session with nothing but its steps of one topic, outside groups."""

    def is_of_it(step: ExerciseStep | RestStep | Group) -> bool:
        return isinstance(step, ExerciseStep) and not step.own and topic in exercises[step.exercise].topics

    return session._replace(steps=tuple(filter(is_of_it, session.steps)))


def in_the_place_of_all(session: Session, exercise: Exercise) -> Session:
    """The session with one exercise in each step, in the step's dose."""
    return _with_exercise_steps(session, lambda step: _in_its_place(step, exercise, session.breath_seconds))


def with_time_to_move(before: Session, after: Session, exercises: Mapping[str, Exercise]) -> Session:
    """``after``, with longer lead-ins where an exercise follows another than it does in ``before``."""
    foreseen, found = _neighbours(before), _neighbours(after)

    def timed(step: ExerciseStep) -> ExerciseStep:
        place = (step.number, step.within)
        if found[place] == foreseen[place]:
            return step
        least = seconds_to_move(*found[place], exercises)
        if step.lead_in.seconds(after.breath_seconds) >= least:
            return step
        return step._replace(lead_in=Duration(least))

    return _with_exercise_steps(after, timed)


def _with_exercise_steps(session: Session, changed: Callable[[ExerciseStep], ExerciseStep]) -> Session:
    """The session with every exercise step, those inside groups too, in its changed form."""

    def each(step: ExerciseStep | RestStep | Group) -> ExerciseStep | RestStep | Group:
        if isinstance(step, Group):
            inner = (changed(item) if isinstance(item, ExerciseStep) else item for item in step.steps)
            return step._replace(steps=tuple(inner))
        return changed(step) if isinstance(step, ExerciseStep) else step

    return session._replace(steps=tuple(map(each, session.steps)))


def _neighbours(session: Session) -> dict[tuple[int, int | None], tuple[str | None, str]]:
    """For each exercise step, by its numbers: the exercise before it, None at the start, and its own."""
    steps = session.exercise_steps()
    names = [step.exercise for step in steps]
    return {
        (step.number, step.within): (previous, step.exercise)
        for step, previous in zip(steps, [None, *names], strict=False)
    }


def seconds_to_move(previous: str | None, current: str, exercises: Mapping[str, Exercise]) -> float:
    """The least time to get from one exercise to another; 0 if a person's own move is one of them."""
    here = exercises.get(current)
    if here is None:
        return 0.0
    if previous is None:
        return GET_UP_SECONDS if here.height == "floor" else 0.0
    there = exercises.get(previous)
    if there is None or there.position == here.position:
        return 0.0
    return TURN_SECONDS if there.height == here.height else GET_UP_SECONDS


def _fit(
    step: ExerciseStep,
    swap: Exercise | None,
    person: Person,
    exercises: Mapping[str, Exercise],
    known: Mapping[str, Caution],
    breath_seconds: float,
) -> tuple[ExerciseStep | None, LeftOut | None]:
    """The step as this person should do it, with ``swap`` in its place if there is one; and what changed, or None."""
    reason = reason_to_leave_out(step, person, exercises, known)
    if reason is not None and swap is None:
        return None, LeftOut(step.number, step.within, step.name, reason, None)
    fitted = step if swap is None else _in_its_place(step, swap, breath_seconds)
    topics: frozenset[str] = frozenset() if fitted.own else exercises[fitted.exercise].topics
    mine = [caution for id_, caution in known.items() if id_ in person.cautions]
    if added := tuple(caution.cue for caution in mine if caution.cues(topics)):
        fitted = fitted._replace(added=(*fitted.added, *added))
    shortened: Caution | None = None
    for caution in mine:
        if caution.shortens & topics:
            hold = _at_most(fitted.hold, caution.hold_most, breath_seconds)
            shortened = caution if hold != fitted.hold else shortened
            fitted = fitted._replace(hold=hold, until_key=False)  # a hold that is not to be long has its time
    if reason is not None and swap is not None:
        return fitted, LeftOut(step.number, step.within, step.name, reason, swap.name)
    if shortened is not None:
        change = LeftOut(step.number, step.within, step.name, shortened.reason, None, shortened.hold_most)
        return fitted, change
    return fitted, None


def _in_its_place(step: ExerciseStep, swap: Exercise, breath_seconds: float) -> ExerciseStep:
    """The swap with the step's dose, as far as its own sources go; its own sides where only one of the two has any."""
    return step._replace(
        exercise=swap.id,
        name=swap.name,
        words=swap.words,
        cue="",
        until_key=False,
        sides=step.sides if (step.sides == "none") == (swap.sides == "none") else swap.sides,
        hold=_at_most(step.hold, swap.max_hold.seconds(breath_seconds), breath_seconds),
        reps=_at_most_times(step.reps, swap.max_reps),
    )


def _at_most(hold: Duration | Range, most: float, breath_seconds: float) -> Duration | Range:
    """The hold with no level of it above ``most`` seconds; one that is within keeps its form."""
    if isinstance(hold, Duration):
        return hold if hold.seconds(breath_seconds) <= most else Duration(most)
    unit = breath_seconds if hold.breaths else 1.0
    if hold.last * unit <= most:
        return hold
    if hold.first * unit >= most:
        return Duration(most)
    return Range(hold.first * unit, most, hold.by * unit)


def _at_most_times(reps: int | Range, most: int) -> int | Range:
    """The repetitions with no level of them above ``most``."""
    if isinstance(reps, int):
        return min(reps, most)
    return reps._replace(last=min(reps.last, most)) if reps.first < most else most
