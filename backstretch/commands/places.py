"""``paths``: where things are on this machine."""

from __future__ import annotations

import click

from backstretch.base.text import plain
from backstretch.commands.common import Command


@click.command(cls=Command, short_help="Where the program keeps things.", epilog="backstretch paths")
def paths() -> None:
    """Where the program keeps its settings, your sessions and the journal; asking creates nothing."""
    from backstretch.base.paths import bundled_sessions, default_paths

    places = default_paths()
    for name, path in (
        ("settings", places.config),
        ("your sessions", places.sessions),
        ("bundled sessions", bundled_sessions()),
        ("plan", places.plan),
        ("journal", places.journal),
        ("health answers", places.person),
        ("drafts and logs", places.state_dir),
        ("rendered speech", places.cache_dir),
    ):
        click.echo(f"{name:<17} {plain(str(path))}")
