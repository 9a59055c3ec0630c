"""Session files opened to be edited, and saved so that nothing anybody wrote is lost."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, count
from pathlib import Path

from backstretch.base.errors import UnreadableError
from backstretch.base.files import make_private_dir, write_atomically
from backstretch.base.paths import Paths, bundled_sessions
from backstretch.base.text import plain
from backstretch.editing.errors import ChangedOnDiskError, EditError, SaveError
from backstretch.session.library import Found, content, find_bundled, own_file
from backstretch.session.syntax import MAX_BYTES

_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|^\.|^-|[. ]$|^ |\.toml$', re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """A session file that is being edited, as it stood on disk when that was last looked at."""

    id: str
    path: Path
    """Where it is saved; for a session that came with the program, the person's own copy to be."""
    data: bytes
    """What it held when it was opened or last saved; what came with the program, if there is no own copy yet."""
    fingerprint: str | None
    """SHA-256 of what stood at ``path``; None if nothing did."""
    backed_up: bool = False
    """Whether this editing has saved it before, and so kept what was there."""
    theirs: bool = False
    """Whether what stands there now is what somebody else wrote while it was edited."""

    @property
    def is_new(self) -> bool:
        """Whether there is no such file yet: saving makes an own copy of what came with the program."""
        return self.fingerprint is None


def open_for_editing(found: Found, paths: Paths) -> Opened:
    """The session's bytes, and where changes of it are saved: never among what came with the program.

    Raises UnreadableError, also for a file too large to be a session.
    """
    data = content(found.path)
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"cannot edit {plain(str(found.path))}: it is larger than 1 MiB")
    bundled = os.path.realpath(bundled_sessions())
    if found.source == "bundled" or os.path.dirname(os.path.realpath(found.path)) == bundled:  # noqa: PTH120
        return Opened(found.id, paths.sessions / f"{found.id}.toml", data, None)
    return Opened(found.id, found.path, data, _hash(data))


def save(opened: Opened, data: bytes) -> Opened:
    """Put ``data`` in the file's place, all or nothing; the file as it is opened now.

    The first time, what was there is kept beside it as ``….toml.bak``, in place of an older one; what somebody else
    wrote meanwhile is put aside. Permissions stay, and a link stays one. Raises ChangedOnDiskError if the file is not
    as it was, else SaveError; both change nothing.
    """
    with _said(opened.path):
        target = Path(os.path.realpath(opened.path))
        there = _there(target)
        if _hash(there) != opened.fingerprint and there != data:
            raise _changed(opened, there)
        like = None
        if there is not None:
            if not os.access(target, os.W_OK):
                raise SaveError(f"cannot save {plain(str(opened.path))}: it is write-protected")
            like = target.stat()
        keep_old = None
        if there is not None and there != data and (opened.theirs or not opened.backed_up):
            keep_as = aside(opened.path) if opened.theirs else backup_of(opened.path)
            keep_old = partial(write_atomically, keep_as, there, like=like)
        write_atomically(target, data, like=like, keep_old=keep_old)
    kept = opened.backed_up or there != data
    return replace(opened, data=data, fingerprint=_hash(data), backed_up=kept, theirs=False)


def save_as_new(id: str, data: bytes, paths: Paths) -> Opened:  # noqa: A002
    """Make a new file of the person's own. Raises EditError if it cannot have that name, SaveError otherwise."""
    if not id or len(id) > _LONGEST_NAME or not id.isprintable() or _NO_NAME.search(id) or _RESERVED.fullmatch(id):
        raise EditError(f'"{plain(id)}" cannot be the name of a session; write letters, digits and -')
    taken = EditError(f'there is a session "{plain(id)}" of your own already; choose another name')
    if own_file(id, paths) is not None:
        raise taken
    path = paths.sessions / f"{id}.toml"
    with _said(path):
        make_private_dir(path.parent)
        try:
            with open(path, "xb", opener=_private) as file:
                _fill(file.fileno(), data, path)
        except FileExistsError:
            raise taken from None
    return Opened(id, path, data, _hash(data), backed_up=True)


def restore_original(id: str, paths: Paths) -> Path:  # noqa: A002
    """Move the person's own copy of a session that came with the program out of its way; where it is now.

    Raises EditError if there is no such session or no such copy, and SaveError.
    """
    path = paths.sessions / f"{id}.toml"
    if id not in {found.id for found in find_bundled()}:
        raise EditError(f'no session "{plain(id)}" came with the program')
    if not os.path.lexists(path):
        raise EditError(f'"{plain(id)}" is as it came with the program')
    kept = aside(path)
    with _said(path):
        path.rename(kept)
    return kept


def backup_of(path: Path) -> Path:
    """Where what was in a file before it was edited is kept; the library does not list it."""
    return path.with_name(f"{path.name}.bak")


def aside(path: Path) -> Path:
    """Where a version of a file is put that somebody chose against: a name nothing has, which no later save takes."""
    names = (path.with_name(f"{path.name}.kept{suffix}") for suffix in chain([""], (f"-{n}" for n in count(2))))
    return next(name for name in names if not os.path.lexists(name))


def _there(target: Path) -> bytes | None:
    """What is on disk; None if nothing is. Raises OSError, or UnreadableError for what is no plain file."""
    return content(target) if os.path.lexists(target) else None


def _changed(opened: Opened, there: bytes | None) -> ChangedOnDiskError:
    name = plain(str(opened.path))
    what = f"{name} was taken away" if there is None else f"{name} was changed by somebody else"
    now = replace(opened, data=b"" if there is None else there, fingerprint=_hash(there), theirs=there is not None)
    return ChangedOnDiskError(f"{what} while you were editing it; nothing was written", now)


def _fill(handle: int, data: bytes, path: Path) -> None:
    """Write a new file's content; a file that cannot be written whole is taken away again. Raises OSError."""
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _private(name: str, flags: int) -> int:
    """Open a file that nobody else can read."""
    return os.open(name, flags, 0o600)


def _hash(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say in one line what went wrong. Raises SaveError."""
    try:
        yield
    except UnreadableError as error:
        raise SaveError(str(error)) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise SaveError(f"cannot save {plain(str(path))}: {why}") from error
