"""The tones: short sounds that say what begins, told apart by rhythm; ``tools/make_tones.py`` makes their files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from backstretch.audio.clip import Clip, read_clip
from backstretch.coach.cues import Tone

_FOLDER = Path(__file__).parent / "tones"

RINGS: Mapping[Tone, int] = MappingProxyType(
    {
        "ready": 1,
        "hold": 1,
        "left": 1,
        "right": 2,
        "halfway": 0,
        "count": 0,
        "release": 1,
        "switch": 3,
        "rest": 3,
        "in": 0,
        "out": 0,
        "done": 4,
        "paused": 1,
        "stop": 6,
    }
)
"""How often the terminal's bell rings for a tone where nothing else can sound.

One ring says that something changed; two, the right side; three, that this is over; four, the end; six, stop. Taps,
ticks and breaths stay silent: bells a second apart would run into the ring that begins the next phase.
"""

RHYTHMS: Mapping[Tone, str] = MappingProxyType(
    {
        "ready": "SSS",
        "hold": "L",
        "left": "LS",
        "right": "SSL",
        "halfway": "SS",
        "count": "S",
        "release": "SL",
        "switch": "LSS",
        "rest": "LL",
        "in": "B",
        "out": "BB",
        "done": "LLLL",
        "paused": "LLS",
        "stop": "SSSSSS",
    }
)
"""The notes of each tone as they follow each other, L for a long one, S for a short one, B for a soft one that
swells and fades as a breath does: no two tones are alike."""


@cache
def tone(name: Tone) -> Clip:
    """The sound of a tone. Raises OSError or ValueError where the package was not installed whole."""
    return read_clip(_FOLDER / f"{name}.wav")


def silence() -> Clip:
    """A tenth of a second of nothing, to find out who can play; its file is not looked at."""
    return Clip(_FOLDER / "silence.wav", 0.1)
