"""The tones: short sounds that say what begins, told apart by rhythm; ``tools/make_tones.py`` makes their files."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from backstretch.audio.clip import Clip, read_clip
from backstretch.coach.cues import Tone

_FOLDER = Path(__file__).parent / "tones"


class ToneRow(NamedTuple):
    """What a tone is like, and what it says."""

    rings: int
    """How often the terminal's bell rings where nothing else can sound: one says that something changed; two, the
    right side; three, that this is over; four, the end; six, stop. Taps, ticks and breaths stay silent: bells a second
    apart would run into the ring that begins the next phase."""
    notes: str
    """As they follow each other: L for a long one, S for a short one, B for a soft one that swells and fades as a
    breath does. No two tones are alike."""
    meaning: str


TONES: Mapping[Tone, ToneRow] = MappingProxyType(
    {
        "ready": ToneRow(1, "SSS", "get into position"),
        "hold": ToneRow(1, "L", "a hold begins"),
        "left": ToneRow(1, "LS", "a hold on the left begins"),
        "right": ToneRow(2, "SSL", "a hold on the right begins"),
        "halfway": ToneRow(0, "SS", "half of a long hold is over"),
        "count": ToneRow(0, "S", "each of the last three seconds"),
        "release": ToneRow(1, "SL", "let go; the next repetition follows"),
        "switch": ToneRow(3, "LSS", "change sides"),
        "rest": ToneRow(3, "LL", "rest"),
        "in": ToneRow(0, "B", "breathe in"),
        "out": ToneRow(0, "BB", "breathe out"),
        "done": ToneRow(4, "LLLL", "the session is over"),
        "paused": ToneRow(1, "LLS", "the session is paused"),
        "stop": ToneRow(6, "SSSSSS", "sharp pain: the session is stopped"),
    }
)
"""Every tone, in the order in which ``backstretch sounds`` plays them."""


@cache
def tone(name: Tone) -> Clip:
    """The sound of a tone. Raises OSError or ValueError where the package was not installed whole."""
    return read_clip(_FOLDER / f"{name}.wav")


def silence() -> Clip:
    """A tenth of a second of nothing, to find out who can play; its file is not looked at."""
    return Clip(_FOLDER / "silence.wav", 0.1)
