"""Programs that only pretend to play, and players that do as a test tells them."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from backstretch.audio.clip import Clip
from backstretch.audio.players import Command, Player, Playing

LONG_SECONDS = 20.0
"""No test waits so long unless it fails."""

_PROGRAM = """
import signal, sys, time
mode, log, sound = sys.argv[1], sys.argv[2], sys.argv[-1]
def note(word):
    with open(log, "a", encoding="utf-8") as file:
        file.write(f"{word} {sound}\\n")
print("noise")
print("noise", file=sys.stderr)
if mode == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
note("began")
if mode in ("hang", "stubborn"):
    time.sleep(60)
if mode == "fail":
    sys.exit(1)
note("ended")
"""


def until(true: Callable[[], bool]) -> None:
    """Wait for another process or thread."""
    give_up_at = time.monotonic() + LONG_SECONDS
    while not true():
        assert time.monotonic() < give_up_at, "it never happened"
        time.sleep(0.002)


@dataclass
class Program:
    """A program in a folder, which notes when it begins and ends with which file."""

    folder: Path
    mode: str

    @property
    def log(self) -> list[str]:
        """What it noted: a word and a path a line."""
        path = self.folder / f"{self.mode}.log"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def player(self, name: str = "") -> Command:
        script = self.folder / "program.py"
        script.write_text(_PROGRAM, encoding="utf-8")
        log = self.folder / f"{self.mode}.log"
        return Command(name or self.mode, sys.executable, ("-I", "-S", str(script), self.mode, str(log)))


Log = queue.Queue[str]
"""What happened, in order, on whichever thread."""


def next_of(log: Log) -> str:
    return log.get(timeout=LONG_SECONDS)


@dataclass
class FakePlaying:
    result: bool | None
    log: Log
    label: str
    signs: int = 0
    looks: int = 0

    def poll(self) -> bool | None:
        self.looks += 1
        return self.result

    def wait_for_a_look(self) -> None:
        """Until what is told so far was taken note of: the look under way may have missed it."""
        seen = self.looks
        until(lambda: self.looks >= seen + 3)

    def stop(self) -> None:
        self.log.put(f"stop {self.label}")


@dataclass
class FakePlayer:
    """``result`` is what its sounds end with, at once; None: they play until a test ends them."""

    name: str
    log: Log
    result: bool | None = True
    refuses: bool = False
    sure: bool = True
    playing: list[FakePlaying] = field(default_factory=list)

    def start(self, clip: Clip, volume: int) -> Playing:
        if self.refuses:
            self.log.put(f"refuse {self.name}")
            raise FileNotFoundError(self.name)
        label = f"{self.name} {clip.path.stem}"
        self.log.put(f"start {label} {volume}")
        self.playing.append(FakePlaying(self.result, self.log, label))
        return self.playing[-1]


@dataclass
class Watched:
    """A player that remembers what it started."""

    player: Player
    started: list[Playing] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.player.name

    @property
    def sure(self) -> bool:
        return self.player.sure

    def start(self, clip: Clip, volume: int) -> Playing:
        self.started.append(self.player.start(clip, volume))
        return self.started[-1]


class Clock:
    """Seconds that go on only when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


_ON_PATH = """#!/bin/sh
for last; do :; done
last=${{last##*/}}
echo "${{0##*/}} ${{last%.wav}}" >> '{log}'
{ends}
"""


@dataclass(frozen=True)
class Folder:
    """A folder of players, which is all that stands on the path."""

    path: Path

    def add(self, name: str, ends: str = "exit 0") -> None:
        """``ends``: the last line of a shell's script."""
        program = self.path / name
        program.write_text(_ON_PATH.format(log=self.path / "log", ends=ends), encoding="utf-8")
        program.chmod(0o755)

    @property
    def played(self) -> list[str]:
        """A player and a clip a line."""
        log = self.path / "log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []
