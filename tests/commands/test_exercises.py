"""The catalogue by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.commands.click_program import cli
from backstretch.session.catalogue import catalogue, sources


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="backstretch")


def test_all_of_them_are_listed() -> None:
    lines = call("list", "--exercises").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue())
    assert all(line.endswith(one.name) for line, one in zip(lines, catalogue().values(), strict=True))
    assert [entry["id"] for entry in json.loads(call("list", "--exercises", "--json").stdout)] == list(catalogue())


def test_one_is_shown_with_words_cautions_and_sources() -> None:
    bridge = catalogue()["bridge"]
    lines = [line.strip() for line in call("show", "bridge").stdout.splitlines()]
    assert lines[0].startswith("Bridge (bridge), on back, 5 × 3 breaths")
    for number, cue in enumerate(bridge.words.cues, 1):
        assert f"{number}: {cue}" in lines
    assert "Holds of 6 s at most with: heart-pressure" in lines
    assert any(sources()[bridge.sources[0]].partition(" (")[0] in line for line in lines)
    shown = json.loads(call("show", "bridge", "--json").stdout)
    assert {phase["exercise"] for phase in shown["phases"]} == {"bridge"}


def test_a_session_of_that_name_comes_first_and_what_is_near_is_said(home: Path) -> None:
    assert call("show", "bridg").stderr == 'backstretch: no session "bridg" (did you mean "bridge"?)\n'
    assert call("show", "desk").stderr == 'backstretch: no session "desk" (did you mean "desk-break"?)\n'
    own = home / "data" / "backstretch" / "sessions" / "bridge.toml"
    own.parent.mkdir(parents=True)
    own.write_text("format = 1\ntitle = 'Mine'\n[[steps]]\nrest = 5\n", encoding="utf-8")
    assert call("show", "bridge").stdout.startswith("Mine (bridge)")
