"""Visits to the shell: Ctrl+Z, and a process that was stopped with no warning."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from textual.app import App

Handler = Callable[[int, FrameType | None], object]


class JobControl:
    """Leaves Ctrl+Z to Textual, and keeps the terminal whole when the process goes on after any other stop.

    Textual takes every SIGCONT for the end of a Ctrl+Z, and would then begin on a terminal that it never left.
    """

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._away = False
        """Whether Textual has left the terminal to the shell."""

    def listen(self) -> None:
        """Stand between the signals and Textual; call it in the running program."""
        if sys.platform == "win32":
            return
        stop, go_on = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
        if not callable(stop) or not callable(go_on):
            return
        loop = asyncio.get_running_loop()
        signal.signal(signal.SIGTSTP, lambda number, frame: self._stopping(stop, number, frame))
        signal.signal(signal.SIGCONT, lambda number, frame: self._going_on(go_on, loop, number, frame))
        self._app.app_resume_signal.subscribe(self._app, self._back, immediate=True)

    def _stopping(self, stop: Handler, number: int, frame: FrameType | None) -> None:
        self._away = True
        stop(number, frame)

    def _going_on(self, go_on: Handler, loop: asyncio.AbstractEventLoop, number: int, frame: FrameType | None) -> None:
        if self._away:
            go_on(number, frame)
        else:
            loop.call_soon_threadsafe(self._begin_anew)

    def _back(self, _app: App[object]) -> None:
        self._away = False

    def _begin_anew(self) -> None:
        """Set the terminal up again, from what it was at first; a window that was closed is left alone."""
        if os.isatty(0):
            with self._app.suspend():
                pass
