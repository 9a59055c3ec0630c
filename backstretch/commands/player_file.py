"""``card --play``: a session as a file that plays it in a browser."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backstretch.audio.packaged import packaged_clips
from backstretch.audio.rendering import Renderer
from backstretch.audio.speech_cache import SpeechCache
from backstretch.base.errors import BackstretchError, WrongUseError
from backstretch.base.paths import default_paths
from backstretch.base.text import counted, plain
from backstretch.coach.red_flags import say
from backstretch.coach.screening import Question, unattended
from backstretch.commands.output_file import STANDARD_OUTPUT, output
from backstretch.commands.session_access import load_session, open_told
from backstretch.paper.player.clips import OwnWords, encoded_clips, encoded_tones, own_words
from backstretch.paper.player.contents import Mine, Others, contents, texts
from backstretch.paper.player.page import page
from backstretch.run.plan import BREATHING_SESSION, GENTLEST_SESSION, gather_facts
from backstretch.run.screening_flow import read
from backstretch.session.library import find_bundled
from backstretch.settings import read_settings

if TYPE_CHECKING:
    from backstretch.run.context import Context


ENCODER = "pip install 'backstretch[phone]'"
RENDER_SECONDS = 30.0
"""For one run of a speech engine; nobody waits for the beat here."""
NO_FILE = "Until then --for-me writes no file."


def write_player(name: str, level: int | None, path: Path, *, for_me: bool, force: bool) -> None:
    """Write the file, and say how large it is and what it cannot speak. Raises BackstretchError or WrongUseError."""
    _, session = load_session(name)
    paths = default_paths()
    settings, problems = read_settings(paths.config)
    bundled = {found.id: found for found in find_bundled()}
    others = Others(read(bundled[BREATHING_SESSION]), read(bundled[GENTLEST_SESSION]))
    mine = None
    if for_me:
        with closing(open_told()) as context:
            mine = own(context)
    else:
        for problem in problems:
            click.echo(f"backstretch: {problem}", err=True)
    values = contents(session, min(level or 0, session.top_level), settings, others, mine)
    needed = texts(values)
    clips = encoded_clips(needed)
    renderer = Renderer(SpeechCache(paths.cache_dir / "speech"), settings.voice_name, 1.0, RENDER_SECONDS)
    try:
        own_clips = own_words(needed, renderer)
    finally:
        renderer.close()
    data = page({**values, "clips": {**clips, **own_clips.clips}, "tones": encoded_tones()}).encode()
    with output(path, force=force, private=for_me) as file:
        file.write(data)
    if path == STANDARD_OUTPUT:
        return
    click.echo(plain(str(path.absolute())))
    click.echo(f"{megabytes(len(data))}. Open it in a browser on the phone; on an iPhone not in the preview of Files.")
    for line in sound_lines(needed, clips, own_clips):
        click.echo(line)
    click.echo("The file knows nothing of this machine's log, nor of another copy's: see docs/phone.md.")


def sound_lines(needed: Sequence[str], clips: Collection[str], own_clips: OwnWords) -> list[str]:
    """What is to be said of the voice: what it has no clip for, who spoke that, and what nobody speaks."""
    lines, engine = [], own_clips.engine
    if spoken := own_clips.clips:
        size = megabytes(sum(map(len, spoken.values())))
        lines.append(f"{counted(len(spoken), 'sentence')} beyond the voice, spoken by {engine}: {size} of it.")
        if not own_clips.compressed:
            lines.append(f"That is uncompressed; {ENCODER} makes it ten times smaller.")
    silent = [text for text in needed if text not in clips and text not in spoken]
    packed = sum(text in packaged_clips() for text in silent)
    if packed:
        lines.append(f"{counted(packed, 'sentence')} of the voice shown, not spoken: {ENCODER} packs them.")
    if own := len(silent) - packed:
        why = f"{engine} did not speak them" if engine else "no speech engine here, see backstretch doctor"
        lines.append(f"{counted(own, 'sentence')} beyond the voice: shown, not spoken; {why}.")
    return lines


def megabytes(count: int) -> str:
    """A size in bytes: ``0.7 MB``."""
    return f"{max(count, 50_000) / 1e6:.1f} MB"


def own(context: Context) -> Mine:
    """What the person's own file holds. Raises BackstretchError while a question is open that safety asks."""
    stop, today = context.gate.open_stop(), context.clock.now().date()
    facts = gather_facts(context.answers, context.journal, today, context.gate, kept_signs=bool(context.kept_signs))
    match unattended(facts):
        case Question.KEPT_SIGNS:
            raise BackstretchError(f"{say('unattended', 'signs')} {NO_FILE}")
        case Question.FIRST_RUN:
            raise WrongUseError(f"{say('unattended', 'first_run')} {NO_FILE}")
        case Question.AFTER_STOP if stop is None or stop.run_id is None:
            raise BackstretchError(f"nobody can read whether pain stopped your last session. {NO_FILE}")
        case Question.AFTER_STOP:
            raise BackstretchError(f"{say('unattended', 'after_stop')} {NO_FILE}")
    note, person = context.settings.clinician_note.strip(), context.person
    return Mine(person.cautions, person.hurt, facts.first_after_stop, context.limits, note)
