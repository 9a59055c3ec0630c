"""Renders the packaged voice: every phrase that a bundled session may say, into backstretch/audio/voice/.

For developers, in an environment of its own:

    pip install -e '.[voice]'
    python tools/make_voice.py               # renders what is missing; removes what is no longer said
    python tools/make_voice.py --again TEXT  # renders this phrase anew
    python tools/make_voice.py --all         # renders everything anew

The seed is fixed, so the same texts give the same files. ``hear_voice.py`` says which of them are misheard.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import math
import re
import sys
from array import array
from collections.abc import Iterable

import numpy as np

from backstretch.audio.clip import Clip, read_clip
from backstretch.audio.natural import NORMAL_SPEED, SEED, NaturalVoice, finished, write_wav
from backstretch.audio.packaged import INDEX, packaged_clips
from backstretch.doctor.sound_check import bundled_phrases

GENERATOR = "hibari-tts"
VERSION = "0.2.1"
SAMPLE_RATE = 16_000
"""In hertz. Speech has little above half of it, and the files stay small."""
LOWPASS_HERTZ = 7_600.0
LOWPASS_TAPS = 193
STEP = 64
"""Samples are rounded to multiples of this, 43 dB below the speech: a wheel's compression halves such files, and every
player reads them as they are."""
LONGEST_SLUG = 40
SEEDS: dict[str, int] = {}
"""Phrases that another seed speaks more clearly."""


def main() -> None:
    """Bring the packaged voice up to date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--all", action="store_true", help="render every phrase anew")
    parser.add_argument("--again", action="append", default=[], metavar="TEXT", help="render this phrase anew")
    arguments = parser.parse_args()
    if (found := importlib.metadata.version(GENERATOR)) != VERSION:
        sys.exit(f"{GENERATOR} {found} is installed, but the packaged voice is made with {VERSION}")
    phrases = bundled_phrases()
    kept = {
        phrase: clip
        for phrase, clip in packaged_clips().items()
        if _still_good(phrase, clip) and not arguments.all and phrase not in arguments.again
    }
    missing = [phrase for phrase in phrases if phrase not in kept]
    INDEX.parent.mkdir(exist_ok=True)
    clips = {phrase: kept[phrase] for phrase in phrases if phrase in kept} | _rendered(missing)
    INDEX.write_text(_index((phrase, clips[phrase]) for phrase in phrases), encoding="utf-8", newline="\n")
    stale = set(INDEX.parent.glob("*.wav")) - {clip.path for clip in clips.values()}
    for path in stale:
        path.unlink()
    size = sum(clip.path.stat().st_size for clip in clips.values())
    seconds = sum(clip.seconds for clip in clips.values())
    print(
        f"{len(phrases)} phrases, {seconds:.1f} s, {size / 1e6:.2f} MB; rendered {len(missing)}, removed {len(stale)}"
    )


def file_name(phrase: str) -> str:
    """Readable, and different for different phrases."""
    slug = re.sub("[^a-z0-9]+", "-", phrase.lower()).strip("-")[:LONGEST_SLUG].rstrip("-")
    return f"{slug}-{hashlib.sha256(phrase.encode()).hexdigest()[:8]}.wav"


def _still_good(phrase: str, clip: Clip) -> bool:
    return clip.path.name == file_name(phrase) and clip.path.is_file()


def _rendered(phrases: Iterable[str]) -> dict[str, Clip]:
    voice = NaturalVoice()
    clips = {}
    for phrase in phrases:
        path = INDEX.with_name(file_name(phrase))
        spoken = voice.speak(phrase, seed=SEEDS.get(phrase, SEED))
        samples = finished(_resampled(spoken, voice.sample_rate), SAMPLE_RATE)
        write_wav(path, array("h", [STEP * round(sample / STEP) for sample in samples]), SAMPLE_RATE)
        clips[phrase] = read_clip(path)
    return clips


def _resampled(samples: array[float], rate_hertz: int) -> array[float]:
    """At ``SAMPLE_RATE``, by a windowed-sinc filter on the common multiple of both rates."""
    common = math.gcd(rate_hertz, SAMPLE_RATE)
    up, down = SAMPLE_RATE // common, rate_hertz // common
    raised = np.zeros(len(samples) * up)
    raised[::up] = samples
    cutoff = 2 * LOWPASS_HERTZ / (rate_hertz * up)
    at = np.arange(LOWPASS_TAPS) - LOWPASS_TAPS // 2
    lowpass = up * cutoff * np.sinc(cutoff * at) * np.kaiser(LOWPASS_TAPS, 8.0)
    return array("f", np.convolve(raised, lowpass, mode="same")[::down].astype(np.float32).tobytes())


def _index(clips: Iterable[tuple[str, Clip]]) -> str:
    """The index as TOML. A JSON string is a TOML string too."""
    head = f"""\
# Phrase -> file and seconds. Written by tools/make_voice.py; do not edit.
# Generator: {GENERATOR} {VERSION}, voice "heart" (distilled from Kokoro-82M's af_heart), seed {SEED},
# speed {NORMAL_SPEED}.
# Licence: Apache-2.0, see NOTICE and LICENSE beside this file.

"""
    lines = [
        f'{json.dumps(phrase, ensure_ascii=False)} = {{ file = "{clip.path.name}", seconds = {clip.seconds:.3f} }}\n'
        for phrase, clip in clips
    ]
    return head + "".join(lines)


if __name__ == "__main__":
    main()
