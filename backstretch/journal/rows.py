"""What is written into the journal's rows, each statement inside the caller's transaction, and runs read from them."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import Any

from backstretch.coach.results import MISTAKE
from backstretch.journal.codec import encodable
from backstretch.journal.columns import (
    assigned,
    columns,
    from_row,
    insert,
    names,
    stored,
    taken_over,
    to_row,
    upsert,
    utc_text,
)
from backstretch.journal.records import Hold, Outcome, PainReport, Progress, Run, RunStart

_REPORT = names(PainReport)

RUNS = f"""SELECT runs.*, stops.run_id AS stop_run_id, {", ".join(f"stops.{name} AS stop_{name}" for name in _REPORT)}
    FROM runs LEFT JOIN stops ON stops.run_id = runs.id"""  # noqa: S608 - names of columns
"""Every run with its pain stop, for :func:`run_of`."""

HOLDS = f"SELECT {', '.join(names(Hold))} FROM holds WHERE run_id = ? ORDER BY place"  # noqa: S608 - names of columns
"""The holds of a run, in the order of its timeline, each with the values of a :class:`Hold`."""

EFFECTIVE_STOP = f"(stops.gate AND stops.kind IS NOT '{MISTAKE}')"
"""What makes a row of ``stops`` one that guards what comes; one of which nothing was told does too."""
LOCAL_DAY = "date(runs.started_at, runs.started_offset || ' minutes')"
"""The day on which a run began, by the clock of where it was."""
SOMETHING_DONE = "(runs.held_seconds > 0 OR runs.outcome = 'completed')"
"""What makes a day count: a session that was opened and left again does not."""
TOLD = tuple(column.name for column in columns(PainReport) if column.field in PainReport._field_defaults)
"""The columns of ``stops`` with what a person chose to say."""

_BEGIN = insert("runs", (*names(RunStart), "ended_at", "ended_offset", "outcome", "holds_skipped"))
_PUT_HOLD = upsert("holds", ("run_id", *names(Hold)), "run_id, place")
_STOPPED = ("stopped_at", "stopped_offset", *_REPORT)
_PUT_STOP = f"""INSERT INTO stops (run_id, changed_at, {", ".join(_STOPPED)})
    SELECT id, '', ended_at, ended_offset, {", ".join(f":{name}" for name in _REPORT)} FROM runs WHERE id = :run_id
    ON CONFLICT (run_id) DO UPDATE SET {taken_over(_STOPPED)}, put_back = 0, cleared_at = NULL
    WHERE kind = :mistake"""  # noqa: S608 - names of columns


def touch(db: sqlite3.Connection, run_id: str, now: datetime, *, stop: bool = False) -> None:
    """Write that a run, and if so its ``stop``, was changed ``now``."""
    changed = next_date(db, run_id, now)
    db.execute("UPDATE runs SET changed_at = ? WHERE id = ?", (changed, run_id))
    if stop:
        db.execute("UPDATE stops SET changed_at = ? WHERE run_id = ?", (changed, run_id))


def next_date(db: sqlite3.Connection, run_id: str, now: datetime) -> str:
    """What a change of a run made ``now`` is dated with.

    Where the clock was put back, it is just after what is written: a later change must count as one.
    """
    (last,) = db.execute(
        """SELECT max(at) FROM (SELECT changed_at AS at FROM runs WHERE id = :id UNION ALL
            SELECT changed_at FROM stops WHERE run_id = :id UNION ALL SELECT deleted_at FROM deleted WHERE id = :id)""",
        {"id": run_id},
    ).fetchone()
    changed = utc_text(now)
    if last and last >= changed:
        return utc_text(datetime.fromisoformat(last) + timedelta(microseconds=1))
    return changed


def insert_run(db: sqlite3.Connection, run: RunStart) -> None:
    """Write a run's beginning, ``interrupted`` until it is known better; one that is there stays as it is.

    One that was deleted and of which a stop is known comes back as stopped.
    """
    row = to_row(run)
    row |= {"ended_at": row["started_at"], "ended_offset": row["started_offset"]}
    row |= {"outcome": "interrupted", "holds_skipped": run.holds_planned}
    db.execute(f"{_BEGIN} ON CONFLICT (id) DO NOTHING", row)
    keep_stopped(db, run.id)


def keep_stopped(db: sqlite3.Connection, run_id: str) -> None:
    """Let a run of which a stop is known count as stopped."""
    db.execute(
        """UPDATE runs SET outcome = 'stopped_for_pain'
        WHERE id = :id AND EXISTS (SELECT 1 FROM stops WHERE run_id = :id)""",
        {"id": run_id},
    )


def exists(db: sqlite3.Connection, run_id: str) -> bool:
    """Whether the journal has such a run."""
    return db.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone() is not None


def put_progress(db: sqlite3.Connection, run_id: str, progress: Progress) -> None:
    """Write how far a run has come, and what its holds add up to."""
    put_holds(db, run_id, progress.holds)
    db.execute(
        """UPDATE runs SET active_seconds = ?, ended_at = ?, ended_offset = ?, next_phase = ?,
            pain_during = nullif(max(coalesce(pain_during, -1), coalesce(?, -1)), -1)
        WHERE id = ?""",
        (progress.active_seconds, *stored(progress.at), progress.next_phase, progress.pain_during, run_id),
    )
    add_up(db, run_id)


def put_holds(db: sqlite3.Connection, run_id: str, holds: tuple[Hold, ...]) -> None:
    """Write holds of a run, each in the place of what is there of it."""
    db.executemany(_PUT_HOLD, (to_row(hold) | {"run_id": run_id} for hold in holds))


def add_up(db: sqlite3.Connection, run_id: str) -> None:
    """Write what a run's holds add up to."""
    db.execute(
        """UPDATE runs SET (held_seconds, holds_done, holds_skipped) = (
            SELECT round(total(held_seconds), 3), count(CASE WHEN result = 'done' THEN 1 END),
                max(0, runs.holds_planned - count(CASE WHEN result IN ('done', 'cut') THEN 1 END))
            FROM holds WHERE run_id = runs.id)
        WHERE id = ?""",
        (run_id,),
    )


