"""One program, started and looked at in the ways in which all of them are."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.figures import Figures, changes, lateness_ms, punctuality
from bench.homes import Homes, add_files, add_settings, environment, run_began
from bench.process import cpu_seconds, resident_mb
from bench.subjects import Face, Key, Subject
from bench.terminal import NeverSeenError, Seen, Window

SETTLE_SECONDS = 1.5
"""Left out before each window of time: what a program loads and paints after its first frames."""
PATIENCE_AT_FIRST = 120.0
"""Seconds a program has for its very first start, in which it may make what it keeps."""
KEY_SECONDS = 3.0
"""After so long a key counts as not heard."""
_BETWEEN_KEYS = (0.4, 0.9)
_AFTER_A_CHANGE = (0.15, 0.5)
"""Where nothing but a change says that a key was heard, it is pressed so long after the last one."""
_TRIES = 4


class Bench:
    """Starts programs in homes of their own, on one core."""

    def __init__(self, homes: Homes, core: int | None, columns: int, rows: int) -> None:
        self._homes = homes
        self._core = core
        self._columns, self._rows = columns, rows
        self._random = random.Random(1)

    def warm_up(self, subject: Subject) -> None:
        """Start a program once and leave it, in the home that all its later ones are copies of."""
        home = self._homes.template(subject.name)
        add_files(home, subject.files)
        add_settings(home, subject.settings)
        with self._window(subject, home) as window:
            window.wait_for(subject.first, PATIENCE_AT_FIRST)
            window.pass_time(SETTLE_SECONDS)

    def start(self, subject: Subject, figures: Figures) -> None:
        """From asking for the program to its first frame, and from the key that begins to the countdown."""
        with self._window(subject, self._homes.copy(subject.name)) as window:
            figures.first_ms.append(1000 * (window.wait_for(subject.first) - window.begun))
            figures.first_cpu_ms.append(1000 * window.cpu)
            window.pass_time(SETTLE_SECONDS)
            figures.first_mb.append(resident_mb(window.pid))
            for keys, pattern in subject.begin:
                window.pass_time(SETTLE_SECONDS)
                pressed = window.press(keys)
                figures.begin_ms.append(1000 * (window.wait_for(pattern) - pressed))

    def sit(self, subject: Subject, figures: Figures, seconds: float, presses: int) -> None:
        """Look on for so long while the countdown runs and while it is paused, then press the pause key."""
        if subject.clock is None:
            return
        home = self._homes.copy(subject.name)
        with self._running(subject, home) as window:
            window.pass_time(subject.after)
            look = look_on(window, subject.clock, seconds)
            figures.cpu_running.append(look.cpu)
            figures.bytes_running.append(look.bytes)
            figures.resident_mb.append(resident_mb(window.pid))
            figures.punctuality += filter(None, [punctuality(look.changes)])
            if subject.keeps_journal:
                began = run_began(home).timestamp() - time.time() + time.monotonic()
                figures.late_ms += lateness_ms(look.changes, began)
            if subject.pause is not None:
                self._pause(window, subject.pause, figures)
                window.pass_time(SETTLE_SECONDS)
                look = look_on(window, None, seconds)
                figures.cpu_paused.append(look.cpu)
                figures.bytes_paused.append(look.bytes)
                for _ in range(presses - 1):
                    self._go_on(window, subject.pause)
                    self._pause(window, subject.pause, figures)

    def hurt(self, subject: Subject, figures: Figures) -> None:
        """Press the key for pain while the countdown runs."""
        if subject.pain is None:
            return
        with self._running(subject, self._homes.copy(subject.name)) as window:
            window.pass_time(self._random.uniform(*_BETWEEN_KEYS))
            pressed, cpu = window.press(subject.pain.key), window.cpu
            figures.pain_ms.append(1000 * (window.wait_for(subject.pain.mark) - pressed))
            figures.pain_cpu_ms.append(1000 * (window.cpu - cpu))

    # How it goes about it.

    def _window(self, subject: Subject, home: Path) -> Window:
        return Window(
            subject.argv,
            environment(home),
            home,
            columns=self._columns,
            rows=self._rows,
            core=self._core,
            quit_key=subject.quit,
        )

    @contextmanager
    def _running(self, subject: Subject, home: Path) -> Iterator[Window]:
        """A window in which the countdown has run for a while."""
        with self._window(subject, home) as window:
            window.wait_for(subject.first)
            for keys, pattern in subject.begin:
                window.pass_time(SETTLE_SECONDS)
                window.press(keys)
                window.wait_for(pattern)
            window.pass_time(SETTLE_SECONDS)
            yield window

    def _pause(self, window: Window, pause: Key, figures: Figures) -> None:
        """Pause, and keep how long the key took; a key that is not heard is pressed again."""
        for _ in range(_TRIES):
            if pause.mark:
                window.pass_time(self._random.uniform(*_BETWEEN_KEYS))
            else:
                window.watch(KEY_SECONDS, sight(window, ""))
                window.pass_time(self._random.uniform(*_AFTER_A_CHANGE))
            seen = sight(window, pause.mark)
            pressed, cpu = window.press(pause.key), window.cpu
            at = window.watch(KEY_SECONDS, seen)
            if at is not None:
                figures.pause_ms.append(1000 * (at - pressed))
                figures.pause_cpu_ms.append(1000 * (window.cpu - cpu))
                return
            figures.unheard += 1
        raise NeverSeenError(f"{_TRIES} keys were not heard; on the screen:\n{window.text()}")

    def _go_on(self, window: Window, pause: Key) -> None:
        for _ in range(_TRIES):
            window.pass_time(self._random.uniform(*_BETWEEN_KEYS))
            seen = sight(window, pause.going)
            window.press(pause.again)
            if window.watch(2 * KEY_SECONDS, seen) is not None:
                return
        raise NeverSeenError(f"it does not go on; on the screen:\n{window.text()}")


class Look(NamedTuple):
    """What was seen of a program for some time."""

    cpu: float
    """Seconds of processor time a minute."""
    bytes: float
    """Bytes a minute."""
    changes: list[float]
    """When the time it shows became another."""


def look_on(window: Window, face: Face | None, seconds: float) -> Look:
    """Watch a program for so long, and the time it shows, if its ``face`` is known."""
    readings: list[tuple[float, str]] = []

    def read(at: float) -> bool:
        if face is not None:
            readings.append((at, face.read(window.text())))
        return False

    begun, cpu, written = time.monotonic(), cpu_seconds(window.pid), window.bytes
    read(begun)
    window.watch(seconds, read)
    minutes = (time.monotonic() - begun) / 60
    return Look((cpu_seconds(window.pid) - cpu) / minutes, (window.bytes - written) / minutes, changes(readings))


def sight(window: Window, pattern: str) -> Seen:
    """What says that a pattern is on the screen; the empty one, that anything is other than now."""
    if pattern:
        wanted = re.compile(pattern, re.DOTALL)
        return lambda _: wanted.search(window.text())
    before = window.looks()
    return lambda _: window.looks() != before
