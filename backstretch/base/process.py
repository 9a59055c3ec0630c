"""What processes tell of each other: whether one lives, and how one ended."""

from __future__ import annotations

import os

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
