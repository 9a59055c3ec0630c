from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backstretch.journal.records import PainReport, Progress, RunStart
from backstretch.journal.spool import record_stop_aside

from .home import Home, assert_calm, check_in

pytestmark = pytest.mark.second

HOSTILE = r"""
format = 1
title = "\u001b[31m[bold]x\u0007\u009b2J \u5de6\u202e\u2764\ufe0fe\u0301\U0001f44d\U0001f3fd\u200d"
summary = "\u001b]0;owned\u0007[red]s"
author = "\u001b[2J[link=https://example.org]a"
lead_in = 0
[[steps]]
name = "\u001b[32m[blink]n"
cues = ["\u001b[33m[@click=app.exit]c"]
hold = 1
"""
SETTINGS = r"""
sounds = false
voice = false
advice_line = "\u001b[31m[bold]a\u202e\u009b2J"
theme = "\u001b[32m"
"\u001b[33mkey" = 1
"""
OF_ANOTHER_LOG = "\x1b[31m[bold]\x9b2J\u202e\x1b]0;owned\x07"
FIRST = b"\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H"
"""What the program itself begins with: a screen of its own, empty."""
TAINTED = (
    b"\x1b[31m",
    b"\x1b[32m",
    b"\x1b[33m",
    b"\x1b]0",
    b"\x1b[2J",
    b"example.org\x1b\\",
    b"\xc2\x9b",
    "\u202e".encode(),
)


def stop_in_another_log(home: Home) -> None:
    """A stop that waits to be taken in, as any program may have written it."""
    now = datetime.now(UTC)
    start = RunStart("a-1", OF_ANOTHER_LOG, OF_ANOTHER_LOG, "ab", now, 0, 1, 5.0, 1, None, 0)
    report = PainReport(at_seconds=1.0, step=1, exercise=OF_ANOTHER_LOG, side=None, rep=1, note=OF_ANOTHER_LOG)
    record_stop_aside(home.state / "stops", start, Progress(now, 0, 1.0, ()), report)


def test_what_a_file_says_reaches_the_terminal_as_plain_text_only(home: Home) -> None:
    home.configure(SETTINGS)
    stop_in_another_log(home)
    home.write_session("hostile", HOSTILE)
    with home.open() as terminal:
        terminal.wait_for("[31m[bold]x")
        assert len(terminal.columns("new")) == 1
        terminal.press("end")
        terminal.wait_for("[red]s")
        terminal.wait_for("[blink]n")
        terminal.press("enter")
        terminal.wait_for("Has that pain settled?")
        terminal.wait_for("]0;owned")
        terminal.press("y")
        terminal.wait_for("Have you had medical advice about it?")
        terminal.press("y")
        terminal.wait_for("Enter starts")
        terminal.wait_for("[31m[bold]x")
        check_in(terminal)
        terminal.wait_for("[@click=app.exit]c")
        terminal.wait_for("Holds: 1 done")
        terminal.wait_for("[31m[bold]x")
        terminal.press("escape")
        terminal.wait_for("today")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        of_the_program = terminal.raw.replace(FIRST, b"")
        for sequence in TAINTED:
            assert sequence not in of_the_program, sequence
        assert_calm(terminal)
    _, run = home.log()
    assert "\x1b" not in run["title"]
