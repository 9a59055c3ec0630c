"""What several commands share: the SESSION argument, and how numbers and columns are written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from backstretch.base.errors import BackstretchError, InvalidSessionError
from backstretch.base.text import nearest, plain

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from backstretch.run.context import Context
    from backstretch.session.library import Found
    from backstretch.session.model import Session


def complete_session(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The sessions' ids, as they can stand in a command, and where those do not lead on, files."""
    from click.shell_completion import CompletionItem

    from backstretch.base.command_line import escaped
    from backstretch.base.paths import default_paths
    from backstretch.base.text import composed
    from backstretch.session.library import find_all

    try:
        found = find_all(default_paths())
    except BackstretchError:
        found = []
    named = [session.id for session in found if composed(session.id).startswith(composed(incomplete))]
    by_id = [id_ for id_ in named if id_.isprintable() and not id_.startswith("-") and not id_.endswith(".toml")]
    # The other shells do this by themselves.
    in_bash = os.environ.get("_BACKSTRETCH_COMPLETE", "").startswith("bash")
    ids = [CompletionItem(escaped(id_) if in_bash else id_) for id_ in by_id]
    return ids or [CompletionItem(incomplete, type="file")]


class Command(click.Command):
    """A command whose ``epilog`` is examples, one a line."""

    def format_epilog(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they stand."""
        with formatter.section("Examples"):
            for line in (self.epilog or "").splitlines():
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


class CommandGroup(Command, click.Group):
    """A group of commands, with examples too."""

    command_class = Command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called. Raises UsageError, with the name that was probably meant."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError as error:
            if args[0].startswith("-"):
                raise
            near = self.nearest_command(context, args[0])
            hint = f' (did you mean "{near}"?)' if near else ""
            raise click.UsageError(f"No such command '{plain(args[0])}'{hint}", error.ctx) from error

    def nearest_command(self, context: click.Context, word: str) -> str:
        """What was probably meant by ``word``, as it is to be typed; empty if nothing is near."""
        return nearest(word, self.list_commands(context))


class WrongUseError(click.ClickException):
    """The command line asks for what is not there; nothing was wrong with its form."""

    exit_code = 2


def has_terminal() -> bool:
    """Whether somebody can be asked: both streams are a terminal; one that was closed from outside is not there."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


session_argument = click.argument("session", shell_complete=complete_session)
level_option = click.option(
    "--level", type=click.IntRange(min=0), metavar="N", help="The level of a session with ranges, from 0."
)


def load_session(name: str) -> tuple[Found, Session]:
    """The session of this id or path. Raises InvalidSessionError with its problems, if it has errors."""
    from backstretch.base.paths import default_paths
    from backstretch.session.library import find, load

    found = find(name, default_paths())
    reading = load(found, warnings=False)
    if reading.session is None:
        raise InvalidSessionError(load(found).problems)
    return found, reading.session


def open_told() -> Context:
    """What a front end works with, to be closed; what it has to say goes to stderr."""
    from backstretch.base.paths import default_paths
    from backstretch.run.context import open_context

    context = open_context(default_paths())
    for notice in context.notices:
        click.echo(f"backstretch: {notice}", err=True)
    return context


def number(value: float) -> int | float:
    """A whole number as an int, so that it is written without a point."""
    return int(value) if value == int(value) else value


def fitted(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells of a terminal: filled up with spaces, or cut off with an ellipsis."""
    cells = 0
    for index, char in enumerate(text):
        wide = _cells(char)
        if cells + wide > width - 1 and _width(text[index:]) > width - cells:
            return text[:index] + "…" + " " * (width - cells - 1)
        cells += wide
    return text + " " * (width - cells)


def _width(text: str) -> int:
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if char.isascii():
        return 1
    import unicodedata

    if unicodedata.category(char) in {"Mn", "Me"}:  # not each of these has a combining class
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
