"""Records and rows: which columns the fields of a record are, and how their values stand in them.

A moment with its local offset is two columns, ``…_at`` in UTC and ``…_offset`` in minutes; a list of ids is JSON.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, get_origin, get_type_hints

from backstretch.journal.codec import encodable, within_years
from backstretch.journal.records import UTC_FIELDS

Record = TypeVar("Record", bound=tuple[Any, ...])
Row = Any
"""A row of the database, or anything else that gives a value for the name of a column."""

_NAMES = {"phase": "place", "where": "body_place"}
"""The fields whose column has another name."""


class Column(NamedTuple):
    """One field of a record in the tables."""

    field: str
    name: str
    offset: str | None
    """The column of its local offset, for a moment that has one."""
    read: Callable[[Row], Any]
    """Its value in a row."""
    read_json: Callable[[Row], Any]
    """Its value in a row as JSON has it."""

    @property
    def names(self) -> tuple[str, ...]:
        """All its columns."""
        return (self.name,) if self.offset is None else (self.name, self.offset)


@cache
def columns(kind: type, prefix: str = "") -> tuple[Column, ...]:
    """The columns of a record's fields, in their order; ``prefix`` stands before the names that a row is read by.

    A field that has a table of its own is none.
    """
    hints = get_type_hints(kind)
    fields: Iterable[str] = kind._fields  # type: ignore[attr-defined]
    return tuple(_column(field, hints[field], prefix) for field in fields if field not in {"holds", "pain_report"})


def names(kind: type) -> tuple[str, ...]:
    """The names of a record's columns."""
    return tuple(name for column in columns(kind) for name in column.names)


def to_row(record: tuple[Any, ...]) -> dict[str, Any]:
    """A record as values by column. Text is what a file can hold."""
    row: dict[str, Any] = {}
    for column in columns(type(record)):
        value = getattr(record, column.field)
        if column.offset is not None:
            row[column.name], row[column.offset] = stored(value)
        elif isinstance(value, datetime):
            row[column.name] = utc_text(value)
        elif isinstance(value, tuple):
            row[column.name] = _json_text(value)
        else:
            row[column.name] = value if not isinstance(value, str) or value.isascii() else encodable(value)
    return row


def from_row(kind: type[Record], row: Row, *more: object, prefix: str = "") -> Record:
    """The record in a row, with ``more`` for its last fields. Raises ValueError or TypeError for what has no sense."""
    return kind(*[read(row) for read in _readers(kind, prefix)], *more)


def json_from_row(kind: type, row: Row) -> dict[str, Any]:
    """The record in a row as JSON has it. Raises ValueError or TypeError for what has no sense."""
    return {column.field: column.read_json(row) for column in columns(kind)}


def upsert(table: str, row: Iterable[str], key: str) -> str:
    """The statement that writes a row, by the names of its columns, in the place of what has the same ``key``."""
    into = list(row)
    return f"{insert(table, into)} ON CONFLICT ({key}) DO UPDATE SET {taken_over(set(into) - set(key.split(', ')))}"


def insert(table: str, row: Iterable[str]) -> str:
    """The statement that writes a row, by the names of its columns."""
    into = list(row)
    return f"INSERT INTO {table} ({', '.join(into)}) VALUES ({', '.join(f':{name}' for name in into)})"  # noqa: S608 - ours


def taken_over(row: Iterable[str]) -> str:
    """The part of a statement that puts what was to be written in the place of what is there."""
    return ", ".join(f"{name} = excluded.{name}" for name in sorted(row))


def assigned(row: Iterable[str]) -> str:
    """The part of a statement that gives columns their values."""
    return ", ".join(f"{name} = :{name}" for name in row)


def utc_text(moment: datetime) -> str:
    """A moment as the journal stores it: UTC, ISO, microseconds, so that the text sorts as the time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def stored(moment: datetime) -> tuple[str, int]:
    """A moment as its two columns: UTC text and offset in minutes."""
    offset = moment.utcoffset()
    return utc_text(moment), 0 if offset is None else int(offset.total_seconds() // 60)


def moment_of(text: str, offset_minutes: int) -> datetime:
    """A stored moment, with the local offset of then. Raises ValueError or TypeError where it holds no sense."""
    moment = within_years(datetime.fromisoformat(text), "a run")
    return moment.astimezone(timezone(timedelta(minutes=offset_minutes)))


@cache
def _readers(kind: type, prefix: str) -> tuple[Callable[[Row], Any], ...]:
    return tuple(column.read for column in columns(kind, prefix))


def _column(field: str, hint: Any, prefix: str) -> Column:
    name = _NAMES.get(field, field)
    key = f"{prefix}{name}"
    if field.endswith("_at"):
        if field in UTC_FIELDS:
            return Column(field, name, None, lambda row: row[key] and datetime.fromisoformat(row[key]), itemgetter(key))
        offset = f"{name.removesuffix('_at')}_offset"
        there = f"{prefix}{offset}"
        return Column(
            *(field, name, offset),
            lambda row: moment_of(row[key], row[there]),
            lambda row: moment_of(row[key], row[there]).isoformat(),
        )
    if get_origin(hint) is tuple:
        return Column(field, name, None, lambda row: tuple(_listed(row[key])), lambda row: _listed(row[key]))
    if hint is bool:
        return Column(field, name, None, lambda row: bool(row[key]), lambda row: bool(row[key]))
    return Column(field, name, None, itemgetter(key), itemgetter(key))


def _json_text(value: tuple[Any, ...]) -> str:
    import json  # not every reader of the journal needs it

    return json.dumps(value)


def _listed(text: Any) -> Any:
    import json

    return json.loads(text)
