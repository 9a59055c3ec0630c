"""One value of a session file set, removed, or made larger or smaller in the form in which it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor
from typing import Any, Literal

from backstretch.base.text import counted
from backstretch.base.toml_lines import Where
from backstretch.editing.tomledit import EditError, key_edits
from backstretch.editing.tomledit.document import Document
from backstretch.editing.tomledit.literals import Scalar, Value, look_up, place
from backstretch.session.findings import figure, shown
from backstretch.session.format import BREATH_SECONDS, FILE, HOLD, STEP_FORMS, STEP_ORDER
from backstretch.session.key_kinds import MAX_SECONDS, Count, Key, Length, parse_duration
from backstretch.session.syntax import read_document

Direction = Literal[-1, 1]

_STEP_SECONDS = 5.0
_FINE_BELOW_SECONDS = 10.0
"""A hold shorter than this, or of this length on the way down, changes by one second."""

_FILE_KEYS: dict[str, Key] = {key.name: key for key in FILE.keys}
_STEP_KEYS: dict[str, Key] = {key.name: key for form in STEP_FORMS for key in form.keys}


_RANGE_ORDER = tuple(key.name for key in HOLD.ends)


def key_order(table: Where) -> tuple[str, ...]:
    """The usual order of the keys of the file, of a step or of a range."""
    return FILE.names if not table else STEP_ORDER if isinstance(table[-1], int) else _RANGE_ORDER


def values_of(document: Document) -> Mapping[str, Any]:
    """What the text says as TOML, not to be changed. Raises EditError if it is no TOML."""
    if document.values is None:
        fault = read_document(document.data).faults[0]
        raise EditError(f"line {fault.line} has to be put right in the text first: {fault.message}")
    return document.values


def set_value(document: Document, where: Where, value: Value) -> Document:
    """The document with ``value`` at ``where``; see ``tomledit.key_edits``. Raises EditError, for steps too."""
    if _holds_steps(document, where):
        raise EditError(f"{place(where)} holds steps; change them one by one")
    return key_edits.set_value(document, where, value, key_order)


def unset(document: Document, where: Where) -> Document:
    """The document without the key at ``where``, which need not be there. Raises EditError, for steps too."""
    if _holds_steps(document, where):
        raise EditError(f"{place(where)} holds steps; delete them one by one")
    return key_edits.unset(document, where)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a number may be, in repetitions, rounds or seconds."""

    least: float
    most: float
    step: float
    """What one key changes, unless it is written in breaths."""
    counted: bool = False
    """Whether it counts repetitions or rounds."""
    fine: bool = False
    """Whether it changes by one second as long as it is small."""


def nudge(document: Document, where: Where, direction: Direction, default: Scalar | None = None) -> Document:
    """The document with the number at ``where`` one step up or down, within what the product allows.

    Holds change by 5 s, by 1 s below 10 s; rests and gaps by 5 s; breaths, repetitions and rounds by one. A text as
    ``"1m30s"`` stays one. ``default`` is what holds where the file has no such key: the key is added. At the end of
    what is allowed the document is given back unchanged. Raises EditError where there is no number to change.
    """
    values = values_of(document)
    holder = _holder(values, where)
    before = holder.get(where[-1], default) if where else None
    bounds = _bounds(holder, where)
    if bounds is None or isinstance(before, bool) or not isinstance(before, int | float | str):
        raise EditError(f"{place(where)} is {_named(before)}; there is no number to change")
    after = _stepped(before, direction, bounds, _breath_seconds(values))
    if after is None:
        raise EditError(f"{place(where)} is {_named(before)}; there is no number to change")
    return document if after == before else set_value(document, where, after)


def label(where: Where, before: object, after: object) -> str:
    """The label of a change of one value: ``hold 20 s → 25 s``. None stands for no value."""
    name = " ".join(part for part in where[-2:] if isinstance(part, str))
    old, new = (_with_unit(where, value) for value in (before, after))
    return f"{name} {old} → {new}" if old and new else f"{name} {new}" if new else f"{name} {old} removed"


