"""``check``: every problem in session files, once or after every change."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from backstretch.base.errors import Problem, UnreadableError
from backstretch.base.text import clock, counted, expected, plain
from backstretch.commands.common import Command

if TYPE_CHECKING:
    from backstretch.session.model import Session

UNREADABLE = 2


@click.command(
    cls=Command,
    short_help="Find every problem in session files.",
    epilog=(
        "backstretch check my-morning.toml\n"
        "backstretch check --strict sessions/*.toml\n"
        "backstretch check --watch my-morning.toml"
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Write the problems as one JSON array.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--watch", "watching", is_flag=True, help="Check again after every change, until Ctrl+C.")
def check(files: tuple[str, ...], as_json: bool, strict: bool, watching: bool) -> int:
    """Find every problem in session files, each with its line, its column and, where it can be said, its fix.

    Exits with 0 if there are no errors, 1 if there are some, 2 if a file cannot be opened. --watch tells, with the
    time, whether a file passes, and with --json writes an array a line; Ctrl+C ends it, with 130.
    """
    if watching:
        _watch(files, as_json=as_json, strict=strict)
    problems: list[Problem] = []
    unreadable = False
    for file in files:
        try:
            found, session = find_problems(file)
        except UnreadableError as error:
            click.echo(f"backstretch: {error}", err=True)
            unreadable = True
            continue
        problems += found
        if not as_json:
            print_problems(file, found, session)
    if as_json:
        import json

        click.echo(json.dumps([problem._asdict() for problem in problems], indent=2))
    if unreadable:
        return UNREADABLE
    return int(_fail(problems, strict=strict))


def find_problems(file: str) -> tuple[list[Problem], Session | None]:
    """Every problem in a file, named as the command line named it, and its session. Raises UnreadableError."""
    from backstretch.session.library import Found, load

    path = Path(file)
    reading = load(Found(path.stem, path, "yours"))
    return [problem._replace(path=_named(file)) for problem in reading.problems], reading.session


def print_problems(file: str, problems: Sequence[Problem], session: Session | None) -> None:
    """Print the problems of a file, a line each, or that there are none."""
    for problem in problems:
        click.echo(str(problem))
    if session is not None and not problems:
        click.echo(f"{_named(file)}: {_clean(session)}")


def _clean(session: Session) -> str:
    from backstretch.session.model import extent

    phases, seconds = extent(session)
    return f"no problems; {expected(clock(seconds), session.until_key)} in {counted(phases, 'phase')}"


def _fail(problems: Sequence[Problem], *, strict: bool) -> bool:
    return any(strict or problem.severity == "error" for problem in problems)


def _named(file: str) -> str:
    """The file as it was named on the command line, as far as that can be printed."""
    return file if file.isprintable() else plain(file)


def _watch(files: Sequence[str], *, as_json: bool, strict: bool) -> NoReturn:
    from backstretch.commands.file_watch import watch

    def look(file: str) -> None:
        try:
            problems, session = find_problems(file)
        except UnreadableError as error:
            click.echo(f"{time.strftime('%H:%M:%S')} {error}", err=as_json)
            return
        if as_json:
            import json

            click.echo(json.dumps([problem._asdict() for problem in problems]))
            return
        verdict = _clean(session) if session and not problems else _verdict(problems, strict=strict)
        click.echo(f"{time.strftime('%H:%M:%S')} {_named(file)}: {verdict}")
        for problem in problems:
            click.echo(str(problem))

    watch(files, look, time.sleep)


def _verdict(problems: Sequence[Problem], *, strict: bool) -> str:
    """Whether a file passes, and how many problems of each kind it has."""
    severities = [problem.severity for problem in problems]
    counts = ", ".join(counted(severities.count(kind), kind) for kind in dict.fromkeys(sorted(severities)))
    return f"fails: {counts}" if _fail(problems, strict=strict) else f"passes, with {counts}"
