"""``card --play``: what keeps one's own file from being written, what is in it, and what is said of the voice."""

from __future__ import annotations

import sys
import wave
from base64 import b64decode
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backstretch.audio.clip import Clip
from backstretch.audio.rendering import Renderer
from backstretch.base.errors import BackstretchError, WrongUseError
from backstretch.base.paths import Paths
from backstretch.commands.player_file import own, sound_lines
from backstretch.journal.records import PainReport
from backstretch.journal.store import Journal
from backstretch.paper.player import clips as clips_module
from backstretch.paper.player.clips import OwnWords, own_words
from backstretch.run.context import open_context
from backstretch.run.person import PersonAnswers, write_person
from tests.cases import cases

from ..journal.samples import numbered

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


class Now:
    """A clock that stands."""

    def monotonic(self) -> float:
        return 0.0

    def awake(self) -> float:
        return 0.0

    def now(self) -> datetime:
        return NOW


def answered(paths: Paths, signs: frozenset[str] = frozenset(), days_ago: int = 0) -> None:
    day = TODAY - timedelta(days=days_ago)
    write_person(paths.person, PersonAnswers(frozenset({"knee"}), answered_on=day, signs=signs))


def stopped(paths: Paths, *, cleared: bool = False, later: bool = False, kind: str | None = None) -> None:
    """A run that pain stopped in the bridge; its two questions answered; another one begun since."""
    answered(paths)
    report = PainReport(at_seconds=7.0, step=1, exercise="bridge", side=None, rep=1, kind=kind)
    with closing(Journal.open(paths.journal, paths.stops, now=lambda: NOW)) as journal:
        first = numbered(1)
        journal.begin(first)
        journal.stopped_later(first.id, report)
        if cleared:
            journal.clear_stop(first.id, NOW - timedelta(days=1))
        if later:
            journal.begin(numbered(2, started_at=NOW - timedelta(hours=1)))


def unreadable(paths: Paths) -> None:
    answered(paths)
    paths.journal.parent.mkdir(parents=True, exist_ok=True)
    paths.journal.write_bytes(b"this is no journal" * 100)


def unread_stop(paths: Paths) -> None:
    answered(paths)
    paths.stops.mkdir(parents=True)
    (paths.stops / "5c9d9e0a-8f0b-4c55-9d4e-2f6f6f1f0a01.json").write_text("half a st")


def broken(paths: Paths) -> None:
    paths.person.parent.mkdir(parents=True)
    paths.person.write_text("format = 1\ncautions = [")


ANSWERS, GATE, SIGNS = "The first questions are unanswered", "two questions come first", "signs that need help"
REFUSED: dict[str, tuple[Callable[[Paths], None], str, int]] = {
    "nothing was ever answered": (lambda _paths: None, ANSWERS, 2),
    "the answers are over a year old": (lambda paths: answered(paths, days_ago=365), ANSWERS, 2),
    "the answers cannot be read": (broken, ANSWERS, 2),
    "an emergency sign is kept": (lambda paths: answered(paths, frozenset({"chest"})), SIGNS, 1),
    "a same-day sign is kept": (lambda paths: answered(paths, frozenset({"fever"})), SIGNS, 1),
    "a stop stands": (stopped, GATE, 1),
    "a stop stands behind a later run": (lambda paths: stopped(paths, later=True), GATE, 1),
    "the journal cannot be read": (unreadable, "nobody can read whether pain stopped", 1),
    "a stop beside the journal cannot be read": (unread_stop, "nobody can read whether pain stopped", 1),
}


@pytest.mark.second
@cases("case, prepared, told, code", [(case, *row) for case, row in REFUSED.items()])
def test_what_a_session_waits_for_keeps_ones_own_file_away(
    tmp_path: Path, case: str, prepared: Callable[[Paths], None], told: str, code: int
) -> None:
    paths = Paths(*(tmp_path / case / name for name in ("config", "data", "state", "cache")))
    prepared(paths)
    with closing(open_context(paths, Now())) as context:
        with pytest.raises(BackstretchError) as refusal:
            own(context)
        assert told in str(refusal.value)
        assert "--for-me writes no file" in str(refusal.value)
        assert "\n" not in str(refusal.value)
        assert (2 if isinstance(refusal.value, WrongUseError) else 1) == code


