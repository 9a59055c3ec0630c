"""Records to rows and back: the statements that write, each inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta, timezone

from backstretch.journal.records import MISTAKE, Hold, Outcome, PainReport, Progress, Run, RunStart
from backstretch.journal.values import encodable

RUNS = """SELECT runs.*, stops.run_id AS stop_id, stops.at_seconds, stops.step, stops.exercise, stops.side,
    stops.rep, stops.kind, stops.score, stops.body_place, stops.signs, stops.note AS stop_note
    FROM runs LEFT JOIN stops ON stops.run_id = runs.id"""
"""Every run with its pain stop, for :func:`run_of`."""

EFFECTIVE_STOP = f"runs.outcome = 'stopped_for_pain' AND stops.kind IS NOT '{MISTAKE}'"
"""What makes a row of :data:`RUNS` a stop that counts; one without a report counts too."""


def utc_text(moment: datetime) -> str:
    """A moment as the journal stores it: UTC, ISO, microseconds, so that the text sorts as the time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def insert_run(db: sqlite3.Connection, run: RunStart) -> None:
    """Write a run's beginning, ``interrupted`` until it is known better; one that is there stays as it is."""
    at, offset = _stored(run.started_at)
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
            (held_seconds, holds_done, holds_skipped) = (
                SELECT round(total(held_seconds), 3), count(CASE WHEN result = 'done' THEN 1 END),
                    max(0, runs.holds_planned - count(CASE WHEN result IN ('done', 'cut') THEN 1 END))
                FROM holds WHERE run_id = runs.id)
        WHERE id = ?""",
        (progress.active_seconds, *_stored(progress.at), progress.next_phase, run_id),
    )


def put_outcome(db: sqlite3.Connection, run_id: str, outcome: Outcome) -> None:
    """Write how a run ended; a stop for pain stays one."""
    db.execute("UPDATE runs SET outcome = ? WHERE id = ? AND outcome != 'stopped_for_pain'", (outcome, run_id))


def put_stop(db: sqlite3.Connection, run_id: str, report: PainReport) -> None:
    """Make a run one that pain stopped. A report that is there stays, unless it says "by mistake"."""
    put_outcome(db, run_id, "stopped_for_pain")
    written = db.execute(
        """INSERT INTO stops (run_id, at_seconds, step, exercise, side, rep, kind, score, body_place, signs,
            note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (run_id) DO UPDATE SET at_seconds = excluded.at_seconds, step = excluded.step,
            exercise = excluded.exercise, side = excluded.side, rep = excluded.rep, kind = excluded.kind,
            score = excluded.score, body_place = excluded.body_place, signs = excluded.signs,
            note = excluded.note, put_back = 0
        WHERE kind = ?""",
        (
            *(run_id, report.at_seconds, report.step, report.exercise, report.side, report.rep),
            *_told(report),
            MISTAKE,
        ),
    )
    if written.rowcount:
        db.execute("UPDATE runs SET cleared_at = NULL WHERE id = ?", (run_id,))


def update_report(db: sqlite3.Connection, run_id: str, report: PainReport) -> bool:
    """Write what the person told of a stop since; False if there is no such stop."""
    return bool(
        db.execute(
            "UPDATE stops SET kind = ?, score = ?, body_place = ?, signs = ?, note = ? WHERE run_id = ?",
            (*_told(report), run_id),
        ).rowcount
    )


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
    """A stored moment, with the local offset of then."""
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(minutes=offset_minutes)))


def storable(text: str | None) -> str | None:
    """Typed text as the database can hold it."""
    return None if text is None else encodable(text)


def _stored(moment: datetime) -> tuple[str, int]:
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
