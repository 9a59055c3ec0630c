"""``check``: every problem in session files."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backstretch.commands.common import Command
from backstretch.errors import Problem, UnreadableError
from backstretch.text import clock, plain

if TYPE_CHECKING:
    from backstretch.session.model import Session

UNREADABLE = 2


@click.command(
    cls=Command,
    short_help="Find every problem in session files.",
    epilog="backstretch check my-morning.toml\nbackstretch check --strict sessions/*.toml",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Write the problems as one JSON array.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def check(files: tuple[str, ...], as_json: bool, strict: bool) -> int:
    """Find every problem in session files, each with its line, its column and, where it can be said, its fix.

    Exits with 0 if there are no errors, 1 if there are some, 2 if a file cannot be opened.
    """
    from backstretch.session.library import Found, load

    problems: list[Problem] = []
    unreadable = False
    for file in files:
        path = Path(file)
        try:
            reading = load(Found(path.stem, path, "yours"))
        except UnreadableError as error:
            click.echo(f"backstretch: {error}", err=True)
            unreadable = True
            continue
        named = [dataclasses.replace(problem, path=_named(file)) for problem in reading.problems]
        problems += named
        if not as_json:
            _print(file, named, reading.session)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(problem) for problem in problems], indent=2))
    if unreadable:
        return UNREADABLE
    return int(any(strict or problem.severity == "error" for problem in problems))


def _named(file: str) -> str:
    """The file as it was named on the command line, as far as that can be printed."""
    return file if file.isprintable() else plain(file)


def _print(file: str, problems: list[Problem], session: Session | None) -> None:
    from backstretch.session.timeline import extent

    for problem in problems:
        click.echo(str(problem))
    if session is not None and not problems:
        phases, seconds = extent(session)
        click.echo(f"{_named(file)}: no problems; {clock(seconds)} in {phases} phases")