NONE, BRIDGE = frozenset[str](), frozenset({"bridge"})
WRITTEN: dict[str, tuple[Callable[[Paths], None], frozenset[str], bool]] = {
    "nothing hurt": (answered, NONE, False),
    "the answers are almost a year old": (lambda paths: answered(paths, days_ago=364), NONE, False),
    "a stop was passed": (lambda paths: stopped(paths, cleared=True), BRIDGE, True),
    "a session was begun since": (lambda paths: stopped(paths, cleared=True, later=True), BRIDGE, False),
    "the stop was a mistake": (lambda paths: stopped(paths, kind="mistake"), NONE, False),
}


@cases("case, prepared, hurt, level_0", [(case, *row) for case, row in WRITTEN.items()])
def test_ones_own_file_has_ones_cautions_and_does_without_what_hurt(
    tmp_path: Path, case: str, prepared: Callable[[Paths], None], hurt: frozenset[str], level_0: bool
) -> None:
    paths = Paths(*(tmp_path / case / name for name in ("config", "data", "state", "cache")))
    prepared(paths)
    paths.config.parent.mkdir(parents=True, exist_ok=True)
    paths.config.write_text('clinician_note = " Walk daily. "\n[pain]\nstop_at = 5\n')
    with closing(open_context(paths, Now())) as context:
        mine = own(context)
    assert mine.cautions == {"knee", "rotation"}
    assert mine.hurt == hurt
    assert mine.level_0 == level_0
    assert mine.limits.stop_at == 5
    assert mine.note == "Walk daily."


VOICE, OWN = "Session finished.", ("Wiggle the toes.", "And stop.")
SAID: dict[str, tuple[tuple[str, ...], OwnWords, tuple[str, ...]]] = {
    "all packaged": ((VOICE,), OwnWords({}, None, True), ()),
    "an engine, and an encoder": (
        (VOICE,),
        OwnWords(dict.fromkeys(OWN, "A" * 300_000), "espeak-ng", True),
        ("2 sentences beyond the voice, spoken by espeak-ng: 0.6 MB of it.",),
    ),
    "an engine, and no encoder": (
        (),
        OwnWords({OWN[0]: "A" * 900_000}, "say", False),
        (
            "1 sentence beyond the voice, spoken by say: 0.9 MB of it.",
            "That is uncompressed; pip install 'backstretch[phone]' makes it ten times smaller.",
            "1 sentence of the voice shown, not spoken: pip install 'backstretch[phone]' packs them.",
            "1 sentence beyond the voice: shown, not spoken; say did not speak them.",
        ),
    ),
    "no engine": (
        (VOICE,),
        OwnWords({}, None, True),
        ("2 sentences beyond the voice: shown, not spoken; no speech engine here, see backstretch doctor.",),
    ),
}


@cases("case, clips, own_clips, lines", [(case, *row) for case, row in SAID.items()])
def test_it_says_who_speaks_what_the_voice_does_not_have(
    case: str, clips: tuple[str, ...], own_clips: OwnWords, lines: tuple[str, ...]
) -> None:
    needed = (VOICE,) if case == "all packaged" else (VOICE, *OWN)
    assert tuple(sound_lines(needed, clips, own_clips)) == lines


class Engine(Renderer):
    """Speaks what it is given; a letter takes a tenth of a second."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def engine(self) -> str:
        return "a voice"

    def speak(self, phrases: Sequence[str]) -> dict[str, Clip]:
        found = {}
        for phrase in phrases:
            path = self.folder / f"{len(phrase)}.wav"
            with wave.open(str(path), "wb") as file:
                file.setparams((1, 2, 8000, 0, "NONE", ""))
                file.writeframes(bytes(1600 * len(phrase)))
            found[phrase] = Clip(path, len(phrase) / 10)
        return found


def test_ones_own_words_are_wav_without_an_encoder_and_as_many_as_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lameenc", None)
    found = own_words((VOICE, *OWN), Engine(tmp_path))
    assert found.engine == "a voice"
    assert not found.compressed
    assert [b64decode(clip)[:4] for clip in found.clips.values()] == [b"RIFF"] * 2
    monkeypatch.setattr(clips_module, "MOST_UNCOMPRESSED", 1600 * len(OWN[1]) + 100)
    assert list(own_words((VOICE, *OWN), Engine(tmp_path)).clips) == [OWN[1]]
    assert own_words((VOICE,), Engine(tmp_path)) == OwnWords({}, None, True)
