"""What ``list`` prints: the sessions there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backstretch.base.errors import UnreadableError
from backstretch.base.text import clock, counted, expected, number, plain
from backstretch.base.text_columns import fitted
from backstretch.terminal.streams import write_line

if TYPE_CHECKING:
    from backstretch.session.library import Found
    from backstretch.session.reader import Reading

_ID_WIDTH = 26
_LEVEL_WIDTH = 6
_LENGTH_WIDTH = 7


def print_sessions(*, as_json: bool = False) -> None:
    """A line a session, or all as a JSON array."""
    from backstretch.base.paths import default_paths
    from backstretch.session.library import find_all

    found = find_all(default_paths())
    if as_json:
        import json

        write_line(json.dumps([_entry(session) for session in found], indent=2))
        return
    _print_today()
    width = max((len(plain(session.id)) for session in found), default=0)
    for session in found:
        write_line(f"{fitted(plain(session.id), min(width, _ID_WIDTH))}  {_line(session)}".rstrip())


def _print_today() -> None:
    """With a plan the first line is what it has for today."""
    import os

    from backstretch.base.paths import default_paths

    if not os.path.lexists(default_paths().plan):
        return
    from contextlib import closing

    from backstretch.run.context import open_context
    from backstretch.run.day_plan import day_plan
    from backstretch.run.day_words import row_line

    with closing(open_context(default_paths())) as context:
        found = day_plan(context)
        for problem in context.care_plan_problems:
            write_line(f"backstretch: {problem}", to_errors=True)
    if found is not None:
        write_line(f"Today: {row_line(found)}  (backstretch plan)")


def _line(found: Found) -> str:
    """What the list says of one session, after its id."""
    from backstretch.session.model import extent

    try:
        reading = _load(found)
    except UnreadableError as error:
        return str(error)
    session = reading.session
    if session is None:
        from backstretch.base.command_line import command

        errors = _errors(reading)
        return f"{counted(errors, 'problem')} — {command('backstretch check', found.path)}"
    length = expected(clock(extent(session)[1]), session.until_key)
    return f"{session.level:<{_LEVEL_WIDTH}}  {length:>{_LENGTH_WIDTH}}  {session.title}"


def _entry(found: Found) -> dict[str, Any]:
    """What ``list --json`` says of one session; what cannot be known of a broken file is null."""
    from backstretch.session.model import extent

    entry: dict[str, Any] = {
        "id": found.id,
        "title": None,
        "summary": None,
        "level": None,
        "top_level": None,
        "tags": None,
        "total_seconds": None,
        "source": found.source,
        "path": str(found.path),
        "problems": None,
    }
    try:
        reading = _load(found)
    except UnreadableError:
        return entry
    entry["problems"] = _errors(reading)
    if (session := reading.session) is not None:
        entry |= {
            "title": session.title,
            "summary": session.summary,
            "level": session.level,
            "top_level": session.top_level,
            "tags": list(session.tags),
            "total_seconds": number(extent(session)[1]),
        }
    return entry


def _load(found: Found) -> Reading:
    from backstretch.session.library import load

    return load(found, warnings=False)


def _errors(reading: Reading) -> int:
    return sum(problem.severity == "error" for problem in reading.problems)
