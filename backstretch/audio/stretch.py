"""Makes recorded speech slower or faster at the same pitch: a program of its own, run as a child process.

``python stretch.py FROM TO RATE``: 16-bit mono WAV files; a rate of 1.25 is a quarter faster. It is run by its path,
isolated, so it imports nothing of backstretch.

The speech is cut into short pieces that overlap when they are laid closer together or farther apart. Each piece is
looked for near its place in the recording, where it goes on best from what stands already (WSOLA): so the waves meet
in step, and the pitch stays.
"""

from __future__ import annotations

import sys
import wave
from array import array
from itertools import accumulate
from operator import mul

_PIECE_SECONDS = 0.020
"""How much each piece adds, and how long it overlaps the next: more than one wave of the lowest voice."""
_SEEK_SECONDS = 0.008
"""How far from its place a piece is looked for, either way."""
_COARSE = 4
"""The search looks at every fourth sample first, then at each near the best."""


def stretched(samples: array[int], sample_rate: int, rate: float) -> array[int]:
    """``samples`` at ``rate`` times their speed: ``len(samples) / rate`` of them."""
    piece = round(_PIECE_SECONDS * sample_rate)
    seek = round(_SEEK_SECONDS * sample_rate)
    length = round(len(samples) / rate)
    # Zeros at both ends: every piece and every place to look has its samples.
    padded = array("h", bytes(2 * seek)) + samples + array("h", bytes(2 * (seek + 3 * piece)))
    searched = _Searched(padded)
    up = [at / piece for at in range(piece)]
    made = array("h")
    going_on = seek
    while len(made) < length:
        around = seek + round(len(made) * rate)
        start = searched.nearest(padded[going_on : going_on + piece], around - seek, around + seek)
        before, after = padded[going_on : going_on + piece], padded[start : start + piece]
        made.extend([round(a + (b - a) * part) for a, b, part in zip(before, after, up, strict=True)])
        going_on = start + piece
    return made[:length]


class _Searched:
    """Samples in which a place like a given piece can be found."""

    def __init__(self, samples: array[int]) -> None:
        self._fine = samples
        self._coarse = samples[::_COARSE]
        self._fine_energy = _energy(self._fine)
        self._coarse_energy = _energy(self._coarse)

    def nearest(self, piece: array[int], first: int, last: int) -> int:
        """Where from ``first`` to ``last`` the samples go most like ``piece``."""
        whole = len(self._fine) - len(piece)
        coarse = range(first // _COARSE, min(last, whole) // _COARSE)
        best = _likest(self._coarse, self._coarse_energy, piece[::_COARSE], coarse) * _COARSE
        fine = range(max(first, best - _COARSE + 1), min(last, whole, best + _COARSE))
        return _likest(self._fine, self._fine_energy, piece, fine)


def _energy(samples: array[int]) -> list[int]:
    """The sum of the squares before each sample."""
    return list(accumulate(map(mul, samples, samples), initial=0))


def _likest(samples: array[int], energy: list[int], piece: array[int], places: range) -> int:
    """The place whose samples, at even loudness, are most like the piece; the middle one in silence."""
    length = len(piece)
    best, most = places[len(places) // 2], 0.0
    for place in places:
        loudness = energy[place + length] - energy[place]
        if loudness:
            alike = sum(map(mul, piece, samples[place : place + length])) / loudness**0.5
            if alike > most:
                best, most = place, alike
    return best


def main(source: str, target: str, rate: float) -> None:
    """Stretch one file into another."""
    with wave.open(source, "rb") as file:
        sample_rate = file.getframerate()
        samples = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    made = stretched(samples, sample_rate, rate)
    if sys.byteorder == "big":
        made.byteswap()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(made.tobytes())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
