"""A program in a terminal window, seen as a person sees it; each piece of what it writes keeps the moment it came."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import pyte

from bench.process import children, own_cpu_seconds

QUIET_SECONDS = 0.02
"""Silence after which what came is drawn: while a program writes, nothing but reading is done."""
BEHIND_SECONDS = 0.25
"""What came this long ago is drawn even if the program never falls silent."""
GRACE_SECONDS = 1.0
"""What a program is given to end, before each stronger way of ending it."""

_UNKNOWN = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[ -/]*[@-~]"  # keyboard protocols, and what asks for the terminal's name
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"  # strings for the terminal itself
    rb"|\x1b\[[0-9;?]*\$[a-z]"  # questions about modes
    rb"|\x1b\[[0-9;]*t|\x1b\[\?[0-9;]*u|\x1b\[[0-9]* q"
)
"""What the emulator would show, or fail on."""
_UNFINISHED = re.compile(rb"\x1b(?:[\[P_^X\]][^@-~\x07]{0,64})?$")
_QUESTION = re.compile(rb"\x1b\[6n|\x1b\[0?c|\x1b\[\?(\d+)\$p")
_SYNCHRONISED_OUTPUT = b"2026"

Seen = Callable[[float], object]
"""Asked after each piece, with the moment it came, whether that was it."""


class NeverSeenError(Exception):
    """What was waited for did not come."""


class _Piece(NamedTuple):
    """What one reading brought."""

    at: float
    cpu: float
    data: bytes


class _Screen(pyte.Screen):
    """Takes the private forms of sequences that pyte fails on."""

    def report_device_status(self, *_args: Any, **_options: Any) -> None:
        """Answered by the window."""

    def report_device_attributes(self, *_args: Any, **_options: Any) -> None:
        """Answered by the window."""

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Colours; the private form says nothing of them."""
        if not private:
            super().select_graphic_rendition(*attributes)


class Window:
    """A terminal window. A context: whatever is left of the program ends with it. Moments are monotonic seconds."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        home: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        core: int | None = None,
        quit_key: str = "",
    ) -> None:
        """Start ``argv`` in ``home``, on one ``core`` if given; ``quit_key`` is tried first at the end."""
        self.bytes = 0
        """How many bytes were written to the terminal."""
        self.cpu = 0.0
        """Seconds of processor time the program itself had taken when the last piece came that was drawn."""
        self.ended = False
        """Whether the program has let go of the terminal."""
        self._columns, self._rows = columns, rows
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._came: deque[_Piece] = deque()
        self._held_back = b""
        self._quit_key = quit_key
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.begun = time.monotonic()
        """When the program was asked for."""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                if core is not None:
                    os.sched_setaffinity(0, {core})
                os.chdir(home)
                os.execvpe(argv[0], list(argv), dict(env))  # noqa: S606 - this is what a terminal does
            finally:
                os._exit(127)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._end()
        os.close(self._fd)

    # What is seen.

    def text(self) -> str:
        """The screen, a line a row."""
        return "\n".join(self._screen.display)

    def looks(self) -> tuple[object, ...]:
        """The screen with its colours, to be compared."""
        buffer = self._screen.buffer
        return tuple(buffer[y][x] for y in range(self._rows) for x in range(self._columns))

    def watch(self, seconds: float, seen: Seen) -> float | None:
        """Take in what comes for so long, or until it was ``seen``; the moment at which the piece came that did it."""
        deadline = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            behind = bool(self._came) and now - self._came[0].at > BEHIND_SECONDS
            wait = min(deadline - now, QUIET_SECONDS if self._came else deadline - now)
            if not behind and wait > 0 and not self.ended and self._take_in(wait):
                continue
            if (at := self._draw(seen)) is not None:
                return at
            if self.ended or time.monotonic() >= deadline:
                return None

    def wait_for(self, pattern: str, seconds: float = 30.0) -> float:
        """The moment at which a pattern was on the screen; now, if it is there already. Raises NeverSeenError."""
        wanted = re.compile(pattern, re.DOTALL)
        if wanted.search(self.text()):
            return time.monotonic()
        at = self.watch(seconds, lambda _: wanted.search(self.text()))
        if at is None:
            raise NeverSeenError(f"never saw {pattern!r}; on the screen:\n{self.text()}")
        return at

    def pass_time(self, seconds: float) -> None:
        """Take in what comes for so long."""
        self.watch(seconds, lambda _: False)

    # What is done.

    def press(self, keys: str) -> float:
        """Send keys, with everything seen that was written before; the moment they were sent."""
        while self._take_in(0):
            pass
        self._draw(lambda _: False)
        self.cpu = own_cpu_seconds(self.pid)
        at = time.monotonic()
        os.write(self._fd, keys.encode())
        return at

    # How it goes about it.

    def _take_in(self, timeout: float) -> bool:
        """Wait for output and keep one piece of it; False if none came."""
        if not select.select([self._fd], [], [], timeout)[0]:
            return False
        at = time.monotonic()
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # EIO: nobody holds the other end any more
            data = b""
        self.ended = not data
        self.bytes += len(data)
        self._came.append(_Piece(at, own_cpu_seconds(self.pid), data))
        for question in _QUESTION.finditer(data):
            os.write(self._fd, self._answer(question))
        return bool(data)

    def _answer(self, question: re.Match[bytes]) -> bytes:
        if question[0].endswith(b"n"):
            return b"\x1b[%d;%dR" % (self._screen.cursor.y + 1, self._screen.cursor.x + 1)
        if question[0].endswith(b"c"):
            return b"\x1b[?62;22c"
        return b"\x1b[?%s;%d$y" % (question[1], 2 if question[1] == _SYNCHRONISED_OUTPUT else 0)

    def _draw(self, seen: Seen) -> float | None:
        """Draw what came, piece by piece, up to the one that is ``seen``."""
        while self._came:
            piece = self._came.popleft()
            self.cpu = piece.cpu
            self._feed(piece.data)
            if seen(piece.at):
                return piece.at
        return None

    def _feed(self, data: bytes) -> None:
        data = self._held_back + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._held_back = data[end:]
        self._stream.feed(_UNKNOWN.sub(b"", data[:end]))

    def _end(self) -> None:
        """End the program and what it started, gently first; each by its own number."""
        family = children(self.pid)
        if self._quit_key and not self.ended:
            with contextlib.suppress(OSError):
                self.press(self._quit_key)
            self._gone_within(GRACE_SECONDS)
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            if self._gone_within(0):
                break
            os.kill(self.pid, number)
            self._gone_within(GRACE_SECONDS)
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while True:
            try:
                if os.waitpid(self.pid, os.WNOHANG) != (0, 0):
                    return True
            except ChildProcessError:
                return True
            if time.monotonic() >= deadline:
                return False
            if self.ended:
                time.sleep(0.01)
            else:
                self.pass_time(0.01)
