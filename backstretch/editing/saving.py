"""Session files opened to be edited, and saved so that nothing anybody wrote is lost; unsaved text kept as drafts."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any

from backstretch.base.errors import BackstretchError, UnreadableError
from backstretch.base.files import make_private_dir, read_regular, write_atomically
from backstretch.base.paths import Paths, bundled_sessions
from backstretch.base.text import plain
from backstretch.base.toml_bounds import MAX_BYTES
from backstretch.editing.tomledit import EditError
from backstretch.session.library import Found, content, find_bundled, own_file

_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|^\.|^-|[. ]$|^ |\.toml$', re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 100
_MOST_DRAFT_BYTES = 8 * 1024 * 1024
"""More than the largest session's text has in JSON."""
_LATEST = 32_503_680_000
"""The latest date of a file, in seconds since 1970; a later one counts as this."""


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


class SaveError(BackstretchError):
    """A file that cannot be written; what stood there still does."""


class ChangedOnDiskError(SaveError):
    """Somebody else wrote the file, or took it away, since it was opened or last saved."""

    def __init__(self, message: str, opened: Opened) -> None:
        super().__init__(message)
        self.opened = opened
        """The file as it is on disk now; saving with it puts one's own version in place of the other."""


@contextlib.contextmanager
def failures_said(path: Path) -> Iterator[None]:
    """Say in one line why a file cannot be saved: as a SaveError."""
    try:
        yield
    except UnreadableError as error:
        raise SaveError(str(error)) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise SaveError(f"cannot save {plain(str(path))}: {why}") from error


def open_for_editing(found: Found, paths: Paths) -> Opened:
    """The session's bytes, and where changes of it are saved: never among what came with the program.

    Raises UnreadableError, also for a file too large to be a session.
    """
    data = _to_edit(found.path)
    bundled = os.path.realpath(bundled_sessions())
    if found.source == "bundled" or os.path.dirname(os.path.realpath(found.path)) == bundled:  # noqa: PTH120
        return Opened(found.id, paths.sessions / f"{found.id}.toml", data, None)
    return Opened(found.id, found.path, data, _hash(data))


def open_or_begin(id: str, path: Path, beginning: bytes) -> Opened:  # noqa: A002
    """The file at a place that is not one of the sessions; ``beginning``, for nobody wrote there yet.

    Raises UnreadableError, also for a file too large to be read.
    """
    if not os.path.lexists(path):
        return Opened(id, path, beginning, None)
    data = _to_edit(path)
    return Opened(id, path, data, _hash(data))


def _to_edit(path: Path) -> bytes:
    data = content(path)
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"cannot edit {plain(str(path))}: it is larger than 1 MiB")
    return data


def save(opened: Opened, data: bytes) -> Opened:
    """Put ``data`` in the file's place, all or nothing; the file as it is opened now.

    The first time, what was there is kept beside it as ``….toml.bak``, in place of an older one; what somebody else
    wrote meanwhile is put aside. Permissions stay, and a link stays one. Raises ChangedOnDiskError if the file is not
    as it was, else SaveError; both change nothing.
    """
    with failures_said(opened.path):
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
    with failures_said(path):
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
    with failures_said(path):
        path.rename(kept)
    return kept


def backup_of(path: Path) -> Path:
    """Where the content from before the first save is kept; the library does not list it."""
    return path.with_name(f"{path.name}.bak")


def aside(path: Path) -> Path:
    """Where a rejected version of a file is kept: under a name that nothing has and that no later save takes."""
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


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved version of a file, left by a crash."""

    data: bytes
    when: datetime
    """When it was written, in UTC."""
    file_changed: bool
    """Whether the file is not the one any more that the draft was made from."""
    kept_in: Path


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts, one a file and process, in a directory that only the owner can enter.

    Two programs that edit one file at a time have a draft each; neither can lose the other's.
    """

    directory: Path
    is_alive: Callable[[int], bool]
    """Whether a process of this id runs now, and so still has what its drafts hold."""

    def keep(self, opened: Opened, data: bytes) -> None:
        """Write the draft of a file: its text as it is now. Raises OSError."""
        draft = {"path": os.path.realpath(opened.path), "fingerprint": opened.fingerprint, "text": data.decode()}
        write_atomically(self._file_of(opened), json.dumps(draft).encode(), synced=False)

    def drop(self, opened: Opened) -> None:
        """Throw this process's draft of a file away, if there is one. Raises OSError."""
        self._file_of(opened).unlink(missing_ok=True)

    def take_over(self, opened: Opened, draft: Draft) -> None:
        """Throw away a draft that was found, now that this process keeps its own of the file. Raises OSError."""
        if draft.kept_in != self._file_of(opened):
            draft.kept_in.unlink(missing_ok=True)

    def find(self, opened: Opened) -> Draft | None:
        """The newest draft of a file just opened that no other process still has. Raises OSError.

        None if there is none, or if they say no more than the file; such a one is thrown away.
        """
        left = (file for file in self.directory.glob(f"{_name_of(opened)}-*.json") if not self._is_in_use(file))
        for file in sorted(left, key=lambda file: file.stat().st_mtime, reverse=True):
            when = datetime.fromtimestamp(min(max(0, file.stat().st_mtime), _LATEST), UTC)
            draft = _decoded(read_regular(file, _MOST_DRAFT_BYTES))
            if draft is not None and draft["text"].encode() != opened.data:
                return Draft(draft["text"].encode(), when, draft["fingerprint"] != opened.fingerprint, file)
            file.unlink()
        return None

    def _file_of(self, opened: Opened) -> Path:
        """Where this process keeps its draft of a file."""
        return self.directory / f"{_name_of(opened)}-{os.getpid()}.json"

    def _is_in_use(self, file: Path) -> bool:
        pid = file.stem.rpartition("-")[2]
        return pid.isdecimal() and int(pid) != os.getpid() and self.is_alive(int(pid))


def _name_of(opened: Opened) -> str:
    """The name of a file's drafts, which every file system takes, whatever the file is called."""
    return hashlib.sha256(os.fsencode(os.path.realpath(opened.path))).hexdigest()[:32]


def _decoded(data: bytes) -> dict[str, Any] | None:
    """The keys of a draft; None if the machine failed before it was on the disk."""
    with contextlib.suppress(ValueError):
        draft = json.loads(data)
        if isinstance(draft, dict) and isinstance(draft.get("text"), str) and "fingerprint" in draft:
            return draft
    return None
