"""The person's settings: a file written by hand, or the defaults where it does not serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backstretch.errors import Problem
from backstretch.text import did_you_mean, plain

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

Key = tuple[str, ...]
_MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person can set. No setting can switch the pain stop off or make it later."""

    emergency_number: str = ""
    """Shown as it is; empty: "your local emergency number"."""
    advice_line: str = ""
    """Whom to ask for medical advice; shown as it is."""
    clinician_note: str = ""
    """What a clinician told the person, shown before a session."""
    stop_at: int = 6
    """Pain, 0–10, from which a session stops; can only be lowered."""
    ease_at: int = 4
    """Pain, 0–10, from which an exercise is eased off; can only be lowered."""
    ease_rise: int = 2
    """Points of pain above the start from which an exercise is eased off; can only be lowered."""
    theme: str = ""
    """The name of a theme; empty: the program's own."""
    bell: bool = True
    """Whether the terminal bell may ring where no sound can be played."""
    flash: bool = True
    """Whether the screen may flash where no sound can be played."""


class _RefusedError(ValueError):
    """A value that cannot be used; the message says what was found and what is allowed."""


def _text(longest: int) -> Callable[[Any], str]:
    """A check for one line of text of at most ``longest`` characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise _RefusedError(f"is {_shown(value)}, but must be text in quotes")
        text = plain(value)
        if len(text) > longest:
            raise _RefusedError(f"has {len(text)} characters, but may have at most {longest}")
        return text

    return check


def _number_to_dial(value: Any) -> str:
    """A check for something that can be dialled; empty is left empty."""
    text = _text(40)(value)
    if text and not any(char.isdecimal() for char in text):
        raise _RefusedError(f"is {_shown(text)}, but must have a digit")
    return text


def _whole(highest: int) -> Callable[[Any], int]:
    """A check for a limit that can be lowered to 1, and not raised."""

    def check(value: Any) -> int:
        if type(value) is not int:
            raise _RefusedError(f"is {_shown(value)}, but must be a whole number from 1 to {highest}")
        if not 1 <= value <= highest:
            raise _RefusedError(f"is {value}, but must be 1 to {highest}: it can be lowered, never raised")
        return value

    return check


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _RefusedError(f"is {_shown(value)}, but must be true or false")
    return value


_CHECKS: Mapping[Key, Callable[[Any], Any]] = {
    ("emergency_number",): _number_to_dial,
    ("advice_line",): _text(200),
    ("clinician_note",): _text(500),
    ("pain", "stop_at"): _whole(6),
    ("pain", "ease_at"): _whole(4),
    ("pain", "ease_rise"): _whole(2),
    ("theme",): _text(40),
    ("bell",): _switch,
    ("flash",): _switch,
}
"""The keys of the file; the last part of each is the name of the field."""


def read_settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in the file, and everything wrong with it; the default stands for whatever is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (_problem(path, f"cannot be read ({error.strerror}); the defaults are used"),)
    if len(content) > _MAX_BYTES:
        return Settings(), (_problem(path, "larger than 1 MiB; the defaults are used"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "ignore")
        message = "not UTF-8 text; save it as UTF-8; the defaults are used"
        return Settings(), (_problem(path, message, *_end_of(before)),)
    return _parsed(path, text)


def _parsed(path: Path, text: str) -> tuple[Settings, tuple[Problem, ...]]:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (_syntax_problem(path, text, error),)
    except RecursionError:
        return Settings(), (_problem(path, "nested too deeply; the defaults are used"),)
    values: dict[str, Any] = {}
    wrong: dict[Key, str] = {}
    for key, value in _flat(data):
        name = plain(".".join(key))
        if key not in _CHECKS:
            wrong[key] = _unknown(key, value)
            continue
        try:
            values[key[-1]] = _CHECKS[key](value)
        except _RefusedError as refused:
            wrong[key] = f"{name} {refused}; the default is used"
    return Settings(**values), _located(path, text, wrong) if wrong else ()


def _flat(data: Mapping[str, Any]) -> list[tuple[Key, Any]]:
    """The keys of the file with their values; only the tables that may be there are looked into."""
    tables = {key[0] for key in _CHECKS if len(key) > 1}
    found: list[tuple[Key, Any]] = []
    for key, value in data.items():
        if key in tables and isinstance(value, Mapping):
            found += [((key, inner), item) for inner, item in value.items()]
        else:
            found.append(((key,), value))
    return found


def _unknown(key: Key, value: Any) -> str:
    """What is wrong with a key that is not a setting."""
    name = plain(".".join(key))
    if any(known[: len(key)] == key for known in _CHECKS):
        return f"{name} is {_shown(value)}, but must be a table: [{name}]; the defaults are used"
    for known in _CHECKS:
        if known[-1] == key[-1] and len(known) > 1:
            return f'unknown setting "{name}"; {key[-1]} belongs in the table [{known[0]}]'
    return f'unknown setting "{name}"{did_you_mean(name, (".".join(known) for known in _CHECKS))}'


def _located(path: Path, text: str, wrong: Mapping[Key, str]) -> tuple[Problem, ...]:
    """The problems with the places of their keys, in the file's order."""
    from backstretch.toml_lines import positions

    places = positions(text)
    located = []
    for key, message in wrong.items():
        place = places.get(key)
        line, column = (place.line, place.column) if place else (1, 1)
        located.append(_problem(path, message, line, column))
    return tuple(sorted(located))


def _syntax_problem(path: Path, text: str, error: TOMLDecodeError) -> Problem:
    """The parser's complaint, its place taken out of its words."""
    import re

    said = str(error)
    place = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    line, column = (int(place[1]), int(place[2])) if place else _end_of(text)
    said = plain(re.sub(r" \(at [^()]*\)$", "", said))
    return _problem(path, f"not TOML: {said}; the defaults are used", line, column)


def _problem(path: Path, message: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(plain(str(path)), line, column, "error", message)


def _end_of(text: str) -> tuple[int, int]:
    """The line and column, from 1, right after the text."""
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


def _shown(value: Any) -> str:
    """A value from the file, short and safe to show."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{plain(value)[:40]}"'
    if isinstance(value, Mapping):
        return "a table"
    return "a list" if isinstance(value, list) else plain(str(value))[:40]
