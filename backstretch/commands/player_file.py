"""``card --play``: a session as a file that plays it in a browser."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from backstretch.base.errors import BackstretchError, WrongUseError
from backstretch.base.paths import Paths, default_paths
from backstretch.base.text import counted, plain
from backstretch.coach.red_flags import say
from backstretch.commands.output_file import STANDARD_OUTPUT, output
from backstretch.commands.session_access import load_session
from backstretch.paper.player.clips import encoded_clips, encoded_tones
from backstretch.paper.player.contents import Mine, contents, texts
from backstretch.paper.player.page import page
from backstretch.run.context import open_context
from backstretch.run.plan import BREATHING_SESSION, who
from backstretch.session.library import find_bundled, load
from backstretch.settings import read_settings


def write_player(name: str, level: int | None, path: Path, *, for_me: bool, force: bool) -> None:
    """Write the file, and say how large it is and what it cannot speak. Raises BackstretchError or WrongUseError."""
    _, read = load_session(name)
    paths = default_paths()
    settings, problems = read_settings(paths.config)
    for problem in problems:
        click.echo(f"backstretch: {problem}", err=True)
    resting = next(load(found).session for found in find_bundled() if found.id == BREATHING_SESSION)
    if resting is None:
        raise AssertionError("the bundled breathing session has errors")
    mine = own(paths) if for_me else None
    values = contents(read, min(level or 0, read.top_level), settings, resting, mine)
    needed = texts(values)
    clips = encoded_clips(needed)
    data = page({**values, "clips": clips, "tones": encoded_tones()}).encode()
    with output(path, force=force, private=for_me) as file:
        file.write(data)
    if path == STANDARD_OUTPUT:
        return
    click.echo(plain(str(path.absolute())))
    click.echo(
        f"{len(data) / 1e6:.1f} MB. Open it in a browser on the phone; on an iPhone not in the preview of Files."
    )
    if silent := len(needed) - len(clips):
        click.echo(f"{counted(silent, 'sentence')} without a packaged clip: shown, not spoken.")
    click.echo("The file knows nothing of this machine's log, nor of another copy's: see docs/phone.md.")


def own(paths: Paths) -> Mine:
    """What the person's own file holds. Raises BackstretchError where a sign, a stop or a question is open."""
    with closing(open_context(paths)) as context:
        if context.kept_signs:
            raise BackstretchError(f"{say('unattended', 'signs')} --for-me writes no file until that is answered.")
        if context.gate.open_stop() is not None:
            raise BackstretchError(say("unattended", "after_stop"))
        if context.answers.answered_on is None:
            raise WrongUseError("--for-me needs your answers to the first questions: backstretch answers")
        person = who(context.answers, context.gate.hurt())
        level_0 = context.gate.is_first_after()
        return Mine(person.cautions, person.hurt, level_0, context.limits, context.settings.clinician_note.strip())
