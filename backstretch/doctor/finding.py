"""What a check finds, and what it looks at."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from backstretch.base.paths import Paths
from backstretch.base.text import plain
from backstretch.settings import Settings

Status = Literal["ok", "note", "FAIL"]
"""``note``: the program works without it. ``FAIL``: something is broken."""

REINSTALL = "install backstretch again: `pip install --force-reinstall backstretch`"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of what was found."""

    check: str
    """What was looked at, in a word or two."""
    status: Status
    message: str
    fix: str = ""
    """What to do about it; empty where there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The machine and the person's files, as they are looked at."""

    paths: Paths
    settings: Settings
    platform: str = field(default_factory=lambda: sys.platform)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @property
    def has_modes(self) -> bool:
        """Whether files say by bits who may read them."""
        return self.platform != "win32"


def shown(path: Path) -> str:
    """A path as it may be written on a terminal."""
    return plain(str(path))


def within(seconds: float, ask: Callable[[], _T]) -> _T | None:
    """The answer of something that may never come back; None if it does not in time."""
    answers: list[_T] = []
    thread = threading.Thread(target=lambda: answers.append(ask()), name="doctor", daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else None
