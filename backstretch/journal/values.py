"""Records as JSON and back, every type checked: the form of spooled stops and of exports."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

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
    value: Record = _value(record, data, record.__name__)
    return value


def _value(kind: Any, data: Any, name: str) -> Any:
    """``data`` as a value of the type ``kind``; ``name`` is what an error calls it."""
    origin = get_origin(kind)
    if _is_record(kind):
        return _record(kind, data, name)
    if origin in (Union, UnionType):
        options = [option for option in get_args(kind) if option is not NoneType]
        return None if data is None else _value(options[0], data, name)
    if origin is tuple and isinstance(data, list):
        return tuple(_value(get_args(kind)[0], item, name) for item in data)
    if origin is Literal and isinstance(data, str) and data in get_args(kind):
        return data
    if kind is datetime and isinstance(data, str):
        return _moment(data, name)
    if kind is float and type(data) in (int, float) and math.isfinite(data):
        return float(data)
    if kind is int and type(data) is int and -_TOO_LARGE <= data < _TOO_LARGE:
        return data
    if kind is bool and isinstance(data, bool):
        return data
    if kind is str and isinstance(data, str):
        return encodable(data)
    raise ValueError(f"{name} is not what it should be")


def _record(kind: Any, data: Any, name: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{name} is not a table")
    types = _types(kind)
    known = {key: _value(types[key], value, key) for key, value in data.items() if key in types}
    try:
        return kind(**known)
    except TypeError as error:
        missing = (key for key in types if key not in known and key not in kind._field_defaults)
        raise ValueError(f"{name} is incomplete: it has no {next(missing, '')}") from error


def _moment(text: str, name: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{name} has no offset")
    return moment


def _is_record(kind: Any) -> bool:
    return hasattr(kind, "_fields")


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
