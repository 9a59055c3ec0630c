"""``card``: a session as a sheet to print."""

from __future__ import annotations

from pathlib import Path

import click

from backstretch.base.errors import WrongUseError
from backstretch.base.text import plain
from backstretch.commands.common import Command, level_option, session_argument
from backstretch.commands.session_access import load_session


@click.command(
    cls=Command,
    short_help="A sheet to print, for the fridge or to hand out.",
    epilog=(
        "backstretch card everyday\n"
        "backstretch card gentle-start --level 2 --paper a4\n"
        "backstretch card ./my-morning.toml --output morning.html\n"
        "backstretch card gentle-start --play phone.html"
    ),
)
@session_argument
@level_option
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it; `-` for standard output. Default: SESSION-card.html, here.",
)
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), help="The size of the paper. Default: what the printer has."
)
@click.option(
    "--play",
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    help="Write a file that plays the session in a browser, on a phone beside the mat.",
)
@click.option("--for-me", is_flag=True, help="With --play: put your own cautions, and what hurt, into that file.")
@click.option("--force", is_flag=True, help="Overwrite a file that is already there.")
def card(
    session: str,
    level: int | None,
    output: Path | None,
    paper: str | None,
    play: Path | None,
    for_me: bool,
    force: bool,
) -> None:
    """A session as a sheet to print: its exercises, doses and cues as the file has them, and what to do if it hurts.

    It is one HTML file that needs no network. A session too long for one sheet takes several.

    With --play it is a file that plays the session in a browser instead, with figures, tones and voice. It holds the
    session as written and asks whoever opens it the safety questions itself.

    SESSION is an id from `backstretch list`, or the path of a file.
    """
    if play is not None:
        from backstretch.commands.player_file import write_player

        if output is not None or paper is not None:
            raise WrongUseError("--output and --paper are for the sheet; with --play name the file there")
        write_player(session, level, play, for_me=for_me, force=force)
        return
    if for_me:
        raise WrongUseError("--for-me needs --play FILE.html: the sheet holds the session as written")
    from backstretch.base.paths import default_paths
    from backstretch.commands.output_file import STANDARD_OUTPUT
    from backstretch.commands.output_file import output as writing
    from backstretch.paper.card_contents import card as card_of
    from backstretch.paper.card_html import page
    from backstretch.settings import read_settings

    found, read = load_session(session)
    settings, problems = read_settings(default_paths().config)
    for problem in problems:
        click.echo(f"backstretch: {problem}", err=True)
    contents = card_of(read, min(level or 0, read.top_level), settings)
    data = page(contents, paper or "").encode()
    path = output or Path(f"{found.id}-card.html")
    with writing(path, force=force, private=False) as file:
        file.write(data)
    if path == STANDARD_OUTPUT:
        return
    click.echo(plain(str(path.absolute())))
    click.echo("Open it in a browser and print it.")
