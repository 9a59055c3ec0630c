from __future__ import annotations

import re

import pytest

from .home import LEAVE_HOW, Home, assert_restored

pytestmark = pytest.mark.second

COLOURS = {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}
"""What a terminal is told a colour with; 39 and 49 are its own."""


def test_without_colours_none_is_sent_and_all_is_told(home: Home) -> None:
    home.env["NO_COLOR"] = "1"
    with home.hold_under_way() as terminal:
        terminal.wait_for("HOLD LEFT")
        terminal.press("space")
        terminal.wait_for("PAUSED LEFT")
        terminal.press("x")
        terminal.wait_for(f"[ Leave ]  {LEAVE_HOW}")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)
        styles = re.findall(rb"\x1b\[([0-9;:]*)m", bytes(terminal.raw))
    told = {int(number) for style in styles for number in re.split(rb"[;:]", style) if number}
    assert {1, 7} <= told, "bold and reversed"
    assert not told & COLOURS
