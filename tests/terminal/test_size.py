"""The size of a terminal, whatever the environment says."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from backstretch.commands.click_program import cli
from backstretch.terminal.size import MOST, USUAL, forget_variables, terminal_size

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")


@pytest.fixture
def terminal() -> Iterator[int]:
    """A terminal that has no size yet."""
    window, program = os.openpty()
    yield program
    os.close(window)
    os.close(program)


def resize(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def test_the_size_is_the_terminals_own(terminal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LINES", "40")
    resize(terminal, 90, 33)
    assert terminal_size(terminal) == (90, 33)
    resize(terminal, 20, 5)
    assert terminal_size(terminal) == (20, 5)


def test_where_nobody_knows_the_size_it_is_the_usual_one(terminal: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    resize(terminal, 0, 0)
    assert terminal_size() == terminal_size(nothing) == terminal_size(terminal) == terminal_size(-1) == USUAL
    resize(terminal, 70, 0)
    assert terminal_size(terminal) == USUAL
    resize(terminal, 70, 20)
    assert terminal_size(-1, nothing, terminal) == (70, 20)
    os.close(nothing)


def test_a_size_that_no_window_has_is_not_believed(terminal: int) -> None:
    resize(terminal, 20_000, 20_000)
    assert terminal_size(terminal) == MOST


def test_every_command_forgets_the_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "31")
    monkeypatch.setenv("LINES", "7")
    narrow = CliRunner().invoke(cli, ["--help"]).stdout
    assert "COLUMNS" not in os.environ
    assert "LINES" not in os.environ
    assert max(map(len, narrow.splitlines())) > 60


def test_other_variables_stay() -> None:
    environment = {"COLUMNS": "1", "COLUMNS_": "2"}
    forget_variables(environment)
    forget_variables(environment)
    assert environment == {"COLUMNS_": "2"}
