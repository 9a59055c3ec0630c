"""A disk of its own, that a scene can fill or write-protect."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.pty.home import LONG, Home


class LeftOut(Exception):  # noqa: N818 - nothing went wrong
    """A scene that cannot be played on this machine."""


@contextmanager
def disk(home: Home, options: str) -> Iterator[Path]:
    """A disk of its own in place of the data directory."""
    if os.getuid() != 0 or sys.platform != "linux":
        raise LeftOut("it takes root to mount a disk")
    kept = {path.name: path.read_bytes() for path in home.data.iterdir() if path.is_file()}
    done = subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", str(home.data)], check=False)
    if done.returncode:
        raise LeftOut("no disk can be mounted here")
    try:
        for name, data in kept.items():
            (home.data / name).write_bytes(data)
        home.write_session("zzlong", LONG)
        yield home.data
    finally:
        subprocess.run(["/bin/umount", "-l", str(home.data)], check=True)


def fill(directory: Path) -> None:
    """Leave no room on a disk."""
    with (directory / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return
