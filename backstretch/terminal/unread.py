"""What lies unread in a terminal when a program is about to leave it: a key for sharp pain may be among it."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection

from backstretch.terminal.keys import Press, has_pain
from backstretch.terminal.scanner import Paste, Scanner

_MOST_BYTES = 4096
_MOST_READS = 64


def tells_pain(data: bytes, chosen: Collection[str] = ()) -> bool:
    """Whether a key for sharp pain is in what a terminal sent; ``chosen`` are those a person added."""
    scanner = Scanner()
    tokens = [*scanner.feed(data.decode("utf-8", "replace"), 0.0), *scanner.tick(float("inf"))]
    return any(
        token.pain or token.key.lower() in chosen
        if isinstance(token, Press)
        else isinstance(token, Paste) and not token.whole and has_pain(token.text)
        for token in tokens
    )


def unread(fd: int = 0) -> bytes:
    """Take what can be read at once, also a line that was never ended; nothing where that would stop this process."""
    if sys.platform == "win32":
        return b""
    import termios

    data = b""
    try:
        if not os.isatty(fd) or os.tcgetpgrp(fd) != os.getpgrp():
            return b""
        before = termios.tcgetattr(fd)
        modes = [*before[:6], list(before[6])]
        modes[3] &= ~(termios.ICANON | termios.ECHO)
        modes[6][termios.VMIN] = modes[6][termios.VTIME] = 0
        termios.tcsetattr(fd, termios.TCSANOW, modes)
        try:
            for _ in range(_MOST_READS):
                more = os.read(fd, _MOST_BYTES)
                data += more
                if not more:
                    break
        finally:
            termios.tcsetattr(fd, termios.TCSANOW, before)
    except (OSError, termios.error):
        pass  # the terminal is gone
    return data
