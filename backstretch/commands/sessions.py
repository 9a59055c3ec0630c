"""``list`` and ``show``: what sessions there are, and what is in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from backstretch.base.errors import UnreadableError
from backstretch.base.text import clock, counted, expected, plain
from backstretch.commands.common import Command, fitted, level_option, load_session, number, session_argument

if TYPE_CHECKING:
    from backstretch.session.library import Found
    from backstretch.session.model import Session
    from backstretch.session.reader import Reading
    from backstretch.session.timeline import Phase

_ID_WIDTH = 26
_LEVEL_WIDTH = 6
_LENGTH_WIDTH = 7


@click.command("list", cls=Command, short_help="The sessions there are.", epilog="backstretch list")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON array, for other programs.")
def list_(as_json: bool) -> None:
    """The sessions there are: id, level, length at the lowest level, and title."""
    from backstretch.base.paths import default_paths
    from backstretch.session.library import find_all

    found = find_all(default_paths())
    if as_json:
        import json

        click.echo(json.dumps([_entry(session) for session in found], indent=2))
        return
    _print_today()
    width = max((len(plain(session.id)) for session in found), default=0)
    for session in found:
        click.echo(f"{fitted(plain(session.id), min(width, _ID_WIDTH))}  {_line(session)}".rstrip())


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
            click.echo(f"backstretch: {problem}", err=True)
    if found is not None:
        click.echo(f"Today: {row_line(found)}  (backstretch plan)")


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


@click.command(
    cls=Command,
    short_help="One session's steps and phases.",
    epilog=(
        "backstretch show gentle-start\n"
        "backstretch show gentle-start --level 2\n"
        "backstretch show gentle-start --how\n"
        "backstretch show ./my-morning.toml --json"
    ),
)
@session_argument
@click.option("--json", "as_json", is_flag=True, help="Write every phase as JSON, for other programs.")
@click.option("--how", "in_words", is_flag=True, help="How each exercise is done, in words.")
@level_option
def show(session: str, as_json: bool, in_words: bool, level: int | None) -> None:
    """One session's steps, how long each lasts, and the total, as the file has it.

    SESSION is an id from `backstretch list`, or the path of a file.
    """
    _, read = load_session(session)
    if in_words:
        _show_how(read, as_json)
        return
    level = min(level or 0, read.top_level)
    if not as_json:
        from backstretch.commands.step_table import overview

        click.echo("\n".join(overview(read, level)))
        return
    import json

    from backstretch.session.timeline import timeline

    laid_out = timeline(read, level)
    click.echo(
        json.dumps(
            {
                "id": read.id,
                "title": read.title,
                "total_seconds": number(laid_out.total_seconds),
                "phases": [phase_values(phase) for phase in laid_out.phases],
            },
            indent=2,
        )
    )


def _show_how(session: Session, as_json: bool) -> None:
    """Every exercise in words."""
    from backstretch.session.catalogue import catalogue
    from backstretch.session.cautions import cautions
    from backstretch.session.how import how, in_lines

    found = how(session, catalogue(), cautions())
    if not as_json:
        click.echo("\n\n".join("\n".join(in_lines(one)) for one in found))
        return
    import json

    exercises = []
    for one in found:
        entry = {**one._asdict(), **one.words._asdict(), "parts": [part._asdict() for part in one.words.parts]}
        del entry["words"]
        exercises.append(entry)
    click.echo(json.dumps({"id": session.id, "title": session.title, "exercises": exercises}, indent=2))


def phase_values(phase: Phase) -> dict[str, Any]:
    """A phase as plain values, for JSON."""
    return {
        "kind": phase.kind,
        "start": number(phase.start),
        "seconds": number(phase.seconds),
        "step": phase.step,
        "within": phase.within,
        "exercise": phase.exercise,
        "side": phase.side,
        "rep": phase.rep,
        "round": phase.round,
    }
