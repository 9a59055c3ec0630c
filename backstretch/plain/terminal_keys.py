"""Single keys from a terminal, whose modes are put back whatever happens."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import sys
from collections import deque
from types import TracebackType
from typing import Any, Self

from backstretch.plain.endings import EndedError, Signals
from backstretch.plain.keys import POLL_SECONDS, SUSPEND

_NAMES = {"\r": "enter", "\n": "enter", " ": "space", "\t": "tab", "\x7f": "backspace", "\x08": "backspace"}
_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
_ESCAPE = "\x1b"
_ESCAPE_SECONDS = 0.05
"""How long the rest of an escape sequence may take."""


def parsed(text: str) -> tuple[list[str], str]:
    """The keys in what a terminal sent, and the beginning of an escape sequence that is not whole yet.

    Escape right before a character is Escape and that character, so that no key for sharp pain is ever swallowed.
    """
    keys: list[str] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == _ESCAPE and text[at + 1 : at + 2] in {"", "[", "O"}:
            end = _sequence_end(text, at + 1)
            if end is None:
                return keys, text[at:]
            keys.append(_ARROWS.get(text[end - 1], "unknown"))
            at = end
            continue
        keys.append("escape" if char == _ESCAPE else _name(char))
        at += 1
    return keys, ""


def _sequence_end(text: str, start: int) -> int | None:
    """The index after a sequence that goes on at ``start``; None if it is not all there."""
    if text[start : start + 1] == "O":
        return start + 2 if len(text) >= start + 2 else None
    for index in range(start + 1, len(text)):
        if "@" <= text[index] <= "~":
            return index + 1
    return None


def _name(char: str) -> str:
    return _NAMES.get(char) or (char if char.isprintable() else "unknown")


if sys.platform == "win32":
    import msvcrt
    import time

    class TerminalKeys:
        """The keys of the console this program runs in."""

        there = True

        def __init__(self, signals: Signals) -> None:
            self._signals = signals

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def wait(self, seconds: float | None) -> str:
            """The next key; a console cannot be waited for together with signals, so it is looked at often."""
            until = None if seconds is None else time.monotonic() + seconds
            while not msvcrt.kbhit():
                self._signals.check()
                left = POLL_SECONDS if until is None else until - time.monotonic()
                if left <= 0:
                    return ""
                time.sleep(min(left, POLL_SECONDS))
            char = msvcrt.getwch()
            if char in {"\0", "\xe0"}:
                return {"H": "up", "P": "down", "M": "right", "K": "left"}.get(msvcrt.getwch(), "unknown")
            if char == "\x03":
                raise EndedError(signal.SIGINT)
            return "escape" if char == _ESCAPE else _name(char)

        def line(self) -> str:
            """A line of text."""
            try:
                return input()
            except (EOFError, KeyboardInterrupt) as error:
                raise EndedError(signal.SIGINT) from error

        def suspend(self) -> None:
            """There is no shell to go to."""

        def restore(self) -> None:
            """Nothing was changed."""

else:
    import termios

    class TerminalKeys:
        """The keys of the terminal on a file descriptor. Enter it: its modes are changed only meanwhile."""

        there = True

        def __init__(self, signals: Signals, fd: int = 0) -> None:
            self._signals = signals
            self._fd = fd
            self._before: list[Any] = termios.tcgetattr(fd)
            self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
            self._unread = ""
            self._keys: deque[str] = deque()

        def __enter__(self) -> Self:
            self._single()
            return self

        def __exit__(
            self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
        ) -> None:
            self.restore()
            with contextlib.suppress(OSError, termios.error):
                termios.tcflush(self._fd, termios.TCIFLUSH)

        def wait(self, seconds: float | None) -> str:
            """The next key; one that came before a signal is told before it."""
            if not self._keys:
                ready = self._ready(_ESCAPE_SECONDS if self._unread else seconds)
                if self._fd in ready:
                    self._read()
                elif self._unread:
                    self._keys.extend(["escape", *parsed(self._unread[1:])[0]])
                    self._unread = ""
            if self._keys:
                return self._keys.popleft()
            return self._signalled()

        def line(self) -> str:
            """A line of text, which the terminal echoes; Ctrl+D on an empty one ends it too."""
            self.restore()
            typed = b""
            try:
                while not typed.endswith((b"\n", b"\r")):
                    if self._fd not in self._ready(None):
                        if self._signalled() == SUSPEND:
                            self._signals.suspend()
                        continue
                    data = self._data()
                    if not data:
                        break
                    typed += data
            finally:
                self._single()
            return typed.decode("utf-8", "replace")

        def suspend(self) -> None:
            """Give the terminal back, go to the shell, and take the terminal again."""
            self.restore()
            self._signals.suspend()
            self._single()

        def restore(self) -> None:
            """Put the terminal's modes back, unless they are another program's by now."""
            with contextlib.suppress(OSError, termios.error):
                if self._is_ours():
                    termios.tcsetattr(self._fd, termios.TCSANOW, self._before)

        def _single(self) -> None:
            """Each key at once and unseen; signals at once, and without throwing away the keys before them."""
            modes = list(self._before)
            modes[0] &= ~(termios.IXON | termios.IXOFF)
            modes[3] = (modes[3] & ~(termios.ICANON | termios.ECHO)) | termios.ISIG | termios.NOFLSH
            modes[6] = list(modes[6])
            modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
            with contextlib.suppress(OSError, termios.error):
                termios.tcsetattr(self._fd, termios.TCSANOW, modes)

        def _is_ours(self) -> bool:
            """Whether this program is in the foreground; where nobody can say, it is."""
            try:
                return os.tcgetpgrp(self._fd) == os.getpgrp()
            except OSError:
                return True

        def _ready(self, seconds: float | None) -> list[int]:
            wake = [] if self._signals.wake is None else [self._signals.wake]
            return select.select([self._fd, *wake], [], [], seconds)[0]

        def _read(self) -> None:
            data = self._data()
            if not data:
                raise EndedError(signal.SIGHUP)
            keys, self._unread = parsed(self._unread + self._decoder.decode(data))
            self._keys.extend(keys)

        def _data(self) -> bytes:
            """What there is to read; nothing at the end. Raises EndedError where the terminal is gone."""
            try:
                data = os.read(self._fd, 1024)
            except OSError as error:
                raise EndedError(signal.SIGHUP) from error
            if not data and self._is_gone():
                raise EndedError(signal.SIGHUP)
            return data

        def _is_gone(self) -> bool:
            poll = select.poll()
            poll.register(self._fd, 0)
            return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))

        def _signalled(self) -> str:
            self._signals.check()
            if self._signals.suspended:
                return SUSPEND
            if self._signals.continued:
                self._signals.continued = False
                self._single()
            return ""
