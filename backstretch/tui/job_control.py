"""Visits to the shell: Ctrl+Z, and a process that was stopped with no warning."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable

from textual.app import App


class JobControl:
    """Leaves the terminal to the shell and takes it back, in place of Textual, which knows only one case.

    Textual stops the process also where nobody is there to let it go on, as in a window that was opened for this
    program alone; and it takes every SIGCONT for the end of a Ctrl+Z, and would then begin on a terminal that it never
    left.
    """

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._away = False
        """Whether the terminal is left to the shell."""

    def listen(self) -> None:
        """Take the signals over; call it in the running program."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        self._on(signal.SIGTSTP, lambda: loop.call_soon_threadsafe(self._visit_shell))
        self._on(signal.SIGCONT, lambda: None if self._away else loop.call_soon_threadsafe(self._begin_anew))

    @property
    def _leaves(self) -> bool:
        return self._app.return_code is not None

    def _visit_shell(self) -> None:
        """Stop until somebody lets the process go on; where nobody could, the system passes the signal over."""
        if sys.platform == "win32" or self._away or self._leaves:  # who leaves has given the terminal back for good
            return
        self._away = True
        with self._app.suspend():
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, handler)
        self._away = False

    def _begin_anew(self) -> None:
        """Set the terminal up again, from what it was at first; a window that was closed is left alone."""
        if os.isatty(0) and not self._leaves:
            with self._app.suspend():
                pass

    @staticmethod
    def _on(number: int, call: Callable[[], object]) -> None:
        signal.signal(number, lambda _number, _frame: call())
