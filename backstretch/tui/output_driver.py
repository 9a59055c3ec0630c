"""How frames reach the terminal: Textual's own driver waits until each is taken."""

from __future__ import annotations

import contextlib
import contextvars
import sys

from textual.driver import Driver

from backstretch.terminal.writer import Writer
from backstretch.tui.host import Host

_SYNC = {"\x1b[?2026h": True, "\x1b[?2026l": False}
"""What stands around a frame, for terminals that show it in one go."""
_OTHER_SCREEN = "\x1b[?1049h"
_LET_OUT_SECONDS = 0.002
_LONGEST_COMMAND = 64
"""Characters; more than that is something drawn, however it ends."""


def let_pass(driver: Driver | None) -> None:
    """What is drawn next is what the person must see: nothing that waits, here or in the system, comes before it."""
    if isinstance(driver, _Overtaking):
        driver.overtake()


def let_out(driver: Driver | None) -> None:
    """Let what was drawn be written before more is worked out; waits no longer than a terminal that reads needs."""
    if isinstance(driver, _Overtaking):
        driver.let_out()


class _Overtaking:
    """A driver whose frames can be overtaken."""

    _writer: Writer | None = None

    def let_out(self) -> None:
        """Give way to the thread that writes."""
        if self._writer is not None:
            self._writer.wait(_LET_OUT_SECONDS)

    def overtake(self) -> None:
        """Drop what waits to be shown."""
        if self._writer is not None:
            self._writer.overtake()


if sys.platform != "win32":
    import asyncio

    from textual.events import Resize
    from textual.message import Message
    from textual.messages import InBandWindowResize

    from backstretch.tui.textual_private import SystemSizeDriver

    class OutputDriver(_Overtaking, SystemSizeDriver):
        """Textual's driver for Linux and macOS, but for how it writes."""

        _app: Host
        _frame: list[str] | None = None
        """What there is of a frame whose end comes in another write."""

        def start_application_mode(self) -> None:
            """Begin on the terminal, with somebody to hear the signals that end the program."""
            self._app.endings.listen()
            loop, context = asyncio.get_running_loop(), contextvars.copy_context()

            def paint_all() -> None:
                with contextlib.suppress(RuntimeError):  # the loop is closed: nothing is painted any more
                    loop.call_soon_threadsafe(self.repaint, context=context)

            if sys.__stderr__ is not None:
                self._writer = Writer(sys.__stderr__.fileno(), paint_all)
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if self._app.headline is not None and (before := self._app.headline.hand_over()) is not None:
                self.attrs_before = before  # and not as the headline has set it

        def write(self, data: str) -> None:
            """Have something written; never waits. What puts the cursor somewhere is a frame, all else a command."""
            if self._writer is None:
                return
            if data == _OTHER_SCREEN and self._app.headline is not None and self._app.headline.stands:
                return  # it is on there already
            if data in _SYNC:
                if _SYNC[data]:
                    self._frame = [data]
                    return
                frame, self._frame = "".join(self._frame or ()), None
                if len(frame) > len(data):
                    self._writer.draw((frame + data).encode("utf-8", "replace"))
            elif self._frame is not None:
                self._frame.append(data)
            elif data.endswith("H") or len(data) > _LONGEST_COMMAND:
                self._writer.draw(data.encode("utf-8", "replace"))
            else:
                self._writer.send(data.encode("utf-8", "replace"))

        def close(self) -> None:
            """End on the terminal, with a little patience."""
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            super().close()

        def process_message(self, message: Message) -> None:
            """Pass on what is read, but for sizes that come as keys do: they may be late, and anybody's."""
            if not isinstance(message, Resize | InBandWindowResize):
                super().process_message(message)
