"""A command run once, with its output in a pipe and nobody at the keys."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.homes import environment
from bench.process import peak_mb

_PIECE = 65536


class FailedError(Exception):
    """A command said nothing, or ended with an error."""


class Done(NamedTuple):
    """What a command took."""

    first_line_ms: float
    end_ms: float
    cpu_ms: float
    """Processor time until its end."""
    peak_mb: float
    """The most memory it had in use, in MiB, when it last wrote."""


def run(argv: Sequence[str], home: Path, *, ends: bool = True) -> Done:
    """Run it to its end; one that does not end by itself is ended after its first line. Raises FailedError."""
    begun = time.monotonic()
    reading, writing = os.pipe()
    process = subprocess.Popen(argv, cwd=home, env=dict(environment(home)), stdin=subprocess.DEVNULL, stdout=writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as output:
        said = output.readline()
        first_line = time.monotonic()
        peak = peak_mb(process.pid)
        if not ends:
            process.send_signal(signal.SIGTERM)
        while output.read(_PIECE):
            peak = max(peak, peak_mb(process.pid))
    _, status, used = os.wait4(process.pid, 0)
    ended = time.monotonic()
    process.returncode = os.waitstatus_to_exitcode(status)
    if not said or (ends and process.returncode):
        raise FailedError(f"{' '.join(argv[-3:])} said {said!r} and ended with {process.returncode}")
    return Done(1000 * (first_line - begun), 1000 * (ended - begun), 1000 * (used.ru_utime + used.ru_stime), peak)
