"""What each edit means for a file's values: the same edits, done in the obvious way to plain data."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from backstretch.base.toml_lines import Where

Values = dict[str, Any]


class SenselessError(Exception):
    """An edit that no file could have done to it."""


def at(values: Any, where: Where) -> Any:
    for part in where:
        good = isinstance(values, list) and isinstance(part, int) and 0 <= part < len(values)
        if not good and not (isinstance(values, dict) and part in values):
            raise SenselessError
        values = values[part]
    return values


def set_value(values: Values, where: Where, value: object) -> None:
    holder = at(values, where[:-1])
    if isinstance(holder, dict):
        steps = holder.get("steps")
        if where[-1] == "steps" and isinstance(steps, list) and any(isinstance(one, dict) for one in steps):
            raise SenselessError
    else:
        at(values, where)
    holder[where[-1]] = copy.deepcopy(dict(value) if isinstance(value, Mapping) else value)


def unset(values: Values, where: Where) -> None:
    holder = at(values, where[:-1])
    if not isinstance(holder, dict) or (where[-1] == "steps" and holder.get("steps")):
        raise SenselessError
    holder.pop(where[-1], None)


def insert(values: Values, where: Where, step: Mapping[str, object]) -> None:
    holder = at(values, where[:-2])
    if not isinstance(holder, dict) or not isinstance(where[-1], int):
        raise SenselessError
    steps = holder.get("steps", [])
    if not isinstance(steps, list) or not 0 <= where[-1] <= len(steps) or (len(where) > 2 and "rounds" in step):
        raise SenselessError
    holder["steps"] = [*steps[: where[-1]], copy.deepcopy(step), *steps[where[-1] :]]


def delete(values: Values, where: Where) -> Any:
    step = at(values, where)
    holder = at(values, where[:-2])
    holder["steps"] = [one for index, one in enumerate(holder["steps"]) if index != where[-1]]
    if not holder["steps"]:
        del holder["steps"]
    return step


def duplicate(values: Values, where: Where) -> None:
    at(values, where)
    insert_any(values, (*where[:-1], int(where[-1]) + 1), at(values, where))


def insert_any(values: Values, where: Where, step: Any) -> None:
    holder = at(values, where[:-2])
    steps = holder.get("steps", []) if isinstance(holder, dict) else None
    if not isinstance(steps, list) or not 0 <= int(where[-1]) <= len(steps):
        raise SenselessError
    holder.setdefault("steps", []).insert(int(where[-1]), copy.deepcopy(step))


def move(values: Values, where: Where, to: Where) -> None:
    step = at(values, where)
    if where == to:
        return
    if len(to) > 2 and ("rounds" in step or "steps" in step):
        raise SenselessError
    insert_any(values, to, delete(values, where))
