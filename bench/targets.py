"""What is aimed at on the coach screen, and whether it was met. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from bench.figures import Figures, percentile
from bench.table import number, table

BASE, COACH, STILL, MOVING = "bare", "backstretch", "still", "moving"
SHORT, REPEATED = "short", "repeated"
LIBRARY, HEADLINE = "library", "headline"

NO_DRIFT_SECONDS_AN_HOUR = 0.4
"""A tenth of a millisecond a second: less cannot be told in half a minute, and every clock that drifts, drifts more."""


class Target(NamedTuple):
    """One figure and its bound."""

    words: str
    most: float
    unit: str
    """``×``: a ratio to the bare app."""
    figures: Callable[[Figures], Sequence[float]]
    sum_up: Callable[[Sequence[float]], float] = median
    of: str = COACH

    def measured(self, figures: Mapping[str, Figures]) -> float | None:
        """The figure; None if there is none."""
        values, base = self.figures(figures[self.of]), self.figures(figures[BASE])
        if not values or (self.unit == "×" and not base):
            return None
        return self.sum_up(values) / (self.sum_up(base) if self.unit == "×" else 1)


def p95(values: Sequence[float]) -> float:
    """What 95 per cent of the values do not exceed."""
    return percentile(values, 95)


TARGETS = (
    Target("first frame: the headline", 0.35, "×", lambda f: f.first_ms, of=HEADLINE),
    Target("first frame: the check-in", 1.35, "×", lambda f: f.first_ms),
    Target("first frame: the library", 1.35, "×", lambda f: f.first_ms, of=LIBRARY),
    Target("its CPU: the check-in", 1.35, "×", lambda f: f.first_cpu_ms),
    Target("its CPU: the library", 1.35, "×", lambda f: f.first_cpu_ms, of=LIBRARY),
    Target("memory: the library", 1.12, "×", lambda f: f.first_mb, of=LIBRARY),
    Target("CPU, figure still", 1.5, "×", lambda f: f.cpu_running, of=STILL),
    Target("CPU, figure breathing", 3, "×", lambda f: f.cpu_running),
    Target("CPU, figure moving", 3, "×", lambda f: f.cpu_running, of=MOVING),
    Target("CPU, another phase every 3 or 5 s", 3, "×", lambda f: f.cpu_running, of=SHORT),
    Target("CPU, the same from the fourth time on", 3, "×", lambda f: f.cpu_running, of=REPEATED),
    Target("memory: the coach screen", 1.3, "×", lambda f: f.resident_mb),
    Target("written while paused", 0, " bytes", lambda f: f.bytes_paused, max),
    Target("second late, median", 2, " ms", lambda f: [p.median_ms for p in f.punctuality]),
    Target("second late, worst", 20, " ms", lambda f: [p.worst_ms for p in f.punctuality], max),
    Target("second late since the run began, median", 2, " ms", lambda f: f.late_ms),
    Target("second late since the run began, worst", 20, " ms", lambda f: f.late_ms, max),
    Target("drift", NO_DRIFT_SECONDS_AN_HOUR, " s/h", lambda f: [abs(p.drift_seconds_an_hour) for p in f.punctuality]),
    Target("pause key to screen, 95 %", 10, " ms", lambda f: f.pause_ms, p95),
    Target("pain key to the stopped screen, 95 %", 25, " ms", lambda f: f.pain_ms, p95),
)


def verdicts(figures: Mapping[str, Figures]) -> str:
    """A row a target."""
    rows = []
    for target in TARGETS:
        measured = target.measured(figures)
        if measured is not None:
            met = "met" if measured <= target.most else "**missed**"
            rows.append([target.words, f"{number(measured)}{target.unit}", f"{number(target.most)}{target.unit}", met])
    return table(["target", "measured", "at most", ""], rows)
