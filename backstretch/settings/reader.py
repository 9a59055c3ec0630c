"""The file of settings, read: what serves is used, and the rest is told with its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backstretch.base.errors import Problem
from backstretch.base.files import read_regular
from backstretch.base.text import did_you_mean, plain
from backstretch.base.toml_bounds import MAX_KEY_PARTS, long_key
from backstretch.settings.checks import CHECKS, KEYS, TABLES, Key, RefusedError, shown
from backstretch.settings.values import Settings

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

MAX_BYTES = 256 * 1024
"""The size of the largest file that is read."""

MOST_PROBLEMS = 50
"""How many are told of; each of them is shown at every start."""


def read_settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in the file, and everything wrong with it; the default stands for whatever is wrong."""
    try:
        content = read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (_problem(path, f"cannot be read ({error.strerror}); the defaults are used"),)
    if len(content) > MAX_BYTES:
        return Settings(), (_problem(path, "larger than 256 KiB; the defaults are used"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "ignore")
        message = "not UTF-8 text; save it as UTF-8; the defaults are used"
        return Settings(), (_problem(path, message, *_end_of(before)),)
    return _parsed(path, text)


def _parsed(path: Path, text: str) -> tuple[Settings, tuple[Problem, ...]]:
    import tomllib

    if (start := long_key(text)) is not None:
        message = f"a key has more than {MAX_KEY_PARTS} parts; the defaults are used"
        return Settings(), (_problem(path, message, *_end_of(text[:start])),)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (_syntax_problem(path, text, error),)
    except ValueError:
        return Settings(), (_problem(path, "a number has too many digits; the defaults are used"),)
    except RecursionError:
        return Settings(), (_problem(path, "nested too deeply; the defaults are used"),)
    settings, wrong = checked(data)
    return settings, _located(path, text, wrong) if wrong else ()


def checked(data: Mapping[str, Any]) -> tuple[Settings, Mapping[Key, str]]:
    """The settings in a file's data, and what is wrong with it, by key."""
    values: dict[str, Any] = {}
    wrong: dict[Key, str] = {}
    for key, value in _flat(data):
        name = plain(".".join(key))
        if key not in CHECKS:
            wrong[key] = _unknown(key, value)
            continue
        try:
            values[key[-1]] = CHECKS[key](value)
        except RefusedError as refused:
            wrong[key] = f"{name} {refused}; the default is used"
    if KEYS in data:
        from backstretch.settings.keys import checked_keys

        values[KEYS], of_keys = checked_keys(data[KEYS])
        wrong |= of_keys
    settings = Settings(**values)
    if settings.lead_in_least > settings.lead_in_most:
        least, most = settings.lead_in_least, settings.lead_in_most
        wrong["lead_in_least",] = (
            f"lead_in_least is {least}, but lead_in_most is {most}: it may be no more; the defaults of both are used"
        )
        defaults = Settings()
        settings = settings._replace(lead_in_least=defaults.lead_in_least, lead_in_most=defaults.lead_in_most)
    return settings, wrong


def _flat(data: Mapping[str, Any]) -> list[tuple[Key, Any]]:
    """The keys of the file with their values; only the tables that may be there are looked into."""
    found: list[tuple[Key, Any]] = []
    for key, value in data.items():
        if key == KEYS:
            continue
        if key in TABLES and isinstance(value, Mapping):
            found += [((key, inner), item) for inner, item in value.items()]
        else:
            found.append(((key,), value))
    return found


def _unknown(key: Key, value: Any) -> str:
    """What is wrong with a key that is not a setting."""
    name = plain(".".join(key))
    if key[0] in TABLES and len(key) == 1:
        return f"{name} is {shown(value)}, but must be a table: [{name}]; the defaults are used"
    for known in CHECKS:
        if known[-1] == key[-1] and len(known) > 1:
            return f'unknown setting "{name}"; {key[-1]} belongs in the table [{known[0]}]'
    return f'unknown setting "{name}"{did_you_mean(name, (".".join(known) for known in CHECKS))}'


def _located(path: Path, text: str, wrong: Mapping[Key, str]) -> tuple[Problem, ...]:
    """The problems with the places of their keys, in the file's order."""
    from backstretch.base.toml_lines import positions

    places = positions(text)
    located = []
    for key, message in wrong.items():
        place = places.get(key)
        line, column = (place.line, place.column) if place else (1, 1)
        located.append(_problem(path, message, line, column))
    located.sort()
    if len(located) > MOST_PROBLEMS:
        more = f"{len(located) - MOST_PROBLEMS} more problems after these; the defaults are used"
        last = located[MOST_PROBLEMS - 1]
        located = [*located[:MOST_PROBLEMS], _problem(path, more, last.line, last.column)]
    return tuple(located)


def _syntax_problem(path: Path, text: str, error: TOMLDecodeError) -> Problem:
    """The parser's complaint, its place taken out of its words."""
    import re

    from backstretch.base.toml_lookalikes import odd_character

    said = str(error)
    place = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    line, column = (int(place[1]), int(place[2])) if place else _end_of(text)
    if odd := odd_character(text, line):
        return _problem(path, f"not TOML: {odd[1]}; the defaults are used", *_end_of(text[: odd[0]]))
    said = plain(re.sub(r" \(at [^()]*\)$", "", said))
    return _problem(path, f"not TOML: {said}; the defaults are used", line, column)


def _problem(path: Path, message: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(plain(str(path)), line, column, "error", message)


def _end_of(text: str) -> tuple[int, int]:
    """The line and column, from 1, right after the text."""
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1
