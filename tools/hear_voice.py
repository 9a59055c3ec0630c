"""Has Whisper listen to the packaged voice, and says which phrases it mishears, and the word error rate.

For developers, in an environment of its own, with a model for faster-whisper in a folder:

    pip install -e . faster-whisper
    python tools/hear_voice.py FOLDER              # the whole voice
    python tools/hear_voice.py FOLDER --only TEXT  # this phrase

Whisper looks at half a minute whatever it is given. So many phrases are joined first, and those that seem misheard are
heard again, each alone.
"""

from __future__ import annotations

import argparse
import re
import sys
import wave
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel

from backstretch.audio.packaged import packaged_clips

RATE = 16_000
"""Samples a second, of the clips and for Whisper."""
WINDOW_SECONDS = 26.0
PAUSE_SECONDS = 0.8
NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
SAME_SOUND = {"you're": "your", "it's": "its", "to": "two", "too": "two"}
"""Words that sound alike, and so are no fault."""


def words(text: str) -> list[str]:
    """What is heard of a text: no case, no marks, numbers as words."""
    found = re.findall("[a-z]+(?:'[a-z]+)?|[0-9]+", text.lower().replace("\u2019", "'"))
    spoken = (NUMBERS[int(word)] if word.isdigit() and int(word) < len(NUMBERS) else word for word in found)
    return [SAME_SOUND.get(word, word) for word in spoken]


def errors(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """The words that are put in, left out or taken for others: Levenshtein's distance."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(wanted, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(heard, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1]


class Ear:
    """A Whisper model."""

    def __init__(self, folder: Path) -> None:
        self._model: Any = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)

    def heard(self, samples: Any) -> str:
        """What is understood of samples of -1 to 1."""
        parts, _ = self._model.transcribe(
            samples, language="en", beam_size=5, temperature=0, condition_on_previous_text=False
        )
        return " ".join(part.text.strip() for part in parts)


def samples_of(path: Path) -> Any:
    """The samples of a clip, -1 to 1."""
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768


def windows(phrases: Sequence[str]) -> Iterator[list[str]]:
    """As many phrases at a time as Whisper looks at."""
    taken, seconds = list[str](), 0.0
    for phrase in phrases:
        length = packaged_clips()[phrase].seconds + PAUSE_SECONDS
        if taken and seconds + length > WINDOW_SECONDS:
            yield taken
            taken, seconds = [], 0.0
        taken.append(phrase)
        seconds += length
    if taken:
        yield taken


def doubtful(ear: Ear, phrases: Sequence[str]) -> list[str]:
    """Those of the phrases that are not understood word by word when all are heard in a row."""
    quiet = np.zeros(round(PAUSE_SECONDS * RATE), np.float32)
    joined = np.concatenate([part for each in phrases for part in (quiet, samples_of(packaged_clips()[each].path))])
    wanted, heard = [words(phrase) for phrase in phrases], words(ear.heard(joined))
    whole = [word for each in wanted for word in each]
    right = {
        at
        for block in SequenceMatcher(None, whole, heard, autojunk=False).get_matching_blocks()
        for at in range(block.a, block.a + block.size)
    }
    starts = [sum(map(len, wanted[:number])) for number in range(len(wanted))]
    return [
        phrase
        for phrase, start, each in zip(phrases, starts, wanted, strict=True)
        if not right.issuperset(range(start, start + len(each)))
    ]


def main() -> int:
    """Listen, and say what is misheard; 1 if anything is."""
    parser = argparse.ArgumentParser(description="Has Whisper listen to the packaged voice.")
    parser.add_argument("model", type=Path, help="the folder of a model for faster-whisper")
    parser.add_argument("--only", action="append", metavar="TEXT", help="this phrase alone")
    arguments = parser.parse_args()
    ear = Ear(arguments.model)
    # The shortest first: they are the most easily misheard.
    phrases = sorted(arguments.only or packaged_clips(), key=lambda phrase: len(words(phrase)))
    again = phrases if arguments.only else (each for window in windows(phrases) for each in doubtful(ear, window))
    misheard, wrong, count = 0, 0, sum(len(words(phrase)) for phrase in phrases)
    for phrase in again:
        understood = ear.heard(samples_of(packaged_clips()[phrase].path))
        if faults := errors(words(phrase), words(understood)):
            wrong, misheard = wrong + faults, misheard + 1
            print(f"{phrase!r} is heard as {understood!r}", flush=True)
    print(f"{len(phrases)} phrases, {misheard} misheard; word error rate {wrong / count:.2%}")
    return int(misheard > 0)


if __name__ == "__main__":
    sys.exit(main())
