"""Entries out of a journal and into it: how its tables are read and written when journals are merged."""

from __future__ import annotations

import json
import operator
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from backstretch.journal import deleting, rows
from backstretch.journal.codec import from_json
from backstretch.journal.entries import Entry, RunEntry, StopEntry, merged, rank, rank_of_stop

Values = dict[str, Any]
"""An entry as JSON has it."""

_PAGE = 200
_SAME = ("session", "title", "sha256", "outcome", "level", "from_step", "planned_seconds", "active_seconds")
_ALSO_SAME = ("pain_before", "pain_during", "pain_after", "effort", "note", "next_day")
_HOLD = ("phase", "step", "within", "round", "exercise", "side", "rep", "planned_seconds", "held_seconds", "result")
_HOLDS = """SELECT place AS phase, step, within, round, exercise, side, rep, planned_seconds, held_seconds, result
    FROM holds WHERE run_id = ? ORDER BY place"""
_RUN_COLUMNS = (
    *("id", "session", "title", "sha256", "started_at", "started_offset", "ended_at", "ended_offset", "outcome"),
    *("level", "from_step", "planned_seconds", "active_seconds", "holds_planned", "holds_skipped", "pain_before"),
    *("pain_during", "pain_after", "effort", "note", "next_day", "next_day_asked", "next_phase", "changed_at", "pid"),
)
_PUT_RUN = (
    f"INSERT INTO runs ({', '.join(_RUN_COLUMNS)}) VALUES ({', '.join('?' * len(_RUN_COLUMNS))})"  # noqa: S608 - names
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _RUN_COLUMNS[1:])}"
)
_PUT_HOLD = """INSERT INTO holds (run_id, place, step, within, round, exercise, side, rep, planned_seconds,
    held_seconds, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_STOP = """INSERT OR REPLACE INTO stops (run_id, stopped_at, stopped_offset, at_seconds, step, exercise, side, rep,
    kind, score, body_place, signs, note, put_back, cleared_at, changed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the runs that were merged."""

    new: int = 0
    newer: int = 0
    """Known, and changed since."""
    same: int = 0
    """Known as they are, or as newer than that."""
    deleted: int = 0
    left: int = 0
    """Under way here, and so left for another time."""

    def __add__(self, other: Merged) -> Merged:
        return Merged(*map(operator.add, astuple(self), astuple(other)))


def all_values(db: sqlite3.Connection) -> Iterator[Values]:
    """Every entry of a journal, runs as they began and then what is left of deleted ones; a page at a time."""
    start, id_ = "", ""
    while page := db.execute(
        "SELECT * FROM runs WHERE (started_at, id) > (?, ?) ORDER BY started_at, id LIMIT ?", (start, id_, _PAGE)
    ).fetchall():
        yield from (_values(db, row["id"], row) for row in page)
        start, id_ = page[-1]["started_at"], page[-1]["id"]
    id_ = ""
    while gone := db.execute(
        """SELECT id FROM (SELECT id FROM deleted UNION SELECT run_id FROM stops) AS known
        WHERE id > ? AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = known.id) ORDER BY id LIMIT ?""",
        (id_, _PAGE),
    ).fetchall():
        yield from (_values(db, row["id"], None) for row in gone)
        id_ = gone[-1]["id"]


def values_of(db: sqlite3.Connection, run_id: str) -> Values:
    """The entry of one run; one without a run, a stop or a deletion if nothing is known of it."""
    return _values(db, run_id, db.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone())


def join(
    db: sqlite3.Connection,
    batch: Iterable[tuple[Values, Entry]],
    is_under_way: Callable[[sqlite3.Connection, str], bool],
) -> Merged:
    """Merge entries into the journal, in the caller's transaction; a run under way here is left alone."""
    found: list[str] = []
    for values, entry in batch:
        before = values_of(db, entry.id)
        if before == values:
            found.append("same" if entry.run is not None else "")
        elif is_under_way(db, entry.id):
            found.append("left")
        else:
            found.append(_join(db, entry, from_json(Entry, before)))
    return Merged(*map(found.count, ("new", "newer", "same", "deleted", "left")))


