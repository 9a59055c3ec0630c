"""Renders speech with the library of the optional extra ``voice``: a program of its own, run as a child process.

Only here is that library imported. The program is run by its path, so it imports nothing of backstretch.
Standard input is one JSON object: ``voice`` (empty for the library's own), ``rate`` (1 is normal) and ``jobs``, a list
of pairs of a text and the path of the WAV file to write.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
import wave
from array import array
from pathlib import Path
from typing import Any

from hibari import Hibari
from hibari.voices import DEFAULT, voice_path

SEED = 7
"""Of the noise in the voice: the same text gives the same samples."""

_SILENT_DB = -48.0
"""What is this far below the loudest sample is silence to be cut off at the ends."""
_PEAK_DB = -3.0
_LEAD_SECONDS = 0.010
_TAIL_SECONDS = 0.060
_FADE_IN_SECONDS = 0.005
_FADE_OUT_SECONDS = 0.030


class NaturalVoice:
    """The library's voice, loaded once."""

    def __init__(self, name: str = "") -> None:
        """``name``: empty for the voice inside the library. Raises FileNotFoundError if its file is not here."""
        # Asking for the path first: without it the library would fetch a missing voice over the network.
        path = voice_path(name or DEFAULT, download_missing=False)
        self._speak: Any = Hibari(voice=name or DEFAULT, model=path)
        self.sample_rate: int = self._speak.sample_rate
        """In hertz."""

    def speak(self, text: str, rate: float = 1.0) -> array[float]:
        """The text as the library speaks it: samples around 0, with silence at both ends."""
        return array("f", self._speak(text, speed=rate, seed=SEED).tobytes())


def finished(samples: array[float], sample_rate: int) -> array[int]:
    """The same as 16-bit samples: without the silence around them, with soft ends, the loudest at an even level."""
    loudest = max(map(abs, samples), default=0.0)
    heard = [at for at, sample in enumerate(samples) if abs(sample) > loudest * 10 ** (_SILENT_DB / 20)]
    if not heard:
        return array("h")
    first = max(0, heard[0] - round(_LEAD_SECONDS * sample_rate))
    kept = samples[first : heard[-1] + round(_TAIL_SECONDS * sample_rate)]
    fade_in, fade_out = (round(seconds * sample_rate) for seconds in (_FADE_IN_SECONDS, _FADE_OUT_SECONDS))
    for at in range(min(fade_in, len(kept))):
        kept[at] *= _ramp(at / fade_in)
    for at in range(min(fade_out, len(kept))):
        kept[-1 - at] *= _ramp(at / fade_out)
    gain = 32767 * 10 ** (_PEAK_DB / 20) / loudest
    return array("h", [round(sample * gain) for sample in kept])


def write_wav(path: Path, samples: array[int], sample_rate: int) -> None:
    """Write 16-bit mono samples. Raises OSError."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(samples.tobytes())


def _ramp(part: float) -> float:
    """From 0 to 1 as ``part`` does, without a corner."""
    return 0.5 - 0.5 * math.cos(math.pi * part)


def main(orders: dict[str, Any]) -> None:
    """Render every job of ``orders``, in their order."""
    voice = NaturalVoice(orders["voice"])
    for text, path in orders["jobs"]:
        # What the library cannot speak stays without a file, and must not cost the other texts theirs.
        with contextlib.suppress(Exception):
            write_wav(Path(path), finished(voice.speak(text, orders["rate"]), voice.sample_rate), voice.sample_rate)


if __name__ == "__main__":
    main(json.loads(sys.stdin.buffer.read()))
