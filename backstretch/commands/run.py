"""``run``, and the program without a command: the screens."""

from __future__ import annotations

import os
import sys

import click

from backstretch.commands.common import Command, WrongUseError, level_option, load_session, session_argument


@click.command(
    cls=Command,
    short_help="Go straight to one session.",
    epilog="backstretch run everyday\nbackstretch run ./my-morning.toml --from 3",
)
@session_argument
@click.option("--from", "from_step", type=int, metavar="N", help="Begin at step N, as `show` numbers them.")
@level_option
def run(session: str, from_step: int | None, level: int | None) -> int:
    """Go straight to one session: its check-in, then the first step.

    SESSION is an id from `backstretch list`, or the path of a file.
    """
    found, read = load_session(session)
    if from_step is not None and not 1 <= from_step <= len(read.steps):
        raise WrongUseError(f"--from is {from_step}; {found.id} has the steps 1 to {len(read.steps)}")
    _require_terminal()
    from backstretch.paths import default_paths
    from backstretch.tui import app

    if level is not None:
        level = min(level, read.top_level)
    return app.run(default_paths(), session=found, from_step=from_step, level=level)


def open_library() -> int:
    """The library screen; the exit code once it is left."""
    _require_terminal()
    from backstretch.paths import default_paths
    from backstretch.tui import app

    return app.run(default_paths())


def _require_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUseError("the session screen needs a terminal for its keys and its picture")
    kind = os.environ.get("TERM", "")
    if kind in {"dumb", "unknown"}:
        raise WrongUseError(f"the session screen cannot be drawn on a terminal of the kind {kind}: set TERM")
