"""The sounds of a page: packaged clips and tones as MP3, which every browser decodes.

Those of the bundled sessions come with the package. Those of other exercises are compressed when a page is written,
where the optional extra ``phone`` is installed: all of them would make the package too large. Words of a person's own
are spoken by an engine of the machine, as in a session; without the extra they stay as large as it makes them.
"""

import wave
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from backstretch.audio.packaged import packaged_clips
from backstretch.audio.rendering import Renderer
from backstretch.audio.tones import TONES

FOLDER = Path(__file__).parent / "clips"
"""MP3 files, called as the WAV files of the voice and of the tones are; ``tools/make_player_clips.py`` writes them."""
HERTZ = 16000
"""As many as the clips of the voice have."""
KILOBITS = 9
"""A second, on average and as the encoder counts; it comes to eleven. What is above 4 kHz goes, as on a telephone."""
KILOBITS_AT_A_STOP = 24
"""For the sentences of a stop, which Whisper mishears at nine: they keep all that the voice has."""
_BY_AVERAGE = 3
_BEST = 2
_LAST_FRAME_BYTES = 36
"""Of 36 ms, within the silence that every clip ends with; a short clip has few frames."""
MOST_UNCOMPRESSED = 20_000_000
"""Bytes of words of one's own that no encoder made small: a telephone has to hold the page. Our own choice."""


class OwnWords(NamedTuple):
    """What an engine spoke of the words that no clip is packaged for."""

    clips: dict[str, str]
    """Text → its clip in base 64."""
    engine: str | None
    """Which spoke them; None if the machine has none."""
    compressed: bool


def own_words(texts: Iterable[str], renderer: Renderer) -> OwnWords:
    """Those of ``texts`` that only an engine can speak, as far as there is one and they have room."""
    own = [text for text in texts if text not in packaged_clips()]
    engine = renderer.engine if own else None
    try:
        spoken = renderer.speak(own) if engine is not None else {}
    except OSError:  # nowhere to put them
        spoken = {}
    clips, room, small = dict[str, str](), MOST_UNCOMPRESSED, True
    for text, clip in spoken.items():
        data = _smallest(clip.path)
        small = small and not data.startswith(b"RIFF")
        if len(data) <= room:
            clips[text] = b64encode(data).decode("ascii")
            room -= len(data)
    return OwnWords(clips, engine, small)


def encoded_clips(texts: Iterable[str]) -> dict[str, str]:
    """Text → its clip in base 64, for each text that the packaged voice speaks and that can be compressed here."""
    known = packaged_clips()
    found = {text: _clip(known[text].path) for text in texts if text in known}
    return {text: b64encode(clip).decode("ascii") for text, clip in found.items() if clip}


def encoded_tones() -> dict[str, str]:
    """Tone → its sound in base 64."""
    return {name: b64encode((FOLDER / f"{name}.mp3").read_bytes()).decode("ascii") for name in TONES}


def compressed(path: Path, *, cut: int = _LAST_FRAME_BYTES, kilobits: int = KILOBITS) -> bytes:
    """A WAV file of 16-bit mono samples as MP3, without its last bytes. Raises ImportError without the encoder."""
    import lameenc

    with wave.open(str(path), "rb") as file:
        rate, samples = file.getframerate(), file.readframes(file.getnframes())
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(HERTZ)
    encoder.set_channels(1)
    encoder.set_vbr(_BY_AVERAGE)
    encoder.set_vbr_mean_bitrate_kbps(kilobits)
    encoder.set_quality(_BEST)
    encoder.silence()
    data = bytes(encoder.encode(samples) + encoder.flush())
    return data[: len(data) - cut]


def _clip(path: Path) -> bytes:
    """Empty where it cannot be compressed here."""
    packed = FOLDER / f"{path.stem}.mp3"
    try:
        return packed.read_bytes() if packed.is_file() else compressed(path)
    except ImportError:
        return b""


def _smallest(path: Path) -> bytes:
    """A clip that an engine made: as MP3 if that can be, else as it is."""
    with wave.open(str(path), "rb") as file:
        plain = file.getnchannels() == 1 and file.getsampwidth() == 2
    try:
        return compressed(path, cut=0) if plain else path.read_bytes()
    except ImportError:
        return path.read_bytes()
