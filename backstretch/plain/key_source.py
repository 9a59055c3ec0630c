"""Where keys come from; and the lack of any."""

from __future__ import annotations

import select
import time
from typing import Protocol

from backstretch.plain.signals import Signals

SUSPEND = "ctrl+z"
"""Given in place of a key when the person wants to go to the shell."""
POLL_SECONDS = 0.05
"""How long a wait is that cannot be ended by a signal."""


class Keys(Protocol):
    """Where keys come from. Its methods raise EndedError when the program is asked to end."""

    there: bool
    """Whether any key can come at all."""

    def wait(self, seconds: float | None) -> str:
        """The next key: a character, or a name as ``enter``; empty after so many seconds."""
        ...

    def line(self) -> str:
        """A line of text, as the terminal lets it be edited."""
        ...

    def suspend(self) -> None:
        """Go to the shell, and come back."""
        ...

    def restore(self) -> None:
        """Leave the terminal as it was found."""
        ...


class NoKeys:
    """Where there is nobody to press any: only time passes, and signals come."""

    there = False

    def __init__(self, signals: Signals) -> None:
        self._signals = signals

    def wait(self, seconds: float | None) -> str:
        """Let time pass."""
        _sleep(self._signals, seconds)
        self._signals.check()
        return ""

    def line(self) -> str:
        """Nothing."""
        return ""

    def suspend(self) -> None:
        """Nothing to do: the shell does it."""

    def restore(self) -> None:
        """Nothing was changed."""


def _sleep(signals: Signals, seconds: float | None) -> None:
    if signals.wake is not None:
        select.select([signals.wake], [], [], seconds)
    else:
        time.sleep(POLL_SECONDS if seconds is None else min(seconds, POLL_SECONDS))
