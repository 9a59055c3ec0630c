"""What a terminal sends, as Textual's messages: keys and pastes by our own scanner, all else by Textual's parser."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import selectors
import sys
import time
from collections.abc import Iterator
from typing import Any

from textual import constants, events
from textual.driver import Driver
from textual.message import Message

from backstretch.terminal.inbox import Inbox
from backstretch.terminal.keys import Press, has_pain
from backstretch.terminal.scanner import Paste, Report, Scanner, Token
from backstretch.tui.host import Host
from backstretch.tui.textual_private import XTermParser, backlog, key_events, reads_by_itself, waits_for_more

_LOOK_SECONDS = 0.1
"""How long to wait for a key before looking whether the program ends, and whether an Escape came alone."""
_MOST_BYTES = 4096
MOST_WAITING = 64
"""Keys and clicks that wait to be acted on; who presses more sees nothing of what they do."""
MOST_TYPED = 8192
"""The same where text is typed: as much as any field takes, and some more."""
_LAST_READS = 64
_MOST_AT_ONCE = 16
_LATER_SECONDS = 0.005
_KITTY_ALL = "\x1b[<u\x1b[>31u"
"""In place of what Textual asks for: tell repeats, letting go and the key's place too. One pop takes it back."""
_SIZE = r"48(?:;[1-9]\d{0,3}(?::\d*)*){2}(?:;[\d:]+){2}t"
_KNOWN_REPORT = re.compile(rf"\x1b\[(?:<.*[Mm]|M.{{3}}|[IO]|{_SIZE}|\?\d+;\d\$y|\d+;\d+R)\Z", re.DOTALL)
"""The mouse, the focus, the window's size, a mode and the cursor's place: what Textual knows what to do with."""


class Typed:
    """The keys and the mouse in what a terminal sends.

    Bytes that are no UTF-8, as from a terminal with an older character set, are a key without a meaning. A sequence
    that Textual's parser fails at, as one for a character that does not exist, is passed over.
    """

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._parser = XTermParser(debug)
        self._scanner = Scanner()

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """What these bytes say, with those before them; they came ``now``, in seconds of a monotonic clock."""
        return self._messages(self._scanner.feed(self._decoder.decode(data), now), now)

    def tick(self, now: float) -> Iterator[Message]:
        """What was a key by itself, now that nothing came after it for a while."""
        return self._messages(self._scanner.tick(now), now)

    def _messages(self, tokens: list[Token], now: float) -> Iterator[Message]:
        for token in tokens:
            try:
                found = list(self._meant(token))
            except Exception:  # noqa: BLE001 - the keys after it must come through, sharp pain above all
                self._begin_anew()
                continue
            for message in found:
                message.time = now
                yield message

    def _meant(self, token: Token) -> Iterator[Message]:
        match token:
            case Press():
                for key in self._keys(token):
                    vars(key)["kind"] = token.kind
                    yield key
            case Paste(text, whole):
                if not whole and has_pain(text):  # what was pasted and what typed, nobody knows
                    yield events.Key("x", None)
                yield events.Paste(text.replace("\0", ""))
            case Report(sequence) if _KNOWN_REPORT.match(sequence):
                yield from self._parser.feed(sequence)
                if waits_for_more(self._parser):
                    self._begin_anew()

    def _keys(self, press: Press) -> list[events.Key]:
        if press.pain:
            return [events.Key("x", press.text)]
        found = key_events(self._parser, press.sequence)
        if not found and press.alt:
            found = key_events(self._parser, press.sequence[1:], alt=True)
        return found or [events.Key("unknown", None)]

    def _begin_anew(self) -> None:
        """A parser that has failed reads nothing more; what the old one knew of the window, the new one knows."""
        old, self._parser = self._parser, XTermParser(self._debug)
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size


def own_driver() -> type[Driver] | None:
    """The driver for the terminal; None where Textual is to find one."""
    if sys.platform != "win32" and "TEXTUAL_DRIVER" not in os.environ and reads_by_itself():
        return TerminalDriver
    return None


if sys.platform != "win32":
    from backstretch.tui.output_driver import OutputDriver

    class TerminalDriver(OutputDriver):
        """Textual's driver for Linux and macOS, but for how it reads."""

        _app: Host
        _delivers = False
        """Whether what is in the inbox is being passed on, or is to be."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._inbox: Inbox[Message] = Inbox()

        def start_application_mode(self) -> None:
            """Take the terminal, and ask it to tell more of its keys than Textual does."""
            super().start_application_mode()
            if not constants.DISABLE_KITTY_KEY:
                self.write(_KITTY_ALL)
                self.flush()

        def run_input_thread(self) -> None:
            """Pass on what is typed until the program ends, and then what came meanwhile."""
            typed = Typed(debug=self._debug)
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    self._read(typed, selector, _LOOK_SECONDS)
                for _ in range(_LAST_READS):
                    if not self._read(typed, selector, 0):
                        break

        def _read(self, typed: Typed, selector: selectors.BaseSelector, seconds: float) -> bool:
            """Pass on what comes within so many seconds; whether anything came."""
            data = b""
            if selector.select(seconds):
                with contextlib.suppress(OSError):  # the terminal is gone, and somebody else says so
                    data = os.read(self.fileno, _MOST_BYTES)
                if data:
                    for message in typed.feed(data, time.monotonic()):
                        self.process_message(message)
                else:
                    self.exit_event.wait(seconds)
            for message in typed.tick(time.monotonic()):
                self.process_message(message)
            return bool(data)

        def send_message(self, message: Message) -> None:
            """On the thread that reads: put it where the program takes it from, if there is room."""
            pain = isinstance(message, events.Key) and message.key in self._app.pain_keys
            series = type(message).__name__ if isinstance(message, events.MouseMove | events.Resize) else ""
            typing = self._app.takes_text or not isinstance(message, events.InputEvent)
            kept = self._inbox.put(message, MOST_TYPED if typing else MOST_WAITING, pain=pain, series=series)
            if pain and kept:
                self._app.pain.read += 1
            if kept and not self._delivers:
                self._delivers = True
                with contextlib.suppress(RuntimeError):  # the loop is closed: the program looks once more at its end
                    self._loop.call_soon_threadsafe(self._deliver)

        def _deliver(self) -> None:
            """On the program's loop: pass on as much as it can act on soon; sharp pain waits for nothing."""
            app = self._app
            pain_first = not app.takes_text
            room = _MOST_AT_ONCE - backlog(app)
            while room > 0 or (pain_first and self._inbox.pains):
                message = self._inbox.take(pain_first=pain_first)
                if message is None:
                    self._delivers = False
                    if not self._inbox:  # else one came just now, and nobody was told
                        return
                    self._delivers = True
                    continue
                app.post_message(message)
                room -= 1
            self._loop.call_later(_LATER_SECONDS, self._deliver)
