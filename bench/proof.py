"""Measures a program whose figures are known, and says how far off the measuring is.

python -m bench.proof
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.figures import Figures
from bench.homes import Homes
from bench.known import BUSY_SECONDS, BYTES_A_STEP, DEAF_SECONDS, STEP_SECONDS
from bench.machine import a_core_of_its_own
from bench.measuring import Bench
from bench.subjects import HERE, Face, Key, Subject
from bench.table import number, table

WINDOW_SECONDS = 20.0
PRESSES = 10

KNOWN = Subject(
    name="known",
    words="a program of known faults",
    argv=(sys.executable, str(HERE / "known.py")),
    first="running",
    clock=Face(pattern=r"(\d\d:\d\d)"),
    pause=Key(" ", "paused", " ", "running"),
)


def main() -> int:
    """Measure, and print what came out beside what is true; 1 if anything is off."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        bench, found = Bench(Homes(Path(scratch)), a_core_of_its_own(), 80, 24), Figures()
        bench.sit(KNOWN, found, WINDOW_SECONDS, PRESSES)
    steps = 60 / STEP_SECONDS
    lines = (
        ("drift, s/h", found.punctuality[0].drift_seconds_an_hour, 3600 * (STEP_SECONDS - 1), 0.4),
        ("CPU, s/min", found.cpu_running[0], BUSY_SECONDS * steps, 0.4),
        ("bytes a minute", found.bytes_running[0], BYTES_A_STEP * steps, 12),
        ("pause key to screen, ms", median(found.pause_ms), 1000 * DEAF_SECONDS, 4),
        ("CPU while paused, s/min", found.cpu_paused[0], 0, 0.05),
    )
    rows = [
        [words, number(measured), number(true), f"±{most}", "well" if abs(measured - true) <= most else "**off**"]
        for words, measured, true, most in lines
    ]
    sys.stdout.write(f"{table(['', 'measured', 'true', 'may be off by', ''], rows)}\n")
    return int(any(abs(measured - true) > most for _, measured, true, most in lines))


if __name__ == "__main__":
    sys.exit(main())
