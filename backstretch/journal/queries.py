"""What the rest of the program asks of the journal's rows. Each function only reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from backstretch.base.errors import JournalError
from backstretch.base.text import plain
from backstretch.journal.records import Gate, Hold, LevelHistory, NextDay, Resumable, Run, RunStart
from backstretch.journal.rows import EFFECTIVE_STOP, RUNS, begun_of, hold_of, moment_of, run_of, utc_text

RESUMABLE_FOR = timedelta(hours=1)
LOOKED_BACK_AT = 60
"""How many runs of a session decide about its level, at most: weeks of them, even several a day."""
LOCAL_DAY = "date(runs.started_at, runs.started_offset || ' minutes')"
"""The day on which a run began, by the clock of where it was."""
SOMETHING_DONE = "(runs.held_seconds > 0 OR runs.outcome = 'completed')"
"""What makes a day count: a session that was opened and left again does not."""
_PAGE = 200


def runs(db: sqlite3.Connection, since: datetime | None) -> Iterator[Run]:
    """Every run that began at ``since`` or later, oldest first, a page in memory at a time."""
    start, id_ = "" if since is None else utc_text(since), ""
    while page := db.execute(
        f"{RUNS} WHERE (runs.started_at, runs.id) > (?, ?) ORDER BY runs.started_at, runs.id LIMIT {_PAGE}",
        (start, id_),
    ).fetchall():
        yield from map(run_of, page)
        start, id_ = page[-1]["started_at"], page[-1]["id"]


def page(db: sqlite3.Connection, skip: int, count: int, session: str | None) -> tuple[Run, ...]:
    """Of the runs, newest first, ``count`` after the first ``skip``."""
    # Those to skip are counted in an index alone; to count them in the joined rows takes ten times as long.
    of_session, values = ("", ()) if session is None else ("WHERE session = ?", (session,))
    found = db.execute(
        f"""{RUNS} WHERE runs.rowid IN (
            SELECT rowid FROM runs {of_session} ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?
        ) ORDER BY runs.started_at DESC, runs.id DESC""",  # noqa: S608 - constants only
        (*values, count, skip),
    )
    return tuple(map(run_of, found))


def of_day(db: sqlite3.Connection, day: date, session: str | None) -> tuple[Run, ...]:
    """The runs that began on a day by the clock of where they began, oldest first."""
    about = datetime.combine(day, time(), UTC)
    found = db.execute(
        f"""{RUNS}
        WHERE runs.started_at BETWEEN ? AND ? AND {LOCAL_DAY} = ? AND runs.session = coalesce(?, runs.session)
        ORDER BY runs.started_at, runs.id""",
        (utc_text(about - timedelta(days=1)), utc_text(about + timedelta(days=2)), day.isoformat(), session),
    )
    return tuple(map(run_of, found))


def count(db: sqlite3.Connection, session: str | None) -> int:
    """How many runs there are, of one session or of all."""
    if session is None:
        (found,) = db.execute("SELECT count(*) FROM runs").fetchone()
    else:
        (found,) = db.execute("SELECT count(*) FROM runs WHERE session = ?", (session,)).fetchone()
    return int(found)


def find_run(db: sqlite3.Connection, prefix: str) -> Run:
    """The one run whose id begins so. Raises JournalError if there is none, or more."""
    wanted = prefix.strip().lower()
    found = db.execute(
        f"{RUNS} WHERE lower(substr(runs.id, 1, ?)) = ? ORDER BY runs.id LIMIT 4", (len(wanted), wanted)
    ).fetchall()
    if not wanted or not found:
        raise JournalError(f'no run with the id "{plain(prefix)}"; "backstretch log" lists them')
    if len(found) > 1 and found[0]["id"].lower() != wanted:
        some = ", ".join(row["id"][: len(wanted) + 4] for row in found[:3])
        raise JournalError(f'more than one run has an id that begins with "{plain(prefix)}": {some} …')
    return run_of(found[0])


def holds(db: sqlite3.Connection, run_id: str) -> tuple[Hold, ...]:
    """The holds of a run, in the order of its timeline."""
    return tuple(map(hold_of, db.execute("SELECT * FROM holds WHERE run_id = ? ORDER BY place", (run_id,))))


def start_of(db: sqlite3.Connection, run_id: str) -> RunStart | None:
    """What was known of a run when it began."""
    row = db.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
    return None if row is None else begun_of(row)


def last_run(db: sqlite3.Connection) -> Run | None:
    """The run that began last."""
    row = db.execute(f"{RUNS} ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1").fetchone()
    return None if row is None else run_of(row)


def last_done(db: sqlite3.Connection) -> dict[str, datetime]:
    """By session: when its latest run began."""
    # From each name to the next in an index, and there to its end: GROUP BY would go through every run.
    rows = db.execute(
        """WITH RECURSIVE names (session) AS (
            SELECT min(session) FROM runs
            UNION ALL SELECT (SELECT min(session) FROM runs WHERE session > names.session) FROM names
            WHERE names.session NOT NULL
        )
        SELECT runs.session, started_at, started_offset FROM names JOIN runs ON runs.rowid = (
            SELECT rowid FROM runs WHERE session = names.session ORDER BY started_at DESC, id DESC LIMIT 1
        )"""
    )
    return {row["session"]: moment_of(row["started_at"], row["started_offset"]) for row in rows}


def last_level(db: sqlite3.Connection, session: str) -> int | None:
    """The level of the session's latest run that began after the latest pain stop; None if none did."""
    row = db.execute(
        f"""SELECT level FROM runs WHERE session = ? AND started_at > {_LATEST_STOP}
        ORDER BY started_at DESC, id DESC LIMIT 1""",  # noqa: S608 - constants only
        (session,),
    ).fetchone()
    return None if row is None else int(row["level"])


