"""What the kernel says of a process and of everything it started. Linux only."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path


def children(pid: int) -> list[int]:
    """Every process that this one started, and those they started."""
    found: list[int] = []
    with contextlib.suppress(OSError):  # it may end while it is looked at
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text(encoding="ascii").split())
    return [*found, *(later for child in found for later in children(child))]


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and everything it started, those that have ended included.

    The processes that live are read to the nanosecond; those that have ended, to a hundredth of a second.
    """
    return sum(own_cpu_seconds(each) + _ended_cpu(each) for each in (pid, *children(pid)))


def own_cpu_seconds(pid: int) -> float:
    """Processor time of one process, to the nanosecond; 0 once it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # as clock_getcpuclockid(3) numbers a process's clock
    except OSError:
        return 0.0


def resident_mb(pid: int) -> float:
    """Memory of a process and everything it started that is in use now, in MiB."""
    return sum(_resident(each) for each in (pid, *children(pid))) * os.sysconf("SC_PAGE_SIZE") / 2**20


def peak_mb(pid: int) -> float:
    """The most memory that one process ever had in use, in MiB; 0 once it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    peak = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(peak[1]) / 1024 if peak else 0.0


def _ended_cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
