"""Makes the clips that do not come with the program: by an engine, or by stretching a packaged one. Slow; waits."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from backstretch.audio.child import Children, Job
from backstretch.audio.clip import Clip
from backstretch.audio.engines import Engine, Order, find_engines
from backstretch.audio.packaged import packaged_clip
from backstretch.audio.speech_cache import SpeechCache
from backstretch.base.digest import sha256_hex
from backstretch.base.text import STAND_IN, plain

LONGEST_TEXT = 300
"""Characters; what is longer is cut."""
_STRETCH = Path(__file__).with_name("stretch.py")
_FAILURES = 2
"""An engine that fails so often in a row is asked no more, until the next session."""
_NOT_SPOKEN = str.maketrans({"[": " ", "]": " ", STAND_IN: " "})
"""Several engines take square brackets for commands."""


class Renderer:
    """Phrases in one voice at one rate. For one thread, but for ``close`` and ``engine``."""

    def __init__(self, cache: SpeechCache, name: str, rate: float, timeout_seconds: float) -> None:
        self._cache = cache
        self._name = name
        self._rate = rate
        self._timeout_seconds = timeout_seconds
        self._children = Children()
        self._failures: Counter[str] = Counter()

    @property
    def engine(self) -> str | None:
        """The engine that will be asked first; None if there is none, or none that works."""
        return next((engine.name for engine in self._engines()), None)

    @property
    def at_once(self) -> int:
        """How many phrases are best given at a time."""
        return max((engine.at_once for engine in self._engines()[:1]), default=1)

    def packaged(self, phrase: str) -> Clip | None:
        """The packaged clip that serves for the phrase, as it is or stretched."""
        return None if self._name else packaged_clip(phrase)

    def at_rate(self, recorded: Clip) -> Clip | None:
        """A packaged clip at the voice's rate. Raises OSError where the cache cannot be used."""
        if self._rate == 1:
            return recorded
        # By the content: another release may speak the phrase differently.
        content = sha256_hex(recorded.path.read_bytes())
        key = ("packaged", f"{self._rate:.3f}", content)
        if (cached := self._cache.find(self._cache.path(*key))) is not None:
            return cached
        draft = self._cache.draft()
        argv = (sys.executable, "-I", "-S", str(_STRETCH), str(recorded.path), str(draft), str(self._rate))
        try:
            if not self._children.run(Job(argv), self._timeout_seconds):
                return None
            return self._cache.keep(draft, self._cache.path(*key))
        finally:
            _discard(draft)

    def speak(self, phrases: Sequence[str]) -> dict[str, Clip]:
        """Those of the phrases that an engine can speak. Raises OSError where the cache cannot be used."""
        made: dict[str, Clip] = {}
        for engine in self._engines():
            for phrase in phrases:
                if phrase not in made and (cached := self._cache.find(self._path(engine, phrase))) is not None:
                    made[phrase] = cached
            missing = [phrase for phrase in phrases if phrase not in made and spoken(phrase)]
            for first in range(0, len(missing), engine.at_once):
                if self._works(engine):
                    made |= self._spoken_by(engine, missing[first : first + engine.at_once])
        return made

    def renew(self) -> None:
        """Ask every engine again, those too that failed: what was wrong may be over."""
        self._failures.clear()

    def trim(self) -> None:
        """Keep the cache within its bounds."""
        self._cache.trim()

    def close(self) -> None:
        """End what is under way, from any thread; nothing is made from now on."""
        self._children.close()

    # How it goes about it.

    @cached_property
    def _found(self) -> tuple[Engine, ...]:
        return find_engines()

    def _engines(self) -> list[Engine]:
        return [engine for engine in self._found if engine.speaks(self._name) and self._works(engine)]

    def _works(self, engine: Engine) -> bool:
        return self._failures[engine.name] < _FAILURES

    def _spoken_by(self, engine: Engine, phrases: Sequence[str]) -> dict[str, Clip]:
        drafts: list[Path] = []
        made: dict[str, Clip] = {}
        try:
            drafts.extend(self._cache.draft() for _ in phrases)
            orders = [Order(spoken(phrase), draft) for phrase, draft in zip(phrases, drafts, strict=True)]
            ended = self._children.run(
                engine.job(engine.program, orders, self._name, self._rate), self._timeout_seconds
            )
            if ended or engine.at_once > 1:  # of several, those that were whole before it failed are
                for phrase, draft in zip(phrases, drafts, strict=True):
                    if (clip := self._cache.keep(draft, self._path(engine, phrase))) is not None:
                        made[phrase] = clip
        finally:
            for draft in drafts:
                _discard(draft)
        self._failures[engine.name] = 0 if made else self._failures[engine.name] + 1
        return made

    def _path(self, engine: Engine, phrase: str) -> Path:
        return self._cache.path(engine.name, self._name, f"{self._rate:.3f}", spoken(phrase))


def spoken(phrase: str) -> str:
    """What an engine is given of a phrase: one line of plain text, not too long; empty if nothing can be said."""
    return " ".join(plain(phrase).translate(_NOT_SPOKEN).split())[:LONGEST_TEXT].strip()


def _discard(draft: Path) -> None:
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)
