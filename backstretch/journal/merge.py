"""What one journal knows of a run, and what two of them know together: the rule by which journals are merged.

Merging is a join: in whichever order, and however often, the same entries are merged, the same comes out. Each part is
decided for itself, by the highest of a total order; only what a deletion covers is taken away afterwards.
"""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, TypeVar

from backstretch.journal import deletion, rows
from backstretch.journal.codec import from_json
from backstretch.journal.columns import json_from_row, names, to_row, upsert, utc_text
from backstretch.journal.records import ADDED_UP, Entry, Hold, PainReport, RunEntry, StopEntry

Values = dict[str, Any]
"""An entry as JSON has it."""
Part = TypeVar("Part", RunEntry, StopEntry)

_PAGE = 200
_PUT_RUN = upsert("runs", ("id", *names(RunEntry), "holds_skipped", "pid"), "id")
_PUT_STOP = upsert("stops", ("run_id", *names(StopEntry)), "run_id")


def merged(one: Entry, other: Entry) -> Entry:
    """What two entries of the same run say together.

    - Of the run, and of the stop, the side that was changed later counts; of two changed at the same moment, the one
      that says more, by the order of :func:`rank`.
    - A stop on either side is a stop, whatever the other says of how the run ended.
    - A deletion takes away a run that was not changed since, and what a person told of a stop not changed since. When
      a stop was, in which exercise, and whether its gate was passed, stays.
    """
    deleted_at = max((side.deleted_at for side in (one, other) if side.deleted_at is not None), default=None)
    run, stop = _later(one.run, other.run, rank), _later(one.stop, other.stop, rank_of_stop)
    if run is not None and stop is not None:
        run = run._replace(outcome="stopped_for_pain")
    if deleted_at is not None:
        if run is not None and run.changed_at <= deleted_at:
            run = None
        if stop is not None and stop.changed_at <= deleted_at:
            stop = stop.without_telling()
    return Entry(one.id, deleted_at, run, stop)


def rank(run: RunEntry) -> tuple[object, ...]:
    """A run's place in the total order; how it ended comes last, where a stop may override it."""
    rest = run._replace(holds=(), outcome="completed")
    return (
        *(run.changed_at, run.active_seconds),
        *map(_ordered, rest),
        tuple(tuple(map(_ordered, hold)) for hold in run.holds),
        run.outcome,
    )


def rank_of_stop(stop: StopEntry) -> tuple[object, ...]:
    """A stop's place in the total order: one that guards more comes after one that guards less.

    What the person told comes last, where a deletion may take it away.
    """
    told = (getattr(stop, field) for field in PainReport._field_defaults)
    return (
        *(stop.changed_at, stop.guards, stop.cleared_at is None, not stop.put_back),
        *map(_ordered, stop.without_telling()),
        *map(_ordered, told),
    )


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
    scores: int = 0
    """Of goals: new, or newer."""

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
        values = (after.id, utc_text(after.deleted_at))
        db.execute("INSERT OR REPLACE INTO deleted (id, deleted_at) VALUES (?, ?)", values)
    if after.run is None:
        deletion.erase(db, after.id)
    elif local.run is None or rank(after.run) != rank(local.run):
        _put_run(db, after.id, after.run)
        changed = True
    if after.stop is not None and (local.stop is None or rank_of_stop(after.stop) != rank_of_stop(local.stop)):
        db.execute(_PUT_STOP, to_row(after.stop) | {"run_id": after.id})
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
        "stop": None if stop is None else json_from_row(StopEntry, stop),
    }


def _run_values(db: sqlite3.Connection, row: sqlite3.Row) -> Values:
    values = json_from_row(RunEntry, row) | {name: row[name] for name in ADDED_UP}
    return values | {
        "holds": [dict(zip(Hold._fields, hold, strict=True)) for hold in db.execute(rows.HOLDS, (row["id"],))]
    }


def _put_run(db: sqlite3.Connection, run_id: str, run: RunEntry) -> None:
    """Write a run with all its holds in the place of what is there; no process of this machine carries it."""
    db.execute(_PUT_RUN, to_row(run) | {"id": run_id, "holds_skipped": run.holds_planned, "pid": 0})
    db.execute("DELETE FROM holds WHERE run_id = ?", (run_id,))
    rows.put_holds(db, run_id, run.holds)
    rows.add_up(db, run_id)


def _later(one: Part | None, other: Part | None, order: Callable[[Part], Any]) -> Part | None:
    """The part that counts."""
    if one is None or other is None:
        return one or other
    if one.changed_at != other.changed_at:
        return max(one, other, key=lambda part: part.changed_at)
    return max(one, other, key=order)


def _ordered(value: object) -> tuple[object, ...]:
    """A value of one field so that any two compare; what was left open comes before all that was said."""
    if value is None:
        return ()
    if isinstance(value, datetime):
        return value, value.utcoffset()
    return (value,)
