"""The one interface to everything heard: tones, the voice, and the bell where nothing else sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from backstretch.audio.clip import Clip
from backstretch.audio.playback import Link
from backstretch.audio.players import find_players
from backstretch.audio.speaker import Speaker
from backstretch.audio.tones import TONES, tone
from backstretch.audio.voice import Voice
from backstretch.coach.cues import Cue, Tone
from backstretch.coach.wording import SOUND_ON, VOICE_ON
from backstretch.settings import Settings

UNHEARD = "No sound can be played here: the terminal's bell and a flash stand in. `backstretch doctor` says more."
"""Said once where nothing can be played."""
LOST = "The sound has failed: the terminal's bell and a flash stand in until it is back."
"""Said once each time that what was heard is heard no more."""
BACK = "The sound is back."
"""Said once each time after that."""
_KEPT = frozenset({"stop", "done"})
"""Tones that are heard even when they come late."""


class Audio:
    """Makes cues heard. Every call returns at once; what plays, plays in a thread of its own."""

    def __init__(
        self,
        settings: Settings,
        cache_dir: Path,
        ring: Callable[[], None],
        *,
        muted: bool = False,
        speaker: Speaker | None = None,
    ) -> None:
        """``ring`` is called, on the audio thread, for each ring of the bell where no sound can be played."""
        self._tones = settings.sounds
        self._speaks = settings.voice
        self._muted = muted
        self._tell: Callable[[str], None] | None = None
        self._heard: bool | None = None
        """Whether the last sound was heard, as the person was told; None before the first."""
        self._voice = Voice(cache_dir / "speech", name=settings.voice_name, rate=settings.voice_rate)
        players = partial(find_players, cache_dir)
        self._speaker = speaker or Speaker(ring, players, volume=settings.volume, settled=self.settled)

    @property
    def muted(self) -> bool:
        """Whether nothing at all is heard."""
        return self._muted

    @property
    def speaks(self) -> bool:
        """Whether the voice is on."""
        return self._speaks

    @property
    def silent(self) -> bool:
        """Whether, as things are set, there is nothing to be heard."""
        return self._muted or not (self._tones or self._speaks)

    def mute(self) -> None:
        """Everything off, or on again."""
        self._muted = not self._muted
        self._on_or_off(SOUND_ON)

    def hush(self) -> None:
        """The voice off, or on again."""
        self._speaks = not self._speaks
        self._on_or_off(VOICE_ON)

    def _on_or_off(self, on: str) -> None:
        """What was heard is cut off; and what is on again is heard to be."""
        self._speaker.cut()
        if self._speaks and not self._muted:
            self.give(Cue(None, (on,)))

    # What a run asks.

    def give(self, cue: Cue) -> None:
        """Sound the cue now, and cut off the one before."""
        if self._muted:
            return
        tone_clip = self._tone_clip(cue.tone)
        words = [clip for phrase in cue.words if (clip := self._word_clip(phrase)) is not None]
        if cue.instead and words:
            tone_clip = None
        clips = [clip for clip in (tone_clip, *words) if clip is not None]
        rings = TONES[cue.tone].rings if cue.tone is not None and self._tones else 0
        if clips or rings:
            self._speaker.play(clips, rings=rings, keep=cue.tone in _KEPT)
        else:
            self._speaker.cut()

    # Before and after a run.

    def prepare(self, texts: Iterable[str], tell: Callable[[str], None]) -> None:
        """Have the ``texts`` of a session ready, as far as they can be made here, and find out what plays.

        Both go on in the background. ``tell`` is called on the audio thread, until the next time: once when nothing
        can be played, or no more, and once when that is over.
        """
        self._tell = tell
        if self._speaks:
            self._voice.prepare(texts)
        if not self.silent:
            self._speaker.again()
            self._speaker.try_out(self.settled)

    def settled(self, link: Link) -> None:
        """What played last: for the audio thread."""
        if self._tell is None or link.sounds is self._heard:
            return
        before, self._heard = self._heard, link.sounds
        if not link.sounds:
            self._tell(LOST if before else UNHEARD)
        elif before is not None:
            self._tell(BACK)

    @property
    def busy(self) -> bool:
        """Whether something is still to be heard."""
        return self._speaker.busy

    def cut(self) -> None:
        """Silence, at once."""
        self._speaker.cut()

    def close(self) -> None:
        """Silence, and let go of everything."""
        self._speaker.close()
        self._voice.close()

    def _tone_clip(self, name: Tone | None) -> Clip | None:
        if name is None or not self._tones:
            return None
        try:
            return tone(name)
        except (OSError, ValueError):  # gone from the disk: the bell and the words are left
            return None

    def _word_clip(self, phrase: str) -> Clip | None:
        return self._voice.clip(phrase) if self._speaks else None
