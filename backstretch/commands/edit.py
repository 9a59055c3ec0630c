"""``edit``: the editor screen, or the editor of one's choice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from backstretch.base.errors import WrongUseError
from backstretch.base.text import plain
from backstretch.commands.common import Command, session_argument
from backstretch.terminal.streams import has_terminal

if TYPE_CHECKING:
    from backstretch.base.paths import Paths
    from backstretch.session.library import Found


@click.command(
    cls=Command,
    short_help="Change a session.",
    epilog=(
        "backstretch edit my-morning\nbackstretch edit my-morning --external\n"
        'EDITOR="code --wait" backstretch edit everyday --external'
    ),
)
@session_argument
@click.option("--external", is_flag=True, help="Use the editor that $VISUAL, or else $EDITOR, names.")
def edit(session: str, external: bool) -> int:
    """Change a session: on the editor screen, or in your own editor.

    SESSION is an id from `backstretch list`, or the path of a file. If the session came with the program, you change
    a copy of it. What was in the file before is kept beside it as FILE.bak; a version that you decide against,
    as FILE.kept.

    With --external the file is checked when you close the editor, which has to wait until then, as `code --wait` does.
    """
    from backstretch.base.paths import default_paths
    from backstretch.editing.saving import open_for_editing
    from backstretch.session.library import find

    paths = default_paths()
    found = find(session, paths)
    open_for_editing(found, paths)  # says what cannot be read before anything begins
    if external:
        return _edit_externally(found, paths)
    if not has_terminal():
        raise WrongUseError("the editor screen needs a terminal; --external uses the editor that $EDITOR names")
    from backstretch.commands.session_start import open_screens

    return open_screens(edit=found)


def _edit_externally(found: Found, paths: Paths) -> int:
    from backstretch.commands.external import Editing, editor
    from backstretch.commands.problem_report import find_problems, print_problems

    command = editor()
    editing = Editing.begin(found, paths)
    name = _shown(editing.path)
    while editing.edit(command):
        problems, session = find_problems(str(editing.path))
        print_problems(str(editing.path), problems, session)
        if session is not None:
            return 0
        answer = _asked() if has_terminal() else "k"
        if answer == "k":
            return 1
        if answer == "d":
            kept = editing.discard()
            click.echo(f"{name} is as it was{f'; your version is in {_shown(kept)}' if kept else ''}")
            return 0
    click.echo(f"{name} is unchanged")
    return 0


def _asked() -> str:
    """``e`` to edit again, ``k`` to keep the file as it is, ``d`` to discard the changes."""
    return str(
        click.prompt("[e]dit again, [k]eep as it is, [d]iscard my changes", default="e", value_proc=_first_letter)
    )


def _first_letter(typed: str) -> str:
    letter = typed.strip().lower()[:1]
    if letter not in {"e", "k", "d"}:
        raise click.UsageError("e, k or d")
    return letter


def _shown(path: Path) -> str:
    return plain(str(path))
