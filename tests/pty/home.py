"""One person's directories, the sessions in them, and the ways into the program from there."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from backstretch.coach.red_flags import say
from backstretch.commands.click_program import cli

from .terminal import Terminal

PROGRAM = (sys.executable, "-m", "backstretch")

LEAVE_HOW = say("stop", "leave_how")
"""What the stopped page says of its way out, once it takes keys."""

TINY = """
format = 1
title = "Aaa tiny"
lead_in = 0
side_gap = 0
[[steps]]
name = "Arms up"
cues = ["Lie still."]
sides = "both"
hold = 1
[[steps]]
rest = 1
[[steps]]
name = "Arms down"
cues = ["Lie still."]
hold = 2
"""
"""Five seconds: holds of 1 s left and right, a rest of 1 s, a hold of 2 s."""

SHORT = """
format = 1
title = "Aaa short"
lead_in = 0
[[steps]]
name = "Arms up"
cues = ["Lie still."]
hold = 1
"""
"""One hold of a second."""

TWICE = """
format = 1
title = "Aaa twice"
lead_in = 0
[[steps]]
name = "Arms up"
cues = ["Lie still."]
hold = 1
[[steps]]
name = "Arms down"
cues = ["Lie still."]
hold = 2
"""
"""A hold of a second and one of two."""

LONG = """
format = 1
title = "Aaa long"
lead_in = 0
side_gap = 0
[[steps]]
name = "First move"
cues = ["Lie still."]
sides = "both"
hold = "10m"
[[steps]]
name = "Second move"
cues = ["Lie still."]
hold = "10m"
[[steps]]
name = "Third move"
cues = ["Lie still."]
hold = "10m"
"""
"""Holds that no test sees the end of: left and right of the first move, then the second, then the third."""


class Home:
    """Where the program finds and keeps everything."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data, self.config, self.state = (root / name / "backstretch" for name in ("data", "config", "state"))
        kept = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ}
        xdg = {f"XDG_{name.upper()}_HOME": str(root / name) for name in ("data", "config", "state", "cache")}
        self.begun = 0.0
        """A moment, on the monotonic clock, right before the session of `hold_under_way` began."""
        self.env = kept | xdg | {"HOME": str(root), "TERM": "xterm-256color", "LANG": "C.UTF-8"}

    def answer_first_questions(self) -> None:
        """Nothing applies, as it was answered today."""
        self.data.mkdir(parents=True, exist_ok=True)
        text = f"format = 1\ncautions = []\nrotations = false\nanswered_on = {date.today().isoformat()}\n"
        (self.data / "person.toml").write_text(text, encoding="utf-8")

    def configure(self, text: str) -> None:
        """The settings file."""
        self.config.mkdir(parents=True, exist_ok=True)
        (self.config / "config.toml").write_text(text, encoding="utf-8")

    def write_session(self, id_: str, text: str) -> None:
        """Put a session among the person's own."""
        sessions = self.data / "sessions"
        sessions.mkdir(parents=True, exist_ok=True)
        (sessions / f"{id_}.toml").write_text(text, encoding="utf-8")

    def open(
        self, *args: str, columns: int = 100, rows: int = 30, as_: str = "", env: Mapping[str, str] | None = None
    ) -> Terminal:
        """The program with these arguments, in a new window, with ``env`` over the home's own variables."""
        return Terminal([*PROGRAM, *args], self.env | dict(env or {}), columns=columns, rows=rows, as_=as_)

    def hold_under_way(self, id_: str = "long", *, columns: int = 100, rows: int = 30, as_: str = "") -> Terminal:
        """A window in which the first hold of a session has begun."""
        self.write_session("long", LONG)
        terminal = self.open("run", id_, columns=columns, rows=rows, as_=as_)
        try:
            terminal.wait_for("Enter starts")
            self.begun = time.monotonic()
            terminal.press("enter")
            terminal.wait_for("HOLD")
        except BaseException as error:
            terminal.__exit__(type(error), error, error.__traceback__)
            raise
        return terminal

    def log(self) -> list[dict[str, Any]]:
        """What the journal holds, as another process than the program's reads it: this one."""
        return [json.loads(line) for line in self._said("log", "--json").splitlines()]

    def only_run(self) -> dict[str, Any]:
        """The one run of the journal, with its holds."""
        (run,) = self.log()
        shown: dict[str, Any] = json.loads(self._said("log", "show", run["id"], "--json"))
        return shown

    def _said(self, *args: str) -> str:
        done = CliRunner().invoke(cli, args, env=self.env, prog_name="backstretch")
        assert (done.exit_code, done.stderr) == (0, ""), done.output
        return done.stdout


def check_in(terminal: Terminal) -> None:
    """Answer the questions before a session: no pain given, no sign is new."""
    terminal.wait_for("Enter starts")
    terminal.press("enter")


def start_the_long_one(terminal: Terminal) -> None:
    """Answer the questions before `LONG` in plain mode: an Enter that comes as they are printed is dropped."""
    terminal.wait_for("Esc goes back")
    terminal.press_until("enter", lambda: "First move: hold left" in terminal.text(), every=3.0)


def assert_restored(terminal: Terminal) -> None:
    """The program has left the terminal as it found it, and said nothing of its insides."""
    at_the_end = bytes(terminal.raw[terminal.raw.rindex(b"\x1b[?1049h") :])
    assert at_the_end.rindex(b"\x1b[<u") > at_the_end.rindex(b"\x1b[>31u")
    for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l"):
        assert sequence in at_the_end, sequence
    assert at_the_end.rindex(b"\x1b[?25h") > at_the_end.rindex(b"\x1b[?25l")
    assert terminal.attributes() == terminal.attributes_before
    assert_calm(terminal)


def assert_calm(terminal: Terminal) -> None:
    """No traceback and no exception was shown."""
    for word in (b"Traceback", b"Error", b"Exception"):
        assert word not in terminal.raw, terminal.text()


def leave_the_advice(terminal: Terminal) -> None:
    """Press Enter until two of them were far enough apart, and near enough."""
    terminal.wait_for("SESSION STOPPED")
    terminal.press_until("enter", lambda: "SESSION STOPPED" not in terminal.text() or terminal.ended)
