"""backstretch beside a bare Textual app and, with --peers, beside its peers: start, time, work, memory and keys.

python -m bench.compare [--starts N] [--window S] [--presses N] [--turns N] [--size 80x24] [--peers FOLDER]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.figures import Figures
from bench.homes import Homes
from bench.machine import a_core_of_its_own, described
from bench.measuring import Bench
from bench.subjects import Subject, read_subjects
from bench.table import compared, number, table
from bench.targets import BASE, COACH, p95, verdicts
from bench.terminal import NeverSeenError


class Column(NamedTuple):
    """One figure of each program."""

    words: str
    figures: Callable[[Figures], Sequence[float]]
    sum_up: Callable[[Sequence[float]], float] = median
    compared: bool = False


COLUMNS = (
    Column("first frame ms", lambda f: f.first_ms, compared=True),
    Column("its CPU ms", lambda f: f.first_cpu_ms, compared=True),
    Column("memory MiB then", lambda f: f.first_mb, compared=True),
    Column("CPU s/min running", lambda f: f.cpu_running, compared=True),
    Column("CPU s/min paused", lambda f: f.cpu_paused),
    Column("kB/min running", lambda f: [each / 1000 for each in f.bytes_running], compared=True),
    Column("kB/min paused", lambda f: [each / 1000 for each in f.bytes_paused]),
    Column("memory MiB running", lambda f: f.resident_mb, compared=True),
    Column("second late ms, median", lambda f: [p.median_ms for p in f.punctuality]),
    Column("worst", lambda f: [p.worst_ms for p in f.punctuality], max),
    Column("drift s/h", lambda f: [p.drift_seconds_an_hour for p in f.punctuality]),
    Column("pause key ms, median", lambda f: f.pause_ms),
    Column("95 %", lambda f: f.pause_ms, p95),
    Column("unheard", lambda f: [f.unheard] if f.pause_ms else []),
)


def main() -> int:
    """Measure, and print the tables."""
    options = _options()
    subjects = read_subjects(options.peers)
    columns, rows = map(int, options.size.split("x"))
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as scratch:
        bench = Bench(Homes(Path(scratch)), a_core_of_its_own(), columns, rows)
        figures = measure(bench, subjects, options)
    sys.stdout.write(
        f"{described()}; load {before:.1f} at the start, {os.getloadavg()[0]:.1f} at the end. {options.size};"
        f" {options.starts} starts, {options.turns} × {options.window:g} s running and paused,"
        f" {options.presses} keys.\n\n"
        f"{comparison(subjects, figures)}\n\n{_coach(figures[COACH])}\n\n{verdicts(figures)}\n"
    )
    return 0


def measure(bench: Bench, subjects: Sequence[Subject], options: argparse.Namespace) -> dict[str, Figures]:
    """Everything in turns, so that a machine that slows down does so for all."""
    figures = {subject.name: Figures() for subject in subjects}

    def each(what: str, action: Callable[[Subject, Figures], None]) -> None:
        sys.stderr.write(f"{what}\n")
        for subject in subjects:
            found = figures[subject.name]
            if not found.missing:
                try:
                    action(subject, found)
                except (NeverSeenError, OSError) as error:
                    found.missing = f"{what} failed"
                    sys.stderr.write(f"{subject.name}: {error}\n")

    for subject in subjects:
        if not subject.installed:
            figures[subject.name].missing = "not installed"
    each("first start", lambda subject, _: bench.warm_up(subject))
    for _ in range(options.starts):
        each("start", bench.start)
    keys = -(-options.presses // options.turns)
    for _ in range(options.turns):
        each("countdown", lambda subject, found: bench.sit(subject, found, options.window, keys))
        for _ in range(keys):
            each("pain key", bench.hurt)
    return figures


def comparison(subjects: Sequence[Subject], figures: Mapping[str, Figures]) -> str:
    """A row a program; in brackets, how many times the bare app's figure."""
    rows = []
    for subject in subjects:
        found = figures[subject.name]
        words = f"{subject.words} ({found.missing})" if found.missing else subject.words
        rows.append([words, *(_cell(column, found, figures[BASE]) for column in COLUMNS)])
    return table(["program", *(column.words for column in COLUMNS)], rows)


def _cell(column: Column, found: Figures, base: Figures) -> str:
    values, against = column.figures(found), column.figures(base)
    if not values:
        return ""
    value = column.sum_up(values)
    if not column.compared or found is base or not against:
        return number(value)
    return compared(value, column.sum_up(against))


def _coach(found: Figures) -> str:
    """What only backstretch has."""
    parts = [
        (found.begin_ms, "Enter at the check-in to the coach screen"),
        (found.pause_ms, "pause key to PAUSED"),
        (found.pause_cpu_ms, "its CPU"),
        (found.pain_ms, "pain key to the stopped screen"),
        (found.pain_cpu_ms, "its CPU"),
        (found.late_ms, "each second since the run began, as the journal has it"),
    ]
    rows = [
        [words, number(median(values)), number(p95(values)), number(max(values)), str(len(values))]
        for values, words in parts
        if values
    ]
    return table(["backstretch alone, ms", "median", "95 %", "worst", "of"], rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.compare", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--starts", type=int, default=10, metavar="N", help="starts of each program")
    parser.add_argument("--window", type=float, default=30, metavar="S", help="seconds to look on at a time")
    parser.add_argument("--presses", type=int, default=20, metavar="N", help="keys of each kind")
    parser.add_argument("--turns", type=int, default=2, metavar="N", help="how often every program has its turn")
    parser.add_argument("--size", default="80x24", help="columns and rows of the terminal")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="a folder with a virtual environment a peer")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
