"""Makes ``backstretch.1`` of the program's own help: ``python tools/man_page.py > backstretch.1``.

The build does so for the source package and the wheel. It needs click and nothing else that is not the program's own.
Of the library for this, click-man, a page a command comes, 27 of them, without the examples, the keys and the files.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from backstretch import __version__
from backstretch.actions import ACTIONS, PAIN, of_screen, shown
from backstretch.commands.click_program import cli

SAFETY = (
    "backstretch is for gentle stretching. It is not a medical device, treats nothing, and cannot tell what causes a"
    " pain. Talk to a doctor before a new routine, above all with a health condition."
)
KEYS = "The key x stops everything at once, wherever you are: it says that a pain was sharp."
FILES = (
    ("config.toml", "The settings: see `backstretch config`."),
    ("sessions/*.toml", "Your own sessions: see `backstretch check`."),
    ("plan.toml", "Your plan: see `backstretch plan`."),
    ("journal.db", "What was done, readable by you only: see `backstretch log`."),
)
ENVIRONMENT = (
    ("NO_COLOR", "No colours: words and marks alone."),
    ("VISUAL, EDITOR", "The editor of `backstretch edit --external`."),
    ("BACKSTRETCH_DEBUG", "With any value: an unforeseen error shows where it happened."),
)
STATUS = (
    ("0", "All is well."),
    ("1", "A problem was found, or a session was refused."),
    ("2", "The command line asks for what is not there."),
    ("128 + N", "Ended by signal N."),
)


def page() -> str:
    """The whole page, in the language of man."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH BACKSTRETCH 1 "" "backstretch {_text(__version__)}" "User Commands"'
    yield from (".SH NAME", rf"backstretch \- {_text('gentle, timed sessions for a stiff back')}")
    yield from (".SH SYNOPSIS", r".B backstretch", ".RI [ command ]", ".RI [ options ]")
    yield from (".SH DESCRIPTION", *_paragraphs(cli.help or ""), ".PP", _text(SAFETY))
    yield from (".SH KEYS IN A SESSION", _text(KEYS))
    for action in of_screen("coach"):
        yield from _item(", ".join(map(shown, action.keys)), action.does)
    yield from _item("x, !", ACTIONS[PAIN].does)
    yield ".SH COMMANDS"
    root = click.Context(cli, info_name="backstretch")
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None  # noqa: S101 - it is in the list
        yield from _command(click.Context(command, info_name=name, parent=root))
    for heading, items in (("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", STATUS)):
        yield f".SH {heading}"
        yield from [_text("`backstretch paths` says in which directories they are.")] if heading == "FILES" else []
        for term, text in items:
            yield from _item(term, text)
    yield ".SH EXAMPLES"
    yield from _examples(cli)


def _command(context: click.Context) -> Iterator[str]:
    """A command with its options and examples, then those within it."""
    command = context.command
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f".SS {_text(context.command_path)}", f".B {_text(context.command_path)}", _text(usage))
    yield from (".PP", *_paragraphs(command.help or ""))
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1] and "--help" not in record[0]:
            yield from _item(*record)
    if command.epilog:
        yield ".PP"
        yield from _examples(command)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            within = command.get_command(context, name)
            if within is not None:
                yield from _command(click.Context(within, info_name=name, parent=context))


def _examples(command: click.Command) -> Iterator[str]:
    yield from (".nf", ".RS", *(_text(line) for line in (command.epilog or "").splitlines()), ".RE", ".fi")


def _item(term: str, text: str) -> Iterator[str]:
    yield from (".TP", rf"\fB{_text(term)}\fR", _text(text))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        yield from ([] if number == 0 else [".PP"])
        yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    """Text as it stands: nothing in it is a command of man, and a hyphen can be copied."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("…", "...")
    text = text.replace("←", "Left").replace("→", "Right")
    text = re.sub("`(.+?)`", r"\\fB\1\\fR", text)
    return rf"\&{text}" if text.startswith(".") else text


if __name__ == "__main__":
    sys.stdout.write(page())
