"""Values as TOML text, in the quoting that stood there before, and values compared and changed as plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from math import isfinite, isnan
from typing import Any

from backstretch.base.toml_lines import Where
from backstretch.editing.tomledit import EditError

Scalar = str | int | float | bool
Value = Scalar | Sequence[str] | Mapping[str, Scalar]
"""A value that a key can be set to: a text, a number, true or false, a list of texts, or a range's table."""

WIDTH = 120
"""Characters of a line that a list may fill before it is written one element a line."""

INDENT = "    "
"""The white space before each element of such a list."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NO_LITERAL = re.compile(r"['\x00-\x08\n-\x1f\x7f]")
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LARGEST = 2**63


def written(value: object, like: str = "", newline: str = "\n") -> str:
    """A value as TOML on one line; a text in the quotes of ``like``, which stood there before, where they can hold it.

    Raises EditError for a date or a time, and for a number that is too large.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int() if -_LARGEST <= value < _LARGEST:
            return str(value)
        case float():
            return _number(value)
        case str():
            return _text(value, like, newline)
        case Mapping():
            inner = ", ".join(f"{written_key(key)} = {written(element)}" for key, element in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case list() | tuple():
            return f"[{', '.join(written(element) for element in value)}]"
        case int():
            raise EditError("a number this large cannot be written")
        case _:
            raise EditError("only texts, numbers, lists and tables can be written")


def assignment(
    key: str, value: object, newline: str = "\n", indent: str = "", equals: str = " = ", dotted: str = ""
) -> str:
    """A key and its value; a list too long for one line gets a line an element. ``dotted`` stands before the key."""
    name = indent + dotted + written_key(key) + equals
    line = name + written(value, newline=newline)
    if not isinstance(value, list | tuple) or len(line) <= WIDTH:
        return line
    elements = "".join(f"{indent}{INDENT}{written(element)},{newline}" for element in value)
    return f"{name}[{newline}{elements}{indent}]"


def written_key(key: str) -> str:
    """A key, in quotes if it needs them."""
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def same(one: object, other: object) -> bool:
    """Whether two values are the same in TOML, where 1, 1.0 and true differ and every nan is one."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return (one == other or (isnan(one) and isnan(other))) and str(one) == str(other)
    return one == other


def plain_data(value: object) -> Any:
    """A copy of a value, in the types that a TOML reader gives."""
    if isinstance(value, Mapping):
        return {key: plain_data(element) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(element) for element in value]
    return deepcopy(value)


def look_up(values: object, where: Where) -> Any:
    """The value at ``where``. Raises KeyError if there is none."""
    for part in where:
        match values, part:
            case dict(), str():
                values = values[part]
            case list(), int() if 0 <= part < len(values):
                values = values[part]
            case _:
                raise KeyError(part)
    return values


def place(where: Where) -> str:
    """A place as a message names it: numbers from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where) or "the file"


def _number(value: float) -> str:
    if isfinite(value):
        return repr(value)
    return "nan" if isnan(value) else "inf" if value > 0 else "-inf"


def _text(value: str, like: str = "", newline: str = "\n") -> str:
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise EditError("the text has a character that cannot be saved: half of a pair")
    if like.startswith(('"""', "'''")) and "\n" in value:
        lines = (_ESCAPED.sub(_escape, line) for line in value.split("\n"))
        return f'"""{newline}{newline.join(lines)}"""'
    if like.startswith("'") and not _NO_LITERAL.search(value):
        return f"'{value}'"
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _SHORT.get(char, f"\\u{ord(char):04x}")
