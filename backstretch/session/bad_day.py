"""A session for a bad day: less of everything, more rest, no strength work. Pure.

No source says by how much to do less while a back is worse for some days: half, then three quarters, and the days for
both, are our own choice; so is that a rest gets longer by as much as the work gets shorter.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from math import ceil

from backstretch.session.adaptation import with_time_to_move
from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import LeftOut
from backstretch.session.model import Duration, ExerciseStep, Group, Range, RestStep, Session

WHOLE = 100
FIRST_PERCENT, FIRST_DAYS = 50, 3
LATER_PERCENT, ALL_DAYS = 75, 6
"""Per cent of holds and repetitions on the first three days, and on the three after them."""
LEAST_HOLD_SECONDS = 3
LEAST_REST_SECONDS = 5.0
"""Between two repetitions, where the file has less."""
STRENGTH = "strength"
"""The topic of the catalogue that is left out."""
WHY = "a bad day"
"""The reason for what is left out."""


def percent_on(day: date, easy_days: Collection[date]) -> int:
    """How much is done on a bad day: it is the first, or counts from the first of the last six days that was one.

    ``easy_days`` are the local days on which something was done the easy way.
    """
    first: date | None = None
    for each in sorted({one for one in easy_days if one <= day}):
        if first is None or each - first >= timedelta(days=ALL_DAYS):
            first = each
    number = (day - first).days + 1 if first is not None else 1
    return LATER_PERCENT if FIRST_DAYS < number <= ALL_DAYS else FIRST_PERCENT


def eased(
    session: Session, level: int, percent: int, exercises: Mapping[str, Exercise]
) -> tuple[Session, tuple[LeftOut, ...]]:
    """The session as it is at ``level``, with ``percent`` of each dose; and what it does without.

    A group that is left without an exercise goes, with its rests.
    """
    breath = session.breath_seconds
    left_out: list[LeftOut] = []

    def fitted(step: ExerciseStep) -> ExerciseStep | None:
        if not step.own and STRENGTH in exercises[step.exercise].topics:
            left_out.append(LeftOut(step.number, step.within, step.name, WHY, None))
            return None
        return _smaller(step, level, percent, breath)

    def inner(step: ExerciseStep | RestStep) -> ExerciseStep | RestStep | None:
        return fitted(step) if isinstance(step, ExerciseStep) else _longer_rest(step, percent, breath)

    steps: list[ExerciseStep | RestStep | Group] = []
    for step in session.steps:
        if not isinstance(step, Group):
            single = inner(step)
            steps += [single] if single is not None else []
            continue
        kept = tuple(one for one in map(inner, step.steps) if one is not None)
        if any(isinstance(one, ExerciseStep) for one in kept):
            rest = _longer(step.rest_between, percent, breath)
            steps.append(step._replace(steps=kept, rest_between=rest))
    smaller = session._replace(steps=tuple(steps))
    return with_time_to_move(session, smaller, exercises), tuple(left_out)


def smaller_hold(seconds: float, percent: int) -> float:
    """So many per cent of a hold in whole seconds, rounded up: 3 s at least, and never more than it was."""
    return min(seconds, max(LEAST_HOLD_SECONDS, _share(seconds, percent)))


def smaller_reps(reps: int, percent: int) -> int:
    """So many per cent of the repetitions, rounded up: 1 at least."""
    return max(1, _share(reps, percent))


def _share(amount: float, percent: int) -> int:
    """Rounded up, whatever a binary fraction makes of it."""
    return ceil(round(amount * percent / WHOLE, 6))


def _smaller(step: ExerciseStep, level: int, percent: int, breath_seconds: float) -> ExerciseStep:
    reps = smaller_reps(step.repetitions(level), percent)
    rest = _longer(step.rest_between, percent, breath_seconds)
    if reps > 1 and rest.amount < LEAST_REST_SECONDS:
        rest = Duration(LEAST_REST_SECONDS)
    return step._replace(
        hold=_smaller_hold(step, level, percent, breath_seconds),
        reps=reps,
        rest_between=rest,
        rest_after=_longer(step.rest_after, percent, breath_seconds),
    )


def _smaller_hold(step: ExerciseStep, level: int, percent: int, breath_seconds: float) -> Duration:
    """In whole breaths where the hold is written in breaths."""
    breaths = step.hold.breaths
    written = step.hold.at(level) if isinstance(step.hold, Range) else step.hold.amount
    if not breaths:
        return Duration(smaller_hold(written, percent))
    whole = Duration(float(min(written, max(1, _share(written, percent)))), breaths=True)
    seconds = whole.seconds(breath_seconds)
    least = min(written * breath_seconds, LEAST_HOLD_SECONDS)
    return whole if seconds >= least else Duration(least)


def _longer_rest(step: RestStep, percent: int, breath_seconds: float) -> RestStep:
    return step._replace(rest=_longer(step.rest, percent, breath_seconds))


def _longer(rest: Duration, percent: int, breath_seconds: float) -> Duration:
    """As much longer as the work is shorter, in whole seconds, an hour at most."""
    return Duration(min(3600.0, float(ceil(round(rest.seconds(breath_seconds) * WHOLE / percent, 6)))))