def _holds_steps(document: Document, where: Where) -> bool:
    """Whether there are steps at a place. Raises EditError if the text is no TOML."""
    found = _holder(values_of(document), where).get("steps") if where else None
    return where[-1:] == ("steps",) and isinstance(found, list) and any(isinstance(element, dict) for element in found)


def _holder(values: Mapping[str, Any], where: Where) -> Mapping[str | int, Any]:
    """The table that ``where`` is in; an empty one if there is none."""
    try:
        holder = look_up(values, where[:-1])
    except KeyError:
        return {}
    return holder if where and isinstance(holder, dict) else {}


def _named(value: object) -> str:
    return "not there" if value is None else shown(value)


def _with_unit(where: Where, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return shown(value)
    return f"{figure(value)} s" if isinstance(_key(where), Length) else figure(value)


def _key(where: Where) -> Key | None:
    """The key of the format that stands at ``where``; None if there is none."""
    match where:
        case (str() as name,):
            return _FILE_KEYS.get(name)
        case (*_, int(), str() as name):
            return _STEP_KEYS.get(name)
        case (*_, int(), str() as name, str() as end):
            ends = getattr(_STEP_KEYS.get(name), "ends", ())
            return next((key for key in ends if key.name == end), None)
        case _:
            return None


def _bounds(holder: Mapping[str | int, Any], where: Where) -> _Bounds | None:
    """What the number at ``where`` may be; None if the format has no number there."""
    match _key(where):
        case Count(most=most):
            return _Bounds(*_inside_range(holder, where, 1, most), step=1, counted=True)
        case Length(least=least, most=most, more_than_least=more):
            step = 1 if where == ("breath",) else _STEP_SECONDS
            bounds = _inside_range(holder, where, least + more, most)
            return _Bounds(*bounds, step=step, fine="hold" in where)
        case _:
            return None


def _inside_range(holder: Mapping[str | int, Any], where: Where, least: float, most: float) -> tuple[float, float]:
    """The bounds of a number, also as an end of a range, whose ``from`` is at most its ``to``."""
    first, last = parse_duration(holder.get("from")), parse_duration(holder.get("to"))
    if first is not None and last is not None and first.breaths == last.breaths:
        if where[-1] == "from":
            return least, min(most, last.amount)
        if where[-1] == "to":
            return max(least, first.amount), most
    return least, most


def _breath_seconds(values: Mapping[str, Any]) -> float:
    breath = parse_duration(values.get("breath"))
    return BREATH_SECONDS if breath is None or breath.breaths or breath.amount < 1 else breath.amount


def _stepped(before: Scalar, direction: Direction, bounds: _Bounds, breath_seconds: float) -> Scalar | None:
    """The next number, written like the one before; None if that was none."""
    length = parse_duration(before)
    if length is None or (bounds.counted and not isinstance(before, int)):
        return None
    amount = length.amount
    most = min(bounds.most, floor(MAX_SECONDS / breath_seconds)) if length.breaths else bounds.most
    after = amount + direction * (1 if length.breaths else bounds.step)
    if bounds.fine and not length.breaths:
        if amount < _FINE_BELOW_SECONDS or (amount == _FINE_BELOW_SECONDS and direction < 0):
            after = amount + direction
        elif direction < 0:
            after = max(after, _FINE_BELOW_SECONDS)
    after = round(float(min(max(after, bounds.least), most)), 6)
    if (after - amount) * direction <= 0 and bounds.least <= amount <= most:
        return before
    return _like(before, after)


def _like(before: Scalar, after: float) -> Scalar:
    """A number in the form of the one before: a whole one, a decimal one, or a text."""
    if isinstance(before, float):
        return after
    if isinstance(before, int):
        return int(after) if after.is_integer() else after
    if "breath" in before:
        return counted(after, "breath")
    minutes, seconds = divmod(after, 60)
    if "m" not in before:
        return f"{figure(after)}s"
    return "".join([f"{figure(minutes)}m" if minutes else "", f"{figure(seconds)}s" if seconds or not minutes else ""])
