"""What processes tell of each other: whether one lives, and how one ended; and one begun that nobody waits for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence

SIGNALLED = 128
"""What an exit code is above, by the signal's number, of a process that a signal ended."""


def is_alive(pid: int | None) -> bool:
    """Whether a process with this id runs now; on Windows never, where asking so would end it."""
    if pid is None or pid <= 0 or os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def begin_detached(arguments: Sequence[str]) -> None:
    """Begin a program with its arguments, without a shell, in a session of its own; nothing where there are none.

    It reads nothing, what it writes goes nowhere, and nobody waits for it, not even for its beginning. One that cannot
    be begun is left out: `backstretch doctor` names it.
    """
    if not arguments:
        return
    import subprocess
    import threading

    def run() -> None:
        with contextlib.suppress(OSError, ValueError):
            subprocess.run(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                check=False,
            )

    with contextlib.suppress(RuntimeError):  # the system gives no more threads
        threading.Thread(target=run, name="hook", daemon=True).start()
