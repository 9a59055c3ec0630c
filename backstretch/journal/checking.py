"""Whether an entry from a file is one that a journal could have written: types, ranges, and what goes together.

The bounds are wide: they keep out what no program wrote, and what would take the machine's memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from backstretch.journal.codec import from_json
from backstretch.journal.entries import Entry, RunEntry, StopEntry, without_telling
from backstretch.journal.records import Hold

LONGEST_TEXT = 1_000_000
"""Characters in a title, a name or a note."""
MOST_SECONDS = 1e9
MOST = 1_000_000
"""Of what is counted: steps, repetitions, holds, levels."""

_SCORES = frozenset({"pain_before", "pain_during", "pain_after", "effort", "score"})
_IDS = frozenset({"id", "sha256", "kind", "signs"})
_UTC = frozenset({"deleted_at", "cleared_at", "changed_at"})
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def entry_of(data: object) -> Entry:
    """The entry that ``data``, as read from JSON, stands for. Raises ValueError, which says what is wrong."""
    entry = from_json(Entry, data)
    _check(entry)
    if entry.run is None and entry.deleted_at is None:
        raise ValueError("it has neither a run nor a deletion")
    _check_run(entry)
    _check_stop(entry)
    return entry


def _check_run(entry: Entry) -> None:
    run = entry.run
    if run is None:
        return
    places = [hold.phase for hold in run.holds]
    if any(place >= after for place, after in pairwise(places)):
        raise ValueError("holds are not in the order of their phases")
    if entry.deleted_at is not None and run.changed_at <= entry.deleted_at:
        raise ValueError("deleted_at is not before changed_at, and yet there is a run")
    if (run.outcome == "stopped_for_pain") != (entry.stop is not None):
        raise ValueError("outcome and stop do not go together")


def _check_stop(entry: Entry) -> None:
    stop = entry.stop
    if stop is None:
        return
    if stop == without_telling(stop):
        return
    if entry.run is None or (entry.deleted_at is not None and stop.changed_at <= entry.deleted_at):
        raise ValueError("the stop of a deleted run says more than it may")
    if stop.changed_at > entry.run.changed_at:
        raise ValueError("the stop's changed_at is after the run's")


def _check(record: Any) -> None:
    """Check every field of a record, and of the records in it. Raises ValueError."""
    for name, value in zip(record._fields, record, strict=True):
        if check := _CHECKS.get(type(value)):
            check(name, value)


def _check_part(_name: str, record: Any) -> None:
    _check(record)


def _check_several(name: str, values: tuple[Any, ...]) -> None:
    for value in values:
        _CHECKS[type(value)](name, value)


def _check_text(name: str, text: str) -> None:
    if name in _IDS and not _ID.fullmatch(text):
        raise ValueError(f"{name} is not 1 to 64 letters, digits or hyphens")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{name} is longer than {LONGEST_TEXT} characters")


def _check_moment(name: str, moment: datetime) -> None:
    offset = moment.utcoffset() or timedelta()
    if name in _UTC and offset:
        raise ValueError(f"{name} is not in UTC")
    if offset % timedelta(minutes=1):
        raise ValueError(f"{name} has an offset that is not whole minutes")


def _check_number(name: str, value: float) -> None:
    if name in _SCORES:
        if not 0 <= value <= 10:
            raise ValueError(f"{name} is {value}; it must be 0 to 10")
    elif not 0 <= value <= (MOST_SECONDS if name.endswith("seconds") else MOST):
        raise ValueError(f"{name} is {value:g}, which cannot be")


_CHECKS: dict[type, Callable[[str, Any], None]] = {
    str: _check_text,
    datetime: _check_moment,
    int: _check_number,
    float: _check_number,
    tuple: _check_several,
    RunEntry: _check_part,
    StopEntry: _check_part,
    Hold: _check_part,
}
"""What is checked of a value, by its type; nothing and yes or no need no check."""
