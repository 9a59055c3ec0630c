"""The grammar of the command line, which click reads: commands, options, help, completion."""

from __future__ import annotations

import contextlib
import os
from importlib import import_module
from typing import Any, NoReturn

import click

from backstretch import __version__
from backstretch.base.errors import BackstretchError
from backstretch.base.text import nearest, plain
from backstretch.commands.command_table import COMMANDS, OTHER_WORDS
from backstretch.commands.common import CommandGroup
from backstretch.commands.outcome import INTERRUPTED, run_and_exit, tell


class Program(CommandGroup):
    """A group of commands that ends with one clear line on stderr, whatever goes wrong."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The commands' names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """A command by its name; None if there is none."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(f"backstretch.commands.{module}"), attribute)
        return command

    def nearest_command(self, context: click.Context, word: str) -> str:
        """A command, or another word for one; else a session, which is to be run."""
        from backstretch.base.paths import default_paths
        from backstretch.session.library import find_all

        near = nearest(word, [*OTHER_WORDS, *self.list_commands(context)])
        if near:
            return OTHER_WORDS.get(near, near)
        with contextlib.suppress(BackstretchError):
            near = nearest(word, (found.id for found in find_all(default_paths())))
        return f"run {plain(near)}" if near else ""

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """Run, and exit with what the command returns, or with the code of what went wrong."""
        options["standalone_mode"] = False
        if "_BACKSTRETCH_COMPLETE" in os.environ:
            from backstretch.commands.completion import register

            register()
        run_and_exit(lambda: self._run(*args, **options))

    def _run(self, *args: Any, **options: Any) -> int | None:
        """What the command returns, or the code of what was wrong with the command line, which is said."""
        try:
            code: int | None = super().main(*args, **options)
        except click.Abort:
            code = INTERRUPTED
        except click.ClickException as error:
            code = tell(f"{plain(error.format_message()).rstrip('.')}{_help_hint(error)}", error.exit_code)
        return code


def _help_hint(error: click.ClickException) -> str:
    """Where wrong use is put right."""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f'; see "{error.ctx.command_path} --help"'
    return ""


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="backstretch\nbackstretch run gentle-start\nbackstretch list",
)
@click.version_option(__version__, prog_name="backstretch", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> int | None:
    """Gentle, timed sessions for a stiff back, guided from the terminal.

    Without a command: the library of sessions. It is not a medical device and does not replace a doctor.
    """
    if context.invoked_subcommand is not None:
        return None
    from backstretch.commands.session_start import open_library

    return open_library()
