"""``sounds`` with somebody at the keys."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.audio.fakes import Folder

from .home import Home, assert_calm
from .terminal import Terminal

pytestmark = pytest.mark.second

_AT_ONCE = """
from backstretch.cli import main
from backstretch.commands import demonstration
demonstration.BETWEEN_SECONDS = demonstration.TICK_SECONDS = 0.0
main()
"""
"""The program without the quiet between the cues."""
HANGS = "echo $$ > '{pid}'; exec /bin/sleep 60"
QUESTION = "Did you hear that? [y/n]"


@pytest.fixture
def players(home: Home, tmp_path: Path) -> Folder:
    (tmp_path / "bin").mkdir()
    home.env["PATH"] = str(tmp_path / "bin")
    return Folder(tmp_path / "bin")


def open_sounds(home: Home, *arguments: str) -> Terminal:
    return Terminal([sys.executable, "-c", _AT_ONCE, "sounds", *arguments], home.env, columns=100, rows=40)


def test_asks_after_the_first_tone_and_after_the_voice(home: Home, players: Folder) -> None:
    players.add("paplay")
    with open_sounds(home) as terminal:
        terminal.wait_for(QUESTION)
        assert players.played == ["paplay silence", "paplay ready"]
        terminal.press(*"qx 1")
        terminal.press("y")
        terminal.wait_for(lambda: terminal.text().count(QUESTION) == 2)
        assert "stop     six short" in terminal.text()
        terminal.press("Y")
        assert terminal.wait_exit() == 0
        assert terminal.attributes() == terminal.attributes_before
        assert_calm(terminal)
    assert len(players.played) == 1 + 16 + 4


def test_who_does_not_hear_is_given_the_next_player(home: Home, players: Folder) -> None:
    players.add("paplay")
    players.add("aplay")
    with open_sounds(home) as terminal:
        terminal.wait_for(QUESTION)
        terminal.press("n")
        terminal.wait_for("Playing through aplay.")
        terminal.wait_for(lambda: terminal.text().count(QUESTION) == 2)
        terminal.press("y")
        terminal.wait_for(lambda: terminal.text().count(QUESTION) == 3)
        assert "You hear aplay, but not paplay." in terminal.text()
        assert "`pactl info`" in terminal.text()
        terminal.press("y")
        assert terminal.wait_exit() == 0
    assert players.played[:5] == ["paplay silence", "paplay ready", "aplay silence", "aplay ready", "aplay hold"]


def test_who_hears_none_is_told_where_to_look(home: Home, players: Folder) -> None:
    players.add("paplay")
    with open_sounds(home) as terminal:
        terminal.wait_for(QUESTION)
        terminal.press("n")
        terminal.wait_for("No other player is left.")
        assert terminal.wait_exit() == 1
        assert "backstretch doctor" in terminal.text()
    assert len(players.played) == 2


def test_a_voice_that_is_not_heard_fails(home: Home, players: Folder) -> None:
    players.add("paplay")
    with open_sounds(home) as terminal:
        terminal.wait_for(QUESTION)
        terminal.press("y")
        terminal.wait_for(lambda: terminal.text().count(QUESTION) == 2)
        terminal.press("n")
        assert terminal.wait_exit() == 1
        assert "The voice plays through paplay, as the tones do" in terminal.text()


def test_where_nothing_plays_the_bell_rings_and_nothing_is_asked(home: Home, players: Folder) -> None:
    players.add("paplay", "exit 1")
    code = _AT_ONCE.replace("main()", "demonstration.BELL_SECONDS = 0.0\nmain()")
    with Terminal([sys.executable, "-c", code, "sounds"], home.env, columns=100, rows=40) as terminal:
        assert terminal.wait_exit() == 1
        assert QUESTION not in terminal.text()
        assert terminal.bells == 23


def test_ctrl_c_at_the_question_ends_without_a_word(home: Home, players: Folder) -> None:
    players.add("paplay")
    with open_sounds(home) as terminal:
        terminal.wait_for(QUESTION)
        before = terminal.text()
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert terminal.text().replace("^C", "") == before
        assert terminal.attributes() == terminal.attributes_before


@pytest.mark.parametrize(("way", "code"), [("ctrl+c", 130), ("SIGTERM", 143), ("close", 129)])
def test_whatever_ends_it_no_sound_runs_on(home: Home, players: Folder, way: str, code: int) -> None:
    pid = players.path / "pid"
    players.add("paplay", HANGS.format(pid=pid))
    with open_sounds(home) as terminal:
        terminal.wait_for(lambda: pid.exists() and pid.read_text())
        if way == "close":
            terminal.close()
        elif way == "ctrl+c":
            terminal.press("ctrl+c")
        else:
            terminal.send(signal.SIGTERM)
        assert terminal.wait_exit() == code
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid.read_text()), 0)
        assert_calm(terminal)


def test_the_shell_can_be_visited(home: Home, players: Folder) -> None:
    players.add("paplay")
    command = [sys.executable, "-c", _AT_ONCE, "sounds"]
    with Terminal(command, home.env, columns=100, rows=40, as_="shell") as terminal:
        terminal.wait_for(QUESTION)
        terminal.press("ctrl+z")
        terminal.wait_for("[stopped]")
        terminal.press("enter")
        terminal.press_until("y", lambda: terminal.text().count(QUESTION) == 2)
        terminal.press_until("n", lambda: terminal.ended)
