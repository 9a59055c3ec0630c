"""What a terminal sends, whatever it sends: Textual's own driver ends the program at bytes that are no text."""

from __future__ import annotations

import codecs
import os
import selectors
import sys
from collections.abc import Iterator

from textual import events
from textual.driver import Driver
from textual.message import Message

from backstretch.tui.textual_private import XTermParser, reads_by_itself

_LOOK_SECONDS = 0.1
"""How long to wait for a key before looking whether the program ends, and whether an Escape came alone."""
_MOST_BYTES = 4096
_SHARP_PAIN = frozenset({"alt+x", "alt+shift+x", "alt+X"})
"""How Escape with an x right after it arrives."""


class Typed:
    """The keys and the mouse in what a terminal sends.

    Bytes that are no UTF-8, as from a terminal with an older character set, are a key without a meaning. A sequence
    that Textual's parser fails at, as one for a character that does not exist, is passed over. Escape does not swallow
    an x that comes right after it.
    """

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._parser = XTermParser(debug)

    def feed(self, data: bytes) -> Iterator[Message]:
        """What these bytes say, with those before them."""
        for char in self._decoder.decode(data):
            try:
                yield from map(_meant, self._parser.feed(char))
            except Exception:  # noqa: BLE001 - the keys after it must come through, sharp pain above all
                self._begin_anew()

    def tick(self) -> Iterator[Message]:
        """What was a key by itself, now that nothing came after it for a while."""
        yield from map(_meant, self._parser.tick())

    def _begin_anew(self) -> None:
        """A parser that has failed reads nothing more; what the old one knew of the window, the new one knows."""
        old, self._parser = self._parser, XTermParser(self._debug)
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size


def _meant(message: Message) -> Message:
    return events.Key("x", "x") if isinstance(message, events.Key) and message.key in _SHARP_PAIN else message


def own_driver() -> type[Driver] | None:
    """The driver for the terminal; None where Textual is to find one."""
    if sys.platform != "win32" and "TEXTUAL_DRIVER" not in os.environ and reads_by_itself():
        return TerminalDriver
    return None


if sys.platform != "win32":
    from backstretch.tui.output import OutputDriver

    class TerminalDriver(OutputDriver):
        """Textual's driver for Linux and macOS, but for how it reads."""

        def run_input_thread(self) -> None:
            """Pass on what is typed until the program ends."""
            typed = Typed(debug=self._debug)
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(_LOOK_SECONDS):
                        for message in typed.feed(os.read(self.fileno, _MOST_BYTES)):
                            self.process_message(message)
                    for message in typed.tick():
                        self.process_message(message)
