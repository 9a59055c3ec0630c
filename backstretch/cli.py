"""The command line: which commands there are, and how what goes wrong is said."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from backstretch import __version__
from backstretch.base.errors import BackstretchError, InvalidSessionError, UnknownSessionError, UnreadableError
from backstretch.base.text import nearest, plain
from backstretch.commands.common import CommandGroup
from backstretch.terminal import streams
from backstretch.terminal.size import forget_variables

WRONG_USE = 2
INTERRUPTED = 130


COMMANDS = {
    "answers": "answers_command:answers",
    "card": "card:card",
    "cards": "cards_command:cards_",
    "check": "check:check",
    "completion": "places:completion",
    "config": "config:config",
    "doctor": "doctor:doctor",
    "edit": "edit:edit",
    "goals": "goals_command:goals",
    "list": "sessions:list_",
    "log": "log:log",
    "new": "new:new",
    "paths": "places:paths",
    "plan": "plan_command:plan",
    "put-back": "answers_command:put_back",
    "remind": "remind:remind",
    "run": "run:run",
    "schema": "schema_command:schema",
    "script": "script_command:script",
    "show": "sessions:show",
    "sounds": "sounds:sounds",
    "stats": "stats:stats",
    "walk": "walk:walk",
}
"""Each command's module in ``commands``, and its name there: a command is loaded when it is called."""


OTHER_WORDS = {
    "begin": "run",
    "start": "run",
    "help": "--help",
    "version": "--version",
    "settings": "config",
    "history": "log",
    "journal": "log",
    "export": "log export",
    "merge": "log merge",
    "import": "log merge",
    "report": "log report",
    "delete": "log delete",
    "note": "log note",
    "sessions": "list",
    "exercises": "show SESSION --how",
    "cautions": "answers",
    "undo": "put-back",
    "reminder": "remind",
    "print": "card",
}
"""What people type for a command that is called otherwise here."""


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
        forget_variables(os.environ)
        streams.open_missing()
        for stream in (sys.stdout, sys.stderr):
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(errors="replace")
        try:
            code = self._run(*args, **options)
        finally:
            for stream in (sys.stdout, sys.stderr):
                if streams.failure(stream):
                    streams.discard(stream)
        sys.exit(code)

    def _run(self, *args: Any, **options: Any) -> int | None:
        """What the command returns, or the code of what went wrong, which is said."""
        code: int | None
        try:
            code = super().main(*args, **options)
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except click.ClickException as error:
            code = _say(f"{plain(error.format_message()).rstrip('.')}{_help_hint(error)}", error.exit_code)
        except InvalidSessionError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            code = 1
        except (UnknownSessionError, UnreadableError) as error:
            code = _say(str(error), WRONG_USE)
        except BackstretchError as error:
            code = _say(str(error), 1)
        except Exception as error:
            if os.environ.get("BACKSTRETCH_DEBUG"):
                raise
            if isinstance(error, OSError) and error.strerror:
                return _say(_told(error), 1)
            code = _say(f"{type(error).__name__}: {plain(str(error))} (BACKSTRETCH_DEBUG=1 shows where)", 1)
        return code


def _say(message: str, code: int) -> int:
    with contextlib.suppress(OSError):
        click.echo(f"backstretch: {message}", err=True)
    return code


def _told(error: OSError) -> str:
    """What the system refused, and of which file."""
    if error.filename is not None:
        return f"cannot use {plain(os.fsdecode(error.filename))}: {error.strerror}"
    if error.errno == errno.ENOENT:
        return "the directory you are in is not there any more; go to another one"
    # Of all that is written to, only the standard streams have no name.
    return f"cannot write to standard output: {error.strerror}"


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

    Without a command: the library of sessions. It is no medical device, and takes no doctor's place.
    """
    if context.invoked_subcommand is not None:
        return None
    from backstretch.commands.run import open_library

    return open_library()


def main() -> NoReturn:
    """Run the program with the arguments it was called with."""
    cli.main(prog_name="backstretch")
