"""A journal of somebody who never was, with as many runs as one likes, the same for the same seed.

``python -m tests.data.made_up_journal 1500 journal.db`` writes one to look at or to measure with.
"""

from __future__ import annotations

import argparse
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from itertools import islice
from pathlib import Path

from backstretch.coach.results import HoldResult
from backstretch.journal.records import Entry, Hold, Outcome, RunEntry, StopEntry
from backstretch.journal.store import Journal
from backstretch.session.library import find_bundled, load
from backstretch.session.model import Session
from backstretch.session.timeline import Timeline, timeline

END = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
"""When the last run begins, nearly."""
DAYS_APART = 1.2
MOST_DAYS = 50 * 365
NOTES = (
    "Easier than last week.",
    "Stiff after a long drive.",
    "Slept badly, took it slowly.",
    "The right side is tighter than the left.",
    "Knees fine today <3",
    "Skipped the bridge: cramp in the calf.",
)
PLACES = ("low left", "low right", "between the shoulder blades", "right buttock")


def made_up(count: int, seed: int = 1) -> Iterator[Entry]:
    """``count`` runs, oldest first: pain that goes down over the time, levels that go up, a few stops and notes."""
    chance = random.Random(seed)
    apart = timedelta(days=min(DAYS_APART, MOST_DAYS / max(count, 1)))
    for number in range(count):
        started = END - apart * (count - number) + timedelta(minutes=chance.uniform(0, 60))
        zone = timezone(timedelta(hours=2 if 3 < started.month < 11 else 1))
        yield _entry(chance, number / max(count, 1), started.astimezone(zone))


def write(journal: Journal, entries: Iterator[Entry], batch: int = 1000) -> None:
    """Put runs into a journal, many in a transaction."""
    while some := list(islice(entries, batch)):
        journal.merge([({}, entry) for entry in some])


@cache
def _sessions() -> tuple[Session, ...]:
    read = (load(found).session for found in find_bundled())
    return tuple(session for session in read if session is not None)


@cache
def _timeline(number: int, level: int) -> Timeline:
    return timeline(_sessions()[number], level)


def _entry(chance: random.Random, share: float, started: datetime) -> Entry:
    """A run ``share`` of the way through the whole time."""
    number = min(int(chance.expovariate(0.7)), len(_sessions()) - 1)
    session = _sessions()[number]
    level = min(int(share * 4 + chance.random()), session.top_level)
    laid_out = _timeline(number, level)
    outcome: Outcome = chance.choices(
        ("completed", "ended_early", "interrupted", "stopped_for_pain"), (88, 8, 3, 1 - 0.9 * share)
    )[0]
    until = len(laid_out.phases) if outcome == "completed" else chance.randrange(1, len(laid_out.phases))
    holds = tuple(_holds(chance, laid_out, until))
    active = laid_out.phases[until - 1].end
    before = _score(chance, 5.5 - 3.5 * share)
    after = _score(chance, 4.8 - 3.8 * share)
    ended = started + timedelta(seconds=round(active * chance.uniform(1.0, 1.2), 3))
    changed = (ended + timedelta(days=1)).astimezone(UTC)
    run = RunEntry(
        session=session.id,
        title=session.title,
        sha256=session.sha256,
        started_at=started,
        ended_at=ended,
        outcome=outcome,
        level=level,
        from_step=1,
        planned_seconds=laid_out.total_seconds,
        active_seconds=round(active, 3),
        holds_planned=len(laid_out.holds),
        pain_before=before,
        pain_during=chance.choice((None, None, None, after)),
        pain_after=None if outcome == "interrupted" else after,
        effort=chance.choice((None, 3, 4, 5, 6)),
        note=chance.choice(NOTES) if chance.random() < 0.08 else None,
        next_day=chance.choices(("better", "same", "worse", None), (20, 50, 8 - 6 * share, 22))[0],
        next_day_asked=True,
        next_phase=until,
        changed_at=changed,
        holds=holds,
    )
    stop = _stop(chance, laid_out, until, run) if outcome == "stopped_for_pain" else None
    return Entry(str(uuid.UUID(int=chance.getrandbits(128), version=4)), None, run, stop)


def _holds(chance: random.Random, laid_out: Timeline, until: int) -> Iterator[Hold]:
    for index in laid_out.holds:
        phase = laid_out.phases[index]
        result: HoldResult = "done" if index < until else "skipped"
        if result == "done" and chance.random() < 0.03:
            result = "cut"
        held = {"done": 1.0, "cut": chance.uniform(0.2, 0.9), "skipped": 0.0}[result] * phase.seconds
        yield Hold(
            phase=index,
            step=phase.step,
            within=phase.within,
            round=phase.round,
            exercise=phase.exercise or "",
            side=phase.side,
            rep=phase.rep or 1,
            planned_seconds=phase.seconds,
            held_seconds=round(held, 3),
            result=result,
        )


def _stop(chance: random.Random, laid_out: Timeline, until: int, run: RunEntry) -> StopEntry:
    phase = laid_out.phases[until - 1]
    return StopEntry(
        stopped_at=run.ended_at,
        at_seconds=round(phase.start, 3),
        step=phase.step,
        exercise=phase.exercise,
        side=phase.side,
        rep=phase.rep,
        kind=chance.choice(("sharp", "shooting", "leg", None)),
        score=chance.choice((6, 7, 8, None)),
        where=chance.choice(PLACES),
        signs=(),
        note=chance.choice((None, "Came on while pulling the knee in.")),
        put_back=chance.random() < 0.5,
        cleared_at=run.changed_at,
        changed_at=run.changed_at,
    )


def _score(chance: random.Random, mean: float) -> int:
    return max(0, min(10, round(chance.gauss(mean, 1.2))))


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up journal.")
    parser.add_argument("runs", type=int)
    parser.add_argument("journal", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with Journal.open(wanted.journal, wanted.journal.parent / "stops") as journal:
        write(journal, made_up(wanted.runs, wanted.seed))


if __name__ == "__main__":
    main()
