from __future__ import annotations

import array
import cmath
import math
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from backstretch.audio.clip import Clip, read_clip
from backstretch.audio.natural import LOUDNESS_LUFS, lufs
from backstretch.audio.tones import TONES, silence, tone
from backstretch.coach.breath_pace import TONE_SECONDS
from backstretch.coach.cues import Tone

pytestmark = pytest.mark.second

NAMES: tuple[Tone, ...] = get_args(Tone)
LONGEST_BEFORE_WORDS = TONE_SECONDS - 0.05
"""Words begin after ``TONE_SECONDS``; a player needs a moment to start."""
RATE = 16_000
MAKER = Path(__file__).parents[2] / "tools" / "make_tones.py"


def make_tones(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MAKER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def wave_form(clip: Clip) -> list[float]:
    """The samples, −1 to 1."""
    with wave.open(str(clip.path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        values = array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        values.byteswap()
    return [value / 32768 for value in values]


def loudness(values: list[float]) -> float:
    return math.sqrt(sum(value * value for value in values) / len(values))


def sounding(values: list[float]) -> list[tuple[float, float]]:
    """When notes begin and end, in seconds, as the energy of each hundredth of a second tells."""
    levels = envelope(values)
    loud = [level > max(levels) / 10 for level in levels]
    notes: list[tuple[float, float]] = []
    for index, is_loud in enumerate([*loud, False]):
        if is_loud and (index == 0 or not loud[index - 1]):
            begun = index
        if not is_loud and index and loud[index - 1]:
            notes.append((begun / 100, index / 100))
    return notes


def rhythm(values: list[float]) -> str:
    return "".join(letter(values, start, end) for start, end in sounding(values))


def letter(values: list[float], start: float, end: float) -> str:
    """A soft note is loudest in its middle, a struck one at its beginning."""
    levels = envelope(values[round(start * RATE) : round(end * RATE)])
    if end - start > 0.2 and levels.index(max(levels)) > 0.4 * len(levels):
        return "B"
    return "L" if end - start > 0.2 else "S"


def envelope(values: list[float]) -> list[float]:
    """The loudness of each hundredth of a second."""
    step = RATE // 100
    return [loudness(values[at : at + step]) for at in range(0, len(values), step)]


def likeness(one: Tone, other: Tone, seconds: float) -> float:
    """The correlation of both envelopes from their beginning on, 1 for equal."""
    size = round(100 * seconds)
    both = [(envelope(wave_form(tone(name))) + [0.0] * size)[:size] for name in (one, other)]
    means = [sum(levels) / size for levels in both]
    moves = [[level - mean for level in levels] for levels, mean in zip(both, means, strict=True)]
    spread: float = math.prod(math.sqrt(sum(value * value for value in values)) for values in moves)
    return sum(a * b for a, b in zip(moves[0], moves[1], strict=True)) / spread


def spectrum(values: list[float]) -> list[float]:
    """The energy of each frequency; the count of values is a power of two."""

    def transform(part: list[complex]) -> list[complex]:
        if len(part) == 1:
            return part
        even, odd = transform(part[::2]), transform(part[1::2])
        half = len(even)
        turned = [cmath.exp(-1j * cmath.pi * k / half) * odd[k] for k in range(half)]
        return [even[k] + turned[k] for k in range(half)] + [even[k] - turned[k] for k in range(half)]

    whole = transform([complex(value) for value in values])
    return [abs(value) ** 2 for value in whole[: len(whole) // 2]]


def energies(values: list[float]) -> list[float]:
    """The energy of each band of 15.6 Hz over a whole file."""
    size = 1024
    padded = values + [0.0] * (-len(values) % size)
    parts = [spectrum(padded[at : at + size]) for at in range(0, len(padded), size)]
    return [sum(band) for band in zip(*parts, strict=True)]


def roughness(values: list[float]) -> float:
    """The sharpest bend between three neighbours: a click is one, whatever its height."""
    padded = [0.0, 0.0, *values, 0.0, 0.0]
    bends = (abs(padded[at - 1] - 2 * padded[at] + padded[at + 1]) for at in range(1, len(padded) - 1))
    return max(bends)


@pytest.mark.parametrize("name", NAMES)
class TestEveryTone:
    def test_is_short(self, name: Tone) -> None:
        longer = {"in": 1.1, "out": 1.1, "paused": 0.9, "stop": 1.6, "done": 1.6}
        assert 0.1 <= tone(name).seconds <= longer.get(name, LONGEST_BEFORE_WORDS)

    def test_is_as_loud_as_the_voice(self, name: Tone) -> None:
        values = wave_form(tone(name))
        assert lufs(values, RATE) == pytest.approx(LOUDNESS_LUFS, abs=0.1)
        assert max(map(abs, values)) < 0.5, "room for players that make it louder"

    def test_has_no_click(self, name: Tone) -> None:
        values = wave_form(tone(name))
        assert roughness(values) < 0.05
        assert max(map(abs, values[:8] + values[-8:])) < 0.01

    def test_is_low_enough_for_ears_that_hear_no_high_notes(self, name: Tone) -> None:
        bands = energies(wave_form(tone(name)))
        hertz = RATE / 2 / len(bands)
        assert sum(bands[: int(1000 / hertz)]) > 0.9 * sum(bands)
        assert 250 < bands.index(max(bands)) * hertz < 750

    def test_has_a_number_of_rings(self, name: Tone) -> None:
        assert 0 <= TONES[name].rings <= 6


def test_a_click_would_be_noticed() -> None:
    values = wave_form(tone("hold"))
    assert roughness(values[: values.index(max(values)) + 1]) > 0.1


def test_every_tone_has_a_rhythm_of_its_own() -> None:
    assert {name: rhythm(wave_form(tone(name))) for name in NAMES} == {name: row.notes for name, row in TONES.items()}
    assert len({row.notes for row in TONES.values()}) == len(NAMES)


@pytest.mark.parametrize(("one", "other"), [("left", "right"), ("release", "switch")])
def test_what_must_not_be_mistaken_differs_by_rhythm_at_once(one: Tone, other: Tone) -> None:
    assert likeness(one, one, 0.3) == pytest.approx(1)
    assert likeness(one, other, 0.3) < 0.5
    assert likeness(one, other, 0.6) < 0.5


def test_the_notes_of_the_stop_are_quick_and_even() -> None:
    notes = sounding(wave_form(tone("stop")))
    assert len(notes) == 6
    gaps = [after - before for (before, _), (after, _) in pairwise(notes)]
    assert max(gaps) - min(gaps) < 0.021
    assert max(gaps) < 0.25


def test_the_bell_tells_apart_what_matters_most() -> None:
    assert len({TONES[name].rings for name in ("left", "right", "rest", "done", "stop")}) == 5
    assert TONES["stop"].rings == max(row.rings for row in TONES.values())
    assert set(TONES) == set(NAMES)


def test_silence_is_silent_and_as_long_as_it_says() -> None:
    assert read_clip(silence().path) == silence()
    assert not any(wave_form(silence()))


def test_the_folder_holds_the_tones_and_nothing_else() -> None:
    assert {path.stem for path in silence().path.parent.iterdir()} == {*NAMES, "silence"}


class TestTheMaker:
    def test_makes_the_files_that_are_there(self) -> None:
        done = make_tones("--check")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_writes_what_it_checks(self, tmp_path: Path) -> None:
        assert make_tones(str(tmp_path / "new")).returncode == 0
        assert make_tones("--check", str(tmp_path / "new")).returncode == 0

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(lambda path: path.unlink(), id="missing"),
            pytest.param(lambda path: path.write_bytes(b""), id="empty"),
            pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-2]), id="cut"),
            pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1001] + bytes(1001)), id="changed"),
        ],
    )
    def test_names_the_file_that_differs(self, tmp_path: Path, spoil: Callable[[Path], object]) -> None:
        folder = tmp_path / "tones"
        shutil.copytree(silence().path.parent, folder)
        spoil(folder / "left.wav")
        done = make_tones("--check", str(folder))
        assert done.returncode == 1
        assert done.stdout == f"{folder / 'left.wav'} is not what the table says\n"

    def test_takes_a_rounding_difference_for_the_same(self, tmp_path: Path) -> None:
        folder = tmp_path / "tones"
        shutil.copytree(silence().path.parent, folder)
        whole = bytearray((folder / "hold.wav").read_bytes())
        whole[2044] ^= 1  # the lowest bit of a sample
        (folder / "hold.wav").write_bytes(whole)
        assert make_tones("--check", str(folder)).returncode == 0
