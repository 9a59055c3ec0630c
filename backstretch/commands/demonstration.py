"""Every cue sounded, named and asked about, on one player after the other; for ``sounds``."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable

import click

from backstretch.audio.audio import UNHEARD
from backstretch.audio.clip import Clip
from backstretch.audio.playback import BELL, BELL_SECONDS, Link
from backstretch.audio.speaker import Speaker
from backstretch.audio.tones import TONES
from backstretch.audio.tones import tone as clip_of
from backstretch.audio.voice import Voice
from backstretch.base.errors import BackstretchError
from backstretch.coach import phrases, wording
from backstretch.coach.cues import Tone
from backstretch.coach.moments import COUNTED
from backstretch.plain.key_source import SUSPEND, Keys
from backstretch.plain.signals import EndedError
from backstretch.settings import Settings

BETWEEN_SECONDS = 0.7
"""Of quiet after each cue."""
TICK_SECONDS = 1.0
"""From one of the last three seconds to the next."""

_PATIENCE_SECONDS = 10.0
"""More than a clip that hangs and the players that are tried out after it need, beside the clip's length."""
_POLL_SECONDS = 0.02
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
_NOTES = {"L": "long", "S": "short", "B": "soft"}
_LOOK = {
    "pw-play": "`wpctl status` names its outputs",
    "paplay": "`pactl info` names its output, the default sink",
    "aplay": "`aplay -l` names its devices",
}
"""Where each player's device can be looked up."""


class Demonstration:
    """Sounds one cue after the other, and asks the person, if there is one, what was heard."""

    def __init__(self, speaker: Speaker, voice: Voice, keys: Keys) -> None:
        self._speaker = speaker
        self._voice = voice
        self._keys = keys
        self._link = BELL
        """What played last."""
        self._rings = sys.stdout.isatty()
        """Whether there is a bell to ring."""

    def run(self, settings: Settings) -> int:
        """The exit code. Raises EndedError when the program is asked to end."""
        words = (phrases.SIDE["left"], wording.HALFWAY, "Now your right side.", phrases.FINISHED)
        self._voice.prepare(words)
        self._tell_of_settings(settings)
        self._take(self._answer(self._speaker.try_out))
        first, *others = TONES
        if not self._is_heard(first):
            return 1
        for tone in others:
            self._cue(tone)
        return int(not self._spoken(words))

    # What is sounded.

    def _is_heard(self, tone: Tone) -> bool:
        """Sound the first cue, on one player after the other until the person hears it; False if none is left."""
        self._cue(tone)
        unheard: list[str] = []
        while self._link.sounds and not self._asked("Did you hear that?"):
            unheard.append(self._link.name)
            self._speaker.drop()
            link = self._answer(self._speaker.try_out)
            if not link.sounds:
                click.echo(
                    "No other player is left. In a session the terminal's bell and a flash stand in.\n"
                    f"{_where_to_look(unheard)}, then see `backstretch doctor`."
                )
                return False
            self._take(link)
            self._cue(tone)
        if unheard and self._link.sounds:
            click.echo(
                f"You hear {self._link.name}, but not {' and '.join(unheard)}. A session falls back only where a "
                f"player\nfails, and {unheard[0]} does not fail: it plays to a device that you do not hear.\n"
                f"{_where_to_look(unheard)}."
            )
        return True

    def _cue(self, tone: Tone) -> None:
        """Name a cue, and sound it."""
        row = TONES[tone]
        notes = _in_words(row.notes) if self._link.sounds else _rings_in_words(row.rings)
        click.echo(f"{tone:<9}{notes:<21}{row.meaning}")
        clip = clip_of(tone)
        for number in range(len(COUNTED) if tone == "count" else 1):
            if number:
                self._wait(TICK_SECONDS - clip.seconds)
            self._sound(clip, row.rings)
        if self._link.sounds or self._rings:
            self._wait(BETWEEN_SECONDS)

    def _spoken(self, words: tuple[str, ...]) -> bool:
        """Whether the voice is heard, as far as that can be known."""
        if not self._link.sounds:
            return False
        click.echo("The voice:")
        spoken = True
        for phrase in words:
            clip = self._voice.clip(phrase)
            click.echo(f"  {phrase}" if clip else f"  {phrase} (cannot be spoken here: see `backstretch doctor`)")
            spoken = spoken and clip is not None
            if clip is not None:
                self._sound(clip, rings=0)
                self._wait(BETWEEN_SECONDS)
        if not (spoken and self._link.sounds):
            return False
        if not self._asked("Did you hear that?"):
            click.echo(f"The voice plays through {self._link.name}, as the tones do: see `backstretch doctor`.")
            return False
        return True

    def _sound(self, clip: Clip, rings: int) -> None:
        """Play a clip to its end; ring the bell where nothing can be played."""

        def play(done: Callable[[Link], None]) -> None:
            self._speaker.play([clip], rings=0, keep=True)
            self._speaker.try_out(done)  # told when the clip has ended

        if self._link.sounds:
            link = self._answer(play)
            if link != self._link:
                self._take(link)
        if self._rings and not self._link.sounds:
            for number in range(rings):
                if number:
                    self._wait(BELL_SECONDS)
                click.echo("\a", nl=False)

    # What is said and asked.

    def _take(self, link: Link) -> None:
        """From now on it plays through this link: say so."""
        self._link = link
        if not link.sounds:
            click.echo(UNHEARD)
            return
        doubt = "" if link.sure else " It cannot tell whether it is heard."
        click.echo(f"Playing through {link.name}.{doubt}")

    def _tell_of_settings(self, settings: Settings) -> None:
        for key, what in (("sounds", "Tones are"), ("voice", "The voice is")):
            if not getattr(settings, key):
                click.echo(f"{what} off in the settings ({key} = false): heard here, not in a session.")

    def _asked(self, question: str) -> bool:
        """Whether the person says yes; so too where nobody can be asked."""
        if not self._keys.there:
            return True
        click.echo(f"{question} [y/n] ", nl=False)
        try:
            while (answer := self._key(None).lower()) not in {"y", "n"}:
                pass
        except EndedError:
            click.echo()
            raise
        click.echo(answer)
        return answer == "y"

    # How it waits.

    def _answer(self, ask: Callable[[Callable[[Link], None]], None]) -> Link:
        """What the audio thread answers."""
        told: queue.SimpleQueue[Link] = queue.SimpleQueue()
        ask(told.put)
        give_up_at = time.monotonic() + _PATIENCE_SECONDS
        while told.empty():
            if time.monotonic() > give_up_at:
                raise BackstretchError("no player answers; see `backstretch doctor`")
            self._key(_POLL_SECONDS)
        return told.get()

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._key(left)

    def _key(self, seconds: float | None) -> str:
        """The next key, and going to the shell and back on Ctrl+Z."""
        key = self._keys.wait(seconds)
        if key == SUSPEND:
            self._speaker.cut()
            self._keys.suspend()
        return key


def _in_words(rhythm: str) -> str:
    """A rhythm of notes, as ``long, short`` or ``three short``."""
    words = [_NOTES[note] for note in rhythm]
    return ", ".join(words) if len(set(words)) > 1 else f"{_NUMBERS[len(words)]} {words[0]}"


def _rings_in_words(rings: int) -> str:
    return f"{_NUMBERS[rings]} ring{'s' * (rings > 1)}"


def _where_to_look(players: list[str]) -> str:
    looks = [_LOOK[player] for player in players if player in _LOOK]
    hint = f" ({'; '.join(looks)})" if looks else ""
    return f"Check that device, its volume and whether it is muted, in the system's sound settings{hint}"
