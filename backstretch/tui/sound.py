"""What is heard of the full-screen program, and the bell and the flash that stand in where nothing can be played."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from backstretch.settings import Settings
from backstretch.tui.host import Host

if TYPE_CHECKING:
    from backstretch.audio.audio import Audio

_HEARD = ("sounds", "volume", "voice", "voice_rate", "voice_name")
"""The settings that change what is heard."""


class Sounding:
    """The program's audio, and the way from its thread back to the screen."""

    def __init__(self, app: Host, *, muted: bool) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context = contextvars.copy_context()
        self._muted = muted
        self._audio: Audio | None = None

    @property
    def audio(self) -> Audio:
        """Everything that is heard; another one after a change of the settings. Made, and loaded, at first use."""
        if self._audio is None:
            from backstretch.audio.audio import Audio

            cache_dir = self._app.context.paths.cache_dir
            settings = self._app.context.settings
            self._audio = Audio(settings, cache_dir, lambda: self._on_screen(self._ring), muted=self._muted)
        return self._audio

    def listen(self) -> None:
        """The screen's loop runs: what happens on the audio thread can be shown."""
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()  # Textual looks up in it which app it is in

    def prepare(self, texts: Iterable[str], tell: Callable[[str], None]) -> None:
        """Have a session's ``texts`` ready, and find out what can be played; ``tell`` is called once if nothing can."""
        self.audio.prepare(texts, lambda line: self._on_screen(lambda: tell(line)))

    def changed(self, old: Settings, new: Settings) -> None:
        """Let new settings be heard."""
        if any(getattr(new, key) != getattr(old, key) for key in _HEARD):
            self.close()

    def close(self) -> None:
        """Silence, and let go of everything; what is heard next is made anew."""
        if self._audio is not None:
            self._muted = self._audio.muted
            self._audio.close()
            self._audio = None

    def _on_screen(self, call: Callable[[], None]) -> None:
        """Have it called on the screen's own thread, soon, if it is still there."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended by now
                self._loop.call_soon_threadsafe(call, context=self._context)

    def _ring(self) -> None:
        from backstretch.tui.coach.screen import CoachScreen

        if self._app.context.settings.bell:
            self._app.bell()
        if self._app.context.settings.flash and isinstance(self._app.screen, CoachScreen):
            self._app.screen.flash()
