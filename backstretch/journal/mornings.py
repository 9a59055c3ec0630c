"""What was done on each day of which it is known how the back was the morning after."""

import sqlite3
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from backstretch.coach.results import NextDay
from backstretch.journal.rows import LOCAL_DAY, SOMETHING_DONE


class Morning(NamedTuple):
    """One answer to how the back was, and what came before it."""

    day: date
    """The local day before it, on which something was done."""
    answer: NextDay
    sessions: frozenset[str]
    """Titles."""
    exercises: frozenset[str]
    """Catalogue's ids and a person's own names, of what was held at all."""


def mornings(db: sqlite3.Connection) -> tuple[Morning, ...]:
    """Every answer, oldest first; of several on one day the last counts."""
    answers: dict[str, NextDay] = dict(
        db.execute(
            f"""SELECT {LOCAL_DAY}, next_day FROM runs WHERE next_day IS NOT NULL
            ORDER BY started_at, id"""  # noqa: S608 - constants only
        ).fetchall()
    )
    sessions = _by_day(db, f"SELECT DISTINCT {LOCAL_DAY}, title FROM runs WHERE {SOMETHING_DONE}", answers)  # noqa: S608
    exercises = _by_day(
        db,
        f"""SELECT DISTINCT {LOCAL_DAY}, holds.exercise FROM runs JOIN holds ON holds.run_id = runs.id
        WHERE holds.held_seconds > 0""",  # noqa: S608 - constants only
        answers,
    )
    return tuple(
        Morning(date.fromisoformat(day), answer, frozenset(sessions[day]), frozenset(exercises[day]))
        for day, answer in sorted(answers.items())
    )


def _by_day(db: sqlite3.Connection, query: str, days: dict[str, NextDay]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for day, name in db.execute(query):
        if day in days:
            found[day].add(name)
    return found
