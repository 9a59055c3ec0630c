"""The file of settings, written: nothing a person wrote is lost."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any

from backstretch.base.files import read_regular, write_atomically
from backstretch.base.toml_bounds import long_key
from backstretch.settings.checks import CHECKS, KEYS, TABLES
from backstretch.settings.reader import MAX_BYTES, checked
from backstretch.settings.values import Settings

_DEFAULTS = Settings()


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
    for key in CHECKS:
        where = kept if len(key) == 1 else tables[key[0]]
        value = getattr(settings, key[-1])
        if key[-1] in where or value != getattr(_DEFAULTS, key[-1]):
            where[key[-1]] = value
    if settings.keys != checked(data)[0].keys:
        kept[KEYS] = {name: list(keys) for name, keys in settings.keys}
    kept |= {key: table for key, table in tables.items() if table or isinstance(data.get(key), dict)}
    return tomli_w.dumps(kept).encode()


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
