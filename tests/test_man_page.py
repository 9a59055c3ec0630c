"""The manual page: all commands and options, and no line that man would take for an order."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import click
import pytest

from backstretch.actions import of_screen
from backstretch.commands.click_program import cli

pytestmark = pytest.mark.second
ORDERS = {"TH", "SH", "SS", "PP", "TP", "B", "RI", "nf", "fi", "RS", "RE"}


def contexts(command: click.Command, parent: click.Context | None, name: str) -> list[click.Context]:
    """Of a command and all within it."""
    context = click.Context(command, info_name=name, parent=parent)
    within = [
        found
        for each in (command.list_commands(context) if isinstance(command, click.Group) else [])
        if isinstance(command, click.Group) and (inner := command.get_command(context, each)) is not None
        for found in contexts(inner, context, each)
    ]
    return [context, *within]


def test_the_page_has_every_command_option_and_key() -> None:
    page: str = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "man_page.py"))["page"]()
    assert {line[1:].split()[0] for line in page.splitlines() if line.startswith(".")} <= ORDERS
    assert not [line for line in page.splitlines() if line.startswith("'") or re.search(r"(?<!\\)-", line)]
    text = page.replace("\\-", "-").replace("\\(aq", "'").replace("\\fB", "").replace("\\fR", "")
    for context in contexts(cli, None, "backstretch"):
        assert context.parent is None or f".SS {context.command_path}\n" in text
        for option in context.command.params:
            if isinstance(option, click.Option) and context.parent is not None:
                assert option.opts[0] in text.partition(f".SS {context.command_path}\n")[2].partition(".SS ")[0]
        for line in (context.command.epilog or "").splitlines():
            assert f"\n{line}\n" in text
    for action in of_screen("coach"):
        assert action.does in text
