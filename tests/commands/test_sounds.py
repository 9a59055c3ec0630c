"""``sounds``, where nobody can be asked; with somebody at the keys it is in ``tests/pty``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.audio import attempt
from backstretch.audio.tones import TONES
from backstretch.base.paths import Paths, default_paths
from backstretch.commands import demonstration
from backstretch.commands.click_program import cli
from tests.audio.fakes import Folder

pytestmark = pytest.mark.second

Call = Callable[..., Result]

WORDS = ["Left side.", "Halfway.", "Now your right side.", "Session finished."]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return default_paths()


@pytest.fixture(autouse=True)
def players(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """No player yet, no quiet between the cues, and none is taken to hang because the machine is busy."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setitem(sys.modules, "playsound3", None)
    for name in ("BETWEEN_SECONDS", "TICK_SECONDS"):
        monkeypatch.setattr(demonstration, name, 0.0)
    for module, name in ((attempt, "HANG_SECONDS"), (attempt, "SUSPECT_SECONDS")):
        monkeypatch.setattr(module, name, 60.0)
    return Folder(tmp_path / "bin")


@pytest.fixture
def call() -> Call:
    return lambda *arguments: CliRunner().invoke(cli, ["sounds", *arguments], prog_name="backstretch")


def configure(home: Paths, text: str) -> None:
    home.config_dir.mkdir(parents=True)
    home.config.write_text(text)


def test_every_cue_is_named_and_sounded_in_order(call: Call, players: Folder) -> None:
    players.add("paplay")
    result = call()
    assert (result.exit_code, result.stderr) == (0, "")
    first, *cues = result.stdout.splitlines()
    assert first == "Playing through paplay."
    assert cues[2] == "left     long, short          a hold on the left begins"
    assert cues[13] == "stop     six short            sharp pain: the session is stopped"
    assert [line.split()[0] for line in cues[:14]] == list(TONES)
    assert cues[14:] == ["The voice:", *(f"  {phrase}" for phrase in WORDS)]
    silence, *heard = [line.removeprefix("paplay ") for line in players.played]
    assert silence == "silence"
    counted = [name for name in TONES for _ in range(3 if name == "count" else 1)]
    assert heard[:16] == counted
    assert [name.rpartition("-")[0] for name in heard[16:]] == [
        "left-side",
        "halfway",
        "now-your-right-side",
        "session-finished",
    ]


def test_a_player_that_cannot_tell_says_so(call: Call, players: Folder) -> None:
    players.add("ffplay", "exec /bin/sleep 1.3")  # as long as the trial's clip
    assert "Playing through ffplay. It cannot tell whether it is heard.\n" in call().stdout


def test_a_player_that_fails_meanwhile_is_followed_by_the_next(call: Call, players: Folder) -> None:
    players.add("pw-play", '[ "$last" = silence.wav ]')
    players.add("aplay")
    result = call()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Playing through pw-play."
    assert lines[2] == "Playing through aplay."
    assert players.played[1:6] == ["pw-play ready", "aplay ready", "pw-play hold", "aplay hold", "aplay left"]


def test_without_any_player_the_cues_are_named_and_it_fails(call: Call, players: Folder) -> None:
    players.add("paplay", "exit 1")
    result = call()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("No sound can be played here: the terminal's bell and a flash stand in.")
    assert len(lines) == 15
    assert lines[4] == "right    two rings            a hold on the right begins"
    assert lines[6] == "count    no ring              each of the last three seconds"
    assert "\a" not in result.stdout
    assert players.played == ["paplay silence"]


@pytest.mark.parametrize(("settings", "arguments"), [("volume = 40\n", []), ("volume = 90\n", ["--volume", "40"])])
def test_the_volume_is_the_settings_or_the_one_asked_for(
    call: Call, home: Paths, players: Folder, settings: str, arguments: list[str]
) -> None:
    configure(home, settings)
    players.add("pw-play", f'echo "$1" >> {players.path}/volumes; exit 0')
    assert call(*arguments).exit_code == 0
    assert set((players.path / "volumes").read_text().splitlines()) == {"--volume=0.21715"}


def test_at_volume_0_there_is_a_way_to_hear(call: Call, home: Paths, players: Folder) -> None:
    configure(home, "volume = 0\n")
    players.add("pw-play")
    result = call()
    assert (result.exit_code, result.stdout, players.played) == (1, "", [])
    assert "--volume 60" in result.stderr
    assert call("--volume", "60").exit_code == 0


def test_what_is_switched_off_is_heard_all_the_same(call: Call, home: Paths, players: Folder) -> None:
    configure(home, "sounds = false\nvoice = false\n")
    players.add("paplay")
    lines = call().stdout.splitlines()
    assert lines[:2] == [
        "Tones are off in the settings (sounds = false): heard here, not in a session.",
        "The voice is off in the settings (voice = false): heard here, not in a session.",
    ]
    assert len(players.played) == 1 + 16 + 4


def test_a_broken_setting_is_told(call: Call, home: Paths, players: Folder) -> None:
    configure(home, "volume = 900\n")
    players.add("paplay")
    result = call()
    assert result.exit_code == 0
    assert f"backstretch: {home.config}:1:1: error: volume" in result.stderr


def test_words_that_nobody_can_speak_are_named(call: Call, players: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backstretch.audio.voice.packaged_clip", lambda _: None)
    monkeypatch.setattr("backstretch.audio.rendering.packaged_clip", lambda _: None)
    monkeypatch.setattr("backstretch.audio.rendering.find_engines", tuple)
    players.add("paplay")
    result = call()
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "  Session finished. (cannot be spoken here: see `backstretch doctor`)"


def test_players_that_never_answer_end_it(call: Call, players: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    players.add("paplay", "exec /bin/sleep 60")
    monkeypatch.setattr(demonstration, "_PATIENCE_SECONDS", 0.0)
    result = call()
    assert (result.exit_code, result.stderr) == (1, "backstretch: no player answers; see `backstretch doctor`\n")
