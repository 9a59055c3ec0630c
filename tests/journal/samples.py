"""Records to write, and a process that stands in the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from backstretch.journal.records import Hold, PainReport, Progress, RunStart

START = datetime(2025, 3, 1, 7, 30, 15, 250_000, tzinfo=timezone(timedelta(hours=5, minutes=30)))
RUN_ID = "5c9d9e0a-8f0b-4c55-9d4e-2f6f6f1f0a01"
DEAD_PID = 2**31 - 1
"""No system hands out so high a process id."""

_RUN = RunStart(
    id=RUN_ID,
    session="gentle",
    title="Gentle start",
    sha256="ab" * 32,
    started_at=START,
    level=2,
    from_step=1,
    planned_seconds=150.0,
    holds_planned=6,
    pain_before=3,
    pid=DEAD_PID,
)
_HOLD = Hold(
    phase=0,
    step=1,
    within=None,
    round=None,
    exercise="knee-to-chest",
    side="left",
    rep=1,
    planned_seconds=20.0,
    held_seconds=20.0,
    result="done",
)
_REPORT = PainReport(at_seconds=31.5, step=1, exercise="knee-to-chest", side="left", rep=2)


def minutes(count: float) -> datetime:
    """A moment so many minutes after START."""
    return START + timedelta(minutes=count)


def run(**changes: Any) -> RunStart:
    return _RUN._replace(**changes)


def numbered(number: int, **changes: Any) -> RunStart:
    """A run with an id of its own, begun ``number`` hours after START."""
    return run(**{"id": f"{number:08x}-0000", "started_at": minutes(60 * number), **changes})


def hold(phase: int, **changes: Any) -> Hold:
    return _HOLD._replace(phase=phase, **changes)


def progress(*holds: Hold, at: float = 1.0, next_phase: int = 3, active_seconds: float = 45.5) -> Progress:
    """Progress ``at`` minutes after START."""
    return Progress(minutes(at), next_phase, active_seconds, holds)


def report(**changes: Any) -> PainReport:
    return _REPORT._replace(**changes)


def python(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """A Python process running ``code``, with pipes for its input and output."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


_LOCK = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process holds the write lock of the database."""
    with python(_LOCK, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        yield
        assert process.stdin is not None
        process.stdin.close()
