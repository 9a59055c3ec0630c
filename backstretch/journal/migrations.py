"""The journal's tables, and the steps from each version of them to the next."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from backstretch.base.errors import JournalError
from backstretch.base.text import plain

APPLICATION_ID = 0x62737472
"""Marks a database file as a journal of backstretch ("bstr")."""

Migration = Callable[[sqlite3.Connection], None]

_FIRST_TABLES = (
    """CREATE TABLE runs (
        id TEXT NOT NULL PRIMARY KEY,
        session TEXT NOT NULL,
        title TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        started_at TEXT NOT NULL,
        started_offset INTEGER NOT NULL,
        ended_at TEXT NOT NULL,
        ended_offset INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        level INTEGER NOT NULL,
        from_step INTEGER NOT NULL,
        planned_seconds REAL NOT NULL,
        active_seconds REAL NOT NULL DEFAULT 0,
        held_seconds REAL NOT NULL DEFAULT 0,
        holds_planned INTEGER NOT NULL,
        holds_done INTEGER NOT NULL DEFAULT 0,
        holds_skipped INTEGER NOT NULL,
        pain_before INTEGER,
        pain_after INTEGER,
        effort INTEGER,
        note TEXT,
        next_day TEXT,
        next_day_asked INTEGER NOT NULL DEFAULT 0,
        cleared_at TEXT,
        next_phase INTEGER NOT NULL DEFAULT 0,
        pid INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX runs_by_start ON runs (started_at, id)",
    "CREATE INDEX runs_by_session ON runs (session, started_at)",
    """CREATE TABLE holds (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        step INTEGER NOT NULL,
        within INTEGER,
        round INTEGER,
        exercise TEXT NOT NULL,
        side TEXT,
        rep INTEGER NOT NULL,
        planned_seconds REAL NOT NULL,
        held_seconds REAL NOT NULL,
        result TEXT NOT NULL,
        PRIMARY KEY (run_id, place)
    ) WITHOUT ROWID""",
    """CREATE TABLE stops (
        run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
        at_seconds REAL NOT NULL,
        step INTEGER NOT NULL,
        exercise TEXT,
        side TEXT,
        rep INTEGER,
        kind TEXT,
        score INTEGER,
        body_place TEXT,
        signs TEXT NOT NULL,
        note TEXT,
        put_back INTEGER NOT NULL DEFAULT 0
    )""",
)


def create_tables(db: sqlite3.Connection) -> None:
    """0 → 1: runs, their holds, their pain stops.

    Times are UTC as ISO text of one width, so that they sort, with the local offset in minutes beside them;
    lengths are in seconds.
    """
    for statement in _FIRST_TABLES:
        db.execute(statement)


def prepare_for_merging(db: sqlite3.Connection) -> None:
    """1 → 2: when each run was last changed, which were deleted, and stops that do not go with their runs.

    A stop guards the sessions to come, so it has all that a gate needs in its own row, and outlives its run; for a
    stop of which nothing was told, one is made. `runs.cleared_at` is not used any more: `stops` has it. `changed_at`
    of what is there is the last moment known of it. `pain_during` is the highest score that was said, 0–10.
    """
    db.execute("ALTER TABLE runs ADD COLUMN pain_during INTEGER")
    db.execute("ALTER TABLE runs ADD COLUMN changed_at TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE runs SET changed_at = max(ended_at, coalesce(cleared_at, ''))")
    db.execute("DROP INDEX runs_by_session")
    db.execute("CREATE INDEX runs_by_session ON runs (session, started_at, id)")
    db.execute(
        """CREATE TABLE deleted (
            id TEXT NOT NULL PRIMARY KEY,
            deleted_at TEXT NOT NULL
        ) WITHOUT ROWID"""
    )
    db.execute("ALTER TABLE stops RENAME TO stops_before")
    db.execute(
        """CREATE TABLE stops (
            run_id TEXT NOT NULL PRIMARY KEY,
            stopped_at TEXT NOT NULL,
            stopped_offset INTEGER NOT NULL,
            at_seconds REAL NOT NULL,
            step INTEGER NOT NULL,
            exercise TEXT,
            side TEXT,
            rep INTEGER,
            kind TEXT,
            score INTEGER,
            body_place TEXT,
            signs TEXT NOT NULL,
            note TEXT,
            put_back INTEGER NOT NULL DEFAULT 0,
            cleared_at TEXT,
            changed_at TEXT NOT NULL
        )"""
    )
    db.execute(
        """INSERT INTO stops SELECT runs.id, runs.ended_at, runs.ended_offset, coalesce(at_seconds, active_seconds),
            coalesce(step, from_step), exercise, side, rep, kind, score, body_place, coalesce(signs, '[]'),
            old.note, coalesce(put_back, 0), runs.cleared_at, runs.changed_at
        FROM runs LEFT JOIN stops_before AS old ON old.run_id = runs.id
        WHERE runs.outcome = 'stopped_for_pain'"""
    )
    db.execute("DROP TABLE stops_before")


def keep_kind_and_reach(db: sqlite3.Connection) -> None:
    """2 → 3: whether a run was a session or a walk, where the pain reached before and after, and the short form.

    `stops.gate` says whether a stop guards what comes, which until now only a mistake did not.
    """
    db.execute("ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'session'")
    db.execute("ALTER TABLE runs ADD COLUMN reach_before TEXT")
    db.execute("ALTER TABLE runs ADD COLUMN reach_after TEXT")
    db.execute("ALTER TABLE runs ADD COLUMN easy INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE stops ADD COLUMN gate INTEGER NOT NULL DEFAULT 1")


def keep_goals(db: sqlite3.Connection) -> None:
    """3 → 4: what the goals of a plan were rated, 0–10, by goal and local day."""
    db.execute(
        """CREATE TABLE goal_scores (
            goal TEXT NOT NULL,
            day TEXT NOT NULL,
            score INTEGER NOT NULL,
            changed_at TEXT NOT NULL,
            PRIMARY KEY (goal, day)
        ) WITHOUT ROWID"""
    )


MIGRATIONS: tuple[Migration, ...] = (create_tables, prepare_for_merging, keep_kind_and_reach, keep_goals)
"""The step at place N takes version N to N + 1, inside a transaction that the caller owns."""


def version_of(db: sqlite3.Connection, path: Path) -> int:
    """The schema version of an open database; 0 for an empty one. Raises JournalError if it is another's.

    All in one statement, because another process may be writing all of it.
    """
    version, application, things = db.execute(
        """SELECT (SELECT user_version FROM pragma_user_version),
            (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)"""
    ).fetchone()
    if application != APPLICATION_ID and (version or things):
        raise JournalError(
            f"{plain(str(path))} is another program's database, not a journal; it is left as it is: "
            "move it away to begin a new journal"
        )
    return int(version)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring an open database to the newest version, in one transaction; an old one is copied aside first.

    Whoever comes second waits for the first and finds nothing left to do.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(db, path)
        if 0 < version < len(MIGRATIONS):
            _back_up(path, version)
        step_up(db, version)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def step_up(db: sqlite3.Connection, version: int) -> None:
    """Take every step from ``version`` on, inside the caller's transaction if there is one."""
    if version >= len(MIGRATIONS):
        return
    for migration in MIGRATIONS[version:]:
        migration(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _back_up(path: Path, version: int) -> None:
    """Copy what is committed to ``<name>.v<version>.bak``, readable by the owner only."""
    target = path.with_name(f"{path.name}.v{version}.bak")
    unfinished = target.with_name(f"{target.name}.new")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(unfinished)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    unfinished.replace(target)
