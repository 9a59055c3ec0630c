"""The clocks a run needs, behind one small interface so that tests bring their own."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What a run asks about time."""

    def monotonic(self) -> float:
        """Seconds of a clock that never goes back and that a session runs on."""
        ...

    def awake(self) -> float:
        """Seconds of a clock that goes on while the machine sleeps."""
        ...

    def now(self) -> datetime:
        """The local date and time, with its offset."""
        ...


class SystemClock:
    """The clocks of the machine itself."""

    def monotonic(self) -> float:
        """Seconds; on Linux and macOS it stands still while the machine sleeps."""
        return time.monotonic()

    def awake(self) -> float:
        """Seconds of the boot clock where there is one, else of the wall clock."""
        if sys.platform != "win32" and hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.time()

    def now(self) -> datetime:
        """The local date and time, with its offset."""
        return datetime.now().astimezone()
