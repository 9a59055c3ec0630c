"""How soon a command says its first line and ends, beside a bare script that imports click, tomllib and sqlite3.

python -m bench.commands [--rounds N]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.homes import MOMENT, SESSION, Homes, add_session
from bench.machine import described, stay_on_one_core
from bench.running import Done, run
from bench.subjects import HERE, PROGRAM
from bench.table import compared, number, table

BARE = "a bare script"
UNENDING = "`run --plain`"
"""Runs until its session is over; ended after its first line."""
MOST, MOST_OF_A_RUN = 1.35, 1.5
"""How many times the bare script's time is aimed at, to the first line and to the end; a run's, to its first line."""

FIGURES: Mapping[str, Callable[[Done], float]] = {
    "first line ms": lambda done: done.first_line_ms,
    "end ms": lambda done: done.end_ms,
    "CPU ms": lambda done: done.cpu_ms,
}


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.commands", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20, metavar="N", help="how often each command is run")
    rounds = parser.parse_args().rounds
    stay_on_one_core()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        done = measure(Homes(Path(scratch)).template("commands"), rounds)
    load = f"load {before:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
    sys.stdout.write(f"{described()}; {load}; {rounds} rounds.\n\n{report(done)}\n")
    return 0


def measure(home: Path, rounds: int) -> dict[str, list[Done]]:
    """Every command in every round, after one round that does not count."""
    commands = command_lines(home)
    done: dict[str, list[Done]] = {words: [] for words in commands}
    for _ in range(rounds + 1):
        for words, argv in commands.items():
            done[words].append(run(argv, home, ends=words != UNENDING))
    return {words: each[1:] for words, each in done.items()}


def command_lines(home: Path) -> dict[str, Sequence[str]]:
    """What is measured, the bare script first, in a home with a journal that has a run in it."""
    add_session(home, "moment", MOMENT)
    run((*PROGRAM, "run", "moment", "--plain"), home)
    return {
        BARE: (sys.executable, str(HERE / "bare_script.py")),
        "`list`": (*PROGRAM, "list"),
        "`log`": (*PROGRAM, "log"),
        "`stats`": (*PROGRAM, "stats"),
        "`check FILE`": (*PROGRAM, "check", str(add_session(home, "long", SESSION))),
        UNENDING: (*PROGRAM, "run", "long", "--plain"),
    }


def report(done: Mapping[str, Sequence[Done]]) -> str:
    """A row a command: medians, and in brackets how many times the bare script's."""
    rows = []
    for words, each in done.items():
        cells, ratios = [], []
        for name, of in FIGURES.items():
            value, base = median(map(of, each)), median(map(of, done[BARE]))
            if words == UNENDING and name != "first line ms":
                cells.append("")
            elif words == BARE:
                cells.append(number(value))
            else:
                cells.append(compared(value, base))
                ratios.append(value / base)
        most = MOST_OF_A_RUN if words == UNENDING else MOST
        met = "" if words == BARE else f"{most}× {'met' if max(ratios[:2]) <= most else '**missed**'}"
        rows.append([words, *cells, met])
    return table(["", *FIGURES, "at most"], rows)


if __name__ == "__main__":
    sys.exit(main())
