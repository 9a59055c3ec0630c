"""A countdown of known faults, to measure the measuring with: slow by 4 ms a second, deaf for 50 ms, busy for 0.1 s."""

from __future__ import annotations

import os
import select
import time
import tty

STEP_SECONDS = 1.004
DEAF_SECONDS = 0.05
BUSY_SECONDS = 0.1
BYTES_A_STEP = len(b"\x1b[H19:59")


def main() -> None:
    """Count down from 20 minutes; any key pauses or goes on."""
    tty.setcbreak(0)
    left, paused = 1200, False
    due = time.monotonic() + STEP_SECONDS
    _write("\x1b[2J\x1b[H20:00\r\nrunning")
    while left:
        if select.select([0], [], [], max(0.0, due - time.monotonic()))[0]:
            os.read(0, 16)
            time.sleep(DEAF_SECONDS)
            paused = not paused
            _write("\x1b[2;1H" + ("paused " if paused else "running"))
        if time.monotonic() >= due:
            due += STEP_SECONDS
            if not paused:
                left -= 1
                _write(f"\x1b[H{left // 60:02}:{left % 60:02}")
                _work()


def _write(text: str) -> None:
    os.write(1, text.encode())


def _work() -> None:
    begun = time.process_time()
    while time.process_time() - begun < BUSY_SECONDS:
        pass


if __name__ == "__main__":
    main()
