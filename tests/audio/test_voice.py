"""The voice: what is ready now, and what is made in the background."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backstretch.audio import engines
from backstretch.audio.packaged import packaged_clips
from backstretch.audio.rendering import spoken
from backstretch.audio.speech_cache import SpeechCache, audible
from backstretch.audio.voice import Voice

from .fakes import until
from .speech_fakes import FakeEngine, Mode, install_engine, install_library

pytestmark = pytest.mark.second

PACKAGED = "Session stopped."


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """A Linux machine with one engine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    return install_engine(folder, "espeak-ng")


class Voices:
    """Makes voices over one cache, and closes them."""

    def __init__(self, cache_dir: Path) -> None:
        self.cache_dir = cache_dir
        self._made: list[Voice] = []

    def __call__(self, *, name: str = "", rate: float = 1.0, timeout_seconds: float = 20.0) -> Voice:
        self._made.append(Voice(self.cache_dir, name=name, rate=rate, timeout_seconds=timeout_seconds))
        return self._made[-1]

    def files(self) -> list[Path]:
        return list(self.cache_dir.iterdir()) if self.cache_dir.exists() else []

    def close(self) -> None:
        for voice in self._made:
            voice.close()


@pytest.fixture
def voices(tmp_path: Path) -> Iterator[Voices]:
    made = Voices(tmp_path / "cache")
    yield made
    made.close()


def test_packaged_phrases_are_ready_at_once(machine: FakeEngine, voices: Voices) -> None:
    voice = voices()
    assert voice.clip(PACKAGED) == packaged_clips()[PACKAGED]
    assert voice.clip("My own move.") is None
    assert not any(thread.name == "voice" for thread in threading.enumerate())
    assert voices.files() == []


def test_own_words_are_made_in_order_and_each_once(machine: FakeEngine, voices: Voices) -> None:
    voice = voices()
    voice.prepare(["Move one.", PACKAGED, "Move two.", "Move one.", "Move three."])
    until(lambda: voice.clip("Move three.") is not None)
    assert machine.heard == ["Move one.", "Move two.", "Move three."]
    for phrase in machine.heard:
        clip = voice.clip(phrase)
        assert clip is not None
        assert clip.seconds == pytest.approx(0.5)
        assert audible(clip.path) == clip
    assert len(voices.files()) == 3


def test_asking_waits_for_nothing(machine: FakeEngine, voices: Voices) -> None:
    machine.becomes("wait")
    voice = voices()
    voice.prepare(["Move one.", "Move two."])
    until(lambda: len(machine.calls) == 1)
    assert voice.clip("Move one.") is None
    assert voice.clip(PACKAGED) is not None
    machine.becomes("speak")
    until(lambda: voice.clip("Move one.") is not None)


def test_engines_run_at_low_priority(machine: FakeEngine, voices: Voices) -> None:
    machine.becomes("wait")
    voices().prepare(["Move one."])
    until(lambda: len(machine.calls) == 1)
    pid = machine.calls[0]["pid"]
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_second_list_takes_the_place_of_what_waits(machine: FakeEngine, voices: Voices) -> None:
    machine.becomes("wait")
    voice = voices()
    voice.prepare(["Move one.", "Move two.", "Move three."])
    until(lambda: len(machine.calls) == 1)
    voice.prepare(["Four.", "Move one."])
    machine.becomes("speak")
    until(lambda: voice.clip("Four.") is not None)
    until(lambda: voice.clip("Move one.") is not None)
    assert machine.heard == ["Move one.", "Four."]


def test_what_was_made_once_is_there_next_time(machine: FakeEngine, voices: Voices) -> None:
    first, second = voices(), voices()
    first.prepare(["Move one."])
    until(lambda: first.clip("Move one.") is not None)
    second.prepare(["Move one."])
    until(lambda: second.clip("Move one.") is not None)
    assert machine.heard == ["Move one."]


def test_voice_and_rate_have_clips_of_their_own(machine: FakeEngine, voices: Voices) -> None:
    for voice in (voices(), voices(rate=1.2), voices(name="en-us"), voices(name="en-us", rate=1.2)):
        voice.prepare(["Move one."])
        until(lambda voice=voice: voice.clip("Move one.") is not None)  # type: ignore[misc]
    assert len(machine.calls) == len(voices.files()) == 4


