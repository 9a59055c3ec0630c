"""What is measured: the programs of ``subjects.toml``, and how each is brought to a running countdown."""

from __future__ import annotations

import re
import shutil
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
PROGRAM = (sys.executable, "-P", "-c", "import sys; from backstretch.cli import main; sys.exit(main())")
"""The program as its installed script runs it, but from this checkout."""


class Face(NamedTuple):
    """Where on a screen the time stands."""

    pattern: str = ""
    ignore: str = ""
    rows: tuple[int | None, int | None] = (None, None)
    columns: tuple[int | None, int | None] = (None, None)

    def read(self, text: str) -> str:
        """The time as it stands on the screen; empty if it is not there."""
        rows = text.split("\n")[slice(*self.rows)]
        there = re.sub(self.ignore, "", "\n".join(row[slice(*self.columns)] for row in rows))
        if not self.pattern:
            return there
        found = re.search(self.pattern, there)
        return found[1] if found else ""


class Key(NamedTuple):
    """A key, and the patterns that say that it was heard; empty ones: any change says it."""

    key: str
    mark: str = ""
    again: str = ""
    """The key that takes it back."""
    going: str = ""
    """What is on the screen when it was taken back."""


class Subject(NamedTuple):
    """One program."""

    name: str
    words: str
    argv: tuple[str, ...]
    first: str
    files: tuple[str, ...] = ()
    """What is in its home before its first start."""
    settings: str = ""
    """Lines for the file of settings in its home."""
    begin: tuple[tuple[str, str], ...] = ()
    """Keys and what to wait for after them, from the first frame to a running countdown."""
    clock: Face | None = None
    pause: Key | None = None
    pain: Key | None = None
    after: float = 0.0
    """Seconds of the countdown that pass before anything is measured."""
    keeps_journal: bool = False
    """Whether it writes down when a run began."""
    quit: str = ""
    """The key that ends it."""

    @property
    def installed(self) -> bool:
        """Whether there is such a program."""
        return shutil.which(self.argv[0]) is not None


def read_subjects(peers: Path | None) -> list[Subject]:
    """The subjects, in the order of the file; the peers are looked for in their folder, if there is one."""
    tables = tomllib.loads((HERE / "subjects.toml").read_text(encoding="utf-8"))
    return [
        _subject(name, table, peers)
        for name, table in tables.items()
        if peers is not None or not any("{peers}" in part for part in table["argv"])
    ]


def _subject(name: str, table: Mapping[str, Any], peers: Path | None) -> Subject:
    return Subject(
        name=name,
        words=table["words"],
        argv=tuple(whole for part in table["argv"] for whole in _filled_in(part, peers)),
        first=table["first"],
        files=tuple(table.get("files", ())),
        settings=table.get("settings", ""),
        begin=tuple((keys, pattern) for keys, pattern in table.get("begin", ())),
        clock=Face(**table["clock"]) if "clock" in table else None,
        pause=Key(**table["pause"]) if "pause" in table else None,
        pain=Key(**table["pain"]) if "pain" in table else None,
        after=table.get("after", 0.0),
        keeps_journal=table.get("keeps_journal", False),
        quit=table.get("quit", ""),
    )


def _filled_in(part: str, peers: Path | None) -> tuple[str, ...]:
    if part == "{program}":
        return PROGRAM
    return (part.format(python=sys.executable, here=HERE, peers=peers),)
