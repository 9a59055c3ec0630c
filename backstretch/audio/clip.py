"""A sound on disk and its length."""

from pathlib import Path
from typing import NamedTuple


class Clip(NamedTuple):
    """One WAV file that can be played."""

    path: Path
    seconds: float


def read_clip(path: Path) -> Clip:
    """The clip in a WAV file. Raises OSError where it cannot be read, ValueError where it is no such file."""
    import wave

    try:
        with wave.open(str(path), "rb") as file:
            return Clip(path, file.getnframes() / file.getframerate())
    except (wave.Error, EOFError, RuntimeError, ZeroDivisionError) as error:
        raise ValueError(f"{path.name} is not a WAV file: {error}") from error
