"""The settings by line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.base.paths import default_paths
from backstretch.commands.click_program import cli
from backstretch.settings import Settings, read_settings
from backstretch.settings.checks import Key
from backstretch.settings.spec import BY_KEY


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of one's own."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def config(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["config", *arguments])


def flat(text: str) -> dict[Key, object]:
    """What a file says, by key."""
    found: dict[Key, object] = {}
    for name, value in tomllib.loads(text).items():
        if name == "pain":
            found |= {(name, inner): item for inner, item in value.items()}
        elif name != "keys":
            found[(name,)] = tuple(value) if isinstance(value, list) else value
    return found


def test_all_are_listed_as_the_file_could_have_them() -> None:
    result = config()
    assert result.exit_code == 0
    assert flat(result.stdout) == {key: setting.default for key, setting in BY_KEY.items()}
    assert "default:" not in result.stdout
    for key, value in (("volume", "50"), ("advice_line", 'Rex "the vet"'), ("keys.coach.next", "f9 right")):
        assert config(key, value).exit_code == 0
    text = config().stdout
    assert flat(text) == {**flat(result.stdout), ("volume",): 50, ("advice_line",): 'Rex "the vet"'}
    assert "volume = 50  # default: 100\n" in text
    assert tomllib.loads(text)["keys"] == {"coach": {"next": ["f9", "right"]}}


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("sounds", "off", "false"),
        ("sounds", "TRUE", "true"),
        ("volume", "35", "35"),
        ("voice_rate", "0.9", "0.9"),
        ("voice_rate", "1", "1.0"),
        ("breath_pace", "4", "4"),
        ("words", "short", "short"),
        ("time_said", "minute", "minute"),
        ("emergency_number", "112", "112"),
        ("clinician_note", "true", "true"),
        ("theme", "nord", "nord"),
        ("theme", "", ""),
        ("pain.stop_at", "4", "4"),
        ("keys.sharp_pain", "f9", "f9"),
        ("keys.coach.next", "", "n right"),
    ],
)
def test_one_is_set_and_given_back(key: str, value: str, shown: str) -> None:
    done = config(key, value)
    assert (done.exit_code, done.output) == (0, "")
    assert config(key).output == f"{shown}\n"
    assert read_settings(default_paths().config)[1] == ()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("volume", "150", "volume is 150, but must be 0 to 100"),
        ("volume", "-5", "volume is -5, but must be 0 to 100"),
        ("volume", "loud", 'volume is "loud", but must be a whole number from 0 to 100'),
        ("volume", "1.5", "volume is 1.5, but must be a whole number from 0 to 100"),
        ("voice_rate", "nan", "voice_rate is nan, but must be 0.7 to 1.4"),
        ("sounds", "maybe", 'sounds is "maybe", but must be true or false'),
        ("words", "shrt", 'words is "shrt", but must be one of full, short (did you mean "short"?)'),
        ("pain.stop_at", "7", "pain.stop_at is 7, but must be 1 to 6: it can be lowered, never raised"),
        ("lead_in_least", "3601", "lead_in_least is 3601, but must be 0 to 3600"),
        ("keys.coach.next", "x", 'keys.coach.next: "x" cannot be chosen, because it always keeps its own meaning'),
        ("keys.coach.nxt", "n", 'unknown setting "keys.coach.nxt" (did you mean "keys.coach.next"?)'),
        ("stop_at", "4", 'unknown setting "stop_at" (did you mean "pain.stop_at"?)'),
        ("keys", "n", 'unknown setting "keys"'),
    ],
)
def test_what_may_not_be_is_one_line_and_changes_nothing(key: str, value: str, said: str) -> None:
    result = config(key, value)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"backstretch: {said}")
    assert result.stderr.count("\n") == 1
    assert not default_paths().config.exists()


def test_what_is_wrong_in_the_file_is_said_beside_the_defaults_in_its_place() -> None:
    path = default_paths().config
    path.parent.mkdir(parents=True)
    path.write_text("volume = 101\nvoice = false\n", encoding="utf-8")
    result = config()
    assert result.exit_code == 1
    assert "config.toml:1:1: error: volume is 101" in result.stderr
    assert "volume = 100\n" in result.stdout
    assert "voice = false  # default: true\n" in result.stdout


def test_a_file_somebody_wrote_is_kept_aside() -> None:
    path = default_paths().config
    path.parent.mkdir(parents=True)
    path.write_text("volume = 40 # softer\n", encoding="utf-8")
    result = config("voice", "off")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "The settings file as it was is kept as config.toml.bak.\n"
    assert read_settings(path) == (Settings(volume=40, voice=False), ())


def test_a_file_that_cannot_be_written_is_said() -> None:
    path = default_paths().config
    path.mkdir(parents=True)
    result = config("volume", "40")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "config.toml" in result.stderr
