"""Random keys, mouse and resizes on the real program, for as long as one likes.

``python -m bench.monkey --minutes 60 --seed 1`` plays one game after another, each with a seed of its own and in a home
of its own; ``--games 1`` plays one. Never may the program crash or hang, run a session that is not in the log, take
more memory than it may, or leave the advice after a stop but by its own way. Exits with 1 if it did.
"""

from __future__ import annotations

import argparse
import collections
import re
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.inputs import Input, inputs
from tests.pty.home import LONG, TINY, Home
from tests.pty.terminal import Terminal

GAME_SECONDS = 180
HANGS_AFTER_SECONDS = 15.0
"""Without an answer to a changed window for so long, the program hangs."""
SETTLES_WITHIN_SECONDS = 10.0
"""What is on the screen and what is in the journal agree after so long, also on a busy machine."""
ALIVE_EVERY = 150
"""Inputs between two looks whether it answers."""
MOST_MEGABYTES = 200
LEAVES_WITHIN_SECONDS = (0.15, 3.2)
"""How far apart the two presses are that leave the advice, with room for the way here."""
LEAST_SIZE = (40, 12)
STOPPED, COACH = "SESSION STOPPED", ("SHARP PAIN: STOP", "x STOP")
WRONG = re.compile(rb"Traceback|\b[A-Z]\w+(?:Error|Exception)\b")
CODES = {0, 1, 130}
"""How it may end here: left in good order, or before its session began, or by Ctrl+C."""

MIXED = r"""
format = 1
title = "Zzz [bold]mixed[/] \u202e\u5de6"
lead_in = 1
side_gap = 1
[[steps]]
exercise = "knee-to-chest"
hold = { from = 2, to = 4, by = 1 }
reps = 2
rest_between = 1
rest_after = 1
[[steps]]
rounds = 2
rest_between = 1
[[steps.steps]]
exercise = "bridge"
hold = 1
reps = 2
"""


class Found(Exception):  # noqa: N818 - it is the aim of the game
    """Something that must not be."""