@pytest.mark.parametrize("damage", [b"", b"RIFF rubbish"])
def test_damaged_files_are_made_anew(machine: FakeEngine, voices: Voices, damage: bytes) -> None:
    first, second = voices(), voices()
    first.prepare(["Move one."])
    until(lambda: first.clip("Move one.") is not None)
    (path,) = voices.files()
    path.write_bytes(damage)
    second.prepare(["Move one."])
    until(lambda: second.clip("Move one.") is not None)
    assert audible(path) is not None
    assert len(machine.calls) == 2


def test_a_clip_that_is_gone_is_not_offered_and_made_again(machine: FakeEngine, voices: Voices) -> None:
    voice = voices()
    voice.prepare(["Move one."])
    until(lambda: voice.clip("Move one.") is not None)
    (path,) = voices.files()
    path.unlink()
    assert voice.clip("Move one.") is None
    voice.prepare(["Move one."])
    until(lambda: voice.clip("Move one.") is not None)


def test_a_named_voice_speaks_everything(machine: FakeEngine, voices: Voices) -> None:
    machine.becomes("wait")
    voice = voices(name="en-us")
    voice.prepare([PACKAGED])
    until(lambda: len(machine.calls) == 1)
    assert voice.clip(PACKAGED) == packaged_clips()[PACKAGED], "until its own is ready"
    machine.becomes("speak")
    until(lambda: voice.clip(PACKAGED) != packaged_clips()[PACKAGED])
    assert machine.calls[0]["argv"][:2] == ["-v", "en-us"]


@pytest.mark.parametrize("rate", [0.7, 1.4])
def test_packaged_phrases_are_stretched(machine: FakeEngine, voices: Voices, rate: float) -> None:
    recorded = packaged_clips()[PACKAGED]
    for voice in (voices(rate=rate), voices(rate=rate)):
        assert voice.clip(PACKAGED) == recorded, "until it is ready"
        voice.prepare([PACKAGED, "Move one."])
        until(lambda voice=voice: voice.clip("Move one.") is not None)  # type: ignore[misc]
        made = voice.clip(PACKAGED)
        assert made is not None
        assert made.path != recorded.path
        assert made.seconds == pytest.approx(recorded.seconds / rate, rel=0.05)
    assert len(voices.files()) == 2
    assert machine.heard == ["Move one."]
    assert str(round(175 * rate)) in machine.calls[0]["argv"]


@pytest.mark.parametrize("mode", ["fail", "rubbish", "silence"])
def test_an_engine_that_fails_twice_is_asked_no_more(machine: FakeEngine, voices: Voices, mode: Mode) -> None:
    machine.becomes(mode)
    voice = voices()
    assert voice.engine == "espeak-ng"
    voice.prepare(["Move one.", "Move two.", "Move three.", "Four."])
    until(lambda: voice.engine is None)
    voice.prepare(["Five."])
    voice.close()
    assert machine.heard == ["Move one.", "Move two."]
    assert voices.files() == []


def test_one_failure_is_forgiven(machine: FakeEngine, voices: Voices) -> None:
    voice = voices()
    for first, second in (("Move one.", "Move two."), ("Move three.", "Four.")):
        machine.becomes("wait")
        voice.prepare([first])
        until(lambda first=first: machine.heard[-1:] == [first])  # type: ignore[misc]
        machine.becomes("fail")
        pid = machine.calls[-1]["pid"]
        until(lambda pid=pid: not _lives(pid))  # type: ignore[misc]
        machine.becomes("speak")
        voice.prepare([second])
        until(lambda second=second: voice.clip(second) is not None)  # type: ignore[misc]
    assert voice.engine == "espeak-ng"


def test_an_engine_that_hangs_is_killed(machine: FakeEngine, voices: Voices) -> None:
    machine.becomes("hang")
    voice = voices(timeout_seconds=0.1)
    voice.prepare(["Move one.", "Move two.", "Move three."])
    until(lambda: voice.engine is None)
    voice.close()
    assert len(machine.calls) <= 2
    assert not any(_lives(call["pid"]) for call in machine.calls)
    assert voices.files() == []


