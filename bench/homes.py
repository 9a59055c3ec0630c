"""A home for each program, as its first start left it, copied anew for every start."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

HOLD_MINUTES = 40
SESSION = f"""
format = 1
title = "A long hold"
lead_in = 0
[[steps]]
exercise = "knee-to-chest"
sides = "left"
hold = "{HOLD_MINUTES}m"
reps = 1
[[steps]]
exercise = "bridge"
hold = 20
reps = 3
"""
"""One hold that no measurement sees the end of, and something that comes next."""

SHORT_HOLDS = """
format = 1
title = "Short holds"
lead_in = 0
[[steps]]
exercise = "bridge"
hold = 5
rest_between = 3
reps = 100
"""
"""A figure on the move for half of the time, and another phase every three or five seconds."""

WALK = f"""
format = 1
title = "A walk"
lead_in = 0
[[steps]]
exercise = "walking"
hold = "{HOLD_MINUTES}m"
reps = 1
"""
"""A figure that never stands still."""

MOMENT = """
format = 1
title = "A moment"
lead_in = 0
[[steps]]
name = "Arms up"
cues = ["Up."]
hold = 1
"""
"""A session that is over in a second."""

QUIET = "sounds = false\nvoice = false\n"
"""The peers make no sound either, and here there may be no device for it."""

_ROOT = Path(__file__).parents[1]
_KEPT = ("PATH", "LD_LIBRARY_PATH")


class Homes:
    """Homes under one scratch folder."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._made = 0

    def template(self, name: str) -> Path:
        """A program's own home, made when first asked for; its first start fills it."""
        home = self._scratch / name
        if not home.exists():
            for folder in (".config", ".cache", ".local/share", ".local/state"):
                (home / folder).mkdir(parents=True)
            answer_first_questions(home)
            add_session(home, "long", SESSION)
            add_session(home, "short", SHORT_HOLDS)
            add_session(home, "walk", WALK)
        return home

    def copy(self, name: str) -> Path:
        """A copy of a program's home, for one start."""
        self._made += 1
        return Path(shutil.copytree(self.template(name), self._scratch / f"{name}-copy-{self._made}"))


def environment(home: Path) -> Mapping[str, str]:
    """What a program is told of the world: a terminal, a home, and this checkout of backstretch."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    there = {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": str(_ROOT)}
    return kept | there


def data(home: Path) -> Path:
    """Where backstretch keeps its data in this home."""
    return home / ".local" / "share" / "backstretch"


def answer_first_questions(home: Path) -> None:
    """What backstretch asks before its first session is answered with: nothing applies. It makes no sound."""
    data(home).mkdir(parents=True, exist_ok=True)
    answers = f"format = 1\ncautions = []\nrotations = false\nanswered_on = {date.today().isoformat()}\n"
    (data(home) / "person.toml").write_text(answers, encoding="utf-8")
    settings = home / ".config" / "backstretch"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "config.toml").write_text(QUIET, encoding="utf-8")


def add_session(home: Path, id_: str, text: str) -> Path:
    """Put a session among the person's own; its file."""
    path = data(home) / "sessions" / f"{id_}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def add_settings(home: Path, lines: str) -> None:
    """Add lines to the file of settings."""
    with (home / ".config" / "backstretch" / "config.toml").open("a", encoding="utf-8") as file:
        file.write(lines)


def add_files(home: Path, names: Iterable[str]) -> None:
    """Files without sense, large enough to pass for what they are not."""
    for name in names:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(bytes(2048))


def run_began(home: Path) -> datetime:
    """When the only run in the journal of this home began."""
    with closing(sqlite3.connect(f"file:{data(home) / 'journal.db'}?mode=ro", uri=True)) as journal:
        ((began,),) = journal.execute("SELECT started_at FROM runs")
    return datetime.fromisoformat(began)
