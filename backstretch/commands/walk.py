"""``walk``: a walk as a session."""

from __future__ import annotations

from contextlib import closing

import click

from backstretch.care_plan.plan_keys import MOST_MINUTES
from backstretch.commands.common import Amount, Command


@click.command(
    cls=Command, short_help="Walk, with a cue to turn back.", epilog="backstretch walk\nbackstretch walk 20 --plain"
)
@click.argument("minutes", required=False, metavar="[MINUTES]", type=Amount(1, MOST_MINUTES))
@click.option("--plain", is_flag=True, help="Plain lines, for screen readers, dumb terminals, logs and pipes.")
@click.option("--mute", is_flag=True, help="No sound; m brings it back.")
@click.option("--easy", is_flag=True, help="A bad day: a shorter walk.")
def walk(minutes: int | None, plain: bool, mute: bool, easy: bool) -> int:
    """Walk on level ground: out for half the time, then back.

    A walk has the same questions and the same stop as a session. Without MINUTES it lasts as long as your plan says for
    today, or 10 minutes. A walk that you took without the program: `backstretch log add walk --minutes 20`.
    """
    from backstretch.commands.session_start import require_terminal, start

    if not plain:
        require_terminal()
    from backstretch.base.paths import default_paths
    from backstretch.run.context import open_context
    from backstretch.run.day_plan import walk_of

    with closing(open_context(default_paths())) as context:
        session = walk_of(context, minutes)
    return start(session, plain=plain, mute=mute, easy=easy)
