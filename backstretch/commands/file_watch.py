"""Files looked at again and again, for ``check --watch``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

POLL_SECONDS = 0.3

_Stamp = tuple[int, int, int] | None
"""What tells that a file was written: its time, its size and which file it is; None if there is none."""


def watch(files: Sequence[str], look: Callable[[str], None], sleep: Callable[[float], None]) -> NoReturn:
    """Look at each file, and again after each change, once it has been left alone from one poll to the next.

    It ends only when it is interrupted.
    """
    stamps = {file: _stamp(file) for file in files}
    for file in stamps:
        look(file)
    unsettled: set[str] = set()
    while True:
        sleep(POLL_SECONDS)
        for file, before in stamps.items():
            now = _stamp(file)
            if now != before:
                stamps[file] = now
                unsettled.add(file)
            elif file in unsettled:
                unsettled.remove(file)
                look(file)


def _stamp(file: str) -> _Stamp:
    try:
        status = Path(file).stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
