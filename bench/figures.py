"""The arithmetic of the measurements. Pure: what was seen goes in, figures come out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from statistics import median
from typing import NamedTuple

ONE_CHANGE_SECONDS = 0.05
"""A number that is painted piece by piece within this time changes once, when the last piece is there."""


class Punctuality(NamedTuple):
    """How late the shown seconds were, against a second hand that the most punctual of them sets."""

    median_ms: float
    worst_ms: float
    drift_seconds_an_hour: float
    """What the shown clock loses; what it gains is negative."""


@dataclass(slots=True)
class Figures:
    """What was measured of one program: a figure for each start, window of time or key."""

    first_ms: list[float] = field(default_factory=list)
    first_cpu_ms: list[float] = field(default_factory=list)
    first_mb: list[float] = field(default_factory=list)
    """Processor time until the first frame."""
    begin_ms: list[float] = field(default_factory=list)
    """From the key that begins to the running countdown."""
    cpu_running: list[float] = field(default_factory=list)
    """Seconds of processor time a minute."""
    cpu_paused: list[float] = field(default_factory=list)
    bytes_running: list[float] = field(default_factory=list)
    """Bytes a minute."""
    bytes_paused: list[float] = field(default_factory=list)
    resident_mb: list[float] = field(default_factory=list)
    punctuality: list[Punctuality] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)
    """Each shown second, against the beginning of the run that the program itself wrote down."""
    pause_ms: list[float] = field(default_factory=list)
    pause_cpu_ms: list[float] = field(default_factory=list)
    """Processor time from the key to the screen."""
    pain_ms: list[float] = field(default_factory=list)
    pain_cpu_ms: list[float] = field(default_factory=list)
    unheard: int = 0
    """Keys whose mark did not come."""
    missing: str = ""
    """Why something is not there."""


def percentile(values: Sequence[float], percent: float) -> float:
    """The least value that so many per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def changes(readings: Iterable[tuple[float, str]]) -> list[float]:
    """The moments at which what was read became another; that which was read first is no change."""
    found: list[float] = []
    shown = None
    for at, text in readings:
        if not text or text == shown:
            continue
        if found and at - found[-1] < ONE_CHANGE_SECONDS:
            found[-1] = at
        elif shown is not None:
            found.append(at)
        shown = text
    return found


def punctuality(moments: Sequence[float]) -> Punctuality | None:
    """How punctual changes that were due a second apart came; None of fewer than three.

    A change counts as the second after the one before, or, where whole seconds were never shown, as a later one.
    """
    if len(moments) < 3:
        return None
    seconds = [0]
    for before, after in pairwise(moments):
        seconds.append(seconds[-1] + max(1, round(after - before)))
    errors = [at - second for at, second in zip(moments, seconds, strict=True)]
    first = min(errors)
    late = [1000 * (error - first) for error in errors]
    slopes = [(errors[b] - errors[a]) / (seconds[b] - seconds[a]) for a, b in combinations(range(len(errors)), 2)]
    return Punctuality(median(late), max(late), 3600 * median(slopes))


def lateness_ms(moments: Iterable[float], began: float) -> list[float]:
    """How much later each change came than the whole second, counted from ``began``, that is nearest to it."""
    return [1000 * ((at - began) - round(at - began)) for at in moments]
