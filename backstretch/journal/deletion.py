"""The deletion of a run, and its way back: what a pain stop guards stays guarded."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from backstretch.journal import rows
from backstretch.journal.columns import assigned, from_row, insert, to_row
from backstretch.journal.records import StopEntry


class Deleted(NamedTuple):
    """A run that was deleted, with all that is needed to bring it back; for as long as the program runs."""

    run_id: str
    run: dict[str, object]
    holds: tuple[dict[str, object], ...]
    told: dict[str, object] | None
    """What the person had said of its pain stop, if it had one."""


def delete(db: sqlite3.Connection, run_id: str, now: datetime) -> Deleted | None:
    """Delete a run with its holds and all that was said of it; None if there is no such run.

    Of a pain stop it stays when, in which exercise and whether its gate was passed: a deletion opens no gate, puts no
    exercise back and gives no level back.
    """
    run = db.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
    if run is None:
        return None
    holds = db.execute("SELECT * FROM holds WHERE run_id = ? ORDER BY place", (run_id,)).fetchall()
    told = db.execute(f"SELECT {', '.join(rows.TOLD)} FROM stops WHERE run_id = ?", (run_id,)).fetchone()  # noqa: S608 - ours
    db.execute(
        """INSERT INTO deleted (id, deleted_at) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET deleted_at = excluded.deleted_at""",
        (run_id, rows.next_date(db, run_id, now)),
    )
    erase(db, run_id)
    return Deleted(run_id, dict(run), tuple(map(dict, holds)), None if told is None else dict(told))


def erase(db: sqlite3.Connection, run_id: str) -> None:
    """Take a run, its holds and what was told of its stop out of the tables."""
    db.execute("DELETE FROM holds WHERE run_id = ?", (run_id,))
    db.execute("DELETE FROM runs WHERE id = ?", (run_id,))
    row = db.execute("SELECT * FROM stops WHERE run_id = ?", (run_id,)).fetchone()
    if row is not None:
        bare = to_row(from_row(StopEntry, row).without_telling())
        db.execute(f"UPDATE stops SET {assigned(rows.TOLD)} WHERE run_id = :run_id", bare | {"run_id": run_id})  # noqa: S608 - ours


def undelete(db: sqlite3.Connection, deleted: Deleted, now: datetime) -> None:
    """Bring a run back as it was; what became of its stop's gate since stays. One that is there stays as it is."""
    if rows.exists(db, deleted.run_id):
        return
    db.execute(insert("runs", deleted.run), deleted.run)
    for hold in deleted.holds:
        db.execute(insert("holds", hold), hold)
    if deleted.told is not None:
        statement = f"UPDATE stops SET {assigned(deleted.told)} WHERE run_id = :run_id"  # noqa: S608 - names of columns
        db.execute(statement, {**deleted.told, "run_id": deleted.run_id})
    rows.keep_stopped(db, deleted.run_id)
    rows.touch(db, deleted.run_id, now, stop=True)
