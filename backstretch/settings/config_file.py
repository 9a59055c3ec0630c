"""The file of settings, read and written.

What serves is used, what is wrong is told with its place, and nothing that a person wrote is lost.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backstretch.base.errors import Problem
from backstretch.base.files import read_regular, write_atomically
from backstretch.base.text import did_you_mean, plain
from backstretch.base.toml_bounds import MAX_KEY_PARTS, long_key
from backstretch.settings.checks import Key, RefusedError, shown
from backstretch.settings.spec import BY_KEY, DEFAULTS, KEYS, TABLES, Settings

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
        return DEFAULTS, ()
    except OSError as error:
        return DEFAULTS, (_problem(path, f"cannot be read ({error.strerror}); the defaults are used"),)
    if len(content) > MAX_BYTES:
        return DEFAULTS, (_problem(path, "larger than 256 KiB; the defaults are used"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "ignore")
        message = "not UTF-8 text; save it as UTF-8; the defaults are used"
        return DEFAULTS, (_problem(path, message, *_end_of(before)),)
    return _parsed(path, text)


def _parsed(path: Path, text: str) -> tuple[Settings, tuple[Problem, ...]]:
    import tomllib

    if (start := long_key(text)) is not None:
        message = f"a key has more than {MAX_KEY_PARTS} parts; the defaults are used"
        return DEFAULTS, (_problem(path, message, *_end_of(text[:start])),)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return DEFAULTS, (_syntax_problem(path, text, error),)
    except ValueError:
        return DEFAULTS, (_problem(path, "a number has too many digits; the defaults are used"),)
    except RecursionError:
        return DEFAULTS, (_problem(path, "nested too deeply; the defaults are used"),)
    settings, wrong = checked(data)
    return settings, _located(path, text, wrong) if wrong else ()


def checked(data: Mapping[str, Any]) -> tuple[Settings, Mapping[Key, str]]:
    """The settings in a file's data, and what is wrong with it, by key."""
    values: dict[str, Any] = {}
    wrong: dict[Key, str] = {}
    for key, value in _flat(data):
        name = plain(".".join(key))
        if key not in BY_KEY:
            wrong[key] = _unknown(key, value)
            continue
        try:
            values[key[-1]] = BY_KEY[key].row.check(value)
        except RefusedError as refused:
            wrong[key] = f"{name} {refused}; the default is used"
    if KEYS in data:
        from backstretch.settings.key_map import checked_keys

        values[KEYS], of_keys = checked_keys(data[KEYS])
        wrong |= of_keys
    settings = Settings(**values)
    if settings.lead_in_least > settings.lead_in_most:
        least, most = settings.lead_in_least, settings.lead_in_most
        wrong["lead_in_least",] = (
            f"lead_in_least is {least}, but lead_in_most is {most}: it may be no more; the defaults of both are used"
        )
        settings = settings._replace(lead_in_least=DEFAULTS.lead_in_least, lead_in_most=DEFAULTS.lead_in_most)
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
    for known in BY_KEY:
        if known[-1] == key[-1] and len(known) > 1:
            return f'unknown setting "{name}"; {key[-1]} belongs in the table [{known[0]}]'
    return f'unknown setting "{name}"{did_you_mean(name, (".".join(known) for known in BY_KEY))}'


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


def write_settings(path: Path, settings: Settings) -> Path | None:
    """Put the settings into the file: those that are not the default, and those that stood in it already.

    Keys of the file that are no setting stay. A file that is not byte for byte what this would have written for
    what it says (with comments, a formatting of its own, or mistakes) is copied first; the copy is given. A link
    stays one: what it points to is replaced. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    before = _content(target)
    data = _data(before or b"")
    if before is None or before == _written(data, checked(data)[0]):
        write_atomically(target, _written(data, settings))
        return None
    copies: list[Path] = []
    try:
        write_atomically(target, _written(data, settings), keep_old=lambda: copies.append(_copied_aside(target, path)))
    except BaseException:
        for copy in copies:
            copy.unlink(missing_ok=True)
        raise
    return copies[0]


def _content(target: Path) -> bytes | None:
    """The beginning of the file, a little more than may be read of it; None if there is none. Raises OSError."""
    try:
        return read_regular(target, MAX_BYTES)
    except FileNotFoundError:
        return None


def _data(content: bytes) -> dict[str, Any]:
    """What the file says; nothing, if it cannot be read or not be written again."""
    import tomllib

    import tomli_w

    if len(content) > MAX_BYTES:
        return {}
    try:
        text = content.decode("utf-8-sig")
        if long_key(text) is not None:
            return {}
        data = tomllib.loads(text)
        tomli_w.dumps(data)
    except (ValueError, RecursionError):
        return {}
    return data


def _written(data: dict[str, Any], settings: Settings) -> bytes:
    """The file that says what ``data`` did, but for these settings."""
    import tomli_w

    kept = {key: value for key, value in data.items() if key not in TABLES}
    tables = {key: dict(data[key]) if isinstance(data.get(key), dict) else {} for key in TABLES}
    for key, setting in BY_KEY.items():
        where = kept if len(key) == 1 else tables[key[0]]
        value = getattr(settings, setting.name)
        if setting.name in where or value != setting.default:
            where[setting.name] = value
    if settings.keys != checked(data)[0].keys:
        kept[KEYS] = {name: list(keys) for name, keys in settings.keys}
    kept |= {key: table for key, table in tables.items() if table or isinstance(data.get(key), dict)}
    return tomli_w.dumps(kept).encode()


def written(value: Any) -> str:
    """A value as it stands in the file."""
    import tomli_w

    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    return tomli_w.dumps({"_": value}).removeprefix("_ =").strip()


def _copied_aside(target: Path, path: Path) -> Path:
    """A copy of ``target`` under the first free name beside ``path``, for the owner only. Raises OSError."""
    import shutil

    for number in count(1):
        copy = path.with_name(f"{path.name}.bak" + (f"-{number}" if number > 1 else ""))
        try:
            with open(copy, "xb", opener=_private) as file, target.open("rb") as source:
                shutil.copyfileobj(source, file)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            continue
        break
    return copy


def _private(name: str, flags: int) -> int:
    """Open a file that nobody else can read."""
    return os.open(name, flags, 0o600)
