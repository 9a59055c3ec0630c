"""Processes: whether one lives, how one ended, one begun that nobody waits for, and the end of this one."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import threading

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


_BEGUN_SECONDS = 0.5
"""How long this process waits for each program that it begins to have begun, at most, before it ends."""
_beginnings: list[threading.Event] = []
"""Set as soon as a program is begun, or cannot be."""


def begin_detached(arguments: Sequence[str]) -> None:
    """Begin a program with its arguments, without a shell, in a session of its own; nothing where there are none.

    It reads nothing, what it writes goes nowhere, and nobody waits for it. One that cannot be begun is left out:
    `backstretch doctor` names it.
    """
    if not arguments:
        return
    import subprocess
    import threading

    begun = threading.Event()

    def run() -> None:
        with contextlib.suppress(OSError, ValueError):
            nothing = subprocess.DEVNULL
            with subprocess.Popen(arguments, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True):
                begun.set()
        begun.set()

    with contextlib.suppress(RuntimeError):  # the system gives no more threads
        threading.Thread(target=run, name="hook", daemon=True).start()
        _beginnings.append(begun)


def leave(code: int) -> NoReturn:
    """End this process at once, with everything written out.

    Python takes up to a second to let go of all that a program has, in which sharp pain would be told to nobody.
    """
    for begun in _beginnings:
        begun.wait(_BEGUN_SECONDS)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # gone, closed, or never there
            stream.flush()
    os._exit(code & 0xFF)
