"""Plain lines before second 0: how to get down, a key that starts the clock, and a minute where there is none."""

from __future__ import annotations

import signal

import pytest

from backstretch.coach.floor import HEADING_DOWN, HEADING_UP
from backstretch.coach.phrases import READY_TO_BEGIN
from backstretch.plain.way_down import ALONE_SECONDS, HOW

from .conftest import SMALL_SECONDS, Signal, Table

pytestmark = pytest.mark.usefixtures("upright")

END = Signal(signal.SIGINT)
HAVE_READY = "Have ready: a flat cushion under your head and a steady chair."
FIRST = "Stand facing a steady chair, both hands on its seat."


@pytest.mark.parametrize("key", ["space", "enter"])
def test_the_clock_starts_on_a_key(table: Table, key: str) -> None:
    reading = table.run("enter", 300.0, "n", key, END)
    lines = reading.lines
    assert HAVE_READY in lines
    begin = lines.index(f"{HEADING_DOWN}:")
    assert (lines[begin + 1], lines[begin + 5 : begin + 8]) == (FIRST, [READY_TO_BEGIN, HOW, HOW])
    assert any(line.startswith(" 0:00  Ready") for line in lines[begin:])
    assert table.world.run().active_seconds < 1


def test_esc_goes_back_and_nothing_has_begun(table: Table) -> None:
    assert table.run("enter", "escape").code == 0
    assert table.world.runs() == []


def test_sharp_pain_there_is_as_at_the_check_in(table: Table) -> None:
    reading = table.run("enter", "x", END)
    assert "Enter twice" in reading.text
    assert table.world.runs() == []


def test_without_keys_there_is_a_minute(table: Table) -> None:
    before = table.world.clock.seconds
    lines = table.run(there=False).lines
    begin = lines.index(f"{HEADING_DOWN}:")
    assert READY_TO_BEGIN not in lines
    assert lines[begin + 5] == "The clock starts in 60 seconds."
    assert table.world.clock.seconds == pytest.approx(before + ALONE_SECONDS + SMALL_SECONDS, abs=1)
    assert table.world.run().active_seconds == pytest.approx(SMALL_SECONDS)


def test_a_session_that_ends_early_on_the_floor_says_how_to_get_up(table: Table) -> None:
    lines = table.run("enter", "space", 20.0, "q", "q", "escape").lines
    assert lines[lines.index(f"{HEADING_UP}:") + 1] == "Roll onto your side, and push up with your upper hand."
