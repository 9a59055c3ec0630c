"""The reading grade of every sentence about safety, by the formula of Flesch and Kincaid: school years it asks for.

    python tools/reading_grade.py

A list joined by semicolons counts as several sentences, as it is read. A label of fewer than five words is no
sentence, and has no grade.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from backstretch.coach.red_flags import words

LEAST_WORDS = 5
"""A text of fewer is a label."""
_NOT_SAID = {"sources", "id", "tier"}


def main() -> None:
    """Print each sentence with its grade, the hardest first."""
    for text in sorted(sentences(words()), key=grade, reverse=True):
        sys.stdout.write(f"{grade(text):5.1f}  {text}\n")


def sentences(section: Any) -> Iterator[str]:
    """Every text of ``advice.toml``, or of a part of it, that is long enough to have a grade."""
    if isinstance(section, str):
        yield from [section] if len(section.split()) >= LEAST_WORDS else []
        return
    keys = section.keys() - _NOT_SAID if isinstance(section, dict) else range(len(section))
    for key in keys:
        yield from sentences(section[key])


def grade(text: str) -> float:
    """The grade of a text: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    sentences = [part for part in re.split(r"[.;:?!]", text) if part.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(map(_syllables, words))
    return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def _syllables(word: str) -> int:
    """Groups of vowels, but for a last e that is not heard."""
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = re.search(r"[^aeioul]e$|[^td]ed$", word.lower()) and found > 1
    return max(1, found - bool(silent))


if __name__ == "__main__":
    main()
