"""The headline, on the screen before anything large is loaded; and the terminal as it was, whatever ends the program.

Loading Textual takes most of a start. Until then this is all there is: a line on the terminal's other screen, and keys
that are neither shown nor lost. The screens take over from it. What ends the program before, an error, Ctrl+C or a
signal, leaves the terminal as it was; Ctrl+Z waits for the screens, as every key does. Keys that are pressed meanwhile
are read when the screens begin, so that they are older than any question.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType, TracebackType
from typing import Any, Self, TextIO

from backstretch.base.process import SIGNALLED

NAME = "backstretch"
WHAT = "gentle sessions for a stiff back"

_MARGIN = 2
_WIDE = 80
"""Columns from which there is room for more than the name, as on the library screen."""
_OTHER_SCREEN, _HIDE_CURSOR = "\x1b[?1049h", "\x1b[?25l"
_FIRST_SCREEN, _SHOW_CURSOR = "\x1b[?1049l", "\x1b[?25h"
_LOCAL_MODES, _CHARACTERS = 3, 6
"""Where these stand in what ``termios`` gives."""


def headline(columns: int) -> str:
    """The line, for a terminal of so many columns."""
    text = f"{NAME}   {WHAT}" if columns >= _WIDE else NAME
    return text[: max(0, columns - 2 * _MARGIN)]


class Headline:
    """A context: the headline stands from its beginning until the screens take over, or until its end.

    Where there is no terminal, or one that has to be asked for in another way than by escape codes, it does nothing.
    """

    stands = False
    """Whether it is on the screen, and nobody has taken over."""

    def __init__(self, keys: TextIO | None, screen: TextIO | None) -> None:
        """``keys`` and ``screen`` are the terminal, as the screens use it."""
        self._keys = keys
        self._screen = screen
        self._before: list[Any] | None = None
        self._heard: dict[int, Any] = {}
        """The signals heard here, and who heard them before."""

    def __enter__(self) -> Self:
        if sys.platform != "win32" and self._keys is not None and self._screen is not None:
            try:
                there = self._keys.isatty() and self._screen.isatty()
                if there and os.tcgetpgrp(self._keys.fileno()) == os.getpgrp():
                    self._show(self._keys.fileno(), self._screen.fileno())
            except (OSError, ValueError):  # a terminal that is gone, or none: whoever comes next says so
                self.take_back()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.take_back()

    def hand_over(self) -> list[Any] | None:
        """The screens have taken over; how the terminal was set before the headline, if it stood."""
        if not self.stands:
            return None
        self.stands = False
        self._leave_signals()
        return self._before

    def take_back(self) -> None:
        """Leave the terminal as it was, unless somebody has taken over."""
        if sys.platform == "win32" or not self.stands or self._keys is None or self._screen is None:
            return
        import termios

        self.stands = False
        self._leave_signals()
        try:
            if self._before is not None:
                termios.tcsetattr(self._keys.fileno(), termios.TCSANOW, self._before)
            os.write(self._screen.fileno(), (_FIRST_SCREEN + _SHOW_CURSOR).encode())
        except (OSError, ValueError, termios.error):  # the terminal is gone
            pass

    def _show(self, keys: int, screen: int) -> None:
        """Raises OSError."""
        if sys.platform == "win32":
            return
        import termios

        try:
            self._before = termios.tcgetattr(keys)
            quiet = termios.tcgetattr(keys)
            quiet[_LOCAL_MODES] &= ~(termios.ECHO | termios.ICANON)
            quiet[_CHARACTERS][termios.VMIN], quiet[_CHARACTERS][termios.VTIME] = 1, 0
            quiet[_CHARACTERS][termios.VSUSP] = os.fpathconf(keys, "PC_VDISABLE").to_bytes(1, "little")
            self.stands = True
            self._heed_signals()
            termios.tcsetattr(keys, termios.TCSANOW, quiet)
        except termios.error as error:
            raise OSError(*error.args) from error
        line = " " * _MARGIN + headline(os.get_terminal_size(screen).columns)
        os.write(screen, f"{_OTHER_SCREEN}{_HIDE_CURSOR}\x1b[2J\x1b[H\x1b[1m{line}\x1b[0m".encode())

    def _heed_signals(self) -> None:
        """Hear what would end the program.

        Ctrl+C too: as an exception it comes in the middle of whatever is loaded, which may tell it as another error.
        """
        if sys.platform != "win32":
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                before = signal.getsignal(number)
                if before is not signal.SIG_IGN:  # as under nohup
                    self._heard[number] = before
                    signal.signal(number, self._end)

    def _leave_signals(self) -> None:
        """Leave the signals as they were, but for those that the screens hear by now."""
        for number, before in self._heard.items():
            if signal.getsignal(number) == self._end:
                signal.signal(number, before)
        self._heard.clear()

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.take_back()
        if number == signal.SIGINT:
            os._exit(SIGNALLED + number)
        os.kill(os.getpid(), number)
