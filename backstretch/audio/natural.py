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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SEED = 7
"""Of the noise in the voice: the same text gives the same samples."""
NORMAL_SPEED = 0.8
"""Of the model's own speed: calmer, and better understood."""
LOUDNESS_LUFS = -22.0
"""Of every tone and of every sentence: loud enough, and so low that no peak is cut."""

_SILENT_DB = -48.0
"""What is this far below the loudest sample is silence to be cut off at the ends."""
_HIGHEST_PEAK = 0.98
"""Of the loudest sample, where 1 is the loudest possible."""
_LEAD_SECONDS = 0.010
_TAIL_SECONDS = 0.060
_FADE_IN_SECONDS = 0.005
_FADE_OUT_SECONDS = 0.030


class NaturalVoice:
    """The library's voice, loaded once."""

    def __init__(self, name: str = "") -> None:
        """``name``: empty for the voice inside the library. Raises FileNotFoundError if its file is not here."""
        # Only here: who needs the loudness alone does without the library.
        from hibari import Hibari
        from hibari.voices import DEFAULT, voice_path

        # Asking for the path first: without it the library would fetch a missing voice over the network.
        path = voice_path(name or DEFAULT, download_missing=False)
        self._speak: Any = Hibari(voice=name or DEFAULT, model=path)
        self.sample_rate: int = self._speak.sample_rate
        """In hertz."""

    def speak(self, text: str, rate: float = 1.0, seed: int = SEED) -> array[float]:
        """The text as the library speaks it: samples around 0, with silence at both ends."""
        return array("f", self._speak(text, speed=NORMAL_SPEED * rate, seed=seed).tobytes())


def finished(samples: array[float], sample_rate: int) -> array[int]:
    """The same as 16-bit samples: without the silence around them, with soft ends, as loud as all that is heard."""
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
    gain = min(10 ** ((LOUDNESS_LUFS - lufs(kept, sample_rate)) / 20), _HIGHEST_PEAK / loudest)
    return array("h", [round(32767 * gain * sample) for sample in kept])


def lufs(samples: Sequence[float], sample_rate: int) -> float:
    """How loud samples of −1 to 1 are by ITU-R BS.1770, in LUFS; what is shorter than 0.4 s counts as one block."""
    powers = [sample * sample for sample in _weighted(samples, sample_rate)]
    length, step = round(0.4 * sample_rate), round(0.1 * sample_rate)
    starts = range(0, max(1, len(powers) - length + 1), step)
    blocks = [sum(block) / max(1, len(block)) for block in (powers[start : start + length] for start in starts)]
    for gate in (10**-6.931, 0.1):  # −70 LUFS; then 10 LU below what is left
        floor = gate if gate < 0.1 else gate * sum(blocks) / max(1, len(blocks))
        blocks = [block for block in blocks if block > floor]
    return -0.691 + 10 * math.log10(sum(blocks) / len(blocks)) if blocks else -math.inf


def _weighted(samples: Sequence[float], sample_rate: int) -> list[float]:
    """The samples through the standard's two filters: what the head adds above 1.7 kHz, and no rumble."""
    return _filtered(_filtered(samples, _shelf(sample_rate)), _high_pass(sample_rate))


def _shelf(sample_rate: int) -> tuple[float, ...]:
    turn = math.tan(math.pi * 1681.974450955533 / sample_rate)
    high, middle = 10 ** (3.999843853973347 / 20), 10 ** (3.999843853973347 * 0.4996667741545416 / 20)
    damped, square = turn / 0.7071752369554196, turn * turn
    whole = 1 + damped + square
    zeros = (high + middle * damped + square, 2 * (square - high), high - middle * damped + square)
    return (*(zero / whole for zero in zeros), 2 * (square - 1) / whole, (1 - damped + square) / whole)


def _high_pass(sample_rate: int) -> tuple[float, ...]:
    turn = math.tan(math.pi * 38.13547087602444 / sample_rate)
    damped, square = turn / 0.5003270373238773, turn * turn
    whole = 1 + damped + square
    return (1.0, -2.0, 1.0, 2 * (square - 1) / whole, (1 - damped + square) / whole)


def _filtered(samples: Sequence[float], weights: tuple[float, ...]) -> list[float]:
    b0, b1, b2, a1, a2 = weights
    made, one, two = [], 0.0, 0.0
    for sample in samples:
        value = b0 * sample + one
        one = b1 * sample - a1 * value + two
        two = b2 * sample - a2 * value
        made.append(value)
    return made


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
