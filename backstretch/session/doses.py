"""How long and how often: ``hold`` and ``reps``, as one number each or as a range that grows with the level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from backstretch.session.fields import Table, figure
from backstretch.session.format import HOLD, REPS
from backstretch.session.key_kinds import Count, Key, Length
from backstretch.session.model import Duration, Range

_MOST_LEVELS = 1_000_000

_End = TypeVar("_End", bound=Key)


def read_hold(table: Table) -> Duration | Range | None:
    """``hold``, within its bounds at every level; None if it is not there, or wrong and reported."""
    if not isinstance(table.values.get("hold"), dict):
        return table.duration(HOLD)
    return _range(table.inner("hold"), "hold", HOLD.ends, _hold_end)


def read_reps(table: Table) -> int | Range | None:
    """``reps``, within its bounds at every level; None if it is not there, or wrong and reported."""
    if not isinstance(table.values.get("reps"), dict):
        return table.count(REPS)
    return _range(table.inner("reps"), "reps", REPS.ends, _reps_end)


def read_doses(table: Table) -> tuple[Duration | Range | None, int | Range | None]:
    """``hold`` and ``reps``, of which one at most may be a range."""
    ranges = [key for key in table.values if key in {"hold", "reps"} and isinstance(table.values[key], dict)]
    if len(ranges) > 1:
        table.wrong(ranges[1], f"{ranges[0]} and {ranges[1]} are both ranges; only one of them can grow")
    return read_hold(table), read_reps(table)


def _hold_end(ends: Table, key: Length) -> Duration | None:
    return ends.duration(key, label=f"hold.{key.name}")


def _reps_end(ends: Table, key: Count) -> Duration | None:
    count = ends.count(key, label=f"reps.{key.name}")
    return None if count is None else Duration(count)


def _range(
    ends: Table, label: str, keys: Sequence[_End], read: Callable[[Table, _End], Duration | None]
) -> Range | None:
    """The range that ``ends`` holds under ``keys``; None if anything is wrong in it."""
    ends.only([key.name for key in keys])
    for key in keys:
        ends.require_key(key.name, f"a range is written {label} = {{ from = 5, to = 30, by = 5 }}")
    first, last, by = (read(ends, key) for key in keys)
    if first is None or last is None:
        return None
    if first.breaths != last.breaths or (by is not None and by.breaths != first.breaths):
        ends.wrong("from", f"{label} mixes seconds and breaths; write from, to and by alike")
    elif first.amount > last.amount:
        found = f"{label}.from is {figure(first.amount)}, more than {label}.to, which is {figure(last.amount)}"
        ends.wrong("from", f"{found}; write the smaller number first")
    elif by is not None and (last.amount - first.amount) / by.amount > _MOST_LEVELS:
        ends.wrong("by", f"{label}.by is {figure(by.amount)}; too small to ever get from one end to the other")
    elif by is not None:
        return Range(first.amount, last.amount, by.amount, first.breaths)
    return None
