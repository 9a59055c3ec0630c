"""The machine that is measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version


def a_core_of_its_own() -> int | None:
    """A core for the programs, which this process leaves to them; None if there is but one."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) == 1:
        return None
    os.sched_setaffinity(0, cores[:-1])
    return cores[-1]


def stay_on_one_core() -> None:
    """Stay on one core, with all that is started from here: nothing is measured while this process works."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def described() -> str:
    """The machine in a few words."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{platform.system()}, {os.cpu_count()} cores, {python}, Textual {version('textual')}"
