"""The loudness by which tones and sentences are made alike."""

from __future__ import annotations

import math
from array import array

import pytest

from backstretch.audio.natural import LOUDNESS_LUFS, finished, lufs

pytestmark = pytest.mark.second


def sine(hertz: float, seconds: float, rate: int = 16_000, peak: float = 1.0) -> list[float]:
    return [peak * math.sin(2 * math.pi * hertz * at / rate) for at in range(round(seconds * rate))]


@pytest.mark.parametrize("rate", [16_000, 24_000, 48_000])
def test_the_standards_reference_has_its_loudness(rate: int) -> None:
    """ITU-R BS.1770: a full-scale sine of 997 Hz on one channel is -3.01 LUFS."""
    assert lufs(sine(997, 2, rate), rate) == pytest.approx(-3.01, abs=0.05)
    assert lufs(sine(997, 2, rate, peak=0.1), rate) == pytest.approx(-23.01, abs=0.05)


def test_rumble_counts_less_and_high_pitch_more() -> None:
    assert lufs(sine(25, 2), 16_000) < -12
    assert lufs(sine(4000, 2), 16_000) > -1


def test_silence_beside_the_sound_does_not_count() -> None:
    heard = sine(997, 2, peak=0.1)
    assert lufs([*heard, *[0.0] * 160_000], 16_000) == pytest.approx(-23.01, abs=0.6)
    assert lufs([0.0] * 16_000, 16_000) == lufs([], 16_000) == -math.inf


def test_a_short_sound_is_measured_whole() -> None:
    assert lufs(sine(997, 0.1), 16_000) == pytest.approx(-3.01, abs=0.3)


@pytest.mark.parametrize("peak", [0.01, 0.1, 1.0])
def test_speech_is_made_as_loud_as_the_tones(peak: float) -> None:
    made = finished(array("f", [0.0] * 4000 + sine(300, 1.5, peak=peak) + [0.0] * 4000), 16_000)
    assert lufs([sample / 32768 for sample in made], 16_000) == pytest.approx(LOUDNESS_LUFS, abs=0.1)
    assert len(made) == pytest.approx(16_000 * 1.57, abs=20)


def test_no_peak_is_cut() -> None:
    clicks = [0.0] * 16_000
    clicks[::4000] = [1.0] * 4
    assert max(finished(array("f", clicks), 16_000)) < 32767