def test_closing_kills_what_is_under_way_and_leaves_nothing(machine: FakeEngine, voices: Voices) -> None:
    machine.becomes("hang")
    voice = voices()
    voice.prepare(["Move one.", "Move two."])
    until(lambda: len(machine.calls) == 1)
    voice.close()
    assert not _lives(machine.calls[0]["pid"])
    assert voices.files() == []
    assert not any(thread.name == "voice" for thread in threading.enumerate())
    voice.prepare(["Move three."])
    assert voice.clip("Move three.") is None
    assert voice.clip(PACKAGED) is not None
    assert len(machine.calls) == 1


def test_the_library_comes_first_and_speaks_several_at_a_time(
    machine: FakeEngine, voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = install_library(tmp_path / "library")
    monkeypatch.setenv("PYTHONPATH", str(library.folder))
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    voice = voices()
    phrases = [f"Number {number}." for number in range(10)]
    voice.prepare([*phrases[:4], PACKAGED, *phrases[4:], "Impossible."])
    until(lambda: voice.clip("Impossible.") is not None)
    assert voice.engine == "natural"
    assert library.heard == [*phrases, "Impossible."]
    assert sum(call.startswith("load") for call in library.calls) == 2, "up to a packaged phrase, and from there"
    assert machine.heard == ["Impossible."], "what it cannot speak, the next engine does"


def test_a_broken_library_leaves_the_words_to_the_next_engine(
    machine: FakeEngine, voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = install_library(tmp_path / "library")
    (library.folder / "hibari" / "__init__.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(library.folder))
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    voice = voices()
    phrases = [f"Number {number}." for number in range(20)]
    voice.prepare(phrases)
    until(lambda: voice.clip(phrases[-1]) is not None)
    assert machine.heard == phrases
    assert voice.engine == "espeak-ng"


def test_a_machine_without_an_engine(machine: FakeEngine, voices: Voices) -> None:
    (machine.folder / "espeak-ng").unlink()
    voice = voices(rate=1.2)
    assert voice.engine is None
    voice.prepare(["Move one.", PACKAGED])
    until(lambda: voice.clip(PACKAGED) != packaged_clips()[PACKAGED])
    assert voice.clip("Move one.") is None


def test_a_full_disk_costs_only_the_words(machine: FakeEngine, voices: Voices, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def full(cache: SpeechCache) -> Path:
        asked.append(cache)
        raise OSError(errno.ENOSPC, "no space left")

    voice = voices()
    with monkeypatch.context() as patch:
        patch.setattr(SpeechCache, "draft", full)
        voice.prepare(["Move one.", "Move two.", "Move three."])
        until(lambda: len(asked) == 3)
    voice.prepare(["Four."])
    until(lambda: voice.clip("Four.") is not None)
    assert machine.heard == ["Four."], "the engine is not to blame"


def test_the_oldest_clips_go_when_there_are_too_many(
    machine: FakeEngine, voices: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backstretch.audio.speech_cache.MOST_FILES", 2)
    voice = voices()
    voice.prepare(["Move one.", "Move two.", "Move three."])
    until(lambda: voice.clip("Move three.") is not None and len(voices.files()) == 2)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("  Lie\non your\tback.\r\n", "Lie on your back."),
        ("[[slnc 9000]] [x](/y/) \x1b[2J", "slnc 9000 x (/y/) 2J"),
        ("\u202eright\u200b", "right"),
        ('--help; $(x) `y` "z" \'', '--help; $(x) `y` "z" \''),
        ("a" * 400, "a" * 300),
        ("\x00\n", ""),
    ],
)
def test_what_an_engine_is_given_of_a_phrase(machine: FakeEngine, voices: Voices, phrase: str, said: str) -> None:
    assert spoken(phrase) == said
    voice = voices()
    voice.prepare([phrase, "Last."])
    until(lambda: voice.clip("Last.") is not None)
    assert machine.heard == [*([said] if said else []), "Last."]
    assert (voice.clip(phrase) is not None) == bool(said)


@pytest.mark.parametrize(("name", "rate"), [("-w", 1.0), ("a/b", 1.0), ("", 0.69), ("", 1.41), ("", float("nan"))])
def test_impossible_voices_are_refused(tmp_path: Path, name: str, rate: float) -> None:
    with pytest.raises(ValueError, match=r"voice|rate"):
        Voice(tmp_path, name=name, rate=rate)


def _lives(pid: int) -> bool:
    """Whether the process runs; one that was waited for is gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
