"""Files read without hanging, and written so that a crash leaves the old or the new one, for nobody else to read."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO


def make_private_dir(directory: Path) -> None:
    """Make a directory that only the owner can enter, and parents of that kind where there are none. Raises OSError."""
    for each in (*reversed(directory.parents), directory):  # `mkdir` alone would let everybody enter the parents
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)


def read_regular(path: Path, most: int) -> bytes:
    """The content of a regular file, or its first ``most`` + 1 bytes where it is larger. Raises OSError.

    A directory, FIFO, socket or device is refused at once; nothing waits for its other end.
    """
    try:
        # Without O_NONBLOCK, opening a FIFO would wait for a writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError as error:  # a name that no file system takes
        raise OSError(errno.EINVAL, str(error), str(path)) from error
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise _irregular(path) from error
        raise
    try:
        refuse_irregular(path, os.fstat(handle))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most + 1)
    finally:
        os.close(handle)


def refuse_irregular(path: Path, found: os.stat_result) -> None:
    """Raise OSError unless what was ``found`` at ``path`` is a regular file."""
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise _irregular(path)


def _irregular(path: Path) -> OSError:
    return OSError(errno.EINVAL, "it is not a regular file", str(path))


def write_atomically(
    path: Path,
    data: bytes,
    *,
    like: os.stat_result | None = None,
    synced: bool = True,
    keep_old: Callable[[], object] | None = None,
) -> None:
    """Put ``data`` at ``path``, readable by the owner only, or by whoever may read a file ``like`` it. Raises OSError.

    Readers see the old content or the new one, never a part of it. Unless it is ``synced``, what is written may be
    lost when the machine, not only the program, fails. ``keep_old`` puts a copy of the old content aside; it is called
    when the new one is on the disk and only its name is missing.
    """
    make_private_dir(path.parent)
    unfinished = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if like is not None:
                _grant(file.fileno(), like)
            if synced:
                os.fsync(file.fileno())
        if keep_old is not None:
            keep_old()
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def sync(*paths: Path) -> bool:
    """Have files and directories on the disk itself, whatever the system keeps back; whether they are. Never raises."""
    done = True
    for path in paths:
        try:
            handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError:
            done = done and os.name != "posix"  # elsewhere a directory cannot be opened
    return done


def sync_later(*paths: Path) -> None:
    """The same in the background: a slow disk takes seconds for each."""
    import threading

    threading.Thread(target=sync, args=paths, name="sync", daemon=True).start()


@contextlib.contextmanager
def new_file(path: Path, *, replace: bool, private: bool) -> Iterator[BinaryIO]:
    """A file to be written bit by bit, maybe for its owner only, that gets its name when it is whole.

    Raises OSError; FileExistsError if something of that name is there and is not to be replaced. Only a regular file
    is: a device or FIFO keeps its name.
    """
    if os.path.lexists(path):
        if not replace:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        with contextlib.suppress(FileNotFoundError):  # a link to nothing
            refuse_irregular(path, path.stat())
    unfinished = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(unfinished, flags, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if replace:
            unfinished.replace(path)
        else:
            _name(unfinished, path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _name(unfinished: Path, path: Path) -> None:
    """Give a file its name, unless somebody else took it meanwhile. Raises OSError."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        unfinished.rename(path)


def _grant(handle: int, like: os.stat_result) -> None:
    """Give a new file the owner, group and permissions of another, as far as this person may."""
    if sys.platform != "win32":
        # Where it may not be given away, it becomes this person's own; its permissions are what they were.
        with contextlib.suppress(PermissionError):
            os.fchown(handle, -1, like.st_gid)
            os.fchown(handle, like.st_uid, -1)
        os.fchmod(handle, stat.S_IMODE(like.st_mode))