class Game:
    """One home and one stream of inputs; the program is started again whenever it was left."""

    def __init__(self, seed: int, root: Path) -> None:
        self.seed = seed
        self.home = Home(root)
        self.home.answer_first_questions()
        self.home.configure("sounds = false\nvoice = false\n")
        for id_, text in (("zzlong", LONG), ("zztiny", TINY), ("zzmixed", MIXED)):
            self.home.write_session(id_, text)
        self.counts: collections.Counter[str] = collections.Counter()
        self.recent: collections.deque[tuple[float, Input]] = collections.deque(maxlen=60)
        self.size = (100, 30)
        self.stopped = False
        self.looked_at = 0
        self.megabytes = 0

    def play(self, seconds: float) -> None:
        """Play for so long. Raises Found."""
        until = time.monotonic() + seconds
        stream = inputs(self.seed)
        while time.monotonic() < until:
            self.counts["starts"] += 1
            self.size, self.stopped, self.looked_at = (100, 30), False, 0
            # Every other game begins each time with a session of its own, where the others lose their way.
            with self.home.open(*(("run", "zzmixed") if self.seed % 2 else ())) as terminal:
                self._play_one(terminal, stream, until)

    def _play_one(self, terminal: Terminal, stream: collections.abc.Iterator[Input], until: float) -> None:
        terminal.wait_for(lambda: len(terminal.text().split()) > 5)
        while time.monotonic() < until and not terminal.ended:
            self._do(terminal, next(stream))
            if not terminal.ended:
                self._look(terminal)
        if terminal.ended:
            self._look_at_the_end(terminal)

    def _do(self, terminal: Terminal, given: Input) -> None:
        self.counts["inputs"] += 1
        self.recent.append((time.monotonic(), given))
        try:
            if given.size is not None:
                self.size = given.size
                terminal.resize(*given.size)
            else:
                terminal.send_bytes(given.data)
        except OSError:
            terminal.take_in_for(1.0)
            if not terminal.ended:
                raise
        terminal.take_in_for(given.pause_seconds)
        if self.counts["inputs"] % ALIVE_EVERY == 0 and not terminal.ended:
            self._see_it_answer(terminal)

    def _see_it_answer(self, terminal: Terminal) -> None:
        before = len(terminal.raw)
        for size in ((90, 26), self.size):
            terminal.resize(*size)
            terminal.take_in_for(0.2)
        deadline = time.monotonic() + HANGS_AFTER_SECONDS
        while len(terminal.raw) == before and not terminal.ended:
            if time.monotonic() > deadline:
                raise Found("it does not answer any more")
            terminal.take_in_for(0.2)
        status = Path(f"/proc/{terminal.process.pid}/status")
        if status.exists() and (resident := re.search(r"VmRSS:\s+(\d+)", status.read_text())):
            self.megabytes = max(self.megabytes, int(resident[1]) // 1024)
            if self.megabytes > MOST_MEGABYTES:
                raise Found(f"it takes {self.megabytes} MB")

    # What is looked at.

    def _look(self, terminal: Terminal) -> None:
        if wrong := WRONG.search(terminal.raw, max(0, self.looked_at - 60)):
            terminal.take_in_for(2.0)
            raise Found(f"it shows {wrong[0]!r}")
        self.looked_at = len(terminal.raw)
        if self.size[0] < LEAST_SIZE[0] or self.size[1] < LEAST_SIZE[1]:
            return
        text = terminal.text()
        if STOPPED in text and not self.stopped:
            self.counts["stops"] += 1
            self.stopped = True
        elif self.stopped and STOPPED not in text:
            self._look_at_the_leave(terminal)
        if not self.stopped and any(mark in text for mark in COACH):
            self._look_at_the_run(terminal)

    def _look_at_the_leave(self, terminal: Terminal) -> None:
        """The advice is gone: by two presses, neither too fast nor too slow, and with the stop written down."""
        terminal.take_in_for(0.5)  # the picture may have been half drawn
        if STOPPED in terminal.text() or terminal.ended:
            return
        self.stopped = False
        self.counts["leaves"] += 1
        # One input can hold several presses; a click and a press count alike.
        at = [moment for moment, given in self.recent for _ in range(2) if given.may_leave]
        least, most = LEAVES_WITHIN_SECONDS
        if not any(least <= later - earlier <= most for earlier in at for later in at):
            raise Found("the advice was left in another way")
        if any(mark in terminal.text() for mark in COACH):
            raise Found("a way leads back into the session")
        if self._newest_run(terminal)[1] != "stopped_for_pain" and not list(self.home.state.glob("stops/*.json")):
            raise Found("the stop is not written down")

    def _look_at_the_run(self, terminal: Terminal) -> None:
        """A session is on the screen: its run is in the log, under way."""
        deadline = time.monotonic() + SETTLES_WITHIN_SECONDS  # it may have ended a moment ago
        while any(mark in terminal.text() for mark in COACH) and not terminal.ended:
            pid, outcome = self._newest_run(terminal)
            if (pid, outcome) == (terminal.process.pid, "interrupted"):
                return
            if time.monotonic() > deadline:
                raise Found(f"the session on the screen is not in the log: {outcome} of {pid}")
            terminal.take_in_for(0.2)

    def _newest_run(self, terminal: Terminal) -> tuple[int, str]:
        with closing(sqlite3.connect(self.home.data / "journal.db", timeout=5)) as db:
            row = db.execute("SELECT pid, outcome FROM runs ORDER BY ended_at DESC, started_at DESC LIMIT 1").fetchone()
            (self.counts["runs"],) = db.execute("SELECT count(*) FROM runs").fetchone()
        return row or (0, "no run at all")

    def _look_at_the_end(self, terminal: Terminal) -> None:
        code = terminal.wait_exit()
        self.counts[f"ended with {code}"] += 1
        if wrong := WRONG.search(terminal.raw):
            raise Found(f"it ended with {code} and showed {wrong[0]!r}")
        if code not in CODES:
            raise Found(f"it ended with {code}")
        if terminal.attributes() != terminal.attributes_before:
            raise Found(f"it ended with {code} and the terminal is not as it was")
        with closing(sqlite3.connect(self.home.data / "journal.db")) as db:
            if (whole := db.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                raise Found(f"the journal is damaged: {whole}")


def play(seed: int, seconds: float) -> tuple[collections.Counter[str], int, str]:
    """One game: what was counted, the most memory in MB, and what was found."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
        game = Game(seed, Path(root))
        found = ""
        try:
            game.play(seconds)
        except (Found, AssertionError) as error:
            last = "\n".join(
                f"  {at - game.recent[-1][0]:7.2f} {given.data!r} {given.size or ''}" for at, given in game.recent
            )
            found = f"seed {seed}: {str(error) or type(error).__name__}\n{last}"
        return game.counts, game.megabytes, found


def main() -> int:
    """Play game after game, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--games", type=int, default=10**6)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    until = time.monotonic() + 60 * wanted.minutes
    counts: collections.Counter[str] = collections.Counter()
    megabytes, faults = 0, 0
    for seed in range(wanted.seed, wanted.seed + wanted.games):
        if (left := until - time.monotonic()) <= 0:
            break
        counted, most, found = play(seed, min(GAME_SECONDS, left))
        counts, megabytes = counts + counted, max(megabytes, most)
        faults += bool(found)
        print(found or f"seed {seed}: {counted['inputs']} inputs, {counted['runs']} runs", flush=True)
    print(", ".join(f"{count} {what}" for what, count in counts.most_common()), f"at most {megabytes} MB")
    print(f"{faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
