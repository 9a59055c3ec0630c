"""``paths`` and ``completion``: how the program sits on this machine."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from backstretch.base.text import plain
from backstretch.commands.common import Command

_SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command(cls=Command, short_help="Where the program keeps things.", epilog="backstretch paths")
def paths() -> None:
    """Where the program keeps its settings, your sessions and the journal; nothing is made by asking."""
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


@click.command(
    cls=Command,
    short_help="Print the completion script for a shell.",
    epilog=(
        'eval "$(backstretch completion bash)"\n'
        'eval "$(backstretch completion zsh)"\n'
        "backstretch completion fish > ~/.config/fish/completions/backstretch.fish"
    ),
)
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that teaches a shell the commands, options and sessions."""
    kind = _SHELLS[shell]
    script = kind(context.find_root().command, {}, "backstretch", "_BACKSTRETCH_COMPLETE")
    # Bash's own source() would start a bash to see how old it is.
    click.echo(ShellComplete.source(script))
