"""What can play a WAV file on this machine: one small interface, the system's own programs first."""

import contextlib
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from backstretch.audio.clip import Clip
from backstretch.audio.loudness import SoftClips, amplitude
from backstretch.base.without_ssl import without_ssl

if TYPE_CHECKING:
    import subprocess

END_SECONDS = 0.2
"""How long a player that was told to end may take before it is killed."""
LATENCY_MILLISECONDS = 50
"""What is asked of a sound server: a cue is short, and its own default can be longer than some cues."""


Soften = Callable[[Clip, int], tuple[tuple[str, ...], Clip]]


class Playing(Protocol):
    """A sound under way. Used on the thread that started it, and on no other."""

    def poll(self) -> bool | None:
        """None while it plays; then whether it ended well."""
        ...

    @property
    def signs(self) -> int:
        """How many signs that it plays have come, up to the last look; 0 for ever where it gives none."""
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

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play at ``volume``, 0–100, and return at once. Raises OSError where it cannot."""
        ...


class Command(NamedTuple):
    """A program that plays the file it is given and says by its exit status whether it could."""

    name: str
    program: str
    """Where it is."""
    options: tuple[str, ...] = ()
    soften: Soften = lambda clip, _: ((), clip)
    """A clip and a volume → the options and the clip that make it so loud."""
    sure: bool = True
    gives_signs: bool = False
    """Whether it writes to its standard error as long as it plays."""

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play. Raises OSError."""
        import subprocess

        louder, clip = self.soften(clip, volume)
        return _CommandPlaying(
            subprocess.Popen(
                [self.program, *self.options, *louder, str(clip.path.absolute())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                # On Windows a pipe cannot be read without waiting for it.
                stderr=subprocess.PIPE if self.gives_signs and os.name == "posix" else subprocess.DEVNULL,
                # pw-play reads "0.5" as 0 where the person's locale writes a comma.
                env={**os.environ, "LC_ALL": "C"},
                # Ctrl+C and Ctrl+Z are for the program, not for its players.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        )


class _CommandPlaying:
    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self.signs = 0
        if process.stderr is not None and sys.platform != "win32":
            os.set_blocking(process.stderr.fileno(), False)

    def poll(self) -> bool | None:
        """Whether it ended with status 0."""
        status = self._process.poll()
        self._look_for_signs(ended=status is not None)
        return None if status is None else status == 0

    def _look_for_signs(self, *, ended: bool) -> None:
        stream = self._process.stderr
        if stream is None or stream.closed:
            return
        with contextlib.suppress(BlockingIOError):
            self.signs += bool(os.read(stream.fileno(), 65_536))
        if ended:
            stream.close()

    def stop(self) -> None:
        """End the program and all that it started."""
        if self._process.poll() is None:
            _signal(self._process, hard=False)
            _reap(self._process, lambda: _signal(self._process, hard=True))
        self._look_for_signs(ended=True)


class Winsound:
    """Windows' own player. It plays on its own and tells neither the end nor, always, a failure."""

    name = "winsound"
    sure = False

    def __init__(self, soft: SoftClips, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._soft = soft
        self._monotonic = monotonic

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play. Raises OSError."""
        winsound: Any = importlib.import_module("winsound")
        try:
            winsound.PlaySound(
                str(self._soft.clip(clip, volume).path.absolute()),
                winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT,
            )
        except RuntimeError as error:
            raise OSError(f"winsound: {error}") from error
        return _WinsoundPlaying(winsound, self._monotonic, self._monotonic() + clip.seconds)


class _WinsoundPlaying:
    signs = 0

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

    def __init__(self, soft: SoftClips) -> None:
        self._soft = soft

    def start(self, clip: Clip, volume: int) -> Playing:
        """Begin to play. Raises OSError."""
        import logging

        # Without a handler, what it logs while it is imported would be written to the terminal.
        logging.getLogger("playsound3").addHandler(logging.NullHandler())
        try:
            with without_ssl():  # it could play from an address, too
                library: Any = importlib.import_module("playsound3")  # tries programs on the way: a tenth of a second
            return _Playsound3Playing(
                library.playsound(str(self._soft.clip(clip, volume).path.absolute()), block=False)
            )
        except Exception as error:
            raise OSError(f"playsound3: {error}") from error


class _Playsound3Playing:
    signs = 0

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


def find_players(cache_dir: Path) -> list[Player]:
    """All ways to play that may work here, the best first; only trying tells which do.

    ``cache_dir`` is the program's own; softer clips are kept in it, for players that cannot play softly.
    """
    import shutil

    soft = SoftClips(cache_dir / "soft")
    signs = os.name == "posix"  # elsewhere a pipe cannot be read without waiting
    verbose, stats = (("-v",), ("-stats",)) if signs else ((), ())
    latency = f"--latency-msec={LATENCY_MILLISECONDS}"
    commands = (
        ("pw-play", (), _pipewire_volume, True, False),
        ("paplay", (latency, *verbose), _pulse_volume, True, signs),
        ("aplay", ("-q",), lambda clip, volume: ((), soft.clip(clip, volume)), True, False),
        ("afplay", (), _macos_volume, True, False),
        # It ends with 0 even where it could open no sound device.
        ("ffplay", ("-nodisp", "-autoexit", "-loglevel", "quiet", *stats), _ffmpeg_volume, False, signs),
    )
    found: list[Player] = [Winsound(soft)] if sys.platform == "win32" else []
    for name, options, soften, sure, gives_signs in commands:
        program = shutil.which(name)
        if program and Path(program).is_absolute():  # what lies in the folder one happens to stand in is not run
            found.append(Command(name, program, options, soften, sure, gives_signs))
    found.append(Playsound3(soft))
    return found


def _pipewire_volume(clip: Clip, volume: int) -> tuple[tuple[str, ...], Clip]:
    return (f"--volume={amplitude(volume):.5f}",), clip


def _pulse_volume(clip: Clip, volume: int) -> tuple[tuple[str, ...], Clip]:
    # The server multiplies samples with the cube of this over 65536.
    return (f"--volume={round(65536 * amplitude(volume) ** (1 / 3))}",), clip


def _macos_volume(clip: Clip, volume: int) -> tuple[tuple[str, ...], Clip]:
    return ("-v", f"{amplitude(volume):.5f}"), clip


def _ffmpeg_volume(clip: Clip, volume: int) -> tuple[tuple[str, ...], Clip]:
    # Its option -volume knows 100 steps, too coarse to be soft by.
    return (("-af", f"volume={amplitude(volume):.5f}") if volume < 100 else ()), clip


def _signal(process: "subprocess.Popen[bytes]", *, hard: bool) -> None:
    if sys.platform == "win32":
        process.kill() if hard else process.terminate()
    else:
        # The whole group, as a player may be a script around the real one.
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it ended a moment ago
            os.killpg(process.pid, signal.SIGKILL if hard else signal.SIGTERM)


def _reap(process: "subprocess.Popen[Any]", kill: Callable[[], None]) -> None:
    """Wait for a process that was told to end, and ``kill`` it if it does not."""
    import subprocess

    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        kill()
        with contextlib.suppress(subprocess.TimeoutExpired):  # stuck in the kernel: Python reaps it later
            process.wait(END_SECONDS)