def _join(db: sqlite3.Connection, entry: Entry, local: Entry) -> str:
    """Merge an entry with what the journal has of its run, and say what became of the run."""
    after = merged(local, entry)
    changed = False
    if after.deleted_at is not None and after.deleted_at != local.deleted_at:
        values = (after.id, rows.utc_text(after.deleted_at))
        db.execute("INSERT OR REPLACE INTO deleted (id, deleted_at) VALUES (?, ?)", values)
    if after.run is None:
        deleting.erase(db, after.id)
    elif local.run is None or rank(after.run) != rank(local.run):
        _put_run(db, after.id, after.run)
        changed = True
    if after.stop is not None and (local.stop is None or rank_of_stop(after.stop) != rank_of_stop(local.stop)):
        _put_stop(db, after.id, after.stop)
        changed = True
    if after.run is None:
        return "" if local.run is None else "deleted"
    if local.run is None:
        return "new"
    return "newer" if changed else "same"


def _values(db: sqlite3.Connection, run_id: str, run: sqlite3.Row | None) -> Values:
    deleted = db.execute("SELECT deleted_at FROM deleted WHERE id = ?", (run_id,)).fetchone()
    stop = db.execute("SELECT * FROM stops WHERE run_id = ?", (run_id,)).fetchone()
    return {
        "id": run_id,
        "deleted_at": None if deleted is None else deleted["deleted_at"],
        "run": None if run is None else _run_values(db, run),
        "stop": None if stop is None else _stop_values(stop),
    }


def _run_values(db: sqlite3.Connection, row: sqlite3.Row) -> Values:
    values: Values = {name: row[name] for name in _SAME}
    values["started_at"] = rows.moment_of(row["started_at"], row["started_offset"]).isoformat()
    values["ended_at"] = rows.moment_of(row["ended_at"], row["ended_offset"]).isoformat()
    values |= {name: row[name] for name in ("held_seconds", "holds_planned", "holds_done", "holds_skipped")}
    values |= {name: row[name] for name in _ALSO_SAME}
    values["next_day_asked"] = bool(row["next_day_asked"])
    values["next_phase"] = row["next_phase"]
    values["changed_at"] = row["changed_at"]
    values["holds"] = [dict(zip(_HOLD, hold, strict=True)) for hold in db.execute(_HOLDS, (row["id"],))]
    return values


def _stop_values(row: sqlite3.Row) -> Values:
    return {
        "stopped_at": rows.moment_of(row["stopped_at"], row["stopped_offset"]).isoformat(),
        **{name: row[name] for name in ("at_seconds", "step", "exercise", "side", "rep", "kind", "score")},
        "where": row["body_place"],
        "signs": json.loads(row["signs"]),
        "note": row["note"],
        "put_back": bool(row["put_back"]),
        "cleared_at": row["cleared_at"],
        "changed_at": row["changed_at"],
    }


def _put_run(db: sqlite3.Connection, run_id: str, run: RunEntry) -> None:
    """Write a run with all its holds in the place of what is there; no process of this machine carries it."""
    db.execute(
        _PUT_RUN,
        (
            *(run_id, run.session, run.title, run.sha256, *rows.stored(run.started_at), *rows.stored(run.ended_at)),
            *(run.outcome, run.level, run.from_step, run.planned_seconds, run.active_seconds, run.holds_planned),
            *(run.holds_planned, run.pain_before, run.pain_during, run.pain_after, run.effort, run.note),
            *(run.next_day, run.next_day_asked, run.next_phase, rows.utc_text(run.changed_at), 0),
        ),
    )
    db.execute("DELETE FROM holds WHERE run_id = ?", (run_id,))
    db.executemany(_PUT_HOLD, ((run_id, *hold) for hold in run.holds))
    rows.add_up(db, run_id)


def _put_stop(db: sqlite3.Connection, run_id: str, stop: StopEntry) -> None:
    db.execute(
        _PUT_STOP,
        (
            *(run_id, *rows.stored(stop.stopped_at), stop.at_seconds, stop.step, stop.exercise, stop.side, stop.rep),
            *(stop.kind, stop.score, stop.where, json.dumps(stop.signs), stop.note, stop.put_back),
            *(None if stop.cleared_at is None else rows.utc_text(stop.cleared_at), rows.utc_text(stop.changed_at)),
        ),
    )
