"""What can be asked of the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from backstretch.base.errors import JournalError
from backstretch.base.text import plain
from backstretch.coach.reach import Reach, is_new_in_the_leg
from backstretch.coach.results import IN_THE_LEG, NextDay
from backstretch.journal.columns import from_row, moment_of, utc_text
from backstretch.journal.connection import Link
from backstretch.journal.records import Gate, Hold, LevelHistory, Resumable, Run, RunStart
from backstretch.journal.rows import EFFECTIVE_STOP, HOLDS, LOCAL_DAY, RUNS, SOMETHING_DONE, run_of

if TYPE_CHECKING:
    from backstretch.journal.goal_scores import GoalScore
    from backstretch.journal.merge import Values
    from backstretch.journal.mornings import Morning
    from backstretch.journal.sums import DaySum, DoseSum, Sums

RESUMABLE_FOR = timedelta(hours=1)
LOOKED_BACK_AT = 60
"""How many runs of a session decide about its level, at most: weeks of them, even several a day."""
_PAGE = 200
_KNOWN_REACH = """CASE outcome WHEN 'stopped_for_pain' THEN reach_before
    ELSE coalesce(reach_after, reach_before) END"""
_LATEST_STOP = f"(SELECT coalesce(max(stopped_at), '') FROM stops WHERE {EFFECTIVE_STOP})"  # noqa: S608 - constants only
_COUNTS_FOR_LEVEL = f"runs.session = ? AND NOT runs.easy AND {LOCAL_DAY} >= ?"


class Reader:
    """The reads of a journal. They raise JournalError, and count the stops that still wait beside it."""

    def __init__(self, link: Link) -> None:
        """Read through a link to the file."""
        self._link = link

    def runs(self, since: datetime | None = None) -> Iterator[Run]:
        """Every run, or those begun at ``since`` or later, oldest first."""
        with self._link.reading() as db:
            start, id_ = "" if since is None else utc_text(since), ""
            while page := db.execute(
                f"{RUNS} WHERE (runs.started_at, runs.id) > (?, ?) ORDER BY runs.started_at, runs.id LIMIT {_PAGE}",
                (start, id_),
            ).fetchall():
                yield from map(run_of, page)
                start, id_ = page[-1]["started_at"], page[-1]["id"]

    def page(self, skip: int, count: int, session: str | None = None) -> tuple[Run, ...]:
        """Of the runs of one ``session`` or of all, newest first, ``count`` after the first ``skip``."""
        with self._link.reading() as db:
            # Those to skip are counted in an index alone; to count them in the joined rows takes ten times as long.
            of_session, values = ("", ()) if session is None else ("WHERE session = ?", (session,))
            found = db.execute(
                f"""{RUNS} WHERE runs.rowid IN (
                    SELECT rowid FROM runs {of_session} ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?
                ) ORDER BY runs.started_at DESC, runs.id DESC""",  # noqa: S608 - constants only
                (*values, count, skip),
            )
            return tuple(map(run_of, found))

    def of_day(self, day: date, session: str | None = None) -> tuple[Run, ...]:
        """The runs of one ``session`` or of all that began on a local day, oldest first."""
        with self._link.reading() as db:
            about = datetime.combine(day, time(), UTC)
            found = db.execute(
                f"""{RUNS}
                WHERE runs.started_at BETWEEN ? AND ? AND {LOCAL_DAY} = ? AND runs.session = coalesce(?, runs.session)
                ORDER BY runs.started_at, runs.id""",
                (utc_text(about - timedelta(days=1)), utc_text(about + timedelta(days=2)), day.isoformat(), session),
            )
            return tuple(map(run_of, found))

    def count(self, session: str | None = None) -> int:
        """How many runs there are, of one session or of all."""
        with self._link.reading() as db:
            if session is None:
                (found,) = db.execute("SELECT count(*) FROM runs").fetchone()
            else:
                (found,) = db.execute("SELECT count(*) FROM runs WHERE session = ?", (session,)).fetchone()
            return int(found)

    def entries(self) -> Iterator[Values]:
        """All that is known of every run, deleted ones too, as an export has it."""
        from backstretch.journal import merge

        with self._link.reading() as db:
            yield from merge.all_values(db)

    def find_run(self, prefix: str) -> Run:
        """The one run whose id begins with ``prefix``. Raises JournalError if there is none, or more."""
        with self._link.reading() as db:
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

    def holds(self, run_id: str) -> tuple[Hold, ...]:
        """The holds of a run, in the order of its timeline."""
        with self._link.reading() as db:
            return holds_of(db, run_id)

    def last_run(self) -> Run | None:
        """The run that began last, of any session."""
        with self._link.reading() as db:
            row = db.execute(f"{RUNS} ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1").fetchone()
            return None if row is None else run_of(row)

    def last_done(self) -> dict[str, datetime]:
        """By session id: when its latest run began."""
        with self._link.reading() as db:
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

    def last_level(self, session_id: str, since: date | None = None) -> int | None:
        """The level of the session's latest run since the latest pain stop; None if there is none.

        Those of bad days count for no level, nor do those before the local day ``since``.
        """
        with self._link.reading() as db:
            row = db.execute(
                f"""SELECT level FROM runs WHERE {_COUNTS_FOR_LEVEL} AND started_at > {_LATEST_STOP}
                ORDER BY started_at DESC, id DESC LIMIT 1""",  # noqa: S608 - constants only
                (session_id, str(since or "")),
            ).fetchone()
            return None if row is None else int(row["level"])

    def level_history(self, session_id: str, since: date | None = None) -> LevelHistory | None:
        """What the session's latest runs say about its level; None if it was never run. They count as above."""
        with self._link.reading() as db:
            rows = db.execute(
                f"""{RUNS} WHERE {_COUNTS_FOR_LEVEL}
                ORDER BY runs.started_at DESC, runs.id DESC LIMIT {LOOKED_BACK_AT}""",
                (session_id, str(since or "")),
            ).fetchall()
            if not rows:
                return None
            stop = db.execute(f"SELECT {_LATEST_STOP} AS at").fetchone()["at"]
            return LevelHistory(rows[0]["level"], tuple(run_of(row) for row in rows if row["started_at"] > stop))

    def days_done(self, since: datetime) -> frozenset[date]:
        """The local days on which something was done, of runs begun at ``since`` or later."""
        with self._link.reading() as db:
            rows = db.execute(
                f"SELECT DISTINCT {LOCAL_DAY} AS day FROM runs WHERE started_at >= ? AND {SOMETHING_DONE}",  # noqa: S608
                (utc_text(since),),
            )
            return frozenset(date.fromisoformat(row["day"]) for row in rows)

    def sums(self, since: datetime | None, sides_since: datetime) -> Sums:
        """What the runs begun at ``since`` or later add up to; None: all. Their sides, from ``sides_since`` on."""
        from backstretch.journal.sums import sums

        with self._link.reading() as db:
            return sums(db, since, sides_since)

    def doses(self, since: datetime | None) -> tuple[DoseSum, ...]:
        """What the holds of the runs begun at ``since`` or later add up to, by exercise and side; None: of all."""
        from backstretch.journal.sums import doses

        with self._link.reading() as db:
            return doses(db, since)

    def day_sums(self) -> tuple[DaySum, ...]:
        """What all runs add up to by day and session: a small part of the time that `sums` takes."""
        from backstretch.journal.sums import day_sums

        with self._link.reading() as db:
            return tuple(day_sums(db, None))

    def mornings(self) -> tuple[Morning, ...]:
        """Every answer to how the back was the day after, and what was done before."""
        from backstretch.journal.mornings import mornings

        with self._link.reading() as db:
            return mornings(db)

    def easy_days(self) -> frozenset[date]:
        """The local days on which something was done in the shorter form for a bad day."""
        with self._link.reading() as db:
            rows = db.execute(f"SELECT DISTINCT {LOCAL_DAY} AS day FROM runs WHERE easy")  # noqa: S608 - a constant
            return frozenset(date.fromisoformat(row["day"]) for row in rows)

    def goal_scores(self) -> tuple[GoalScore, ...]:
        """What goals were rated, by goal and day."""
        from backstretch.journal.goal_scores import all_scores

        with self._link.reading() as db:
            return tuple(all_scores(db))

    def interrupt(self) -> None:
        """Break off what another thread is reading: there it raises JournalError."""
        self._link.db.interrupt()

    def recent_next_days(self, count: int) -> tuple[NextDay | None, ...]:
        """The next-day answers of the last ``count`` runs that were asked for, newest first."""
        with self._link.reading() as db:
            rows = db.execute(
                "SELECT next_day FROM runs WHERE next_day_asked ORDER BY started_at DESC, id DESC LIMIT ?", (count,)
            )
            return tuple(row["next_day"] for row in rows)

    def open_stop(self) -> Gate | None:
        """The latest pain stop, not by mistake, whose gate was not passed."""
        with self._link.reading() as db:
            row = db.execute(
                f"""SELECT run_id, stopped_at, stopped_offset, exercise, stops.kind, reach_before, reach_after
                FROM stops LEFT JOIN runs ON runs.id = run_id WHERE {EFFECTIVE_STOP} AND stops.cleared_at IS NULL
                ORDER BY stopped_at DESC, run_id DESC LIMIT 1"""  # noqa: S608 - constants only
            ).fetchone()
            if row is None:
                return None
            in_the_leg = row["kind"] == IN_THE_LEG or is_new_in_the_leg(row["reach_after"], row["reach_before"])
            stopped_at = moment_of(row["stopped_at"], row["stopped_offset"])
            return Gate(row["run_id"], stopped_at, row["exercise"], in_the_leg)

    def is_first_after_stop(self) -> bool:
        """Whether the gate of the latest pain stop was passed, and no run has begun since."""
        with self._link.reading() as db:
            row = db.execute(
                f"""SELECT cleared_at, (SELECT max(started_at) FROM runs) AS begun FROM stops WHERE {EFFECTIVE_STOP}
                ORDER BY stopped_at DESC, run_id DESC LIMIT 1"""  # noqa: S608 - constants only
            ).fetchone()
            return row is not None and row["cleared_at"] is not None and (row["begun"] or "") < row["cleared_at"]

    def last_reach(self) -> Reach | None:
        """How far down the pain reached when that was said last; after a run that it stopped, as at its start."""
        with self._link.reading() as db:
            row = db.execute(
                f"""SELECT {_KNOWN_REACH} AS reach FROM runs WHERE reach NOT NULL
                ORDER BY started_at DESC, id DESC LIMIT 1"""  # noqa: S608 - constants only
            ).fetchone()
            return None if row is None else row["reach"]

    def reached(self, reaches: Collection[Reach]) -> bool:
        """Whether a pain was ever said to reach to one of these."""
        with self._link.reading() as db:
            some = ", ".join("?" * len(reaches))
            row = db.execute(
                f"SELECT 1 FROM runs WHERE reach_before IN ({some}) OR reach_after IN ({some}) LIMIT 1",  # noqa: S608
                (*reaches, *reaches),
            ).fetchone()
            return row is not None

    def hurt(self) -> frozenset[str]:
        """The exercises that pain stopped, not by mistake, and that were not put back."""
        with self._link.reading() as db:
            rows = db.execute(
                f"""SELECT DISTINCT exercise FROM stops
                WHERE {EFFECTIVE_STOP} AND exercise IS NOT NULL AND NOT put_back"""  # noqa: S608 - constants only
            )
            return frozenset(row["exercise"] for row in rows)


def holds_of(db: sqlite3.Connection, run_id: str) -> tuple[Hold, ...]:
    """The holds of a run, in the order of its timeline."""
    return tuple(Hold(*row) for row in db.execute(HOLDS, (run_id,)))


def start_of(db: sqlite3.Connection, run_id: str) -> RunStart | None:
    """What was known of a run when it began."""
    row = db.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
    return None if row is None else from_row(RunStart, row)


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
    return Resumable(run, row["next_phase"], holds_of(db, run.id)), row["pid"]
