"""``sounds``: every cue is heard and named."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from backstretch.base.errors import BackstretchError
from backstretch.commands.common import Amount, Command

if TYPE_CHECKING:
    from backstretch.plain.key_source import Keys


@click.command(
    cls=Command,
    short_help="Hear every cue.",
    epilog="backstretch sounds\nbackstretch sounds --volume 60",
)
@click.option("--volume", type=Amount(1, 100), metavar="N", help="Per cent, 1 to 100, in place of the setting.")
def sounds(volume: int | None) -> int:
    """Hear every cue of a session, named, and then the voice.

    On a terminal it asks whether you hear it. If you do not, it tries what else can play here. Exits with 1 if nothing
    is heard.
    """
    from functools import partial

    from backstretch.audio.players import find_players
    from backstretch.audio.speaker import Speaker
    from backstretch.audio.voice import Voice
    from backstretch.base.paths import default_paths
    from backstretch.base.process import SIGNALLED
    from backstretch.commands.demonstration import Demonstration
    from backstretch.plain.signals import EndedError
    from backstretch.settings import read_settings

    paths = default_paths()
    settings, problems = read_settings(paths.config)
    for problem in problems:
        click.echo(f"backstretch: {problem}", err=True)
    loudness = settings.volume if volume is None else volume
    if loudness == 0:
        raise BackstretchError(
            "the volume is 0 in the settings; `backstretch sounds --volume 60` is heard all the same"
        )
    speaker = Speaker(lambda: None, partial(find_players, paths.cache_dir), volume=loudness)
    voice = Voice(paths.cache_dir / "speech", name=settings.voice_name, rate=settings.voice_rate)
    try:
        with _keys() as keys, contextlib.closing(voice), contextlib.closing(speaker):
            return Demonstration(speaker, voice, keys).run(settings)
    except EndedError as ended:
        return SIGNALLED + ended.number


@contextlib.contextmanager
def _keys() -> Iterator[Keys]:
    """The keys of the terminal, where there is somebody who reads what is asked and can answer."""
    from backstretch.plain.key_source import NoKeys
    from backstretch.plain.signals import Signals
    from backstretch.plain.terminal_keys import TerminalKeys

    there = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    with Signals(job_control=there) as signals:
        if not there:
            yield NoKeys(signals)
            return
        with TerminalKeys(signals) as keys:
            signals.give_up = keys.restore
            yield keys
