"""A walk that was done without the program, as a run of the journal."""

from __future__ import annotations

import os
import uuid
from datetime import date, datetime, time, timedelta

from backstretch.journal.records import Hold, Progress, RunStart
from backstretch.journal.store import Journal
from backstretch.session.model import Session
from backstretch.session.timeline import timeline

_NOON = time(12)


def add_walk(journal: Journal, walk: Session, on: date, now: datetime, level: int) -> str:
    """Write that ``walk`` was done on a local day, at ``level``; the run's id. Raises JournalError.

    One of today has ended just now, one of another day began at noon: nobody said when.
    """
    (index,) = timeline(walk, level).holds
    seconds = timeline(walk, level).phases[index].seconds
    if on == now.date():
        begun = max(now - timedelta(seconds=seconds), datetime.combine(on, time(), now.tzinfo))
    else:
        begun = datetime.combine(on, _NOON).astimezone()
    (step,) = walk.exercise_steps()
    start = RunStart(
        id=str(uuid.uuid4()),
        session=walk.id,
        title=walk.title,
        sha256=walk.sha256,
        started_at=begun,
        level=level,
        from_step=1,
        planned_seconds=seconds,
        holds_planned=1,
        pain_before=None,
        pid=os.getpid(),
        kind="walk",
    )
    hold = Hold(index, 1, None, None, step.exercise, None, 1, seconds, seconds, "done")
    journal.add(start, "completed", Progress(begun + timedelta(seconds=seconds), index + 1, seconds, (hold,)))
    return start.id
