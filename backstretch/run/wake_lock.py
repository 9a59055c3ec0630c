"""Keeps the display and the machine from idling while a session runs. Never fatal, never in the way."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wakepy.core.mode import Mode

REFUSED = "This machine may dim or sleep during the session: its settings decide."
"""Said once where the display cannot be kept awake."""
_BUS = "DBUS_SESSION_BUS_ADDRESS"
"""What tells where a desktop is asked; Windows and macOS are asked directly."""


class WakeLock:
    """One thread that holds the wake lock; the library behind it is loaded there, after the first frame."""

    def __init__(self, call: Callable[[Callable[[], None]], None]) -> None:
        """``call`` runs something on the screen's own thread."""
        self._call = call
        self._told = False
        self._release = threading.Event()
        self._thread: threading.Thread | None = None

    def prepare(self, tell: Callable[[str], None]) -> None:
        """Find out whether the lock can be had, and ``tell`` once if not."""
        if not self._told:
            self._told = True
            threading.Thread(target=self._try, args=(tell,), name="awake-try", daemon=True).start()

    @classmethod
    def granted(cls) -> bool:
        """Whether the lock can be had; waits for the answer."""
        return cls._locked_until(lambda: None)

    def hold(self) -> None:
        """Keep awake until ``release``."""
        self._release.clear()
        self._thread = threading.Thread(target=self._hold, name="awake", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """Let the machine idle again."""
        self._release.set()

    def _try(self, tell: Callable[[str], None]) -> None:
        if not self.granted():
            with contextlib.suppress(RuntimeError):  # the screen may be gone by now
                self._call(lambda: tell(REFUSED))

    def _hold(self) -> None:
        self._locked_until(self._release.wait)

    @staticmethod
    def _locked_until(wait: Callable[[], object]) -> bool:
        """Keep the lock while ``wait`` waits; whether it could be had."""
        try:
            with _lock() as lock:
                active = lock.active
                wait()
        except Exception:  # noqa: BLE001 - a library that fails here must not end the session
            return False
        return active


def _lock() -> Mode:
    if sys.platform not in {"win32", "darwin"} and not os.environ.get(_BUS):
        raise OSError("there is no desktop to ask")  # and so nothing to load, which would take 2 to 3 MiB

    from wakepy import keep

    return keep.presenting(on_fail="pass")
