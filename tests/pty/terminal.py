"""The real program on a pseudo-terminal, with an emulator that shows what a person would see."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

from backstretch.terminal.keys import counts_each_press

PATIENCE = 30.0
"""Seconds to wait for what must come; generous, since a machine may be busy."""

COUNTS_AGAIN_AFTER = 1.0
"""Seconds after which the program takes the same key for a new one, with room to spare."""

_LOOK_AGAIN_AFTER = 0.05
"""Seconds after which something that is not on the screen is looked at again."""
_LEADER = Path(__file__).with_name("leader.py")
_KITTY_OFF = b"\x1b[<u"
"""The one sequence the emulator does not know and would show."""

KEYS: Mapping[str, str] = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "end": "\x1b[F",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f5": "\x1b[15~",
    "ctrl+c": "\x03",
    "ctrl+q": "\x11",
    "ctrl+z": "\x1a",
}
"""What a terminal sends for a key; any other key is sent as it is."""


class _Screen(pyte.Screen):
    """Counts how often the bell rang."""

    bells = 0

    def bell(self, *_args: object) -> None:
        self.bells += 1


class Terminal:
    """A terminal window with one program in it. A context: whatever is left of the program ends with it."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 100, rows: int = 30, as_: str = ""
    ) -> None:
        """Start ``command``.

        ``as_`` is empty, ``nohup`` (a hang-up is ignored), ``orphan`` (nobody says that the window was closed) or
        ``shell`` (as a shell's job).
        """
        self.raw = bytearray()
        """Everything the program wrote."""
        self.ended = False
        """Whether the program has let go of the terminal."""
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held_back = b""
        self._pressed: dict[str, float] = {}
        self._fd: int | None
        self._fd, slave = os.openpty()
        self._set_size(columns, rows)
        self.attributes_before = termios.tcgetattr(slave)
        self._alive, held_open = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(_LEADER), as_, "--", *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            start_new_session=True,
            pass_fds=(held_open,),
        )
        os.close(slave)
        os.close(held_open)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None and self._fd is not None:
            print(f"--- the screen at the failure ---\n{self.text()}\n---")
        self.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        os.close(self._alive)

    # What is seen.

    def text(self) -> str:
        """The screen, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def columns(self, text: str) -> set[int]:
        """The columns, from 0, in which a text begins, wherever it is on the screen; a wide character takes two."""
        found = set()
        for row in range(self._screen.lines):
            cells = [self._screen.buffer[row][column].data for column in range(self._screen.columns)]
            found |= {column for column in range(len(cells)) if "".join(cells[column:]).startswith(text)}
        return found

    @property
    def bells(self) -> int:
        """How often the bell rang."""
        return self._screen.bells

    def attributes(self) -> list[Any]:
        """The settings of the terminal's line, as ``stty`` has them."""
        return termios.tcgetattr(self._open())

    def wait_for(self, wanted: str | Callable[[], object], timeout: float = PATIENCE) -> None:
        """Take in what the program writes until a text is on the screen, or something is true."""
        if not self._comes(wanted, timeout):
            raise AssertionError(f"waited for {wanted!r}, in vain; on the screen:\n{self.text()}")

    def wipe(self) -> None:
        """Empty the screen, so that what is on it from now on is new."""
        self._screen.erase_in_display(2)

    def wait_for_output(self) -> None:
        """Take in what the program writes until it has written something new."""
        before = len(self.raw)
        self.wait_for(lambda: len(self.raw) > before)

    def wait_for_silence(self, seconds: float) -> None:
        """Take in what the program writes until it has written nothing for so long."""
        deadline = time.monotonic() + PATIENCE
        while self.take_in_for(seconds):
            assert time.monotonic() < deadline, "the program never stops writing"

    def take_in_for(self, seconds: float) -> int:
        """Take in what the program writes for so long; how many bytes it was."""
        before, deadline = len(self.raw), time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and not self.ended:
            self._take_in(left)
        return len(self.raw) - before

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Take in the rest and wait until the program is gone; its exit code, or minus the signal."""
        if self._fd is not None:
            self.wait_for(lambda: self.ended, timeout)
        assert select.select([self._alive], [], [], timeout)[0], "a process is left behind"
        return self.process.wait(timeout)

    # What is done.

    def press(self, *keys: str) -> None:
        """Press keys, by name or as they are, all of them at once; late enough to count if they were just pressed."""
        soon = time.monotonic() - 2 * COUNTS_AGAIN_AFTER  # twice, as the program may have heard of it late
        if any(self._pressed.get(key, 0.0) > soon and not counts_each_press(key) for key in keys):
            self.take_in_for(COUNTS_AGAIN_AFTER)
        self._pressed |= dict.fromkeys(keys, time.monotonic())
        os.write(self._open(), "".join(KEYS.get(key, key) for key in keys).encode())

    def send_bytes(self, data: bytes) -> None:
        """Send the program bytes that no key stands for."""
        os.write(self._open(), data)

    def press_until(self, key: str, wanted: str | Callable[[], object], every: float = 0.5) -> None:
        """Press a key, again and again, until a text is on the screen, or something is true."""
        deadline = time.monotonic() + PATIENCE
        self.press(key)
        while not self._comes(wanted, every):
            assert time.monotonic() < deadline, f"pressed {key} for {wanted!r}, in vain:\n{self.text()}"
            self.press(key)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def stall(self, frames: int = 40) -> None:
        """Have the program paint more than a terminal that reads nothing can hold."""
        columns, rows = self._screen.columns, self._screen.lines
        for number in range(frames):
            self.resize(columns - number % 2, rows)
            select.select([], [], [], 0.04)

    def send(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def close(self) -> None:
        """Close the window under the program."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    # How it goes about it.

    def _open(self) -> int:
        assert self._fd is not None, "the window is closed"
        return self._fd

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._open(), termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _comes(self, wanted: str | Callable[[], object], timeout: float) -> bool:
        is_there = wanted if callable(wanted) else lambda: wanted in self.text()
        deadline = time.monotonic() + timeout
        while not is_there():
            left = deadline - time.monotonic()
            if left <= 0 or self.ended:
                return False
            self._take_in(min(left, _LOOK_AGAIN_AFTER) if callable(wanted) else left)
        return True

    def _take_in(self, timeout: float) -> None:
        """Wait for output and take in what there is, maybe nothing; notice its end."""
        fd = self._open()
        if not select.select([fd], [], [], timeout)[0]:
            return
        try:
            data = os.read(fd, 65536)
        except OSError:  # EIO: nobody holds the other end any more
            data = b""
        self.ended = not data
        self.raw += data
        self._feed(data)

    def _feed(self, data: bytes) -> None:
        data = (self._held_back + data).replace(_KITTY_OFF, b"")
        keep = next((n for n in range(len(_KITTY_OFF) - 1, 0, -1) if data.endswith(_KITTY_OFF[:n])), 0)
        self._held_back = data[len(data) - keep :]
        self._stream.feed(data[: len(data) - keep])
