"""``run``: one session."""

from __future__ import annotations

import click

from backstretch.commands.common import Command, level_option, session_argument


@click.command(
    cls=Command,
    short_help="Go straight to one session.",
    epilog="backstretch run everyday\nbackstretch run ./my-morning.toml --from 3\nbackstretch run everyday --plain",
)
@session_argument
@click.option("--from", "from_step", type=int, metavar="N", help="Begin at step N, as `show` numbers them.")
@level_option
@click.option("--plain", is_flag=True, help="Plain lines, for screen readers, dumb terminals, logs and pipes.")
@click.option("--mute", is_flag=True, help="No sound; m brings it back.")
@click.option("--easy", is_flag=True, help="A bad day: less of everything, and no strength work.")
def run(session: str, from_step: int | None, level: int | None, plain: bool, mute: bool, easy: bool) -> int:
    """Go straight to one session: its check-in, then the first step.

    SESSION is an id from `backstretch list`, or the path of a file. With --plain the keys are the same; where there
    is no terminal to press them on, it runs without, once the questions of safety are answered.
    """
    from backstretch.commands.session_start import run_session

    return run_session(session, from_step, level, plain=plain, mute=mute, easy=easy)
