"""How long a session is, and in how many phases, without laying them out."""

from __future__ import annotations

from backstretch.session.model import Duration, ExerciseStep, Group, RestStep, Session

TICKS = 1_000_000
"""Lengths are added up in whole microseconds, so that a day of odd decimals does not drift."""


def extent(session: Session, level: int = 0) -> tuple[int, float]:
    """How many phases and seconds ``session`` has at ``level``, without laying them out."""
    parts = [part for step in session.steps for part in _parts(step, session.breath_seconds, level)]
    real = [(times, ticks) for times, ticks in parts if ticks]
    return sum(times for times, _ in real), sum(times * ticks for times, ticks in real) / TICKS


def _parts(step: ExerciseStep | RestStep | Group, breath_seconds: float, level: int) -> list[tuple[int, int]]:
    """What ``step`` is made of: how many times, and how many ticks each."""

    def ticks(duration: Duration) -> int:
        return round(duration.seconds(breath_seconds) * TICKS)

    if isinstance(step, RestStep):
        return [(1, ticks(step.rest))]
    if isinstance(step, Group):
        inner = [part for item in step.steps for part in _parts(item, breath_seconds, level)]
        return [(step.rounds * times, each) for times, each in inner] + [(step.rounds - 1, ticks(step.rest_between))]
    reps = step.repetitions(level)
    turns = 2 if step.sides in {"both", "alternate"} else 1
    alternate = step.sides == "alternate"
    return [
        (1, ticks(step.lead_in)),
        (turns * reps, round(step.hold_seconds(level, breath_seconds) * TICKS)),
        (0 if alternate else turns * (reps - 1), ticks(step.rest_between)),
        (2 * reps - 1 if alternate else turns - 1, ticks(step.side_gap)),
        (1, ticks(step.rest_after)),
    ]
