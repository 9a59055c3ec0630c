"""What ``check`` prints: every problem in session files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from backstretch.base.errors import Problem, UnreadableError
from backstretch.base.text import clock, counted, expected, plain
from backstretch.terminal.streams import write_line

if TYPE_CHECKING:
    from backstretch.session.model import Session

UNREADABLE = 2


def check_files(*files: str, as_json: bool = False, strict: bool = False) -> int:
    """Print the problems of each file; the exit code. ``strict``: warnings fail too."""
    problems: list[Problem] = []
    unreadable = False
    for file in files:
        try:
            found, session = find_problems(file)
        except UnreadableError as error:
            write_line(f"backstretch: {error}{_what_was_meant(file)}", to_errors=True)
            unreadable = True
            continue
        problems += found
        if not as_json:
            print_problems(file, found, session)
    if as_json:
        import json

        write_line(json.dumps([problem._asdict() for problem in problems], indent=2))
    if unreadable:
        return UNREADABLE
    return int(_fail(problems, strict=strict))


def find_problems(file: str) -> tuple[list[Problem], Session | None]:
    """Every problem in a file, named as the command line named it, and its session. Raises UnreadableError."""
    from backstretch.session.library import Found, load

    path = Path(file)
    reading = load(Found(path.stem, path, "yours"))
    return [problem._replace(path=named(file)) for problem in reading.problems], reading.session


def _what_was_meant(file: str) -> str:
    """Where there is no such file: one beside it that is spelt like it, or the file of a session with this id."""
    from backstretch.base.paths import default_paths
    from backstretch.base.text import nearest
    from backstretch.session.library import find_all

    path = Path(file)
    if os.path.lexists(path):
        return ""
    try:
        files = {found.stem.lower(): found for found in path.parent.glob("*.toml")}
        if path.name == file and not path.suffix:
            files |= {found.id: found.path for found in find_all(default_paths())}
    except (OSError, UnreadableError):
        return ""
    near = nearest(path.stem, files)
    return f' (did you mean "{plain(str(files[near]))}"?)' if near else ""


def print_problems(file: str, problems: Sequence[Problem], session: Session | None) -> None:
    """Print the problems of a file, a line each, or that there are none."""
    for problem in problems:
        write_line(str(problem))
    if session is not None and not problems:
        write_line(f"{named(file)}: {clean(session)}")


def clean(session: Session) -> str:
    """What is said of a file without problems."""
    from backstretch.session.model import extent

    phases, seconds = extent(session)
    return f"no problems; {expected(clock(seconds), session.until_key)} in {counted(phases, 'phase')}"


def _fail(problems: Sequence[Problem], *, strict: bool) -> bool:
    return any(strict or problem.severity == "error" for problem in problems)


def named(file: str) -> str:
    """The file as it was named on the command line, as far as that can be printed."""
    return file if file.isprintable() else plain(file)


def verdict(problems: Sequence[Problem], *, strict: bool) -> str:
    """Whether a file passes, and how many problems of each kind it has."""
    severities = [problem.severity for problem in problems]
    counts = ", ".join(counted(severities.count(kind), kind) for kind in dict.fromkeys(sorted(severities)))
    return f"fails: {counts}" if _fail(problems, strict=strict) else f"passes, with {counts}"
