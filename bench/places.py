"""Somewhere in the program, and the way there; and homes to begin from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.pty.home import LONG, TINY, Home
from tests.pty.terminal import Terminal


class Place(NamedTuple):
    """Somewhere in the program, and the keys that lead there from the library."""

    keys: tuple[str, ...]
    shows: str
    begun: bool = False
    """Whether a run is under way or over there."""


PLACES = {
    "library": Place((), "Every day"),
    "settings": Place(("s",), "Settings"),
    "keys": Place(("?",), "In the library"),
    "editor": Place(("e",), "Ctrl"),
    "check-in": Place(("end", "enter"), "Enter starts"),
    "signs": Place(("end", "enter", "y"), "Space or a digit ticks"),
    "hold": Place(("end", "enter", "enter"), "HOLD", begun=True),
    "pause": Place(("end", "enter", "enter", "space"), "PAUSED", begun=True),
    "pain score": Place(("end", "enter", "enter", "p"), "Enter goes on", begun=True),
    "ease off": Place(("end", "enter", "enter", "e"), "Ease off", begun=True),
    "advice": Place(("end", "enter", "enter", "x"), "SESSION STOPPED", begun=True),
    "summary": Place(("end", "enter", "enter", "q", "q"), "ended early", begun=True),
}
OUTCOMES = {"advice": "stopped_for_pain", "summary": "ended_early"}
"""What the run is at the end, where it is not interrupted."""


def new_home(root: Path) -> Home:
    """A quiet home with two sessions, in which the first questions are answered."""
    home = Home(root)
    home.answer_first_questions()
    home.configure("sounds = false\nvoice = false\n")
    home.write_session("tiny", TINY)
    home.write_session("zzlong", LONG)
    return home


def go(terminal: Terminal, place: Place) -> None:
    """From the library to a place."""
    terminal.wait_for("Every day")
    for key in place.keys:
        terminal.take_in_for(0.4)
        terminal.press(key)
    terminal.wait_for(place.shows)


def whole(home: Home) -> None:
    """The journal is in order."""
    path = home.data / "journal.db"
    if path.exists():
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
