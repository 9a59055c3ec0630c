"""One law for every player: what 50 per cent are is the same wherever it is played."""

from __future__ import annotations

import math
import re
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from backstretch.audio.clip import Clip
from backstretch.audio.loudness import SoftClips, amplitude, scaled
from backstretch.audio.players import Command, find_players
from backstretch.audio.tones import tone


def decibels(factor: float) -> float:
    return 20 * math.log10(factor)


def samples_of(path: Path) -> array[int]:
    with wave.open(str(path), "rb") as file:
        samples = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def test_half_as_loud_is_ten_decibels_less() -> None:
    assert (amplitude(100), amplitude(0)) == (1, 0)
    for volume in (50, 25, 2):
        assert decibels(amplitude(2 * volume)) - decibels(amplitude(volume)) == pytest.approx(10, abs=0.05)


@pytest.fixture
def players(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Command]:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("pw-play", "paplay", "aplay", "afplay", "ffplay"):
        program = folder / (f"{name}.exe" if sys.platform == "win32" else name)
        program.write_text("")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return {player.name: player for player in find_players(tmp_path) if isinstance(player, Command)}


_FACTORS: dict[str, Callable[[str], float]] = {
    "pw-play": float,
    "paplay": lambda told: (int(told) / 65536) ** 3,  # the server's own law for software volumes
    "afplay": float,
    "ffplay": float,
}


@pytest.mark.parametrize("volume", [5, 10, 50, 75])
def test_every_player_is_told_the_same_amplitude(players: dict[str, Command], volume: int) -> None:
    for name, factor in _FACTORS.items():
        (told, clip) = players[name].soften(tone("left"), volume)
        number = re.search(r"[0-9.]+$", told[-1])
        assert number, name
        assert decibels(factor(number[0])) == pytest.approx(decibels(amplitude(volume)), abs=0.05), name
        assert clip == tone("left"), name


@pytest.mark.parametrize("volume", [10, 50, 100])
def test_who_has_no_option_is_given_softer_samples(players: dict[str, Command], volume: int) -> None:
    told, clip = players["aplay"].soften(tone("left"), volume)
    assert (told, clip.seconds) == ((), tone("left").seconds)
    loud, soft = samples_of(tone("left").path), samples_of(clip.path)
    assert len(loud) == len(soft)
    assert decibels(max(soft) / max(loud)) == pytest.approx(decibels(amplitude(volume)), abs=0.1)
    assert players["aplay"].soften(tone("left"), volume)[1] == clip


def test_full_loudness_writes_nothing(tmp_path: Path) -> None:
    assert SoftClips(tmp_path / "soft").clip(tone("left"), 100) == tone("left")
    assert not (tmp_path / "soft").exists()


def test_a_file_that_is_gone_is_made_again(tmp_path: Path) -> None:
    soft = SoftClips(tmp_path / "soft")
    soft.clip(tone("left"), 50).path.unlink()
    assert soft.clip(tone("left"), 50).path.is_file()
    assert len(list((tmp_path / "soft").iterdir())) == 1, "and nothing else is left there"


@pytest.mark.parametrize("content", [None, b"", b"RIFF\x04\0\0\0WAVE", b"no sound at all"])
def test_what_cannot_be_made_softer_is_played_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    clip = Clip(tmp_path / "clip.wav", 1.0)
    if content is not None:
        clip.path.write_bytes(content)
    assert SoftClips(tmp_path / "soft").clip(clip, 50) == clip


def test_where_the_cache_takes_no_file_another_place_serves(tmp_path: Path) -> None:
    (tmp_path / "soft").write_text("in the way")
    clip = SoftClips(tmp_path / "soft").clip(tone("left"), 50)
    assert clip != tone("left")
    assert max(samples_of(clip.path)) < max(samples_of(tone("left").path)) / 2


def test_samples_are_rounded_and_stay_in_bounds() -> None:
    low_first = array("h", [32767, -32768, 100, -1])
    if sys.byteorder == "big":
        low_first.byteswap()
    assert scaled(low_first, 1.0) == low_first
