"""The ends that come from outside: a signal, a terminal that is gone, and one that takes nothing more."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from backstretch.base.process import SIGNALLED

GRACE_SECONDS = 5
"""How long leaving in good order may take; a writer that waits for a dead terminal would wait for ever."""
GONE_SECONDS = 1
"""The same once the terminal is gone: nothing is left to restore, and what is done is written down all the same."""


class Endings:
    """Leaves when asked from outside, at the latest after a few seconds, and with everything written down."""

    def __init__(self, leave: Callable[[int], None], write_down: Callable[[], None]) -> None:
        """``leave`` ends the program in good order, for the signal of that number; ``write_down`` only writes."""
        self._leave = leave
        self._write_down = write_down
        self._number = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def listen(self) -> None:
        """Begin, once; call it on the program's own loop. Python's handlers come through also where that is stuck."""
        if sys.platform == "win32" or self._loop is not None:
            return
        self._loop = asyncio.get_running_loop()
        # SIGINT too: once the terminal is as it was, a second Ctrl+C is no key any more.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked)
        signal.signal(signal.SIGALRM, self._give_up)
        threading.Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        if not self._number:  # else it is leaving already
            self._leave_soon(number)

    def _watch(self) -> None:
        """Wait until the terminal is gone; not everybody who loses it gets a signal, and Textual would spin."""
        if sys.platform == "win32":
            return
        poll = select.poll()
        poll.register(0, 0)
        if any(event & select.POLLHUP for _, event in poll.poll()):
            self._leave_soon(signal.SIGHUP, GONE_SECONDS)

    def _leave_soon(self, number: int, grace_seconds: int = GRACE_SECONDS) -> None:
        self._number = number
        if sys.platform != "win32":
            left = signal.alarm(grace_seconds)
            if 0 < left < grace_seconds:
                signal.alarm(left)
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: it is leaving already
                self._loop.call_soon_threadsafe(self._leave, number)

    def _give_up(self, _number: int, _frame: FrameType | None) -> None:
        try:
            self._write_down()
        finally:
            os._exit(SIGNALLED + self._number)
