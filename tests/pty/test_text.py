from __future__ import annotations

from .home import Home, assert_calm, check_in

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
TAINTED = (b"\x1b[31m", b"\x1b[32m", b"\x1b[33m", b"\x1b]0", b"\x1b[2J", b"example.org\x1b\\", b"\xc2\x9b")


def test_what_a_file_says_reaches_the_terminal_as_plain_text_only(home: Home) -> None:
    home.write_session("hostile", HOSTILE)
    with home.open() as terminal:
        terminal.wait_for("[31m[bold]x")
        assert len(terminal.columns("new")) == 1
        terminal.press("end")
        terminal.wait_for("[red]s")
        terminal.wait_for("[blink]n")
        terminal.press("enter")
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
        for sequence in TAINTED:
            assert sequence not in terminal.raw, sequence
        assert_calm(terminal)
    (run,) = home.log()
    assert "\x1b" not in run["title"]
