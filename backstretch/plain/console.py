"""Lines out, keys in: what everything in plain mode speaks through."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Mapping
from typing import NoReturn, TextIO

from backstretch.base.clock import Clock
from backstretch.base.stop_failures import StopFailures
from backstretch.base.text_columns import wrapped
from backstretch.plain.key_source import SUSPEND, Keys
from backstretch.plain.signals import EndedError, OutputGoneError
from backstretch.terminal import streams
from backstretch.terminal.encoding import encoding_of, folded
from backstretch.terminal.keys import PAIN_CHARACTERS, HeldKeys, Kind, counts_each_press
from backstretch.terminal.size import terminal_size
from backstretch.terminal.writer import Writer

READ_SECONDS = 0.1
"""How long a line waits for a reader, who then is behind; while that lasts, no line waits."""


class SharpPainError(Exception):
    """A key for sharp pain was pressed; what had to be done at once is done."""


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
                parts = wrapped(folded(line, self._encoding), self._columns())
                self._put("".join(f"{part}\n" for part in parts))

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

    def _columns(self) -> int | None:
        """How wide the terminal is now; None where there is none."""
        try:
            stream = self._stream
            return terminal_size(stream.fileno())[0] if stream is not None and stream.isatty() else None
        except (OSError, ValueError, AttributeError):
            return None

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
        self._pain = frozenset(PAIN_CHARACTERS).union(pain)
        self.keys = keys
        self.write = output.write
        self.ring = output.ring
        self.stop: Callable[[], object] = _nothing
        """What sharp pain does at once, before anything else."""
        self.stand_still: Callable[[], object] = _nothing
        """What going to the shell does before."""
        self._clock = clock
        self._held = HeldKeys()
        self.afresh = True
        """Whether the key given last was pressed just then, and not held down."""

    def key(self, seconds: float | None = None, *, advised: bool = False) -> str:
        """The next key, letters small; empty after so many seconds, or where it does not count.

        ``SUSPEND`` when the person is back from the shell. Raises SharpPainError, unless ``advised``: the advice
        that follows stands already.
        """
        key = self.keys.wait(seconds)
        if not key or not self._counts(key, advised=advised):
            return ""
        if key == SUSPEND:
            self._visit_shell()
        return key.lower() if len(key) == 1 else key

    def sharp_pain(self, stop: Callable[[], object]) -> NoReturn:
        """Do what sharp pain asks for at once; whatever fails in it, the advice follows. Raises SharpPainError."""
        with self._failures.kept("the stop"):
            stop()
        raise SharpPainError

    def drop_typed(self, *, advised: bool = False) -> None:
        """Nobody answers a question that was not asked yet: drop what was typed so far, but for sharp pain."""
        while key := self.keys.wait(0.0):
            self._counts(key, advised=advised)
            if key == SUSPEND:
                self._visit_shell()

    def left_in_pain(self) -> bool:
        """Whether what is left of the keys, now that the program ends, tells of sharp pain."""
        if not self.keys.there:
            return False
        with contextlib.suppress(EndedError):
            while (key := self.keys.wait(0.0)) not in {"", SUSPEND}:
                if self._is_pain(key):
                    return True
        return False

    def _visit_shell(self) -> None:
        self.stand_still()
        self.keys.suspend()

    def _is_pain(self, key: str) -> bool:
        return key in self._pain or key.lower() in self._pain

    def _counts(self, key: str, *, advised: bool) -> bool:
        """Whether a key is no repeat. Raises SharpPainError, unless ``advised``."""
        self.afresh = self._held.afresh(key, self._clock.monotonic(), getattr(key, "kind", Kind.PRESS))
        if not advised and self._is_pain(key):
            self.sharp_pain(self.stop)
        return self.afresh or counts_each_press(key)


def _nothing() -> None:
    """Where nothing is under way."""
