"""Records to rows and back: the statements that write, each inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta, timezone

from backstretch.journal.codec import encodable, within_years
from backstretch.journal.records import MISTAKE, Hold, Outcome, PainReport, Progress, Run, RunStart

RUNS = """SELECT runs.*, stops.run_id AS stop_id, stops.at_seconds, stops.step, stops.exercise, stops.side,
    stops.rep, stops.kind, stops.score, stops.body_place, stops.signs, stops.note AS stop_note
    FROM runs LEFT JOIN stops ON stops.run_id = runs.id"""
"""Every run with its pain stop, for :func:`run_of`."""

EFFECTIVE_STOP = f"stops.kind IS NOT '{MISTAKE}'"
"""What makes a row of ``stops`` one that counts; one of which nothing was told counts too."""


TOLD = "kind, score, body_place, signs, note"
"""The columns of ``stops`` with what a person chose to say."""


def utc_text(moment: datetime) -> str:
    """A moment as the journal stores it: UTC, ISO, microseconds, so that the text sorts as the time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


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
    at, offset = stored(run.started_at)
    db.execute(
        """INSERT INTO runs (id, session, title, sha256, started_at, started_offset, ended_at, ended_offset,
            outcome, level, from_step, planned_seconds, holds_planned, holds_skipped, pain_before, pid)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'interrupted', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
        (
            *(run.id, run.session, run.title, run.sha256, at, offset, at, offset),
            *(run.level, run.from_step, run.planned_seconds, run.holds_planned, run.holds_planned),
            *(run.pain_before, run.pid),
        ),
    )
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
    db.executemany(
        """INSERT INTO holds (run_id, place, step, within, round, exercise, side, rep, planned_seconds,
            held_seconds, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (run_id, place) DO UPDATE SET planned_seconds = excluded.planned_seconds,
            held_seconds = excluded.held_seconds, result = excluded.result""",
        [
            (
                *(run_id, hold.phase, hold.step, hold.within, hold.round, hold.exercise, hold.side, hold.rep),
                *(hold.planned_seconds, hold.held_seconds, hold.result),
            )
            for hold in progress.holds
        ],
    )
    db.execute(
        """UPDATE runs SET active_seconds = ?, ended_at = ?, ended_offset = ?, next_phase = ?,
            pain_during = nullif(max(coalesce(pain_during, -1), coalesce(?, -1)), -1)
        WHERE id = ?""",
        (progress.active_seconds, *stored(progress.at), progress.next_phase, progress.pain_during, run_id),
    )
    add_up(db, run_id)


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
    db.execute(
        """INSERT INTO stops (run_id, stopped_at, stopped_offset, at_seconds, step, exercise, side, rep, kind, score,
            body_place, signs, note, changed_at)
        SELECT id, ended_at, ended_offset, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '' FROM runs WHERE id = ?
        ON CONFLICT (run_id) DO UPDATE SET stopped_at = excluded.stopped_at, stopped_offset = excluded.stopped_offset,
            at_seconds = excluded.at_seconds, step = excluded.step, exercise = excluded.exercise,
            side = excluded.side, rep = excluded.rep, kind = excluded.kind, score = excluded.score,
            body_place = excluded.body_place, signs = excluded.signs, note = excluded.note, put_back = 0,
            cleared_at = NULL
        WHERE kind = ?""",
        (
            *(report.at_seconds, report.step, report.exercise, report.side, report.rep),
            *(*_told(report), run_id, MISTAKE),
        ),
    )
    put_outcome(db, run_id, "stopped_for_pain")


def update_report(db: sqlite3.Connection, run_id: str, report: PainReport) -> bool:
    """Write what the person told of a stop since; False if there is no such stop."""
    return bool(
        db.execute(
            "UPDATE stops SET kind = ?, score = ?, body_place = ?, signs = ?, note = ? WHERE run_id = ?",
            (*_told(report), run_id),
        ).rowcount
    )


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


def put(db: sqlite3.Connection, run_id: str, values: dict[str, str | int | None], now: datetime) -> None:
    """Put values into the columns of a run."""
    columns = ", ".join(f"{column} = ?" for column in values)
    db.execute(f"UPDATE runs SET {columns} WHERE id = ?", (*values.values(), run_id))  # noqa: S608 - ours, not a person's
    touch(db, run_id, now)


def run_of(row: sqlite3.Row) -> Run:
    """The run in a row of :data:`RUNS`. Raises ValueError or TypeError where the row holds no sense."""
    return Run(
        id=row["id"],
        session=row["session"],
        title=row["title"],
        sha256=row["sha256"],
        started_at=moment_of(row["started_at"], row["started_offset"]),
        ended_at=moment_of(row["ended_at"], row["ended_offset"]),
        outcome=row["outcome"],
        level=row["level"],
        from_step=row["from_step"],
        planned_seconds=row["planned_seconds"],
        active_seconds=row["active_seconds"],
        held_seconds=row["held_seconds"],
        holds_planned=row["holds_planned"],
        holds_done=row["holds_done"],
        holds_skipped=row["holds_skipped"],
        pain_before=row["pain_before"],
        pain_after=row["pain_after"],
        effort=row["effort"],
        note=row["note"],
        next_day=row["next_day"],
        pain_report=None if row["stop_id"] is None else _report_of(row),
        next_day_asked=bool(row["next_day_asked"]),
        pain_during=row["pain_during"],
    )


def begun_of(row: sqlite3.Row) -> RunStart:
    """The beginning of the run in a row of the table."""
    return RunStart(
        id=row["id"],
        session=row["session"],
        title=row["title"],
        sha256=row["sha256"],
        started_at=moment_of(row["started_at"], row["started_offset"]),
        level=row["level"],
        from_step=row["from_step"],
        planned_seconds=row["planned_seconds"],
        holds_planned=row["holds_planned"],
        pain_before=row["pain_before"],
        pid=row["pid"],
    )


def hold_of(row: sqlite3.Row) -> Hold:
    """The hold in a row of the table."""
    return Hold(
        phase=row["place"],
        step=row["step"],
        within=row["within"],
        round=row["round"],
        exercise=row["exercise"],
        side=row["side"],
        rep=row["rep"],
        planned_seconds=row["planned_seconds"],
        held_seconds=row["held_seconds"],
        result=row["result"],
    )


def moment_of(text: str, offset_minutes: int) -> datetime:
    """A stored moment, with the local offset of then. Raises ValueError or TypeError where it holds no sense."""
    moment = within_years(datetime.fromisoformat(text), "a run")
    return moment.astimezone(timezone(timedelta(minutes=offset_minutes)))


def storable(text: str | None) -> str | None:
    """Typed text as the database can hold it."""
    return None if text is None else encodable(text)


def stored(moment: datetime) -> tuple[str, int]:
    """A moment as its two columns: UTC text and offset in minutes."""
    offset = moment.utcoffset()
    return utc_text(moment), 0 if offset is None else int(offset.total_seconds() // 60)


def _told(report: PainReport) -> tuple[str | int | None, ...]:
    """The columns of a report that the person fills in after the stop."""
    signs = json.dumps(report.signs)
    return report.kind, report.score, storable(report.where), signs, storable(report.note)


def _report_of(row: sqlite3.Row) -> PainReport:
    return PainReport(
        at_seconds=row["at_seconds"],
        step=row["step"],
        exercise=row["exercise"],
        side=row["side"],
        rep=row["rep"],
        kind=row["kind"],
        score=row["score"],
        where=row["body_place"],
        signs=tuple(json.loads(row["signs"])),
        note=row["stop_note"],
    )
