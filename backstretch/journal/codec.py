"""Records as JSON and back, every type checked: the form of spooled stops and of exports."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
Reader = Callable[[Any, str], Any]
"""Makes a value of what JSON has, or raises ValueError, which calls it by the name it is given."""

YEARS = range(1969, 2201)
"""Of what a clock can have said, by the time of any place: one that was never set begins with 1970 in UTC."""
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