def level_history(db: sqlite3.Connection, session: str) -> LevelHistory | None:
    """What the session's latest runs say about its level; None if it was never run."""
    rows = db.execute(
        f"{RUNS} WHERE runs.session = ? ORDER BY runs.started_at DESC, runs.id DESC LIMIT {LOOKED_BACK_AT}",
        (session,),
    ).fetchall()
    if not rows:
        return None
    stop = db.execute(f"SELECT {_LATEST_STOP} AS at").fetchone()["at"]
    return LevelHistory(rows[0]["level"], tuple(run_of(row) for row in rows if row["started_at"] > stop))


def days_done(db: sqlite3.Connection, since: datetime) -> frozenset[date]:
    """The local days on which something was done, of runs begun at ``since`` or later."""
    rows = db.execute(
        f"SELECT DISTINCT {LOCAL_DAY} AS day FROM runs WHERE started_at >= ? AND {SOMETHING_DONE}",  # noqa: S608
        (utc_text(since),),
    )
    return frozenset(date.fromisoformat(row["day"]) for row in rows)


def recent_next_days(db: sqlite3.Connection, count: int) -> tuple[NextDay | None, ...]:
    """The answers of the last ``count`` runs whose next day was asked for, newest first; None: unanswered."""
    rows = db.execute(
        "SELECT next_day FROM runs WHERE next_day_asked ORDER BY started_at DESC, id DESC LIMIT ?", (count,)
    )
    return tuple(row["next_day"] for row in rows)


def open_stop(db: sqlite3.Connection) -> Gate | None:
    """The latest pain stop whose gate was not passed since."""
    row = db.execute(
        f"""SELECT run_id, stopped_at, stopped_offset, exercise FROM stops WHERE {EFFECTIVE_STOP} AND cleared_at IS NULL
        ORDER BY stopped_at DESC, run_id DESC LIMIT 1"""  # noqa: S608 - constants only
    ).fetchone()
    if row is None:
        return None
    return Gate(row["run_id"], moment_of(row["stopped_at"], row["stopped_offset"]), row["exercise"])


def hurt(db: sqlite3.Connection) -> frozenset[str]:
    """The exercises that ended in a pain stop and were not put back since."""
    rows = db.execute(
        f"""SELECT DISTINCT exercise FROM stops
        WHERE {EFFECTIVE_STOP} AND exercise IS NOT NULL AND NOT put_back"""  # noqa: S608 - constants only
    )
    return frozenset(row["exercise"] for row in rows)


def interrupted(
    db: sqlite3.Connection, session: str, sha256: str, now: datetime
) -> tuple[Resumable, int | None] | None:
    """The session's newest run if it may go on but for the process that carries it, and that process's id."""
    row = db.execute(
        f"{RUNS} WHERE runs.session = ? ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1", (session,)
    ).fetchone()
    if row is None or row["outcome"] != "interrupted" or row["sha256"] != sha256:
        return None
    run = run_of(row)
    stop = db.execute(f"SELECT {_LATEST_STOP} AS at").fetchone()
    if abs(now - run.ended_at) > RESUMABLE_FOR or stop["at"] >= row["started_at"]:
        return None
    return Resumable(run, row["next_phase"], holds(db, run.id)), row["pid"]


_LATEST_STOP = f"(SELECT coalesce(max(stopped_at), '') FROM stops WHERE {EFFECTIVE_STOP})"  # noqa: S608 - constants only
