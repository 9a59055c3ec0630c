"""Runs a program that renders speech: quietly, at low priority, never longer than allowed, ended at once when asked."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_LESS_URGENT = 10
"""Added to the niceness: the session's clock and sound come first."""


class Job(NamedTuple):
    """A program to run and what it reads. No shell is between."""

    argv: tuple[str, ...]
    stdin: bytes = b""
    env: Mapping[str, str] = MappingProxyType({})
    """Variables beside those of this process."""


class Children:
    """Runs one child process at a time, for one thread; any other thread can close it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: subprocess.Popen[bytes] | None = None
        self._closed = False

    def run(self, job: Job, timeout_seconds: float) -> bool:
        """Run the program to its end, waiting for it; whether it ended well and in time."""
        process = self._start(job)
        if process is None:
            return False
        try:
            process.communicate(job.stdin, timeout_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        return process.returncode == 0

    def close(self) -> None:
        """Kill the child under way, if any, and start no other."""
        with self._lock:
            self._closed = True
            if self._under_way is not None:
                self._under_way.kill()

    def _start(self, job: Job) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._closed:
                return None
            try:
                self._under_way = subprocess.Popen(
                    job.argv,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **job.env},
                    start_new_session=True,  # Ctrl+C in the terminal is not meant for it
                    creationflags=_windows_flags(),
                )
            except OSError:
                return None
            _be_patient(self._under_way)
            return self._under_way


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


def _be_patient(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # refused here and there; the work gets done all the same
            os.setpriority(os.PRIO_PROCESS, process.pid, os.getpriority(os.PRIO_PROCESS, 0) + _LESS_URGENT)
