"""Looks the journal's file through without changing it, or anything beside it."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backstretch.base.text import plain
from backstretch.journal import migrations
from backstretch.journal.database import UNREADABLE, connect_unchanged, explain, may_be_there

PATIENCE_SECONDS = 10.0
"""How long looking through the file may take."""
LARGE_BYTES = 50_000_000
"""From here on the indexes are not compared with their tables."""

_MOST_FAULTS = 3
_STEPS = 10_000
"""SQLite's own, from one look at the clock to the next."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found in a journal that can be opened."""

    version: int
    runs: int
    """0 where the version is not this program's."""
    faults: tuple[str, ...]
    """What SQLite says is damaged, the first few."""
    finished: bool
    """Whether all of it was looked through in time."""

    @property
    def newer(self) -> bool:
        """Whether only a newer program can write to it."""
        return self.version > len(migrations.MIGRATIONS)

    @property
    def older(self) -> bool:
        """Whether the next start will change its tables."""
        return self.version < len(migrations.MIGRATIONS)


def check(path: Path, monotonic: Callable[[], float] = time.monotonic) -> Checkup | None:
    """Look the journal through; None if there is none. Raises JournalError if it cannot be opened, or is another's."""
    try:
        if not may_be_there(path):
            return None
        with contextlib.closing(connect_unchanged(path)) as db:
            version = migrations.version_of(db, path)
            until = monotonic() + PATIENCE_SECONDS
            db.set_progress_handler(lambda: monotonic() > until, _STEPS)
            faults, finished = _faults(db, large=path.stat().st_size > LARGE_BYTES)
            db.set_progress_handler(None, 0)
            runs = 0
            if version == len(migrations.MIGRATIONS) and not faults:
                (runs,) = db.execute("SELECT count(*) FROM runs").fetchone()
            return Checkup(version, runs, faults, finished)
    except UNREADABLE as error:
        raise explain(path, error) from error


def _faults(db: sqlite3.Connection, *, large: bool) -> tuple[tuple[str, ...], bool]:
    """What is damaged, and whether all was looked through."""
    kind = "quick_check" if large else "integrity_check"
    try:
        rows = db.execute(f"PRAGMA {kind}({_MOST_FAULTS})").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
            return (), False
        raise
    return tuple(plain(said) for (said,) in rows if said != "ok"), True
