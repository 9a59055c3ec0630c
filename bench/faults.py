"""Everything that can go wrong around the real program, one scene after another.

``python -m bench.faults`` plays them all, ``python -m bench.faults full clock`` only these. A full disk needs
root (one is mounted), the clock Debian's ``faketime``; without them a scene is left out, and said to be. Exits with 1
if a scene went badly.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from bench.disks import LeftOut, disk, fill
from bench.places import OUTCOMES, PLACES, Place, go, new_home, whole
from tests.pty.home import assert_calm, assert_restored, check_in, leave_the_advice
from tests.pty.terminal import Terminal
from tests.pty.test_sound import FAILS, HANGS, PLAYS, Players

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")
MUTE_TO_TERM = "trap '' TERM\n/bin/sleep 60"
"""A player that hangs and does not end when it is asked to."""


# The scenes.


def ends(root: Path) -> None:
    """Every signal and a closed window, on every screen: all is written down, and the terminal is as it was."""
    ways = (signal.SIGTERM, signal.SIGHUP, "ctrl+c", "close")
    for number, (name, place) in enumerate((name, place) for name, place in PLACES.items() for _ in ways):
        way = ways[number % len(ways)]
        home = new_home(root / str(number))
        with home.open() as terminal:
            go(terminal, place)
            if isinstance(way, signal.Signals):
                terminal.send(way)
            elif way == "close":
                terminal.close()
            else:
                terminal.press(way)
            terminal.wait_exit()
            assert_calm(terminal) if way == "close" else assert_restored(terminal)
        whole(home)
        found = [run["outcome"] for run in home.log()]
        assert found == ([OUTCOMES.get(name, "interrupted")] if place.begun else []), (name, way, found)


def stopped(root: Path) -> None:
    """Stopped and continued on every screen: it answers again, and no time is counted."""
    for number, (name, place) in enumerate(PLACES.items()):
        home = new_home(root / str(number))
        with home.open() as terminal:
            go(terminal, place)
            terminal.send(signal.SIGSTOP)
            terminal.take_in_for(3.5)
            terminal.send(signal.SIGCONT)
            terminal.wait_for("went by unseen" if name == "hold" else place.shows)
            terminal.press("ctrl+c")
            assert terminal.wait_exit() == 130, name
            assert_restored(terminal)
        assert all(run["active_seconds"] < 4 for run in home.log()), name


def full(root: Path) -> None:
    """The disk gets full in mid-session: it goes on, the stop is kept beside the journal, and taken in later."""
    home = new_home(root)
    with disk(home, "size=1m") as data:
        with home.open(rows=60) as terminal:
            go(terminal, PLACES["hold"])
            fill(data)
            terminal.press("n")
            terminal.wait_for("RIGHT")
            terminal.press("x")
            terminal.wait_for("SESSION STOPPED")
            terminal.wait_for("Saved" if "Saved" in terminal.text() else "the stop is saved beside it")
            terminal.press("ctrl+c")
            assert terminal.wait_exit() == 130
            assert_restored(terminal)
        (data / "filling").unlink()
        whole(home)
        with home.open() as terminal:
            go(terminal, Place(("end", "enter"), "Has that pain settled?"))
        assert [run["outcome"] for run in home.log()] == ["stopped_for_pain"]


def read_only(root: Path) -> None:
    """Nothing can be written, from the start: a session runs, and what is not kept is said."""
    home = new_home(root)
    with disk(home, "size=1m") as data:
        subprocess.run(["/bin/mount", "-o", "remount,ro", str(data)], check=True)
        home.state.parent.mkdir(exist_ok=True)
        home.state.write_text("in the way")
        with home.open(rows=60, columns=150) as terminal:
            go(terminal, PLACES["hold"])
            terminal.press("x")
            terminal.wait_for("SESSION STOPPED")
            terminal.wait_for("could not be saved on this machine")
            leave_the_advice(terminal)
            terminal.wait_for("Nothing will be logged.")
            terminal.press("q")
            assert terminal.wait_exit() == 0
            assert_restored(terminal)


def journal(root: Path) -> None:
    """The journal is destroyed, taken away or locked in mid-session: a stop stands, and is kept."""

    def destroy(path: Path) -> None:
        path.write_bytes(os.urandom(40_000))
        path.with_name("journal.db-wal").write_bytes(os.urandom(10_000))

    def take_away(path: Path) -> None:
        for file in path.parent.glob("journal.db*"):
            file.unlink()

    for number, harm in enumerate((destroy, take_away)):
        home = new_home(root / str(number))
        with home.open(rows=60, columns=150) as terminal:
            go(terminal, PLACES["hold"])
            harm(home.data / "journal.db")
            for key in ("n", "b", "n"):
                terminal.take_in_for(0.4)
                terminal.press(key)
            terminal.press("x")
            terminal.wait_for("SESSION STOPPED")
            terminal.take_in_for(1)
            leave_the_advice(terminal)
            terminal.take_in_for(1)
            terminal.press("ctrl+c")
            assert terminal.wait_exit() == 130
            assert_restored(terminal)


def two(root: Path) -> None:
    """Two windows on one journal, and a third program that locks it: both runs are there, and the stop is one."""
    home = new_home(root)
    with home.open() as one, home.open("run", "tiny") as other:
        go(one, PLACES["hold"])
        check_in(other)
        other.wait_for("HOLD")
        with closing(sqlite3.connect(home.data / "journal.db", isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            pressed = time.monotonic()
            one.press("x")
            one.wait_for("SESSION STOPPED")
            assert time.monotonic() - pressed < 1, "the stop waited for the lock"
            other.wait_for("Holds: 3 done")
            db.execute("ROLLBACK")
        other.press("escape")
        assert other.wait_exit() == 0
        one.press("ctrl+c")
        assert one.wait_exit() == 130
    assert sorted(run["outcome"] for run in home.log()) == ["completed", "stopped_for_pain"]
    whole(home)


def clock(root: Path) -> None:
    """The clock is set forward and back by hours in mid-session: no second is lost or gained."""
    if not FAKETIME.exists():
        raise LeftOut("there is no libfaketime")
    home = new_home(root)
    jump = root / "jump"
    jump.write_text("+0\n")
    told = {"FAKETIME_TIMESTAMP_FILE": str(jump), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    faked: Mapping[str, str] = home.env | told | {"DONT_FAKE_MONOTONIC": "1", "LD_PRELOAD": str(FAKETIME)}
    program = [sys.executable, "-m", "backstretch", "run", "tiny"]
    for first, second in (("+5h", "-5h"), ("-30h", "+0"), ("+3d", "+3d")):
        jump.write_text("+0\n")
        with Terminal(program, faked) as terminal:
            check_in(terminal)
            terminal.wait_for("HOLD LEFT")
            begun = time.monotonic()
            jump.write_text(f"{first}\n")
            terminal.wait_for("REST")
            jump.write_text(f"{second}\n")
            terminal.wait_for("Holds: 3 done")
            assert 3.5 < time.monotonic() - begun < 7, "the clock on the wall moved the session"
            terminal.press("escape")
            assert terminal.wait_exit() == 0
            assert_restored(terminal)
    runs = home.log()
    assert [(run["outcome"], run["active_seconds"]) for run in runs] == [("completed", 5)] * 3, runs


def sound(root: Path) -> None:
    """Players and voices that play, fail, hang, or do not end when they are asked: the session is on time."""
    for number, ending in enumerate((PLAYS, FAILS, HANGS, MUTE_TO_TERM)):
        home = new_home(root / str(number))
        players = Players(home, ending)
        voice = root / str(number) / "bin" / "espeak-ng"
        voice.write_text(f"#!/bin/sh\n{ending}\n")
        voice.chmod(0o755)
        with home.open("run", "tiny") as terminal:
            check_in(terminal)
            terminal.wait_for("HOLD LEFT")
            begun = time.monotonic()
            terminal.wait_for("Holds: 3 done")
            assert time.monotonic() - begun < 7, "sound delayed the session"
            terminal.press("escape")
            assert terminal.wait_exit() == 0
            assert_restored(terminal)
        assert players.alive() == [], "a player is left behind"


SCENES: dict[str, Callable[[Path], None]] = {
    scene.__name__: scene for scene in (ends, stopped, full, read_only, journal, two, clock, sound)
}


def main() -> int:
    """Play the scenes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenes", nargs="*", choices=[*SCENES, []], default=[])
    wanted = parser.parse_args().scenes or list(SCENES)
    results: dict[str, str] = {}
    for name in wanted:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
            try:
                SCENES[name](Path(root))
                results[name] = f"well, {time.monotonic() - begun:.0f} s"
            except LeftOut as why:
                results[name] = f"left out: {why}"
            except AssertionError as error:
                results[name] = f"BADLY: {error}"
        print(f"{name}: {results[name]}", flush=True)
    print(json.dumps(results, indent=1))
    return 1 if any(result.startswith("BADLY") for result in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
