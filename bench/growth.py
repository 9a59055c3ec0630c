"""What very many sessions, very long ones and very many runs cost: tables that grow from row to row.

python -m bench.growth [--starts N] [--only sessions|phases|runs|hours ...]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.growth_data import LAST, add_runs, add_sessions, session_of_phases
from bench.homes import Homes, add_session, environment
from bench.machine import a_core_of_its_own, described
from bench.process import resident_mb
from bench.running import run
from bench.subjects import HERE, PROGRAM
from bench.table import compared, number, table
from bench.terminal import Window

BUNDLED = 8
COPIES = (0, 200, 2000)
PHASES = (200, 2000, 20_000)
RUNS = (100, 10_000, 100_000)
HOURS = (1, 6, 24)

LIBRARY = r"Every day.*Gentle start.*Enter start"
CHECK_IN = r"How much does your back hurt now\?.*Enter starts"
GETTING_DOWN = r"Space starts the clock"
COACH = r"READY LEFT .*SHARP PAIN"
END, ENTER, SPACE = "\x1b[F", "\r", " "
AGAIN_SECONDS = 0.3
"""From when on a key pressed again counts as another one."""
PATIENCE_SECONDS = 120.0

Figures = Mapping[str, float]
"""What was measured once, by the words for it."""


class Growth:
    """Measures the program at sizes that grow, all sizes in turns."""

    def __init__(self, scratch: Path, starts: int) -> None:
        self._homes = Homes(scratch)
        self._starts = starts
        self._core = a_core_of_its_own()

    def sessions(self) -> str:
        """The library's first frame, and the last session of all, with more and more files."""
        homes = {BUNDLED + copies: self._homes.template(f"sessions-{copies}") for copies in COPIES}
        for copies, home in zip(COPIES, homes.values(), strict=True):
            add_sessions(home, copies)
        return _grown("sessions", self._in_turns(homes, lambda home, _: self._library(home)))

    def phases(self) -> str:
        """Longer and longer sessions: checked, told as JSON, and begun."""
        homes = {count: self._homes.template(f"phases-{count}") for count in PHASES}
        for count, home in homes.items():
            add_session(home, "long", session_of_phases(count))
        return _grown("phases", self._in_turns(homes, lambda home, _: self._long_session(self._homes.copy(home.name))))

    def runs(self) -> str:
        """A longer and longer journal: told as JSON, and behind the first frames."""
        homes = {count: self._homes.template(f"runs-{count}") for count in RUNS}
        for count, home in homes.items():
            add_runs(home, count)
        return _grown("runs", self._in_turns(homes, lambda home, _: self._journal(home)))

    def hours(self) -> str:
        """Longer and longer sessions in simulated time."""
        homes = {hours: self._homes.template("hours") for hours in HOURS}
        return _grown("hours", self._in_turns(homes, _simulated))

    # How it goes about it.

    def _in_turns(
        self, homes: Mapping[int, Path], measure: Callable[[Path, int], Figures]
    ) -> dict[int, dict[str, float]]:
        """The medians of what was measured at each size, the first start left out."""
        found: dict[int, list[Figures]] = {size: [] for size in homes}
        for turn in range(self._starts + 1):
            sys.stderr.write(f"turn {turn} of {self._starts}\n")
            for size, home in homes.items():
                found[size].append(measure(home, size))
        return {size: _medians(each[1:]) for size, each in found.items()}

    def _library(self, home: Path) -> Figures:
        with self._window(home) as window:
            first = _first_frame(window, LIBRARY, "")
            last = time.monotonic() if LAST in window.text() else None
            while last is None:
                window.press(END)
                last = window.watch(AGAIN_SECONDS, lambda _: LAST in window.text())
            return {
                **first,
                "the last one shown ms": 1000 * (last - window.begun),
                "memory MiB": resident_mb(window.pid),
            }

    def _long_session(self, home: Path) -> Figures:
        checked = run((*PROGRAM, "check", ".local/share/backstretch/sessions/long.toml"), home)
        shown = run((*PROGRAM, "show", "long", "--json"), home)
        with self._window(home, "run", "long") as window:
            first = _first_frame(window, CHECK_IN, "check-in's ")
            window.pass_time(AGAIN_SECONDS)
            window.press(ENTER)
            window.wait_for(GETTING_DOWN, PATIENCE_SECONDS)
            window.pass_time(AGAIN_SECONDS)
            pressed = window.press(SPACE)
            coach = window.wait_for(COACH, PATIENCE_SECONDS)
            return {
                "`check` ms": checked.end_ms,
                "`show --json` ms": shown.end_ms,
                "its memory MiB": shown.peak_mb,
                **first,
                "space to the coach ms": 1000 * (coach - pressed),
                "memory MiB": resident_mb(window.pid),
            }

    def _journal(self, home: Path) -> Figures:
        log = run((*PROGRAM, "log", "--json"), home)
        with self._window(home) as window:
            library = _first_frame(window, LIBRARY, "library's ")
        with self._window(home, "run", "everyday") as window:
            check_in = _first_frame(window, CHECK_IN, "check-in's ")
        return {
            "`log --json` ms": log.end_ms,
            "its memory MiB": log.peak_mb,
            **library,
            **check_in,
        }

    def _window(self, home: Path, *arguments: str) -> Window:
        return Window((*PROGRAM, *arguments), environment(home), home, core=self._core, quit_key="\x03")


def _first_frame(window: Window, pattern: str, whose: str) -> Figures:
    """When it was there, and the processor time until then."""
    at = window.wait_for(pattern, PATIENCE_SECONDS)
    return {f"{whose}first frame ms": 1000 * (at - window.begun), f"{whose}CPU ms": 1000 * window.cpu}


def _simulated(home: Path, hours: int) -> Figures:
    """In a process of its own, so that the memory is its own."""
    told = subprocess.run(
        (sys.executable, "-m", "bench.day", str(hours)), cwd=HERE.parent, capture_output=True, check=True
    )
    figures = json.loads(told.stdout)
    return {
        "phases": figures["phases"],
        "wakings": figures["wakings"],
        "CPU s": figures["cpu_seconds"],
        "memory MiB": figures["peak_mb"],
        "off at worst ms": figures["off_ms"],
    }


def _medians(each: Sequence[Figures]) -> dict[str, float]:
    return {words: median(figures[words] for figures in each) for words in each[0]}


def _grown(what: str, figures: Mapping[int, Mapping[str, float]]) -> str:
    """A row a size; in brackets, how many times what the least size took."""
    least = next(iter(figures.values()))
    rows = [
        [
            f"{size:,}",
            *(number(value) if found is least else compared(value, least[words]) for words, value in found.items()),
        ]
        for size, found in figures.items()
    ]
    return table([what, *least], rows)


def main() -> int:
    """Measure, and print the tables."""
    kinds = ("sessions", "phases", "runs", "hours")
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--starts", type=int, default=5, metavar="N", help="how often everything is measured")
    parser.add_argument("--only", nargs="+", choices=kinds, default=kinds, help="not all of the tables")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as scratch:
        growth = Growth(Path(scratch), options.starts)
        tables = [getattr(growth, kind)() for kind in options.only]
    load = f"load {before:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
    sys.stdout.write(f"{described()}; {load}; {options.starts} starts each.\n\n" + "\n\n".join(tables) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
