"""What the grammar of several commands shares: the SESSION argument, the level, examples in the help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from backstretch.base.errors import BackstretchError
from backstretch.base.text import nearest, plain

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


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


class Amount(click.ParamType):  # type: ignore[type-arg]
    """A number between bounds, of which an error says which are allowed."""

    name = "number"

    def __init__(self, least: float, most: float | None = None, *, whole: bool = True) -> None:
        self.min = least
        self.max = most
        self._whole = whole

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> int | float:
        """The number that was written."""
        allowed = f"{self.min} or more" if self.max is None else f"{self.min} to {self.max}"
        number: int | float = 0
        try:
            number = int(value) if self._whole else float(value)
        except ValueError:
            what = "a whole number" if self._whole else "a number"
            self.fail(f'"{plain(str(value))}" is not {what}; write {allowed}', parameter, context)
        if not self.min <= number <= (number if self.max is None else self.max):
            self.fail(f"{plain(str(value))} is not allowed; write {allowed}", parameter, context)
        return number


session_argument = click.argument("session", shell_complete=complete_session)
level_option = click.option("--level", type=Amount(0), metavar="N", help="The level of a session with ranges, from 0.")
