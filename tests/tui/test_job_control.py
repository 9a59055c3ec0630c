"""Whose the terminal is: a program that leaves has given it back for good."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from backstretch.tui.job_control import JobControl

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl+Z")


class _App:
    """What JobControl asks of a program."""

    def __init__(self, *, leaves: bool) -> None:
        self.return_code = 0 if leaves else None
        self.taken_back = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield
        self.taken_back += 1


@pytest.mark.parametrize(("leaves", "times"), [(False, 1), (True, 0)])
@pytest.mark.parametrize("asked", ["_visit_shell", "_begin_anew"])
def test_the_terminal_is_taken_back_unless_the_program_leaves(
    monkeypatch: pytest.MonkeyPatch, asked: str, leaves: bool, times: int
) -> None:
    """Ctrl+C right after Ctrl+Z comes first: what the signal asked for is late."""
    monkeypatch.setattr(os, "isatty", lambda _: True)
    monkeypatch.setattr(os, "kill", lambda *_: None)
    before = signal.getsignal(signal.SIGTSTP)
    app = _App(leaves=leaves)
    getattr(JobControl(app), asked)()  # type: ignore[arg-type]
    assert app.taken_back == times
    assert signal.getsignal(signal.SIGTSTP) is before
