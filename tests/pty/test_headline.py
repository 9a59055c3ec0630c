"""The headline, before anything large is loaded: what ends the program there leaves the terminal as it was."""

from __future__ import annotations

import re
import signal
import sys

import pytest

from backstretch.terminal.headline import NAME, WHAT, Headline, headline

from ..cases import cases
from .home import LONG, Home, assert_calm, assert_restored
from .terminal import Terminal

LOADS = """
import sys, time
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            WHAT_HAPPENS
sys.meta_path.insert(0, Slow())
from backstretch.cli import main
main()
"""
"""The program, with something that happens when it is about to load Textual."""


UNTIL_TWO_KEYS_CAME = (
    "import fcntl, termios; exec('while fcntl.ioctl(0, termios.FIONREAD, bytes(4))[0] < 2: time.sleep(0.01)');"
    " print('2 came', file=sys.stderr, flush=True); time.sleep(60)"
)


@cases("columns, line", [(120, f"{NAME}   {WHAT}"), (80, f"{NAME}   {WHAT}"), (79, NAME), (12, NAME[:8]), (3, "")])
def test_it_is_the_library_s_first_line(columns: int, line: str) -> None:
    assert headline(columns) == line


def test_without_a_terminal_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with Headline(sys.stdin, sys.stderr) as shown, Headline(None, None) as none:
        assert (shown.stands, none.stands) == (False, False)
        assert shown.hand_over() is None
    assert capsys.readouterr() == ("", "")


def loading(what_happens: str) -> list[str]:
    return [sys.executable, "-c", LOADS.replace("WHAT_HAPPENS", what_happens)]


def assert_as_it_was(terminal: Terminal) -> None:
    """The first screen with its cursor, and the settings of the line."""
    raw = bytes(terminal.raw)
    assert raw.rindex(b"\x1b[?1049l") > raw.rindex(b"\x1b[?1049h")
    assert raw.rindex(b"\x1b[?25h") > raw.rindex(b"\x1b[?25l")
    assert terminal.attributes() == terminal.attributes_before
    assert_calm(terminal)


@pytest.mark.second
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_while_loading(home: Home, number: signal.Signals) -> None:
    with Terminal(loading(UNTIL_TWO_KEYS_CAME), home.env) as terminal:
        terminal.wait_for(WHAT)
        terminal.press("q", "ctrl+z")  # neither shown nor obeyed
        terminal.wait_for("2 came")  # what the terminal takes in later is obeyed, by the settings it has again
        terminal.send(number)
        assert terminal.wait_exit() == (130 if number is signal.SIGINT else -number)
        assert_as_it_was(terminal)
        assert "q" not in terminal.text().replace(WHAT, "")


@pytest.mark.second
def test_ctrl_c_in_the_middle_of_a_class(home: Home) -> None:
    """Which Python 3.11 tells as a RuntimeError."""
    in_a_class = (
        "import os; attribute = type('', (), {'__set_name__': lambda *_: [os.kill(os.getpid(), 2), time.sleep(60)]});"
        " type('Loaded', (), {'attribute': attribute()})"
    )
    with Terminal(loading(in_a_class), home.env) as terminal:
        assert terminal.wait_exit() == 130
        assert_as_it_was(terminal)


BEGINS = """
import os
from backstretch.cli import main
from backstretch.tui.output_driver import OutputDriver
begin = OutputDriver.start_application_mode
def start_application_mode(driver):
    for step in STEPS:
        step(driver)
OutputDriver.start_application_mode = start_application_mode
main()
"""
"""The program, with a signal right before it takes the terminal over from the headline, or right after."""


@pytest.mark.second
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("steps", ["[end, begin]", "[begin, end]"])
@pytest.mark.parametrize("arguments", [(), ("run", "long")])
def test_a_signal_while_the_screens_take_over(
    home: Home, number: signal.Signals, steps: str, arguments: tuple[str, ...]
) -> None:
    home.answer_first_questions()
    home.write_session("long", LONG)
    end = f"end = lambda _: os.kill(os.getpid(), {number.value})"
    code = BEGINS.replace("STEPS", steps).replace("import os\n", f"import os\n{end}\n", 1)
    with Terminal([sys.executable, "-c", code, *arguments], home.env) as terminal:
        assert terminal.wait_exit() in (128 + number.value, -number.value)
        assert_as_it_was(terminal)


@pytest.mark.second
def test_an_error_while_loading(home: Home) -> None:
    with Terminal(loading("raise OSError(5, 'the disk is gone')"), home.env) as terminal:
        assert terminal.wait_exit() == 1
        assert_as_it_was(terminal)
        raw = bytes(terminal.raw)
        assert raw.index(WHAT.encode()) < raw.rindex(b"\x1b[?1049l") < raw.index(b"the disk is gone")


@pytest.mark.second
def test_keys_pressed_meanwhile_count_and_the_terminal_is_as_it_was_at_the_end(home: Home) -> None:
    home.answer_first_questions()
    with home.open() as terminal:
        terminal.wait_for(WHAT)
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
        assert bytes(terminal.raw).count(b"\x1b[?1049h") == 1


@pytest.mark.second
def test_the_check_in_is_the_next_that_is_drawn_where_a_session_is_named(home: Home) -> None:
    home.answer_first_questions()
    with home.open("run", "gentle-start") as terminal:
        terminal.wait_for("Enter starts")
        before, _, _ = bytes(terminal.raw).partition(b"Gentle start")
        blank_rows = re.findall(rb" {100}", before)
        assert len(blank_rows) < 3, "an empty screen was drawn, and not only the margin of the check-in"
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
