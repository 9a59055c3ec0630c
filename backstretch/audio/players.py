"""What can play a WAV file on this machine: one small interface, the system's own programs first."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from backstretch.audio.clip import Clip

if TYPE_CHECKING:
    import subprocess

END_SECONDS = 0.2
"""How long a player that was told to end may take before it is killed."""
LATENCY_MILLISECONDS = 50
"""What is asked of a sound server: a cue is short, and its own default can be longer than some cues."""


class Playing(Protocol):
    """A sound under way. Used on the thread that started it, and on no other."""

    def poll(self) -> bool | None:
        """None while it plays; then whether it ended well."""
        ...

    def stop(self) -> None:
        """Silence it now; does nothing once it has ended."""
        ...


class Player(Protocol):
    """One way to play a file."""

    @property
    def name(self) -> str:
        """As a person knows it."""
        ...

    @property
    def sure(self) -> bool:
        """Whether it says so when it could not be heard."""
        ...

    @property
    def has_volume(self) -> bool:
        """Whether it can play more softly."""
        ...

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play at ``volume``, 0–100, and return at once. Raises OSError where it cannot."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """A program that plays the file it is given and says by its exit status whether it could."""

    name: str
    program: str
    """Where it is."""
    options: tuple[str, ...] = ()
    volume_options: Callable[[int], tuple[str, ...]] | None = None
    sure: bool = True

    @property
    def has_volume(self) -> bool:
        """Whether it has an option for that."""
        return self.volume_options is not None

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play. Raises OSError."""
        import subprocess

        louder = self.volume_options(volume) if self.volume_options else ()
        return _CommandPlaying(
            subprocess.Popen(
                [self.program, *self.options, *louder, str(clip.path.absolute())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # pw-play reads "0.5" as 0 where the person's locale writes a comma.
                env={**os.environ, "LC_ALL": "C"},
                # Ctrl+C and Ctrl+Z are for the program, not for its players.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        )


class _CommandPlaying:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def poll(self) -> bool | None:
        """Whether it ended with status 0."""
        status = self._process.poll()
        return None if status is None else status == 0

    def stop(self) -> None:
        """End the program and all that it started."""
        if self._process.poll() is None:
            _signal(self._process, hard=False)
            _reap(self._process, lambda: _signal(self._process, hard=True))


class Winsound:
    """Windows' own player. It plays on its own and tells neither the end nor, always, a failure."""

    name = "winsound"
    sure = False
    has_volume = False

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play. Raises OSError."""
        winsound: Any = importlib.import_module("winsound")
        try:
            winsound.PlaySound(
                str(clip.path.absolute()), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            )
        except RuntimeError as error:
            raise OSError(f"winsound: {error}") from error
        return _WinsoundPlaying(winsound, self._monotonic, self._monotonic() + clip.seconds)


class _WinsoundPlaying:
    def __init__(self, winsound: Any, monotonic: Callable[[], float], ends_at: float) -> None:
        self._winsound = winsound
        self._monotonic = monotonic
        self._ends_at = ends_at

    def poll(self) -> bool | None:
        """Whether the clip's time is over."""
        return True if self._monotonic() >= self._ends_at else None

    def stop(self) -> None:
        """Silence it."""
        with contextlib.suppress(RuntimeError):
            self._winsound.PlaySound(None, 0)


class Playsound3:
    """The library ``playsound3``: last, as what it knows beyond the programs above does not tell a failure.

    It must be started on a thread that lives on: on Linux its players are told to end with the thread that began them.
    """

    name = "playsound3"
    sure = False
    has_volume = False

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play. Raises OSError."""
        import logging

        # Without a handler, what it logs while it is imported would be written to the terminal.
        logging.getLogger("playsound3").addHandler(logging.NullHandler())
        try:
            library: Any = importlib.import_module("playsound3")  # tries programs on the way: a tenth of a second
            return _Playsound3Playing(library.playsound(str(clip.path.absolute()), block=False))
        except Exception as error:
            raise OSError(f"playsound3: {error}") from error


class _Playsound3Playing:
    def __init__(self, sound: Any) -> None:
        self._sound = sound

    def poll(self) -> bool | None:
        """Whether its player ended with status 0."""
        status = self._sound.subprocess.poll()
        return None if status is None else status == 0

    def stop(self) -> None:
        """End its player."""
        if self.poll() is not None:
            return
        import subprocess

        self._sound.stop()
        if isinstance(self._sound.subprocess, subprocess.Popen):
            _reap(self._sound.subprocess, self._sound.subprocess.kill)


def find_players() -> list[Player]:
    """All ways to play that may work here, the best first; only trying tells which do."""
    import shutil

    commands = (
        ("pw-play", (), _pipewire_volume, True),
        ("paplay", (f"--latency-msec={LATENCY_MILLISECONDS}",), _pulse_volume, True),
        ("aplay", ("-q",), None, True),
        ("afplay", (), _macos_volume, True),
        # It ends with 0 even where it could open no sound device.
        ("ffplay", ("-nodisp", "-autoexit", "-loglevel", "quiet"), _ffmpeg_volume, False),
    )
    found: list[Player] = [Winsound()] if sys.platform == "win32" else []
    for name, options, volume_options, sure in commands:
        program = shutil.which(name)
        if program and Path(program).is_absolute():  # what lies in the folder one happens to stand in is not run
            found.append(Command(name, program, options, volume_options, sure))
    found.append(Playsound3())
    return found


def _pipewire_volume(volume: int) -> tuple[str, ...]:
    return (f"--volume={volume / 100:.2f}",)


def _pulse_volume(volume: int) -> tuple[str, ...]:
    return (f"--volume={65536 * volume // 100}",)


def _macos_volume(volume: int) -> tuple[str, ...]:
    return ("-v", f"{volume / 100:.2f}")


def _ffmpeg_volume(volume: int) -> tuple[str, ...]:
    return ("-volume", str(volume))


def _signal(process: subprocess.Popen[bytes], *, hard: bool) -> None:
    if sys.platform == "win32":
        process.kill() if hard else process.terminate()
    else:
        # The whole group, as a player may be a script around the real one.
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it ended a moment ago
            os.killpg(process.pid, signal.SIGKILL if hard else signal.SIGTERM)


def _reap(process: subprocess.Popen[Any], kill: Callable[[], None]) -> None:
    """Wait for a process that was told to end, and ``kill`` it if it does not."""
    import subprocess

    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        kill()
        with contextlib.suppress(subprocess.TimeoutExpired):  # stuck in the kernel: Python reaps it later
            process.wait(END_SECONDS)
