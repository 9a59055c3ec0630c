"""Lines out, keys in: what everything in plain mode speaks through."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Mapping
from typing import NoReturn, TextIO

from backstretch.base.clock import Clock
from backstretch.base.stop_failures import StopFailures
from backstretch.plain.endings import OutputGoneError
from backstretch.plain.keys import SUSPEND, Keys
from backstretch.terminal import streams
from backstretch.terminal.writer import Writer

BOUNCE_SECONDS = 0.2
"""Repeats of one key within this time count once, so that a fist or a held key does no harm."""
SHARP_PAIN = frozenset({"x", "X", "!"})
"""The keys that stop everything."""
READ_SECONDS = 0.1
"""How long a line waits for a reader, who then is behind; while that lasts, no line waits."""

_ASCII = {
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "→": "->",
    "←": "<-",
    "…": "...",
    "°": " degrees",
    "×": "x",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "•": "*",
}


class SharpPainError(Exception):
    """A key for sharp pain was pressed; what had to be done at once is done."""


def folded(text: str, encoding: str) -> str:
    """The text with every character that the encoding lacks replaced by what comes nearest."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_folded(char, encoding) for char in text)
    return text


def _folded(char: str, encoding: str) -> str:
    import unicodedata

    candidates = (char, _ASCII.get(char, ""), unicodedata.normalize("NFKD", char)[:1])
    for candidate in candidates:
        if candidate and candidate.encode(encoding, "ignore"):
            return candidate
    return "?"


def encoding_of(stream: TextIO, environment: Mapping[str, str]) -> str:
    """What a stream's reader can make out: ASCII where the locale says no more, even if Python writes more there."""
    written = stream.encoding or "ascii"
    if os.name != "posix" or environment.get("PYTHONIOENCODING") or environment.get("PYTHONUTF8"):
        return written
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "C"
    if locale.lower() in {"c.utf-8", "c.utf8"} and not environment.get("LC_ALL"):
        # What Python itself puts into LC_CTYPE where the language is C.
        locale = environment.get("LANG") or "C"
    return "ascii" if locale in {"C", "POSIX"} else written


class Output:
    """Writes whole lines to a stream; waits for nobody who does not read them."""

    def __init__(self, stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> None:
        self._stream = stream
        self._encoding = encoding_of(stream, environment) if stream is not None else "ascii"
        self._writer: Writer | None = None
        self._behind = False
        """Whether the reader had not taken everything when it was last looked at."""

    def write(self, *lines: str) -> None:
        """Write lines; an empty one is left out. Raises OutputGoneError where nobody takes them."""
        for line in lines:
            if line:
                self._put(f"{folded(line, self._encoding)}\n")

    def ring(self) -> None:
        """Ring the terminal's bell, where there is a terminal. For any thread."""
        with contextlib.suppress(OSError, ValueError):
            if self._stream is not None and self._stream.isatty() and (writer := self._its_writer()):
                writer.send(b"\a")

    def overtake(self) -> None:
        """Let the next line be the next that is read: lines that nobody has read yet are dropped."""
        if self._writer is not None and not self._writer.wait(0.0):
            self._writer.overtake()

    def close(self) -> None:
        """Let what was written last be read, with a little patience."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def discard(self) -> None:
        """Drop what could not be written, so that nothing is said of it at the program's end."""
        if self._stream is not None:
            streams.discard(self._stream)

    def _put(self, text: str) -> None:
        if self._stream is None:
            raise OutputGoneError
        try:
            writer = self._its_writer()
            if writer is None:
                self._stream.write(text)
                self._stream.flush()
                return
            writer.send(text.encode(self._stream.encoding or "ascii", "replace"), line=True)
            self._behind = not writer.wait(0.0 if self._behind else READ_SECONDS)
        except (OSError, ValueError) as error:
            raise OutputGoneError from error
        if writer.gone is not None:
            raise OutputGoneError from writer.gone

    def _its_writer(self) -> Writer | None:
        """What writes to the stream; None where that is no file of the system, or a console with ways of its own."""
        if self._writer is None and self._stream is not None and os.name == "posix":
            try:
                handle = self._stream.fileno()
            except (OSError, ValueError, AttributeError):
                return None
            self._stream.flush()
            self._writer = Writer(handle, cut=b"\n")
        return self._writer


class Console:
    """One person's lines and keys."""

    def __init__(
        self,
        keys: Keys,
        output: Output,
        clock: Clock,
        pain: Collection[str] = (),
        failures: StopFailures = StopFailures(None),  # noqa: B008 - it has no state
    ) -> None:
        """``pain``: keys that stop everything, beside those that always do. ``failures``: where a failing stop goes."""
        self._failures = failures
        self._pain = SHARP_PAIN.union(pain)
        self.keys = keys
        self.write = output.write
        self.ring = output.ring
        self.stop: Callable[[], object] = _nothing
        """What sharp pain does at once, before anything else."""
        self.stand_still: Callable[[], object] = _nothing
        """What going to the shell does before."""
        self._clock = clock
        self._last_key = ("", float("-inf"))

    def key(self, seconds: float | None = None, *, advised: bool = False) -> str:
        """The next key, letters small; empty after so many seconds, or where it does not count.

        ``SUSPEND`` when the person is back from the shell. Raises SharpPainError, unless ``advised``: the advice
        that follows stands already.
        """
        key = self.keys.wait(seconds)
        if not key or self._bounces(key):
            return ""
        if key in self._pain and not advised:
            self.sharp_pain(self.stop)
        if key == SUSPEND:
            self.stand_still()
            self.keys.suspend()
        return key.lower() if len(key) == 1 else key

    def sharp_pain(self, stop: Callable[[], object]) -> NoReturn:
        """Do what sharp pain asks for at once; whatever fails in it, the advice follows. Raises SharpPainError."""
        with self._failures.kept("the stop"):
            stop()
        raise SharpPainError

    def _bounces(self, key: str) -> bool:
        now = self._clock.monotonic()
        last, at = self._last_key
        self._last_key = (key, now)
        return key == last and now - at < BOUNCE_SECONDS


def _nothing() -> None:
    """Where nothing is under way."""
