"""Getting at the journal's file: made for the owner only, never overwritten, every failure one clear line."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Literal

from backstretch.base.errors import JournalError
from backstretch.base.files import make_private_dir, refuse_irregular
from backstretch.base.text import plain
from backstretch.journal import migrations

PATIENT_MS = 2000
"""Milliseconds to wait for another program's lock where nobody is in the middle of a session."""

_READING_ONLY = "the journal is open for reading only"


UNREADABLE = (OSError, sqlite3.Error, UnicodeDecodeError)
"""What comes of a file that cannot be used; the last where SQLite's own message of the damage is no text."""


def explain(path: Path, error: Exception) -> JournalError:
    """The failure as one line that says which file, what is wrong and what to do."""
    name = plain(str(path))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT) or isinstance(error, UnicodeDecodeError):
        return JournalError(
            f"{name} is damaged or not a journal ({plain(str(error))}); it is left as it is: "
            "put a backup in its place, or move it away to begin a new one"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return JournalError(f"{name} is in use by another program; try again in a moment")
    if code == sqlite3.SQLITE_FULL:
        return JournalError(f"{name} cannot be written: the disk is full; make room and try again")
    return JournalError(
        f"{name} cannot be used ({plain(str(error))}); "
        "check that the file and its directory are yours and can be written"
    )


def open_to_write(path: Path) -> tuple[sqlite3.Connection, str | None]:
    """A connection to the journal, made or migrated if need be, and why it refuses writes, if it does.

    Raises JournalError.
    """
    try:
        make_private_dir(path.parent)
        _make_private_file(path)
        db = _connect(path)
    except UNREADABLE as error:
        raise explain(path, error) from error
    try:
        version = migrations.version_of(db, path)
        _narrow(path)
        newer = _too_new(version, path)
        if not newer:
            _use_write_ahead_log(db)
        if version < len(migrations.MIGRATIONS):
            migrations.migrate(db, path)
    except UNREADABLE as error:
        db.close()
        raise explain(path, error) from error
    except BaseException:
        db.close()
        raise
    return db, newer


def open_to_read(path: Path) -> tuple[sqlite3.Connection, str | None]:
    """A connection for reading, and why it refuses writes. Raises JournalError.

    A missing journal is an empty one in memory, an older one a migrated copy there; no file is changed.
    """
    try:
        if not may_be_there(path):
            return copy_in_memory(None, path), _READING_ONLY
        db = _connect_to_read(path)
    except UNREADABLE as error:
        raise explain(path, error) from error
    try:
        version = migrations.version_of(db, path)
        if version >= len(migrations.MIGRATIONS):
            return db, _too_new(version, path) or _READING_ONLY
        copy = copy_in_memory(db, path)
    except UNREADABLE as error:
        db.close()
        raise explain(path, error) from error
    except BaseException:
        db.close()
        raise
    db.close()
    return copy, _READING_ONLY


def open_unchanged(path: Path) -> sqlite3.Connection:
    """A connection for reading another journal of any known version, of which nothing is changed. Raises JournalError.

    An older one is a migrated copy in memory.
    """
    name = plain(str(path))
    db: sqlite3.Connection | None = None
    try:
        db = connect_unchanged(path)
        version = migrations.version_of(db, path)
        if newer := _too_new(version, path):
            raise JournalError(newer)
        if version == len(migrations.MIGRATIONS):
            return db
        copy = copy_in_memory(db, path)
    except UNREADABLE as error:
        _close(db)
        raise JournalError(f"{name} cannot be read as a journal ({plain(str(error))})") from error
    except BaseException:
        _close(db)
        raise
    db.close()
    return copy


def connect_unchanged(path: Path) -> sqlite3.Connection:
    """Connect for reading, so that neither the file nor what lies beside it changes.

    Where no log lies beside the file, nobody has it open, and it is read as it stands: else SQLite would leave an
    empty log behind.
    """
    in_use = any(beside(path, end).exists() for end in ("wal", "journal"))
    return _connect(path, "mode=ro" if in_use else "mode=ro&immutable=1")


def checkpoint(path: Path, patience_ms: int) -> None:
    """Have what is in the log beside a journal in the file itself, from any thread. Raises OSError or sqlite3.Error."""
    with contextlib.closing(_connect(path)) as db:
        db.execute(f"PRAGMA busy_timeout = {patience_ms}")
        db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def copy_in_memory(db: sqlite3.Connection | None, path: Path) -> sqlite3.Connection:
    """A copy of a whole journal, or an empty one, at the newest version, that no file knows of."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.row_factory = sqlite3.Row
    try:
        if db is not None:
            db.backup(copy)
        migrations.step_up(copy, migrations.version_of(copy, path))
    except BaseException:
        copy.close()
        raise
    return copy


def may_be_there(path: Path) -> bool:
    """Whether there is a journal, or something in its place; yes where that cannot be known."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def may_hold_stops(path: Path) -> bool:
    """Whether something that cannot be opened may be a journal; no directory is one."""
    return may_be_there(path) and not os.path.isdir(path)  # noqa: PTH112 - the other one raises what is asked about


def beside(path: Path, end: Literal["wal", "shm", "journal"]) -> Path:
    """The file that SQLite puts beside a journal: beside what a link points to."""
    return Path(f"{os.path.realpath(path)}-{end}")


def _make_private_file(path: Path) -> None:
    """Make the file for the owner only, whatever the umask; one that is there stays as it is.

    SQLite gives the files it puts beside it the same permissions.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _narrow(path: Path) -> None:
    """Let nobody but the owner read what is known to be a journal, and what lies beside it. Raises OSError.

    None of them is opened: closing it would drop the locks that another connection of this process holds on it.
    """
    if os.name != "posix":
        return
    for file in (path, beside(path, "wal"), beside(path, "shm")):
        with contextlib.suppress(FileNotFoundError):
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)


def _connect(path: Path, how: str = "mode=rw") -> sqlite3.Connection:
    """Connect to a file that is there already. Raises OSError for what is no file: SQLite would wait for a FIFO."""
    refuse_irregular(path, path.stat())
    db = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=PATIENT_MS / 1000, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect for reading, also where nothing at all can be written, as on a mounted backup."""
    db = _connect(path)
    try:
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        db.close()
        if beside(path, "wal").exists() or os.access(path.parent, os.W_OK):
            raise
        return _connect(path, "immutable=1")
    return db


def _use_write_ahead_log(db: sqlite3.Connection) -> None:
    """Let readers and one writer go on side by side, commits return before the disk has them, and what is deleted go.

    SQLite does not wait for a lock when it changes the mode, so the wait is made through a transaction. A
    file system that cannot have the log keeps the older way, which is slower and as safe.
    """
    for _ in range(20):
        try:
            db.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            db.execute("BEGIN EXCLUSIVE")
            db.execute("ROLLBACK")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")


def _too_new(version: int, path: Path) -> str | None:
    """Why a journal of ``version`` is not written to."""
    if version <= len(migrations.MIGRATIONS):
        return None
    return (
        f"{plain(str(path))} was written by a newer backstretch (journal version {version}, this one knows "
        f"{len(migrations.MIGRATIONS)}); it can be read, but not written: update backstretch"
    )


def _close(db: sqlite3.Connection | None) -> None:
    if db is not None:
        db.close()
