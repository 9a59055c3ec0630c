"""Finds session files: the bundled ones, the person's own, and any other by its path."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from backstretch.base.errors import UnknownSessionError, UnreadableError
from backstretch.base.files import read_regular
from backstretch.base.paths import Paths, bundled_sessions
from backstretch.base.shipped_toml import compiled_values, of_session, with_plain_ends
from backstretch.base.text import composed, did_you_mean, plain
from backstretch.base.toml_bounds import MAX_BYTES
from backstretch.session.catalogue import catalogue
from backstretch.session.faults import Document
from backstretch.session.reader import Reading, read_session

Source = Literal["bundled", "yours"]

_FIRST = (
    "everyday",
    "gentle-start",
    "knee-to-chest-and-bridge",
    "desk-break",
    "strengthen",
    "rest-and-breathe",
    "everyday-with-rotations",
)
"""The bundled sessions in the order in which they are offered."""


class Found(NamedTuple):
    """A session file, not yet read."""

    id: str
    """The file's stem."""
    path: Path
    source: Source
    """``yours`` for every file that did not come with the program."""


def find_all(paths: Paths) -> list[Found]:
    """The bundled sessions, then the person's own; an own one takes the place of a bundled one of its id.

    Raises UnreadableError if the person's directory is there, but cannot be looked into.
    """
    bundled = find_bundled()
    yours = _in_directory(paths.sessions, "yours")
    own = sorted(yours.keys() - {found.id for found in bundled})
    return [yours.get(found.id, found) for found in bundled] + [yours[id_] for id_ in own]


def find_bundled() -> list[Found]:
    """The sessions that came with the program."""
    bundled = _in_directory(bundled_sessions(), "bundled")
    order = sorted(bundled, key=lambda id_: (_FIRST.index(id_) if id_ in _FIRST else len(_FIRST), id_))
    return [bundled[id_] for id_ in order]


def find(name_or_path: str, paths: Paths) -> Found:
    """The session of this id, or the file of this path: whatever has a separator or ends in ``.toml``.

    Its letters may be composed otherwise than on disk, as another machine writes them. That the file of a path exists
    is not checked. Raises UnknownSessionError if no session has the id.
    """
    separators = {"/", os.sep, os.altsep}
    if name_or_path.endswith(".toml") or not separators.isdisjoint(name_or_path):
        path = _on_disk(Path(name_or_path))
        return Found(path.stem, path, "yours")
    known = {found.id: found for found in find_all(paths)}
    if name_or_path in known:
        return known[name_or_path]
    for found in known.values():
        if composed(found.id) == composed(name_or_path):
            return found
    raise UnknownSessionError(_unknown(name_or_path, known))


def typed(found: Found, paths: Paths) -> str:
    """What a person types for a session wherever they are: its id, or the whole path of a file that has none here."""
    with contextlib.suppress(UnknownSessionError, UnreadableError):
        if os.path.realpath(find(found.id, paths).path) == os.path.realpath(found.path):
            return found.id
    return os.path.abspath(found.path)  # noqa: PTH100 - a link stays one


def own_file(id: str, paths: Paths) -> Path | None:  # noqa: A002
    """What stands among the person's own sessions under this id, however its letters are composed; None if nothing."""
    path = _on_disk(paths.sessions / f"{id}.toml")
    return path if os.path.lexists(path) else None


def load(found: Found, *, warnings: bool = True) -> Reading:
    """Read and check a session file, for errors alone or for ``warnings`` too. Raises UnreadableError."""
    data = content(found.path)
    return read_session(
        data,
        id=found.id,
        path=str(found.path),
        exercises=catalogue(),
        warnings=warnings,
        document=_compiled(found, data),
    )


def _compiled(found: Found, data: bytes) -> Document | None:
    """What a bundled session says, without parsing it, if nothing of its file has changed; None for any other."""
    if found.source != "bundled":
        return None
    text = with_plain_ends(data)
    values = compiled_values(of_session(found.id), text)
    return None if values is None else Document(values, text.decode())


def _on_disk(path: Path) -> Path:
    """The path as it is written on disk, where its name is there with its letters composed otherwise."""
    if path.name.isascii() or os.path.lexists(path):
        return path
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(path.parent)):  # noqa: PTH208 - names are what counts
            if composed(name) == composed(path.name):
                return path.with_name(name)
    return path


def _unknown(name: str, known: Iterable[str]) -> str:
    hint = did_you_mean(name, map(plain, known)) or '; "backstretch list" names them all'
    return f'no session "{plain(name)}"{hint}'


def _in_directory(directory: Path, source: Source) -> dict[str, Found]:
    """The session files right in ``directory``, by id; none if there is no such directory."""
    try:
        with os.scandir(directory) as entries:
            names = [entry.name for entry in entries if entry.name.endswith(".toml")]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UnreadableError(f"cannot read {plain(str(directory))}: {error.strerror}") from error
    return {
        name.removesuffix(".toml"): Found(name.removesuffix(".toml"), directory / name, source)
        for name in names
        if not name.startswith(".")
    }


def content(path: Path) -> bytes:
    """The first bytes of a regular file: enough to read it, or to see that it is too large.

    Raises UnreadableError, also for a name that no log and no screen could hold.
    """
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise UnreadableError(f"cannot read {plain(str(path))}: its name is not UTF-8; rename it") from None
    try:
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        raise UnreadableError(f"cannot read {plain(str(path))}: {error.strerror}") from error
