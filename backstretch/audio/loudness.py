"""The one law of loudness, and clips that are softer by it, for players that cannot play softly themselves."""

from __future__ import annotations

import sys
from array import array
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from backstretch.audio.clip import Clip

if TYPE_CHECKING:
    from backstretch.audio.speech_cache import SpeechCache

_STEVENS = 5 / 3
"""Loudness grows with the 0.6th power of the amplitude (Stevens), so the amplitude with this power of the loudness."""


def amplitude(volume: int) -> float:
    """What samples are multiplied with, 0 to 1, to sound ``volume`` per cent (0 to 100) as loud as they are.

    Half as loud is 10 dB less: 50 is -10 dB, 25 is -20 dB, 10 is -33 dB.
    """
    return float((volume / 100) ** _STEVENS)


class SoftClips:
    """Clips played more softly: written once for each clip and volume, into a cache of their own."""

    def __init__(self, directory: Path) -> None:
        """``directory``: for them alone; made when needed."""
        self._directory = directory
        self._made: dict[tuple[Path, int], Clip] = {}

    def clip(self, clip: Clip, volume: int) -> Clip:
        """The clip at ``volume``, 0 to 100; as it is where no file can be written: better too loud than unheard."""
        if volume == 100:
            return clip
        made = self._made.get((clip.path, volume))
        if made is not None and made.path.is_file():
            return made
        try:
            made = self._make(clip, volume)
        except (OSError, ValueError):
            return clip
        self._made[clip.path, volume] = made
        return made

    def _make(self, clip: Clip, volume: int) -> Clip:
        import wave  # few machines have no player that plays softly by itself

        try:
            with wave.open(str(clip.path), "rb") as file:
                form, samples = file.getparams(), array("h", file.readframes(file.getnframes()))
        except (wave.Error, EOFError) as error:
            raise ValueError(f"{clip.path.name}: {error}") from error
        if form.sampwidth != 2:
            raise ValueError(f"{clip.path.name} has no 16-bit samples")
        draft = self._cache.draft()
        try:
            with wave.open(str(draft), "wb") as file:
                file.setparams(form)
                file.writeframes(scaled(samples, amplitude(volume)).tobytes())
            path = self._cache.path("soft", str(clip.path), str(volume))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        if not self._made:
            self._cache.trim()
        return Clip(path, clip.seconds)

    @cached_property
    def _cache(self) -> SpeechCache:
        from backstretch.audio.speech_cache import SpeechCache

        return SpeechCache(self._directory)


def scaled(samples: array[int], factor: float) -> array[int]:
    """16-bit samples as a WAV file has them, low byte first, times a factor of 0 to 1."""
    swapped = sys.byteorder == "big"
    if swapped:
        samples = samples[:]
        samples.byteswap()
    softer = array("h", [round(sample * factor) for sample in samples])
    if swapped:
        softer.byteswap()
    return softer
