"""``check``: every problem in session files, once or after every change."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NoReturn

import click

from backstretch.base.errors import UnreadableError
from backstretch.commands.common import Command


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
    from backstretch.commands.problem_report import check_files

    return check_files(*files, as_json=as_json, strict=strict)


def _watch(files: Sequence[str], *, as_json: bool, strict: bool) -> NoReturn:
    from backstretch.commands.file_watch import watch
    from backstretch.commands.problem_report import clean, find_problems, named, verdict

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
        passes = clean(session) if session and not problems else verdict(problems, strict=strict)
        click.echo(f"{time.strftime('%H:%M:%S')} {named(file)}: {passes}")
        for problem in problems:
            click.echo(str(problem))

    watch(files, look, time.sleep)
