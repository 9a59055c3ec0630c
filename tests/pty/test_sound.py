"""The real program with players that play, fail or hang: what is asked of them, and what is left of them."""

from __future__ import annotations

import os

import pytest

from .home import SHORT, Home, check_in, leave_the_advice

pytestmark = pytest.mark.second

PLAYER = """#!/bin/sh
for last; do :; done
echo "$$ ${{last##*/}}" >> '{log}'
{ends}
"""
PLAYS, FAILS, HANGS = "exit 0", "exit 1", "exec /bin/sleep 60"


class Players:
    """The only player of the machine."""

    def __init__(self, home: Home, ends: str) -> None:
        folder = home.root / "bin"
        folder.mkdir()
        self._log = home.root / "played.log"
        player = folder / "pw-play"
        player.write_text(PLAYER.format(log=self._log, ends=ends), encoding="utf-8")
        player.chmod(0o755)
        home.env["PATH"] = str(folder)
        home.configure("")

    def _lines(self) -> list[list[str]]:
        return [line.split() for line in self._log.read_text().splitlines()] if self._log.exists() else []

    @property
    def played(self) -> list[str]:
        """What was to be played, but for the silence that tries a player out."""
        return [name for _, name in self._lines() if name != "silence.wav"]

    def words(self) -> list[str]:
        """The first word of each clip, or the name of a tone."""
        return [name.partition("-")[0] for name in self.played]

    def alive(self) -> list[int]:
        """The players that still run."""
        return [int(pid) for pid, _ in self._lines() if _runs(int(pid))]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_session_plays_its_tones_and_what_can_be_said(home: Home) -> None:
    players = Players(home, PLAYS)
    home.write_session("short", SHORT)
    with home.open("run", "short") as terminal:
        check_in(terminal)
        terminal.wait_for("Enter goes on")
        terminal.wait_for(lambda: "session" in players.words())
        heard = players.words()
        assert heard[heard.index("hold.wav") :][:4] == ["hold.wav", "done.wav", "come", "session"]


def test_a_stop_cuts_a_player_that_hangs_and_is_heard_in_its_place(home: Home) -> None:
    players = Players(home, HANGS)
    with home.hold_under_way() as terminal:
        terminal.wait_for(lambda: players.played[-1:] == ["left.wav"])
        (before,) = players.alive()
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for(lambda: "stop.wav" in players.played)
        assert not _runs(before)
        leave_the_advice(terminal)
        terminal.wait_exit()
    assert players.alive() == []
    assert home.only_run()["outcome"] == "stopped_for_pain"


@pytest.mark.parametrize("way", ["ctrl+c", "close"])
def test_a_program_that_ends_leaves_no_player_behind(home: Home, way: str) -> None:
    players = Players(home, HANGS)
    with home.hold_under_way() as terminal:
        terminal.wait_for(lambda: bool(players.alive()))
        if way == "close":
            terminal.close()
        else:
            terminal.press(way)
        terminal.wait_exit()
    assert players.alive() == []


def test_where_nothing_can_play_the_check_in_says_so_and_the_bell_rings(home: Home) -> None:
    Players(home, FAILS)
    home.write_session("short", SHORT)
    with home.open("run", "short") as terminal:
        terminal.wait_for("No sound can be played here")
        before = terminal.bells
        check_in(terminal)
        terminal.wait_for(lambda: terminal.bells >= before + 5)
        terminal.wait_for("Enter goes on")


def test_mute_is_mute(home: Home) -> None:
    players = Players(home, PLAYS)
    home.write_session("short", SHORT)
    with home.open("run", "short", "--mute") as terminal:
        check_in(terminal)
        terminal.wait_for("Enter goes on")
        assert (players.played, terminal.bells) == ([], 0)
