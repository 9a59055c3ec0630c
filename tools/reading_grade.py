"""The reading grade of every sign, by the formula of Flesch and Kincaid: school years that its words ask for.

    python tools/reading_grade.py

A list joined by semicolons counts as several sentences, as it is read.
"""

from __future__ import annotations

import re
import sys

from backstretch.coach.red_flags import signs


def main() -> None:
    """Print each sign with its grade, the hardest first."""
    for sign in sorted(signs(), key=lambda sign: -grade(sign.text)):
        sys.stdout.write(f"{grade(sign.text):5.1f}  {sign.tier:9}  {sign.text}\n")


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
