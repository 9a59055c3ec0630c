"""Records as JSON and back, every type checked: the form of spooled stops and of exports.

What comes from a file of another machine is checked further: ranges, and what goes together. The bounds are wide: they
keep out what no program wrote, and what would take the machine's memory.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from backstretch.journal.records import IDS, SCORES, UTC_FIELDS, Entry, Hold, RunEntry, StopEntry

Record = TypeVar("Record")
Reader = Callable[[Any, str], Any]
"""Makes a value of what JSON has, or raises ValueError, which calls it by the name it is given."""

YEARS = range(1969, 2201)
"""Of what a clock can have said, by the time of any place: one that was never set begins with 1970 in UTC."""
LONGEST_TEXT = 1_000_000
"""Characters in a title, a name or a note."""
MOST_SECONDS = 1e9
MOST = 1_000_000
"""Of what is counted: steps, repetitions, holds, levels."""
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_TOO_LARGE = 2**63
"""The first whole number that the database cannot hold."""


def encodable(text: str) -> str:
    """The text as a file can hold it: half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json(value: Any) -> Any:
    """A record, or any value a record may hold, as what ``json`` can write. Times as ISO text with offset."""
    kind: Any = type(value)
    if _is_record(kind):
        return {name: to_json(getattr(value, name)) for name in _types(kind)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def from_json(record: type[Record], data: object) -> Record:
    """The record that :func:`to_json` wrote as ``data``; keys it does not know are left out.

    Raises ValueError where something is missing or of another type.
    """
    kind: Any = record
    value: Record = _reader(kind)(data, kind.__name__)
    return value


def entry_of(data: object) -> Entry:
    """The entry that ``data``, as read from JSON, stands for. Raises ValueError, which says what is wrong."""
    entry = from_json(Entry, data)
    _check(entry)
    if entry.run is None and entry.deleted_at is None:
        raise ValueError("it has neither a run nor a deletion")
    _check_run(entry)
    _check_stop(entry)
    return entry


@cache
def _reader(kind: Any) -> Reader:
    """What makes a value of the type ``kind``; found once, since an export has millions of values."""
    if _is_record(kind):
        return partial(_record, kind, {name: _reader(part) for name, part in _types(kind).items()})
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (option,) = (part for part in parts if part is not NoneType)
        return partial(_optional, _reader(option))
    if origin is tuple:
        return partial(_several, _reader(parts[0]))
    if origin is Literal:
        return partial(_one_of, frozenset(parts))
    return _READERS[kind]


def _record(kind: Any, readers: Mapping[str, Reader], data: Any, name: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{name} is not a table")
    known = {key: readers[key](value, key) for key, value in data.items() if key in readers}
    try:
        return kind(**known)
    except TypeError as error:
        missing = (key for key in readers if key not in known and key not in kind._field_defaults)
        raise ValueError(f"{name} is incomplete: it has no {next(missing, '')}") from error


def _optional(reader: Reader, data: Any, name: str) -> Any:
    return None if data is None else reader(data, name)


def _several(reader: Reader, data: Any, name: str) -> Any:
    if not isinstance(data, list):
        raise _other(name)
    return tuple([reader(item, name) for item in data])


def _one_of(words: frozenset[str], data: Any, name: str) -> str:
    if isinstance(data, str) and data in words:
        return data
    raise _other(name)


def _number(data: Any, name: str) -> float:
    if type(data) in (int, float) and math.isfinite(data):
        return float(data)
    raise _other(name)


def _whole(data: Any, name: str) -> int:
    if type(data) is int and -_TOO_LARGE <= data < _TOO_LARGE:
        return data
    raise _other(name)


def _truth(data: Any, name: str) -> bool:
    if isinstance(data, bool):
        return data
    raise _other(name)


def _text(data: Any, name: str) -> str:
    if isinstance(data, str):
        return data if data.isascii() else encodable(data)
    raise _other(name)


def _moment(data: Any, name: str) -> datetime:
    if not isinstance(data, str):
        raise _other(name)
    moment = datetime.fromisoformat(data)
    if moment.tzinfo is None:
        raise ValueError(f"{name} has no offset")
    return within_years(moment, name)


def within_years(moment: datetime, name: str) -> datetime:
    """The moment, if it can be reckoned with wherever a person is. Raises ValueError."""
    if moment.year not in YEARS:
        raise ValueError(f"{name} is in the year {moment.year}")
    return moment


def _other(name: str) -> ValueError:
    return ValueError(f"{name} is not what it should be")


_READERS: dict[Any, Reader] = {datetime: _moment, float: _number, int: _whole, bool: _truth, str: _text}


def _is_record(kind: Any) -> bool:
    return hasattr(kind, "_fields")


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


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
    if stop == stop.without_telling():
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
    if name in IDS and not _ID.fullmatch(text):
        raise ValueError(f"{name} is not 1 to 64 letters, digits or hyphens")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{name} is longer than {LONGEST_TEXT} characters")


def _check_moment(name: str, moment: datetime) -> None:
    offset = moment.utcoffset() or timedelta()
    if name in UTC_FIELDS and offset:
        raise ValueError(f"{name} is not in UTC")
    if offset % timedelta(minutes=1):
        raise ValueError(f"{name} has an offset that is not whole minutes")


def _check_number(name: str, value: float) -> None:
    if name in SCORES:
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
