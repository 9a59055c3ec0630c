"""The ends that come from outside, and visits to the shell: signals as something that a wait notices."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

from backstretch.base.errors import BackstretchError
from backstretch.base.process import SIGNALLED
from backstretch.base.text import plain

GRACE_SECONDS = 5
"""How long leaving in good order may take once it was asked for."""
BROKEN_PIPE = SIGNALLED + 13
"""The exit code when nobody takes the lines any more."""


class UnwritableError(BackstretchError):
    """The standard output takes nothing, for a reason that a person can do something about."""


class EndedError(Exception):
    """The program was asked to end, by the signal of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class OutputGoneError(Exception):
    """Nobody takes the lines any more."""


def code_of(error: BaseException | None) -> int:
    """The exit code where lines could not be written. Raises UnwritableError where that is for a person to mend."""
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EIO:  # the terminal is gone
        return SIGNALLED + 1
    if number not in {None, errno.EPIPE}:
        raise UnwritableError(f"cannot write to standard output: {plain(str(getattr(error, 'strerror', '')))}")
    return BROKEN_PIPE


def _ending() -> tuple[signal.Signals, ...]:
    if sys.platform == "win32":
        return (signal.SIGINT, signal.SIGTERM, signal.SIGBREAK)
    return (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class Signals:
    """Listens while it is entered. What was ignored from outside, as by ``nohup``, stays ignored."""

    def __init__(self, *, job_control: bool) -> None:
        """With ``job_control`` Ctrl+Z is told by `suspended`, and is for the caller to carry out."""
        self.wake: int | None = None
        """A file descriptor that can be read when a signal came; None where there is nothing of the kind."""
        self.give_up: Callable[[], None] = lambda: None
        """Writes down what must not be lost, when leaving in good order takes too long."""
        self.suspended = False
        """Whether Ctrl+Z was pressed and nobody has gone to the shell since."""
        self.continued = False
        """Whether the process went on after it was stopped."""
        self._job_control = job_control
        self._number = 0
        self._before: dict[int, Any] = {}
        self._wake_end: int | None = None

    def __enter__(self) -> Self:
        for number in _ending():
            self._handle(number, self._asked)
        if sys.platform != "win32":
            self.wake, self._wake_end = os.pipe()
            for end in (self.wake, self._wake_end):
                os.set_blocking(end, False)
            signal.set_wakeup_fd(self._wake_end, warn_on_full_buffer=False)
            self._handle(signal.SIGALRM, self._late)
            if self._job_control:
                self._handle(signal.SIGTSTP, self._stopping)
                self._handle(signal.SIGCONT, self._going_on)
        return self

    def __exit__(self, *_: object) -> None:
        if sys.platform != "win32":
            signal.alarm(0)
            signal.set_wakeup_fd(-1)
        for number, before in self._before.items():
            signal.signal(number, before)
        for end in (self.wake, self._wake_end):
            if end is not None:
                os.close(end)
        self.wake = self._wake_end = None

    def check(self) -> None:
        """Take note of what came. Raises EndedError if the program was asked to end."""
        if self.wake is not None:
            with contextlib.suppress(BlockingIOError):
                os.read(self.wake, 4096)
        if self._number:
            raise EndedError(self._number)

    def nudge(self) -> None:
        """End the waiting for a signal or a key, from any thread; where there is no such way it ends by itself."""
        if self._wake_end is not None:
            with contextlib.suppress(OSError):  # full: it wakes all the same
                os.write(self._wake_end, b"\0")

    def suspend(self) -> None:
        """Go to the shell; returns when the process is continued."""
        self.suspended = False
        if sys.platform != "win32":
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, self._stopping)
        self.continued = False

    def _handle(self, number: int, handler: Callable[[int, FrameType | None], None]) -> None:
        before = signal.getsignal(number)
        if before is not signal.SIG_IGN:
            self._before[number] = before
            signal.signal(number, handler)

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        self._number = number
        if sys.platform != "win32":
            signal.alarm(GRACE_SECONDS)

    def _late(self, _number: int, _frame: FrameType | None) -> None:
        try:
            self.give_up()
        finally:
            os._exit(SIGNALLED + self._number)

    def _stopping(self, _number: int, _frame: FrameType | None) -> None:
        self.suspended = True

    def _going_on(self, _number: int, _frame: FrameType | None) -> None:
        self.continued = True
