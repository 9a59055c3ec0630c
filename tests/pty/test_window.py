from __future__ import annotations

import pytest

from .home import LEAVE_HOW, Home, assert_calm, assert_restored
from .terminal import Terminal

pytestmark = pytest.mark.second

SIZES = ((120, 40), (80, 24), (40, 12), (30, 8), (10, 3), (1, 1), (5, 50), (200, 2), (80, 24))


def resize_to_all(terminal: Terminal) -> None:
    """Every size in turn, faster than the program may follow; the last one once it has."""
    for columns, rows in SIZES[:-1]:
        terminal.resize(columns, rows)
        terminal.wait_for_output()
    terminal.wait_for_silence(0.2)
    terminal.resize(*SIZES[-1])


def test_a_session_goes_on_in_a_window_of_any_size(home: Home) -> None:
    with home.hold_under_way(columns=100, rows=30) as terminal:
        for columns, rows in SIZES:
            terminal.resize(columns, rows)
            if columns >= 80 and rows >= 24:
                terminal.wait_for("HOLD LEFT")
                terminal.wait_for("First move")
            elif (columns, rows) == (40, 12):
                terminal.wait_for("First move")
                terminal.wait_for("x STOP")
            elif (columns, rows) == (30, 8):
                terminal.wait_for("make it 40x12")
            terminal.wait_for_output()
            assert_calm(terminal)
        terminal.press("space")
        terminal.wait_for("PAUSED LEFT")
        resize_to_all(terminal)
        terminal.wait_for("PAUSED LEFT")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)


def test_sharp_pain_stops_in_a_window_of_any_size(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.resize(10, 3)
        terminal.wait_for_output()
        terminal.press("x")
        terminal.resize(30, 8)
        terminal.wait_for("SESSION STOPPED")
        resize_to_all(terminal)
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for(LEAVE_HOW)
        assert_calm(terminal)
        assert home.only_run()["outcome"] == "stopped_for_pain"


def test_every_other_screen_stands_a_window_of_any_size(home: Home) -> None:
    steps = (
        ("", "Every day"),
        ("?", "In the library"),
        ("escape", "Every day"),
        ("enter", "Enter starts"),
        ("y", "Space or a digit ticks"),
    )
    with home.open() as terminal:
        for key, text in steps:
            if key:
                terminal.press(key)
            terminal.wait_for(text)
            resize_to_all(terminal)
            terminal.wait_for(text)
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)


def test_a_page_moves_in_a_low_window_from_the_first_frame_on(home: Home) -> None:
    """Before anything but the first screen is loaded."""
    with home.open(columns=80, rows=4) as terminal:
        terminal.wait_for("Enter start")
        terminal.send_bytes(b"\x1b[6~\x1b[5~\x1b[6~")
        terminal.wait_for_silence(0.2)
        terminal.resize(80, 24)
        terminal.wait_for("Every day")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130


def test_nothing_is_written_while_a_session_is_paused(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("space")
        terminal.wait_for("PAUSED. Space goes on.")
        terminal.wait_for_silence(1.2)
