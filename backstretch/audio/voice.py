"""The voice: which clip speaks a phrase, now. What is not there yet is made in the background, or goes unsaid."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from backstretch.audio.clip import Clip
from backstretch.audio.engines import HIGHEST_RATE, LOWEST_RATE, is_voice_name
from backstretch.audio.packaged import packaged_clip
from backstretch.audio.rendering import Renderer
from backstretch.audio.speech_cache import SpeechCache

_CLOSING_SECONDS = 1.0


class Voice:
    """One voice at one rate. Its methods wait for nothing and are for one thread; ``close`` waits a moment."""

    def __init__(self, cache_dir: Path, *, name: str = "", rate: float = 1.0, timeout_seconds: float = 10.0) -> None:
        """``cache_dir``: for rendered clips alone; made when needed.

        ``name``: a voice of the machine's engine, for everything; empty: the packaged voice, and the engine's own
        only for what is not packaged. ``rate``: times the normal speed. ``timeout_seconds``: for one run of an engine.
        Raises ValueError if the name can be no voice's or the rate is out of bounds.
        """
        if not is_voice_name(name):
            raise ValueError(f"{name!r} cannot be the name of a voice")
        if not LOWEST_RATE <= rate <= HIGHEST_RATE:
            raise ValueError(f"the rate {rate} is not between {LOWEST_RATE} and {HIGHEST_RATE}")
        self._renderer = Renderer(SpeechCache(cache_dir), name, rate, timeout_seconds)
        self._made: dict[str, Clip] = {}
        self._waiting: deque[str] = deque()
        self._changed = threading.Condition()
        self._renewed = False
        """Whether the engines are to be asked again, whatever failed before."""
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def engine(self) -> str | None:
        """The machine's engine that speaks what is not packaged; None if there is none. Looks through the path once."""
        return self._renderer.engine

    def clip(self, phrase: str) -> Clip | None:
        """The phrase as it can be heard now: in this voice if that is ready, else as packaged, else not at all."""
        if self._is_made(phrase):
            return self._made[phrase]
        recorded = packaged_clip(phrase)
        return recorded if recorded is not None and recorded.path.is_file() else None

    def prepare(self, phrases: Iterable[str]) -> None:
        """Make these phrases' clips in the background, in their order. They take the place of what still waits."""
        with self._changed:
            if self._closed:
                return
            self._waiting = deque(dict.fromkeys(phrases))
            self._renewed = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Stop making clips; those that are ready stay."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify()
        self._renderer.close()
        if self._thread is not None:
            self._thread.join(_CLOSING_SECONDS)

    # In the background.

    def _work(self) -> None:
        while (phrase := self._next()) is not None:
            with contextlib.suppress(Exception):  # whatever is wrong with one phrase, the others are to be said
                self._make(phrase)
            if not self._waiting:
                self._renderer.trim()

    def _next(self) -> str | None:
        """The next phrase, waiting for one; None after ``close``."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            if self._renewed:
                self._renewed = False
                self._renderer.renew()
            return self._waiting.popleft()

    def _make(self, phrase: str) -> None:
        if self._is_made(phrase):
            return
        recorded = self._renderer.packaged(phrase)
        if recorded is None:
            self._made.update(self._renderer.speak([phrase, *self._companions()]))
        elif (clip := self._renderer.at_rate(recorded)) is not None:
            self._made[phrase] = clip

    def _companions(self) -> list[str]:
        """The phrases waiting next that the same run of an engine can speak."""
        taken: list[str] = []
        with self._changed:
            while self._waiting and len(taken) + 1 < self._renderer.at_once:
                if self._renderer.packaged(self._waiting[0]) is not None:
                    break
                phrase = self._waiting.popleft()
                if not self._is_made(phrase):
                    taken.append(phrase)
        return taken

    def _is_made(self, phrase: str) -> bool:
        made = self._made.get(phrase)
        return made is not None and made.path.is_file()
