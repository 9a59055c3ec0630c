"""The real program on a terminal, ended with kill -9 at random moments: what is kept then, and what is offered.

``python -m bench.killing --times 300 --seed 1`` kills it so often, in several homes side by side, and exits with 1 if
anything was lost: after each kill the journal is whole, holds every hold that the screen showed as finished, none of
them twice, and the next start goes on where the screen was.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import random
import re
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.pty.home import Home, assert_calm, check_in
from tests.pty.terminal import Terminal

MOVES = 40
HOLD_SECONDS, REST_SECONDS = 1.0, 0.2
AT_START, ANYWHERE, AT_AN_EDGE, AFTER_A_STOP = "at the start", "anywhere", "at an edge", "after a stop"
KINDS = {AT_START: 1, ANYWHERE: 3, AT_AN_EDGE: 5, AFTER_A_STOP: 2}
"""How often each kind of moment is chosen, against the others."""
LONGEST_SECONDS = 4.0
"""How long after the first hold began a kill comes at the latest."""
COLUMNS, ROWS = 70, 20
"""Small enough for the phase to stand in one line of text."""
GATE = ("Has that pain settled?", "Have you had medical advice about it?")
OFFER = "Go on there"


class Written(NamedTuple):
    """What the journal holds of its newest run."""

    runs: int
    id: str = ""
    outcome: str = ""
    done: int = 0
    """Holds, from the first one on without a gap, that are done."""
    move: int = 1
    """The number of the move in whose hold or rest it was killed."""
    odd: str = ""
    """What must not be, if it is there."""


def session() -> str:
    """Many short holds, each of a move with a number of its own."""
    steps = "".join(
        f'[[steps]]\nname = "Move {number:02}"\ncues = ["Lie still."]\n'
        f"hold = {HOLD_SECONDS}\nrest_after = {REST_SECONDS}\n"
        for number in range(1, MOVES + 1)
    )
    return f'format = 1\ntitle = "Killing"\nlead_in = 0\n{steps}'


def shown_done(terminal: Terminal) -> int:
    """How many holds the screen shows as finished: a move stands on it, as present or next, when those before are."""
    return max((int(number) for number in re.findall(r"Move (\d\d)", terminal.text())), default=1) - 1


def written(home: Home) -> Written:
    """Look into the journal, as it was left."""
    path = home.data / "journal.db"
    if not path.exists() or not path.stat().st_size:
        return Written(0)
    with closing(sqlite3.connect(path)) as db:
        whole = db.execute("PRAGMA integrity_check").fetchone()[0]
        if not db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'runs'").fetchone()[0]:
            return Written(0, odd="" if whole == "ok" else whole)
        run = db.execute(
            """SELECT id, outcome, active_seconds, held_seconds, holds_done, next_phase FROM runs
            ORDER BY started_at DESC LIMIT 1"""
        ).fetchone()
        (runs,) = db.execute("SELECT count(*) FROM runs").fetchone()
        if run is None:
            return Written(runs, odd="" if whole == "ok" else whole)
        id_, outcome, active, held, holds_done, phase = run
        holds = db.execute("SELECT place, step, result FROM holds WHERE run_id = ? ORDER BY place", (id_,)).fetchall()
    done = [step for _, step, result in holds if result == "done"]
    odd = "" if whole == "ok" else whole
    if done != list(range(1, len(done) + 1)) or len({place for place, _, _ in holds}) < len(holds):
        odd = f"the holds that are done are {done}"
    if holds_done != len(done) or held > active + 0.002 or active > MOVES * (HOLD_SECONDS + REST_SECONDS):
        odd = f"{holds_done} holds, {held} s held in {active} s are said to be in it, {len(done)} are"
    if phase // 2 not in (len(done) - 1, len(done)):
        odd = f"phase {phase} comes next after {len(done)} holds"
    return Written(runs, id_, outcome, len(done), phase // 2 + 1, odd)


class Killer:
    """One home, in which the program is started and killed again and again."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.home = Home(root)
        self.home.answer_first_questions()
        self.home.configure("sounds = false\nvoice = false\n")
        self.home.write_session("killing", session())
        self.before = Written(0)
        self.faults: list[str] = []
        self.counts: collections.Counter[str] = collections.Counter()

    def kill_once(self) -> None:
        """Start, kill, and look."""
        kind = self.random.choices(list(KINDS), list(KINDS.values()))[0]
        self.counts[kind] += 1
        try:
            with self.home.open("run", "killing", columns=COLUMNS, rows=ROWS) as terminal:
                if kind == AT_START:
                    terminal.take_in_for(self.random.uniform(0, 1.0))
                    self._kill(terminal)
                    self._compare(self.before.done, self.before.runs)
                else:
                    self._kill_in_session(terminal, kind)
        except AssertionError as error:
            self._fault(kind, str(error))

    def _kill_in_session(self, terminal: Terminal, kind: str) -> None:
        runs = self.before.runs + 1 - self._begin(terminal)
        terminal.wait_for("HOLD")
        self._wait(terminal, kind)
        done = shown_done(terminal)
        if kind == AFTER_A_STOP:
            terminal.press("x")
            terminal.take_in_for(self.random.uniform(0, 0.1))
        stopped = "SESSION STOPPED" in terminal.text()
        self._kill(terminal)
        if kind == AFTER_A_STOP:
            self._put_back()
        self._compare(done if stopped else max(done, shown_done(terminal)), runs, stopped=stopped)
        if kind == AFTER_A_STOP:
            self.counts["killed with the advice on the screen" if stopped else "killed before the advice"] += 1

    def _begin(self, terminal: Terminal) -> bool:
        """Answer what is asked before the first hold; whether the run before goes on."""
        if self.before.outcome == "stopped_for_pain":
            for question in GATE:
                if question == GATE[0] and self._asks_no_gate(terminal):
                    break
                terminal.wait_for(question)
                terminal.press("y")
        check_in(terminal)
        if self.before.outcome != "interrupted":
            return False
        terminal.wait_for(OFFER)
        self.counts["offered to go on"] += 1
        assert f"Move {self.before.move:02}." in terminal.text(), f"offered is another place: {terminal.text()}"
        goes_on = self.before.done < MOVES - 6 and self.random.random() < 0.7
        terminal.press("y" if goes_on else "n")
        terminal.wait_for(f"Move {self.before.move if goes_on else 1:02}")
        return goes_on

    def _asks_no_gate(self, terminal: Terminal) -> bool:
        """A gate that was passed in a start that was killed stays passed."""
        terminal.wait_for(lambda: any(text in terminal.text() for text in (GATE[0], "Enter starts")))
        return GATE[0] not in terminal.text()

    def _wait(self, terminal: Terminal, kind: str) -> None:
        """Let the session go on to the chosen moment."""
        terminal.take_in_for(self.random.uniform(0, LONGEST_SECONDS))
        if kind != AT_AN_EDGE:
            return
        before = terminal.text()
        number = shown_done(terminal)
        terminal.wait_for(lambda: shown_done(terminal) != number or terminal.text() != before)
        # The next second's edge, or the end of a rest, comes this long after what was just drawn.
        terminal.take_in_for(self.random.choice((REST_SECONDS, HOLD_SECONDS)) + self.random.uniform(-0.01, 0.02))

    def _kill(self, terminal: Terminal) -> None:
        terminal.send(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL, "it ended by itself"
        assert_calm(terminal)

    def _compare(self, done: int, runs: int, *, stopped: bool = False) -> None:
        """What is in the journal, against what was seen."""
        now = written(self.home)
        self.before = now
        assert not now.odd, now.odd
        assert now.runs == runs, f"{now.runs} runs in the journal, {runs} were begun"
        assert now.done >= done, f"the screen had {done} holds as done, the journal has {now.done}"
        assert now.done <= done + 2, f"the screen had {done} holds as done, the journal has {now.done}"
        assert not stopped or now.outcome == "stopped_for_pain", f"a stop on the screen is {now.outcome}"

    def _put_back(self) -> None:
        """Let the move that hurt into the session again, so that its moves are always the same."""
        with closing(sqlite3.connect(self.home.data / "journal.db", isolation_level=None)) as db:
            db.execute("UPDATE stops SET put_back = 1")

    def _fault(self, kind: str, text: str) -> None:
        self.faults.append(f"{kind}, after {sum(self.counts[kind] for kind in KINDS)} kills: {text}")
        self.before = written(self.home)


def kill_often(seed: int, times: int) -> tuple[collections.Counter[str], list[str]]:
    """Kill so many times in a home of its own; what was counted and what was wrong."""
    with tempfile.TemporaryDirectory() as root:
        killer = Killer(Path(root), seed)
        for _ in range(times):
            killer.kill_once()
    return killer.counts, [f"seed {seed}: {fault}" for fault in killer.faults]


def main() -> int:
    """Kill as often as asked, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--homes", type=int, default=4, help="how many homes side by side")
    wanted = parser.parse_args()
    begun = time.monotonic()
    shares = [wanted.times // wanted.homes + (number < wanted.times % wanted.homes) for number in range(wanted.homes)]
    counts: collections.Counter[str] = collections.Counter()
    faults: list[str] = []
    with concurrent.futures.ProcessPoolExecutor(wanted.homes) as pool:
        seeds = range(wanted.seed * 1000, wanted.seed * 1000 + wanted.homes)
        for counted, found in pool.map(kill_often, seeds, shares):
            counts += counted
            faults += found
    print(f"{wanted.times} kills in {time.monotonic() - begun:.0f} s")
    for what, count in counts.most_common():
        print(f"  {count:4} {what}")
    print(*faults, f"{len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
