"""A session of many hours in simulated time: what it costs, and whether its clock is right at the end.

    python -m bench.day HOURS        one JSON object

The runner runs with its engine, its cues and a journal on disk; only the clock is not the machine's.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backstretch.coach.cues import Cue, Tone
from backstretch.journal.store import Journal
from backstretch.run.plan import make_plan
from backstretch.run.runner import Runner
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person
from backstretch.session.reader import read_session
from bench.growth_data import session_of_hours
from bench.process import peak_mb

_AFTER_THE_EDGE = 0.002
"""Seconds after a second's edge at which the coach screen wakes."""
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class SimulatedClock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        """Seconds since the beginning."""
        return self.seconds

    def awake(self) -> float:
        """The machine never sleeps."""
        return self.seconds

    def now(self) -> datetime:
        """The date and time."""
        return _BEGAN + timedelta(seconds=self.seconds)


class Unheard:
    """Takes every cue, as if each sounded for a while."""

    def give(self, cue: Cue) -> None:
        """Nothing is heard."""

    def tone_seconds(self, _tone: Tone) -> float:
        """As long as most tones."""
        return 0.3

    def word_seconds(self, _phrase: str) -> float | None:
        """As long as a short sentence."""
        return 1.5


def simulate(hours: int, scratch: Path) -> dict[str, float]:
    """Run a session of so many hours to its end."""
    reading = read_session(session_of_hours(hours).encode(), id="day", path="day.toml", exercises=catalogue())
    if reading.session is None:
        raise ValueError("\n".join(map(str, reading.problems)))
    plan = make_plan(reading.session, Person(), 0)
    clock = SimulatedClock()
    off, wakings = 0.0, 0
    begun = time.process_time()
    with Journal.open(scratch / "journal.db", scratch / "stops") as journal:
        runner = Runner(plan, journal, scratch / "stops", clock, sound=Unheard())
        while (wait := runner.until_next()) is not None:
            clock.seconds += wait + _AFTER_THE_EDGE
            runner.tick()
            wakings += 1
            off = max(off, abs(runner.view().at_seconds - min(clock.seconds, plan.timeline.total_seconds)))
    cpu = time.process_time() - begun
    return {
        "hours": hours,
        "phases": len(plan.timeline.phases),
        "wakings": wakings,
        "cpu_seconds": cpu,
        "off_ms": 1000 * off,
        "active_seconds": runner.active_seconds(),
        "peak_mb": peak_mb(os.getpid()),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.day", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("hours", type=int)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        json.dump(simulate(parser.parse_args().hours, Path(folder)), sys.stdout)
    sys.stdout.write("\n")
