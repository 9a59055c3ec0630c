"""The sounds of a page: packaged clips and tones as MP3, which every browser decodes.

Those of the bundled sessions come with the package. Those of other exercises are compressed when a page is written,
where the optional extra ``phone`` is installed: all of them would make the package too large.
"""

from __future__ import annotations

import wave
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from backstretch.audio.packaged import packaged_clips
from backstretch.audio.tones import RINGS

FOLDER = Path(__file__).parent / "clips"
"""MP3 files, called as the WAV files of the voice and of the tones are; ``tools/make_player_clips.py`` writes them."""
HERTZ = 16000
"""As many as the clips of the voice have."""
KILOBITS = 9
"""A second, on average and as the encoder counts; it comes to eleven. What is above 4 kHz goes, as on a telephone."""
_BY_AVERAGE = 3
_BEST = 2
_LAST_FRAME_BYTES = 36
"""Of 36 ms, within the silence that every clip ends with; a short clip has few frames."""


def encoded_clips(texts: Iterable[str]) -> dict[str, str]:
    """Text → its clip in base 64, for each text that the packaged voice speaks and that can be compressed here."""
    known = packaged_clips()
    found = {text: _clip(known[text].path) for text in texts if text in known}
    return {text: b64encode(clip).decode("ascii") for text, clip in found.items() if clip}


def encoded_tones() -> dict[str, str]:
    """Tone → its sound in base 64."""
    return {name: b64encode((FOLDER / f"{name}.mp3").read_bytes()).decode("ascii") for name in RINGS}


def compressed(path: Path) -> bytes:
    """A WAV file of 16-bit mono samples as MP3. Raises ImportError without the encoder."""
    import lameenc

    with wave.open(str(path), "rb") as file:
        rate, samples = file.getframerate(), file.readframes(file.getnframes())
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(HERTZ)
    encoder.set_channels(1)
    encoder.set_vbr(_BY_AVERAGE)
    encoder.set_vbr_mean_bitrate_kbps(KILOBITS)
    encoder.set_quality(_BEST)
    encoder.silence()
    return bytes(encoder.encode(samples) + encoder.flush())[:-_LAST_FRAME_BYTES]


def _clip(path: Path) -> bytes:
    """Empty where it cannot be compressed here."""
    packed = FOLDER / f"{path.stem}.mp3"
    try:
        return packed.read_bytes() if packed.is_file() else compressed(path)
    except ImportError:
        return b""
