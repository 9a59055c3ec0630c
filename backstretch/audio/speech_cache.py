"""Rendered speech on disk: one file a text, engine, voice and rate; bounded; only what can be heard is kept."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
import wave
from array import array
from pathlib import Path

from backstretch.audio.clip import Clip, read_clip
from backstretch.base.digest import sha256_hex
from backstretch.base.files import make_private_dir

MOST_FILES = 2_000
MOST_BYTES = 100_000_000
LONGEST_SECONDS = 60.0

_QUIETEST = 328
"""The loudest sample of a clip is at least this: a hundredth of the loudest possible."""
_DRAFT = "draft-"
_ABANDONED_SECONDS = 3_600.0
"""A draft this old belongs to a process that is gone."""


class SpeechCache:
    """A directory of its own for clips."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def path(self, *key: str) -> Path:
        """Where the clip of these things belongs."""
        return self._directory / (sha256_hex(json.dumps(key).encode()) + ".wav")

    def find(self, path: Path) -> Clip | None:
        """The clip at ``path`` if it is there and sound; from now on it counts as the newest."""
        clip = audible(path)
        if clip is not None:
            with contextlib.suppress(OSError):
                os.utime(path)
        return clip

    def draft(self) -> Path:
        """A new empty file for an engine to write. Raises OSError.

        Where the directory takes none, clips are from now on kept in a temporary one, until the program ends: ask for
        a clip's path after its draft.
        """
        try:
            return self._new_draft()
        except OSError:
            self._directory = Path(tempfile.mkdtemp(prefix="backstretch-"))
            atexit.register(shutil.rmtree, self._directory, ignore_errors=True)
            return self._new_draft()

    def _new_draft(self) -> Path:
        make_private_dir(self._directory)
        handle, name = tempfile.mkstemp(dir=self._directory, prefix=_DRAFT, suffix=".wav")
        os.close(handle)
        return Path(name)

    def keep(self, draft: Path, path: Path) -> Clip | None:
        """Put a draft in its place, if it can be heard."""
        clip = audible(draft)
        if clip is None:
            return None
        try:
            draft.replace(path)
        except OSError:
            return None
        return Clip(path, clip.seconds)

    def trim(self) -> None:
        """Take out abandoned drafts, and the oldest clips beyond the bounds."""
        now, clips = time.time(), []
        with contextlib.suppress(OSError), os.scandir(self._directory) as entries:
            for entry in entries:
                if not entry.name.endswith(".wav"):
                    continue
                found = entry.stat(follow_symlinks=False)
                if not entry.name.startswith(_DRAFT):
                    clips.append((found.st_mtime, found.st_size, Path(entry)))
                elif now - found.st_mtime > _ABANDONED_SECONDS:
                    _remove(Path(entry))
        size = 0
        for number, (_, bytes_, path) in enumerate(sorted(clips, reverse=True), start=1):
            size += bytes_
            if number > MOST_FILES or size > MOST_BYTES:
                _remove(path)


def audible(path: Path) -> Clip | None:
    """The clip in a file, if it is 16-bit speech of a sane length, complete, and can be heard."""
    try:
        clip = read_clip(path)
        if not 0 < clip.seconds < LONGEST_SECONDS:
            return None
        with wave.open(str(path), "rb") as file:
            size = file.getnframes() * file.getnchannels()
            samples = array("h", file.readframes(file.getnframes()) if file.getsampwidth() == 2 else b"")
    except (OSError, ValueError, EOFError, RuntimeError, wave.Error):
        return None
    if sys.byteorder == "big":
        samples.byteswap()
    return clip if len(samples) == size and max(max(samples), -min(samples)) >= _QUIETEST else None


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
