"""What one journal knows of a run, and what two of them know together: the rule by which journals are merged.

Merging is a join: in whichever order, and however often, the same entries are merged, the same comes out. Each part is
decided for itself, by the highest of a total order; only what a deletion covers is taken away afterwards.
"""

# Not from __future__ import annotations: the annotations of these records are read, to check what comes from a file.

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from backstretch.journal.records import MISTAKE, Hold, NextDay, Outcome
from backstretch.session.model import Side

Part = TypeVar("Part", "RunEntry", "StopEntry")


class RunEntry(NamedTuple):
    """A run but for its id and its pain stop. Moments have the offset that was local then, lengths are in seconds."""

    session: str
    title: str
    sha256: str
    started_at: datetime
    ended_at: datetime
    outcome: Outcome
    level: int
    from_step: int
    planned_seconds: float
    active_seconds: float
    holds_planned: int
    pain_before: int | None
    pain_during: int | None
    pain_after: int | None
    effort: int | None
    note: str | None
    next_day: NextDay | None
    next_day_asked: bool
    next_phase: int
    changed_at: datetime
    holds: tuple[Hold, ...]


class StopEntry(NamedTuple):
    """The pain stop of a run, which outlives it."""

    stopped_at: datetime
    at_seconds: float
    step: int
    exercise: str | None
    side: Side | None
    rep: int | None
    kind: str | None
    score: int | None
    where: str | None
    signs: tuple[str, ...]
    note: str | None
    put_back: bool
    cleared_at: datetime | None
    changed_at: datetime


class Entry(NamedTuple):
    """All that is known of one run."""

    id: str
    deleted_at: datetime | None
    """When it was deleted last; also of a run that was changed, and so came back, since."""
    run: RunEntry | None
    """None if it is deleted."""
    stop: StopEntry | None


def merged(one: Entry, other: Entry) -> Entry:
    """What two entries of the same run say together.

    - Of the run, and of the stop, the side that was changed later counts; of two changed at the same moment, the one
      that says more, by the order of :func:`rank`.
    - A stop on either side is a stop, whatever the other says of how the run ended.
    - A deletion takes away a run that was not changed since, and what a person told of a stop not changed since. When
      a stop was, in which exercise, and whether its gate was passed, stays.
    """
    deleted_at = max((side.deleted_at for side in (one, other) if side.deleted_at is not None), default=None)
    run, stop = _later(one.run, other.run, rank), _later(one.stop, other.stop, rank_of_stop)
    if run is not None and stop is not None:
        run = run._replace(outcome="stopped_for_pain")
    if deleted_at is not None:
        if run is not None and run.changed_at <= deleted_at:
            run = None
        if stop is not None and stop.changed_at <= deleted_at:
            stop = without_telling(stop)
    return Entry(one.id, deleted_at, run, stop)


def without_telling(stop: StopEntry) -> StopEntry:
    """A stop without what the person chose to say of it, but that it was a mistake."""
    kind = stop.kind if stop.kind == MISTAKE else None
    return stop._replace(kind=kind, score=None, where=None, signs=(), note=None)


def rank(run: RunEntry) -> tuple[object, ...]:
    """A run's place in the total order; how it ended comes last, where a stop may override it."""
    rest = run._replace(holds=(), outcome="completed")
    return (
        *(run.changed_at, run.active_seconds),
        *map(_ordered, rest),
        tuple(tuple(map(_ordered, hold)) for hold in run.holds),
        run.outcome,
    )


def rank_of_stop(stop: StopEntry) -> tuple[object, ...]:
    """A stop's place in the total order: one that guards more comes after one that guards less.

    What the person told comes last, where a deletion may take it away.
    """
    told = (stop.kind, stop.score, stop.where, stop.signs, stop.note)
    return (
        *(stop.changed_at, stop.kind != MISTAKE, stop.cleared_at is None, not stop.put_back),
        *map(_ordered, without_telling(stop)),
        *map(_ordered, told),
    )


def _later(one: Part | None, other: Part | None, order: Callable[[Part], Any]) -> Part | None:
    """The part that counts."""
    if one is None or other is None:
        return one or other
    if one.changed_at != other.changed_at:
        return max(one, other, key=lambda part: part.changed_at)
    return max(one, other, key=order)


def _ordered(value: object) -> tuple[object, ...]:
    """A value of one field so that any two compare; what was left open comes before all that was said."""
    if value is None:
        return ()
    if isinstance(value, datetime):
        return value, value.utcoffset()
    return (value,)