def put_outcome(db: sqlite3.Connection, run_id: str, outcome: Outcome) -> None:
    """Write how a run ended; a stop for pain stays one, and stands in ``stops`` too, whether or not it is told of."""
    db.execute("UPDATE runs SET outcome = ? WHERE id = ? AND outcome != 'stopped_for_pain'", (outcome, run_id))
    if outcome == "stopped_for_pain":
        db.execute(
            """INSERT INTO stops (run_id, stopped_at, stopped_offset, at_seconds, step, signs, changed_at)
            SELECT id, ended_at, ended_offset, active_seconds, from_step, '[]', '' FROM runs WHERE id = ?
            ON CONFLICT (run_id) DO NOTHING""",
            (run_id,),
        )


def put_stop(db: sqlite3.Connection, run_id: str, report: PainReport) -> None:
    """Make a run one that pain stopped. A report that is there stays, unless it says "by mistake"."""
    db.execute(_PUT_STOP, to_row(report) | {"run_id": run_id, "mistake": MISTAKE})
    put_outcome(db, run_id, "stopped_for_pain")


def update_report(db: sqlite3.Connection, run_id: str, report: PainReport) -> bool:
    """Write what the person told of a stop since; False if there is no such stop."""
    statement = f"UPDATE stops SET {assigned(TOLD)} WHERE run_id = :run_id"  # noqa: S608 - names of columns
    return bool(db.execute(statement, to_row(report) | {"run_id": run_id}).rowcount)


def clear_stops(db: sqlite3.Connection, run_id: str, at: datetime, now: datetime) -> bool:
    """Write that the gates behind a run's stop and all stops before it were passed; False if there is no such run."""
    (until,) = db.execute(
        """SELECT coalesce((SELECT stopped_at FROM stops WHERE run_id = :id),
            (SELECT ended_at FROM runs WHERE id = :id))""",
        {"id": run_id},
    ).fetchone()
    if until is None:
        return False
    passed = db.execute("SELECT run_id FROM stops WHERE cleared_at IS NULL AND stopped_at <= ?", (until,)).fetchall()
    for (id_,) in passed:
        db.execute("UPDATE stops SET cleared_at = ? WHERE run_id = ?", (utc_text(at), id_))
        touch(db, id_, now, stop=True)
    return True


def put_back(db: sqlite3.Connection, exercise: str, now: datetime) -> None:
    """Write that an exercise that hurt was put back on purpose."""
    for (id_,) in db.execute("SELECT run_id FROM stops WHERE exercise = ? AND NOT put_back", (exercise,)).fetchall():
        db.execute("UPDATE stops SET put_back = 1 WHERE run_id = ?", (id_,))
        touch(db, id_, now, stop=True)


def put(db: sqlite3.Connection, run_id: str, values: dict[str, Any], now: datetime) -> None:
    """Put values into the columns of a run."""
    row = {name: encodable(value) if isinstance(value, str) else value for name, value in values.items()}
    db.execute(f"UPDATE runs SET {assigned(values)} WHERE id = :run_id", row | {"run_id": run_id})  # noqa: S608 - names of columns
    touch(db, run_id, now)


def run_of(row: sqlite3.Row) -> Run:
    """The run in a row of :data:`RUNS`. Raises ValueError or TypeError where the row holds no sense."""
    report = None if row["stop_run_id"] is None else from_row(PainReport, row, prefix="stop_")
    return from_row(Run, row, report)
