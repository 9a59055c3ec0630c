"""Output to a terminal or a pipe that may read slowly, or not at all: whoever writes never waits for it."""

import contextlib
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

PIECE_BYTES = 512
"""How much is handed to the system at a time; what is overtaken ends after a piece."""
STUCK_SECONDS = 0.25
"""A write that takes longer than this is to something that reads too slowly."""
MOST_FRAMES = 16
"""How many frames may wait while nothing is stuck: more than a screen draws at a key."""
MOST_BYTES = 256 * 1024
"""How much may wait that is no frame; what comes on top is lost."""
CLOSE_SECONDS = 1.0
"""How long what was sent last may take at the end."""


class _Item(NamedTuple):
    data: bytes
    kind: str
    """``command``: kept whatever happens; ``line``: may be overtaken; ``frame``: may be overtaken or left out."""


def _nothing() -> None:
    """Nobody wants to know."""


class Writer:
    """Writes to a file descriptor, in a thread of its own.

    Frames are drawn on top of each other. So once one is left out, all are, until ``caught_up`` asks for a whole
    one. Between frames no escape sequence is ever cut; where something is overtaken in the middle, ``cut`` ends it.
    """

    def __init__(self, handle: int, caught_up: Callable[[], None] = _nothing, *, cut: bytes = b"\x18") -> None:
        """``caught_up`` is called in the writer's thread. ``cut``: what makes the reader forget half a sequence."""
        self.gone: OSError | None = None
        """Why nobody takes anything any more."""
        self._handle = handle
        self._caught_up = caught_up
        self._cut = cut
        self._queue: deque[_Item] = deque()
        self._state = threading.Condition()
        self._begun_at: float | None = None
        """When the write that is under way began, on the monotonic clock; None while nothing is written."""
        self._writes = ""
        """The kind of what is written; empty while nothing is."""
        self._commanded_at = float("-inf")
        """When a command was last written: what the system keeps just after it may be a mode of the terminal."""
        self._lost = False
        """Whether a frame was left out, and no whole one was asked for since."""
        self._overtaken = False
        """Whether what is being written is out of date."""
        self._is_cut = False
        """Whether the reader may have half a sequence."""
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    def send(self, data: bytes, *, line: bool = False) -> None:
        """Have something written, after what waits; a ``line`` may be overtaken."""
        with self._state:
            if self.gone is None and sum(len(item.data) for item in self._queue) + len(data) <= MOST_BYTES:
                self._put(_Item(data, "line" if line else "command"))

    def draw(self, frame: bytes) -> None:
        """Have a frame written, unless the reader is behind; then ``caught_up`` is called when it no longer is."""
        with self._state:
            if self.gone is not None or self._lost or self._closing:
                return
            if self._is_stuck() or sum(item.kind == "frame" for item in self._queue) >= MOST_FRAMES:
                self._lose_frames()
                return
            self._put(_Item(frame, "frame"))

    def overtake(self) -> None:
        """Let what comes now be the next that is seen: what waits is dropped, also where the system keeps it."""
        with self._state:
            if self._writes in {"frame", "line"}:
                self._lose_frames()
                self._overtaken = True
            self._queue = deque(item for item in self._queue if item.kind == "command")
            self._is_cut = True
            sets_modes = time.monotonic() - self._commanded_at < STUCK_SECONDS
        if not sets_modes:
            self._drop_unread()

    def wait(self, seconds: float) -> bool:
        """Wait until all is written, at most so long; whether it is, or never will be."""
        with self._state:
            return self._state.wait_for(lambda: self.gone is not None or self._is_idle(), seconds)

    def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Have the rest written, and end; what is not taken by then is left."""
        with self._state:
            self._closing = True
            self._queue = deque(item for item in self._queue if item.kind != "frame")
            self._state.notify_all()
        self._thread.join(seconds)
        if self._thread.is_alive():
            self.overtake()  # what makes the terminal usable again comes before an old frame
            self._thread.join(STUCK_SECONDS)

    # With the lock held.

    def _put(self, item: _Item) -> None:
        self._queue.append(item)
        self._state.notify_all()

    def _is_idle(self) -> bool:
        return not self._queue and self._begun_at is None

    def _is_stuck(self) -> bool:
        return self._begun_at is not None and time.monotonic() - self._begun_at > STUCK_SECONDS

    def _lose_frames(self) -> None:
        self._lost = True
        self._overtaken = self._writes == "frame"
        self._queue = deque(item for item in self._queue if item.kind != "frame")

    # In the thread.

    def _run(self) -> None:
        while (item := self._next()) is not None:
            try:
                whole = self._write(item)
            except OSError as error:
                with self._state:
                    self.gone = error
                    self._queue.clear()
                    self._begun_at, self._writes = None, ""
                    self._state.notify_all()
                return
            self._done(whole=whole)

    def _next(self) -> _Item | None:
        with self._state:
            self._state.wait_for(lambda: self._queue or self._closing)
            if not self._queue:
                return None
            item = self._queue.popleft()
            self._begun_at, self._writes, self._overtaken = time.monotonic(), item.kind, False
            if item.kind == "command":
                self._commanded_at = self._begun_at
            self._state.notify_all()
            if self._is_cut:
                self._is_cut = False
                item = item._replace(data=self._cut + item.data)
            return item

    def _write(self, item: _Item) -> bool:
        """Write it in pieces; False if it was overtaken on the way."""
        left = memoryview(item.data)
        while left:
            if self._overtaken:
                return False
            try:
                left = left[os.write(self._handle, left[:PIECE_BYTES]) :]
            except BlockingIOError:  # somebody else lets this terminal refuse what it cannot take
                time.sleep(0.02)
        return True

    def _done(self, *, whole: bool) -> None:
        with self._state:
            self._begun_at, self._writes = None, ""
            caught_up = self._lost and not self._closing
            self._is_cut = self._is_cut or caught_up or not whole
            self._lost = False
            self._state.notify_all()
        if caught_up:
            self._drop_unread()
            self._caught_up()

    def _drop_unread(self) -> None:
        """Take back what the system still keeps for a terminal, as far as it lets go of it."""
        if sys.platform != "win32":
            import termios

            with contextlib.suppress(OSError, termios.error):
                termios.tcflush(self._handle, termios.TCOFLUSH)
                # On Linux a write that waits for room in a pseudo-terminal is not told of the room that this makes, and
                # would wait until the reader takes something, of which there is nothing left. Going on tells it.
                termios.tcflow(self._handle, termios.TCOOFF)
                termios.tcflow(self._handle, termios.TCOON)
