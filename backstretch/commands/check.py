"""``check``: every problem in session files, once or after every change."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from backstretch.base.errors import UnreadableError
from backstretch.commands.common import Command

POLL_SECONDS = 0.3

_Stamp = tuple[int, int, int] | None
"""What tells that a file was written: its time, its size and which file it is; None if there is none."""


def watch(files: Sequence[str], look: Callable[[str], None], sleep: Callable[[float], None]) -> NoReturn:
    """Look at each file, and again after each change, once it has been left alone from one poll to the next.

    It ends only when it is interrupted.
    """
    stamps = {file: _stamp(file) for file in files}
    for file in stamps:
        look(file)
    unsettled: set[str] = set()
    while True:
        sleep(POLL_SECONDS)
        for file, before in stamps.items():
            now = _stamp(file)
            if now != before:
                stamps[file] = now
                unsettled.add(file)
            elif file in unsettled:
                unsettled.remove(file)
                look(file)


def _stamp(file: str) -> _Stamp:
    try:
        status = Path(file).stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


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
