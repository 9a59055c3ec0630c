"""Plain mode in a home directory of its own: keys from a script, on a clock that the script moves."""

from __future__ import annotations

import contextlib
import io
import signal
from collections import deque
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from backstretch.audio import audio, rendering
from backstretch.plain.console import Output
from backstretch.plain.program import Program
from backstretch.plain.signals import EndedError
from backstretch.run import wake_lock
from backstretch.run.context import open_context
from backstretch.run.screening_flow import ScreeningFlow, read
from backstretch.session.library import Found
from backstretch.session.model import Session

from ..tui.conftest import APART, SMALL, SMALL_SECONDS, FakeClock, Loudspeaker, World, apart_from, in_position, upright

__all__ = ["APART", "SMALL", "SMALL_SECONDS", "FakeClock", "Loudspeaker", "World", "in_position", "upright"]

"""With it, lead-ins last as long as the file says, whatever the voice takes for the words."""
UNICODE = {"LANG": "C.UTF-8"}


@dataclass(frozen=True)
class Text:
    """A line of text that is typed where one is asked for."""

    text: str


@dataclass(frozen=True)
class After:
    """A key so many seconds after what came before, heard or not."""

    seconds: float
    key: str


@dataclass(frozen=True)
class Signal:
    """The program is asked to end."""

    number: int


@dataclass(frozen=True)
class Asleep:
    """The machine sleeps for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Stuck:
    """The program does not get to run for so many seconds."""

    seconds: float


Act = str | float | After | Text | Signal | Asleep | Stuck
"""A key; seconds that pass; or one of the above."""


class ScriptedKeys:
    """Keys in their order, each a little after the one before; the clock goes on while the program waits."""

    def __init__(self, clock: FakeClock, script: Iterable[Act], *, there: bool = True) -> None:
        self.there = there
        self.visits = 0
        self.waits: list[float | None] = []
        self._clock = clock
        self._script = deque(script)
        self._at = clock.seconds
        self._pressed: dict[str, float] = {}

    def wait(self, seconds: float | None) -> str:
        self.waits.append(seconds)
        until = float("inf") if seconds is None else self._clock.seconds + seconds
        self._let_pass()
        if not self._script:
            assert seconds is not None, "the program waits for a key that the script does not have"
            self._clock.seconds = until
            return ""
        at = self._at + self._apart(self._script[0])
        if at > until:
            self._clock.seconds = until
            return ""
        act = self._script.popleft()
        self._clock.seconds = self._at = max(at, self._clock.seconds)
        match act:
            case str():
                self._pressed[act.lower()] = self._at
                return act
            case After():
                self._pressed[act.key.lower()] = self._at
                return act.key
            case Signal():
                raise EndedError(act.number)
            case Asleep():
                self._clock.sleep(act.seconds)
            case Stuck():
                self._clock.go(act.seconds)
                self._at = self._clock.seconds
            case _:
                raise AssertionError(f"{act} where a key is asked for")
        return ""

    def line(self) -> str:
        act = self._script.popleft()
        if isinstance(act, Signal):
            raise EndedError(act.number)
        assert isinstance(act, Text), f"{act} where text is asked for"
        return f"{act.text}\n"

    def suspend(self) -> None:
        self.visits += 1

    def restore(self) -> None:
        pass

    def _apart(self, act: Act) -> float:
        """Seconds before it; a key that was just pressed is pressed again late enough to be heard."""
        if isinstance(act, After):
            return act.seconds
        return apart_from(self._pressed, act, self._at) if isinstance(act, str) else 0.0

    def _let_pass(self) -> None:
        """Seconds of the script move the moment of what comes after them."""
        while self._script and isinstance(self._script[0], float):
            self._at += self._script[0]
            self._script.popleft()


class Paper(io.StringIO):
    """Lines as a reader gets them; breaks when it is full."""

    def __init__(self, room: int | None = None, encoding: str = "utf-8") -> None:
        super().__init__()
        self._room = room
        self._written_as = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._written_as

    def write(self, text: str) -> int:
        if self._room is not None:
            if self._room == 0:
                raise BrokenPipeError
            self._room -= 1
        return super().write(text)


@dataclass
class Reading:
    """What one run of the program wrote and gave."""

    code: int
    paper: Paper
    keys: ScriptedKeys

    @property
    def lines(self) -> list[str]:
        return self.paper.getvalue().splitlines()

    @property
    def text(self) -> str:
        return self.paper.getvalue()


class Table:
    """Where plain mode is run, with short words."""

    def __init__(self, root: Path) -> None:
        self.world = World(root)
        self._root = root

    def twin(self) -> Table:
        """Another one like it, in which nothing has happened yet."""
        return Table(self._root / "twin")

    def run(
        self,
        *script: Act,
        there: bool = True,
        from_step: int | None = None,
        level: int | None = None,
        found: Found | Session | None = None,
        paper: Paper | None = None,
        mute: bool = True,
        easy: bool = False,
    ) -> Reading:
        """The program from its start to its end."""
        paper = paper or Paper()
        context = open_context(self.world.paths, self.world.clock)
        with contextlib.closing(context):
            keys = ScriptedKeys(self.world.clock, script, there=there)
            program = Program(context, keys, Output(paper, UNICODE), mute=mute)
            file = found or Found("everyday", self.world.paths.sessions / "everyday.toml", "yours")
            code = program.run(ScreeningFlow(context, read(file), from_step, level, easy=easy))
        return Reading(code, paper, keys)

    def at(self, seconds: float, *script: Act) -> Reading:
        """From the check-in to a second of the session, then keys, then the end that Ctrl+C brings."""
        return self.run("enter", seconds - APART, *script, Signal(signal.SIGINT))


class _Lock:
    active = True


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    def lock() -> AbstractContextManager[_Lock]:
        return contextlib.nullcontext(_Lock())

    monkeypatch.setattr(wake_lock, "_lock", lock)
    monkeypatch.setattr(audio, "Speaker", Loudspeaker)
    monkeypatch.setattr(rendering, "find_engines", tuple)
    monkeypatch.setattr(Loudspeaker, "made", [])
    return Table(tmp_path)
