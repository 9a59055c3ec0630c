"""Single keys from a terminal, whose modes are put back whatever happens."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from backstretch.plain.key_source import POLL_SECONDS, SUSPEND
from backstretch.plain.signals import EndedError, Signals
from backstretch.terminal.key_codes import press_of
from backstretch.terminal.keys import Kind, Press, has_pain
from backstretch.terminal.scanner import Paste, Scanner, Token

_MOST_WAITING = 64
_JOINED_SECONDS = 0.05
"""How long after a line another one may come that was pasted with it."""


class Key(str):
    """A key as it is called here, and what is known of how it was pressed."""

    __slots__ = ("kind",)
    kind: Kind

    def __new__(cls, name: str, kind: Kind = Kind.PRESS) -> Self:
        """Made as text is."""
        key = super().__new__(cls, name)
        key.kind = kind
        return key


def keys_in(tokens: Iterable[Token]) -> list[Key]:
    """The keys in what a terminal sent.

    Escape right before a character is Escape and that character. What is pasted is no key; of a paste without an end
    only sharp pain is.
    """
    keys: list[Key] = []
    for token in tokens:
        if isinstance(token, Press):
            if token.alt:
                keys.append(Key("escape"))
            keys.append(Key("x" if token.pain else token.key, token.kind))
        elif isinstance(token, Paste) and not token.whole and has_pain(token.text):
            keys.append(Key("x"))
    return keys


if sys.platform == "win32":
    import msvcrt

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
            return keys_in([press_of(char)])[0] if char != "\x1b" else "escape"

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
            self._scanner = Scanner()
            self._keys: deque[Key] = deque()

        def __enter__(self) -> Self:
            self._single()
            return self

        def __exit__(
            self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
        ) -> None:
            self.restore()

        def wait(self, seconds: float | None) -> str:
            """The next key; one that came before a signal is told before it."""
            waits = [each for each in (seconds, self._scanner.waits) if each is not None]
            if self._fd in self._ready(0 if self._keys else min(waits, default=None)):
                self._read()
            else:
                self._take(self._scanner.tick(time.monotonic()))
            if not self._keys:
                return self._signalled()
            key = self._keys.popleft()
            if key == "ctrl+c":  # from a terminal that sends it as a sequence
                raise EndedError(signal.SIGINT)
            return key

        def line(self) -> str:
            """Text, which the terminal echoes and lets be edited, until Enter; Ctrl+D on an empty line ends it too.

            Lines that are pasted are parts of one.
            """
            typed = b""
            try:
                while not typed.endswith((b"\n", b"\r")):
                    self.restore()
                    more = self._line()
                    typed += more
                    while more and self._fd in select.select([self._fd], [], [], _JOINED_SECONDS)[0]:
                        more = self._data()
                        typed += more
                    self._single()
                    if not more:
                        break
                    if select.select([self._fd], [], [], 0)[0]:  # the last of them has no end yet: it can be edited
                        typed += self._data()
            finally:
                self._single()
            return " ".join(filter(None, map(str.strip, typed.decode("utf-8", "replace").splitlines())))

        def _line(self) -> bytes:
            """What the terminal gives next, a line at most; nothing at the end of what is typed."""
            while self._fd not in self._ready(None):
                if self._signalled() == SUSPEND:
                    self._signals.suspend()
            return self._data()

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
            self._take(self._scanner.feed(self._decoder.decode(data), time.monotonic()))

        def _take(self, tokens: Iterable[Token]) -> None:
            """Keep the keys for ``wait``: sharp pain first, and of the others no more than somebody means."""
            for key in keys_in(tokens):
                if key == "x":
                    if "x" not in self._keys:
                        self._keys.appendleft(key)
                elif len(self._keys) < _MOST_WAITING:
                    self._keys.append(key)

        def _data(self) -> bytes:
            """What there is to read; nothing at the end. Raises EndedError where the terminal is gone."""
            try:
                data = os.read(self._fd, 4096)
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
