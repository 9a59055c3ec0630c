"""What the person's goals were rated, by goal and day: in its table, as JSON, and merged."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from backstretch.base.text import plain
from backstretch.journal.codec import YEARS, encodable
from backstretch.journal.columns import utc_text

LONGEST_NAME = 80
"""Characters of a goal, as a plan bounds it."""
BEST = 10
_PUT = """INSERT INTO goal_scores (goal, day, score, changed_at) VALUES (:goal, :day, :score, :changed_at)
    ON CONFLICT (goal, day) DO UPDATE SET score = excluded.score, changed_at = excluded.changed_at
    WHERE (excluded.changed_at, excluded.score) > (changed_at, score)"""


class GoalScore(NamedTuple):
    """One goal as it was rated on one day."""

    goal: str
    day: date
    """The local day."""
    score: int
    """0 unable – 10 as before."""
    changed_at: datetime
    """When it was given; of two for one day the later one counts, of two given at one moment the higher."""


def put(db: sqlite3.Connection, scores: Iterable[GoalScore]) -> int:
    """Write scores in the caller's transaction, each where nothing newer is there; how many were written."""
    before = db.total_changes
    db.executemany(_PUT, map(_row, scores))
    return db.total_changes - before


def all_scores(db: sqlite3.Connection) -> Iterator[GoalScore]:
    """Every score, by goal and day."""
    for row in db.execute("SELECT goal, day, score, changed_at FROM goal_scores ORDER BY goal, day"):
        changed_at = datetime.fromisoformat(row["changed_at"]).replace(tzinfo=UTC)
        yield GoalScore(row["goal"], date.fromisoformat(row["day"]), row["score"], changed_at)


def is_score(data: object) -> bool:
    """Whether a line of an export is a goal's score, and none of a run."""
    return isinstance(data, dict) and "goal" in data


def to_values(score: GoalScore) -> dict[str, Any]:
    """A score as JSON has it."""
    return {**score._asdict(), "day": score.day.isoformat(), "changed_at": score.changed_at.isoformat()}


def from_values(data: dict[str, Any]) -> GoalScore:
    """The score that :func:`to_values` gave. Raises ValueError, which says what is wrong."""
    goal, score = data.get("goal"), data.get("score")
    if not isinstance(goal, str) or not 1 <= len(plain(goal)) <= LONGEST_NAME:
        raise ValueError(f"goal is not a text of 1 to {LONGEST_NAME} characters")
    if type(score) is not int or not 0 <= score <= BEST:
        raise ValueError("score is not a whole number from 0 to 10")
    try:
        day, changed_at = date.fromisoformat(str(data.get("day"))), datetime.fromisoformat(str(data.get("changed_at")))
    except ValueError:
        raise ValueError("day or changed_at is not a moment") from None
    if day.year not in YEARS or changed_at.year not in YEARS or changed_at.tzinfo is None:
        raise ValueError("day or changed_at is not a moment of these centuries, with an offset")
    return GoalScore(plain(goal), day, score, changed_at)


def _row(score: GoalScore) -> dict[str, Any]:
    at = utc_text(score.changed_at)
    return {"goal": encodable(score.goal), "day": score.day.isoformat(), "score": score.score, "changed_at": at}
