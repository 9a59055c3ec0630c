"""The held connection: transactions with bounded waits, and the stops that wait to be taken in."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from backstretch.base.errors import JournalError
from backstretch.base.files import sync
from backstretch.base.text import plain
from backstretch.journal import database, rows, spool

WRITE_FAILURES = (JournalError, sqlite3.Error, ValueError, OverflowError)
"""Whatever writing records can raise: a refusal, a lock, a full disk, text or a number too odd."""

_TAKE_IN_MS = 20
_AUTOCHECKPOINT_PAGES = 1000


def utc_now() -> datetime:
    """The date and time, aware."""
    return datetime.now(UTC)


class Link:
    """One connection to the journal's file, and the directory of stops beside it."""

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        stops: Path,
        refusal: str | None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Take over an open connection; ``refusal`` says why it cannot be written to, if it cannot."""
        self.db = db
        self.path = path
        self.stops = stops
        self.refusal = refusal
        self.now = now
        """What each change is dated with."""
        self._file = _identity(path)
        self._log: tuple[tuple[int, int], int] | None = None
        """Which log lies beside the file, and its bytes after the last write; None where there is none yet."""
        self._broken: dict[Path, str] = {}

    @property
    def notices(self) -> tuple[str, ...]:
        """One line a stop that could not be understood and was left alone."""
        return tuple(spool.told_of(self._broken))

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Failures as one clear line: JournalError."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise database.explain(self.path, error) from error
        except (ValueError, TypeError, OverflowError, IndexError) as error:
            raise JournalError(
                f"{plain(str(self.path))} holds, or was given, something it cannot ({plain(str(error))})"
            ) from error

    @contextmanager
    def writing(self, patience_ms: int, *, checkpoint: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction, all of it or nothing, waiting at most ``patience_ms`` for its lock.

        Without ``checkpoint`` the commit never waits for the disk. Raises JournalError also where it went into files
        that nobody else will find.
        """
        if self.refusal is not None:
            raise JournalError(self.refusal)
        self._check_files()
        self.db.execute(f"PRAGMA busy_timeout = {patience_ms}")
        self.db.execute(f"PRAGMA wal_autocheckpoint = {_AUTOCHECKPOINT_PAGES if checkpoint else 0}")
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.execute("COMMIT")
            self._check_files()
            self._log = _log_of(self.path)
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Where to read: the journal, or a copy that has the stops it cannot take in now."""
        waiting = self.take_in(_TAKE_IN_MS)
        with self.told():
            if not waiting:
                yield self.db
                return
            with contextlib.closing(database.copy_in_memory(self.db, self.path)) as copy:
                for stop in waiting:
                    write_stop(copy, stop, self.now())
                yield copy

    def take_in(self, patience_ms: int) -> tuple[spool.Stop, ...]:
        """Take the stops that wait into the journal; those that have to wait on are returned. Never raises.

        A stop's file goes only when the disk has its row.
        """
        waiting = []
        stops, self._broken = spool.waiting(self.stops)
        for file, stop in stops.items():
            try:
                taken_in = self._take_in_one(stop, patience_ms)
            except ValueError as error:
                self._broken[file] = plain(str(error))
                continue
            if not taken_in:
                waiting.append(stop)
                continue
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
        return tuple(waiting)

    def sync(self, patience_ms: int) -> bool:
        """Have everything committed on the disk itself; from any thread. Never raises."""
        try:
            self._check_files()
            database.checkpoint(self.path, patience_ms)
        except (JournalError, OSError, sqlite3.Error):
            return False
        log = database.beside(self.path, "wal")
        return sync(*[log] if log.exists() else [], log.parent)

    def _check_files(self) -> None:
        """Raise JournalError where the files are not those that are open: SQLite would go on writing into nowhere."""
        lost = _identity(self.path) != self._file
        if not lost and self._log is not None:
            now = _log_of(self.path)
            lost = now is None or now[0] != self._log[0] or now[1] < self._log[1]
        if lost:
            what = "or the log beside it was taken away or cut off while it was open; start backstretch again"
            raise JournalError(f"{plain(str(self.path))} {what}")

    def _take_in_one(self, stop: spool.Stop, patience_ms: int) -> bool:
        """Write a stop, on disk when this returns; False if the journal cannot be written now."""
        if self.refusal is not None:
            return False
        try:
            self.db.execute("PRAGMA synchronous = FULL")
            try:
                with self.writing(patience_ms) as db:
                    write_stop(db, stop, self.now())
            finally:
                self.db.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            return False
        return True


def write_stop(db: sqlite3.Connection, stop: spool.Stop, now: datetime) -> None:
    """Write a stop with its run, in the caller's transaction if there is one; twice is as good as once."""
    rows.insert_run(db, stop.run)
    if stop.progress is not None:
        rows.put_progress(db, stop.run.id, stop.progress)
    rows.put_stop(db, stop.run.id, stop.report)
    rows.touch(db, stop.run.id, now, stop=True)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path; None if none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _log_of(path: Path) -> tuple[tuple[int, int], int] | None:
    """Which log lies beside a journal, and how many bytes it has; None if there is none."""
    try:
        found = database.beside(path, "wal").stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino), found.st_size
