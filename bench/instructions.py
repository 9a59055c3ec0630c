"""Start and commands by instructions counted, which another machine repeats, beside bare ones; valgrind counts them.

python -m bench.instructions [--only NAME…]

Time and processor time are those of one machine on one day; how many instructions a start takes differs by less than
one in a hundred between two runs. Whatever waits, for a disk or a terminal, costs nothing here.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.commands import BARE, UNENDING, command_lines
from bench.homes import Homes, environment
from bench.machine import described
from bench.running import run
from bench.subjects import Subject, read_subjects
from bench.table import number, ratio, table
from bench.targets import BASE, COACH, HEADLINE, LIBRARY
from bench.terminal import Window

COUNTER = ("valgrind", "--tool=callgrind", "-q")
PATIENCE_SECONDS = 300.0
"""Under the counter a program takes fifty times as long."""
FRAMES = (BASE, HEADLINE, LIBRARY, COACH)
_SUMMARY = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)


def main() -> int:
    """Count, and print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.instructions", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="a subject, or a word of a command")
    only = parser.parse_args().only
    if shutil.which(COUNTER[0]) is None:
        sys.stderr.write("there is no valgrind here, which counts the instructions\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        homes = Homes(Path(scratch))
        subjects = [each for each in read_subjects(None) if each.name == BASE or each.name in (only or FRAMES)]
        frames = {each.words: of_frame(each, homes) for each in subjects}
        home = homes.template("commands")
        lines = command_lines(home)
        for words, argv in lines.items():  # what Python compiles then counts for nobody
            run(argv, home, ends=words != UNENDING)
        chosen = {
            words: argv
            for words, argv in lines.items()
            if words == BARE or not only or any(word in words for word in only)
        }
        commands = {words: of_command(argv, home, ends=words != UNENDING) for words, argv in chosen.items()}
    sys.stdout.write(f"{described()}.\n\n{report('first frame', frames)}\n\n{report('a command', commands)}\n")
    return 0


def of_frame(subject: Subject, homes: Homes) -> float:
    """Millions of instructions from asking for a program to its first frame. Raises NeverSeenError."""
    with Window(subject.argv, environment(homes.template(subject.name)), homes.template(subject.name)) as window:
        window.wait_for(subject.first)  # what Python compiles at the first start of all counts for nobody
    home = homes.copy(subject.name)
    counted = home / "counted"
    argv = (*COUNTER, f"--callgrind-out-file={counted}", *subject.argv)
    with Window(argv, environment(home), home) as window:
        window.wait_for(subject.first, PATIENCE_SECONDS)
        return millions(dumped(window.pid, counted))


def of_command(argv: Sequence[str], home: Path, *, ends: bool) -> float:
    """Millions of instructions of a command to its end; to its first line, if it does not end by itself."""
    counted = home / "counted"
    with subprocess.Popen(
        (*COUNTER, f"--callgrind-out-file={counted}", *argv),
        cwd=home,
        env=dict(environment(home)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        if not ends:
            counted = dumped(process.pid, counted)
            process.kill()
        process.stdout.read()
    return millions(counted)


def dumped(pid: int, counted: Path) -> Path:
    """The file into which callgrind writes what it has counted so far. Raises CalledProcessError."""
    subprocess.run(["vgdb", f"--pid={pid}", "dump"], check=True, capture_output=True)  # noqa: S607
    return counted.with_name(f"{counted.name}.1")


def millions(counted: Path) -> float:
    """What callgrind counted, in millions."""
    found = _SUMMARY.findall(counted.read_text(encoding="utf-8", errors="replace"))
    return int(found[-1]) / 1e6


def report(words: str, figures: Mapping[str, float]) -> str:
    """A row each, beside the first, which is the bare one."""
    base = next(iter(figures.values()), 0.0)
    rows = [[each, number(value), ratio(value, base)] for each, value in figures.items()]
    return table(["", f"{words}: million instructions", "×"], rows)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
