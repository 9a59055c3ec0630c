"""Terminals that say nothing true of their size, read slowly, or not at all."""

from __future__ import annotations

import os
import select
import time

import pytest

from .home import LEAVE_HOW, LONG, Home, assert_calm, assert_restored, start_the_long_one
from .terminal import PATIENCE, Terminal


def wait_for_stop_on_disk(home: Home) -> None:
    """Without reading a byte of what the program writes."""
    deadline = time.monotonic() + PATIENCE
    while home.only_run()["outcome"] != "stopped_for_pain":
        assert time.monotonic() < deadline, "the stop waits for the terminal"


@pytest.mark.second
def test_the_size_is_the_terminals_whatever_the_environment_says(home: Home) -> None:
    home.env |= {"COLUMNS": "120", "LINES": "40"}
    with home.hold_under_way(columns=80, rows=24) as terminal:
        terminal.resize(60, 20)
        terminal.wait_for(lambda: len({len(line.rstrip()) for line in terminal.text().splitlines()}) > 1)
        terminal.send_bytes(b"\x1b[48;20000;20000;0;0t\x1b[48;5;7;0;0t")  # sizes that are no window's
        terminal.resize(80, 24)
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED.")
        terminal.wait_for("Call your local emergency number")
        terminal.wait_for(LEAVE_HOW)
        assert_calm(terminal)


@pytest.mark.second
def test_a_terminal_that_reads_nothing_holds_up_no_stop(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.stall()
        terminal.press("x")
        wait_for_stop_on_disk(home)
        taken = len(terminal.raw)
        terminal.wait_for("SESSION STOPPED")
        assert b"First move" not in last_frame(bytes(terminal.raw[taken:])), "the stopped page is what is drawn next"
        terminal.wait_for(LEAVE_HOW)
        terminal.stall()
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)


def last_frame(data: bytes) -> bytes:
    """What came after the frame that was cut short."""
    return data[data.rindex(b"\x18") :]


@pytest.mark.second
def test_a_terminal_that_reads_slowly_shows_the_stop_soon(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.stall()
        terminal.press("x")
        wait_for_stop_on_disk(home)
        taken = read_slowly(terminal, "SESSION STOPPED")
        assert taken < 12_000, "what the system kept of old frames came first"


def read_slowly(terminal: Terminal, wanted: str) -> int:
    """Take in a few bytes at a time until a text is there; how many it took."""
    taken = 0
    while wanted not in terminal.text():
        assert select.select([terminal._open()], [], [], PATIENCE)[0], terminal.text()
        data = os.read(terminal._open(), 96)
        taken += len(data)
        terminal.raw += data
        terminal._feed(data)
    return taken


def test_lines_that_nobody_reads_hold_up_no_stop(home: Home) -> None:
    home.write_session("long", LONG)
    with home.open("run", "long", "--plain") as terminal:
        start_the_long_one(terminal)
        terminal.send_bytes(b"?z" * 150)  # each a page of keys: in all more than the system keeps
        terminal.press("x")
        wait_for_stop_on_disk(home)
        taken = len(terminal.raw)
        terminal.wait_for("SESSION STOPPED")
        assert len(terminal.raw) - taken < 12_000, "lines that nobody had read came first"
        terminal.wait_for(LEAVE_HOW)
        terminal.close()
        assert terminal.wait_exit() == 129
        assert_calm(terminal)
