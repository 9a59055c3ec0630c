"""Makes the tones in ``backstretch/audio/tones/``: one WAV file a tone, 16 kHz, mono, 16 bit.

    python tools/make_tones.py            writes the files
    python tools/make_tones.py --check    says which of them differ from the table below; 1 if any does

The rhythm alone tells every tone from every other, so that they can be told apart by who hears no pitch; the pitch
only helps. Left and right, release and switch differ within their first 0.3 s. A tone that begins a phase leaves room
for words after ``coach/breath_pace.TONE_SECONDS``. All notes are low, as hearing fades from the top.
"""

from __future__ import annotations

import argparse
import array
import math
import sys
import wave
from pathlib import Path
from typing import NamedTuple

from backstretch.audio.natural import LOUDNESS_LUFS, lufs

RATE = 16_000
"""Samples a second."""


class Note(NamedTuple):
    """When a note begins and how long it is, in seconds, and how high, in hertz."""

    start: float
    seconds: float
    hertz: float
    soft: bool = False
    """It swells and fades as a breath does; else it is struck, as a bar is."""


E4, G4, A4, B4, D5, E5 = 329.63, 392.0, 440.0, 493.88, 587.33, 659.26

# A short note lasts 0.08 to 0.14 s, a long one 0.24 s or more; what is quiet between them, 0.06 s or more.
TONES: dict[str, list[Note]] = {
    # Three short ones that rise: get into position.
    "ready": [Note(0.00, 0.12, A4), Note(0.20, 0.12, B4), Note(0.40, 0.14, D5)],
    # One long one.
    "hold": [Note(0.00, 0.54, A4)],
    # A long one and a short one for left, lower; two short ones and a long one for right, higher: as on a piano.
    "left": [Note(0.00, 0.32, B4), Note(0.40, 0.14, G4)],
    "right": [Note(0.00, 0.08, B4), Note(0.145, 0.08, B4), Note(0.29, 0.25, E5)],
    # Two light taps.
    "halfway": [Note(0.00, 0.12, D5), Note(0.20, 0.12, D5)],
    # One tick.
    "count": [Note(0.00, 0.12, D5)],
    # A short one that sinks into a long one: let go.
    "release": [Note(0.00, 0.13, D5), Note(0.20, 0.34, G4)],
    # A long one and two short ones: over and back.
    "switch": [Note(0.00, 0.26, G4), Note(0.325, 0.08, D5), Note(0.465, 0.08, G4)],
    # Two long ones that fall.
    "rest": [Note(0.00, 0.24, B4), Note(0.30, 0.245, E4)],
    # A breath in that rises, in one; a breath out in two, lower, as it takes longer.
    "in": [Note(0.00, 0.80, G4, soft=True)],
    "out": [Note(0.00, 0.45, E4, soft=True), Note(0.50, 0.55, E4, soft=True)],
    # Four long ones that climb slowly.
    "done": [Note(0.00, 0.28, E4), Note(0.36, 0.28, A4), Note(0.72, 0.28, B4), Note(1.08, 0.50, E5)],
    # Two long ones and a short one, low: it waits.
    "paused": [Note(0.00, 0.28, G4), Note(0.36, 0.28, G4), Note(0.72, 0.13, E4)],
    # Six low, quick, even pulses: nothing else goes on and on like this.
    "stop": [Note(0.21 * n, 0.13, E4) for n in range(6)],
}

SILENCE_SECONDS = 0.1
"""``silence.wav``: to try a player without being heard."""

HARMONICS = (1.0, 0.3, 0.12, 0.04)
"""How loud the fundamental and its first overtones are: warm, not shrill, and still heard from a small speaker."""
EVEN_HERTZ = 490.0
"""The ear is duller below this pitch and keener above it: a note is louder by the square root of the distance."""
ATTACK_SECONDS = 0.012
RELEASE_SECONDS = 0.06
"""Both ends of a note rise and fall as half a cosine: no click."""
HALF_LIFE_SECONDS = 0.35
"""In this time a struck note fades to half."""
SWELL_SHARE = 0.6
"""The part of a soft note in which it swells."""


def envelope(at: float, note: Note) -> float:
    """How loud a note is ``at`` seconds after its start, 0–1."""
    if note.soft:
        swells = SWELL_SHARE * note.seconds
        edge = min(at / swells, (note.seconds - at) / (note.seconds - swells))
        return 0.5 * (1 - math.cos(math.pi * max(edge, 0.0)))
    edge = min(at / ATTACK_SECONDS, (note.seconds - at) / RELEASE_SECONDS, 1.0)
    return 0.5 * (1 - math.cos(math.pi * max(edge, 0.0))) * math.exp2(-at / HALF_LIFE_SECONDS)


def samples(notes: list[Note]) -> array.array[int]:
    """The notes as 16-bit samples, as loud as all tones are."""
    mix = [0.0] * round(max(note.start + note.seconds for note in notes) * RATE)
    for note in notes:
        first = round(note.start * RATE)
        loudness = math.sqrt(EVEN_HERTZ / note.hertz)
        for index in range(min(round(note.seconds * RATE), len(mix) - first)):
            at = index / RATE
            wave_form = sum(
                weight * math.sin(2 * math.pi * note.hertz * (number + 1) * at)
                for number, weight in enumerate(HARMONICS)
            )
            mix[first + index] += loudness * envelope(at, note) * wave_form
    scale = 32767 * 10 ** ((LOUDNESS_LUFS - lufs(mix, RATE)) / 20)
    return array.array("h", (round(value * scale) for value in mix))


def all_samples() -> dict[str, array.array[int]]:
    """Every file's samples by its name without ``.wav``."""
    made = {name: samples(notes) for name, notes in TONES.items()}
    made["silence"] = array.array("h", bytes(2 * round(SILENCE_SECONDS * RATE)))
    return made


def write(path: Path, values: array.array[int]) -> None:
    """Put the samples into a WAV file."""
    values = values[:]
    if sys.byteorder == "big":
        values.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(values.tobytes())


def same(path: Path, values: array.array[int]) -> bool:
    """Whether a WAV file holds these samples; off by one is the same, as sines differ a little between machines."""
    try:
        with wave.open(str(path), "rb") as file:
            form = file.getframerate(), file.getnchannels(), file.getsampwidth()
            held = array.array("h", file.readframes(file.getnframes()))
    except (OSError, EOFError, wave.Error):
        return False
    if sys.byteorder == "big":
        held.byteswap()
    if form != (RATE, 1, 2) or len(held) != len(values):
        return False
    return all(abs(one - other) <= 1 for one, other in zip(held, values, strict=True))


def main() -> int:
    """Write the files, or compare them; 1 if one differs."""
    parser = argparse.ArgumentParser(description="Makes the WAV files of the tones, or checks them.")
    parser.add_argument("--check", action="store_true", help="write nothing, say which files differ")
    home = Path(__file__).resolve().parents[1] / "backstretch" / "audio" / "tones"
    parser.add_argument("folder", nargs="?", type=Path, default=home, help="where the files are; the package's own")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    made = all_samples()
    if arguments.check:
        differing = [name for name, values in made.items() if not same(folder / f"{name}.wav", values)]
        for name in differing:
            print(f"{folder / name}.wav is not what the table says")
        return 1 if differing else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in made.items():
        write(folder / f"{name}.wav", values)
    return 0


if __name__ == "__main__":
    sys.exit(main())
