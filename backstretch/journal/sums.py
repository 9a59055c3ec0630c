"""What the journal's rows add up to, added up by the database: a journal of any length gives a line a day."""

import sqlite3
from datetime import date, datetime
from typing import NamedTuple

from backstretch.journal.columns import utc_text
from backstretch.journal.rows import EFFECTIVE_STOP, LOCAL_DAY, SOMETHING_DONE
from backstretch.session.model import Side

_MONDAY = f"date({LOCAL_DAY}, 'weekday 0', '-6 days')"
_STOPPED = f"""(runs.outcome = 'stopped_for_pain'
    AND NOT EXISTS (SELECT 1 FROM stops WHERE run_id = runs.id AND NOT {EFFECTIVE_STOP}))"""  # noqa: S608 - constants only


class DaySum(NamedTuple):
    """One session's runs of one day."""

    day: date
    """By the clock of where the runs began."""
    session: str
    title: str
    """Of the latest of them."""
    runs: int
    completed: int
    something_done: bool
    """Whether the day counts: something was held."""
    active_seconds: float
    held_seconds: float
    pain_answers: int
    """Runs whose pain is known before and after."""
    pain_before: int
    """Of those runs, added up."""
    pain_after: int
    stopped: bool = False
    """Whether pain stopped one of them, and not by mistake."""


class ExerciseSum(NamedTuple):
    """All holds of one exercise."""

    exercise: str
    planned_seconds: float
    held_seconds: float
    done: int
    cut: int
    skipped: int


class SideSum(NamedTuple):
    """One side of one exercise in one week, in completed runs only.

    In a run that ended early the side that comes second would look shorter.
    """

    exercise: str
    monday: date
    """Of the week, by the clock of where the runs began."""
    side: Side
    planned_seconds: float
    held_seconds: float


class DoseSum(NamedTuple):
    """All holds of one exercise on one side."""

    exercise: str
    side: Side | None
    runs: int
    """In which at least one of them was begun."""
    planned_seconds: float
    held_seconds: float
    done: int
    cut: int
    skipped: int


class Sums(NamedTuple):
    """Everything that is added up."""

    days: tuple[DaySum, ...]
    """Oldest first."""
    exercises: tuple[ExerciseSum, ...]
    sides: tuple[SideSum, ...]


def sums(db: sqlite3.Connection, since: datetime | None, sides_since: datetime) -> Sums:
    """What the runs begun at ``since`` or later add up to; the sides, of those begun at ``sides_since`` or later."""
    start = "" if since is None else utc_text(since)
    return Sums(tuple(day_sums(db, since)), tuple(_exercises(db, start)), tuple(_sides(db, utc_text(sides_since))))


def doses(db: sqlite3.Connection, since: datetime | None) -> tuple[DoseSum, ...]:
    """What the holds of the runs begun at ``since`` or later add up to; None: of all. By exercise and side."""
    rows = db.execute(
        """SELECT exercise, side, count(DISTINCT CASE WHEN result != 'skipped' THEN run_id END) AS runs,
            total(holds.planned_seconds) AS planned, total(holds.held_seconds) AS held,
            total(result = 'done') AS done, total(result = 'cut') AS cut, total(result = 'skipped') AS skipped
        FROM runs JOIN holds ON holds.run_id = runs.id
        WHERE runs.started_at >= ? GROUP BY exercise, side ORDER BY exercise, side""",
        ("" if since is None else utc_text(since),),
    )
    return tuple(
        DoseSum(
            *(row["exercise"], row["side"], row["runs"], round(row["planned"], 3), round(row["held"], 3)),
            *(int(row["done"]), int(row["cut"]), int(row["skipped"])),
        )
        for row in rows
    )


def day_sums(db: sqlite3.Connection, since: datetime | None) -> list[DaySum]:
    """The runs begun at ``since`` or later, a sum a day and session; of all, without it."""
    rows = db.execute(
        f"""SELECT {LOCAL_DAY} AS day, session, title, max(started_at), count(*) AS runs,
            total(outcome = 'completed') AS completed, max({SOMETHING_DONE}) AS something_done,
            total(active_seconds) AS active, total(held_seconds) AS held,
            count(pain_before + pain_after) AS answers,
            total(CASE WHEN pain_after NOT NULL THEN pain_before END) AS before,
            total(CASE WHEN pain_before NOT NULL THEN pain_after END) AS after, max({_STOPPED}) AS stopped
        FROM runs WHERE started_at >= ? GROUP BY day, session ORDER BY day, session""",  # noqa: S608 - constants only
        ("" if since is None else utc_text(since),),
    )
    return [
        DaySum(
            *(date.fromisoformat(row["day"]), row["session"], row["title"], row["runs"], int(row["completed"])),
            *(bool(row["something_done"]), round(row["active"], 3), round(row["held"], 3)),
            *(row["answers"], int(row["before"]), int(row["after"])),
            bool(row["stopped"]),
        )
        for row in rows
    ]


def _exercises(db: sqlite3.Connection, start: str) -> list[ExerciseSum]:
    # Without a beginning the runs need not be looked up, which takes a third of the time.
    only = "JOIN runs ON runs.id = holds.run_id WHERE runs.started_at >= ?" if start else ""
    rows = db.execute(
        f"""SELECT exercise, total(holds.planned_seconds) AS planned, total(holds.held_seconds) AS held,
            total(result = 'done') AS done, total(result = 'cut') AS cut, total(result = 'skipped') AS skipped
        FROM holds {only} GROUP BY exercise ORDER BY exercise""",  # noqa: S608 - constants only
        (start,) if start else (),
    )
    return [
        ExerciseSum(
            *(row["exercise"], round(row["planned"], 3), round(row["held"], 3)),
            *(int(row["done"]), int(row["cut"]), int(row["skipped"])),
        )
        for row in rows
    ]


def _sides(db: sqlite3.Connection, start: str) -> list[SideSum]:
    rows = db.execute(
        f"""SELECT exercise, {_MONDAY} AS monday, side, total(holds.planned_seconds) AS planned,
            total(holds.held_seconds) AS held
        FROM runs JOIN holds ON holds.run_id = runs.id
        WHERE runs.started_at >= ? AND runs.outcome = 'completed' AND side NOT NULL
        GROUP BY exercise, monday, side ORDER BY exercise, monday, side""",  # noqa: S608 - constants only
        (start,),
    )
    return [
        SideSum(
            *(row["exercise"], date.fromisoformat(row["monday"]), row["side"]),
            *(round(row["planned"], 3), round(row["held"], 3)),
        )
        for row in rows
    ]
