"""The recorded voice: complete, sound, and nothing in it that is not said."""

from __future__ import annotations

import hashlib
import re
import tomllib
import wave
import zlib
from array import array

import pytest

from backstretch.audio.clip import Clip, read_clip
from backstretch.audio.natural import LOUDNESS_LUFS, lufs
from backstretch.audio.packaged import INDEX, packaged_clips
from backstretch.audio.speech_cache import audible
from backstretch.care_plan.walks import USUAL_MINUTES, walk_session
from backstretch.coach.wording import of_timelines
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import cautions
from backstretch.session.library import find_bundled, load
from backstretch.session.speech_time import WORDS_PER_MINUTE
from backstretch.session.timeline import timeline

from .speech_fakes import samples_of

pytestmark = pytest.mark.second

FOLDER = INDEX.parent
CLIPS = sorted(packaged_clips().items())


@pytest.fixture(scope="module")
def phrases() -> set[str]:
    """Everything the bundled sessions may say at any level, and a walk, with what cautions add."""
    sessions = [reading.session for reading in map(load, find_bundled()) if reading.session]
    sessions.append(walk_session(catalogue(), [USUAL_MINUTES]))
    spoken = of_timelines(
        (timeline(session, level), session.breath_seconds)
        for session in sessions
        for level in range(session.top_level + 1)
    )
    return {*spoken, *(caution.cue for caution in cautions().values() if caution.cue)}


def _letters(phrase: str) -> int:
    return sum(char.isalnum() for char in phrase)


def test_every_bundled_phrase_is_spoken_and_no_other(phrases: set[str]) -> None:
    assert set(packaged_clips()) == phrases, "run tools/make_voice.py"


def test_every_file_belongs_to_a_phrase() -> None:
    assert {path.name for path in FOLDER.glob("*.wav")} == {clip.path.name for _, clip in CLIPS}
    assert {path.name for path in FOLDER.iterdir() if path.suffix != ".wav"} == {"index.toml", "NOTICE", "LICENSE"}


@pytest.mark.parametrize(("phrase", "clip"), CLIPS)
def test_each_clip_is_named_for_its_text_as_long_as_it_and_audible_from_end_to_end(phrase: str, clip: Clip) -> None:
    assert clip.path.parent == FOLDER
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}-[0-9a-f]{8}\.wav", clip.path.name)
    assert clip.path.stem.endswith(hashlib.sha256(phrase.encode()).hexdigest()[:8])

    assert clip.seconds == pytest.approx(read_clip(clip.path).seconds, abs=0.001)
    assert 0.2 <= clip.seconds <= 11
    assert 0.04 <= clip.seconds / _letters(phrase) <= 0.2

    with wave.open(str(clip.path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
    assert audible(clip.path) is not None
    samples = samples_of(clip.path)
    peak = max(map(abs, samples))
    assert lufs([sample / 32768 for sample in samples], 16_000) == pytest.approx(LOUDNESS_LUFS, abs=0.3)
    assert peak < 32_000, "nothing is cut off"
    assert all(sample % 64 == 0 for sample in samples), "rounded, for the size of the wheel"

    assert _silent_seconds(samples, 0.01 * peak) <= 0.08
    assert _silent_seconds(samples[::-1], 0.01 * peak) <= 0.17
    assert max(abs(samples[0]), abs(samples[-1])) <= 64, "no click at either end"


def _silent_seconds(samples: array[int], floor: float) -> float:
    return next(at for at, sample in enumerate(samples) if abs(sample) > floor) / 16_000


def test_the_estimated_pace_is_that_of_the_clips() -> None:
    long = [(len(phrase.split()), clip.seconds) for phrase, clip in CLIPS if len(phrase.split()) >= 5]
    measured = 60 * sum(words for words, _ in long) / sum(seconds for _, seconds in long)
    assert abs(measured - WORDS_PER_MINUTE) < 2


def test_a_wheel_stays_small() -> None:
    """Compressed as in a wheel, the voice leaves 2 MB of 16 to the program."""
    assert sum(len(zlib.compress(clip.path.read_bytes())) for _, clip in CLIPS) < 14_000_000


def test_index_says_how_it_was_made() -> None:
    head = INDEX.read_text(encoding="utf-8").split("\n\n")[0]
    for word in ("hibari-tts 0.2.1", "heart", "seed", "Apache-2.0", "tools/make_voice.py"):
        assert word in head
    assert set(tomllib.loads(INDEX.read_text(encoding="utf-8"))) == {phrase for phrase, _ in CLIPS}


def test_notices_are_beside_the_files() -> None:
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    for name in ("Maureese Williams", "Kokoro-82M", "hexgrad", "misaki"):
        assert name in notice
    assert "Apache License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")
