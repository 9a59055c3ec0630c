"""The cache of rendered speech: private, bounded, and only what can be heard."""

from __future__ import annotations

import os
import random
import stat
import sys
from array import array
from pathlib import Path

import pytest

from backstretch.audio import speech_cache
from backstretch.audio.speech_cache import SpeechCache, audible

from .speech_fakes import hum, write_wav


@pytest.fixture
def cache(tmp_path: Path) -> SpeechCache:
    return SpeechCache(tmp_path / "speech")


def _kept(cache: SpeechCache, *key: str, age_seconds: float = 0.0) -> Path:
    draft = write_wav(cache.draft(), hum(0.1))
    path = cache.path(*key)
    assert cache.keep(draft, path) is not None
    when = path.stat().st_mtime - age_seconds
    os.utime(path, (when, when))
    return path


def test_a_draft_is_kept_in_its_place(cache: SpeechCache) -> None:
    path = _kept(cache, "espeak-ng", "", "1.000", "Hello.")
    clip = cache.find(path)
    assert clip is not None
    assert clip.path == path
    assert clip.seconds == pytest.approx(0.1)
    assert [path] == list(path.parent.iterdir())


def test_file_names_tell_nothing_and_differ_by_every_part(cache: SpeechCache) -> None:
    keys = [("a", "b", "c"), ("a", "bc", ""), ("ab", "c", ""), ("a", "b", "../../x"), ("a", "b", "ä")]
    names = {cache.path(*key).name for key in keys}
    assert len(names) == len(keys)
    assert all(len(name) == 68 and not set(name[:64]) - set("0123456789abcdef") for name in names)


def test_only_the_owner_can_read_it(cache: SpeechCache) -> None:
    path = _kept(cache, "x")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("samples", "rate", "width"),
    [
        (array("h"), 16_000, 2),
        (array("h", [300, -300] * 4_000), 16_000, 2),
        (hum(1), 100, 2),
        (hum(0.5), 16_000, 1),
    ],
    ids=["empty", "too quiet", "over a minute", "8 bit"],
)
def test_what_is_no_speech_is_not_kept(cache: SpeechCache, samples: array[int], rate: int, width: int) -> None:
    draft = write_wav(cache.draft(), samples, rate, width=width)
    assert cache.keep(draft, cache.path("x")) is None
    assert cache.find(cache.path("x")) is None


def test_damaged_files_are_told_from_sound_ones(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "a.wav", hum(0.2)).read_bytes()
    damaged = tmp_path / "b.wav"
    assert audible(damaged) is None
    dice = random.Random(1)
    for _ in range(300):
        data = bytearray(whole[:60])
        data[dice.randrange(44)] = dice.randrange(256)
        damaged.write_bytes(bytes(data))
        assert audible(damaged) is None
    for length in (0, 3, 44, len(whole) - 101, len(whole) - 2):
        damaged.write_bytes(whole[:length])
        assert audible(damaged) is None


def test_the_oldest_go_first(cache: SpeechCache, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [_kept(cache, str(age), age_seconds=age) for age in range(0, 60, 10)]
    monkeypatch.setattr(speech_cache, "MOST_FILES", 4)
    assert cache.find(paths[5]) is not None, "what is used counts as new"
    cache.trim()
    assert [path.exists() for path in paths] == [True, True, True, False, False, True]
    monkeypatch.setattr(speech_cache, "MOST_BYTES", 2 * paths[0].stat().st_size)
    cache.trim()
    assert sum(path.exists() for path in paths) == 2


def test_abandoned_drafts_go_and_new_ones_stay(cache: SpeechCache) -> None:
    old, new = cache.draft(), cache.draft()
    other = old.with_name("notes.txt")
    other.write_text("not ours")
    os.utime(old, (1, 1))
    cache.trim()
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


def test_a_cache_that_was_never_made_can_be_trimmed(cache: SpeechCache) -> None:
    cache.trim()
    assert cache.find(cache.path("x")) is None
