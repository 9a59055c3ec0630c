"""Stretching: another length, the same pitch, no clicks."""

from __future__ import annotations

import subprocess
import sys
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from backstretch.audio import stretch
from backstretch.audio.packaged import packaged_clips
from backstretch.audio.stretch import stretched

from .speech_fakes import hum, samples_of, write_wav

pytestmark = pytest.mark.second

RATES = (0.7, 0.9, 1.1, 1.25, 1.4)
rates = pytest.mark.parametrize("rate", RATES)


def _hertz(samples: array[int], sample_rate: int = 16_000) -> float:
    rising = sum(before < 0 <= after for before, after in pairwise(samples))
    return rising * sample_rate / len(samples)


def _steepest(samples: array[int]) -> int:
    return max(abs(after - before) for before, after in pairwise(samples))


@rates
@pytest.mark.parametrize("hertz", [90.0, 220.0, 400.0])
def test_a_tone_keeps_its_pitch_and_loudness(rate: float, hertz: float) -> None:
    tone = hum(1.5, hertz=hertz)
    made = stretched(tone, 16_000, rate)
    assert len(made) == round(len(tone) / rate)
    assert _hertz(made) == pytest.approx(hertz, rel=0.02)
    inside = made[320:-640]
    assert min(max(map(abs, inside[at : at + 320])) for at in range(0, len(inside) - 320, 160)) > 11_000


@rates
def test_pieces_meet_without_a_click(rate: float) -> None:
    tone = hum(1.5, hertz=220)
    assert _steepest(stretched(tone, 16_000, rate)[:-640]) <= 1.05 * _steepest(tone)


@rates
def test_speech_keeps_its_pitch(rate: float) -> None:
    speech = samples_of(packaged_clips()["Session finished."].path)
    made = stretched(speech, 16_000, rate)
    assert _pitch(made) == pytest.approx(_pitch(speech), rel=0.1)
    assert _steepest(made) <= 1.2 * _steepest(speech)


def _pitch(samples: array[int]) -> float:
    """The pitch of the loudest tenth of a second, by the delay at which it is most like itself."""
    long, step = 1600, 160
    start = max(
        range(0, len(samples) - 2 * long, step),
        key=lambda at: sum(sample * sample for sample in samples[at : at + long]),
    )
    piece = samples[start : start + long]
    delays = range(40, 200)  # 400 down to 80 Hz
    alike = {
        delay: sum(a * b for a, b in zip(piece[::2], samples[start + delay : start + delay + long : 2], strict=True))
        for delay in delays
    }
    return 16_000 / max(alike, key=alike.__getitem__)


@pytest.mark.parametrize("samples", [array("h"), array("h", [9]), array("h", bytes(4_000)), hum(0.01)])
def test_almost_nothing_can_be_stretched(samples: array[int]) -> None:
    for rate in RATES:
        assert len(stretched(samples, 16_000, rate)) == round(len(samples) / rate)


def test_it_is_a_program_that_needs_nothing_of_the_package(tmp_path: Path) -> None:
    source, target = write_wav(tmp_path / "a.wav", hum(0.5), 22_050), tmp_path / "b.wav"
    script = str(Path(stretch.__file__))
    subprocess.run([sys.executable, "-I", "-S", script, str(source), str(target), "1.25"], check=True, cwd=tmp_path)
    assert len(samples_of(target)) == round(len(samples_of(source)) / 1.25)
